using System.Text;
using PolicyIngest.Ingest;
using PolicyIngest.Ingest.Lexicons;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Rules;
using PolicyIngest.Model;
using Xunit;

namespace PolicyIngest.Tests.Lexicons;

/// <summary>A line of a user's word list makes units and roles wherever units are read: behind labels, before verbs, alone in brackets and in cells.</summary>
public sealed class TaughtUnitsTests
{
    [Theory]
    [InlineData("unit-suffixes", "水房\tenterprise", "清河水房")]
    [InlineData("unit-suffixes", "疾控\torgan", "市疾控")]
    [InlineData("unit-suffixes", "办案点\torgan", "城东办案点")]
    [InlineData("unit-names", "人防\t人民防空办公室", "市人防")]
    [InlineData("unit-names", "疾控\t疾病预防控制中心", "县疾控")]
    public void A_taught_word_makes_units(string lexicon, string line, string unit)
    {
        var words = LexiconSet.Extended(new Dictionary<string, string> { [lexicon] = line + "\n" });
        // Alone in a bracket a unit is known by its name only.
        Assert.Equal([$"responsible {unit}"], Units($"布设监测点。（{unit}）", words));
        Assert.Equal([], Units($"布设监测点。（{unit}）", LexiconSet.BuiltIn));
        // Running text behind a list ends it behind the name.
        Assert.Equal([$"lead 市水务局", $"lead {unit}"], Units($"布设监测点。（市水务局及{unit}牵头）", words));
        Assert.Equal([$"responsible {unit}", "responsible 市水务局"], Units($"布设监测点。责任单位：{unit}、市水务局", words));
        Assert.Contains($"responsible {unit}", Units($"详见下表。\n\n\t序号\n\t重点任务\n\t责任单位\n\n\t1\n\t布设监测点\n\t{unit} 市水务局\n\n", words));
    }

    [Fact]
    public void A_taught_role_is_read_as_label_verb_and_column()
    {
        var words = LexiconSet.Extended(new Dictionary<string, string> { ["role-words"] = "领衔\tlead\n帮办科室\tsupport\n" });
        Assert.Equal(["lead 市水务局", "support 河道科"], Units("清理河道。（领衔科室：市水务局；帮办科室：河道科）", words));
        Assert.Equal(["lead 市水务局"], Units("清理河道。（市水务局领衔）", words));
        Assert.Contains("lead 市水务局", Units("详见下表。\n\n\t序号\n\t重点任务\n\t领衔单位\n\n\t1\n\t清理河道\n\t市水务局\n\n", words));
        Assert.Equal([], Units("清理河道。（市水务局领衔）", LexiconSet.BuiltIn));
    }

    private static string[] Units(string text, LexiconSet words)
    {
        byte[] file = Encoding.UTF8.GetBytes("云岭市2024年示例工作方案\n一、重点任务\n（一）示例事项\n1.示例举措。" + text + "\n");
        var found = IngestPipeline.Run(new SourceFile("plan.txt", file), ReadOptions.Default, new RuleOptions { Lexicons = words });
        return [.. found.Plans.SelectMany(plan => plan.Tasks).SelectMany(task => task.Assignments).Select(fact => $"{Lower(fact.Role)} {fact.Unit}")];
    }

    private static string Lower(AssignmentRole role) => role switch { AssignmentRole.Lead => "lead", AssignmentRole.Support => "support", _ => "responsible" };
}
