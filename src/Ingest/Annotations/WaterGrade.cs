using System.Text.RegularExpressions;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Annotations;

/// <summary>Grades of water quality (水质类别): Ⅲ类, IV类, 三类, 劣Ⅴ类.</summary>
internal static partial class WaterGrade
{
    /// <summary>The number of a grade, 1 to 5, and 6 for 劣Ⅴ类; null for anything else.</summary>
    public static int? Parse(ReadOnlySpan<char> text)
    {
        var matches = Grade().EnumerateMatches(text);
        return matches.MoveNext() ? Number(text.Slice(matches.Current.Index, matches.Current.Length)) : null;
    }

    /// <summary>Whether a cell holds a grade and nothing else but 及以上 or 水质.</summary>
    public static bool IsGradeAlone(ReadOnlySpan<char> text) => Alone().IsMatch(text);

    /// <summary>The grades in a clause that somebody has to reach, with what has to reach them.</summary>
    public static IEnumerable<(TextSpan Grade, TextSpan Subject, int Value)> Scan(string folded, TextSpan clause)
    {
        for (var m = Committed().Match(folded, clause.Start, clause.Length); m.Success; m = m.NextMatch())
        {
            // 达到或优于Ⅲ类水体比例 is the name of a measure, V类水标准 in a condition none of the plan's.
            var grade = m.Groups["grade"];
            yield return (new TextSpan(grade.Index, m.Index + m.Length), new TextSpan(clause.Start, m.Index), Number(grade.ValueSpan));
        }
    }

    private static int Number(ReadOnlySpan<char> grade)
    {
        if (grade[0] == '劣') return 6;
        return grade[..^1] switch
        {
            "Ⅰ" or "I" or "一" or "1" => 1,
            "Ⅱ" or "II" or "二" or "2" => 2,
            "Ⅲ" or "III" or "三" or "3" => 3,
            "Ⅳ" or "IV" or "四" or "4" => 4,
            _ => 5,
        };
    }

    [GeneratedRegex(@"劣?(?:[ⅠⅡⅢⅣⅤ]|I{1,3}|IV|V|[一二三四五1-5])类", RegexOptions.CultureInvariant)]
    private static partial Regex Grade();

    [GeneratedRegex(@"^\s*劣?(?:[ⅠⅡⅢⅣⅤ]|I{1,3}|IV|V|[一二三四五1-5])类(?:及?以上|水质|水体|水|标准)*\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Alone();

    // 稳定保持Ⅱ类水质, 达到地表水Ⅳ类及以上水质, 达到地表水3类排放标准; not …Ⅲ类比例, Ⅱ类用地.
    [GeneratedRegex(@"(?:稳定|全部|均|总体|持续|必须|要|应|力争|基本)*(?:达到或(?:优|好)于|达到或超过|达到并保持|达到|达|保持在?|优于|好于|不低于|不得低于|不劣于|满足|提升到|提升至|改善到|改善至|为)(?:国家|地表水|地下水|环境质量|水环境|标准|水质|《[^》]{2,30}》|\([^)]{2,30}\)|中的?|的|规定的?|相应)*(?<grade>(?:[ⅠⅡⅢⅣⅤ]|I{1,3}|IV|V|[一二三四五1-5])类)(?:\(含\))?(?:及?以上|或以上)?(?=(?:水质|水体|水|标准|要求|排放|断面|目标|地表|以|,|;|。|、|\)|$|的))(?!.{0,8}(?:比例|占比|比率|达标率|数量|个数))", RegexOptions.CultureInvariant)]
    private static partial Regex Committed();
}
