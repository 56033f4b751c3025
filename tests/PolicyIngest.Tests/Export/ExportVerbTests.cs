using System.IO.Compression;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using PolicyIngest.Ingest;
using PolicyIngest.Ingest.Export;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Model;
using PolicyIngest.Tests.Cli;
using PolicyIngest.Tests.Store;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Export;

public sealed class ExportVerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ExportVerbTests() => SampleExtraction.Store(Database);

    private string Database => _folder["p.db"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_workbook_has_a_sheet_for_each_kind_of_fact_and_links_to_the_report_beside_it()
    {
        Assert.Equal(0, (await CliRun.Of("report", "--db", Database, "--output", _folder["report.html"])).Code);
        var run = await CliRun.Of("export", "--db", Database, "--format", "xlsx", "--heads", "zh", "--output", _folder["p.xlsx"]);
        Assert.Equal((0, "", ""), (run.Code, run.Out, run.Error));
        using var package = SpreadsheetDocument.Open(_folder["p.xlsx"], isEditable: false);
        Assert.Equal(["任务", "分工", "时限", "指标", "待核查"], package.WorkbookPart!.Workbook.Descendants<Sheet>().Select(sheet => sheet.Name!.Value));
        var formulas = package.WorkbookPart.WorksheetParts.SelectMany(part => part.Worksheet.Descendants<CellFormula>()).Select(formula => formula.Text).Order(StringComparer.Ordinal);
        string page = File.ReadAllText(_folder["report.html"]);
        Assert.NotEmpty(formulas);
        foreach (string formula in formulas)
        {
            string id = formula["HYPERLINK(\"report.html#".Length..formula.LastIndexOf("\",", StringComparison.Ordinal)];
            Assert.True(page.Contains($"\"id\":{id[1..]}", StringComparison.Ordinal), formula);
        }
        Assert.Contains("HYPERLINK(\"report.html#d1000001\",\"↗\")", formulas);
    }

    [Fact]
    public async Task Chinese_heads_have_Chinese_words_below_them()
    {
        const string Query = "SELECT a.role, g.op, t.kind AS task_kind, p.level FROM assignments a, targets g, tasks t, plans p WHERE g.op = 'ge' AND a.role = 'lead' AND t.kind = 'project' AND p.level IS NOT NULL LIMIT 1";
        var run = await CliRun.Of("export", "--db", Database, "--format", "csv", "--heads", "zh", "--query", Query);
        Assert.Equal("\uFEFF角色,方向,任务类别,层级\r\n牵头,≥,项目,市\r\n", run.Out);
        run = await CliRun.Of("export", "--db", Database, "--format", "csv", "--query", Query);
        Assert.Equal("\uFEFFrole,op,task_kind,level\r\nlead,ge,project,city\r\n", run.Out);
    }

    [Fact]
    public async Task Documents_as_json_have_their_citations()
    {
        string text = "𠮷云岭市碧水行动方案\n一、总体要求\n根据《青禾县护河工作方案》（青政发〔2031〕7号）制定本方案。\n二、主要任务\n1. 清理河道。（市水利局牵头）\n";
        File.WriteAllText(_folder["plan.txt"], text);
        Assert.Equal(0, (await CliRun.Of("import", _folder["plan.txt"], "--db", _folder["c.db"], "--jobs", "1")).Code);
        using var json = System.Text.Json.JsonDocument.Parse((await CliRun.Of("export", "--db", _folder["c.db"], "--format", "jsonl")).Out);
        var citation = Assert.Single(json.RootElement.GetProperty("citations").EnumerateArray());
        Assert.Equal(("basis", "青禾县护河工作方案", "青政发〔2031〕7号", 20),
            (citation.GetProperty("kind").GetString(), citation.GetProperty("title").GetString(), citation.GetProperty("number").GetString(), citation.GetProperty("start").GetInt32()));
        Assert.Equal("《青禾县护河工作方案》（青政发〔2031〕7号）", citation.GetProperty("raw").GetString());
    }

    /// <summary>A word that lacks its Chinese would stand in English among the others; the pages take theirs from the same list.</summary>
    [Fact]
    public void Each_word_of_a_closed_list_has_its_Chinese()
    {
        Check<AssignmentRole>("role");
        Check<TargetOp>("op");
        Check<TaskKind>("task_kind");
        Check<DeadlineKind>("deadline_kind");
        Check<DeadlineSource>("due_source");
        Check<PlanKind>("plan_kind");
        Check<PlaceLevel>("level");
        Check<PlaceLevel>("unit_level");
        Check<CitationKind>("citation_kind");
        Check<FindingSeverity>("severity");
        Check<DiagnosticSeverity>("severity");
        Check<FactOrigin>("origin");
        void Check<T>(string list) where T : struct, Enum => Assert.All(Enum.GetValues<T>(), value => Assert.Contains(GoldJson.Name(value), ClosedWords.Chinese(list)!.Keys));
        using var json = System.Text.Json.JsonDocument.Parse(ClosedWords.Json);
        Assert.Equal(["牵头", "lead"], json.RootElement.GetProperty("role").GetProperty("lead").EnumerateArray().Select(word => word.GetString()));
    }

    [Fact]
    public async Task All_tables_as_csv_go_to_a_folder_or_a_zip_and_one_to_a_file()
    {
        Assert.Equal(2, (await CliRun.Of("export", "--db", Database, "--format", "csv", "--output", _folder["all.csv"])).Code);
        Assert.False(File.Exists(_folder["all.csv"]));
        Assert.Equal(0, (await CliRun.Of("export", "--db", Database, "--format", "csv", "--output", _folder["tables/"])).Code);
        Assert.Equal(0, (await CliRun.Of("export", "--db", Database, "--format", "csv", "--output", _folder["tables.zip"])).Code);
        string[] names = ["assignments.csv", "deadlines.csv", "targets.csv", "tasks.csv", "to_check.csv"];
        Assert.Equal(names, Directory.EnumerateFiles(_folder["tables"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        using var zip = ZipFile.OpenRead(_folder["tables.zip"]);
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(entry.Open());
            Assert.Equal(File.ReadAllText(Path.Combine(_folder["tables"], entry.Name)), reader.ReadToEnd());
        }
        var one = await CliRun.Of("export", "--db", Database, "--format", "csv", "--view", "tasks", "--output", "-");
        Assert.Equal(File.ReadAllText(Path.Combine(_folder["tables"], "tasks.csv")), one.Out.TrimStart('\uFEFF'));
    }

    [Fact]
    public async Task A_query_gives_its_rows()
    {
        var run = await CliRun.Of("export", "--db", Database, "--format", "jsonl", "--query", "SELECT title, due FROM v_task -- a remark;");
        Assert.Equal("{\"title\":\"清理河道\",\"due\":\"2031-06-30\"}\n", run.Out);
        run = await CliRun.Of("export", "--db", Database, "--format", "md", "--query", "WITH t AS (SELECT unit FROM assignments) SELECT count(*) AS n FROM t;");
        Assert.Equal("| n |\n| --- |\n| 2 |\n\n", run.Out);
    }

    [Theory]
    [InlineData("", "the query is empty")]
    [InlineData("SELECT 1; SELECT 2", "more than one statement")]
    [InlineData("SELECT * FROM nothing", "the query is wrong")]
    [InlineData("SELEC 1", "the query is wrong")]
    [InlineData("DELETE FROM tasks", "does more than read")]
    [InlineData("PRAGMA user_version = 7", "does more than read")]
    [InlineData("ATTACH '{0}' AS other", "does more than read")]
    [InlineData("VACUUM INTO '{0}'", "the query is wrong")]
    [InlineData("CREATE TEMP TABLE t (a)", "does more than read")]
    public async Task A_query_can_only_read(string sql, string said)
    {
        string other = _folder["other.db"];
        var run = await CliRun.Of("export", "--db", Database, "--format", "csv", "--query", sql.Replace("{0}", other, StringComparison.Ordinal), "--output", _folder["q.csv"]);
        Assert.Equal(2, run.Code);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(other) || File.Exists(_folder["q.csv"]));
    }

    [Fact]
    public async Task A_view_that_is_not_there_is_named_with_those_that_are()
    {
        var run = await CliRun.Of("export", "--db", Database, "--format", "md", "--view", "v_tusk");
        Assert.Equal(2, run.Code);
        Assert.Contains("there is no view v_tusk; there are v_assignment", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_there_stays_whole_when_the_export_fails()
    {
        File.WriteAllText(_folder["q.csv"], "former");
        // Fails at the second row, after the first one was written.
        var run = await CliRun.Of("export", "--db", Database, "--format", "csv", "--output", _folder["q.csv"],
            "--query", "SELECT json(CASE n WHEN 2 THEN '{' ELSE '1' END) FROM (SELECT 1 AS n UNION ALL SELECT 2)");
        Assert.Equal(2, run.Code);
        Assert.Equal("former", File.ReadAllText(_folder["q.csv"]));
        Assert.Equal(["p.db", "q.csv"], Directory.EnumerateFiles(_folder.Path).Select(Path.GetFileName).Where(name => !name!.Contains("-", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }
}
