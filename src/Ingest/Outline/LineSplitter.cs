using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Outline;

/// <summary>
/// Puts back line breaks that were lost in saving: an item whose next number stands in the middle of its own line
/// (<c>1.修路。…（市交通局负责）2.架桥。…</c>), and a heading followed by its first child (<c>一、总体要求（一）指导思想。</c>).
/// </summary>
internal static class LineSplitter
{
    private const int LongestHeading = 40;

    /// <summary>Adds a line, cut where a number shows that another begins. Empty lines are passed over.</summary>
    public static void Add(List<OutlineLine> lines, string folded, TextSpan span, ParagraphBlock hint)
    {
        while (!span.IsEmpty)
        {
            var label = OutlineNumbering.Recognise(folded.AsSpan(span.Start, span.Length));
            int cut = label is { } found ? FindNext(folded, span, found) : -1;
            if (cut < 0)
            {
                lines.Add(new OutlineLine(span, label, null, hint));
                return;
            }
            lines.Add(new OutlineLine(new TextSpan(span.Start, cut).Trimmed(folded), label, null, hint));
            span = new TextSpan(cut, span.End).Trimmed(folded);
        }
    }

    private static int FindNext(string folded, TextSpan span, NumberLabel label)
    {
        var line = folded.AsSpan(span.Start, span.Length);
        if (label.Style is NumberStyle.HanComma or NumberStyle.Chapter or NumberStyle.Section)
        {
            int child = FirstChild(line, label.Length);
            if (child >= 0) return span.Start + child;
        }
        if (label.Style is not (NumberStyle.HanComma or NumberStyle.HanParen or NumberStyle.Arabic)) return -1;
        // A number counts as the next item only behind the end of a sentence or of a bracket, and only if it is the next number.
        for (int i = label.Length; i + 2 < line.Length; i++)
        {
            if (line[i] is not ('。' or ')' or ';')) continue;
            int start = i + 1;
            while (start < line.Length && line[start] == ' ') start++;
            if (start >= line.Length || !(char.IsAsciiDigit(line[start]) || line[start] == '(' || OutlineNumbering.HanValue(line.Slice(start, 1)) > 0)) continue;
            if (OutlineNumbering.Recognise(line[start..Math.Min(line.Length, start + 40)]) is { } next
                && next.Style == label.Style && next.Value == label.Value + 1 && start + next.Length < line.Length
                && line[start + next.Length] is >= '\u4E00' and <= '\u9FFF' or '“' or '《') return span.Start + start;
        }
        return -1;
    }

    /// <summary>一、总体要求（一）指导思想: the place of （一） behind a short heading without punctuation.</summary>
    private static int FirstChild(ReadOnlySpan<char> line, int start)
    {
        int child = line[start..].IndexOf("(一)");
        if (child is < 2 or > LongestHeading) return -1;
        bool plain = line.Slice(start, child).IndexOfAny("。,;:(") < 0 && start + child + 3 < line.Length && line[start + child + 3] is >= '\u4E00' and <= '\u9FFF' or '“';
        return plain ? start + child : -1;
    }
}
