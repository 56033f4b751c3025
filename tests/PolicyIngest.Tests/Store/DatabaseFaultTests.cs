using System.Diagnostics;
using Microsoft.Data.Sqlite;
using PolicyIngest.Cli;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Model;
using PolicyIngest.Tests.Cli;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Store;

/// <summary>Databases that are damaged, locked, deleted or read for long: one line, no stack trace, no wait without a word.</summary>
public sealed class DatabaseFaultTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Database => _folder["p.db"];

    public DatabaseFaultTests()
    {
        for (int i = 0; i < 3; i++) _folder.Write($"in/{i}.txt", $"云岭市第{i}号工作方案\n一、主要任务\n1. 清理河道{i}次，2031年底前完成。（市水利局牵头，市财政局配合）\n2. 绿化率达到{i}0%。\n");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Verify_finds_what_no_import_writes_and_nothing_in_what_one_wrote()
    {
        await CliRun.Of("import", _folder["in"], "--db", Database);
        var whole = await CliRun.Of("fingerprint", "--db", Database, "--verify");
        Assert.Equal((ExitCode.Success, ""), (whole.Code, whole.Error));
        Assert.Equal(64, whole.Out.Trim().Length);
        using (var connection = new SqliteConnection($"Data Source={Database};Foreign Keys=False;Pooling=False"))
        {
            connection.Open();
            Execute(connection, "PRAGMA ignore_check_constraints = ON");
            Execute(connection, "UPDATE assignments SET role = 'helper' WHERE assignment_id = (SELECT min(assignment_id) FROM assignments)");
            Execute(connection, "DELETE FROM stored_documents WHERE document_id = 2");
            Execute(connection, "UPDATE text_pieces SET text = substr(text, 2) WHERE piece_id = 1000000");
            Execute(connection, "INSERT INTO text_pieces VALUES (77000000, '失')");
        }
        var run = await CliRun.Of("fingerprint", "--db", Database, "--verify");
        Assert.Equal((ExitCode.SomeFailed, ""), (run.Code, run.Out));
        Assert.Contains("CHECK constraint failed in assignments", run.Error, StringComparison.Ordinal);
        Assert.Contains("plans: a row without its parent in stored_documents", run.Error, StringComparison.Ordinal);
        Assert.Contains("text_pieces: the text of document 1 is not whole", run.Error, StringComparison.Ordinal);
        Assert.Contains("text_pieces: text of document 77, which is not there", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_database_is_told_in_one_line_by_every_verb()
    {
        await CliRun.Of("import", _folder["in"], "--db", Database);
        byte[] whole = File.ReadAllBytes(Database);
        string damaged = _folder["damaged.db"];
        int told = 0;
        for (int seed = 0; seed < 24; seed++)
        {
            var random = new Random(seed);
            foreach (string[] verb in Reading(damaged))
            {
                byte[] bytes = [.. whole];
                if (seed % 4 == 3) bytes = bytes[..random.Next(100, bytes.Length)];
                // Behind the first header, so that it stays a database.
                for (int hits = 1 << (seed % 8); hits > 0; hits--) bytes[random.Next(100, bytes.Length)] = (byte)random.Next(256);
                foreach (string file in Directory.GetFiles(_folder.Path, "damaged.db*")) File.Delete(file);
                File.WriteAllBytes(damaged, bytes);
                var run = await CliRun.Of(verb);
                Assert.InRange(run.Code, 0, 2);
                Assert.DoesNotContain("please report it", run.Error, StringComparison.Ordinal);
                if (run.Code == ExitCode.Nothing) told++;
            }
        }
        Assert.True(told > 20, $"only {told} times a verb met the damage: is there any?");
    }

    [Fact]
    public async Task Values_that_no_import_writes_are_a_damaged_database()
    {
        await CliRun.Of("import", _folder["in"], "--db", Database);
        foreach (string change in new[]
        {
            "UPDATE stored_tasks SET length_cp = 999999", "UPDATE stored_tasks SET path_json = 'x'", "UPDATE stored_tasks SET path_json = 'null'", "UPDATE stored_tasks SET passages_cp = '[[1]]'",
            "UPDATE deadlines SET due = 'soon'", "UPDATE text_pieces SET text = ''", "DELETE FROM text_pieces", "UPDATE files SET modified_at = 'x'", "UPDATE files SET modified_at = NULL, status = 'well'",
        })
        {
            File.Copy(Database, _folder["changed.db"], overwrite: true);
            TemporaryFolder.Query(_folder["changed.db"], "PRAGMA ignore_check_constraints = 1; PRAGMA foreign_keys = 0; " + change);
            foreach (string[] verb in new[] { new[] { "export", "--db", _folder["changed.db"] }, ["report", "--db", _folder["changed.db"], "-o", "-"], ["import", _folder["in"], "--db", _folder["changed.db"]] })
            {
                var run = await CliRun.Of(verb);
                if (run.Code == ExitCode.Nothing) Assert.Contains("the database is damaged", run.ErrorLines[^1], StringComparison.Ordinal);
                else Assert.InRange(run.Code, 0, 1);
            }
        }
    }

    [Fact]
    public async Task A_locked_database_is_waited_for_with_a_word_and_not_for_ever()
    {
        await CliRun.Of("import", _folder["in"], "--db", Database);
        using var other = new SqliteConnection($"Data Source={Database};Pooling=False");
        other.Open();
        Execute(other, "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; UPDATE import_runs SET failed = 0");
        DatabaseWait.Current = new DatabaseWait(null) { Silence = TimeSpan.FromMilliseconds(100), Longest = TimeSpan.FromSeconds(4) };
        foreach (string[] verb in Reading(Database).Take(2).Append(["import", _folder["in"], "--db", Database]))
        {
            var watch = Stopwatch.StartNew();
            var run = await CliRun.Of(verb);
            Assert.Equal(ExitCode.Nothing, run.Code);
            Assert.Equal([$"{Database}: another program has the database locked; waiting for it, 4 s at most", $"policy-ingest: {Database}: another program kept the database locked for 4 s; try again when it is done"], run.ErrorLines);
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), watch.Elapsed.ToString());
        }
    }

    [UnixTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_database_that_is_deleted_or_replaced_while_it_is_written_is_noticed(bool replace)
    {
        using var store = SqliteStore.Open(Database);
        long run = store.BeginRun("1", "rules");
        store.EnsureInPlace(run);
        foreach (string file in Directory.GetFiles(_folder.Path, "p.db*")) File.Delete(file);
        if (replace) SqliteStore.Open(Database).Dispose();
        Assert.Contains("deleted or replaced", Assert.Throws<StoreException>(() => store.EnsureInPlace(run)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_delays_no_import_and_what_it_sees_stays()
    {
        await CliRun.Of("import", _folder["in"], "--db", Database);
        using var reader = new SqliteConnection($"Data Source={Database};Pooling=False;Mode=ReadOnly");
        reader.Open();
        Execute(reader, "BEGIN; SELECT count(*) FROM documents");
        _folder.Write("in/new.txt", "云岭市新工作方案\n");
        var watch = Stopwatch.StartNew();
        var run = await CliRun.Of("import", _folder["in"], "--db", Database);
        Assert.True(run.Code == 0, run.Error);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), watch.Elapsed.ToString());
        Assert.Equal(4L, Convert.ToInt64(TemporaryFolder.Query(Database, "SELECT count(*) FROM documents")[0], System.Globalization.CultureInfo.InvariantCulture));
        Execute(reader, "COMMIT");
    }

    [Fact]
    public void A_long_reader_does_not_make_the_log_grow_for_ever()
    {
        const long ToFold = 1 << 20, Most = 4 << 20;
        SqliteStore.Open(Database).Dispose();
        DatabaseWait.Current = new DatabaseWait(null) { Longest = TimeSpan.FromMilliseconds(300) };
        using var reader = new SqliteConnection($"Data Source={Database};Pooling=False;Mode=ReadOnly");
        reader.Open();
        Execute(reader, "BEGIN; SELECT count(*) FROM documents");
        using var store = SqliteStore.Open(Database, ToFold, Most);
        long run = store.BeginRun("1", "rules");
        int saved = 0;
        var fault = Assert.Throws<StoreException>(() =>
        {
            for (; saved < 5_000; saved++) store.SaveFailure(Stamp(saved), null, Failure, "rules", run);
        });
        Assert.Contains("has been reading the database for so long", fault.Message, StringComparison.Ordinal);
        Assert.InRange(LogSize(), Most, 2 * Most);
        // As soon as the reader is done it goes on, and the log is folded in.
        Execute(reader, "COMMIT");
        for (int i = 0; i < 2_000; i++) store.SaveFailure(Stamp(saved + i), null, Failure, "rules", run);
        Assert.InRange(LogSize(), 0, 2 * ToFold + (1 << 20));

        long LogSize() => new FileInfo(Database + "-wal").Length;
        FileStamp Stamp(int i) => new($"/plans/{i}.txt", i, null);
    }

    [UnixFact]
    public async Task In_a_folder_that_cannot_be_written_the_database_alone_is_read()
    {
        string file = _folder["ro dir/100% #1?.db"];
        Directory.CreateDirectory(_folder["ro dir"]);
        await CliRun.Of("import", _folder["in"], "--db", file);
        Assert.Equal([file], Directory.GetFiles(_folder["ro dir"]));
        var before = await CliRun.Of("fingerprint", "--db", file);
        using (var chmod = Process.Start("chmod", ["755", _folder.Path])) await chmod.WaitForExitAsync();
        using (var chmod = Process.Start("chmod", ["555", _folder["ro dir"]])) await chmod.WaitForExitAsync();
        // Root may write everywhere, so that another user has to try.
        string program = PolicyIngest.Cli.Importing.Workers.WorkerCommand.OfThisProgram().FileName;
        string[] command = Environment.UserName == "root" ? ["setpriv", "--reuid", "65534", "--clear-groups", program] : [program];
        using var run = Process.Start(new ProcessStartInfo(command[0], [.. command[1..], "fingerprint", "--db", file]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        string printed = run.StandardOutput.ReadToEnd(), error = run.StandardError.ReadToEnd();
        run.WaitForExit();
        using (var chmod = Process.Start("chmod", ["755", _folder["ro dir"]])) await chmod.WaitForExitAsync();
        Assert.True(printed == before.Out, error);
    }

    private static FileFailure Failure { get; } = new(DocumentStatus.Malformed, "bad", new string('x', 2_000));

    private static string[][] Reading(string database) =>
    [
        ["status", "--db", database], ["search", "河道", "--db", database], ["export", "--db", database], ["export", "--db", database, "--format", "csv", "--view", "tasks"],
        ["report", "--db", database, "--output", "-"], ["query", "SELECT * FROM v_task", "--db", database], ["fingerprint", "--db", database], ["rules", "--db", database],
        ["terms", "--db", database],
    ];

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
