using System.Globalization;
using System.Text.RegularExpressions;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules.Targets;

/// <summary>A year that is written beside a number: 到2025年, 2021-2023年, “十四五”末.</summary>
/// <param name="Span">Its place, 到 and 底前 included.</param>
/// <param name="First">The first year of a range, else the year itself.</param>
/// <param name="Last">The year.</param>
/// <param name="WholeYear">Whether the year as a whole is meant; 2021年6月底前 is a day in it.</param>
internal sealed partial record TimeMention(TextSpan Span, int First, int Last, bool WholeYear)
{
    /// <summary>Whether the year lies before the plan: what is said of it has been done.</summary>
    public bool IsPast(FactContext context) => Last < (context.Period?.First ?? context.IssuedYear ?? 0);

    /// <summary>The years named in <paramref name="span"/>, in order; years of the past that are only compared with or counted from are left out.</summary>
    public static IEnumerable<TimeMention> Scan(string folded, TextSpan span)
    {
        for (var m = Pattern().Match(folded, span.Start, span.Length); m.Success; m = m.NextMatch())
        {
            // 比2020年, 自2021年, 在2020年基础上, 2020年以来, 2000年以前建成: no year of a target.
            if (m.Groups["base"].Success || m.Groups["not"].Success) continue;
            int last, first;
            if (m.Groups["plan"].Success)
            {
                // The fourteenth five-year plan ends in 2025.
                if (!ChineseNumber.TryParse(m.Groups["plan"].ValueSpan, out long ordinal)) continue;
                first = last = 1955 + (int)ordinal * 5;
            }
            else
            {
                last = int.Parse(m.Groups["year"].ValueSpan, CultureInfo.InvariantCulture);
                first = m.Groups["first"].Success ? int.Parse(m.Groups["first"].ValueSpan, CultureInfo.InvariantCulture) : last;
            }
            yield return new TimeMention(new TextSpan(m.Index, m.Index + m.Length), first, last, !m.Groups["month"].Success);
        }
    }

    /// <summary>The year compared with: 比2020年, 较2015年, 与2020年相比, 在2020年的基础上; its place too.</summary>
    public static (int? Year, TextSpan Span)? Base(string folded, TextSpan span)
    {
        (int?, TextSpan)? found = null;
        for (var m = BasePattern().Match(folded, span.Start, span.Length); m.Success; m = m.NextMatch())
        {
            int? year = m.Groups["year"].Success ? int.Parse(m.Groups["year"].ValueSpan, CultureInfo.InvariantCulture) : null;
            found = (year, new TextSpan(m.Index, m.Index + m.Length));
        }
        return found;
    }

    // 到2025年底前, 2021年, 2021-2023年, 2021年6月底前, “十四五”末; the text of a damaged range (20212023年) too.
    [GeneratedRegex(@"(?<base>比|较|自|从|与|同)?(?:到|至|于|在)?\s?(?:(?:(?<first>20\d\d)\s?年?\s?(?:-{1,2}|~|至|到)?\s?)?(?<year>20\d\d)\s?年(?<month>\s?(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s?月(?:\s?\d{1,2}\s?日|底|末|初|中旬|上旬|下旬)?)?(?:年?底|年?末|度|年中|初)?|“?(?<plan>十[一二三四五六七])五”?(?=时?期?[末间内])(?:时?期?[末间内]|期间|期末))(?<not>以来|起|以前|建成|之前|的?基础上|印发|以后|之后|至今|版|本\)|出台|修订)?(?:前|之前|期间)?", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();

    // 比2020年, 较2015年底, 与2020年相比, 在2020年的基础上, 比上年, 同比.
    [GeneratedRegex(@"(?:比|较|与|同|在)(?:(?<year>20\d\d)年?(?:底|末|度|同期)?|上年|上一年|去年|基准年|同期|上年同期|“?十[一二三四五六七]五”?(?:时?期?末|期间)?)(?:的?基础上|相比|同期)?", RegexOptions.CultureInvariant)]
    private static partial Regex BasePattern();
}
