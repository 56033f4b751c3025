using PolicyIngest.Ingest.Annotations;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Outline;

/// <summary>A line of the body, or a table, in reading order: what the outline is made of.</summary>
/// <param name="Span">The line's characters without white space at its ends, or the table's.</param>
/// <param name="Label">The number that opens the line, or null.</param>
/// <param name="Table">The table, or null for a line.</param>
/// <param name="Hint">The paragraph that the line belongs to, or null for a table.</param>
internal sealed record OutlineLine(TextSpan Span, NumberLabel? Label, TableBlock? Table, ParagraphBlock? Hint)
{
    /// <summary>The line's text behind its number.</summary>
    public TextSpan Rest => Label is { } label ? new TextSpan(Math.Min(Span.Start + label.Length, Span.End), Span.End) : Span;

    /// <summary>Whether the format sets the line apart as a title is: centred, or a heading of the first levels.</summary>
    public bool IsSetApart => Hint is { } hint && (hint.IsCentered || hint.OutlineLevel is 1 or 2 || hint.Style is "Title" or "标题");
}

/// <summary>A document's body as lines, with the folded text that they are matched on.</summary>
/// <param name="Document">The document.</param>
/// <param name="Folded">Its folded text, of the same length.</param>
/// <param name="Lines">Lines and tables of the body in order.</param>
/// <param name="Organs">What is an organ.</param>
internal sealed record OutlineSource(PolicyDocument Document, string Folded, IReadOnlyList<OutlineLine> Lines, OrganNames Organs)
{
    /// <summary>Stops what goes through the lines.</summary>
    public CancellationToken Cancellation { get; private init; }

    /// <summary>The folded characters of a span.</summary>
    public ReadOnlySpan<char> At(TextSpan span) => Folded.AsSpan(span.Start, span.Length);

    /// <summary>The folded characters of a line; empty for a table.</summary>
    public ReadOnlySpan<char> TextOf(int line) => Lines[line].Table is null ? At(Lines[line].Span) : default;

    /// <summary>Cuts the body's paragraphs into lines.</summary>
    public static OutlineSource From(PolicyDocument document, TextAnnotations annotations, CancellationToken cancellation = default)
    {
        string folded = annotations.Folded;
        var pieces = new List<(TextSpan Span, Block Block)>(document.Blocks.Length);
        foreach (var block in document.Blocks)
        {
            if (block.Role != BlockRole.Body) continue;
            if (block is TableBlock) pieces.Add((block.Span, block));
            else foreach (var line in TextLines.Of(folded, block.Span)) pieces.Add((line, block));
        }
        var texts = pieces.FindAll(piece => piece.Block is ParagraphBlock).ConvertAll(piece => piece.Span);
        var cuts = LineCutter.Cuts(folded, texts, annotations.RoleCues, cancellation);
        var head = cuts.Any(each => each.Count > 1) ? new RunOnHead(folded) : null;
        var lines = new List<OutlineLine>(pieces.Count);
        int text = 0;
        foreach (var (span, block) in pieces)
        {
            cancellation.ThrowIfCancellationRequested();
            if (block is TableBlock table) { lines.Add(new OutlineLine(span, null, table, null)); continue; }
            Add(lines, folded, span, cuts[text++], (ParagraphBlock)block, head);
        }
        ContentsPages.Remove(lines, folded);
        return new OutlineSource(document, folded, lines, annotations.Organs) { Cancellation = cancellation };
    }

    private static void Add(List<OutlineLine> lines, string folded, TextSpan span, List<int> cuts, ParagraphBlock hint, RunOnHead? runOn)
    {
        int start = span.Start;
        for (int i = 0; i <= cuts.Count; i++)
        {
            int cut = i < cuts.Count ? cuts[i] : span.End;
            var piece = new TextSpan(start, cut).Trimmed(folded);
            // What stands before the first number of a text that lost its breaks, and before each 一、, is a head that lost them as well.
            bool head = cuts.Count > 1 && (OutlineNumbering.Recognise(folded.AsSpan(piece.Start, piece.Length)) is null
                || i < cuts.Count && OutlineNumbering.Recognise(folded.AsSpan(cut, span.End - cut)) is { Value: 1, Style: NumberStyle.HanComma or NumberStyle.Chapter });
            foreach (var line in head && runOn is not null ? runOn.Cut(piece) : [piece])
                if (!line.IsEmpty) lines.Add(new OutlineLine(line, OutlineNumbering.Recognise(folded.AsSpan(line.Start, line.Length)), null, hint));
            start = cut;
        }
    }
}
