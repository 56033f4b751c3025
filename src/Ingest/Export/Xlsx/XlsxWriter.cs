using System.Globalization;
using System.IO.Compression;
using System.Text;
using PolicyIngest.Ingest.Export.Tables;

namespace PolicyIngest.Ingest.Export.Xlsx;

/// <summary>
/// Writes an Excel workbook, one sheet after the other and each row as it comes: no shared strings, no document in memory, so that its size does not matter.
/// </summary>
public sealed class XlsxWriter : IDisposable
{
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    /// <summary>Namespace of all parts of a workbook.</summary>
    internal const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /// <summary>Numbers of cell formats beside those of <see cref="SheetWriter"/>: heads, text that is grey and locked, text that may be written over.</summary>
    internal const int HeadStyle = 1, LockedTextStyle = 4, OpenTextStyle = 5;

    private readonly ZipArchive _zip;
    private readonly bool _chineseHeads;
    private readonly ReportLink? _report;
    private readonly int _rowLimit;
    private readonly List<string> _sheets = [];

    /// <summary>Begins a workbook.</summary>
    /// <param name="output">Where to; stays open.</param>
    /// <param name="chineseHeads">Whether the heads are Chinese.</param>
    /// <param name="report">The report to which rows link, or null.</param>
    public XlsxWriter(Stream output, bool chineseHeads = false, ReportLink? report = null) : this(output, chineseHeads, report, SheetWriter.MaxRows)
    {
    }

    internal XlsxWriter(Stream output, bool chineseHeads, ReportLink? report, int rowLimit)
    {
        _zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        (_chineseHeads, _report, _rowLimit) = (chineseHeads, report, rowLimit);
    }

    /// <summary>Writes a table as a sheet; rows past Excel's limit go to further sheets (<c>tasks 2</c>).</summary>
    public void Add(string name, ITableRows rows)
    {
        bool isMore = rows.Read();
        for (int part = 1; part == 1 || isMore; part++)
        {
            _sheets.Add(SheetName(part == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name} {part}")));
            using var xml = Part(string.Create(CultureInfo.InvariantCulture, $"xl/worksheets/sheet{_sheets.Count}.xml"));
            isMore = new SheetWriter(xml, rows, _chineseHeads, _report).Write(isMore, isFirst: _sheets.Count == 1, _rowLimit);
        }
    }

    /// <summary>Writes a sheet whose XML somebody else makes.</summary>
    internal void Add(string name, Action<TextWriter> write)
    {
        _sheets.Add(SheetName(name));
        using var xml = Part(string.Create(CultureInfo.InvariantCulture, $"xl/worksheets/sheet{_sheets.Count}.xml"));
        write(xml);
    }

    /// <summary>Ends the workbook.</summary>
    public void Dispose()
    {
        WritePart("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><sheets>{Each(i => $"<sheet name=\"{SheetText.Attribute(_sheets[i - 1])}\" sheetId=\"{i}\" r:id=\"rId{i}\"/>")}</sheets></workbook>");
        WritePart("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"{Package}/relationships\">{Each(i => $"<Relationship Id=\"rId{i}\" Type=\"{Office}/worksheet\" Target=\"worksheets/sheet{i}.xml\"/>")}"
            + $"<Relationship Id=\"rIdStyles\" Type=\"{Office}/styles\" Target=\"styles.xml\"/></Relationships>");
        WritePart("xl/styles.xml", Styles);
        WritePart("_rels/.rels", $"<Relationships xmlns=\"{Package}/relationships\"><Relationship Id=\"rId1\" Type=\"{Office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
        WritePart("[Content_Types].xml", $"<Types xmlns=\"{Package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
            + $"<Override PartName=\"/xl/workbook.xml\" ContentType=\"{Type}.sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"{Type}.styles+xml\"/>"
            + $"{Each(i => $"<Override PartName=\"/xl/worksheets/sheet{i}.xml\" ContentType=\"{Type}.worksheet+xml\"/>")}</Types>");
        _zip.Dispose();
    }

    /// <summary>Cell formats by number, as <see cref="SheetWriter"/> uses them: plain, head, date, link, locked text, open text.</summary>
    private static string Styles { get; } =
        $"<styleSheet xmlns=\"{Main}\"><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/></numFmts>"
        + "<fonts count=\"3\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font><font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font>"
        + "<font><u/><sz val=\"11\"/><color rgb=\"FF1B4F8F\"/><name val=\"Calibri\"/></font></fonts>"
        + "<fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>"
        + "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFEFEDE7\"/></patternFill></fill></fills>"
        + "<borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
        + "<cellXfs count=\"6\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyAlignment=\"1\"><alignment vertical=\"top\"/></xf>"
        + "<xf numFmtId=\"0\" fontId=\"1\" fillId=\"2\" borderId=\"0\" xfId=\"0\" applyFont=\"1\" applyFill=\"1\"/>"
        + "<xf numFmtId=\"164\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyAlignment=\"1\"><alignment horizontal=\"left\" vertical=\"top\"/></xf>"
        + "<xf numFmtId=\"0\" fontId=\"2\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\"/></xf>"
        + "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"2\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyFill=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\"/></xf>"
        + "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyAlignment=\"1\" applyProtection=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/><protection locked=\"0\"/></xf></cellXfs></styleSheet>";

    private string Each(Func<int, FormattableString> part) =>
        string.Concat(Enumerable.Range(1, _sheets.Count).Select(i => part(i).ToString(CultureInfo.InvariantCulture)));

    /// <summary>A name as Excel takes it: at most 31 characters, none of <c>[]:*?/\</c>, and not one that is taken.</summary>
    private string SheetName(string wanted)
    {
        string plain = string.Concat(wanted.Select(c => c is '[' or ']' or ':' or '*' or '?' or '/' or '\\' || char.IsControl(c) ? '_' : c)).Trim('\'', ' ');
        if (plain.Length == 0) plain = "rows";
        string name = plain.Length > 31 ? plain[..31] : plain;
        for (int i = 2; _sheets.Contains(name, StringComparer.OrdinalIgnoreCase); i++)
        {
            string suffix = string.Create(CultureInfo.InvariantCulture, $" {i}");
            name = plain[..Math.Min(plain.Length, 31 - suffix.Length)] + suffix;
        }
        return name;
    }

    // Fastest halves the time of an export and makes the file a seventh larger.
    private StreamWriter Part(string name)
    {
        var entry = _zip.CreateEntry(name, CompressionLevel.Fastest);
        // The same rows give the same file.
        entry.LastWriteTime = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return new StreamWriter(entry.Open(), new UTF8Encoding(false), 1 << 16);
    }

    private void WritePart(string name, string xml)
    {
        using var part = Part(name);
        part.Write("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
        part.Write(xml);
    }
}
