using PolicyIngest.Model;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Snapshots;

/// <summary>Every sample at every stage, against what a person has read and accepted.</summary>
public sealed class SnapshotTests
{
    /// <summary>The stages by name. A new stage is one line here and one <c>./dev.sh accept</c>.</summary>
    private static readonly Dictionary<string, Func<Extraction, string>> Stages = new(StringComparer.Ordinal)
    {
        ["blocks"] = extraction => Dump.Blocks(extraction.Document),
        ["outline"] = Dump.Outline,
        ["facts"] = Dump.Facts,
        ["rows"] = StoredRows.Of,
    };

    public static TheoryData<string, string> SamplesByStage()
    {
        var rows = new TheoryData<string, string>();
        foreach (var sample in SampleFile.All)
            foreach (string stage in Stages.Keys)
                rows.Add(sample.Path, stage);
        return rows;
    }

    [Theory]
    [MemberData(nameof(SamplesByStage))]
    public void A_sample_gives_what_was_accepted(string path, string stage)
    {
        var sample = SampleFile.All.Single(sample => sample.Path == path);
        Snapshot.Verify(sample.Name, stage, Stages[stage](sample.Extract()));
    }

    [Fact]
    public void No_snapshot_is_without_its_sample() =>
        Assert.Empty(Snapshot.Orphans(SampleFile.All.SelectMany(sample => Stages.Keys.Select(stage => $"{sample.Name}.{stage}"))));
}
