using System.Diagnostics;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Ical.Net;
using PolicyIngest.Ingest.Readers.Converted;
using PolicyIngest.Tests.Cli;
using PolicyIngest.Tests.Support;
using Xunit;
using Word = DocumentFormat.OpenXml.Wordprocessing;

namespace PolicyIngest.Tests.Ledger;

/// <summary>Ledgers of two plans of our own, as workbook, document and calendar.</summary>
public sealed class LedgerTests(LedgerTests.Plans plans) : IClassFixture<LedgerTests.Plans>
{
    private const string Rivers = """
        白石县河道治理实施方案
        白政办发〔2031〕7号
        一、主要任务
        （一）清理河道。2031年6月底前，清理𠮷田河等河道12公里以上，垃圾清运率达到95%。（牵头单位：县水务局；配合单位：县财政局、县住建局）
        （二）巡查。每月5日前报送巡查记录，长期坚持。（责任单位：县水务局）
        二、保障措施
        （一）加强监测；预警，及时通报。2032年3月15日前建成站点，把监测数据接入县级平台，由专人值守，每日核对，发现异常立即上报，不得迟报、漏报、瞒报，确保数据真实、准确、完整。（牵头单位：县住建局）
        """;

    private const string Roads = """
        青禾市2031年道路养护工作安排
        一、重点任务
        1. 修补路面。年底前修补路面30公里。（市交通局牵头，市财政局配合，各县（市、区）人民政府落实）
        2. 宣传引导。
        二、安全检查
        （一）
        1. 检查桥梁。
        """;

    public sealed class Plans : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public Plans()
        {
            foreach (var (name, text) in new[] { ("河道.txt", Rivers), ("道路.txt", Roads) })
            {
                Directory.CreateDirectory(_folder["plans"]);
                File.WriteAllText(Path.Combine(_folder["plans"], name), text);
            }
            var run = CliRun.Of("import", _folder["plans"], "--db", Database, "--jobs", "1").GetAwaiter().GetResult();
            Assert.Equal(0, run.Code);
        }

        public string Database => _folder["p.db"];

        public string this[string name] => _folder[name];

        public async Task<string> Make(string name, params string[] arguments)
        {
            string file = _folder[name];
            var run = await CliRun.Of(["ledger", "--db", Database, "--output", file, .. arguments]);
            Assert.Equal((0, ""), (run.Code, run.Error));
            return file;
        }

