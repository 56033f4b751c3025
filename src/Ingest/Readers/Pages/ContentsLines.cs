using System.Text.RegularExpressions;

namespace PolicyIngest.Ingest.Readers.Pages;

/// <summary>Tells the lines of a table of contents (目录) by the dots or dashes that lead to their page numbers; contents without them the outline tells, for every format.</summary>
internal static partial class ContentsLines
{
    /// <summary>The lines of contents among the body's lines, the heading above them included.</summary>
    public static HashSet<TextLine> Find(IReadOnlyList<FlowLine> lines)
    {
        var found = new HashSet<TextLine>(ReferenceEqualityComparer.Instance);
        for (int i = 0; i < lines.Count; i++)
        {
            if (!Leader().IsMatch(lines[i].Line.Text)) continue;
            found.Add(lines[i].Line);
            if (i > 0 && Heading().IsMatch(lines[i - 1].Line.Text)) found.Add(lines[i - 1].Line);
        }
        return found;
    }

    // 一、总体要求……………3, 第一章 总则 . . . . . 12, 附件·······(15), 三、保障措施--------9 — but not 完成投资3……, 0596-1234
    [GeneratedRegex(@"^.{1,120}?(?:(?:[.．·•…⋯]\s?){3,200}|(?:[-–—─_]\s?){6,200})[-—(（\s]{0,4}\d{1,4}[-—)）\s]{0,4}$")]
    private static partial Regex Leader();

    // 目录, 目　录, 目 次
    [GeneratedRegex(@"^\s{0,4}目\s{0,6}[录次]\s{0,4}$")]
    private static partial Regex Heading();
}
