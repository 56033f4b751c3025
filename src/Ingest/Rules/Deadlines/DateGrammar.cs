using System.Text.RegularExpressions;
using PolicyIngest.Ingest.Text;

namespace PolicyIngest.Ingest.Rules.Deadlines;

/// <summary>The forms in which plans write dates. The patterns run over folded, squeezed text and have no repetition without bound.</summary>
internal static partial class DateGrammar
{
    private const string Year = "(?:19|20)[0-9]{2}";
    private const string AnyYear = "(?<y>" + Year + "|[二一][〇○零九0][〇○零一二三四五六七八九0-9]{2})";
    private const string Month = "(?:1[0-2]|0?[1-9])";
    private const string AnyMonth = "(?<m>" + Month + "|十[一二]?|[一二三四五六七八九])";
    private const string Day = "(?:[12][0-9]|3[01]|0?[1-9])";
    private const string AnyDay = "(?<d>" + Day + "|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])";

    /// <summary>After a year's number and 年: no 2020年度, 2020年版, 90年代; no 2021年月底, whose month is lost.</summary>
    private const string YearIsOver = "(?![度版级代份])";

    /// <summary>底, 末 and 内 that close a time; not 2021年底泥清淤, 年内蒙古.</summary>
    private const string Closing = "(?<e>底(?![泥部数图线层稿])|末(?![端梢])|内(?![蒙部外涝河容陆]))";

    // 6月底, 10月31日, 6月中旬, 三月份; 第三季度末, 四季度; 上半年; not 6个月, not 三季.
    private const string WithinYear =
        AnyMonth + "月份?(?:" + AnyDay + "[日号]|(?:月?" + Closing + "|(?<e>初(?!步)|[上中下]旬)))?"
        + "|第?(?<q>[一二三四1-4])季度(?:" + Closing + ")?"
        + "|(?<h>[上下])半年(?:" + Closing + ")?";

    // 2021年, 2021年底, 2021年年底, 2021年6月底, 二〇二一年十月, 今年底, 21年6月, 6月30日, 年底, 年内, 三季度末;
    // not 2021年度, 1.5月, 每季度, 三年内, 2021年中国 (the country).
    [GeneratedRegex("(?:(?<![0-9])" + AnyYear + "年" + YearIsOver + "|(?<![0-9.])(?<y>2[0-9])年(?=年?[底末]|" + Month + "月)|(?<r>今年|本年|当年|明年|次年|翌年|来年|去年|上年)(?!度))"
        + "(?:" + WithinYear + "|年?(?:" + Closing + "|(?<e>初(?!步)|中(?=[和、,前完进对开]))))?"
        + "|(?<![0-9.·每前])(?:" + WithinYear + ")"
        + "|(?<![0-9一二三四五六七八九十两几多半整全每逐历青少])年" + Closing, RegexOptions.ExplicitCapture)]
    private static partial Regex DatePattern();

    // 2021.09, 2021-10-31, 2021/6/30: as cells of a table write it; not 2021.5% and not 12021.09.
    [GeneratedRegex("(?<![0-9.])(?<y>" + Year + @")[./-](?<m>" + Month + ")(?:[./-](?<d>" + Day + "))?(?![0-9.%])", RegexOptions.ExplicitCapture)]
    private static partial Regex DottedPattern();

    // 2021.9.30前, 2021-09-30前 in running text, where the 前 tells a date from a number.
    [GeneratedRegex("(?<![0-9.])(?<y>" + Year + @")(?<s>[./-])(?<m>" + Month + @")\k<s>(?<d>" + Day + ")(?=[之以]?前)", RegexOptions.ExplicitCapture)]
    private static partial Regex DottedDayPattern();

    // 2021年度 as a cell writes it for the whole year; not 2021年.
    [GeneratedRegex("(?<![0-9])(?<y>" + Year + ")年度", RegexOptions.ExplicitCapture)]
    private static partial Regex FullYearPattern();

    // 2021-2023年, 2021年至2023年, 20212023年 (the dash lost in saving); not 2021年、2022年.
    [GeneratedRegex("(?<![0-9])(?<y>" + Year + ")(?:年?(?:至|到|[-~]{1,2})|)(?<y2>" + Year + ")年" + YearIsOver, RegexOptions.ExplicitCapture)]
    private static partial Regex YearRangePattern();

    // 2021年3月-5月, 5-8月份, 6月1日至7月31日, 2021年10月至次年3月, 6月1日-30日.
    [GeneratedRegex("(?:(?<![0-9])(?<y>" + Year + ")年|(?<![0-9.]))(?<m>" + Month + ")(?:月份?(?:(?<d>" + Day + ")[日号]?)?)?(?:至|到|[-~]{1,2})"
        + "(?:(?:(?<y2>" + Year + ")年|(?<r2>次年|翌年|第二年))?(?<m2>" + Month + ")月份?(?:(?<d2>" + Day + ")[日号]|(?<e2>[底末初]|[上中下]旬))?"
        + "|(?<=月[0-9]{1,2}[日号]?(?:至|到|[-~]{1,2}))(?<d2>" + Day + ")[日号])", RegexOptions.ExplicitCapture)]
    private static partial Regex RangePattern();

