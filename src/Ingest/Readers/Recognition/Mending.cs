using System.Text.RegularExpressions;

namespace PolicyIngest.Ingest.Readers.Recognition;

/// <summary>
/// Puts characters right that recognition takes for others of the same shape, where what stands beside them leaves one reading. Each mend is
/// recorded.
/// </summary>
internal static partial class Mending
{
    /// <summary>The text of a line with its characters put right.</summary>
    /// <param name="text">As recognised.</param>
    /// <param name="mends">Takes what was done: <c>年一2023→年—2023</c>.</param>
    public static string Mend(string text, List<string> mends)
    {
        text = DashBetweenFigures().Replace(text, match => Put(match.Value, match.Value[..^match.Groups["bar"].Length] + "—", mends));
        text = LoneBar().Replace(text, match => Put(match.Value, "1", mends));
        return DotForComma().Replace(text, match => Put(match.Value, "、", mends));
    }

    private static string Put(string was, string now, List<string> mends)
    {
        mends.Add($"{was}→{now}");
        return now;
    }

    // 2021年一2023年, 2021一2023年, 取3一5家, 取3一 at a line's end — no numeral stands between figures
    [GeneratedRegex(@"(?<=\d)(?<bar>[一－ー])(?=\d|$)|(?<=\d[年月日%％])(?<bar>[一－ー])(?=\d)")]
    private static partial Regex DashBetweenFigures();

    // I or l as the whole of a cell: a serial number, of which the bar is all that is seen
    [GeneratedRegex(@"\A[Il|]\z")]
    private static partial Regex LoneBar();

    // 丶 is a stroke, no word of its own.
    [GeneratedRegex("丶")]
    private static partial Regex DotForComma();
}
