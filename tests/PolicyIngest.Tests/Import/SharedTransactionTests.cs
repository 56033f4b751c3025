using System.Diagnostics;
using PolicyIngest.Cli;
using PolicyIngest.Cli.Files;
using PolicyIngest.Cli.Importing;
using PolicyIngest.Cli.Importing.Workers;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Tests.Cli;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Import;

/// <summary>Documents of an import that are stored in one transaction: what holds when one of them fails, the import is killed, or it waits for a slow one.</summary>
[Collection(Alone.Name)]
public sealed class SharedTransactionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Database => _folder["p.db"];

    public SharedTransactionTests()
    {
        for (int i = 0; i < 6; i++) _folder.Write($"in/{i}.txt", Plan(i));
        SqliteStore.Open(Database).Dispose();
    }

    private static string Plan(int number) => $"云岭市第{number}号工作方案\n一、主要任务\n1. 清理河道{number}次。（市水利局牵头，市财政局配合）\n";

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task One_that_cannot_be_stored_ends_the_import_and_those_before_it_stay()
    {
        string undisturbed = _folder["undisturbed.db"];
        File.WriteAllBytes(_folder["in/1.zip"], new ZipBuilder().Part("a.txt", Plan(11)).Part("bad.txt", "").Part("c.txt", Plan(13)).Zip());
        Assert.Equal(ExitCode.SomeFailed, (await CliRun.Of("import", _folder["in"], "--db", undisturbed)).Code);
        Query("CREATE TRIGGER refuse BEFORE INSERT ON files WHEN NEW.name = '3.txt' BEGIN SELECT RAISE(ABORT, 'not this one'); END");
        var run = await CliRun.Of("import", _folder["in"], "--db", Database, "--log", _folder["log.jsonl"]);
        Assert.Equal(ExitCode.Nothing, run.Code);
        Assert.Equal(1, run.ErrorLines.Count(line => line.Contains("not this one", StringComparison.Ordinal)));
        // What is told is what is stored: the five documents before, the member that is bad, and the archive behind its members.
        Assert.Equal(["0.txt", "1.txt", "1.zip", "2.txt", "a.txt", "bad.txt", "c.txt"], Query("SELECT name FROM files ORDER BY name"));
        Assert.Equal(["members-failed|1 of 3"], Query("SELECT code, substr(reason, 1, 6) FROM files WHERE name = '1.zip'"));
        Assert.Equal(7, File.ReadAllLines(_folder["log.jsonl"]).Length);
        Assert.Equal(1, run.ErrorLines.Count(line => line.Contains("bad.txt", StringComparison.Ordinal)));
        Assert.Equal(["failed|5|1"], Query("SELECT outcome, imported, failed FROM import_runs"));

        Query("DROP TRIGGER refuse");
        run = await CliRun.Of("import", _folder["in"], "--db", Database);
        Assert.Contains("imported 3, replaced 0, unchanged 4", run.Error, StringComparison.Ordinal);
        Assert.Equal(Fingerprint.Of(undisturbed).Whole, Fingerprint.Of(Database).Whole);
    }

    [Fact]
    public async Task Killed_in_the_middle_it_leaves_nothing_of_those_that_were_not_stored_yet()
    {
        // The fourth document takes minutes to be stored, in the transaction of those before it.
        Query("CREATE TRIGGER slow BEFORE INSERT ON files WHEN NEW.name = '3.txt' BEGIN SELECT count(*) FROM sqlite_schema a, sqlite_schema b, sqlite_schema c, sqlite_schema d, sqlite_schema e; END");
        using (var import = Process.Start(new ProcessStartInfo(WorkerCommand.OfThisProgram().FileName, ["import", _folder["in"], "--db", Database, "--log", _folder["log.jsonl"]]) { RedirectStandardError = true })!)
        {
            await Until(() => !CanWrite(), import);
            // It was locked for a second already; it stays so.
            Assert.False(CanWrite());
            Assert.Equal(["0"], Query("SELECT count(*) FROM files"));
            Assert.Empty(File.ReadAllLines(_folder["log.jsonl"]));
            import.Kill();
            await import.WaitForExitAsync();
        }
        Assert.Equal(["ok"], Query("PRAGMA integrity_check"));
        Assert.Equal(["0|0"], Query("SELECT (SELECT count(*) FROM files), (SELECT count(*) FROM documents)"));
        Query("DROP TRIGGER slow");
        Assert.Contains("imported 6", (await CliRun.Of("import", _folder["in"], "--db", Database)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_it_waits_for_a_slow_document_those_before_are_stored_and_others_can_write()
    {
        _folder.Write("in/3.txt", "WAIT TO BE CANCELLED");
        string program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "faulty-worker.exe" : "faulty-worker");
        var settings = new WorkerSettings(ReadOptions.Default, 1, TimeSpan.FromMinutes(5), 1 << 20, 256 << 20, "rules");
        var options = new ImportOptions([new FilePath(_folder["in"])], FileFilter.All, Database, new RedoOptions(false, false, false), false, false, false, null, settings)
        {
            Worker = new WorkerCommand(program, []),
        };
        using var stop = new CancellationTokenSource();
        using var error = new StringWriter();
        var import = ImportRun.Execute(options, new Terminal(Stream.Null, Stream.Null, error), stop.Token);
        await Until(() => Query("SELECT count(*) FROM documents")[0] == "3");
        for (int i = 0; i < 20; i++)
        {
            Assert.True(CanWrite());
            await Task.Delay(20);
        }
        Assert.False(import.IsCompleted);
        await stop.CancelAsync();
        Assert.Equal(ExitCode.Cancelled, await import);
        Assert.Contains("stopped after 3 of 6 files", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(["cancelled|3"], Query("SELECT outcome, imported FROM import_runs"));
    }

    private static async Task Until(Func<bool> holds, Process? process = null)
    {
        var watch = Stopwatch.StartNew();
        while (!holds())
        {
            Assert.False(process?.HasExited ?? false, "it ended");
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), "it takes too long");
            await Task.Delay(20);
        }
    }

    private bool CanWrite() => TemporaryFolder.CanWrite(Database);

    private string[] Query(string sql) => TemporaryFolder.Query(Database, sql);
}
