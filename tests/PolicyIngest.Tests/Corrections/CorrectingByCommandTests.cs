using System.IO.Compression;
using System.Text.RegularExpressions;
using PolicyIngest.Cli;
using PolicyIngest.Tests.Cli;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Corrections;

public sealed class CorrectingByCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Database => _folder["p.db"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_script_corrects_a_title_a_unit_a_day_and_drops_what_is_none()
    {
        await Import();
        await Good("correct", "--db", Database, "--document", "river.txt", "--task", "一/(一)", "--set", "title=清淤", "--who", "李青", "--why", "简称");
        await Good("correct", "--db", Database, "--document", "river.txt", "--task", "二/(一)", "--add-assignment", "role=support,unit=市审计局,words=市审计局", "--who", "李青");
        await Good("correct", "--db", Database, "--fact", "d1000001", "--set", "due=2031-05-31", "--who", "李青");
        await Good("correct", "--db", Database, "--fact", "a1000002", "--drop", "--who", "李青");
        await Good("correct", "--db", Database, "--document", "1", "--set", "issuer=云岭市人民政府", "--who", "李青");
        Assert.Equal(["清淤|2031-05-31"], Query("SELECT title, due FROM tasks WHERE path = '一/(一)'"));
        Assert.Equal(["市审计局"], Query("SELECT unit FROM v_assignment WHERE label = '二/(一)'"));
        Assert.Empty(Query("SELECT 1 FROM assignments WHERE unit = '市财政局'"));
        Assert.Equal(["云岭市人民政府"], Query("SELECT issuer FROM plans"));
        var list = await Good("corrections", "list", "--db", Database);
        Assert.Equal(5, list.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("李青  change task 一/(一)", list.Out, StringComparison.Ordinal);
        Assert.Contains("title 清理河道 → 清淤 (简称)", list.Out, StringComparison.Ordinal);
        var rules = await Good("rules", "--db", Database);
        Assert.Contains("1 corrected", rules.Out, StringComparison.Ordinal);
        var json = await Good("export", "--db", Database);
        Assert.Equal(3, Regex.Count(json.Out, "\"origin\":\"person\""));
    }

    [Fact]
    public async Task What_cannot_be_done_is_said_and_changes_nothing()
    {
        await Import();
        (string Reason, string[] Args)[] cases =
        [
            ("no such document", ["--document", "lake.txt", "--set", "title=x"]),
            ("no such task", ["--document", "river.txt", "--task", "九", "--set", "title=x"]),
            ("no field titel", ["--document", "river.txt", "--task", "一/(一)", "--set", "titel=x"]),
            ("do not stand in the document", ["--document", "river.txt", "--task", "一/(一)", "--add-assignment", "role=lead,unit=市统计局"]),
            ("role is \"leader\"", ["--document", "river.txt", "--task", "一/(一)", "--add-assignment", "role=leader,unit=市水利局"]),
            ("no deadline number 77", ["--fact", "d1000077", "--drop"]),
            ("no key of a fact", ["--fact", "x1", "--drop"]),
            ("nothing is to be done", ["--document", "river.txt", "--task", "一/(一)"]),
            ("due is \"31.5.2031\"", ["--fact", "d1000001", "--set", "due=31.5.2031"]),
        ];
        foreach (var (reason, args) in cases)
        {
            var run = await CliRun.Of(["correct", "--db", Database, .. args]);
            Assert.Equal(ExitCode.Nothing, run.Code);
            Assert.Contains(reason, run.Error, StringComparison.Ordinal);
        }
        Assert.Equal(["0"], Query("SELECT count(*) FROM corrections"));
    }

    [Fact]
    public async Task Corrections_are_taken_back_and_brought_back()
    {
        await Import();
        await Good("correct", "--db", Database, "--fact", "a1000001", "--drop");
        string id = Query("SELECT correction_id FROM corrections")[0];
        await Good("corrections", "undo", id, "--db", Database);
        Assert.Equal(["市水利局"], Query("SELECT unit FROM assignments WHERE unit = '市水利局'"));
        Assert.Empty((await Good("corrections", "export", "--db", Database)).Out);
        await Good("corrections", "undo", id, "--redo", "--db", Database);
        Assert.Empty(Query("SELECT unit FROM assignments WHERE unit = '市水利局'"));
        Assert.Equal(ExitCode.SomeFailed, (await CliRun.Of("corrections", "undo", "none", "--db", Database)).Code);
    }

    [Fact]
    public async Task A_workbook_takes_changes_additions_and_struck_rows_back()
    {
        await Import();
        string book = _folder["c.xlsx"];
        await Good("export", "--db", Database, "--format", "xlsx", "--to-correct", "--output", book);
        // a1000001 becomes a supporting unit, a1000002 is struck, a unit is added to the fourth task, the first deadline is looked at.
        Edit(book, "assignments", xml =>
        {
            xml = Cell(xml, "a1000001", "role", "配合");
            xml = Cell(xml, "a1000002", "drop", "x");
            return xml.Replace("</sheetData>", NewRow(90, ("role", "落实"), ("unit", "各县政府"), ("words", "各县（市、区）人民政府"), ("of", "t1000004")) + "</sheetData>", StringComparison.Ordinal);
        });
        Edit(book, "deadlines", xml => Cell(Cell(xml, "d1000001", "looked_at", "x"), "d1000002", "due", "2031/11/30"));
        Edit(book, "documents", xml => xml.Replace("<c r=\"A2\" s=\"5\"/>", "<c r=\"A2\" s=\"5\" t=\"inlineStr\"><is><t>x</t></is></c>", StringComparison.Ordinal));
        var shown = await Good("corrections", "import", book, "--db", Database, "--dry-run");
        Assert.Contains("role lead → support", shown.Out, StringComparison.Ordinal);
        Assert.Equal(["0"], Query("SELECT count(*) FROM corrections"));
        var run = await Good("corrections", "import", book, "--db", Database, "--who", "李青");
        Assert.Equal(shown.Out, run.Out);
        Assert.Equal(["add assignment", "change assignment", "change deadline", "confirm deadline", "drop assignment", "finish document"],
            Query("SELECT action || ' ' || subject FROM corrections ORDER BY 1"));
        Assert.Equal(["市水利局|support", "市林业局|lead", "市生态环境局|lead", "各县政府|implement"],
            Query("SELECT unit, role FROM assignments ORDER BY unit = '各县政府', unit = '市生态环境局', unit = '市林业局'"));
        Assert.Equal(["2031-06-30|1", "2031-11-30|1"], Query("SELECT due, is_checked FROM deadlines ORDER BY due"));
        // The workbook is of a former state now.
        var late = await CliRun.Of("corrections", "import", book, "--db", Database);
        Assert.Equal(ExitCode.SomeFailed, late.Code);
        Assert.Contains("corrected anew since the workbook was written", late.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_that_are_gone_from_a_workbook_are_told_of_and_dropped_only_where_that_is_asked_for()
    {
        await Import();
        string book = _folder["c.xlsx"];
        await Good("export", "--db", Database, "--format", "xlsx", "--to-correct", "--output", book);
        Edit(book, "assignments", xml => Regex.Replace(xml, "<row r=\"2\">.*?</row>", ""));
        var run = await Good("corrections", "import", book, "--db", Database);
        Assert.Contains("1 rows are gone from the workbook (a1000001)", run.Error, StringComparison.Ordinal);
        Assert.Equal(["0"], Query("SELECT count(*) FROM corrections"));
        await Good("corrections", "import", book, "--db", Database, "--drop-removed");
        Assert.Equal(["drop"], Query("SELECT action FROM corrections"));
    }

    [Fact]
    public async Task A_slip_in_a_workbook_is_told_with_its_row_and_the_document_stays_as_it_is()
    {
        await Import();
        string book = _folder["c.xlsx"];
        await Good("export", "--db", Database, "--format", "xlsx", "--to-correct", "--output", book);
        Edit(book, "assignments", xml => Cell(xml, "a1000001", "role", "Chef").Replace("</sheetData>",
            NewRow(90, ("role", "lead"), ("unit", "市统计局"), ("of", "t1000001")) + "</sheetData>", StringComparison.Ordinal));
        var run = await CliRun.Of("corrections", "import", book, "--db", Database);
        Assert.Equal(ExitCode.SomeFailed, run.Code);
        Assert.Contains("sheet assignments, row 90: the words \"市统计局\" do not stand in the document", run.Error, StringComparison.Ordinal);
        Assert.Contains("role is \"chef\"", run.Error, StringComparison.Ordinal);
        Assert.Equal(["0"], Query("SELECT count(*) FROM corrections"));
        Assert.Contains("has no sheet documents", (await CliRun.Of("corrections", "import", WithoutSheets(book), "--db", Database)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finished_documents_become_gold_that_is_clean()
    {
        await Import();
        Assert.Equal(ExitCode.Nothing, (await CliRun.Of("gold", "from-corrections", "--db", Database, "--output", _folder["gold"])).Code);
        await Good("correct", "--db", Database, "--document", "river.txt", "--task", "二/(一)", "--add-assignment", "role=support,unit=市审计局");
        await Good("correct", "--db", Database, "--document", "river.txt", "--finish");
        await Good("gold", "from-corrections", "--db", Database, "--output", _folder["gold"]);
        await Good("gold", "check", _folder["gold"], "--input", _folder["in"]);
        Assert.Contains("市审计局", File.ReadAllText(_folder["gold/river.gold.json"]), StringComparison.Ordinal);
        Assert.Equal(ExitCode.SomeFailed, (await CliRun.Of("gold", "from-corrections", "--db", Database, "--output", _folder["gold"])).Code);
    }

    [Fact]
    public async Task An_import_tells_of_corrections_that_lost_their_place_and_a_folder_of_them_is_taken()
    {
        await Import();
        await Good("correct", "--db", Database, "--fact", "a1000004", "--set", "role=support");
        await Good("corrections", "export", "--db", Database, "--output", _folder["kept/a.jsonl".Replace("kept/", "", StringComparison.Ordinal)]);
        _folder.Write("in/river.txt", CorrectionCase.RiverPlan.Replace("修复湿地。恢复青川湿地，种植芦苇。（牵头单位：市林业局）", "栽种林木。", StringComparison.Ordinal));
        var run = await CliRun.Of("import", _folder["in"], "--db", Database, "--jobs", "1");
        Assert.Contains("1 corrections have lost their place", run.Error, StringComparison.Ordinal);
        Assert.Contains("[lost: ", (await Good("corrections", "list", "--db", Database, "--state", "lost")).Out, StringComparison.Ordinal);
        _folder.Write("in/river.txt", CorrectionCase.RiverPlan);
        Directory.CreateDirectory(_folder["kept"]);
        File.Move(_folder["a.jsonl"], _folder["kept/a.jsonl"]);
        await Good("import", _folder["in"], "--db", _folder["new.db"], "--jobs", "1", "--corrections", _folder["kept"]);
        Assert.Equal(["support"], TemporaryFolder.Query(_folder["new.db"], "SELECT role FROM assignments WHERE unit = '市林业局'"));
    }

    private async Task Import()
    {
        _folder.Write("in/river.txt", CorrectionCase.RiverPlan);
        await Good("import", _folder["in"], "--db", Database, "--jobs", "1");
    }

    private static async Task<CliRun> Good(params string[] args)
    {
        var run = await CliRun.Of(args);
        Assert.True(run.Code == ExitCode.Success, run.Error);
        return run;
    }

    private string[] Query(string sql) => TemporaryFolder.Query(Database, sql);

    private static readonly string[] AssignmentColumns = ["drop", "looked_at", "role", "unit", "scope", "words", "task", "label", "document", "of", "key"];
    private static readonly string[] DeadlineColumns = ["drop", "looked_at", "kind", "due", "start", "words", "task", "label", "document", "of", "key"];

    /// <summary>Writes a cell of the row of a key.</summary>
    private static string Cell(string xml, string key, string column, string words)
    {
        string row = Regex.Matches(xml, "<row r=\"\\d+\">.*?</row>").Select(match => match.Value).Single(each => each.Contains($">{key}<", StringComparison.Ordinal));
        char letter = (char)('A' + Array.IndexOf(key[0] == 'a' ? AssignmentColumns : DeadlineColumns, column));
        string edited = Regex.Replace(row, $"<c r=\"{letter}(\\d+)\" s=\"5\"(/>| t=\"inlineStr\">.*?</c>)", $"<c r=\"{letter}$1\" s=\"5\" t=\"inlineStr\"><is><t>{words}</t></is></c>");
        Assert.NotEqual(row, edited);
        return xml.Replace(row, edited, StringComparison.Ordinal);
    }

    private static string NewRow(int number, params (string Column, string Words)[] cells) =>
        $"<row r=\"{number}\">{string.Concat(cells.OrderBy(cell => Array.IndexOf(AssignmentColumns, cell.Column)).Select(cell => $"<c r=\"{(char)('A' + Array.IndexOf(AssignmentColumns, cell.Column))}{number}\" t=\"inlineStr\"><is><t>{cell.Words}</t></is></c>"))}</row>";

    private static void Edit(string book, string sheet, Func<string, string> edit)
    {
        using var zip = ZipFile.Open(book, ZipArchiveMode.Update);
        string[] sheets = ["how", "plans", "tasks", "assignments", "deadlines", "targets", "documents"];
        string name = $"xl/worksheets/sheet{Array.IndexOf(sheets, sheet) + 1}.xml", xml;
        using (var reader = new StreamReader(zip.GetEntry(name)!.Open())) xml = reader.ReadToEnd();
        zip.GetEntry(name)!.Delete();
        using var writer = new StreamWriter(zip.CreateEntry(name).Open());
        writer.Write(edit(xml));
    }

    private string WithoutSheets(string book)
    {
        string other = _folder["other.xlsx"];
        File.Copy(book, other);
        using var zip = ZipFile.Open(other, ZipArchiveMode.Update);
        string xml;
        using (var reader = new StreamReader(zip.GetEntry("xl/workbook.xml")!.Open())) xml = reader.ReadToEnd();
        zip.GetEntry("xl/workbook.xml")!.Delete();
        using var writer = new StreamWriter(zip.CreateEntry("xl/workbook.xml").Open());
        writer.Write(xml.Replace("documents 文件", "papers", StringComparison.Ordinal));
        return other;
    }
}
