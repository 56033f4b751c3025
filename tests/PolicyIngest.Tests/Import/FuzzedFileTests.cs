using PolicyIngest.Ingest;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Tests.Cli;
using PolicyIngest.Tests.Invariants;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Import;

/// <summary>
/// The small files of the folder Fuzzed: each stands for a kind of input that coverage-guided fuzzing (<c>./dev.sh fuzz --guided</c>) found to crash the
/// program, to hang it or to break the contract of documents.
/// </summary>
public sealed class FuzzedFileTests : IDisposable
{
    private static readonly string Files = Path.Combine(Repository.Tests, "Fuzzed");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_is_imported_or_refused_with_a_reason()
    {
        // By worker processes, which end what hangs.
        var run = await CliRun.Of("import", Files, "--db", _folder["p.db"], "--timeout", "20");
        Assert.True(run.Code is 0 or 1, run.Error);
        Assert.Equal(Directory.GetFiles(Files).Length.ToString(System.Globalization.CultureInfo.InvariantCulture),
            TemporaryFolder.Query(_folder["p.db"], "SELECT count(*) FROM files WHERE path NOT LIKE '%!/%'")[0]);
        Assert.Empty(TemporaryFolder.Query(_folder["p.db"], "SELECT name || ': ' || code || ': ' || reason FROM files WHERE status IN ('crash', 'timeout', 'io') OR code = 'out-of-memory'"));
        foreach (string name in TemporaryFolder.Query(_folder["p.db"], "SELECT name FROM files WHERE status = 'imported' AND path NOT LIKE '%!/%'"))
            Assert.Empty(Contract.Breaches(IngestPipeline.Run(new SourceFile(name, File.ReadAllBytes(Path.Combine(Files, name))), ReadOptions.Default)));
    }
}
