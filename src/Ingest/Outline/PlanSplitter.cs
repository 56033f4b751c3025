using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Outline;

/// <summary>Where a plan stands in the lines of a document.</summary>
/// <param name="TitleLines">First and one past the last line of its title; empty where it has none.</param>
/// <param name="Body">First and one past the last line of its text, title left out.</param>
/// <param name="Front">First and one past the last line of what stands before the title: the covering notice and page head.</param>
internal sealed record PlanRange(Range TitleLines, Range Body, Range Front);

/// <summary>
/// Compound files into plans. A plan begins where a title is followed by a numbering that starts again at 一、 or 第一章;
/// the covering notice (…的通知) before it is no plan, unless it has a numbering of its own.
/// </summary>
internal static class PlanSplitter
{
    private const int LongestTitle = 110;
    private const int MostTitleLines = 6;

    /// <summary>Finds the plans of a document, in order.</summary>
    public static List<PlanRange> Split(OutlineSource source)
    {
        var lines = source.Lines;
        var starts = new List<(Range Title, int Restart)>();
        int from = 0;
        var opener = OpeningStyle(lines);
        for (int i = 0; i < lines.Count; i++)
        {
            if (Opens(lines[i], opener, source))
            {
                // Between a title and the first number stands nothing but the preamble.
                bool first = starts.Count == 0;
                var title = FindTitle(source, from, i, first && from == 0);
                if (first) starts.Add((title ?? (0..0), i));
                else if (title is { } found) starts.Add((found, i));
            }
            if (lines[i].Table is not null || lines[i].Label is not null) from = i + 1;
        }
        if (starts.Count == 0) return TableOnly(source);

        var plans = new List<PlanRange>();
        int front = 0;
        for (int k = 0; k < starts.Count; k++)
        {
            var (title, restart) = starts[k];
            bool titled = title.End.Value > title.Start.Value;
            int body = titled ? title.End.Value : k == 0 ? 0 : restart;
            int end = k + 1 < starts.Count ? BeforeTitle(source, starts[k + 1].Title.Start.Value) : lines.Count;
            plans.Add(new PlanRange(title, body..end, front..(titled ? title.Start.Value : body)));
            front = end;
        }
        return plans;
    }

    /// <summary>The style whose first number opens a plan: chapters where there are any, else the outermost style in use.</summary>
    private static NumberStyle OpeningStyle(IReadOnlyList<OutlineLine> lines)
    {
        var seen = lines.Where(line => line.Label is { Value: 1 }).Select(line => line.Label!.Value.Style).ToHashSet();
        NumberStyle[] order = [NumberStyle.HanComma, NumberStyle.Chapter, NumberStyle.Part, NumberStyle.Section, NumberStyle.HanParen, NumberStyle.Arabic, NumberStyle.Article];
        return order.FirstOrDefault(seen.Contains, NumberStyle.None);
    }

    private static bool Opens(OutlineLine line, NumberStyle opener, OutlineSource source)
    {
        if (line.Label is not { Value: 1 } label) return false;
        if (ContentsPages.IsContents(source.At(line.Span))) return false;
        return label.Style == opener || label.Style is NumberStyle.Chapter or NumberStyle.Part or NumberStyle.HanComma;
    }