    // What saving as a web page leaves when it drops 年, 月 or a digit: 20214月底, 202112月, 202111日, 20216底, 20213前, 2021年6底, 2021年61日, 2021年月底;
    // not 20000元, not 2021年底, not 2021年15日 (the lost number of the month is nowhere).
    [GeneratedRegex("(?<![0-9])(?<y>" + Year + ")(?:(?<run>[0-9]{1,4})(?<u>月[份]?[底末]?|日|[底末]|(?=前))|(?<u>底)|年(?<run>3[2-9]|[4-9][0-9]|[0-9]{3,4})(?<u>日)|年(?<run>" + Month + ")(?<u>[底末])|年(?<run>)(?<u>月[底末]))",
        RegexOptions.ExplicitCapture)]
    private static partial Regex DamagedPattern();

    // “十四五”末, 十四五规划期末, "十四五"期间末.
    [GeneratedRegex("[“\"]?十(?<n>[二三四五六])五[”\"]?(?:规划)?(?:时期|期间|期)?末", RegexOptions.ExplicitCapture)]
    private static partial Regex PlanEndPattern();

    /// <summary>Dates, whole or in part.</summary>
    public static IEnumerable<TimeMention> Dates(string text)
    {
        foreach (Match match in DatePattern().Matches(text)) yield return Mention(match, TimeShape.Date, Parts(match));
    }

    /// <summary>Dates with dots, dashes or slashes.</summary>
    public static IEnumerable<TimeMention> DottedDates(string text)
    {
        foreach (Match match in DottedPattern().Matches(text)) yield return Mention(match, TimeShape.Date, Parts(match));
    }

    /// <summary>Days with dots, dashes or slashes before a 前.</summary>
    public static IEnumerable<TimeMention> DottedDays(string text)
    {
        foreach (Match match in DottedDayPattern().Matches(text)) yield return Mention(match, TimeShape.Date, Parts(match));
    }

    /// <summary>Years written as 2021年度.</summary>
    public static IEnumerable<TimeMention> FullYears(string text)
    {
        foreach (Match match in FullYearPattern().Matches(text)) yield return Mention(match, TimeShape.Date, Parts(match));
    }

    /// <summary>Stretches of years, months and days.</summary>
    public static IEnumerable<TimeMention> Ranges(string text)
    {
        foreach (Match match in YearRangePattern().Matches(text))
            yield return Mention(match, TimeShape.YearRange, new DateParts(Number(match, "y")), new DateParts(Number(match, "y2")));
        foreach (Match match in RangePattern().Matches(text))
        {
            var from = Parts(match);
            var until = new DateParts(Number(match, "y2"), match.Groups["r2"].Success ? 1 : null,
                Number(match, "m2") ?? from.Month, Number(match, "d2"), Edge: EdgeOf(match.Groups["e2"]));
            yield return Mention(match, TimeShape.Range, from, until.LacksYear ? until with { Year = from.Year } : until);
        }
    }

    /// <summary>Damaged dates, mended where one reading alone is possible.</summary>
    public static IEnumerable<TimeMention> DamagedDates(string text)
    {
        foreach (Match match in DamagedPattern().Matches(text))
        {
            var mended = DamagedDate.Mend(Number(match, "y")!.Value, match.Groups["run"].Value, match.Groups["u"].Value);
            yield return Mention(match, mended is null ? TimeShape.Ambiguous : TimeShape.Mended, mended ?? default);
        }
    }

    /// <summary>Ends of five-year plans; “十四五” ends in 2025.</summary>
    public static IEnumerable<TimeMention> PlanEnds(string text)
    {
        foreach (Match match in PlanEndPattern().Matches(text))
            yield return Mention(match, TimeShape.PlanEnd, new DateParts(2005 + 5 * ChineseNumber.Digit(match.Groups["n"].Value[0]), Edge: DateEdge.End));
    }

    private static TimeMention Mention(Match match, TimeShape shape, DateParts date, DateParts until = default) =>
        new(match.Index, match.Index + match.Length, shape, date, until);

    private static DateParts Parts(Match match) => new(
        Number(match, "y") is { } year ? year < 100 ? 2000 + year : year : null,
        match.Groups["r"] is { Success: true } word ? word.Value[0] switch { '明' or '次' or '翌' or '来' => 1, '去' or '上' => -1, _ => 0 } : null,
        Number(match, "m"),
        Number(match, "d"),
        Number(match, "q"),
        match.Groups["h"] is { Success: true } half ? half.Value is "上" ? 1 : 2 : null,
        EdgeOf(match.Groups["e"]));

    private static DateEdge EdgeOf(Group edge) => !edge.Success ? DateEdge.None : edge.Value switch
    {
        "底" or "末" => DateEdge.End,
        "内" => DateEdge.Within,
        "初" => DateEdge.Begin,
        "中" => DateEdge.Middle,
        "上旬" => DateEdge.FirstTenDays,
        "中旬" => DateEdge.MiddleTenDays,
        _ => DateEdge.LastTenDays,
    };

    private static int? Number(Match match, string group) =>
        match.Groups[group] is { Success: true } found && ChineseNumber.TryParse(found.ValueSpan, out long value) ? (int)value : null;
}
