using System.Globalization;

namespace PolicyIngest.Ingest.Annotations.Times;

/// <summary>Puts back the character that a date lost, where one reading alone is possible.</summary>
internal static class DamagedDate
{
    /// <summary>Mends a date.</summary>
    /// <param name="year">The year, in four digits.</param>
    /// <param name="run">The digits between the year and <paramref name="unit"/>; a dropped character stands somewhere before or in them.</param>
    /// <param name="unit">What follows: 月, 月底, 日, 底, or nothing before a 前.</param>
    /// <returns>The date, or null where it can be read in two ways or in none.</returns>
    public static DateParts? Mend(int year, string run, string unit) => unit switch
    {
        "底" or "末" when run.Length == 0 => new DateParts(year, Edge: DateEdge.End), // 2021底前
        "底" or "末" => MonthOf(run) is { } month ? new DateParts(year, Month: month, Edge: DateEdge.End) : null, // 20216底前
        "日" => OnlyDay(year, run), // 从202111日起
        ['月', ..] => MonthOf(run) is { } month // 20214月底前, 202112月底前
            ? new DateParts(year, Month: month, Edge: unit[^1] is '底' or '末' ? DateEdge.End : DateEdge.None)
            : null,
        _ => null, // 20213前: the 月 or the 月底, nobody can tell
    };

    /// <summary>Splits the digits into month and day: 11 is 1月1日, 1231 is 12月31日, 111 is 1月11日 or 11月1日 and so nothing.</summary>
    private static DateParts? OnlyDay(int year, string run)
    {
        DateParts? only = null;
        for (int cut = Math.Max(1, run.Length - 2); cut < run.Length; cut++)
        {
            if (run.Length != 4 && run[cut] == '0') continue; // 0 leads a day only where both parts are padded: 0401日
            if (MonthOf(run.AsSpan(0, cut)) is not { } month) continue;
            var date = new DateParts(year, Month: month, Day: int.Parse(run.AsSpan(cut), CultureInfo.InvariantCulture));
            if (date.FirstDay(year) is null) continue;
            if (only is not null) return null;
            only = date;
        }
        return only;
    }

    private static int? MonthOf(ReadOnlySpan<char> digits) =>
        digits.Length is 1 or 2 && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int month) && month is >= 1 and <= 12
            ? month
            : null;
}
