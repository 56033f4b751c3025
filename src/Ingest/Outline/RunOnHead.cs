using System.Text.RegularExpressions;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Outline;

/// <summary>
/// Puts back the line breaks of a document's head in a text that has none: document number, addressees, signature with its date, an annex's label, and the
/// title before the sentence that opens the text.
/// </summary>
internal static partial class RunOnHead
{
    private const string TitleEnd = "(?:方案|计划|规划|安排|意见|措施|办法|要点|规定|细则|清单|预案|纲要|制度|通知|决定|分工|规程|指南|通告|公告|方案\\)|稿\\)|行\\))";

    // each alternative matches nothing, or what stands alone on its line:
    // …的通知|国办函[2014]119号|各省…: ; …单位名单|附件2| ; 某某部|2021年1月28日| ; …工作安排|为落实…
    [GeneratedRegex(
        @"(?<=" + TitleEnd + @"|文件|^[\u4e00-\u9fff]{2,20}[局府厅委部会室])[\u4e00-\u9fff]{1,12}\[\d{4}\]\d{1,5}号"
        + @"|(?<=号|" + TitleEnd + @")(?:各|省|市|县|区|国务院|有关)[^。:]{2,160}:"
        + @"|[\u4e00-\u9fff]{2,20}\d{4}年\d{1,2}月\d{1,2}日(?=\(|附件|[\u4e00-\u9fff\d“”《》、]{4,60}" + TitleEnd + @"|$)"
        + @"|\(此件[^)]{2,300}\)"
        + @"|(?<=[。)日号]|^)附件\d{0,2}(?=[\u4e00-\u9fff])"
        + @"|(?<=" + TitleEnd + @"|\))(?=(?:为(?:了|深入|贯彻|全面|进一步|落实|加快|推[动进]|切实|认真|加强|做好|确保|有效|扎实|规范|保障|促进|提升|更好|积极|持续|打造|实现|高质量)|根据[《国省市中]|按照|近年来|现将))")]
    private static partial Regex Break();

    /// <summary>Cuts a head into lines.</summary>
    public static IEnumerable<TextSpan> Cut(string folded, TextSpan span)
    {
        string text = folded.Substring(span.Start, span.Length);
        int start = 0;
        foreach (Match match in Break().Matches(text))
        {
            int lineStart = match.Index;
            if (lineStart > start) yield return Piece(start, lineStart);
            if (match.Length > 0) yield return Piece(lineStart, lineStart + match.Length);
            start = lineStart + match.Length;
        }
        if (start < text.Length) yield return Piece(start, text.Length);

        TextSpan Piece(int from, int to) => new TextSpan(span.Start + from, span.Start + to).Trimmed(folded);
    }
}
