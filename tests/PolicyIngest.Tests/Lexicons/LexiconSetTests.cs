using System.Text;
using PolicyIngest.Cli;
using PolicyIngest.Ingest;
using PolicyIngest.Ingest.Lexicons;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Rules;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Tests.Cli;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Lexicons;

public sealed class LexiconSetTests : IDisposable
{
    private const string Plan = "云岭市2024年河道治理工作方案\n一、主要任务\n（一）清理河道。泼水节前完成清理。\n完成时限：常抓常新\n责任单位：市农发专班\n（二）种植树木。新建苗圃。\n完成时限：长期坚持\n责任单位：市林业局\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_programs_own_lexicons_have_no_slips() =>
        Assert.All(LexiconForm.All.Keys, name => Assert.Empty(LexiconLint.Check(name, Lexicon.BuiltInText(name), isExtension: false, CharFold.Fold)));

    [Fact]
    public void Words_are_added_replaced_and_taken_out()
    {
        var set = Set(("deadline-terms", "# ours\r\n泼水节\tevent\r\n长期坚持\t-\r\n持续\tevent\tas a test\r\n"));
        Assert.Equal("event", set["deadline-terms"].Find("泼水节")?.Kind);
        Assert.Equal("event", set["deadline-terms"].Find("持续")?.Kind);
        Assert.Null(set["deadline-terms"].Find("长期坚持"));
        Assert.Equal("ongoing", set["deadline-terms"].Find("立行立改")?.Kind);
        Assert.NotNull(LexiconSet.BuiltIn["deadline-terms"].Find("长期坚持"));
        Assert.Equal(Set()["measures"].Entries.Length, set["measures"].Entries.Length);
    }

    [Fact]
    public void A_lexicon_may_be_replaced_whole()
    {
        var set = Set(("deadline-terms", "!replace\n常抓常新\tongoing\n"));
        Assert.Equal("常抓常新", Assert.Single(set["deadline-terms"].Entries).Term);
        // Without a single season the pattern of seasons finds nothing, and not everything.
        Assert.Equal(["deadline.ongoing"], Deadlines(Plan, set));
    }

    [Fact]
    public void Only_other_words_give_another_hash()
    {
        Assert.Null(LexiconSet.BuiltIn.Hash);
        Assert.Null(Set(("measures", "# nothing\n")).Hash);
        Assert.NotNull(Set(("measures", "箱箱\tcount\n")).Hash);
        Assert.NotEqual(Set(("measures", "箱箱\tcount\n")).Hash, Set(("measures", "箱箱\tamount\n")).Hash);
        Assert.Equal(ProgramIdentity.RuleSet, ProgramIdentity.RuleSetWith(LexiconSet.BuiltIn));
        Assert.NotEqual(ProgramIdentity.RuleSet, ProgramIdentity.RuleSetWith(Set(("measures", "箱箱\tcount\n"))));
    }

    [Fact]
    public void Rules_work_with_the_words_given()
    {
        Assert.Equal(["deadline.ongoing"], Deadlines(Plan, LexiconSet.BuiltIn));
        Assert.Equal(["deadline.by-event", "deadline.ongoing"], Deadlines(Plan, Set(("deadline-terms", "泼水节\tevent\n常抓常新\tongoing\n长期坚持\t-\n长期\t-\n"))));
        Assert.Equal("农业发展专班", UnitDirectory.Of(Set(("unit-names", "农发专班\t农业发展专班\n"))).Describe("市农发专班").Canonical);
    }

