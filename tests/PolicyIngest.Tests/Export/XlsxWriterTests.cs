using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using PolicyIngest.Ingest.Export.Xlsx;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Readers.Converted;
using PolicyIngest.Ingest.Readers.Excel;
using PolicyIngest.Model;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Export;

public sealed class XlsxWriterTests
{
    private static readonly object?[][] Rows =
    [
        ["清理𠮷田河道", "2031-06-30", 92.5, 12_000_003, "2031-06-30"],
        ["a\u0007b _x0041_ <&> \"'\r\n 末行", "1899-12-31", -0.25, null, null],
        ["=1+1", "2031-02-30", 1e300, long.MaxValue, "x"],
    ];

    [Fact]
    public void A_workbook_is_valid_and_has_dates_numbers_filters_and_a_frozen_head()
    {
        using var book = Book(writer => writer.Add("tasks", new MadeRows(["title", "due", "value", "task_id", "raw"], Rows)), chinese: true, new ReportLink("out/报告 \"1\".html"));
        using var package = SpreadsheetDocument.Open(book, isEditable: false);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(package).Select(error => $"{error.Path?.XPath}: {error.Description}"));
        var sheet = package.WorkbookPart!.WorksheetParts.Single().Worksheet;
        Assert.Equal(("A1:F4", PaneStateValues.Frozen), (sheet.GetFirstChild<AutoFilter>()!.Reference!.Value, sheet.Descendants<Pane>().Single().State!.Value));
        Assert.Equal((8u, OrientationValues.Landscape), (sheet.GetFirstChild<PageSetup>()!.PaperSize!.Value, sheet.GetFirstChild<PageSetup>()!.Orientation!.Value)); // A3
        Assert.Equal("'tasks'!$1:$1", package.WorkbookPart.Workbook.DefinedNames!.Elements<DefinedName>().Single().Text);
        Assert.Equal(["标题", "到期日", "数值", "任务编号", "原文", "报告"], sheet.Descendants<Row>().First().Descendants<InlineString>().Select(words => words.InnerText));
        Assert.Equal("48029", Cell(sheet, "B2").CellValue!.Text); // 2031-06-30
        Assert.Equal("2", Cell(sheet, "B2").StyleIndex!.InnerText);
        Assert.Equal(CellValues.InlineString, Cell(sheet, "E2").DataType!.Value); // words as written stay words
        Assert.Equal(CellValues.InlineString, Cell(sheet, "B3").DataType!.Value); // before Excel's calendar
        Assert.Equal(CellValues.InlineString, Cell(sheet, "B4").DataType!.Value); // no day
        Assert.Equal("12000003", Cell(sheet, "D2").CellValue!.Text);
        Assert.Equal("9223372036854775807", Cell(sheet, "D4").InnerText);
        Assert.Equal(CellValues.InlineString, Cell(sheet, "A4").DataType!.Value);
        Assert.DoesNotContain(sheet.Descendants<CellFormula>(), formula => formula.Parent is Cell cell && !cell.CellReference!.Value!.StartsWith('F'));
        Assert.Equal("HYPERLINK(\"out/报告 \"\"1\"\".html#t12000003\",\"↗\")", Cell(sheet, "F2").CellFormula!.Text);
    }

    [Fact]
    public void Our_own_reader_reads_it_back()
    {
        using var book = Book(writer => writer.Add("tasks", new MadeRows(["title", "due", "value", "task_id", "raw"], Rows)));
        var read = new XlsxReader().Read(new SourceFile("a.xlsx", book.ToArray()), ReadOptions.Default, default);
        var table = Assert.IsType<TableBlock>(Assert.Single(read.Blocks));
        Assert.Equal((4, 5), (table.RowCount, table.ColumnCount));
        string[] cells = [.. table.Cells.Select(cell => cell.Span.Of(read.Text))];
        Assert.Equal(["清理𠮷田河道", "2031-06-30", "92.5", "12000003", "2031-06-30"], cells[5..10]);
        Assert.Contains("_x0041_ <&> \"'", cells[10], StringComparison.Ordinal); // not A
        Assert.EndsWith("末行", cells[10], StringComparison.Ordinal);
        Assert.Equal("=1+1", cells[15]);
    }

    [Fact]
    public void Rows_past_the_limit_go_to_further_sheets()
    {
        using var book = Book(writer =>
        {
            writer.Add("tasks", new MadeRows(["n"], Enumerable.Range(1, 7).Select(object?[] (i) => [i])));
            writer.Add("a/b:很长的名字很长的名字很长的名字很长的名字很长的名字", new MadeRows(["n"], []));
            writer.Add("Tasks", new MadeRows(["n"], [[1]]));
        }, rowLimit: 4);
        using var package = SpreadsheetDocument.Open(book, isEditable: false);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(package));
        var sheets = package.WorkbookPart!.Workbook.Descendants<Sheet>().ToList();
        Assert.Equal(["tasks", "tasks 2", "tasks 3", "a_b_很长的名字很长的名字很长的名字很长的名字很长的名字", "Tasks 4"], sheets.Select(sheet => sheet.Name!.Value));
        Assert.Equal([4, 4, 2, 1, 2], sheets.Select(sheet => ((WorksheetPart)package.WorkbookPart.GetPartById(sheet.Id!.Value!)).Worksheet.Descendants<Row>().Count()));
    }

    [Fact]
    public void A_cell_too_long_for_Excel_is_cut_and_says_so()
    {
        string text = string.Concat(Enumerable.Repeat("𠮷", 20_000));
        using var book = Book(writer => writer.Add("tasks", new MadeRows(["content"], [[text], [text[..32_766]]])));
        using var package = SpreadsheetDocument.Open(book, isEditable: false);
        var cells = package.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<InlineString>().Select(cell => cell.InnerText).ToList();
        Assert.InRange(cells[1].Length, 32_760, 32_767);
        Assert.EndsWith("[…cut: 40000 characters / 原文 40000 字，已截断]", cells[1], StringComparison.Ordinal);
        Assert.Equal(text[..32_766], cells[2]);
    }

    [Fact]
    public void The_same_rows_give_the_same_file()
    {
        byte[] Make()
        {
            using var book = Book(writer => writer.Add("tasks", new MadeRows(["title"], [["a"]])));
            return book.ToArray();
        }
        Assert.Equal(Make(), Make());
    }

    [OfficeFact]
    public void LibreOffice_reads_it()
    {
        using var folder = new TemporaryFolder();
        using (var book = Book(writer => writer.Add("tasks", new MadeRows(["title", "due", "value", "task_id", "raw"], Rows))))
            File.WriteAllBytes(folder["a.xlsx"], book.ToArray());
        var start = new System.Diagnostics.ProcessStartInfo(LibreOffice.Find(null)!) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in new[] { $"-env:UserInstallation=file://{folder["profile"]}", "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false", "--outdir", folder.Path, folder["a.xlsx"] })
            start.ArgumentList.Add(argument);
        using var office = System.Diagnostics.Process.Start(start)!;
        Assert.True(office.WaitForExit(TimeSpan.FromSeconds(90)));
        string csv = File.ReadAllText(folder["a.csv"]);
        Assert.StartsWith("title,due,value,task_id,raw\n清理𠮷田河道,2031-06-30,92.5,12000003,2031-06-30\n", csv, StringComparison.Ordinal);
        Assert.Contains("_x0041_ <&> \"\"'", csv, StringComparison.Ordinal);
        Assert.Contains("\n=1+1,2031-02-30,", csv, StringComparison.Ordinal);
    }

    private static Cell Cell(Worksheet sheet, string place) => sheet.Descendants<Cell>().Single(cell => cell.CellReference!.Value == place);

    private static MemoryStream Book(Action<XlsxWriter> write, bool chinese = false, ReportLink? report = null, int rowLimit = SheetWriter.MaxRows)
    {
        var stream = new MemoryStream();
        using (var writer = new XlsxWriter(stream, chinese, report, rowLimit)) write(writer);
        stream.Position = 0;
        return stream;
    }
}
