using System.Globalization;
using System.Text.RegularExpressions;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Outline;

/// <summary>What a plan says about itself: document number, issuer, date of issue, years covered.</summary>
internal static partial class PlanFacts
{
    // 平卫攻坚办[2021]11号; damaged as 乌海政发[202111
    [GeneratedRegex(@"(?<organ>[\u4e00-\u9fa5]{1,16})\s*(?<open>[\[(〈《‘【]?)\s*(?<year>(?:19|20)\d{2})\s*(?<close>[\])〉》’】]?)\s*(?:第\s*)?(?<number>\d{1,5})\s*(?<hao>号?)\s*$")]
    private static partial Regex DocNumber();

    // 国令第707号: orders are numbered without a year; the whole text
    [GeneratedRegex(@"^\s*(?<organ>[\u4e00-\u9fa5]{1,16}令)\s*第\s*(?<number>\d{1,5})\s*号\s*$")]
    private static partial Regex OrderNumber();

    // 2021年6月15日; damaged as 2021312
    [GeneratedRegex(@"(?<year>(?:19|20)\d{2})\s*(?:年|[-./])\s*(?<month>\d{1,2})\s*(?:月|[-./])\s*(?<day>\d{1,2})\s*日?|^\s*(?<run>20\d{4,6})\s*$")]
    private static partial Regex Date();

    // 二〇二一年六月十五日
    [GeneratedRegex(@"(?<year>[二一][○〇零O0一二三四五六七八九]{3})年(?<month>[一二三四五六七八九十]{1,2})月(?<day>[一二三四五六七八九十]{1,3})日")]
    private static partial Regex HanDate();

    // 2021年-2023年, 2021-2023年 in a title
    [GeneratedRegex(@"(?<first>20\d{2})\s*年?\s*(?:-+|~|至|到)\s*(?<last>20\d{2})\s*年?")]
    private static partial Regex Years();

    // 2021年, 2021年度 in a title; not 2024年本
    [GeneratedRegex(@"(?<year>20\d{2})\s*年(?!本|版|底|前)")]
    private static partial Regex Year();

    // “十四五”
    [GeneratedRegex(@"“?十(?<n>一|二|三|四|五|六)五”?(?=规划|时期|期间|”|.{0,30}(?:规划|计划|方案|纲要))")]
    private static partial Regex FiveYears();

    // 关于印发 …: what stands before it in a notice's title is the issuer
    [GeneratedRegex(@"^(?<organ>[\u4e00-\u9fa5、\s]{2,60}?)关于")]
    private static partial Regex IssuerOfTitle();

    /// <summary>The document number in a range of lines, written with 〔〕; the first line that is nothing else.</summary>
    public static (string Value, TextSpan Span)? FindDocNumber(OutlineSource source, Range lines)
    {
        for (int i = lines.Start.Value; i < lines.End.Value; i++)
        {
            var line = source.Lines[i];
            if (line.Table is not null || !LineKinds.IsDocNumber(source.At(line.Span))) continue;
            if (Normalised(source.At(line.Span)) is { } value) return (value, line.Span);
        }
        return null;
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
        {
            var line = source.Lines[i];
            if (line.Table is not null || !LineKinds.IsDate(source.At(line.Span))) continue;
            if (ParseDate(source.At(line.Span)) is { } date) return (date, line.Span);
        }
        return null;
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
        return Make(year, OutlineNumbering.HanValue(han.Groups["month"].Value), OutlineNumbering.HanValue(han.Groups["day"].Value));
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
    public static string? IssuerIn(string foldedTitle)
    {
        var match = IssuerOfTitle().Match(foldedTitle);
        if (!match.Success) return null;
        string organ = match.Groups["organ"].Value.Replace(" ", "", StringComparison.Ordinal);
        return LineKinds.IsOrganName(organ) || organ.EndsWith('会') || organ.EndsWith('院') || organ.EndsWith('部') || organ.EndsWith('局') ? organ : null;
    }

    /// <summary>The years that a title names: 2021年—2023年, 2021年, “十四五”.</summary>
    public static PlanPeriod? PeriodOf(string foldedTitle)
    {
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
