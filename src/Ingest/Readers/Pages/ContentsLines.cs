using System.Text.RegularExpressions;

namespace PolicyIngest.Ingest.Readers.Pages;

/// <summary>Tells the lines of a table of contents (目录): by the dots that lead to their page numbers, or because they come again as headings.</summary>
internal static partial class ContentsLines
{
    // A list of headings has so many entries, and this share of them come again.
    private const int FewestEntries = 3;
    private const int MostEntries = 200;
    private const double Share = 0.7;

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
        for (int i = 0; i < lines.Count; i++)
        {
            if (!Heading().IsMatch(lines[i].Line.Text)) continue;
            int end = EndByRecurrence(lines, i + 1);
            if (end > 0)
                for (int k = i; k < end; k++) found.Add(lines[k].Line);
            break;
        }
        return found;
    }

    /// <summary>
    /// Where a list of headings without page numbers ends: before the line with which its first entry comes again, if most of its entries do
    /// so in their order; 0 if it is none.
    /// </summary>
    private static int EndByRecurrence(IReadOnlyList<FlowLine> lines, int start)
    {
        if (start >= lines.Count) return 0;
        string first = Entry(lines[start].Line.Text);
        int end = start + 1;
        while (end < lines.Count && end - start <= MostEntries && !Recurs(first, lines[end].Line.Text)) end++;
        if (end >= lines.Count || end - start < FewestEntries || end - start > MostEntries) return 0;
        int again = 0, at = end;
        for (int i = start; i < end; i++)
        {
            string entry = Entry(lines[i].Line.Text);
            int k = at;
            while (k < lines.Count && !Recurs(entry, lines[k].Line.Text)) k++;
            if (k == lines.Count) continue;
            again++;
            at = k;
        }
        return again >= Share * (end - start) ? end : 0;
    }

    private static bool Recurs(string entry, string line) => entry.Length > 1 && Entry(line).StartsWith(entry, StringComparison.Ordinal);

    private static string Entry(string text) => text.Replace(" ", "", StringComparison.Ordinal).TrimEnd('.', '…', '·', '-', '—', '：');

    // 一、总体要求……………3, 第一章 总则 . . . . . 12, 附件·······(15), 三、保障措施--------9 — but not 完成投资3……, 0596-1234
    [GeneratedRegex(@"^.{1,120}?(?:(?:[.．·•…⋯]\s?){3,200}|(?:[-–—─_]\s?){6,200})[-—(（\s]{0,4}\d{1,4}[-—)）\s]{0,4}$")]
    private static partial Regex Leader();

    // 目录, 目　录, 目 次
    [GeneratedRegex(@"^\s{0,4}目\s{0,6}[录次]\s{0,4}$")]
    private static partial Regex Heading();
}
