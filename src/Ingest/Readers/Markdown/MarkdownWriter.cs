using System.Globalization;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.Tables;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;
using PolicyIngest.Ingest.Readers.Html;
using PolicyIngest.Model;
using Block = Markdig.Syntax.Block;
using ParagraphBlock = Markdig.Syntax.ParagraphBlock;
using TableCell = Markdig.Extensions.Tables.TableCell;

namespace PolicyIngest.Ingest.Readers.Markdown;

/// <summary>Hands the blocks of a Markdown text to the document.</summary>
/// <param name="builder">The document.</param>
/// <param name="options">Limits.</param>
/// <param name="width">The width to which the text's lines were cut; null where each line is a paragraph, as Chinese texts write them.</param>
/// <param name="cancellation">Stops the work.</param>
internal sealed class MarkdownWriter(DocumentBuilder builder, ReadOptions options, WrappedText.Measure? width, CancellationToken cancellation)
{
    private readonly InlineText _inline = new();
    private string? _label;

    /// <summary>Appends all blocks.</summary>
    public void Write(MarkdownDocument page)
    {
        WriteAll(page, BlockRole.Body);
        if (_inline.StruckLength > 0)
            builder.Report(DiagnosticSeverity.Info, "struck-text", $"{_inline.StruckLength} characters that are struck out were left out");
        if (_inline.Pictures > 0)
            builder.Report(DiagnosticSeverity.Info, "pictures-unread", $"the text holds {_inline.Pictures} pictures; words in them are not read");
    }

    private void WriteAll(ContainerBlock blocks, BlockRole role)
    {
        foreach (var block in blocks) Write(block, role);
    }

    private void Write(Block block, BlockRole role)
    {
        cancellation.ThrowIfCancellationRequested();
        switch (block)
        {
            case HeadingBlock heading: WriteHeading(heading, role); break;
            case ParagraphBlock paragraph: WriteLines(_inline.Lines(paragraph.Inline), role, Place(paragraph)); break;
            case Table table: WriteTable(table, role); break;
            case ListBlock list: WriteList(list, role); break;
            case YamlFrontMatterBlock front: WriteLines(Raw(front), BlockRole.Metadata, Place(front)); break;
            case HtmlBlock html: WriteMarkup(html, role); break;
            case CodeBlock code: WriteLines(Raw(code), role, Place(code)); break;
            case FootnoteGroup notes: WriteAll(notes, BlockRole.Note); break;
            case LinkReferenceDefinitionGroup: break;
            case ContainerBlock container: WriteAll(container, role); break;
        }
    }

    /// <summary>A line of dashes below running text is meant as a rule, though Markdown takes the lines above for a heading.</summary>
    private void WriteHeading(HeadingBlock heading, BlockRole role)
    {
        var lines = _inline.Lines(heading.Inline);
        if (heading.IsSetext && lines.Count > 1) WriteLines(lines, role, Place(heading));
        else Add(string.Concat(lines), role, Place(heading), heading.Level);
    }

    private void WriteList(ListBlock list, BlockRole role)
    {
        foreach (var item in list.OfType<ListItemBlock>())
        {
            _label = list.IsOrdered ? string.Create(CultureInfo.InvariantCulture, $"{item.Order}{list.OrderedDelimiter}") : null;
            WriteAll(item, role);
            _label = null;
        }
    }

    private void WriteLines(List<string> lines, BlockRole role, SourcePlace place)
    {
        IReadOnlyList<string> paragraphs = width is { } cut && lines.Count > 1 ? WrappedText.Join(lines, cut) : lines;
        foreach (string paragraph in paragraphs) Add(paragraph, role, place);
    }

    private void Add(string text, BlockRole role, SourcePlace place, int? level = null)
    {
        if (string.IsNullOrWhiteSpace(text)) return;
        string? label = _label is null ? null : ListNumbers.Before(_label, text);
        _label = null;
        builder.AddParagraph(text, role, place, label, level);
    }

    private void WriteTable(Table table, BlockRole role)
    {
        var grid = new TableGrid();
        int row = 0;
        foreach (var line in table.OfType<TableRow>())
        {
            if (line.IsHeader) grid.DeclaredHeadRows++;
            int column = 0;
            foreach (var cell in line.OfType<TableCell>())
            {
                var lines = cell.OfType<LeafBlock>().SelectMany(block => _inline.Lines(block.Inline));
                grid.Add(new GridCell(row, column, Math.Max(1, cell.RowSpan), Math.Max(1, cell.ColumnSpan), string.Join('\n', lines)));
                column += Math.Max(1, cell.ColumnSpan);
            }
            row++;
        }
        builder.AddTable(grid, role, Place(table));
    }

    /// <summary>Tables of converters often stand there as markup of a web page.</summary>
    private void WriteMarkup(HtmlBlock html, BlockRole role)
    {
        using var page = HtmlPageParser.Parse(string.Join('\n', Raw(html)), options, cancellation);
        if (page.Body is not { } body) return;
        var flat = new PageFlattener(options, Visibility.Of(page), TableProfiles.Of(body), showHidden: false, cancellation).Flatten(body);
        foreach (var piece in flat.Pieces)
        {
            if (piece.Grid is { } grid) builder.AddTable(grid, role, Place(html));
            else builder.AddParagraph(piece.Text, role, Place(html), piece.Label, piece.OutlineLevel, centered: piece.Centered);
        }
    }

    private static List<string> Raw(LeafBlock block) => [.. block.Lines.Lines.Take(block.Lines.Count).Select(line => line.Slice.ToString())];

    private static SourcePlace Place(Block block) => new(Line: block.Line + 1);
}
