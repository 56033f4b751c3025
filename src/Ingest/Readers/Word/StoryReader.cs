using PolicyIngest.Ingest.Readers.Markdown;
using PolicyIngest.Ingest.Readers.Packages;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Word;

/// <summary>
/// Reads one story – the body, a header, a note, a text box – block by block. Tracked changes are read as accepted.
/// </summary>
internal sealed class StoryReader
{
    // Longer text inside a contents field is no line of it: the field was never closed.
    private const int LongestContentsLine = 200;
    private const int LongestPageNumber = 24;

    private readonly WordContext _context;
    private readonly ListCounters _counters;
    private readonly BlockRole _role;
    private readonly InlineReader _inline;
    private readonly TableReader _tables;
    private int _contentsDepth;
    private string _carriedText = "";
    private string? _carriedLabel;
    private int _count;

    public StoryReader(WordContext context, ListCounters counters, BlockRole role)
    {
        (_context, _counters, _role) = (context, counters, role);
        _inline = new InlineReader(context, role);
        _tables = new TableReader(context, this);
    }

    /// <summary>Whether numbered paragraphs count; not in cells that a merge covers.</summary>
    public bool CountsNumbers { get; set; } = true;

    /// <summary>Reads the blocks inside the current element.</summary>
    public void ReadBlocks(XmlCursor xml, IBlockSink sink)
    {
        for (int depth = xml.Depth; xml.NextChild(depth);) ReadBlock(xml, sink);
    }

    /// <summary>Reads a whole story, the current element.</summary>
    public void ReadAll(XmlCursor xml, IBlockSink sink)
    {
        ReadBlocks(xml, sink);
        EndContainer(sink);
    }

    /// <summary>To be called at the end of a cell or a story, and before a table: text that waited for a paragraph to join stands alone.</summary>
    public void EndContainer(IBlockSink sink)
    {
        if (_carriedText.Length > 0) Emit(sink, ParagraphProperties.None, _context.Styles.Default, "", null);
    }

    /// <summary>Reads the current element if it is a block.</summary>
    public void ReadBlock(XmlCursor xml, IBlockSink sink)
    {
        switch (xml.Name)
        {
            case "p":
                if ((++_count & 0xFF) == 0) _context.Cancellation.ThrowIfCancellationRequested();
                ReadParagraph(xml, sink);
                break;
            case "tbl":
                EndContainer(sink);
                _tables.Read(xml, sink);
                break;
            case "sdt": ReadContentControl(xml, sink); break;
            case "sectPr": _context.ReadSection(xml); break;
            case "altChunk": _context.ForeignParts++; break;
            case "customXml" or "smartTag" or "ins" or "moveTo": ReadBlocks(xml, sink); break;
            case "mc:AlternateContent":
                for (var branch = new AlternateContent(xml); branch.Next();) ReadBlocks(xml, sink);
                break;
        }
    }

    /// <summary>Reads <c>w:sdt</c>; one of the gallery of tables of contents makes its lines contents.</summary>
    private void ReadContentControl(XmlCursor xml, IBlockSink sink) => ContentControl.Read(xml, _context, isContents =>
    {
        if (isContents) _contentsDepth++;
        ReadBlocks(xml, sink);
        if (isContents) _contentsDepth--;
    });

    private void ReadParagraph(XmlCursor xml, IBlockSink sink)
    {
        var properties = ParagraphProperties.None;
        var style = _context.Styles.Default;
        _inline.BeginParagraph(style);
        for (int depth = xml.Depth; xml.NextChild(depth);)
        {
            if (xml.Name == "pPr")
            {
                properties = ParagraphProperties.Read(xml, _context.ReadSection);
                style = _context.Styles.Paragraph(properties.StyleId);
                _inline.BeginParagraph(style);
            }
            else
            {
                _inline.ReadNode(xml);
            }
        }
        var boxes = _inline.TakeBoxes();
        EndParagraph(properties, style, sink);
        boxes?.CopyTo(sink);
    }

    private void EndParagraph(ParagraphProperties properties, WordStyle style, IBlockSink sink)
    {
        string text = _inline.EndParagraph();
        bool isBlank = string.IsNullOrWhiteSpace(text);
        if (properties.IsEndDeleted)
        {
            _carriedText += text;
            return;
        }
        bool isEndHidden = properties.IsEndHidden ?? style.IsHidden ?? false;
        // A wholly hidden paragraph is not there; one of which only the end is hidden (a style separator) runs on into the next.
        if (isEndHidden && isBlank && _inline.HasHiddenText) return;
        string? label = CountsNumbers && _context.ListOf(properties, style) is { } item ? _counters.Next(item.List, item.Level) : null;
        if (isEndHidden && !isBlank)
        {
            _carriedLabel ??= label;
            _carriedText += text;
            return;
        }
        Emit(sink, properties, style, text, label);
    }

    private void Emit(IBlockSink sink, ParagraphProperties properties, WordStyle style, string text, string? label)
    {
        label = _carriedLabel ?? (string.IsNullOrEmpty(label) ? null : label);
        text = _carriedText + text;
        (_carriedText, _carriedLabel) = ("", null);
        int? outline = properties.OutlineLevel ?? style.OutlineLevel;
        if (outline is not (>= 0 and <= 8)) outline = null;
        var role = RoleOf(text, style, outline);
        bool isCentered = (properties.Alignment ?? style.Alignment) == "center";
        (text, int? level) = EmphasisMarks.Strip(text);
        sink.Add(new WordParagraph(text, label, role, outline + 1 ?? level, style.Name.Length == 0 ? null : style.Name, isCentered));
    }

    private BlockRole RoleOf(string text, WordStyle style, int? outline)
    {
        if (_role is BlockRole.Header or BlockRole.Footer)
            return text.Length <= LongestPageNumber && (_inline.HasPageField || IsPageNumber(text)) ? BlockRole.PageNumber : _role;
        if (_role != BlockRole.Body) return _role;
        if (_contentsDepth > 0 || style.IsContents) return BlockRole.Contents;
        if (!_inline.IsContentsLine) return BlockRole.Body;
        if (!_inline.IsInContentsField || (outline is null && text.Length <= LongestContentsLine)) return BlockRole.Contents;
        _inline.CloseContents();
        return BlockRole.Body;
    }

    /// <summary>— 3 —, -3-, 3; not 附件3.</summary>
    private static bool IsPageNumber(string text)
    {
        bool hasDigit = false;
        foreach (char c in text)
        {
            if (char.IsDigit(c)) hasDigit = true;
            else if (!char.IsWhiteSpace(c) && c is not ('-' or '—' or '–' or '－' or '·' or '/')) return false;
        }
        return hasDigit;
    }
}
