using System.Text;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Readers.Word;
using PolicyIngest.Model;

namespace PolicyIngest.Tests.Support;

/// <summary>
/// Makes Word documents in memory out of raw XML, so that each oddity of the format can be written exactly as a program writes it.
/// </summary>
public sealed class DocxBuilder
{
    public const string Transitional = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    public const string Strict = "http://purl.oclc.org/ooxml/wordprocessingml/main";
    private const string TransitionalRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string StrictRelations = "http://purl.oclc.org/ooxml/officeDocument/relationships";

    private readonly StringBuilder _body = new();
    private readonly List<(string Id, string Kind, string Target)> _relations = [];
    private readonly ZipBuilder _zip = new();
    private readonly Dictionary<string, string> _types = new(StringComparer.Ordinal);
    private bool _isStrict;
    private string _mainType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

    /// <summary>A document whose body holds this XML.</summary>
    public static DocxBuilder Body(string xml) => new DocxBuilder().Add(xml);

    /// <summary>A paragraph of one run.</summary>
    /// <param name="text">Its text, as XML.</param>
    /// <param name="properties">What stands in its <c>w:pPr</c>.</param>
    public static string P(string text, string properties = "") =>
        $"<w:p>{(properties.Length > 0 ? $"<w:pPr>{properties}</w:pPr>" : "")}<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>";

    /// <summary>A paragraph of a list.</summary>
    public static string Item(string text, int numId, int level = 0) => P(text, Num(numId, level));

    /// <summary>The <c>w:numPr</c> of a list.</summary>
    public static string Num(int numId, int level = 0) => $"<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{numId}\"/></w:numPr>";

    /// <summary>A row of cells with one paragraph each.</summary>
    public static string Row(params string[] cells) => $"<w:tr>{string.Concat(cells.Select(c => Cell(c)))}</w:tr>";

    /// <summary>A cell of one paragraph.</summary>
    public static string Cell(string text, string properties = "") =>
        $"<w:tc>{(properties.Length > 0 ? $"<w:tcPr>{properties}</w:tcPr>" : "")}{P(text)}</w:tc>";

    /// <summary>A level of a list.</summary>
    public static string Level(int level, string format, string text, string more = "") =>
        $"<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>{more}<w:lvlText w:val=\"{text}\"/></w:lvl>";

    /// <summary>An abstract list.</summary>
    public static string AbstractNum(int id, string levels) => $"<w:abstractNum w:abstractNumId=\"{id}\">{levels}</w:abstractNum>";

    /// <summary>A list.</summary>
    public static string NumDefinition(int id, int abstractId, string overrides = "") =>
        $"<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{abstractId}\"/>{overrides}</w:num>";

    public DocxBuilder Add(string xml)
    {
        _body.Append(xml);
        return this;
    }

    public DocxBuilder AsStrict()
    {
        _isStrict = true;
        return this;
    }

    public DocxBuilder AsMacroTemplate()
    {
        _mainType = "application/vnd.ms-word.template.macroEnabledTemplate.main+xml";
        return this;
    }

    public DocxBuilder Styles(string xml) => Part("styles", "word/styles.xml", "styles", $"<w:styles {Namespaces}>{xml}</w:styles>");

    public DocxBuilder Numbering(string xml) => Part("numbering", "word/numbering.xml", "numbering", $"<w:numbering {Namespaces}>{xml}</w:numbering>");

    public DocxBuilder Footnotes(string xml) => Part("footnotes", "word/footnotes.xml", "footnotes", $"<w:footnotes {Namespaces}>{xml}</w:footnotes>");

    public DocxBuilder Endnotes(string xml) => Part("endnotes", "word/endnotes.xml", "endnotes", $"<w:endnotes {Namespaces}>{xml}</w:endnotes>");

    public DocxBuilder Comments(string xml) => Part("comments", "word/comments.xml", "comments", $"<w:comments {Namespaces}>{xml}</w:comments>");

