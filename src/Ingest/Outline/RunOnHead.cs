using System.Text.RegularExpressions;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Outline;

/// <summary>
/// Puts back the line breaks of a head in a text that has none: document number, title, addressees, signature with its date, an annex's label, and the
/// titles of the plans that a notice names (现将《…方案》印发给你们).
/// </summary>
internal sealed partial class RunOnHead
{
    private const string TitleEnd = "(?:方案|计划|规划|安排|意见|措施|办法|要点|规定|细则|清单|预案|纲要|制度|通知|决定|分工|规程|指南|通告|公告|政策|方案\\)|稿\\)|行\\))";

    // What only tells something: behind 的, so that 函 and 报告 are no other words.
    private const string LetterEnd = "的(?:通知|函|复函|报告|汇报|请示|批复|通报|纪要|决定|公告|通告|意见)";

    private const string Opening = "(?:为(?:了|深入|贯彻|全面|进一步|落实|加快|推[动进]|切实|认真|加强|做好|确保|有效|扎实|规范|保障|促进|提升|更好|积极|持续|打造|实现|高质量)|根据[《国省市中]|按照|近年来|近日|今年以来|现将)";

    /// <summary>How many names in 《》 are looked for as titles.</summary>
    private const int MostTitles = 40;

    // each alternative matches nothing, or what stands alone on its line:
    // …的通知|国办函[2014]119号|各省…: ; …单位名单|附件2| ; 某某部|2021年1月28日| ; …工作安排|为落实… ; …发文稿纸|关于… ; 某某厅|某某厅关于…
    [GeneratedRegex(
        @"(?<=" + TitleEnd + @"|文件|^[\u4e00-\u9fff]{2,20}[局府厅委部会室])(?:(?!文件)[\u4e00-\u9fff]){1,12}\[\d{4}[\])] ?\d{1,5}号"
        + @"|(?<=[\[(]\d{4}[\])] ?\d{1,5}号)(?=[\u4e00-\u9fff]{0,40}关于)"
        + @"|(?<=([\u4e00-\u9fff]{5,60}))(?=\1)"
        + @"|(?<=稿纸|纪要)(?=[\u4e00-\u9fff]{0,40}关于)"
        + @"|(?<=号|" + TitleEnd + @")(?:各|省|市|县|区|国务院|有关)[^。:]{2,160}:"
        + @"|(?<=" + LetterEnd + @")[^。:;《》的]{2,300}(?:单位|部门|公司|政府|委|局|厅|办|机构|中心|院|会|校|部|处|站|所|队|团|社|区|市|县|镇|街道|企业|总场|组织|支部|小组|同志):"
        + @"|(?<=" + LetterEnd + @")(?=\d{1,2}月|" + Opening + ")"
        + @"|[\u4e00-\u9fff]{2,20}\d{4}年\d{1,2}月\d{1,2}日(?=\(|附件|[\u4e00-\u9fff\d“”《》、]{4,60}" + TitleEnd + @"|$)"
        + @"|\(此件[^)]{2,300}\)"
        + @"|(?<=[。)日号]|^)附件\d{0,2}(?=[\u4e00-\u9fff])"
        + @"|(?<=" + TitleEnd + @"|\))(?=" + Opening + ")")]
    private static partial Regex Break();

    // 《某市防汛工作方案(送审稿)》 in the text of a notice; its remark may differ
    [GeneratedRegex(@"《([^《》。:;]{8,90}?)(?:\([^()《》]{2,20}\)){0,3}》")]
    private static partial Regex Named();

    // What follows a title that stands alone: its remark, then the text's opening words, its first number or a break
    [GeneratedRegex(@"\G(?:\([^()]{2,20}\)){0,3}(?=为|" + Opening + @"|[一1][、.]|1总则|\(一\)|第一[章条]|目录|$)")]
    private static partial Regex BehindTitle();

    // …请认真贯彻执行。某市防汛工作方案近年来 : behind a sentence any text may follow that does not make the title a part of its own sentence
    [GeneratedRegex(@"\G(?:\([^()]{2,20}\)){0,3}(?=[\u4e00-\u9fff\d“(])(?![的是要和与及等中已由])")]
    private static partial Regex BehindTitleOfSentence();

    private readonly string _folded;
    private readonly List<(int Start, int End)> _titles;

    /// <summary>Looks for the titles that the text names and that stand in it once more, alone.</summary>
    public RunOnHead(string folded)
    {
        _folded = folded;
        _titles = Titles(folded);
    }

    /// <summary>Cuts a head into lines.</summary>
    public IEnumerable<TextSpan> Cut(TextSpan span)
    {
        int start = span.Start;
        foreach (int at in Breaks(span).Where(at => at > span.Start && at < span.End).Distinct().Order())
        {
            yield return new TextSpan(start, at).Trimmed(_folded);
            start = at;
        }
        yield return new TextSpan(start, span.End).Trimmed(_folded);
    }

    private IEnumerable<int> Breaks(TextSpan span)
    {
        var titles = _titles.FindAll(title => title.Start >= span.Start && title.End <= span.End);
        foreach (var (start, end) in titles)
        {
            yield return start;
            yield return end;
        }
        foreach (Match match in Break().Matches(_folded.Substring(span.Start, span.Length)))
        {
            int start = span.Start + match.Index, end = start + match.Length;
            if (titles.Exists(title => start > title.Start && start < title.End)) continue;
            yield return start;
            yield return end;
        }
    }

    private static List<(int Start, int End)> Titles(string folded)
    {
        var found = new List<(int Start, int End)>();
        foreach (string title in Named().Matches(folded).Select(match => match.Groups[1].Value).Distinct(StringComparer.Ordinal).Take(MostTitles))
            for (int at = folded.IndexOf(title, StringComparison.Ordinal); at >= 0; at = folded.IndexOf(title, at + title.Length, StringComparison.Ordinal))
            {
                int end = at + title.Length;
                if (at > 0 && folded[at - 1] is '《' or '<') continue;
                var behind = BehindTitle().Match(folded, end);
                if (!behind.Success && at > 0 && folded[at - 1] == '。') behind = BehindTitleOfSentence().Match(folded, end);
                if (behind.Success) found.Add((at, end + behind.Length));
            }
        return found;
    }
}
