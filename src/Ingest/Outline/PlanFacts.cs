using System.Globalization;
using System.Text.RegularExpressions;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Outline;

/// <summary>What a plan says about itself: document number, issuer, date of issue, years covered.</summary>
internal static partial class PlanFacts
{
    // 平卫攻坚办[2021]11号; damaged as 乌海政发[202111
    [GeneratedRegex(@"(?<organ>[\u4e00-\u9fa5]{1,16})\s*(?<open>[\[(《‘]?)\s*(?<year>(?:19|20)\d{2})\s*(?<close>[\])》’]?)\s*(?:第\s*)?(?<number>\d{1,5})\s*(?<hao>号?)\s*[\])]?\s*$")]
    private static partial Regex DocNumber();

    // 国令第707号: orders are numbered without a year; the whole text
    [GeneratedRegex(@"^\s*(?<organ>[\u4e00-\u9fa5]{1,16}令)\s*第\s*(?<number>\d{1,5})\s*号\s*$")]
    private static partial Regex OrderNumber();

    // 2021年6月15日; damaged as 2021312
    [GeneratedRegex(@"(?<year>(?:19|20)\d{2})\s*(?:年|[-./])\s*(?<month>\d{1,2})\s*(?:月|[-./])\s*(?<day>\d{1,2})\s*日?|^\s*(?<run>20\d{4,6})\s*$")]
    private static partial Regex Date();

    // 二〇二一年六月十五日, 二〇二一年6月15日
    [GeneratedRegex(@"(?<year>[二一][○〇零O0一二三四五六七八九]{3})年(?<month>[一二三四五六七八九十]{1,2}|\d{1,2})月(?<day>[一二三四五六七八九十]{1,3}|\d{1,2})日")]
    private static partial Regex HanDate();

    // 二〇二五年 in a title
    [GeneratedRegex(@"二[〇○零][一二三四五六七八九][〇○零一二三四五六七八九](?=\s*(?:年|-|~|至|到))")]
    private static partial Regex HanYear();

    // 2021年-2023年, 2021-2023年 in a title; 2021一2023年, where a recogniser took the dash for 一
    [GeneratedRegex(@"(?<first>20\d{2})\s*年?\s*(?:-+|~|至|到|一)\s*(?<last>20\d{2})\s*年?")]
    private static partial Regex Years();

    // 2021年, 2021年度 in a title, 2021行动方案; not 2024年本
    [GeneratedRegex(@"(?<year>20\d{2})(?:\s*年(?!本|版|底|前)|(?=(?:行动|工作|实施|重点|建设|推进)[\u4e00-\u9fa5]{0,6}(?:方案|计划|要点|安排)))")]
    private static partial Regex Year();

    // “十四五”规划, 第十四个五年规划
    [GeneratedRegex(@"第十(?<n>一|二|三|四|五|六)个五年(?=规划|计划)|“?十(?<n>一|二|三|四|五|六)五”?(?=规划|时期|期间|”|.{0,30}(?:规划|计划|方案|纲要))")]
    private static partial Regex FiveYears();

    // 关于印发 …: what stands before it in a notice's title is the issuer
    [GeneratedRegex(@"^(?<organ>[\u4e00-\u9fa5、\s]{2,120}?)关于")]
    private static partial Regex IssuerOfTitle();

    /// <summary>The document number in a range of lines, written with 〔〕; the first line that is nothing else.</summary>
    public static (string Value, TextSpan Span)? FindDocNumber(OutlineSource source, Range lines)
    {
        for (int i = lines.Start.Value; i < lines.End.Value; i++)
            if (DocNumberOn(source, i) is { } number) return number;
        return null;
    }

    /// <summary>The document number of a line that is nothing else.</summary>
    public static (string Value, TextSpan Span)? DocNumberOn(OutlineSource source, int index)
    {
        var line = source.Lines[index];
        return line.Table is null && LineKinds.IsDocNumber(source.At(line.Span)) && Normalised(source.At(line.Span)) is { } value ? (value, line.Span) : null;
    }

