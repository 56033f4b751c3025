using System.Text.RegularExpressions;
using PolicyIngest.Ingest;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Rules.Catalogue;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Rules.Catalogue;

public sealed partial class RuleCatalogueTests
{
    // "target.reach" as the rules' sources write an id
    [GeneratedRegex("\"(?:plan|task|responsibility|target)\\.[a-z-]+\"")]
    private static partial Regex IdInSource();

    [Fact]
    public void Every_example_holds() =>
        Assert.True(RuleTrial.Run().IsEmpty, string.Join('\n', RuleTrial.Run().Select(each => $"{each.RuleId} {(each.ShouldFind ? "misses" : "finds something in")} {each.Example} (found: {each.Found})")));

    [Fact]
    public void Every_rule_has_examples_for_and_against()
    {
        Assert.NotEmpty(RuleCatalogue.All);
        Assert.All(RuleCatalogue.All, rule => Assert.False(rule.Finds.IsEmpty || rule.Passes.IsEmpty, rule.Id));
        Assert.Equal(RuleCatalogue.All.Length, RuleCatalogue.All.Select(rule => rule.Id).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Every_id_of_the_samples_is_described() => AssertDescribed(Directory.EnumerateFiles(Repository.Samples, "*.txt", SearchOption.AllDirectories)
        .Concat(Directory.EnumerateFiles(Repository.Samples, "*.docx", SearchOption.AllDirectories)));

    [SharedFact]
    public void Every_id_of_the_corpus_is_described() => AssertDescribed(Directory.EnumerateFiles(Path.Combine(Repository.Shared!, "corpus")));

    [Fact]
    public void Every_id_that_the_sources_write_out_is_described()
    {
        var ids = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Ingest", "Rules"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => IdInSource().Matches(File.ReadAllText(file)).Select(match => match.Value.Trim('"'))).ToHashSet(StringComparer.Ordinal);
        Assert.Contains("target.reach", ids);
        Assert.All(ids, id => Assert.NotNull(RuleCatalogue.Find(id)));
    }

    private static void AssertDescribed(IEnumerable<string> files)
    {
        var ids = files.SelectMany(file => RuleTrial.IdsIn(IngestPipeline.Run(new SourceFile(Path.GetFileName(file), File.ReadAllBytes(file)), ReadOptions.Default)))
            .ToHashSet(StringComparer.Ordinal);
        Assert.True(ids.Count > 20);
        Assert.All(ids, id => Assert.NotNull(RuleCatalogue.Find(id)));
    }
}
