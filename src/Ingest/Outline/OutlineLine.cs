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
}

/// <summary>A document's body as lines, with the folded text that they are matched on.</summary>
/// <param name="Document">The document.</param>
/// <param name="Folded">Its folded text, of the same length.</param>
/// <param name="Lines">Lines and tables of the body in order.</param>
internal sealed record OutlineSource(PolicyDocument Document, string Folded, IReadOnlyList<OutlineLine> Lines)
{
    /// <summary>The folded characters of a span.</summary>
    public ReadOnlySpan<char> At(TextSpan span) => Folded.AsSpan(span.Start, span.Length);

    /// <summary>Cuts the body's paragraphs into lines.</summary>
    public static OutlineSource From(PolicyDocument document)
    {
        string folded = CharFold.Fold(document.Text);
        var lines = new List<OutlineLine>(document.Blocks.Length);
        foreach (var block in document.Blocks)
        {
            if (block.Role != BlockRole.Body) continue;
            if (block is TableBlock table)
            {
                lines.Add(new OutlineLine(table.Span, null, table, null));
                continue;
            }
            var paragraph = (ParagraphBlock)block;
            int start = paragraph.Span.Start;
            while (start < paragraph.Span.End)
            {
                int length = folded.AsSpan(start, paragraph.Span.End - start).IndexOf('\n');
                int end = length < 0 ? paragraph.Span.End : start + length;
                LineSplitter.Add(lines, folded, new TextSpan(start, end).Trimmed(folded), paragraph);
                start = end + 1;
            }
        }
        return new OutlineSource(document, folded, lines);
    }
}
