using System.Diagnostics;
using System.Text;
using PolicyIngest.Ingest;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Rules;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Rules.Responsibility;

/// <summary>Clauses that nobody writes: each is read in processor time that grows with its length alone.</summary>
[Collection(Alone.Name)]
public sealed class HostileClausesTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    public static TheoryData<string, string, int, int> Texts => new()
    {
        { "one label and duties without end", "责任单位：" + Repeat("分别", 180_000), 0, 1 },
        { "labels with a unit in one paragraph", "治理。" + Repeat("责任单位：市局（含水务）", 8_000), 8_000, 8_000 },
        { "brackets in one paragraph", "治理。" + Repeat("（市财政局牵头，市水务局配合）", 400_000 / 15), 2 * (400_000 / 15), 2 * (400_000 / 15) },
        { "labels without a unit", Repeat("责任单位：", 320_000), 0, 0 },
        { "label lines in one item", "治理。\n" + Repeat("责任单位：市水务局\n", 20_000), 20_000, 20_000 },
        { "verbs without end", "治理。（" + Repeat("市水务局牵头", 60_000) + "）", 1, 60_000 },
        { "scopes without end", "治理。（" + Repeat("市水务局负责治理甲河、", 30_000) + "）", 1, 30_000 },
        { "brackets that open and never close", "治理。" + Repeat("（牵头单位：", 50_000), 0, 0 },
        { "spaces between names", "责任单位：" + Repeat("甲 ", 200_000), 0, 1 },
        { "conjunctions without end", "责任单位：" + Repeat("市局和", 100_000), 0, 100_000 },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_hostile_clause_is_read_in_linear_time(string what, string clause, int atLeast, int atMost)
    {
        byte[] file = Encoding.UTF8.GetBytes("云岭市2024年示例工作方案\n一、重点任务\n（一）示例事项\n1.示例举措。" + clause + "\n");
        var document = IngestPipeline.Run(new SourceFile("plan.txt", file), ReadOptions.Default, RuleOptions.Default).Document;
        RuleSet.Extract(document with { Text = "", Blocks = [] }); // word lists are loaded
        using var process = Process.GetCurrentProcess();
        var before = process.UserProcessorTime;
        var found = RuleSet.Extract(document);
        process.Refresh();
        var taken = process.UserProcessorTime - before;
        Assert.InRange(found.Plans.SelectMany(plan => plan.Tasks).Sum(task => task.Assignments.Length), atLeast, atMost);
        Assert.True(taken < Limit, $"{what}: {taken.TotalSeconds:0.00} s for {clause.Length} characters");
    }

    private static string Repeat(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();
}
