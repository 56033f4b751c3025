using System.Text;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Readers.Excel;
using PolicyIngest.Model;

namespace PolicyIngest.Tests.Support;

/// <summary>Makes Excel workbooks in memory out of raw XML.</summary>
public sealed class XlsxBuilder
{
    private const string Main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    private readonly List<(string Name, string State, string Xml)> _sheets = [];
    private string _strings = "";
    private string _styles = "";
    private string _properties = "";

    /// <summary>A workbook of one sheet with this <c>sheetData</c>.</summary>
    public static XlsxBuilder Rows(string rows, string after = "", string before = "") => new XlsxBuilder().Sheet("Sheet1", rows, after, before);

    /// <summary>A cell with text of its own.</summary>
    public static string Words(string place, string text) => $"<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>";

    /// <summary>A cell with a number.</summary>
    public static string Number(string place, string value, int style = 0) => $"<c r=\"{place}\" s=\"{style}\"><v>{value}</v></c>";

    /// <summary>A row.</summary>
    public static string Row(int number, params string[] cells) => $"<row r=\"{number}\">{string.Concat(cells)}</row>";

    public XlsxBuilder Sheet(string name, string rows, string after = "", string before = "", string state = "visible")
    {
        _sheets.Add((name, state, $"<worksheet {Main}>{before}<sheetData>{rows}</sheetData>{after}</worksheet>"));
        return this;
    }

    /// <summary>Shared strings: the items' XML.</summary>
    public XlsxBuilder Strings(string items)
    {
        _strings = items;
        return this;
    }

    /// <summary>Cell formats in order: codes, or the numbers of built-in formats.</summary>
    public XlsxBuilder Formats(params string[] formats)
    {
        var codes = new StringBuilder();
        var cells = new StringBuilder("<xf numFmtId=\"0\"/>");
        for (int i = 0; i < formats.Length; i++)
        {
            bool isBuiltIn = int.TryParse(formats[i], System.Globalization.CultureInfo.InvariantCulture, out int id);
            if (!isBuiltIn) codes.Append($"<numFmt numFmtId=\"{id = 200 + i}\" formatCode=\"{formats[i].Replace("\"", "&quot;", StringComparison.Ordinal)}\"/>");
            cells.Append($"<xf numFmtId=\"{id}\"/>");
        }
        _styles = $"<numFmts>{codes}</numFmts><cellXfs>{cells}</cellXfs>";
        return this;
    }

    /// <summary>Makes cell style 1 one whose font is struck out.</summary>
    public XlsxBuilder Struck()
    {
        _styles = "<fonts><font/><font><strike/></font></fonts><cellXfs><xf numFmtId=\"0\" fontId=\"0\"/><xf numFmtId=\"0\" fontId=\"1\"/></cellXfs>";
        return this;
    }

    public XlsxBuilder From1904()
    {
        _properties = "<workbookPr date1904=\"1\"/>";
        return this;
    }

    public byte[] Zip()
    {
        var zip = new ZipBuilder();
        var relations = new StringBuilder();
        var types = new StringBuilder();
        for (int i = 1; i <= _sheets.Count; i++)
        {
            zip.Part($"xl/worksheets/sheet{i}.xml", _sheets[i - 1].Xml);
            relations.Append($"<Relationship Id=\"rId{i}\" Type=\"{Office}/worksheet\" Target=\"worksheets/sheet{i}.xml\"/>");
            types.Append($"<Override PartName=\"/xl/worksheets/sheet{i}.xml\" ContentType=\"{Type}.worksheet+xml\"/>");
        }
        foreach (var (name, kind, xml) in (ReadOnlySpan<(string, string, string)>)
            [("sharedStrings", "sharedStrings", $"<sst {Main}>{_strings}</sst>"), ("styles", "styles", $"<styleSheet {Main}>{_styles}</styleSheet>")])
        {
            zip.Part($"xl/{name}.xml", xml);
            relations.Append($"<Relationship Id=\"r{name}\" Type=\"{Office}/{kind}\" Target=\"{name}.xml\"/>");
            types.Append($"<Override PartName=\"/xl/{name}.xml\" ContentType=\"{Type}.{kind}+xml\"/>");
        }
        string sheets = string.Concat(_sheets.Select((s, i) => $"<sheet name=\"{s.Name}\" sheetId=\"{i + 1}\" state=\"{s.State}\" r:id=\"rId{i + 1}\"/>"));
        zip.Part("xl/workbook.xml", $"<workbook {Main} xmlns:r=\"{Office}\">{_properties}<sheets>{sheets}</sheets></workbook>");
        zip.Part("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{relations}</Relationships>");
        zip.Part("_rels/.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{Office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
        zip.Part("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
            + $"<Override PartName=\"/xl/workbook.xml\" ContentType=\"{Type}.sheet.main+xml\"/>{types}</Types>");
        return zip.Zip();
    }

    public PolicyDocument Read(ReadOptions? options = null) =>
        new XlsxReader().Read(new SourceFile("a.xlsx", Zip()), options ?? ReadOptions.Default, default);

    /// <summary>The tables as text: rows parted by <c> / </c>, cells by <c>|</c>.</summary>
    public string[] Texts()
    {
        var document = Read();
        return [.. document.Blocks.Select(b => DocxBuilder.Text(document, b))];
    }
}
