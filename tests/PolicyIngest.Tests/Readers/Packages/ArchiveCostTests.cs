using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Readers.Packages;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Readers.Packages;

[Collection(Alone.Name)]
public sealed class ArchiveCostTests
{
    [Fact]
    public void Members_of_one_name_are_numbered_on()
    {
        var zip = new ZipBuilder();
        for (int i = 0; i < ReadOptions.Default.MaxZipParts; i++) zip.Again("plans/plan.txt", "");
        var file = new SourceFile("all.zip", zip.Zip());
        var before = Environment.CpuUsage.TotalTime;
        var archive = DocumentArchive.Open(file, ReadOptions.Default, 1 << 20, default);
        var taken = Environment.CpuUsage.TotalTime - before;
        Assert.Equal($"all.zip!/plans/plan.txt#{ReadOptions.Default.MaxZipParts}", archive.Members[^1].Path);
        Assert.True(taken < TimeSpan.FromSeconds(2), $"{taken} of processor time");
    }
}