    /// <summary>A header; a section names it by its id.</summary>
    public DocxBuilder Header(string id, string xml) => Part(id, $"word/{id}.xml", "header", $"<w:hdr {Namespaces}>{xml}</w:hdr>");

    /// <summary>A footer; a section names it by its id.</summary>
    public DocxBuilder Footer(string id, string xml) => Part(id, $"word/{id}.xml", "footer", $"<w:ftr {Namespaces}>{xml}</w:ftr>");

    /// <summary>A picture; a drawing names it by its id.</summary>
    public DocxBuilder Picture(string id, byte[] content)
    {
        _relations.Add((id, "image", $"media/{id}.png"));
        _zip.Part($"word/media/{id}.png", content);
        return this;
    }

    /// <summary>A paragraph with a picture in it.</summary>
    public static string PictureOf(string id) =>
        $"<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData><a:pic><a:blipFill><a:blip r:embed=\"{id}\"/></a:blipFill></a:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>";

    /// <summary>A part that is no part of the document proper, or replaces one.</summary>
    public DocxBuilder Raw(string name, string content)
    {
        _zip.Part(name, content);
        return this;
    }

    /// <summary>A relationship of the document to something outside.</summary>
    public DocxBuilder External(string id, string target)
    {
        _relations.Add((id, "hyperlink\" TargetMode=\"External", target));
        return this;
    }

    /// <summary>The parts, for a test that goes on changing them.</summary>
    public ZipBuilder Parts()
    {
        string relations = _isStrict ? StrictRelations : TransitionalRelations;
        _zip.Part("_rels/.rels",
            $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{relations}/officeDocument\" Target=\"word/document.xml\"/></Relationships>");
        _zip.Part("[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/>"
            + $"<Override PartName=\"/word/document.xml\" ContentType=\"{_mainType}\"/>"
            + string.Concat(_types.Select(t => $"<Override PartName=\"/{t.Key}\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.{t.Value}+xml\"/>"))
            + "</Types>");
        _zip.Part("word/_rels/document.xml.rels",
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
            + string.Concat(_relations.Select(r => $"<Relationship Id=\"{r.Id}\" Type=\"{relations}/{r.Kind}\" Target=\"{r.Target}\"/>"))
            + "</Relationships>");
        _zip.Part("word/document.xml", $"<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document {Namespaces}><w:body>{_body}</w:body></w:document>");
        return _zip;
    }

    public byte[] Zip() => Parts().Zip();

    /// <summary>The document as the reader sees it.</summary>
    public PolicyDocument Read(ReadOptions? options = null) =>
        new DocxReader().Read(new SourceFile("a.docx", Zip()), options ?? ReadOptions.Default, default);

    /// <summary>The texts of the body's blocks; a table is its rows, cells parted by <c>|</c>.</summary>
    public string[] Texts(BlockRole role = BlockRole.Body)
    {
        var document = Read();
        return [.. document.Blocks.Where(b => b.Role == role).Select(b => Text(document, b))];
    }

    public static string Text(PolicyDocument document, Block block) => block is TableBlock table
        ? string.Join(" / ", table.Cells.GroupBy(c => c.Row).Select(row => string.Join('|', row.Select(c => CellText(document, c)))))
        : block.Span.Of(document.Text);

    private static string CellText(PolicyDocument document, TableCell cell) =>
        cell.Span.Of(document.Text) + (cell.RowSpan > 1 || cell.ColumnSpan > 1 ? $"[{cell.RowSpan}x{cell.ColumnSpan}]" : "");

    private string Namespaces =>
        $"xmlns:w=\"{(_isStrict ? Strict : Transitional)}\" xmlns:r=\"{(_isStrict ? StrictRelations : TransitionalRelations)}\" "
        + "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" xmlns:v=\"urn:schemas-microsoft-com:vml\" "
        + "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" "
        + "xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" "
        + "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\"";

    private DocxBuilder Part(string id, string name, string kind, string xml)
    {
        _relations.Add((id, kind, name["word/".Length..]));
        _types[name] = kind;
        _zip.Part(name, xml);
        return this;
    }
}
