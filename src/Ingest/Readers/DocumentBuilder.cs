using System.Collections.Immutable;
using System.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers;

/// <summary>
/// Builds a document's text and blocks. It alone appends text and hands out spans; what it has appended never changes.
/// Blocks are parted by one line break, cells by a tab, rows by a line break.
/// </summary>
public sealed class DocumentBuilder(ReadOptions options)
{
    private readonly StringBuilder _text = new();
    private readonly ImmutableArray<Block>.Builder _blocks = ImmutableArray.CreateBuilder<Block>();
    private readonly ImmutableArray<MetadataField>.Builder _metadata = ImmutableArray.CreateBuilder<MetadataField>();
    private readonly ImmutableArray<Diagnostic>.Builder _diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();

    private readonly List<DoubtfulCharacter> _doubts = [];

    /// <summary>Number of blocks so far.</summary>
    public int BlockCount => _blocks.Count;

    /// <summary>
    /// Appends a paragraph; white space at its ends and characters without a shape are left out. An empty one is not added.
    /// </summary>
    /// <param name="text">The text; line breaks are kept.</param>
    /// <param name="role">What the paragraph is for.</param>
    /// <param name="place">Where it stood in the source.</param>
    /// <param name="generatedLabel">A number that the word processor shows before the text; put before it as it is.</param>
    /// <param name="outlineLevel">Heading level that the format states, from 1.</param>
    /// <param name="style">The style's name.</param>
    /// <param name="centered">Whether the paragraph is centred.</param>
    /// <param name="doubts">The characters of which text recognition is not sure, by their place in <paramref name="text"/>; null for none.</param>
    /// <returns>The paragraph's span, or null when nothing was added.</returns>
    /// <exception cref="DocumentException">The paragraph is longer, or the document's text grows longer, than the limit.</exception>
    public TextSpan? AddParagraph(
        string text,
        BlockRole role = BlockRole.Body,
        SourcePlace? place = null,
        string? generatedLabel = null,
        int? outlineLevel = null,
        string? style = null,
        bool centered = false,
        IReadOnlyList<DoubtfulCharacter>? doubts = null)
    {
        if (text.Length > options.MaxParagraphLength)
            throw new DocumentException(DocumentStatus.ResourceLimit, "endless-paragraph",
                $"a paragraph has {text.Length} characters, more than the limit of {options.MaxParagraphLength}; raise --max-paragraph if it is genuine");
        string body = Clean(text).Trim();
        string label = generatedLabel is null ? "" : Clean(generatedLabel).TrimStart();
        if (body.Length == 0) return null;
        BreakBefore();
        int start = _text.Length;
        Append(label);
        if (doubts is not null) NoteDoubts(text, doubts);
        Append(body);
        var span = new TextSpan(start, _text.Length);
        TextSpan? labelSpan = label.Length == 0 ? null : new TextSpan(start, start + label.TrimEnd().Length);
        _blocks.Add(new ParagraphBlock(_blocks.Count, span, role, place, labelSpan, outlineLevel, style, centered));
        return span;
    }

    /// <summary>Appends a table; one without cells is not added.</summary>
    /// <exception cref="DocumentException">The table has more cells, or the document more text, than the limit allows.</exception>
    public void AddTable(TableGrid grid, BlockRole role = BlockRole.Body, SourcePlace? place = null)
    {
        if (grid.Count == 0) return;
        if (grid.Count > options.MaxTableCells || grid.Positions > options.MaxTableCells)
            throw new DocumentException(DocumentStatus.ResourceLimit, "too-many-cells",
                $"a table has {grid.Positions} cells, more than the limit of {options.MaxTableCells}; raise --max-table-cells if it is genuine");
        var (rows, columns, cells) = grid.Complete();
        BreakBefore();
        int tableStart = _text.Length;
        var placed = ImmutableArray.CreateBuilder<TableCell>(cells.Count);
        int row = 0;
        for (int i = 0; i < cells.Count; i++)
        {
            var cell = cells[i];
            if (i > 0) Append(cell.Row != row ? "\n" : "\t");
            row = cell.Row;
            int start = _text.Length;
            NoteDoubts(cell.Text, cell.Doubts);
            Append(Clean(cell.Text).Trim());
            placed.Add(new TableCell(cell.Row, cell.Column, cell.RowSpan, cell.ColumnSpan, new TextSpan(start, _text.Length), cell.Page));
        }
        _blocks.Add(new TableBlock(_blocks.Count, new TextSpan(tableStart, _text.Length), role, place, rows, columns,
            placed.MoveToImmutable(), Math.Min(grid.DeclaredHeadRows, rows)));
    }

