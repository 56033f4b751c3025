using System.Text.RegularExpressions;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Word;

/// <summary>A paragraph on its way into the document.</summary>
internal sealed record WordParagraph(string Text, string? Label, BlockRole Role, int? OutlineLevel, string? Style, bool IsCentered)
{
    /// <summary>Text as seen, number included.</summary>
    public string Seen => Label + Text;
}

/// <summary>Where a story's paragraphs and tables go.</summary>
internal interface IBlockSink
{
    void Add(WordParagraph paragraph);

    void Add(TableGrid table);
}

/// <summary>Keeps blocks for later: what a cell or a text box holds.</summary>
internal sealed class BlockBuffer : IBlockSink
{
    private readonly List<object> _blocks = [];

    /// <summary>Whether it holds neither text nor a table.</summary>
    public bool IsBlank => _blocks.TrueForAll(block => block is WordParagraph paragraph && string.IsNullOrWhiteSpace(paragraph.Seen));

    public void Add(WordParagraph paragraph) => _blocks.Add(paragraph);

    public void Add(TableGrid table) => _blocks.Add(table);

    /// <summary>All texts, those of cells included.</summary>
    public IEnumerable<string> Texts => _blocks.SelectMany(block => block is WordParagraph paragraph ? [paragraph.Text] : ((TableGrid)block).Texts);

    /// <summary>Writes every text anew.</summary>
    public void Rewrite(Func<string, string> write)
    {
        for (int i = 0; i < _blocks.Count; i++)
        {
            if (_blocks[i] is WordParagraph paragraph) _blocks[i] = paragraph with { Text = write(paragraph.Text) };
            else ((TableGrid)_blocks[i]).Rewrite(write);
        }
    }

    /// <summary>Hands everything on in order.</summary>
    public void CopyTo(IBlockSink sink)
    {
        foreach (object block in _blocks)
        {
            if (block is WordParagraph paragraph) sink.Add(paragraph);
            else sink.Add((TableGrid)block);
        }
    }

    /// <summary>The paragraphs' text, a line each, empty ones left out.</summary>
    public string CellText()
    {
        if (_blocks is [WordParagraph only]) return only.Seen;
        return string.Join('\n', _blocks.OfType<WordParagraph>().Select(p => p.Seen).Where(text => !string.IsNullOrWhiteSpace(text)));
    }

    /// <summary>Tables in the cell.</summary>
    public IEnumerable<TableGrid> Tables => _blocks.OfType<TableGrid>();
}

/// <summary>Adds blocks to the document, and tells contents lines that were typed by hand.</summary>
internal sealed partial class DocumentSink(DocumentBuilder builder, BlockRole role) : IBlockSink
{
    private WordParagraph? _contentsTitle;
    private bool _isInTypedContents;
    private TableGrid? _table;

    // 一、总体要求……3 or 一、总体要求⇥3; not 完成率达到95 or 2024年
    [GeneratedRegex(@"^\S.{0,120}?(?:\t|[.．…·]{2,})[\s.．…·]{0,120}\d{1,4}$")]
    private static partial Regex ContentsLine();

    public void Add(WordParagraph paragraph)
    {
        if (string.IsNullOrWhiteSpace(paragraph.Text)) return;
        EndTable();
        if (paragraph.Role != BlockRole.Body)
        {
            EndTitle(paragraph.Role);
            Append(paragraph);
        }
        else if (IsContentsTitle(paragraph.Text))
        {
            EndTitle(BlockRole.Body);
            _contentsTitle = paragraph;
        }
        else
        {
            bool isLine = (_contentsTitle is not null || _isInTypedContents) && ContentsLine().IsMatch(paragraph.Text.Trim());
            EndTitle(isLine ? BlockRole.Contents : BlockRole.Body);
            _isInTypedContents = isLine;
            Append(isLine ? paragraph with { Role = BlockRole.Contents } : paragraph);
        }
    }

    public void Add(TableGrid table)
    {
        EndTitle(BlockRole.Body);
        // A table cut in two: nothing but empty paragraphs stands between the parts.
        if (_table?.TryAppend(table) == true) return;
        EndTable();
        _table = table;
    }

    /// <summary>To be called after the last block.</summary>
    public void Complete()
    {
        EndTitle(BlockRole.Body);
        EndTable();
    }

    private void EndTable()
    {
        if (_table is not null) builder.AddTable(_table, role);
        _table = null;
    }

    /// <summary>Adds the waiting 目录 line, now that it is known whether contents follow.</summary>
    private void EndTitle(BlockRole next)
    {
        if (_contentsTitle is not { } title) return;
        _contentsTitle = null;
        Append(next == BlockRole.Contents ? title with { Role = BlockRole.Contents } : title);
    }

    private void Append(WordParagraph p) =>
        builder.AddParagraph(p.Text, p.Role, null, p.Label, p.OutlineLevel, p.Style, p.IsCentered);

    private static bool IsContentsTitle(string text)
    {
        var rest = text.AsSpan().Trim();
        return rest.Length is >= 2 and <= 8 && rest[0] == '目' && rest[^1] is '录' or '次' && rest[1..^1].IsWhiteSpace();
    }
}
