using PolicyIngest.Tests.Cli;
using PolicyIngest.Tests.Support;
using PolicyIngest.Tests.Support.Fuzzing;
using Xunit;

namespace PolicyIngest.Tests.Import;

/// <summary>A short run over damaged files; the long one is <c>./dev.sh fuzz</c>.</summary>
[Collection(Alone.Name)]
public sealed class FuzzTests : IDisposable
{
    private const int Files = 160;
    private const int Seed = 20_261_122;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Damaged_files_are_imported_or_listed_with_a_reason()
    {
        var seeds = FuzzSeeds.Of(Repository.Samples);
        var others = seeds.ConvertAll(seed => seed.Content);
        Directory.CreateDirectory(_folder["in"]);
        for (int i = 0; i < Files; i++)
        {
            var (name, content) = seeds[i % seeds.Count];
            File.WriteAllBytes(_folder[$"in/{i:000}-{name}"], new Mutator(Seed + i, others).Mutate(content));
        }
        var run = await CliRun.Of("import", _folder["in"], "--db", _folder["p.db"]);
        Assert.True(run.Code is 0 or 1, run.Error);
        Assert.Empty(TemporaryFolder.Query(_folder["p.db"], "SELECT path, code, reason FROM files WHERE status IN ('crash', 'timeout', 'io', 'resource_limit')"));
        Assert.Empty(TemporaryFolder.Query(_folder["p.db"], "SELECT path FROM files WHERE status NOT IN ('imported', 'partial') AND (code IS NULL OR reason IS NULL)"));
        Assert.Equal(["ok"], TemporaryFolder.Query(_folder["p.db"], "PRAGMA integrity_check"));
        int damaged = int.Parse(TemporaryFolder.Query(_folder["p.db"], "SELECT count(*) FROM files WHERE status = 'malformed'")[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(damaged > Files / 50, $"only {damaged} files are malformed: does the damage do any?");
    }
}