        public void Dispose() => _folder.Dispose();
    }

    [Fact]
    public async Task A_workbook_has_a_sheet_a_plan_with_its_tasks_as_offices_write_them()
    {
        using var package = SpreadsheetDocument.Open(await plans.Make("l.xlsx"), isEditable: false);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(package).Select(error => $"{error.Path?.XPath}: {error.Description}"));
        var sheets = package.WorkbookPart!.Workbook.Descendants<Sheet>().ToDictionary(sheet => sheet.Name!.Value!, sheet => ((WorksheetPart)package.WorkbookPart.GetPartById(sheet.Id!.Value!)).Worksheet);
        Assert.Equal(["白石县河道治理实施方案", "青禾市2031年道路养护工作安排"], sheets.Keys.Order(StringComparer.Ordinal));
        var rivers = sheets["白石县河道治理实施方案"];
        Assert.Equal("《白石县河道治理实施方案》任务台账", Row(rivers, 1)[0]);
        Assert.Equal(["序号", "上级标题", "任务", "具体内容", "牵头单位", "配合单位", "完成时限", "到期日", "目标", "来源", "进展情况", "备注"], Row(rivers, 2));
        Assert.Equal(["1", "主要任务", "清理河道", "2031年6月底前，清理𠮷田河等河道12公里以上，垃圾清运率达到95%。", "县水务局", "县财政局、县住建局", "2031年6月底前", "48029"], Row(rivers, 3)[..8]);
        Assert.Contains("垃圾清运率≥95%", Row(rivers, 3)[8], StringComparison.Ordinal);
        Assert.Equal("一(一)\n第4行", Row(rivers, 3)[9]);
        // Nobody leads: who is responsible stands first.
        Assert.Equal(("县水务局", ""), (Row(rivers, 4)[4], Row(rivers, 4)[5]));
        Assert.Equal(["2032年3月15日前；每日", "48288"], Row(rivers, 5)[6..8]);
        var roads = sheets["青禾市2031年道路养护工作安排"];
        Assert.Equal("安全检查", Row(roads, 5)[2]); // not (一)
        Assert.Equal(("市财政局\n落实：各县（市、区）人民政府", "2031年底前"), (Row(roads, 3)[5], Row(roads, 3)[6]));
    }

    [Fact]
    public async Task A_sheet_prints_on_the_width_of_A3_with_its_head_on_each_page_and_has_filters()
    {
        using var package = SpreadsheetDocument.Open(await plans.Make("p.xlsx", "--plan", "道路养护"), isEditable: false);
        var sheet = package.WorkbookPart!.WorksheetParts.Single().Worksheet;
        var page = sheet.GetFirstChild<PageSetup>()!;
        Assert.Equal((8u, OrientationValues.Landscape, 0u), (page.PaperSize!.Value, page.Orientation!.Value, page.FitToHeight!.Value));
        Assert.True(sheet.SheetProperties!.PageSetupProperties!.FitToPage!.Value);
        Assert.Equal("'青禾市2031年道路养护工作安排'!$2:$2", package.WorkbookPart.Workbook.DefinedNames!.Elements<DefinedName>().Single(name => name.Name == "_xlnm.Print_Titles").Text);
        Assert.Equal("A2:L5", sheet.GetFirstChild<AutoFilter>()!.Reference!.Value);
    }

    [Fact]
    public async Task A_ledger_by_unit_has_each_task_with_each_of_its_units_and_what_it_leads_first()
    {
        using var package = SpreadsheetDocument.Open(await plans.Make("u.xlsx", "--by", "unit"), isEditable: false);
        var sheets = package.WorkbookPart!.Workbook.Descendants<Sheet>().ToDictionary(sheet => sheet.Name!.Value!, sheet => ((WorksheetPart)package.WorkbookPart.GetPartById(sheet.Id!.Value!)).Worksheet);
        var housing = sheets["住房和城乡建设局"];
        Assert.Equal("住房和城乡建设局任务台账", Row(housing, 1)[0]);
        Assert.Equal("分工", Row(housing, 2)[4]);
        Assert.Equal(["牵头", "配合"], [Row(housing, 3)[4], Row(housing, 4)[4]]);
        Assert.Equal("《白石县河道治理实施方案》（白政办发〔2031〕7号）一(一)，第4行", Row(housing, 4)[10]);
        Assert.Equal(["重点任务", "宣传引导。"], Row(sheets["未明确单位"], 3)[2..4]);
        string[] led = [.. sheets.Where(sheet => sheet.Key != "未明确单位").SelectMany(sheet => Enumerable.Range(3, sheet.Value.Descendants<Row>().Count() - 2).Select(row => Row(sheet.Value, row)[2]))];
        Assert.Equal(3, led.Count(title => title == "清理河道")); // 水务局、财政局、住建局
    }

    [Theory]
    [InlineData("--unit", "白石县水务局", 2)]
    [InlineData("--plan", "白政办发〔2031〕7号", 3)]
    [InlineData("--place", "白石", 3)]
    [InlineData("--year", "2031", 3)]
    public async Task Filters_choose(string option, string value, int tasks)
    {
        using var package = SpreadsheetDocument.Open(await plans.Make($"f{option}.xlsx", option, value, "--by", "all"), isEditable: false);
        Assert.Equal(tasks, package.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<Row>().Count() - 2);
    }

    [Fact]
    public async Task Nothing_is_written_where_no_task_fits()
    {
        var run = await CliRun.Of("ledger", "--db", plans.Database, "--plan", "没有这个方案", "--output", plans["none.xlsx"]);
        Assert.Equal(2, run.Code);
        Assert.Contains("no task matches", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(plans["none.xlsx"]));
    }

    [Fact]
    public async Task A_document_stands_across_repeats_its_head_and_names_the_fonts_of_offices()
    {
        using var package = WordprocessingDocument.Open(await plans.Make("l.docx", "--format", "docx"), isEditable: false);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(package).Select(error => $"{error.Path?.XPath}: {error.Description}"));
        var body = package.MainDocumentPart!.Document.Body!;
        var size = body.Descendants<Word.PageSize>().Single();
        Assert.True(size.Orient!.Value == Word.PageOrientationValues.Landscape && size.Width!.Value > size.Height!.Value);
        var tables = body.Elements<Word.Table>().ToList();
        Assert.Equal(2, tables.Count);
        foreach (var table in tables)
        {
            Assert.Equal(Word.TableLayoutValues.Fixed, table.Descendants<Word.TableLayout>().Single().Type!.Value);
            Assert.Single(table.Elements<Word.TableRow>().First().Descendants<Word.TableHeader>());
            // 297 mm less two margins of 20 mm.
            Assert.InRange(table.Descendants<Word.GridColumn>().Sum(column => int.Parse(column.Width!.Value!, System.Globalization.CultureInfo.InvariantCulture)), 14_540, 14_600);
        }
        string[][] rows = [.. tables.SelectMany(table => table.Elements<Word.TableRow>()).Select(row => row.Elements<Word.TableCell>().Select(Lines).ToArray())];
        Assert.Contains(rows, row => row is ["主要任务"]);
        Assert.Contains(rows, row => row is ["1", "清理河道", _, "县水务局", "县财政局、县住建局", "2031年6月底前", _, "一(一)\n第4行", "", ""]);
        var fonts = package.MainDocumentPart.StyleDefinitionsPart!.Styles!.Descendants<Word.RunFonts>().Select(font => font.EastAsia!.Value).ToHashSet();
        Assert.Superset(new HashSet<string?> { "方正小标宋简体", "仿宋_GB2312", "黑体" }, fonts);
    }

    [Fact]
    public async Task A_calendar_has_a_day_for_each_date_due_and_says_when_where_and_who()
    {
        string file = await plans.Make("l.ics", "--format", "ics");
        var calendar = Calendar.Load(File.ReadAllText(file))!;
        Assert.Equal([new DateOnly(2031, 6, 30), new DateOnly(2031, 12, 31), new DateOnly(2032, 3, 15)], calendar.Events.Select(day => day.Start!.Date).Order());
        Assert.All(calendar.Events, day => Assert.True(day.IsAllDay));
        Assert.Distinct(calendar.Events.Select(day => day.Uid));
        var monitoring = calendar.Events.Single(day => day.Start!.Date.Year == 2032);
        Assert.Equal("加强监测；预警，及时通报（县住建局）", monitoring.Summary);
        Assert.Contains("来源：《白石县河道治理实施方案》（白政办发〔2031〕7号）二(一)，第7行", monitoring.Description, StringComparison.Ordinal);
        byte[] bytes = File.ReadAllBytes(file);
        string[] lines = Encoding.UTF8.GetString(bytes).Split("\r\n");
        Assert.All(lines, line => Assert.True(!line.Contains('\n', StringComparison.Ordinal) && !line.Contains('\uFFFD', StringComparison.Ordinal) && Encoding.UTF8.GetByteCount(line) <= 75, line));
        Assert.Contains(lines, line => line.StartsWith(' '));
    }

    [Theory]
    [InlineData("xlsx")]
    [InlineData("docx")]
    [InlineData("ics")]
    public async Task The_same_documents_give_the_same_file_in_whatever_order_and_time_they_were_imported(string format)
    {
        byte[] once = File.ReadAllBytes(await plans.Make($"1.{format}", "--format", format, "--plan", "河道治理"));
        string other = plans[$"other-{format}.db"];
        Assert.Equal(0, (await CliRun.Of("import", plans["plans/道路.txt"], "--db", other, "--jobs", "1")).Code);
        Assert.Equal(0, (await CliRun.Of("import", plans["plans/河道.txt"], "--db", other, "--jobs", "1")).Code);
        var run = await CliRun.Of("ledger", "--db", other, "--format", format, "--plan", "河道治理", "--output", plans[$"2.{format}"]);
        Assert.Equal(0, run.Code);
        Assert.Equal(once, File.ReadAllBytes(plans[$"2.{format}"]));
    }

    [Fact]
    public async Task In_English_nothing_but_the_documents_words_is_Chinese()
    {
        using var package = SpreadsheetDocument.Open(await plans.Make("en.xlsx", "--heads", "en", "--by", "all"), isEditable: false);
        var sheet = package.WorkbookPart!.WorksheetParts.Single().Worksheet;
        Assert.All(Row(sheet, 2).Append(Row(sheet, 1)[0]), head => Assert.True(Ascii.IsValid(head), head));
        Assert.Contains(Enumerable.Range(3, 5), row => Row(sheet, row)[6] == "by 2031-06-30");
    }

    [OfficeFact]
    public async Task LibreOffice_prints_both()
    {
        foreach (string name in new[] { "print.xlsx", "print.docx" })
        {
            string file = await plans.Make(name, "--format", name[^4..]);
            var start = new ProcessStartInfo(LibreOffice.Find(null)!) { RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (string argument in new[] { $"-env:UserInstallation=file://{plans["profile"]}", "--headless", "--convert-to", "pdf", "--outdir", plans["pdf"], file }) start.ArgumentList.Add(argument);
            using var office = Process.Start(start)!;
            Assert.True(office.WaitForExit(TimeSpan.FromSeconds(120)));
            using var pdf = UglyToad.PdfPig.PdfDocument.Open(Path.Combine(plans["pdf"], "print.pdf"));
            // A plan begins on a page of its own; nothing runs over the width onto a further one.
            Assert.Equal(2, pdf.NumberOfPages);
            foreach (var page in pdf.GetPages())
            {
                Assert.True(page.Width > page.Height);
                string text = string.Concat(page.Letters.Select(letter => letter.Value));
                Assert.Contains("具体内容", text, StringComparison.Ordinal);
                Assert.Contains("备注", text, StringComparison.Ordinal);
            }
        }
    }

    private static string Lines(Word.TableCell cell) => string.Join('\n', cell.Elements<Word.Paragraph>().Select(line => line.InnerText));

    private static string[] Row(Worksheet sheet, int row) =>
        [.. sheet.Descendants<Row>().Single(each => each.RowIndex!.Value == row).Elements<Cell>().Select(cell => cell.InlineString?.InnerText ?? cell.CellValue?.Text ?? "")];
}
