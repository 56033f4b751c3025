using System.Diagnostics;
using PolicyIngest.Cli;
using PolicyIngest.Ingest.Readers.Converted;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Tests.Cli;
using PolicyIngest.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace PolicyIngest.Tests.Corrections;

/// <summary>A hundred random corrections outlast all that happens to a database: the same fingerprint each time.</summary>
[Collection(Alone.Name)]
public sealed class LastingCorrectionsTests(ITestOutputHelper output) : IDisposable
{
    private const int Seed = 20_310_203, Count = 100;
    private readonly TemporaryFolder _folder = new();

    private string Database => _folder["p.db"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task They_last_over_the_samples() => Last(Repository.Samples);

    [SharedFact]
    public Task They_last_over_the_corpus() => Last(Path.Combine(Repository.Shared!, "corpus"));

    [OfficeFact]
    public async Task They_last_through_a_workbook_that_LibreOffice_saved()
    {
        await Import(Repository.Samples, Database);
        new RandomCorrections(Seed).Make(Database, Count);
        string fingerprint = Print(Database);
        await Run("export", "--db", Database, "--format", "xlsx", "--to-correct", "--output", _folder["c.xlsx"]);
        Convert();
        var run = await Run("corrections", "import", _folder["out/c.xlsx"], "--db", Database);
        Assert.Equal("0 corrections stored, 0 problems\n", run.Error);
        Assert.Equal(fingerprint, Print(Database));
    }

    private async Task Last(string documents)
    {
        await Import(documents, Database);
        string before = Print(Database);
        var made = new RandomCorrections(Seed).Make(Database, Count);
        output.WriteLine(string.Join(", ", made.Select(each => $"{each.Value} {each.Key}")));
        Assert.Equal(Count, made.Values.Sum());
        string fingerprint = Print(Database);
        Assert.NotEqual(before, fingerprint);
        Assert.Equal(["applied|100"], TemporaryFolder.Query(Database, "SELECT state, count(*) FROM corrections GROUP BY state"));

        await Import(documents, Database);
        Assert.Equal(fingerprint, Print(Database));
        await Import(documents, Database, "--force");
        Assert.Equal(fingerprint, Print(Database));
        // Rules of another hash: all documents are read again.
        TemporaryFolder.Query(Database, "UPDATE files SET rule_set = 'former'; UPDATE stored_documents SET rule_set = 'former'");
        await Import(documents, Database);
        Assert.Equal(["0"], TemporaryFolder.Query(Database, "SELECT count(*) FROM documents WHERE rule_set = 'former'"));
        Assert.Equal(fingerprint, Print(Database));

        await Run("corrections", "export", "--db", Database, "--output", _folder["c.jsonl"]);
        await Import(documents, _folder["new.db"], "--corrections", _folder["c.jsonl"]);
        Assert.Equal(fingerprint, Print(_folder["new.db"]));
        await Run("corrections", "export", "--db", _folder["new.db"], "--output", _folder["again.jsonl"]);
        Assert.Equal(File.ReadAllBytes(_folder["c.jsonl"]), File.ReadAllBytes(_folder["again.jsonl"]));

        // And after a document was imported without its corrections, they come by themselves.
        await Import(documents, _folder["late.db"]);
        await Run("corrections", "import", _folder["c.jsonl"], "--db", _folder["late.db"]);
        Assert.Equal(fingerprint, Print(_folder["late.db"]));

        // Taken back, they leave nothing behind.
        string[] ids = TemporaryFolder.Query(Database, "SELECT correction_id FROM corrections ORDER BY correction_id DESC");
        await Run(["corrections", "undo", .. ids, "--db", Database]);
        Assert.Equal(before, Print(Database));
    }

    private void Convert()
    {
        string profile = new Uri(_folder["profile"]).AbsoluteUri;
        using var office = Process.Start(new ProcessStartInfo(LibreOffice.Find(null)!,
            [$"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", "xlsx", "--outdir", _folder["out"], _folder["c.xlsx"]]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Assert.True(office.WaitForExit(180_000));
        Assert.True(File.Exists(_folder["out/c.xlsx"]));
    }

    private static string Print(string database) => Fingerprint.Of(database).Whole;

    private static async Task Import(string documents, string database, params string[] more) => await Run(["import", documents, "--db", database, "--jobs", "1", .. more]);

    private static async Task<CliRun> Run(params string[] args)
    {
        var run = await CliRun.Of(args);
        Assert.True(run.Code == ExitCode.Success, run.Error);
        return run;
    }
}
