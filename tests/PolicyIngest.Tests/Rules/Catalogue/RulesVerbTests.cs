using System.Text.Json;
using PolicyIngest.Cli;
using PolicyIngest.Ingest.Rules.Catalogue;
using PolicyIngest.Tests.Cli;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Rules.Catalogue;

public sealed class RulesVerbTests
{
    [Fact]
    public async Task The_page_of_rules_is_what_the_program_says()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "rules.md"));
        Assert.True(page == (await CliRun.Of("rules", "--format", "md")).Out, "docs/rules.md is out of date: ./policy-ingest rules --format md > docs/rules.md");
    }

    [Fact]
    public async Task The_list_counts_the_facts_of_a_database()
    {
        using var folder = new TemporaryFolder();
        string plan = folder.Write("plan.txt", "云岭市2024年河道治理工作方案\n一、主要任务\n（一）清理河道。10月底前清理。（市水务局、财政局负责）\n");
        Assert.Equal(0, (await CliRun.Of("import", plan, "--db", folder["p.db"], "--quiet")).Code);
        using var json = JsonDocument.Parse((await CliRun.Of("rules", "--db", folder["p.db"], "--format", "json")).Out);
        var fired = json.RootElement.EnumerateArray().ToDictionary(rule => rule.GetProperty("rule").GetString()!, rule => rule.GetProperty("fired").GetInt32());
        Assert.Equal(RuleCatalogue.All.Length, fired.Count);
        Assert.Equal((2, 1, 1, 1, 0), (fired["responsibility.verb"], fired["deadline.by-month-end"], fired["task.numbered-item"], fired["plan.title"], fired["target.reach"]));
    }

    [Fact]
    public async Task The_rules_hold() => Assert.Equal(ExitCode.Success, (await CliRun.Of("rules", "check")).Code);
}
