using System.Diagnostics;
using PolicyIngest.Cli.Importing.Workers;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Tests.Cli;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Corrections;

/// <summary>Corrections stored by processes of their own that are killed, and that run side by side.</summary>
[Collection(Alone.Name)]
public sealed class KilledCorrectionsTests : IDisposable
{
    private const int Files = 12, Kills = 6;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task However_often_it_is_killed_the_database_stays_whole_and_ends_the_same()
    {
        string database = await Prepared();
        int longest = Math.Min(Measure(database), 3_000);
        string whole = Fingerprint.Of(database).Whole, killed = Copy("killed.db");
        var random = new Random(20_310_203);
        for (int i = 0; i < Kills; i++)
        {
            using (var import = Start(killed, "c.jsonl"))
            {
                Thread.Sleep(random.Next(longest / 3, longest));
                import.Kill();
                import.WaitForExit();
            }
            Assert.Equal(["ok"], TemporaryFolder.Query(killed, "PRAGMA integrity_check"));
            Assert.Empty(TemporaryFolder.Query(killed, "PRAGMA foreign_key_check"));
            // A document has all of its corrections or none, and what the rules said is kept where it has some.
            Assert.Empty(TemporaryFolder.Query(killed, "SELECT 1 FROM corrections c WHERE NOT EXISTS (SELECT 1 FROM corrected_documents d WHERE d.sha256 = c.sha256 AND d.by_rules IS NOT NULL)"));
            if (i % 3 == 2) killed = Copy($"killed{i}.db");
        }
        Assert.Equal(0, Finish(Start(killed, "c.jsonl")));
        Assert.Equal(whole, Fingerprint.Of(killed).Whole);
    }

    [Fact]
    public async Task Two_processes_on_one_database_store_all_of_both()
    {
        string database = await Prepared();
        Assert.Equal(0, Finish(Start(database, "c.jsonl")));
        string shared = Copy("shared.db");
        string[] lines = File.ReadAllLines(_folder["c.jsonl"]);
        _folder.Write("odd.jsonl", string.Join('\n', lines.Where((_, index) => index % 2 == 1)));
        _folder.Write("even.jsonl", string.Join('\n', lines.Where((_, index) => index % 2 == 0)));
        Process[] both = [Start(shared, "odd.jsonl"), Start(shared, "even.jsonl")];
        Assert.All(both, process => Assert.Equal(0, Finish(process)));
        Assert.Equal([$"applied|{lines.Length}"], TemporaryFolder.Query(shared, "SELECT state, count(*) FROM corrections GROUP BY state"));
        Assert.Equal(Fingerprint.Of(database).Whole, Fingerprint.Of(shared).Whole);
    }

    /// <summary>A database without corrections, a copy of it, and a file of corrections of all of its documents, which commute.</summary>
    private async Task<string> Prepared()
    {
        for (int i = 0; i < Files; i++) _folder.Write($"in/{i:00}.txt", CorrectionCase.RiverPlan.Replace("云岭市", $"第{i}市", StringComparison.Ordinal));
        string database = _folder["p.db"];
        Assert.Equal(0, (await CliRun.Of("import", _folder["in"], "--db", database, "--jobs", "1")).Code);
        File.Copy(database, _folder["clean.db"]);
        for (int i = 1; i <= Files; i++)
        {
            Assert.Equal(0, (await CliRun.Of("correct", "--db", database, "--fact", $"a{i}000001", "--set", "unit=市泵站处")).Code);
            Assert.Equal(0, (await CliRun.Of("correct", "--db", database, "--document", $"{i}", "--task", "一/(三)", "--set", "title=修复")).Code);
        }
        Assert.Equal(0, (await CliRun.Of("corrections", "export", "--db", database, "--output", _folder["c.jsonl"])).Code);
        return database;
    }

    private string Copy(string name)
    {
        File.Copy(_folder["clean.db"], _folder[name]);
        return _folder[name];
    }

    private int Measure(string database)
    {
        File.Copy(_folder["clean.db"], _folder["measured.db"]);
        var watch = Stopwatch.StartNew();
        Assert.Equal(0, Finish(Start(_folder["measured.db"], "c.jsonl")));
        Assert.Equal(Fingerprint.Of(database).Whole, Fingerprint.Of(_folder["measured.db"]).Whole);
        return (int)watch.ElapsedMilliseconds;
    }

    private Process Start(string database, string file) => Process.Start(new ProcessStartInfo(WorkerCommand.OfThisProgram().FileName, ["corrections", "import", _folder[file], "--db", database])
    {
        RedirectStandardError = true,
        UseShellExecute = false,
    })!;

    private static int Finish(Process process)
    {
        using (process)
        {
            string error = process.StandardError.ReadToEnd();
            Assert.True(process.WaitForExit(120_000), error);
            return process.ExitCode;
        }
    }
}