    /// <summary>A document number in its usual form; null where it can be read in two ways.</summary>
    public static string? Normalised(ReadOnlySpan<char> folded)
    {
        string text = folded.ToString();
        if (OrderNumber().Match(text) is { Success: true } order) return $"{order.Groups["organ"].Value}第{order.Groups["number"].Value}号";
        var match = DocNumber().Match(text);
        if (!match.Success) return null;
        bool bracketed = match.Groups["open"].Length > 0 || match.Groups["close"].Length > 0 || match.Groups["hao"].Length > 0;
        return bracketed ? $"{match.Groups["organ"].Value}〔{match.Groups["year"].Value}〕{match.Groups["number"].Value}号" : null;
    }

    /// <summary>The last date that stands alone on its line.</summary>
    public static (DateOnly Value, TextSpan Span)? FindDate(OutlineSource source, Range lines)
    {
        for (int i = lines.End.Value - 1; i >= lines.Start.Value; i--)
            if (DateOn(source, i) is { } date) return date;
        return null;
    }

    /// <summary>The date of a line that holds nothing else, or only the organ that signs before it.</summary>
    public static (DateOnly Value, TextSpan Span)? DateOn(OutlineSource source, int line)
    {
        if (LineKinds.IsDate(source.TextOf(line)) && ParseDate(source.TextOf(line)) is { } date) return (date, source.Lines[line].Span);
        return SignedDate(source, line) is { } signed && ParseDate(source.At(signed.Date)) is { } day ? (day, signed.Date) : null;
    }

    // 某市财政局2021年1月28日, 某市人民政府办公室 2021年1月28日印发, 某市人民政府二〇二一年一月八日: organ and date on one line
    [GeneratedRegex(@"^(?<organ>[\u4e00-\u9fff、 ]{2,60}?)\s*(?<date>(?:19|20)\d{2}年\d{1,2}月\d{1,2}日|[二一][○〇零O0一二三四五六七八九]{3}年[一二三四五六七八九十0-9]{1,2}月[一二三四五六七八九十0-9]{1,3}日)\s*印?发?$")]
    private static partial Regex OrganAndDate();

    /// <summary>The organ and the date of a line that holds both and nothing else; null where it doesn't.</summary>
    public static (TextSpan Organ, TextSpan Date)? SignedDate(OutlineSource source, int line)
    {
        var text = source.TextOf(line);
        if (text.Length is < 12 or > 80 || !(text.EndsWith("日") || text.EndsWith("印发")) || OrganAndDate().Match(text.ToString()) is not { Success: true } match || !source.Organs.IsIssuer(match.Groups["organ"].ValueSpan)) return null;
        int start = source.Lines[line].Span.Start;
        return (Span(match.Groups["organ"]), Span(match.Groups["date"]));

        TextSpan Span(Group group) => new(start + group.Index, start + group.Index + group.Length);
    }

    // 2012年起5年内, 从2021年起用三年时间
    [GeneratedRegex(@"(?<first>20\d{2})年(?:\d{1,2}月)?(?:\d{1,2}日)?起,?(?:的|用|力争)?(?<n>[1-9]|10|[一二两三四五六七八九十])(?:年内|年(?:左右)?(?:的)?时间)")]
    private static partial Regex YearsFrom();

    // 实施期限为2021年至2023年, 规划期2021-2025年, 本方案实施期限:2021-2023年
    [GeneratedRegex(@"(?:规划|实施|计划|行动|方案|工作)(?:期限?|年限|年度|时限|周期|时间)(?:为|是|:|从|自)?(?<first>20\d{2})年?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:-+|~|至|到)(?:(?<last>20\d{2})年|\d{1,2}月)")]
    private static partial Regex StatedYears();

    // 决定自2024年9月20日起至12月31日,在全市开展
    [GeneratedRegex(@"(?:决定|定于|拟|将|计划)[^。;]{0,6}?(?:自|从|于)?(?<first>20\d{2})年(?:\d{1,2}月)(?:\d{1,2}日|底|初|[上中下]旬)?(?:起|开始)?,?(?:-+|~|至|到)(?:(?<last>20\d{2})年)?(?:年?底|\d{1,2}月(?:\d{1,2}日|底|末|[上中下]旬)?)(?:止|前)?,?[^。;]{0,30}?(?:开展|实施|组织|集中)")]
    private static partial Regex DecidedTime();

