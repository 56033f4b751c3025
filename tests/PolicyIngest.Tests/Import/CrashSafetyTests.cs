using System.Diagnostics;
using System.Globalization;
using System.Text;
using PolicyIngest.Cli;
using PolicyIngest.Cli.Importing.Workers;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Import;

/// <summary>
/// Imports in processes of their own that are killed, interrupted and run side by side. <c>./dev.sh kill</c> runs them at length.
/// </summary>
[Collection(Alone.Name)]
public sealed class CrashSafetyTests : IDisposable
{
    private const int Members = 8;
    private static readonly int Files = Number("POLICYINGEST_KILL_FILES", 40);
    private static readonly int Kills = Number("POLICYINGEST_KILLS", 8);
    private static readonly int Rounds = Number("POLICYINGEST_KILL_ROUNDS", 1);
    private static readonly int FullDisks = Number("POLICYINGEST_FULL_DISKS", 3);
    // Of the disk that is filled: enough for the documents of all tests here.
    private const int DiskMegabytes = 256;
    private readonly TemporaryFolder _folder = new();

    public CrashSafetyTests()
    {
        for (int i = 0; i < Files - Members; i++) _folder.Write($"in/{i:000}.txt", Plan(i));
        var archive = new ZipBuilder();
        for (int i = Files - Members; i < Files; i++) archive.Part($"{i:000}.txt", Plan(i));
        File.WriteAllBytes(_folder["in/015.zip"], archive.Zip());
    }

    private static string Plan(int number)
    {
        var plan = new StringBuilder($"青川县第{number}号工作方案\n一、重点任务\n");
        for (int item = 1; item <= 40; item++) plan.Append(CultureInfo.InvariantCulture, $"{item}. 办好第{number}号第{item}件事。（县水利局负责）\n");
        return plan.ToString();
    }

