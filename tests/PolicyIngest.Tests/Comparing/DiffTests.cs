using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using PolicyIngest.Cli;
using PolicyIngest.Tests.Cli;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Comparing;

public sealed class DiffTests : IDisposable
{
    private const string Old = """
        云岭市2024年河道治理工作方案
        一、工作目标
        到2024年底，污水治理率达到50%。
        二、主要任务
        （一）清理河道。10月底前清理全部河道。清除河面漂浮物。（市水务局牵头，市财政局配合）
        （二）种植树木。沿河补种乔木。（市林业局负责）
        （三）修复护岸。修复清河护岸2公里。（市住建局负责）
        （四）排查排口。开展入河排口排查，建立台账。（市生态环境局负责）

        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_same_text_differs_in_nothing()
    {
        var run = await Diff(Old, Old.Replace("清除河面漂浮物", "清除河面 漂浮物", StringComparison.Ordinal));
        Assert.Equal((0, "", ""), (run.Code, run.Out, run.Error));
    }

    [Theory]
    // A new item in between: those behind it have another number and are no others.
    [InlineData("（二）种植树木", "（二）监测水质。新建水质监测站，配备设备。（市生态环境局负责）\n（三）种植树木",
        "+ 二/(二)  监测水质\n> 二/(二) → 二/(三)  种植树木\n")]
    [InlineData("10月底前清理", "6月底前清理", "~ 二/(一)  清理河道\n    - 10月底前清理全部河道。\n    + 6月底前清理全部河道。\n    - deadline: by 2024-10-31\n    + deadline: by 2024-06-30\n")]
    [InlineData("市财政局配合", "市财政局、住建局配合", "~ 二/(一)  清理河道\n    + assignment: support 市住建局\n")]
    [InlineData("市林业局负责", "市农业局负责", "~ 二/(二)  种植树木\n    - assignment: responsible 市林业局\n    + assignment: responsible 市农业局\n")]
    [InlineData("护岸2公里", "护岸5公里", "    - target: 修复清河护岸 ge 2 公里 by 2024\n    + target: 修复清河护岸 ge 5 公里 by 2024\n")]
    [InlineData("达到50%", "达到60%", "    - target: 污水治理率 ge 50 % by 2024\n    + target: 污水治理率 ge 60 % by 2024\n")]
    [InlineData("（四）排查排口。开展入河排口排查，建立台账。（市生态环境局负责）", "", "- 二/(四)  排查排口\n0 added, 1 removed, 0 changed, 0 renumbered, 3 the same\n")]
    [InlineData("排查排口。", "摸清排口。", "~ 二/(四)  摸清排口\n    - title: 排查排口\n    + title: 摸清排口\n")]
    public async Task A_change_is_told_as_what_it_is(string before, string after, string lines)
    {
        var run = await Diff(Old, Old.Replace(before, after, StringComparison.Ordinal));
        Assert.Equal(ExitCode.SomeFailed, run.Code);
        Assert.Contains(lines, run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_that_moved_and_was_renamed_is_found_by_its_words()
    {
        const string item = "（四）排查排口。开展入河排口排查，建立台账。（市生态环境局负责）\n";
        string changed = Old.Replace(item, "", StringComparison.Ordinal)
            .Replace("（一）清理河道", "（一）摸清底数。开展入河排口排查，建立台账。（市生态环境局负责）\n（二）清理河道", StringComparison.Ordinal)
            .Replace("（三）修复", "（四）修复", StringComparison.Ordinal).Replace("（二）种植", "（三）种植", StringComparison.Ordinal);
        var run = await Diff(Old, changed);
        Assert.Contains("~ 二/(四) → 二/(一)  摸清底数\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("0 added, 0 removed, 1 changed, 3 renumbered, 0 the same\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_tells_the_same()
    {
        var run = await Diff(Old, Old.Replace("10月底前清理", "6月底前清理", StringComparison.Ordinal), "--format", "json");
        using var json = JsonDocument.Parse(run.Out);
        var task = Assert.Single(json.RootElement.GetProperty("plans")[0].GetProperty("tasks").EnumerateArray());
        Assert.Equal("changed", task.GetProperty("change").GetString());
        Assert.Equal(["content", "deadline", "deadline"], task.GetProperty("changes").EnumerateArray().Select(change => change.GetProperty("field").GetString()));
        Assert.Contains("- **changed** 二/(一) 清理河道\n  - was: 10月底前清理全部河道。\n", (await Diff(Old, Old.Replace("10月底前", "6月底前", StringComparison.Ordinal), "--format", "md")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trouble_exits_2()
    {
        Assert.Equal(ExitCode.Nothing, (await CliRun.Of("diff", _folder.Write("a.txt", Old), _folder["gone.txt"])).Code);
        Assert.Equal(ExitCode.Nothing, (await CliRun.Of("diff", _folder["a.txt"], _folder.Write("empty.txt", ""))).Code);
        Assert.Equal(ExitCode.Nothing, (await CliRun.Of("diff", _folder["a.txt"], _folder.Path)).Code);
    }

    private Task<CliRun> Diff(string before, string after, params string[] options) =>
        CliRun.Of(["diff", _folder.Write("old.txt", before), _folder.Write("new.txt", after), .. options]);
}

[Collection(Alone.Name)]
public sealed class DiffGrowthTests
{
    /// <summary>Tasks that are all new, all alike and all elsewhere: no step of the pairing may look at each with each.</summary>
    [Fact]
    public void Four_times_the_tasks_take_not_much_more_than_four_times_as_long()
    {
        double small = Time(500), large = Time(4_000);
        Assert.True(large < 40 * Math.Max(small, 0.02), string.Create(CultureInfo.InvariantCulture, $"{small:0.000} s and {large:0.000} s"));
    }

    private static double Time(int tasks)
    {
        var (before, after) = (Extraction(tasks, "清理河道"), Extraction(tasks, "整治沟渠"));
        long start = Stopwatch.GetTimestamp();
        var plans = PolicyIngest.Ingest.Comparing.DocumentDiff.Compare(before, after);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Assert.True(PolicyIngest.Ingest.Comparing.DocumentDiff.Differs(plans));
        return seconds;
    }

    private static PolicyIngest.Model.Extraction Extraction(int tasks, string words)
    {
        var text = new StringBuilder("云岭市2024年河道治理工作方案\n一、主要任务\n");
        for (int i = 1; i <= tasks; i++)
            text.Append(CultureInfo.InvariantCulture, $"{i % 900 + 1}.{words}第{i * 7919 % 10007}段。开展{words}工作，建立第{i}号台账。\n");
        return PolicyIngest.Ingest.IngestPipeline.Run(
            new PolicyIngest.Ingest.Readers.SourceFile("plan.txt", Encoding.UTF8.GetBytes(text.ToString())), PolicyIngest.Ingest.Readers.ReadOptions.Default);
    }
}
