using System.Text.RegularExpressions;
using PolicyIngest.Ingest.Text;

namespace PolicyIngest.Ingest.Annotations.Times;

/// <summary>The forms in which plans write dates. The patterns run over folded text and have no repetition without bound.</summary>
internal static partial class DateGrammar
{
    internal const string Year = "(?:19|20)[0-9]{2}";
    private const string AnyYear = "(?<y>" + Year + "|[二一][〇○零九0][〇○零一二三四五六七八九0-9]{2})";
    private const string Month = "(?:1[0-2]|0?[1-9])";
    private const string AnyMonth = "(?<m>" + Month + "|十[一二]?|[一二三四五六七八九])";
    private const string DayNumber = "(?:[12][0-9]|3[01]|0?[1-9]|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])";
    private const string AnyDay = "(?<d>" + DayNumber + ")";
    private const string Tenth = "[上中下]旬";

    /// <summary>至, 到, —, ～, and 一 where a dash was meant: 3月一5月.</summary>
    internal const string To = "(?:-{0,2}[至到]|[-~]{1,2}|一(?=[0-9]))";

    /// <summary>A number is no part of a longer one, nor behind its decimal point; the point of a label at a line's start (1.6月底前…) parts.</summary>
    private const string Unjoined = @"(?<![0-9])(?<![^\s。;:)0-9][0-9]{1,3}\.)";

    /// <summary>After a year's number and 年: no 2020年版, 90年代; no 2021年月底, whose month is lost.</summary>
    private const string YearIsOver = "(?![版级代份])度?";

    /// <summary>底, 末 and 内 that close a time; not 2021年底泥清淤, 年内蒙古.</summary>
    private const string Closing = "(?<e>底(?![泥部数图线层稿])|末(?![端梢])|内(?![蒙部外涝河容陆]))";

    /// <summary>初; not 初步, 2015年十月初一.</summary>
    private const string Beginning = "(?<e>初(?![步一二三四五六七八九十]))";

    // 6月底, 10月31日, 二〇二四年八月十五, 6月中旬, 三月份; 第三季度末, 四季度; 上半年; not 6个月, not 三季.
    private const string WithinYear =
        AnyMonth + "月份?(?:" + AnyDay + "(?:[日号]|(?<=年[一二三四五六七八九十]{1,2}月[二三]?十[一二三四五六七八九]?)(?![一二三四五六七八九十百千万亿个余多]))|月?" + Closing + "|" + Beginning + "|(?<e>" + Tenth + "))?"
        + "|第?(?<q>[一二三四1-4])季度(?:" + Closing + "|" + Beginning + ")?"
        + "|(?<h>[上下前后])半年(?:" + Closing + ")?";

    // 2021年, 2021年底, 2021年年底, 2021年6月底, 二〇二一年十月, 零八年, 今年底, 21年6月, 6月30日, 年底, 年内, 三季度末;
    // not 1.5月, 每季度, 三年内, 2021年中国 (the country).
    [GeneratedRegex("(?:(?<![0-9])" + AnyYear + "年" + YearIsOver + "|(?<![0-9.])(?<y>[12][0-9])年(?=年?[底末]|" + Month + "月)|(?<![0-9.])(?<y>0[0-9])年|(?<y>[〇零][一二三四五六七八九])年"
        + "|(?<r>今年|本年|当年|明年|次年|翌年|第二年(?=[0-9])|来年|去年|上一?年)(?!度))"
        + "(?:" + WithinYear + "|年?(?:" + Closing + "|" + Beginning + "|(?<e>中(?=[和、,前完进对开]))))?"
        + "|(?<![·每前])" + Unjoined + "(?:" + WithinYear + ")"
        + "|(?<![0-9一二三四五六七八九十两几多半整全每逐历青少])年(?:" + Closing + "|" + Beginning + "|(?<e>中(?=[前对])))"
        + "|(?<![·每前近第达满超]|[0-9.个-])" + "(?<d>[12][0-9]|3[01]|0?[1-9])日(?![内之以起止后游报均常至期照用间夜产处历新本元])", RegexOptions.ExplicitCapture)]
    private static partial Regex DatePattern();

