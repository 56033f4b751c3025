using System.Text.RegularExpressions;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Outline;

/// <summary>
/// Takes out contents pages (目录): lines with page numbers or leaders, and, numbers or not, a run of lines that come again further on in the same order.
/// </summary>
internal static partial class ContentsPages
{
    /// <summary>Least number of lines that must come again in order.</summary>
    private const int LeastLines = 5;

    private const int LongestLine = 80;

    // 第一章 总则 ……… 3, 一、总体要求	1, 一、总体要求-----3: a line of a table of contents
    [GeneratedRegex(@"(?:[\t.…·_-]{2,}|\t) *(?:\d{1,4}|[ivx]{1,5}) *$|[.…·]{6,}$")]
    private static partial Regex Leader();

    /// <summary>Whether the line ends as a line of a contents page does.</summary>
    public static bool IsContents(ReadOnlySpan<char> line) => line.Length < 120 && Leader().IsMatch(line);

    /// <summary>Removes the lines of contents pages.</summary>
    public static void Remove(List<OutlineLine> lines, string folded)
    {
        var drop = new bool[lines.Count];
        var words = new string[lines.Count];
        var places = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (int i = 0; i < lines.Count; i++)
        {
            words[i] = lines[i].Table is null && lines[i].Span.Length <= LongestLine ? WordsOf(folded.AsSpan(lines[i].Span.Start, lines[i].Span.Length)) : "";
            if (words[i].Length < 3) continue;
            if (!places.TryGetValue(words[i], out var list)) places[words[i]] = list = [];
            list.Add(i);
        }
        for (int i = 0; i < lines.Count; i++)
        {
            int end = RunFrom(i, words, places);
            if (end - i < LeastLines) continue;
            for (int k = i; k < end; k++) drop[k] = true;
            i = end - 1;
        }
        int kept = 0;
        for (int i = 0; i < lines.Count; i++)
            if (!drop[i]) lines[kept++] = lines[i];
        lines.RemoveRange(kept, lines.Count - kept);
    }

    /// <summary>End of the run of lines from a place on that all come again behind the run, in the same order.</summary>
    private static int RunFrom(int start, string[] words, Dictionary<string, List<int>> places)
    {
        int end = start, after = -1, first = -1;
        while (end < words.Length)
        {
            // A contents line that was not kept whole, such as a page's head between two pages, does not end the run.
            if (words[end].Length < 3 || !places.TryGetValue(words[end], out var list) || list.Count < 2) break;
            int at = list.BinarySearch(Math.Max(after, end) + 1);
            if (at < 0) at = ~at;
            if (at >= list.Count) break;
            after = list[at];
            if (first < 0) first = after;
            if (end >= first) break;
            end++;
        }
        return end;
    }

    /// <summary>A line without page number, leaders and spaces; empty for a sentence, which no contents page holds.</summary>
    private static string WordsOf(ReadOnlySpan<char> line)
    {
        if (line.IndexOfAny("。;") >= 0) return "";
        string text = Leader().Replace(line.ToString(), "");
        return string.Concat(text.Where(c => !char.IsWhiteSpace(c))).TrimEnd('。', '.', '…', '-', ':');
    }
}