    [Theory]
    [InlineData("deadline-terms", "泼水节", 1, "expected a word")]
    [InlineData("deadline-terms", "泼水节\tfeast", 1, "there is no kind feast, only ongoing, event")]
    [InlineData("deadline-terms", "#\n泼水节\tevent\n泼水节\tongoing", 3, "泼水节 stands twice, as event and as ongoing; the first is on line 2")]
    [InlineData("deadline-terms", "泼水节\tevent \t", 1, "white space")]
    [InlineData("deadline-terms", "泼 水节\tevent", 1, "white space in or around")]
    [InlineData("deadline-terms", "泼水(节\tevent", 1, "sign of regular expressions")]
    [InlineData("deadline-terms", "立行立改\tongoing", 1, "is there already as ongoing")]
    [InlineData("deadline-terms", "泼水节\t-", 1, "to be taken out, but is not there")]
    [InlineData("deadline-terms", "泼水节\tevent\n!replace", 2, "stands before all words")]
    [InlineData("measures", "（个）\tcount", 1, "never met: texts are matched in half-width forms, write (个)")]
    [InlineData("measures", "⼈次\tcount", 1, "look-alike")]
    [InlineData("measures", "e\u0301\tcount", 1, "combining mark")]
    [InlineData("target-words", "猛增\trise,fall", 1, "both rise and fall")]
    [InlineData("target-words", "猛增\trise,rise", 1, "twice")]
    [InlineData("target-words", "猛增\trise, reach", 1, "there is no kind  reach")]
    [InlineData("unit-names", "河长专班\t河长制专班\n河长制专班\t河湖长制办公室", 1, "but 河长制专班 itself is 河湖长制办公室")]
    [InlineData("unit-nmes", "河长专班\t河长制专班", 1, "there is no lexicon of this name")]
    public async Task A_slip_is_told_by_file_and_line(string name, string text, int line, string message)
    {
        _folder.Write($"words/{name}.tsv", text + "\n");
        var run = await CliRun.Of("rules", "check", "--lexicons", _folder["words"]);
        Assert.Equal(ExitCode.SomeFailed, run.Code);
        Assert.StartsWith($"{_folder[$"words/{name}.tsv"]}:{line}: ", run.ErrorLines[0], StringComparison.Ordinal);
        Assert.Contains(message, run.ErrorLines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_with_other_words_does_the_documents_anew_and_its_worker_has_them()
    {
        string plan = _folder.Write("in/plan.txt", Plan), words = Path.GetDirectoryName(_folder.Write("words/deadline-terms.tsv", "泼水节\tevent\n"))!;
        _folder.Write("words/unit-names.tsv", "农发专班\t农业发展专班\n");
        Assert.Equal(0, (await CliRun.Of("import", plan, "--db", _folder["p.db"])).Code);
        Assert.Contains("replaced 1", (await CliRun.Of("import", plan, "--db", _folder["p.db"], "--lexicons", words)).Error, StringComparison.Ordinal);
        Assert.Contains("unchanged 1", (await CliRun.Of("import", plan, "--db", _folder["p.db"], "--lexicons", words)).Error, StringComparison.Ordinal);
        Assert.Equal(["泼水节前"], TemporaryFolder.Query(_folder["p.db"], "SELECT raw FROM deadlines WHERE rule_id = 'deadline.by-event'"));
        Assert.Equal(["农业发展专班"], TemporaryFolder.Query(_folder["p.db"], "SELECT canonical FROM units WHERE name = '市农发专班'"));
        Assert.Equal(["2"], TemporaryFolder.Query(_folder["p.db"], "SELECT count(DISTINCT rule_set) FROM import_runs"));
        // The names are those that the database holds, whatever the program's own list says.
        Assert.Contains("1 tasks match", (await CliRun.Of("search", "--unit", "农业发展专班", "--db", _folder["p.db"])).Error, StringComparison.Ordinal);
        Assert.Contains("\"canonical\":\"农业发展专班\"", (await CliRun.Of("report", "--db", _folder["p.db"], "--output", "-")).Out, StringComparison.Ordinal);
        // Without the option what it added is lost, and that is said first.
        const string Lost = "1 files were read with word lists of yours and are read again without them";
        Assert.Contains(Lost, (await CliRun.Of("import", plan, "--db", _folder["p.db"], "--dry-run")).Error, StringComparison.Ordinal);
        Assert.StartsWith(Lost, (await CliRun.Of("import", plan, "--db", _folder["p.db"])).ErrorLines[0], StringComparison.Ordinal);
        Assert.DoesNotContain(Lost, (await CliRun.Of("import", plan, "--db", _folder["p.db"])).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Units_are_compared_by_the_names_of_the_lists_in_force()
    {
        string plan = _folder.Write("in/plan.txt", Plan), words = Path.GetDirectoryName(_folder.Write("words/unit-names.tsv", "农发专班\t农业发展专班\n"))!;
        string gold = _folder.Write("gold/plan.json", """
            {"file": "plan.txt", "plans": [{"title": "云岭市2024年河道治理工作方案", "tasks": [
             {"path": ["一", "(一)"], "title": "清理河道", "assignments": [{"role": "responsible", "unit": "农业发展专班"}]},
             {"path": ["一", "(二)"], "title": "种植树木", "assignments": [{"role": "responsible", "unit": "市林业局"}]}]}]}
            """);
        string[] eval = ["eval", gold, "--min", "assignments_tolerant.f1=1"];
        Assert.Equal(0, (await CliRun.Of([.. eval, "--input", plan, "--lexicons", words])).Code);
        Assert.Equal(ExitCode.SomeFailed, (await CliRun.Of([.. eval, "--input", plan])).Code);
        Assert.Equal(0, (await CliRun.Of("import", plan, "--db", _folder["p.db"], "--lexicons", words)).Code);
        Assert.Equal(0, (await CliRun.Of([.. eval, "--db", _folder["p.db"]])).Code);
    }

    [Fact]
    public async Task Terms_of_a_unit_are_found_by_the_name_that_the_database_holds()
    {
        string plan = _folder.Write("in/plan.txt", Plan), words = Path.GetDirectoryName(_folder.Write("words/unit-names.tsv", "农发专班\t农业发展专班\n"))!;
        Assert.Equal(0, (await CliRun.Of("import", plan, "--db", _folder["p.db"], "--lexicons", words)).Code);
        var terms = await CliRun.Of("terms", "--unit", "农业发展专班", "--db", _folder["p.db"]);
        Assert.Contains("清理", terms.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("苗圃", terms.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_that_can_not_be_used_stop_a_command_before_it_begins()
    {
        string plan = _folder.Write("in/plan.txt", Plan), words = Path.GetDirectoryName(_folder.Write("words/deadline-terms.tsv", "泼水节\n"))!;
        foreach (string[] command in new string[][] { ["import", plan, "--db", _folder["p.db"]], ["show", plan], ["eval", plan] })
        {
            var run = await CliRun.Of([.. command, "--lexicons", words]);
            Assert.Equal(ExitCode.Nothing, run.Code);
            Assert.Contains("deadline-terms.tsv:1: ", run.Error, StringComparison.Ordinal);
        }
        Assert.False(File.Exists(_folder["p.db"]));
        Assert.Equal(ExitCode.Nothing, (await CliRun.Of("show", plan, "--lexicons", _folder["in"])).Code);
    }

    private static LexiconSet Set(params (string Name, string Text)[] files) =>
        LexiconSet.Extended(files.ToDictionary(file => file.Name, file => file.Text, StringComparer.Ordinal));

    private static string[] Deadlines(string text, LexiconSet lexicons) =>
        [.. RuleTrial.IdsIn(IngestPipeline.Run(new SourceFile("plan.txt", Encoding.UTF8.GetBytes(text)), ReadOptions.Default, new RuleOptions { Lexicons = lexicons }))
            .Where(id => id.StartsWith("deadline.", StringComparison.Ordinal))];
}