    // 2021.09, 2021-10-31, 2021/6/30, 2024.6月底: as cells of a table write it; not 2021.5% and not 12021.09.
    [GeneratedRegex("(?<![0-9.])(?<y>" + Year + @")(?<s>[./-])(?<m>" + Month + @")(?:\k<s>(?<d>" + DayNumber + ")日?|月?(?<e>[底末])|月)?(?![0-9.%])", RegexOptions.ExplicitCapture)]
    private static partial Regex DottedPattern();

    // 2021-2023年, 2021年至2023年, 20212023年 (the dash lost in saving), and 2021-2023 alone; not 2021年、2022年, GB 2001-2013.
    [GeneratedRegex("(?<![0-9])(?:(?<y>" + Year + ")(?:年?" + To + "|)(?<y2>" + Year + ")年" + YearIsOver + "|(?<![A-Za-z./-] ?)(?<y>20[0-9]{2})" + To + "(?<y2>20[0-9]{2})(?![0-9年./-]))", RegexOptions.ExplicitCapture)]
    private static partial Regex YearRangePattern();

    private const string OfYear = "(?:(?<![0-9])(?<y>" + Year + ")年)?";

    // Stretches whose ends share a word: 5-8月份, 2021年3-5月底, 6月1日-30日, 6月1-30日, 一月十日到十二日, 4月上旬至下旬, 第一至三季度, 2024.3-12, 2024.3.1-6.30.
    [GeneratedRegex(OfYear + "(?:(?<!每|前)" + Unjoined + "(?<m>" + Month + ")" + To + "(?<m2>" + Month + ")月份?(?:(?<e2>[底末]|" + Tenth + ")|(?<d2>" + DayNumber + ")[日号])?"
        + "|(?<![0-9])" + AnyMonth + "月(?<d>" + DayNumber + ")[日号]?" + To + "(?<d2>" + DayNumber + ")[日号]"
        + "|(?<![0-9])" + AnyMonth + "月(?<e>" + Tenth + ")" + To + "(?<e2>" + Tenth + ")"
        + "|第?(?<q>[一二三四1-4])" + To + "第?(?<q2>[一二三四1-4])季度(?<e2>[底末])?)"
        + "|(?<![0-9.])(?<y>" + Year + @")\.(?<m>" + Month + ")(?:" + To + "(?<m2>" + Month + @")|\.(?<d>" + DayNumber + ")" + To + "(?<m2>" + Month + @")\.(?<d2>" + DayNumber + "))(?![0-9.])", RegexOptions.ExplicitCapture)]
    private static partial Regex SharedRangePattern();

    // Members of a list that share the last one's word: 6、9｜、12月底前, 2021、2023｜、2025年, 6月15日、｜30日; not a label: 1、3月底前.
    [GeneratedRegex("(?<!第)" + OfYear + Unjoined + "(?<m>" + Month + ")(?:(?=(?:[、和及]" + Month + "){2,11}月)|(?<!^\\s{0,8}[0-9]{1,2})(?=[、和及]" + Month + "月))"
        + @"|(?<=(?<m>" + Month + ")月(?:" + DayNumber + "日?[、和])?" + DayNumber + "日[、和])(?<d>" + DayNumber + ")日"
        + "|(?<![0-9.-])(?<y>20[0-9]{2})(?=(?:[、和及]20[0-9]{2})*[、和及]20[0-9]{2}年)", RegexOptions.ExplicitCapture | RegexOptions.Multiline)]
    private static partial Regex ListPattern();

