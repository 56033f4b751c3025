using PolicyIngest.Tests.Cli;
using PolicyIngest.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace PolicyIngest.Tests.Shared;

/// <summary>Citations, places and normalised measures of the shared corpus against what a person read in it, by <c>eval</c>.</summary>
public sealed class CorpusFactsTests(ITestOutputHelper output)
{
    [SharedFact]
    public async Task The_corpus_reaches_what_was_reached()
    {
        var run = await CliRun.Of("eval", Path.Combine(Repository.Root, "tests", "PolicyIngest.Tests", "Shared", "corpus-facts.jsonl"), "--input", Path.Combine(Repository.Shared!, "corpus"), "--show", "9",
            "--min", "citations.f1=1", "--min", "citation_kinds.f1=0.978", "--min", "places.f1=0.88", "--min", "measures.f1=1");
        output.WriteLine(run.Out);
        Assert.True(run.Code == 0, run.Out + run.Error);
    }
}