    /// <summary>The last title between two places, lines of it joined; null where there is none.</summary>
    private static Range? FindTitle(OutlineSource source, int from, int to, bool first)
    {
        var lines = source.Lines;
        Range? atStart = null;
        for (int end = to; end > from; end--)
        {
            int start = end;
            int length = 0;
            while (start > from && end - start < MostTitleLines && IsTitleLine(source, lines[start - 1]) && length + lines[start - 1].Span.Length <= LongestTitle)
            {
                start--;
                length += lines[start].Span.Length;
            }
            if (start == end) continue;
            start = DropIssuer(source, start, end);
            if (start == end) continue;
            string joined = Joined(source, start..end);
            bool whole = joined.Count(c => c == '《') == joined.Count(c => c == '》') && joined.Count(c => c == '“') == joined.Count(c => c == '”');
            if (whole && length >= 5 && LineKinds.EndsLikeTitle(joined)) return start..end;
            if (first && start == from && atStart is null) atStart = start..end;
        }
        // A document's first lines, short and apart from a sentence, are its title even where they end in no known word.
        return atStart is { } range && range.End.Value < to && Joined(source, range) is { Length: >= 6 and <= 50 } title
            && source.Lines[range.End.Value - 1].Span.Length < 24 && !title.EndsWith('等') ? range : null;
    }

    private static bool IsTitleLine(OutlineSource source, OutlineLine line)
    {
        if (line.Table is not null) return false;
        var text = source.At(line.Span);
        if (line.Label is { } label && !(label.Style is NumberStyle.Arabic && text.Length > 4 && char.IsAsciiDigit(text[0]) && text[..4].IndexOfAny(".、") < 0)) return false;
        if (LineKinds.IsFrontHeading(text) || LineKinds.IsAside(text)) return false;
        return LineKinds.CanBeTitle(text) && !LineKinds.IsAnnex(text, out _, out _);
    }

    /// <summary>Leaves out the issuing organ above a title of its own (<c>某市人民政府办公室</c> above <c>某市…方案</c>).</summary>
    private static int DropIssuer(OutlineSource source, int start, int end)
    {
        while (end - start > 1)
        {
            var line = source.At(source.Lines[start].Span);
            var next = source.At(source.Lines[start + 1].Span);
            bool organ = IsOrganName(line) && !next.StartsWith("关于") && !next.StartsWith("印发") && !next.StartsWith("转发") && !next.StartsWith("批转");
            if (!organ && !(line.EndsWith("文件") && line.IndexOf("关于") < 0)) return start;
            start++;
        }
        return start;
    }

    internal static bool IsOrganName(ReadOnlySpan<char> line) =>
        line.Length <= 40 && (line.EndsWith("政府") || line.EndsWith("办公室") || line.EndsWith("办公厅") || line.EndsWith("委员会") || line.EndsWith("局")
            || line.EndsWith("厅") || line.EndsWith("指挥部") || line.EndsWith("领导小组") || line.EndsWith("国务院") || line.EndsWith("市委") || line.EndsWith("省委")
            || line.EndsWith("县委") || line.EndsWith("区委") || line.EndsWith("部") && line.Length <= 16);

    /// <summary>A title's lines, folded, put together without white space.</summary>
    internal static string Joined(OutlineSource source, Range lines)
    {
        var joined = new System.Text.StringBuilder();
        for (int i = lines.Start.Value; i < lines.End.Value; i++)
            foreach (char c in source.At(source.Lines[i].Span))
                if (!char.IsWhiteSpace(c)) joined.Append(c);
        return joined.ToString();
    }

    /// <summary>An annex's label just before the next plan's title belongs to that plan.</summary>
    private static int BeforeTitle(OutlineSource source, int title)
    {
        int end = title;
        while (end > 0 && source.Lines[end - 1].Table is null && source.Lines[end - 1].Span.Length <= 12
            && LineKinds.IsAnnex(source.At(source.Lines[end - 1].Span), out _, out string rest) && rest.Length == 0) end--;
        return end;
    }

    /// <summary>A document that has tables but no numbered text is one plan, titled by the line above its first table.</summary>
    private static List<PlanRange> TableOnly(OutlineSource source)
    {
        var lines = source.Lines;
        int table = 0;
        while (table < lines.Count && lines[table].Table is null) table++;
        if (table == lines.Count) return [];
        var title = FindTitle(source, 0, table, first: true) ?? (0..0);
        return [new PlanRange(title, title.End.Value..lines.Count, 0..title.Start.Value)];
    }
}
