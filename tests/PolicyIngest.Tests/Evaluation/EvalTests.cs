using System.Text.Json;
using System.Text.Json.Nodes;
using PolicyIngest.Cli;
using PolicyIngest.Tests.Cli;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Evaluation;

public sealed class EvalTests : IDisposable
{
    private const string Plan = "云岭市2024年河道治理工作方案\n一、主要任务\n（一）清理河道。10月底前清理全部河道。（市水务局牵头，财政局配合）\n（二）种植树木。新增绿地30亩。（市林业局负责）\n";

    private readonly TemporaryFolder _folder = new();

    public EvalTests()
    {
        _folder.Write("docs/plan.txt", Plan);
        WriteGold(Gold());
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Gold_that_agrees_gives_one_everywhere()
    {
        var run = await Eval("--format", "json", "--min", "tasks.f1=1", "--min", "targets_strict.precision=1");
        Assert.Equal((0, ""), (run.Code, run.Error));
        using var json = JsonDocument.Parse(run.Out);
        Assert.All(json.RootElement.GetProperty("totals").EnumerateArray(), total => Assert.Equal(1.0, total.GetProperty("f1").GetDouble()));
        Assert.Equal(3, TotalOf(json, "assignments").GetProperty("gold").GetInt32());
    }

    /// <summary>One of three citations is not in the gold, and the gold gives another its wrong kind.</summary>
    [Theory]
    [InlineData("""{"kind": "basis", "start": 56}, {"kind": "basis", "number": "云政发〔2023〕2号", "start": 67}""")]
    [InlineData("""{"kind": "basis", "title": "甲河治理规划"}, {"kind": "basis", "number": "云政发〔2023〕2号"}""")]
    public async Task Citations_places_and_measures_are_measured_where_the_gold_has_them(string citations)
    {
        _folder.Write("docs/plan.txt", "济南市2024年河道治理工作方案\n一、主要任务\n（一）清理河道。10月底前清理2万米河道。（市水务局负责）\n根据《甲河治理规划》，落实云政发〔2023〕2号。登记《乙河治理手册》。\n（二）种植树木。新增绿地2公顷。（市林业局负责）\n");
        _folder.Write("gold/plan.json", $$"""
            {"file": "plan.txt", "about": ["citations", "citation_kinds", "places", "measures"], "citations": [{{citations}}],
             "plans": [{"title": "济南市2024年河道治理工作方案", "place": {"code": "370100", "level": "city"},
              "targets": [{"path": ["一", "(二)"], "indicator": "新增绿地", "op": "ge", "value": 2, "unit": "公顷", "year": 2024, "value_norm": 30, "measure_norm": "亩"}]}]}
            """);
        var run = await Eval("--format", "json");
        Assert.Equal("", run.Error);
        using var json = JsonDocument.Parse(run.Out);
        Assert.Equal(["2 0 1", "1 1 2", "1 0 0", "1 0 0", "0 0 0"], new[] { "citations", "citation_kinds", "places", "measures", "tasks" }
            .Select(measure => TotalOf(json, measure)).Select(total => $"{total.GetProperty("hit")} {total.GetProperty("missing")} {total.GetProperty("surplus")}"));
    }

    [Fact]
    public async Task A_figure_that_is_short_exits_1_and_misses_are_told_with_their_gold_line()
    {
        var gold = Gold();
        Task0(gold)["assignments"]!.AsArray().Add(new JsonObject { ["role"] = "lead", ["unit"] = "市审计局" });
        WriteGold(gold);
        var run = await Eval("--min", "assignments.recall=0.8", "--show", "3");
        Assert.Equal(ExitCode.SomeFailed, run.Code);
        Assert.Contains("short: assignments.recall is 0.7500, less than 0.8000", run.Out, StringComparison.Ordinal);
        int line = 1 + File.ReadAllLines(_folder["gold/plan.json"]).ToList().FindIndex(each => each.Contains("市审计局", StringComparison.Ordinal));
        // The object begins on the line above its unit.
        Assert.Contains($"plan.json:{line - 2}: assignments missing: plan · 云岭市2024年河道治理工作方案 › 一/(一) › lead 市审计局", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_drop_against_the_baseline_exits_1_and_names_each_fact()
    {
        File.WriteAllText(_folder["base.json"], (await Eval("--format", "json")).Out);
        Assert.Equal(0, (await Eval("--baseline", _folder["base.json"])).Code);
        _folder.Write("docs/plan.txt", Plan.Replace("（市林业局负责）", "（市农业局负责）", StringComparison.Ordinal));
        var run = await Eval("--baseline", _folder["base.json"]);
        Assert.Equal(ExitCode.SomeFailed, run.Code);
        Assert.Contains("  newly missed: assignments: plan · 云岭市2024年河道治理工作方案 › 一/(二) › responsible 市林业局\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("  newly wrong: assignments: plan · 云岭市2024年河道治理工作方案 › 一/(二) › responsible 市农业局\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("short: assignments.f1 fell from 1.0000 to 0.6667", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_missed_before_is_newly_found()
    {
        _folder.Write("docs/plan.txt", Plan.Replace("10月底前", "", StringComparison.Ordinal));
        File.WriteAllText(_folder["base.json"], (await Eval("--format", "json")).Out);
        _folder.Write("docs/plan.txt", Plan);
        var run = await Eval("--baseline", _folder["base.json"]);
        Assert.Equal(0, run.Code);
        Assert.Contains("  newly found: deadlines: plan · 云岭市2024年河道治理工作方案 › 一/(一) › by 2024-10-31\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_gives_the_same_as_the_files()
    {
        Assert.Equal(0, (await CliRun.Of("import", _folder["docs"], "--db", _folder["p.db"], "--quiet")).Code);
        var stored = await CliRun.Of("eval", _folder["gold"], "--db", _folder["p.db"]);
        Assert.Equal((await Eval()).Out, stored.Out);
    }

    [Fact]
    public async Task Rules_that_people_corrected_are_told_beside_the_figures_of_a_database()
    {
        Assert.Equal(0, (await CliRun.Of("import", _folder["docs"], "--db", _folder["p.db"], "--quiet")).Code);
        Assert.Equal(0, (await CliRun.Of("correct", "--db", _folder["p.db"], "--document", "plan.txt", "--task", "一/(一)", "--set", "title=清理全部河道", "--who", "李青")).Code);
        var run = await CliRun.Of("eval", _folder["gold"], "--db", _folder["p.db"]);
        Assert.Matches("corrected by people +facts +corrected\ntask\\.numbered-item +[0-9]+ +1\n", run.Out);
        using var json = System.Text.Json.JsonDocument.Parse((await CliRun.Of("eval", _folder["gold"], "--db", _folder["p.db"], "--format", "json")).Out);
        Assert.Equal(("task.numbered-item", 1), (json.RootElement.GetProperty("corrected")[0].GetProperty("rule").GetString(), json.RootElement.GetProperty("corrected")[0].GetProperty("corrected").GetInt32()));
    }

    [Fact]
    public async Task A_document_that_is_not_there_counts_as_empty_and_is_told()
    {
        File.Move(_folder["docs/plan.txt"], _folder["docs/other.txt"]);
        _folder.Write("gold/other.json", File.ReadAllText(_folder["gold/plan.json"]).Replace("plan.txt", "other.txt", StringComparison.Ordinal));
        var run = await Eval("--min", "tasks.recall=0.6");
        Assert.Equal(ExitCode.SomeFailed, run.Code);
        Assert.Contains("there is no document plan", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--min", "task.f1=0.9")]
    [InlineData("--min", "tasks.f2=0.9")]
    [InlineData("--min", "tasks.f1")]
    [InlineData("--min", "tasks.f1=98")]
    [InlineData("--baseline", "/no/such/file.json")]
    [InlineData("--format", "yaml")]
    public async Task Wrong_usage_exits_2(string option, string value) => Assert.Equal(ExitCode.Nothing, (await Eval(option, value)).Code);

    [Theory]
    [InlineData("{\"file\": \"plan.txt\",\n \"plans\": [\n}", 3, "the JSON is broken at byte")]
    [InlineData("{\"file\": \"plan.txt\",\n \"plans\": 3}", 2, "plans is the number 3, but must be an array")]
    [InlineData("\n\n{\"plans\": []}", 3, "lacks the field file")]
    [InlineData("{\"file\": \"plan.txt\", \"plans\": [{\"tasks\": [\n{\"path\": [\"一\"], \"deadlines\": [{\"kind\": \"by\",\n\"due\": \"2024-02-30\"}]}]}]}", 3, "no day of the calendar")]
    [InlineData("{\"file\": \"plan.txt\", \"plans\": [{\"tasks\": [\n{\"path\": [\"一\"],\n\"optinal\": true}]}]}", 3, "no field optinal")]
    [InlineData("", 1, "no document")]
    public async Task Gold_that_does_not_parse_is_told_by_file_and_line(string gold, int line, string what)
    {
        _folder.Write("gold/plan.json", gold);
        var run = await Eval();
        Assert.Equal(ExitCode.Nothing, run.Code);
        Assert.StartsWith($"{_folder["gold/plan.json"]}:{line}: ", run.ErrorLines[0], StringComparison.Ordinal);
        Assert.Contains(what, run.ErrorLines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reports_of_ci_tell_what_falls_short()
    {
        _folder.Write("docs/plan.txt", Plan.Replace("，财政局配合", "", StringComparison.Ordinal));
        string[] options = ["--min", "assignments.f1=0.9", "--min", "tasks.f1=0.9", "--show", "1", "--format"];
        var xml = System.Xml.Linq.XDocument.Parse((await Eval([.. options, "junit"])).Out);
        Assert.Equal("0.8000, less than 0.9000", Assert.Single(xml.Descendants("failure")).Attribute("message")!.Value);
        string github = (await Eval([.. options, "github"])).Out;
        Assert.Contains("::error title=eval::assignments.f1 is 0.8000, less than 0.9000\n", github, StringComparison.Ordinal);
        Assert.Contains(",title=assignments missing::plan · 云岭市2024年河道治理工作方案 › 一/(一) › support 市财政局\n", github, StringComparison.Ordinal);
        Assert.Contains("| assignments | 1.0000 | 0.6667 | 0.8000 | 3 | 2 |", (await Eval([.. options, "md"])).Out, StringComparison.Ordinal);
    }

    private Task<CliRun> Eval(params string[] options) => CliRun.Of(["eval", _folder["gold"], "--input", _folder["docs"], .. options]);

    private void WriteGold(JsonNode gold) => _folder.Write("gold/plan.json", gold.ToJsonString(new JsonSerializerOptions
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    }));

    private static JsonNode Task0(JsonNode gold) => gold["plans"]![0]!["tasks"]![0]!;

    private static JsonElement TotalOf(JsonDocument json, string measure) =>
        json.RootElement.GetProperty("totals").EnumerateArray().Single(total => total.GetProperty("measure").GetString() == measure);

    private static JsonNode Gold() => JsonNode.Parse("""
        {"file": "plan.txt", "plans": [{"title": "云岭市2024年河道治理工作方案", "tasks": [
          {"path": ["一", "（一）"], "title": "清理河道", "assignments": [{"role": "lead", "unit": "市水务局"}, {"role": "support", "unit": "市财政局"}],
           "deadlines": [{"kind": "by", "due": "2024-10-31"}]},
          {"path": ["一", "(二)"], "title": "种植树木", "assignments": [{"role": "responsible", "unit": "市林业局"}], "deadlines": []}],
         "targets": [{"path": ["一", "(二)"], "indicator": "新增绿地", "op": "ge", "value": 30.0, "unit": "亩", "year": 2024}]}]}
        """)!;
}