    /// <summary>Records a field that the source names about itself; its value must have been appended before.</summary>
    public void AddMetadata(string name, TextSpan value) => _metadata.Add(new MetadataField(name, value));

    /// <summary>Records something that a person should know.</summary>
    public void Report(DiagnosticSeverity severity, string code, string message, TextSpan? span = null) =>
        _diagnostics.Add(new Diagnostic(severity, code, message, span));

    /// <summary>Whether the body so far has more characters than that, white space not counted.</summary>
    internal bool HasMoreInBody(int characters)
    {
        int count = 0;
        foreach (var block in _blocks)
        {
            if (block.Role != BlockRole.Body) continue;
            count += TextOf(block.Span).Count(c => !char.IsWhiteSpace(c));
            if (count > characters) return true;
        }
        return false;
    }

    /// <summary>The characters of which text recognition is not sure, by their place in the document's text.</summary>
    internal IReadOnlyList<DoubtfulCharacter> Doubts => _doubts;

    /// <summary>A stretch of the text so far.</summary>
    internal string TextOf(TextSpan span) => _text.ToString(span.Start, span.Length);

    /// <summary>Finishes the document.</summary>
    /// <exception cref="DocumentException">There is no text at all.</exception>
    public PolicyDocument Build(SourceInfo source)
    {
        if (_blocks.Count == 0)
            throw new DocumentException(DocumentStatus.Malformed, "no-text", "the file holds no text; check that it is the right file");
        return new PolicyDocument(source, _text.ToString(), _blocks.ToImmutable(), _metadata.ToImmutable(), _diagnostics.ToImmutable());
    }

    /// <summary>Remembers the doubtful characters of a text that is about to be appended, cleaned and trimmed.</summary>
    private void NoteDoubts(string text, IReadOnlyList<DoubtfulCharacter> doubts)
    {
        if (doubts.Count == 0) return;
        string clean = Clean(text);
        int at = _text.Length - (clean.Length - clean.TrimStart().Length), from = 0;
        foreach (var doubt in doubts)
        {
            at += Clean(text[from..doubt.At]).Length;
            from = doubt.At;
            _doubts.Add(doubt with { At = at });
        }
    }

    private void BreakBefore()
    {
        if (_text.Length > 0) Append("\n");
    }

    private void Append(string s)
    {
        _text.Append(s);
        if (_text.Length > options.MaxTextLength)
            throw new DocumentException(DocumentStatus.ResourceLimit, "too-much-text",
                $"the text is longer than the limit of {options.MaxTextLength} characters; raise --max-text if it is genuine");
    }

    /// <summary>Line ends become <c>\n</c>, no-break spaces plain ones; characters without a shape go.</summary>
    private static string Clean(string text)
    {
        if (text.AsSpan().IndexOfAny(Uncommon) < 0) return text;
        var clean = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            switch (c)
            {
                case '\r':
                    if (i + 1 >= text.Length || text[i + 1] != '\n') clean.Append('\n');
                    break;
                case '\u00A0' or '\u2007' or '\u202F':
                    clean.Append(' ');
                    break;
                case '\u000B' or '\u000C' or '\u2028' or '\u2029' or '\u0085':
                    clean.Append('\n');
                    break;
                case '\n' or '\t':
                    clean.Append(c);
                    break;
                case < ' ' or '\u007F' or '\u00AD' or '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF':
                    break;
                default:
                    clean.Append(c);
                    break;
            }
        }
        return clean.ToString();
    }

    private static readonly System.Buffers.SearchValues<char> Uncommon = System.Buffers.SearchValues.Create(
        [.. Enumerable.Range(0, 32).Where(c => c is not ('\n' or '\t')).Select(c => (char)c),
            '\u007F', '\u0085', '\u00A0', '\u00AD', '\u2007', '\u200B', '\u200C', '\u200D', '\u2028', '\u2029', '\u202F', '\u2060', '\uFEFF']);
}