    // What saving as a web page leaves when it drops 年, 月 or a digit: 20214月底, 202112月, 202111日, 20216底, 20213前, 2021年6底, 2021年61日, 2021年月底;
    // not 20000元, not 2021年底, not 2021年15日 (the lost number of the month is nowhere).
    [GeneratedRegex("(?<![0-9])(?<y>" + Year + ")(?:(?<run>[0-9]{1,4})(?<u>月[份]?[底末]?|日|[底末]|(?=前))|(?<u>底)|年(?<run>3[2-9]|[4-9][0-9]|[0-9]{3,4})(?<u>日)|年(?<run>" + Month + ")(?<u>[底末])|年(?<run>)(?<u>月[底末]))",
        RegexOptions.ExplicitCapture)]
    private static partial Regex DamagedPattern();

    // “十四五”末, 十四五规划期末, "十四五"期间末; “十四五”期间, 时期.
    [GeneratedRegex("[“\"]?十(?<n>[一二三四五六七])五[”\"]?(?:规划)?(?:(?:时期|期间|期)?(?<e>末)|时期|期间|期内)", RegexOptions.ExplicitCapture)]
    private static partial Regex PlanTimePattern();

    /// <summary>Dates, whole or in part.</summary>
    public static IEnumerable<TimeMention> Dates(string text) => Mentions(DatePattern(), text, TimeShape.Date);

    /// <summary>Dates with dots, dashes or slashes.</summary>
    public static IEnumerable<TimeMention> DottedDates(string text) => Mentions(DottedPattern(), text, TimeShape.Dotted);

    /// <summary>Dates of a list that lack the word which only the last one has.</summary>
    public static IEnumerable<TimeMention> Listed(string text) => Mentions(ListPattern(), text, TimeShape.Date);

    /// <summary>Stretches of years, and those whose ends share a word; others are joined from their ends.</summary>
    public static IEnumerable<TimeMention> Ranges(string text)
    {
        foreach (Match match in YearRangePattern().Matches(text))
            yield return Mention(match, TimeShape.YearRange, new DateParts(Number(match, "y")), new DateParts(Number(match, "y2")));
        foreach (Match match in SharedRangePattern().Matches(text))
        {
            var from = Parts(match);
            yield return Mention(match, TimeShape.Range, from,
                new DateParts(from.Year, null, Number(match, "m2") ?? from.Month, Number(match, "d2"), Number(match, "q2"), Edge: EdgeOf(match.Groups["e2"])));
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

    /// <summary>Five-year plans and their ends; “十四五” ends in 2025.</summary>
    public static IEnumerable<TimeMention> PlanTimes(string text)
    {
        foreach (Match match in PlanTimePattern().Matches(text))
        {
            int last = 2005 + 5 * ChineseNumber.Digit(match.Groups["n"].Value[0]);
            yield return match.Groups["e"].Success
                ? Mention(match, TimeShape.PlanEnd, new DateParts(last, Edge: DateEdge.End))
                : Mention(match, TimeShape.PlanPeriod, new DateParts(last - 4), new DateParts(last));
        }
    }

    private static IEnumerable<TimeMention> Mentions(Regex pattern, string text, TimeShape shape)
    {
        foreach (Match match in pattern.Matches(text)) yield return Mention(match, shape, Parts(match));
    }

    private static TimeMention Mention(Match match, TimeShape shape, DateParts date, DateParts until = default) =>
        new(match.Index, match.Index + match.Length, shape, date, until);

    private static DateParts Parts(Match match) => new(
        Number(match, "y") is { } year ? year < 100 ? 2000 + year : year : null,
        match.Groups["r"] is { Success: true } word ? word.Value[0] switch { '明' or '次' or '翌' or '第' or '来' => 1, '去' or '上' => -1, _ => 0 } : null,
        Number(match, "m"),
        Number(match, "d"),
        Number(match, "q"),
        match.Groups["h"] is { Success: true } half ? half.Value is "上" or "前" ? 1 : 2 : null,
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
