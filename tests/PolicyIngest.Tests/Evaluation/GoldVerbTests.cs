using PolicyIngest.Cli;
using PolicyIngest.Ingest.Evaluation;
using PolicyIngest.Tests.Cli;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Evaluation;

public sealed class GoldVerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_init_writes_is_sound_and_agrees_with_the_reading()
    {
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Repository.Samples, "txt")))
        {
            string gold = _folder[$"gold/{Path.GetFileNameWithoutExtension(file)}.json"];
            Directory.CreateDirectory(_folder["gold"]);
            Assert.Equal(0, (await CliRun.Of("gold", "init", file, "-o", gold)).Code);
        }
        var check = await CliRun.Of("gold", "check", _folder["gold"], "--input", Path.Combine(Repository.Samples, "txt"));
        Assert.Equal((0, 1), (check.Code, check.ErrorLines.Length));
        var eval = await CliRun.Of("eval", _folder["gold"], "--input", Path.Combine(Repository.Samples, "txt"), "--min", "tasks.f1=1", "--min", "assignments.f1=1", "--min", "deadlines.f1=1", "--min", "targets_strict.f1=1");
        Assert.True(eval.Code == 0, eval.Out + eval.Error);
    }

    [Fact]
    public async Task Init_does_not_write_over_corrections()
    {
        string plan = _folder.Write("plan.txt", "云岭市河道治理工作方案\n一、主要任务\n（一）清理河道。年底前完成。\n");
        string gold = _folder.Write("plan.gold.json", "corrected");
        var run = await CliRun.Of("gold", "init", plan);
        Assert.Equal(ExitCode.Nothing, run.Code);
        Assert.Equal("corrected", File.ReadAllText(gold));
        Assert.Equal(0, (await CliRun.Of("gold", "init", plan, "--force")).Code);
        Assert.StartsWith("{\"file\": \"plan.txt\"", File.ReadAllText(gold), StringComparison.Ordinal);
        // Gold beside its document needs no --input.
        Assert.Equal(0, (await CliRun.Of("eval", gold, "--min", "tasks.f1=1")).Code);
    }

    [Theory]
    [InlineData("""{"path": [], "part": 1}""", "the path is empty")]
    [InlineData("""{"path": ["一", "（一）"]}""", "the label \"（一）\" of the path is written \"(一)\"")]
    [InlineData("""{"path": ["一", "⑴"]}""", "the label \"⑴\" of the path is written \"(1)\"")]
    [InlineData("""{"path": ["1、"]}""", "the label \"1、\" of the path is written \"1\"")]
    [InlineData("""{"path": ["1"], "part": 2}""", "part 2 of 1 has no part 1 before it")]
    [InlineData("""{"path": ["1"], "part": 0}""", "part counts from 1")]
    [InlineData("""{"path": ["1"], "kind": "tsk"}""", "kind is \"tsk\", but must be one of task, safeguard, project")]
    [InlineData("""{"path": ["1"]}, {"path": ["1"]}""", "a task of this path, part and title stands twice; the first is on line 1")]
    [InlineData("""{"path": ["1"], "title": "种树"}""", "title \"种树\" does not stand in the document")]
    [InlineData("""{"path": ["1"], "assignments": [{"role": "lead", "unit": "甲局"}, {"role": "lead", "unit": "甲局。"}]}""", "this unit stands twice")]
    [InlineData("""{"path": ["1"], "assignments": [{"role": "lead", "unit": " "}]}""", "the unit has no name")]
    [InlineData("""{"path": ["1"], "deadlines": [{"kind": "during", "start": "2024-05-01", "due": "2024-04-01"}]}""", "it ends on 2024-04-01, before it begins on 2024-05-01")]
    [InlineData("""{"path": ["1"], "deadlines": [{"kind": "by", "start": "2024-05-01"}]}""", "kind by has no start")]
    [InlineData("""{"path": ["1"], "deadlines": [{"kind": "ongoing", "due": "2024-05-01"}]}""", "kind ongoing has neither")]
    [InlineData("""{"path": ["1"], "deadlines": [{"kind": "by", "due": "2024-13-01"}]}""", "no day of the calendar")]
    [InlineData("""{"path": ["1"], "deadlines": [{"kind": "by", "due": "2024-10-31", "raw": "十月底前"}]}""", "raw \"十月底前\" does not stand in the document")]
    [InlineData("""{"path": ["1"], "deadlines": [{"kind": "by", "due": "2024-10-31", "raw": "10月底前", "span": [0, 5]}]}""", "at span [0, 5] stands \"𠀀云岭市河\", not \"10月底前\"")]
    [InlineData("""{"path": ["1"], "assignments": [{"role": "lead", "unit": "市水利局"}]}""", "unit \"市水利局\" does not stand in the document")]
    [InlineData("""{"path": ["1"], "assignments": [{"role": "lead", "unit": "县永务局"}]}""", "unit \"县永务局\" does not stand in the document")]
    public async Task Check_tells_what_is_wrong(string tasks, string what)
    {
        string plan = _folder.Write("plan.txt", "𠀀云岭市河道治理方案\n1.清河。10月底前完成（县财政局、水务局，各乡、镇政府，甲局）。\n");
        _folder.Write("plan.gold.json", $$"""{"file": "plan.txt", "plans": [{"title": null, "tasks": [{{tasks}}]}]}""");
        var run = await CliRun.Of("gold", "check", plan.Replace(".txt", ".gold.json", StringComparison.Ordinal));
        Assert.Equal(ExitCode.SomeFailed, run.Code);
        Assert.StartsWith(_folder["plan.gold.json"] + ":1: ", run.ErrorLines[0], StringComparison.Ordinal);
        Assert.Contains(what, run.ErrorLines[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"path": ["1"], "title": "清 河", "assignments": [{"role": "lead", "unit": "甲局", "scope": "东段"}, {"role": "lead", "unit": "甲局", "scope": "西段"}]}""")]
    [InlineData("""{"path": ["附件1", "①"], "deadlines": [{"kind": "by", "due": "2024-10-31", "raw": "10月底前", "span": [16, 21]}, {"kind": "by", "due": null}, {"kind": "by", "due": null}]}""")]
    [InlineData("""{"path": ["1"], "assignments": [{"role": "lead", "unit": "县水务局"}, {"role": "lead", "unit": "各乡政府"}, {"role": "lead", "unit": "各镇政府"}]}""")]
    public async Task Check_lets_pass_what_is_right(string tasks)
    {
        _folder.Write("plan.txt", "𠀀云岭市河道治理方案\n1.清河。10月底前完成（县财政局、水务局，各乡、镇政府，甲局）。\n");
        string gold = _folder.Write("plan.gold.json", $$"""{"file": "plan.txt", "plans": [{"title": null, "tasks": [{{tasks}}]}]}""");
        var run = await CliRun.Of("gold", "check", gold);
        Assert.True(run.Code == 0, run.Error);
    }

    [Fact]
    public async Task Gold_of_a_document_that_is_nowhere_is_a_problem_where_the_folder_was_named()
    {
        string gold = _folder.Write("gold/gone.json", """{"file": "gone.txt", "plans": []}""");
        Assert.Equal(0, (await CliRun.Of("gold", "check", gold)).Code);
        Directory.CreateDirectory(_folder["docs"]);
        var run = await CliRun.Of("gold", "check", gold, "--input", _folder["docs"]);
        Assert.Equal((ExitCode.SomeFailed, $"{gold}:1: there is no document gone.txt"), (run.Code, run.ErrorLines[0]));
    }

    [Fact]
    public void Gold_may_be_a_document_a_line()
    {
        var read = GoldReader.Read("{\"file\": \"a.txt\", \"plans\": []}\n{\"file\": \"b.txt\", \"plans\": []}\n"u8);
        Assert.Equal([1, 2], read.Sheets.Select(sheet => sheet.Line));
        Assert.Empty(read.Problems);
    }
}
