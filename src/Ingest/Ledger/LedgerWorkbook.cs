using System.Globalization;
using PolicyIngest.Ingest.Export.Xlsx;
using PolicyIngest.Ingest.Store.Queries;

namespace PolicyIngest.Ingest.Ledger;

/// <summary>Writes a ledger as an Excel workbook: a sheet a section, with filters, to be printed on A3.</summary>
public static class LedgerWorkbook
{
    // Row 1 is the title, row 2 the heads.
    private const int HeadRow = 2;

    /// <summary>Writes the workbook.</summary>
    /// <param name="output">Where to; stays open.</param>
    /// <param name="sections">What it holds; at least one section.</param>
    /// <param name="isByUnit">Whether the sections are units.</param>
    /// <param name="chinese">Whether heads and words are Chinese.</param>
    public static void Write(Stream output, IEnumerable<LedgerSection> sections, bool isByUnit, bool chinese)
    {
        var words = new LedgerWords(chinese);
        using var book = new XlsxWriter(output);
        bool isFirst = true;
        foreach (var section in sections)
        {
            // A sheet's rows end at Excel's limit; a further sheet takes the others.
            using var tasks = section.Tasks.GetEnumerator();
            int number = 0;
            for (bool isMore = tasks.MoveNext(); isMore; isFirst = false)
                book.Add(words.SheetName(section, isByUnit), xml => isMore = new LedgerSheet(xml, LedgerColumn.Of(words, section)).Write(words.Title(section), tasks, ref number, isFirst), HeadRow);
        }
    }

    // In points: sizes of text, the highest row that Excel takes, a column's unit of width; and a line's height in the size of its text.
    private const double TextSize = 12, SmallSize = 9, HighestRow = 409, CharacterWidth = 5.25, LineHeight = 1.3;

    private sealed class LedgerSheet(TextWriter xml, LedgerColumn[] columns)
    {
        public bool Write(string title, IEnumerator<LedgerTask> tasks, ref int number, bool isFirst)
        {
            string last = SheetWriter.Letters(columns.Length - 1);
            xml.Write($"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"{XlsxWriter.Main}\">{SheetPrint.Properties}");
            xml.Write($"<sheetViews><sheetView {(isFirst ? "tabSelected=\"1\" " : "")}workbookViewId=\"0\"><pane ySplit=\"{HeadRow}\" topLeftCell=\"A{HeadRow + 1}\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><cols>");
            for (int i = 0; i < columns.Length; i++)
                xml.Write(string.Create(CultureInfo.InvariantCulture, $"<col min=\"{i + 1}\" max=\"{i + 1}\" width=\"{columns[i].SheetWidth}\" customWidth=\"1\"/>"));
            xml.Write("</cols><sheetData><row r=\"1\" ht=\"48\" customHeight=\"1\">");
            Text(0, 1, title, XlsxWriter.DeskTitleStyle);
            xml.Write($"</row><row r=\"{HeadRow}\" ht=\"30\" customHeight=\"1\">");
            for (int i = 0; i < columns.Length; i++) Text(i, HeadRow, columns[i].Head, XlsxWriter.DeskHeadStyle);
            xml.Write("</row>");
            int row = HeadRow;
            bool isMore = true;
            for (; isMore && row < SheetWriter.MaxRows; isMore = tasks.MoveNext()) Row(++row, tasks.Current, ++number);
            xml.Write($"</sheetData><autoFilter ref=\"A{HeadRow}:{last}{row}\"/><mergeCells count=\"1\"><mergeCell ref=\"A1:{last}1\"/></mergeCells>{SheetPrint.Page}</worksheet>");
            return isMore;
        }

        private void Row(int row, LedgerTask task, int number)
        {
            string[] words = [.. columns.Select(column => column.Words(task, number))];
            bool isSmall = Height(words, TextSize) > HighestRow;
            double height = Math.Min(Height(words, isSmall ? SmallSize : TextSize), HighestRow);
            xml.Write(string.Create(CultureInfo.InvariantCulture, $"<row r=\"{row}\" ht=\"{height:0.#}\">"));
            for (int i = 0; i < columns.Length; i++)
            {
                var column = columns[i];
                if (i == 0) Number(i, row, number, XlsxWriter.DeskMiddleStyle);
                else if (!column.IsDay) Text(i, row, words[i], column.IsMiddle ? XlsxWriter.DeskMiddleStyle : isSmall ? XlsxWriter.DeskSmallStyle : XlsxWriter.DeskTextStyle);
                else if (LedgerWords.Due(task) is { } due && SheetWriter.DayNumber(due) is { } day) Number(i, row, day, XlsxWriter.DeskDateStyle);
                else Text(i, row, "", XlsxWriter.DeskDateStyle);
            }
            xml.Write("</row>");
        }

        /// <summary>How high a row must be for all its words, in points. Excel would find it out by itself; LibreOffice and WPS take what the file says.</summary>
        private double Height(string[] words, double size)
        {
            int lines = 1;
            for (int i = 0; i < words.Length; i++)
            {
                double room = columns[i].SheetWidth * CharacterWidth - size / 2;
                lines = Math.Max(lines, words[i].Split('\n').Sum(line => 1 + (int)(line.Sum(c => c < '\u2000' ? size / 2 : size) / room)));
            }
            return lines * size * LineHeight + 6;
        }

        private void Number(int column, int row, double number, int style) =>
            xml.Write(string.Create(CultureInfo.InvariantCulture, $"<c r=\"{SheetWriter.Letters(column)}{row}\" s=\"{style}\"><v>{number:R}</v></c>"));

        private void Text(int column, int row, string text, int style)
        {
            xml.Write(string.Create(CultureInfo.InvariantCulture, $"<c r=\"{SheetWriter.Letters(column)}{row}\" s=\"{style}\""));
            if (text.Length == 0)
            {
                xml.Write("/>");
                return;
            }
            xml.Write(" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
            SheetText.Write(xml, text);
            xml.Write("</t></is></c>");
        }
    }
}
