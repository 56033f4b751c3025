using System.Collections.Immutable;
using System.Globalization;
using PolicyIngest.Ingest.Export.Tables;

namespace PolicyIngest.Ingest.Export.Xlsx;

/// <summary>Writes the XML of one sheet: the head frozen and with filters, days as dates, numbers as numbers.</summary>
internal sealed class SheetWriter
{
    /// <summary>Excel's limit of rows, the head included.</summary>
    public const int MaxRows = 1_048_576;

    private const int PlainStyle = 0, HeadStyle = 1, DateStyle = 2, LinkStyle = 3;

    /// <summary>Excel keeps fifteen digits of a number; a longer one stands as text.</summary>
    private const long LongestNumber = 999_999_999_999_999;

    /// <summary>Columns of words as written: a day among them stays words.</summary>
    private static readonly string[] WordColumns = ["raw", "text", "content", "title", "head", "scope"];

    private readonly TextWriter _xml;
    private readonly ITableRows _rows;
    private readonly ReportLink? _report;
    private readonly (int Column, char Letter)? _key;
    private readonly ImmutableArray<string> _heads;
    private readonly string[] _letters;
    private readonly bool[] _isWords;

    public SheetWriter(TextWriter xml, ITableRows rows, bool chineseHeads, ReportLink? report)
    {
        (_xml, _rows, _report) = (xml, rows, report);
        _key = report is null ? null : ReportLink.KeyOf(rows.Columns);
        ImmutableArray<string> columns = _key is null ? rows.Columns : rows.Columns.Add("report");
        _heads = [.. columns.Select(column => ColumnHeads.Of(column, chineseHeads))];
        _letters = [.. Enumerable.Range(0, columns.Length).Select(Letters)];
        _isWords = [.. columns.Select(column => WordColumns.Contains(column, StringComparer.Ordinal))];
        _xml.Write($"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"{XlsxWriter.Main}\">{SheetPrint.Properties}");
        Columns = columns;
    }

    private ImmutableArray<string> Columns { get; }

    /// <summary>Writes rows up to the limit.</summary>
    /// <param name="isMore">Whether the rows stand at one.</param>
    /// <param name="isFirst">Whether the sheet is the one that is seen first.</param>
    /// <param name="rowLimit">How many rows a sheet takes, the head included.</param>
    /// <returns>Whether there are rows left; the rows then stand at the first of them.</returns>
    public bool Write(bool isMore, bool isFirst, int rowLimit)
    {
        _xml.Write($"<sheetViews><sheetView {(isFirst ? "tabSelected=\"1\" " : "")}workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><cols>");
        for (int i = 0; i < Columns.Length; i++)
            _xml.Write(string.Create(CultureInfo.InvariantCulture, $"<col min=\"{i + 1}\" max=\"{i + 1}\" width=\"{ColumnHeads.Width(Columns[i])}\" customWidth=\"1\"/>"));
        _xml.Write("</cols><sheetData><row r=\"1\">");
        for (int i = 0; i < Columns.Length; i++) Text(i, 1, _heads[i], HeadStyle);
        _xml.Write("</row>");
        int row = 1;
        for (; isMore && row < rowLimit; isMore = _rows.Read()) Row(++row);
        _xml.Write("</sheetData>");
        if (Columns.Length > 0) _xml.Write(string.Create(CultureInfo.InvariantCulture, $"<autoFilter ref=\"A1:{_letters[^1]}{row}\"/>"));
        _xml.Write(SheetPrint.Page);
        _xml.Write("</worksheet>");
        return isMore;
    }

    private void Row(int row)
    {
        _xml.Write("<row r=\"");
        _xml.Write(row);
        _xml.Write("\">");
        for (int i = 0; i < _rows.Columns.Length; i++)
        {
            var value = _rows.Value(i);
            switch (value.Kind)
            {
                case CellKind.Empty: break;
                case CellKind.Integer when Math.Abs(value.Integer) <= LongestNumber: Number(i, row, value.Integer, PlainStyle); break;
                case CellKind.Real when double.IsFinite(value.Real): Number(i, row, value.Real, PlainStyle); break;
                case CellKind.Text when !_isWords[i] && Day(value.Text) is { } day: Number(i, row, day, DateStyle); break;
                default: Text(i, row, TableCells.Words(value), PlainStyle); break;
            }
        }
        if (_key is { } key && _rows.Value(key.Column) is { Kind: CellKind.Integer } fact)
            Link(_rows.Columns.Length, row, string.Create(CultureInfo.InvariantCulture, $"{key.Letter}{fact.Integer}"));
        _xml.Write("</row>");
    }

    /// <summary>The number of a day written 2031-06-30; null for other text.</summary>
    private static double? Day(string text) =>
        text.Length == 10 && text[4] == '-' && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? DayNumber(day) : null;

    /// <summary>A day's number as Excel counts; null before 1900-03-01, where Excel's calendar is wrong.</summary>
    internal static double? DayNumber(DateOnly day) => day >= new DateOnly(1900, 3, 1) ? day.ToDateTime(TimeOnly.MinValue).ToOADate() : null;

    private void Number(int column, int row, double number, int style)
    {
        Open(column, row, style);
        _xml.Write("><v>");
        _xml.Write(number.ToString("R", CultureInfo.InvariantCulture));
        _xml.Write("</v></c>");
    }

    private void Text(int column, int row, string text, int style)
    {
        Open(column, row, style);
        _xml.Write(" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
        SheetText.Write(_xml, text);
        _xml.Write("</t></is></c>");
    }

    private void Link(int column, int row, string fragment)
    {
        Open(column, row, LinkStyle);
        _xml.Write(" t=\"str\"><f>");
        SheetText.Write(_xml, _report!.Formula(fragment, "↗"));
        _xml.Write("</f><v>↗</v></c>");
    }

    private void Open(int column, int row, int style)
    {
        _xml.Write("<c r=\"");
        _xml.Write(_letters[column]);
        _xml.Write(row);
        if (style != PlainStyle)
        {
            _xml.Write("\" s=\"");
            _xml.Write(style);
        }
        _xml.Write('"');
    }

    /// <summary>A column's letters: A … Z, AA …</summary>
    internal static string Letters(int column) => column < 26 ? ((char)('A' + column)).ToString() : Letters(column / 26 - 1) + (char)('A' + column % 26);
}
