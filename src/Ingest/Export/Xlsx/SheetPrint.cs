namespace PolicyIngest.Ingest.Export.Xlsx;

/// <summary>How a sheet is printed: A3 across, all columns on one page's width, page numbers below; the head again on each page.</summary>
internal static class SheetPrint
{
    /// <summary>Stands first in a sheet.</summary>
    public const string Properties = "<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>";

    // 8 is A3; a height of 0 pages is as many as are needed.
    /// <summary>Stands last in a sheet.</summary>
    public const string Page = "<pageMargins left=\"0.4\" right=\"0.4\" top=\"0.6\" bottom=\"0.6\" header=\"0.3\" footer=\"0.3\"/>"
        + "<pageSetup paperSize=\"8\" fitToHeight=\"0\" orientation=\"landscape\"/><headerFooter><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter>";

    /// <summary>The workbook's line that repeats a row on each page of a sheet.</summary>
    /// <param name="index">The sheet's place in the workbook, from 0.</param>
    /// <param name="sheet">Its name.</param>
    /// <param name="row">The row.</param>
    public static string RepeatedRow(int index, string sheet, int row) =>
        $"<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"{index}\">'{SheetText.Attribute(sheet.Replace("'", "''", StringComparison.Ordinal))}'!${row}:${row}</definedName>";
}
