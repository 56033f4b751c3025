using System.Text;
using System.Text.Json;
using PolicyIngest.Cli;
using PolicyIngest.Ingest;
using PolicyIngest.Ingest.Export;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Rules;
using PolicyIngest.Ingest.Rules.Tracing;
using PolicyIngest.Model;
using PolicyIngest.Tests.Cli;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Explaining;

public sealed class ExplainTests : IDisposable
{
    private const string Head = "云岭市2024年河道治理工作方案\n一、发展现状\n目前已建成泵站12座。\n二、主要任务\n（一）示例事项\n1.示例举措。";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_passage_shows_what_won_and_by_which_words()
    {
        string text = await Explain(Head + "10月底前清理河道。（市水务局牵头）\n", ":6");
        Assert.Contains("plan.txt:6  paragraph #6\n", text, StringComparison.Ordinal);
        Assert.Contains("  outline: 二/(一)/1 “示例举措”, level 3, section tasks by the heading “主要任务”\n", text, StringComparison.Ordinal);
        Assert.Contains("    task.numbered-item: task 二/(一)/1 示例举措\n", text, StringComparison.Ordinal);
        Assert.Contains("    deadline.by-month-end: by 2024-10-31, for 二/(一)/1\n      by “10月底前”: by the end of a month\n", text, StringComparison.Ordinal);
        Assert.Contains("    responsibility.verb: lead 市水务局, by the words “牵头”, for 二/(一)/1\n", text, StringComparison.Ordinal);
        // The 10 of the date is no number of a target.
        Assert.DoesNotContain("“10月”", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("整治河道（含支流）两岸。", "“（含支流）”: the bracket does not stand at the end")]
    [InlineData("整治河道（含支流）。", "“（含支流）”: the bracket names no unit with a verb of role")]
    [InlineData("清理河道。（责任单位：市水务局、根据需要加强日常巡查）", "“根据需要加强日常巡查”: the piece of a list of units does not look like")]
    [InlineData("2024年，绿化率达到35%。", "“2024年”: a year without 到, 前, 起 or 底 is the year of a target")]
    [InlineData("巩固2023年5月以来的成果。", "“2023年5月”: 后, 以来, 期间 or 时 behind it")]
    [InlineData("比2023年底提高。", "“2023年底”: the time lies before the plan")]
    [InlineData("做好年底考核。", "“年底”: 年底 is part of a noun")]
    [InlineData("围绕“2030年前”等要求。", "“2030年”: the year belongs to the name of a plan or goal, or stands in quotes")]
    [InlineData("给予每户最高5万元补助。", "“5万元”: the sentence is about grants")]
    [InlineData("已建成泵站12座。", "“12座”: 已 before the verb")]
    [InlineData("目前建成泵站12座。", "“目前建成泵站12座”: the sentence speaks of what is the case")]
    [InlineData("对35吨以下的锅炉加强管理。", "“35吨以下”: no measure, and no verb of building")]
    [InlineData("营业收入达到2000万元的，给予支持。", "“营业收入达到2000万元的”: the clause is a condition")]
    public async Task What_is_passed_over_has_its_reason(string passage, string reason) =>
        Assert.Contains("passed over: " + reason, await Explain(Head + passage + "\n", ":6"), StringComparison.Ordinal);

    [Fact]
    public async Task A_section_without_tasks_says_so()
    {
        string text = await Explain(Head + "清理。\n", ":3");
        Assert.Contains("passed over: the section is background; tasks are looked for in the task and safeguard parts alone\n", text, StringComparison.Ordinal);
        Assert.Contains("passed over: the section is background; its numbers commit nobody\n", text, StringComparison.Ordinal);
        Assert.Contains("deadlines: not looked for, since no task stands here\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_that_is_none_of_tasks_names_its_columns()
    {
        string text = await Explain(Head + "清理。\n\n\t序号\n\t河道名称\n\t长度\n\n\t1\n\t清河\n\t3公里\n\n", "", "--find", "河道名称");
        Assert.Contains("no task table, which has a column for what is to be done and one for units; its columns: 序号 (number)", text, StringComparison.Ordinal);
        Assert.Contains("no column of the table holds goals (目标, 目标值, a year of the plan), it is an inventory; its heads: 序号, 河道名称, 长度", text, StringComparison.Ordinal);
        Assert.DoesNotContain("paragraph #6", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(":#99", null, "there is no paragraph 99")]
    [InlineData(":p3", null, "nothing stands on page 3")]
    [InlineData("", "种树", "does not stand in it")]
    public async Task A_place_that_there_is_not_exits_2(string place, string? find, string message)
    {
        string file = _folder.Write("plan.txt", Head);
        var run = await CliRun.Of(["explain", file + place, .. find is null ? Array.Empty<string>() : ["--find", find]]);
        Assert.Equal(ExitCode.Nothing, run.Code);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Looking_on_changes_nothing()
    {
        int rejections = 0;
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Repository.Samples, "txt")))
        {
            var source = new SourceFile(Path.GetFileName(file), File.ReadAllBytes(file));
            var trace = new RuleTrace();
            Assert.Equal(Json(IngestPipeline.Run(source, ReadOptions.Default)), Json(IngestPipeline.Run(source, ReadOptions.Default, new RuleOptions { Trace = trace })));
            rejections += trace.Rejections.Count();
        }
        Assert.True(rejections > 20);
    }

    private async Task<string> Explain(string text, string place, params string[] options)
    {
        var run = await CliRun.Of(["explain", _folder.Write("plan.txt", text) + place, .. options]);
        Assert.True(run.Code == 0, run.Error);
        return run.Out;
    }

    private static string Json(Extraction extraction)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, GoldJson.Options(indented: true))) GoldJson.Write(json, extraction);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
