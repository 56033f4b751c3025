using System.Globalization;
using PolicyIngest.Ingest.Export.Xlsx;

namespace PolicyIngest.Ingest.Corrections.Workbook;

/// <summary>Writes the XML of a sheet for corrections: text in all cells, grey and locked where nobody should write, lists of choices where there are some.</summary>
internal sealed class LockedSheet(TextWriter xml)
{
    // How far down a choice is offered and filters reach.
    private const int LastRow = 1_048_576;

    public void Write(SheetColumn[] columns, IEnumerable<string?[]> rows, IEnumerable<(int Column, string Choices)> choices)
    {
        xml.Write($"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"{XlsxWriter.Main}\">");
        xml.Write("<sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><cols>");
        for (int i = 0; i < columns.Length; i++)
            xml.Write(string.Create(CultureInfo.InvariantCulture, $"<col min=\"{i + 1}\" max=\"{i + 1}\" width=\"{columns[i].Width}\" customWidth=\"1\" style=\"{XlsxWriter.OpenTextStyle}\"/>"));
        xml.Write("</cols><sheetData><row r=\"1\">");
        for (int i = 0; i < columns.Length; i++) Cell(i, 1, columns[i].Head, XlsxWriter.HeadStyle);
        xml.Write("</row>");
        int row = 1;
        foreach (var cells in rows)
        {
            row++;
            xml.Write(string.Create(CultureInfo.InvariantCulture, $"<row r=\"{row}\">"));
            for (int i = 0; i < columns.Length; i++) Cell(i, row, cells[i], columns[i].IsEditable ? XlsxWriter.OpenTextStyle : XlsxWriter.LockedTextStyle);
            xml.Write("</row>");
        }
        xml.Write("</sheetData><sheetProtection sheet=\"1\" formatCells=\"0\" formatColumns=\"0\" formatRows=\"0\" insertRows=\"0\" deleteRows=\"0\" sort=\"0\" autoFilter=\"0\"/>");
        xml.Write(string.Create(CultureInfo.InvariantCulture, $"<autoFilter ref=\"A1:{SheetWriter.Letters(columns.Length - 1)}{row}\"/>"));
        var lists = choices.ToList();
        if (lists.Count > 0)
        {
            xml.Write(string.Create(CultureInfo.InvariantCulture, $"<dataValidations count=\"{lists.Count}\">"));
            foreach (var (column, list) in lists)
            {
                string letters = SheetWriter.Letters(column);
                // Chinese names are taken too, so that what is typed is not refused.
                xml.Write($"<dataValidation type=\"list\" allowBlank=\"1\" showErrorMessage=\"0\" sqref=\"{letters}2:{letters}{LastRow}\"><formula1>\"{list}\"</formula1></dataValidation>");
            }
            xml.Write("</dataValidations>");
        }
        xml.Write("</worksheet>");
    }

    private void Cell(int column, int row, string? words, int style)
    {
        xml.Write(string.Create(CultureInfo.InvariantCulture, $"<c r=\"{SheetWriter.Letters(column)}{row}\" s=\"{style}\""));
        string shown = CellWords.Shown(words);
        if (shown.Length == 0)
        {
            xml.Write("/>");
            return;
        }
        xml.Write(" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
        SheetText.Write(xml, shown);
        xml.Write("</t></is></c>");
    }
}
