using System.Diagnostics;
using System.Text;
using PolicyIngest.Ingest;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Rules;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Outline;

/// <summary>Outlines and numbers that nobody writes: each is read in processor time that grows with its length alone.</summary>
[Collection(Alone.Name)]
public sealed class HostileOutlineTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    public static TheoryData<string, string, int> Texts => new()
    {
        { "parts without end", string.Concat(Enumerable.Range(1, 60_000).Select(i => $"{i % 90 + 1}、推进工作。抓好落实。\n")), 60_000 },
        // No number of an item has four digits.
        { "numbers inside one line", "一、任务。" + string.Concat(Enumerable.Range(1, 40_000).Select(i => $"{i}.推进工作。抓好落实。")), 999 },
        { "titles one below another", Repeat("云岭市工作方案\n", 40_000) + "一、任务\n（一）清淤。清理河道。\n", 1 },
        { "plans without end", Repeat("云岭市河道整治工作方案\n一、任务\n（一）清淤。清理河道。\n", 8_000), 8_000 },
        { "numerals in brackets", "一、任务\n（一）清淤。清理河道" + Repeat("（一）", 60_000) + "\n", 1 },
        { "years and values", "一、任务\n（一）清淤。清理河道。" + Repeat("到2024年达到1个", 20_000) + "\n", 1 },
        { "spaced characters", Repeat("县 ", 150_000) + "\n一、任务\n（一）清淤。清理河道。\n", 1 },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_hostile_outline_is_read_in_linear_time(string what, string text, int tasks)
    {
        var document = IngestPipeline.Read(new SourceFile("plan.txt", Encoding.UTF8.GetBytes("云岭市2024年示例工作方案\n" + text)), ReadOptions.Default);
        RuleSet.Extract(document with { Text = "", Blocks = [] }); // word lists are loaded
        using var process = Process.GetCurrentProcess();
        var before = process.UserProcessorTime;
        var found = RuleSet.Extract(document);
        process.Refresh();
        var taken = process.UserProcessorTime - before;
        Assert.Equal(tasks, found.Plans.Sum(plan => plan.Tasks.Length));
        Assert.True(taken < Limit, $"{what}: {taken.TotalSeconds:0.00} s for {text.Length} characters");
    }

    private static string Repeat(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();
}