    private static int Number(string variable, int standard) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out int number) ? number : standard;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void However_often_it_is_killed_the_database_stays_whole_and_ends_the_same()
    {
        string undisturbed = _folder["undisturbed.db"], killed = _folder["killed.db"];
        var watch = Stopwatch.StartNew();
        Assert.Equal(0, Finish(Start(undisturbed)));
        int longest = (int)watch.ElapsedMilliseconds;
        var random = new Random(20_310_203);
        for (int i = 0; i < Kills; i++)
        {
            using (var import = Start(killed))
            {
                Thread.Sleep(random.Next(longest));
                Kill(import, i / 3 % 3, random);
                import.WaitForExit();
            }
            AssertWhole(killed);
            // Sometimes from the start again, so that the early steps are met as well.
            if (i % 3 == 2) foreach (string file in Directory.GetFiles(_folder.Path, "killed.db*")) File.Delete(file);
        }
        // What a worker was reading when it was killed is held to have killed it.
        Assert.Equal(0, Finish(Start(killed, "--retry-failed")));
        Assert.Equal(Fingerprint.Of(undisturbed).Whole, Fingerprint.Of(killed).Whole);
    }

    /// <summary>Kills the program (0), one worker and a little later the program (1), or both at once (2).</summary>
    private static void Kill(Process import, int whom, Random random)
    {
        string[] workers = whom == 0 || OperatingSystem.IsWindows() ? [] : ChildrenOf(import.Id);
        if (whom == 1 && workers.Length > 0)
        {
            Interrupts.Signal(workers[random.Next(workers.Length)], "KILL");
            Thread.Sleep(random.Next(500));
        }
        import.Kill();
        if (whom != 2) return;
        foreach (string worker in workers) Interrupts.Signal(worker, "KILL");
    }

    /// <summary>Nothing in a database is damaged, and no document is stored by half.</summary>
    private static void AssertWhole(string database)
    {
        // Ended before the file was made, there is nothing to check.
        if (!File.Exists(database) || TemporaryFolder.Query(database, "PRAGMA user_version")[0] == "0") return;
        Assert.Equal(["ok"], TemporaryFolder.Query(database, "PRAGMA integrity_check"));
        Assert.Empty(TemporaryFolder.Query(database, "PRAGMA foreign_key_check"));
        Assert.Empty(TemporaryFolder.Query(database, """
            SELECT d.document_id FROM documents d
            WHERE 42 <> (SELECT count(*) FROM paragraphs p WHERE p.document_id = d.document_id)
               OR NOT EXISTS (SELECT 1 FROM files f WHERE f.document_id = d.document_id)
            """));
    }

    [Fact]
    public void Any_number_of_workers_gives_the_same_rows()
    {
        var prints = Enumerable.Range(0, 3 * Rounds).Select(run =>
        {
            string jobs = new[] { "1", "2", "8" }[run % 3], database = _folder[$"run-{run}.db"];
            Assert.Equal(0, Finish(Start(database, "--jobs", jobs)));
            string numbers = string.Join(' ', TemporaryFolder.Query(database, "SELECT document_id, sha256 FROM documents ORDER BY document_id"));
            return Fingerprint.Of(database).Whole + numbers;
        });
        Assert.Single(prints.Distinct());
    }

    [Fact]
    public void Two_imports_at_once_lose_nothing()
    {
        string alone = _folder["alone.db"], both = _folder["both.db"];
        Finish(Start(alone));
        var (one, two) = (Start(both), Start(both));
        Assert.Equal((0, 0), (Finish(one), Finish(two)));
        Assert.Equal(Fingerprint.Of(alone).Whole, Fingerprint.Of(both).Whole);
    }

    [UnixFact]
    public void Interrupted_it_stops_within_two_seconds_and_leaves_nothing_running()
    {
        string temporary = Directory.CreateDirectory(_folder["tmp"]).FullName;
        using var import = Start(_folder["p.db"], temporary, []);
        Thread.Sleep(400);
        var watch = Stopwatch.StartNew();
        using (var kill = Process.Start("kill", ["-INT", import.Id.ToString(CultureInfo.InvariantCulture)])) kill.WaitForExit();
        string error = import.StandardError.ReadToEnd();
        import.WaitForExit();
        // On a slow machine the signal may meet the program before it listens, or after its work is done.
        Assert.True(import.ExitCode is ExitCode.Cancelled or 0, $"{import.ExitCode}: {error}");
        if (import.ExitCode == ExitCode.Cancelled && error.Length > 0) Assert.Contains("stopped after", error, StringComparison.Ordinal);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), watch.Elapsed.ToString());
        Assert.Empty(Directory.GetFileSystemEntries(temporary, "policy-ingest-*"));
    }

    [UnixFact]
    public void Ctrl_C_at_any_moment_ends_it_in_order_and_the_next_import_does_the_rest()
    {
        string undisturbed = _folder["undisturbed.db"], temporary = Directory.CreateDirectory(_folder["tmp"]).FullName;
        var watch = Stopwatch.StartNew();
        Assert.Equal(0, Finish(Start(undisturbed)));
        int whole = (int)watch.ElapsedMilliseconds;
        // Early, while the program starts; in the middle; late, when the documents are stored and the index is made.
        foreach (int moment in new[] { 5, 30, 50, 70, 85, 95 })
        {
            string database = _folder[$"interrupted-{moment}.db"];
            var info = Interrupts.StartInfo(["import", _folder["in"], "--db", database]);
            info.Environment["TMPDIR"] = temporary;
            using (var import = Process.Start(info)!)
            {
                Thread.Sleep(whole * moment / 100);
                Interrupts.Signal(import, "INT");
                string error = import.StandardError.ReadToEnd();
                Assert.True(import.WaitForExit(TimeSpan.FromSeconds(20)), $"at {moment} %");
                Assert.True(import.ExitCode is ExitCode.Cancelled or 0, $"at {moment} %: {import.ExitCode}: {error}");
                Assert.DoesNotContain("please report it", error, StringComparison.Ordinal);
            }
            // Killed before it listened, it leaves the folder that the next import removes.
            Assert.DoesNotContain(Directory.GetFileSystemEntries(temporary, "policy-ingest-*"), left => !left.StartsWith(Path.Combine(temporary, WorkerFolder.Prefix), StringComparison.Ordinal));
            if (File.Exists(database)) Assert.Equal(["ok"], TemporaryFolder.Query(database, "PRAGMA integrity_check"));
            Assert.Equal(0, Finish(Start(database)));
            Assert.Equal(Fingerprint.Of(undisturbed).Whole, Fingerprint.Of(database).Whole);
            Assert.Equal(["0"], TemporaryFolder.Query(database, "SELECT (SELECT count(*) FROM documents) - (SELECT count(*) FROM search_documents)"));
        }
    }

    [UnixFact]
    public void A_pause_makes_no_document_slow_for_good()
    {
        string database = _folder["p.db"];
        using (var import = Start(database, "--timeout", "3"))
        {
            Thread.Sleep(800);
            string[] all = [.. ChildrenOf(import.Id), import.Id.ToString(CultureInfo.InvariantCulture)];
            foreach (string process in all) Interrupts.Signal(process, "STOP");
            Thread.Sleep(6_000);
            foreach (string process in all) Interrupts.Signal(process, "CONT");
            Finish(import);
        }
        // What was read while the worker was stopped alone may be noted as such, and is tried again by itself.
        Assert.Empty(TemporaryFolder.Query(database, "SELECT path, code FROM files WHERE status NOT IN ('imported', 'partial', 'io')"));
        Assert.Equal(0, Finish(Start(database)));
        Assert.Equal([$"{Files}"], TemporaryFolder.Query(database, "SELECT count(*) FROM documents"));
    }

    private static string[] ChildrenOf(int process)
    {
        using var pgrep = Process.Start(new ProcessStartInfo("ps", ["-o", "pid=", "--ppid", process.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true })!;
        return pgrep.StandardOutput.ReadToEnd().Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
    }

    [UnixFact]
    public void A_disk_that_is_full_stops_the_import_and_keeps_what_is_stored()
    {
        string database = _folder["p.db"];
        SqliteStore.Open(database).Dispose();
        // A limit on the size of files stops SQLite's writing as a full disk does.
        using var import = Process.Start(StartInfo(_folder["tmp"], "/bin/sh",
            ["-c", "trap '' XFSZ; ulimit -f 200; DOTNET_EnableWriteXorExecute=0 exec \"$@\"", "sh", WorkerCommand.OfThisProgram().FileName, "import", _folder["in"], "--db", database]))!;
        string error = import.StandardError.ReadToEnd();
        import.WaitForExit();
        Assert.Equal(ExitCode.Nothing, import.ExitCode);
        Assert.Contains("import again", error, StringComparison.Ordinal);
        Assert.Equal(["ok"], TemporaryFolder.Query(database, "PRAGMA integrity_check"));
        Assert.Equal(0, Finish(Start(database)));
        Assert.Equal([$"{Files}"], TemporaryFolder.Query(database, "SELECT count(*) FROM documents"));
    }

    [MountFact]
    public void A_disk_that_fills_up_at_any_moment_loses_nothing_that_is_stored()
    {
        string undisturbed = _folder["undisturbed.db"];
        var watch = Stopwatch.StartNew();
        Assert.Equal(0, Finish(Start(undisturbed)));
        int longest = (int)watch.ElapsedMilliseconds;
        using var disk = new SmallDisk(_folder["disk"], DiskMegabytes);
        string database = disk["p.db"], filler = disk["filler"];
        var random = new Random(20_281_126);
        for (int i = 0; i < FullDisks; i++)
        {
            // The folder for temporary files is on the full disk every other time.
            using (var import = Start(database, i % 2 == 0 ? disk["tmp"] : _folder["tmp"], []))
            {
                Thread.Sleep(random.Next(longest));
                SmallDisk.Fill(filler);
                string error = import.StandardError.ReadToEnd();
                Assert.True(import.WaitForExit(TimeSpan.FromMinutes(1)), $"round {i} does not end");
                Assert.True(import.ExitCode is 0 or ExitCode.SomeFailed or ExitCode.Nothing, $"round {i}: {import.ExitCode}: {error}");
                Assert.DoesNotContain("please report it", error, StringComparison.Ordinal);
                Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
            }
            File.Delete(filler);
            AssertWhole(database);
            if (i % 3 == 2) foreach (string file in Directory.GetFiles(disk.Path, "p.db*")) File.Delete(file);
        }
        Assert.Equal(0, Finish(Start(database)));
        Assert.Equal(Fingerprint.Of(undisturbed).Whole, Fingerprint.Of(database).Whole);
    }

    private Process Start(string database, params string[] options) => Start(database, Path.GetTempPath(), options);

    private Process Start(string database, string temporary, string[] options) =>
        Process.Start(StartInfo(temporary, WorkerCommand.OfThisProgram().FileName, ["import", _folder["in"], "--db", database, .. options]))!;

    private static ProcessStartInfo StartInfo(string temporary, string program, string[] arguments)
    {
        Directory.CreateDirectory(temporary);
        var info = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false };
        info.Environment["TMPDIR"] = temporary;
        return info;
    }

    private static int Finish(Process import)
    {
        using (import)
        {
            import.StandardError.ReadToEnd();
            import.WaitForExit();
            return import.ExitCode;
        }
    }
}