    /// <summary>The years that a sentence of the plan's own says it covers; null where it says none. 有效期3年 and goals for one year say none.</summary>
    public static PlanPeriod? PeriodSaidIn(ReadOnlySpan<char> folded)
    {
        if (folded.IndexOf("20") < 0) return null;
        string text = folded.ToString();
        foreach (var stated in new[] { StatedYears().Match(text), DecidedTime().Match(text) })
            if (stated.Success && Int(stated.Groups["first"].Value) is int start && (stated.Groups["last"].Success ? Int(stated.Groups["last"].Value) : start) is int end && end >= start && end - start < 30)
                return new PlanPeriod(start, end);
        if (YearsFrom().Match(text) is not { Success: true } from || !ChineseNumber.TryParse(from.Groups["n"].ValueSpan, out long years)) return null;
        int first = Int(from.Groups["first"].Value);
        return new PlanPeriod(first, first + (int)years - 1);
    }

    /// <summary>Reads a date; one that lost its 年月日 only where a single reading is possible.</summary>
    public static DateOnly? ParseDate(ReadOnlySpan<char> folded)
    {
        string text = folded.ToString();
        if (Date().Match(text) is { Success: true } match)
        {
            if (match.Groups["run"].Success) return ParseRun(match.Groups["run"].Value);
            return Make(Int(match.Groups["year"].Value), Int(match.Groups["month"].Value), Int(match.Groups["day"].Value));
        }
        if (HanDate().Match(text) is not { Success: true } han) return null;
        int year = 0;
        foreach (char c in han.Groups["year"].Value) year = year * 10 + Math.Max(0, "〇一二三四五六七八九".IndexOf(c, StringComparison.Ordinal));
        return Make(year, Value(han.Groups["month"]), Value(han.Groups["day"]));

        static int Value(Group number) => char.IsAsciiDigit(number.ValueSpan[0]) ? Int(number.Value) : OutlineNumbering.HanValue(number.ValueSpan);
    }

    private static DateOnly? ParseRun(string digits)
    {
        int year = Int(digits[..4]);
        string rest = digits[4..];
        DateOnly? only = null;
        int readings = 0;
        for (int cut = 1; cut < rest.Length && cut <= 2; cut++)
        {
            if (rest.Length - cut > 2 || rest.Length < 4 && (rest[0] == '0' || rest[cut] == '0')) continue;
            if (Make(year, Int(rest[..cut]), Int(rest[cut..])) is not { } date) continue;
            only = date;
            readings++;
        }
        return readings == 1 ? only : null;
    }

    private static DateOnly? Make(int year, int month, int day) =>
        year is >= 1900 and <= 2100 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

    /// <summary>The issuer that a notice's title names, or null.</summary>
    public static string? IssuerIn(string foldedTitle, OrganNames organs)
    {
        var match = IssuerOfTitle().Match(foldedTitle);
        if (!match.Success) return null;
        string organ = match.Groups["organ"].Value.Replace(" ", "", StringComparison.Ordinal);
        if (organ.EndsWith("印发", StringComparison.Ordinal)) organ = organ[..^2];
        return organs.IsIssuer(organ) || organ.Length > 40 && organs.IsIssuer(organ.AsSpan(organ.Length - 12)) || organ.EndsWith('会') || organ.EndsWith('院') || organ.EndsWith('部') || organ.EndsWith('局') ? organ : null;
    }

    /// <summary>The years that a title names: 2021年—2023年, 2021年, “十四五”.</summary>
    public static PlanPeriod? PeriodOf(string foldedTitle)
    {
        foldedTitle = HanYear().Replace(foldedTitle, static year => string.Concat(year.Value.Select(static c => (char)('0' + ChineseNumber.Digit(c)))));
        if (Years().Match(foldedTitle) is { Success: true } years)
        {
            int first = Int(years.Groups["first"].Value), last = Int(years.Groups["last"].Value);
            if (first <= last && last - first <= 30) return new PlanPeriod(first, last);
        }
        if (FiveYears().Match(foldedTitle) is { Success: true } five)
        {
            int last = 2005 + 5 * ("一二三四五六".IndexOf(five.Groups["n"].Value, StringComparison.Ordinal) + 1);
            return new PlanPeriod(last - 4, last);
        }
        return Year().Match(foldedTitle) is { Success: true } year ? new PlanPeriod(Int(year.Groups["year"].Value), Int(year.Groups["year"].Value)) : null;
    }

    private static int Int(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);
}
