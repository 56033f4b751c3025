using System.Globalization;
using PolicyIngest.Ingest.Export.Tables;

namespace PolicyIngest.Ingest.Export.Xlsx;

/// <summary>
/// Writes an Excel workbook, one sheet after the other and each row as it comes: no shared strings, no document in memory, so that its size does not matter.
/// </summary>
public sealed class XlsxWriter : IDisposable
{
    private const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    /// <summary>Namespace of all parts of a workbook.</summary>
    internal const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /// <summary>Numbers of cell formats beside those of <see cref="SheetWriter"/>: heads, text that is grey and locked, text that may be written over.</summary>
    internal const int HeadStyle = 1, LockedTextStyle = 4, OpenTextStyle = 5;

    /// <summary>Cell formats of a table for the desk, in the fonts of official texts and with lines: its title, its heads, text, text in the middle, a day, small text.</summary>
    internal const int DeskTitleStyle = 6, DeskHeadStyle = 7, DeskTextStyle = 8, DeskMiddleStyle = 9, DeskDateStyle = 10, DeskSmallStyle = 11;

    private readonly OfficePackage _package;
    private readonly bool _chineseHeads;
    private readonly ReportLink? _report;
    private readonly int _rowLimit;
    private readonly List<string> _sheets = [];
    private readonly List<string> _repeated = [];

    /// <summary>Begins a workbook.</summary>
    /// <param name="output">Where to; stays open.</param>
    /// <param name="chineseHeads">Whether the heads are Chinese.</param>
    /// <param name="report">The report to which rows link, or null.</param>
    public XlsxWriter(Stream output, bool chineseHeads = false, ReportLink? report = null) : this(output, chineseHeads, report, SheetWriter.MaxRows)
    {
    }

    internal XlsxWriter(Stream output, bool chineseHeads, ReportLink? report, int rowLimit)
    {
        _package = new OfficePackage(output);
        (_chineseHeads, _report, _rowLimit) = (chineseHeads, report, rowLimit);
    }

    /// <summary>Writes a table as a sheet; rows past Excel's limit go to further sheets (<c>tasks 2</c>).</summary>
    public void Add(string name, ITableRows rows)
    {
        bool isMore = rows.Read();
        for (int part = 1; part == 1 || isMore; part++)
        {
            using var xml = Begin(part == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name} {part}"), repeatedRow: 1);
            isMore = new SheetWriter(xml, rows, _chineseHeads, _report).Write(isMore, isFirst: _sheets.Count == 1, _rowLimit);
        }
    }

    /// <summary>Writes a sheet whose XML somebody else makes.</summary>
    /// <param name="name">Its name, made fit where Excel does not take it.</param>
    /// <param name="write">Writes it.</param>
    /// <param name="repeatedRow">The row that is printed again on each page; null for none.</param>
    internal void Add(string name, Action<TextWriter> write, int? repeatedRow = null)
    {
        using var xml = Begin(name, repeatedRow);
        write(xml);
    }

    /// <summary>Ends the workbook.</summary>
    public void Dispose()
    {
        string repeated = _repeated.Count == 0 ? "" : $"<definedNames>{string.Concat(_repeated)}</definedNames>";
        _package.Write("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{OfficePackage.Office}\"><sheets>{Each(i => $"<sheet name=\"{SheetText.Attribute(_sheets[i - 1])}\" sheetId=\"{i}\" r:id=\"rId{i}\"/>")}</sheets>{repeated}</workbook>");
        _package.Relate("xl/_rels/workbook.xml.rels", [.. _sheets.Select((_, i) => (Name($"rId{i + 1}"), "worksheet", Name($"worksheets/sheet{i + 1}.xml"))), ("rIdStyles", "styles", "styles.xml")]);
        _package.Write("xl/styles.xml", Styles);
        _package.Relate("_rels/.rels", [("rId1", "officeDocument", "xl/workbook.xml")]);
        _package.Declare([("/xl/workbook.xml", $"{Type}.sheet.main+xml"), ("/xl/styles.xml", $"{Type}.styles+xml"),
            .. _sheets.Select((_, i) => (Name($"/xl/worksheets/sheet{i + 1}.xml"), $"{Type}.worksheet+xml"))]);
        _package.Dispose();
    }

    private static string Name(FormattableString name) => name.ToString(CultureInfo.InvariantCulture);

    private StreamWriter Begin(string wanted, int? repeatedRow)
    {
        string name = SheetName(wanted);
        if (repeatedRow is { } row) _repeated.Add(SheetPrint.RepeatedRow(_sheets.Count, name, row));
        _sheets.Add(name);
        return _package.Text(Name($"xl/worksheets/sheet{_sheets.Count}.xml"));
    }

    /// <summary>Cell formats by number, as <see cref="SheetWriter"/> uses them: plain, head, date, link, locked text, open text, then those for the desk.</summary>
    private static string Styles { get; } =
        $"<styleSheet xmlns=\"{Main}\"><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/></numFmts>"
        + "<fonts count=\"7\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font><font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font>"
        + "<font><u/><sz val=\"11\"/><color rgb=\"FF1B4F8F\"/><name val=\"Calibri\"/></font>"
        + "<font><sz val=\"22\"/><name val=\"方正小标宋简体\"/><charset val=\"134\"/></font><font><sz val=\"12\"/><name val=\"黑体\"/><charset val=\"134\"/></font>"
        + "<font><sz val=\"12\"/><name val=\"仿宋_GB2312\"/><charset val=\"134\"/></font><font><sz val=\"9\"/><name val=\"仿宋_GB2312\"/><charset val=\"134\"/></font></fonts>"
        + "<fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>"
        + "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFEFEDE7\"/></patternFill></fill></fills>"
        + "<borders count=\"2\"><border/><border><left style=\"thin\"/><right style=\"thin\"/><top style=\"thin\"/><bottom style=\"thin\"/></border></borders><cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
        + "<cellXfs count=\"12\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyAlignment=\"1\"><alignment vertical=\"top\"/></xf>"
        + "<xf numFmtId=\"0\" fontId=\"1\" fillId=\"2\" borderId=\"0\" xfId=\"0\" applyFont=\"1\" applyFill=\"1\"/>"
        + "<xf numFmtId=\"164\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyAlignment=\"1\"><alignment horizontal=\"left\" vertical=\"top\"/></xf>"
        + "<xf numFmtId=\"0\" fontId=\"2\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\"/></xf>"
        + "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"2\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyFill=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\"/></xf>"
        + "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyAlignment=\"1\" applyProtection=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/><protection locked=\"0\"/></xf>"
        + Desk(font: 3, border: 0, "horizontal=\"center\" vertical=\"center\" wrapText=\"1\"") + Desk(font: 4, border: 1, "horizontal=\"center\" vertical=\"center\" wrapText=\"1\"")
        + Desk(font: 5, border: 1, "horizontal=\"left\" vertical=\"center\" wrapText=\"1\"") + Desk(font: 5, border: 1, "horizontal=\"center\" vertical=\"center\" wrapText=\"1\"")
        + Desk(font: 5, border: 1, "horizontal=\"center\" vertical=\"center\"", format: 164) + Desk(font: 6, border: 1, "horizontal=\"left\" vertical=\"center\" wrapText=\"1\"") + "</cellXfs></styleSheet>";

    private static string Desk(int font, int border, string alignment, int format = 0) =>
        $"<xf numFmtId=\"{format}\" fontId=\"{font}\" fillId=\"0\" borderId=\"{border}\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\" applyBorder=\"1\" applyAlignment=\"1\"><alignment {alignment}/></xf>";

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
}
