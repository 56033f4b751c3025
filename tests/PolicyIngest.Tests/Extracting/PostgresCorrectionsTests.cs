using System.Globalization;
using PolicyIngest.Cli;
using PolicyIngest.Ingest.Store.Correcting;
using PolicyIngest.Ingest.Store.Postgres;
using PolicyIngest.Tests.Cli;
using PolicyIngest.Tests.Corrections;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Extracting;

/// <summary>The same corrections in PostgreSQL and in a SQLite file: the same rows, whatever is loaded afterwards.</summary>
[Collection(PostgresTests.Name)]
public sealed class PostgresCorrectionsTests(PostgresTests.Loaded loaded) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [PostgresFact]
    public void A_hundred_corrections_of_all_kinds_give_the_rows_that_they_give_in_a_file_and_outlast_loads()
    {
        string file = Copy(), address = loaded.Server.NewDatabase(), corrections = _folder["c.jsonl"];
        var made = new RandomCorrections(20_310_203).Make(file, 100);
        Assert.Equal(100, made.Values.Sum());
        PostgresTests.Loaded.Must("corrections", "export", "--db", file, "--output", corrections, "--all");
        PostgresTests.Loaded.Must("load", loaded.Records, "--to", address, "--quiet");
        Assert.Equal("corrections: 100 new, 0 known before, 0 wait for their documents, 0 have lost their place\n", PostgresTests.Loaded.Must("corrections", "import", corrections, "--db", address).Error);
        // How often a document was changed differs: there one by one, here all at once.
        Same();
        Assert.Equal("corrections: 0 new, 100 known before, 0 wait for their documents, 0 have lost their place\n", PostgresTests.Loaded.Must("corrections", "import", corrections, "--db", address).Error);
        PostgresTests.Loaded.Must("corrections", "export", "--db", address, "--output", _folder["again.jsonl"], "--all");
        Assert.Equal(File.ReadAllText(corrections), File.ReadAllText(_folder["again.jsonl"]));

        PostgresTests.Loaded.Must("load", loaded.Records, "--to", address, "--quiet");
        Same();
        // As if other rules had read them: all documents are stored anew.
        loaded.Server.Rows(address, "UPDATE documents SET rule_set = 'former'");
        var again = PostgresTests.Loaded.Must("load", loaded.Records, "--to", address);
        Assert.DoesNotContain("replaced 0,", again.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("lost", again.Error, StringComparison.Ordinal);
        Same();

        // Corrections that are there before their documents.
        string empty = loaded.Server.NewDatabase();
        Assert.Equal("corrections: 100 new, 0 known before, 100 wait for their documents, 0 have lost their place\n", PostgresTests.Loaded.Must("corrections", "import", corrections, "--db", empty).Error);
        PostgresTests.Loaded.Must("load", loaded.Records, "--to", empty, "--quiet");
        address = empty;
        Same();

        void Same() => Assert.True(loaded.Compare(file, address, "revision") > 3_000);
    }

    [PostgresFact]
    public void Corrections_one_by_one_are_those_of_a_file()
    {
        string file = _folder["one.db"], address = loaded.Server.NewDatabase(), records = _folder["sorted.jsonl"];
        // In one order, so that documents have the same numbers in both.
        string[] lines = [.. File.ReadLines(loaded.Records).Where(line => !line.Contains("\"archive\":true", StringComparison.Ordinal)).Take(12)];
        for (int i = 0; i < lines.Length; i++)
        {
            File.WriteAllText(records, lines[i] + "\n");
            PostgresTests.Loaded.Must("load", records, "--db", file, "--quiet");
            PostgresTests.Loaded.Must("load", records, "--to", address, "--quiet");
        }
        const string Numbers = "SELECT sha256, document_id FROM documents";
        Assert.Equal(PostgresTests.Loaded.SqliteRows(Numbers, file), PostgresTests.Loaded.PostgresRows(Numbers, address));
        long[] documents = [.. TemporaryFolder.Query(file, "SELECT document_id FROM documents ORDER BY document_id").Select(id => long.Parse(id, CultureInfo.InvariantCulture))];
        using (var one = CorrectionStore.Open(file)) Assert.Equal(30, new RandomCorrections(7).Make(one, documents, 30).Values.Sum());
        using (var other = PostgresCorrections.Open(PostgresServer.Of(address))) Assert.Equal(30, new RandomCorrections(7).Make(other, documents, 30).Values.Sum());
        // Ids and times are of the clock.
        Assert.True(loaded.Compare(file, address, "correction_id", "made_at") > 500);

        string[] ids = TemporaryFolder.Query(file, "SELECT correction_id FROM corrections ORDER BY correction_id"), others = loaded.Server.Rows(address, "SELECT correction_id FROM corrections ORDER BY correction_id");
        foreach (int i in new[] { 3, 11, 20, 29 })
        {
            PostgresTests.Loaded.Must("corrections", "undo", ids[i], "--db", file);
            PostgresTests.Loaded.Must("corrections", "undo", others[i], "--db", address);
        }
        loaded.Compare(file, address, "correction_id", "made_at");
        Assert.Equal(Listed(file), Listed(address));
        foreach (int i in new[] { 11, 3 })
        {
            PostgresTests.Loaded.Must("corrections", "undo", "--redo", ids[i], "--db", file);
            PostgresTests.Loaded.Must("corrections", "undo", "--redo", others[i], "--db", address);
        }
        loaded.Compare(file, address, "correction_id", "made_at");

        static string[] Listed(string database) => [.. PostgresTests.Loaded.Must("corrections", "list", "--db", database).Out.Split('\n').Select(line => line.Length > 30 ? line[30..] : line)];
    }

    [PostgresFact]
    public async Task A_script_corrects_and_what_cannot_be_done_is_said()
    {
        string address = loaded.Server.NewDatabase(), plan = _folder.Write("river.txt", "云岭市工作方案\n一、主要任务\n1. 清理河道，2031年底前完成。（市水利局牵头，市财政局配合）\n2. 检查河道。（市审计局负责）\n");
        PostgresTests.Loaded.Must("load", loaded.Extract("river.jsonl", plan), "--to", address);
        foreach (string[] asked in new string[][]
        {
            ["--document", "river.txt", "--task", "一/1", "--set", "title=清淤"], ["--document", plan, "--task", "一/1", "--add-assignment", "role=support,unit=市审计局,words=市审计局"],
            ["--fact", "d1000001", "--set", "due=2031-05-31"], ["--fact", "a1000002", "--drop"], ["--document", "1", "--set", "issuer=云岭市人民政府"], ["--document", "river.txt", "--finish"],
        })
            PostgresTests.Loaded.Must(["correct", "--db", address, .. asked, "--who", "李青"]);
        Assert.Equal(["检查河道||市审计局", "清淤|2031-05-31|市审计局、市水利局"], Rows("SELECT t.title, t.due, (SELECT string_agg(unit, '、' ORDER BY unit) FROM v_assignment a WHERE a.task_id = t.task_id) FROM v_task t"));
        Assert.Equal(["云岭市人民政府"], Rows("SELECT issuer FROM plans"));
        Assert.Equal(["审计局|responsible|1", "审计局|support|1", "水利局|lead|1"], Rows("SELECT canonical, role, tasks FROM v_unit"));
        Assert.Empty(Rows("SELECT name FROM units WHERE name = '市财政局'"));
        Assert.Equal(6, PostgresTests.Loaded.Must("corrections", "list", "--document", "river.txt", "--db", address).Out.Count(c => c == '\n'));
        foreach (var (told, arguments) in new (string, string[])[]
        {
            ("there is no such document in postgresql://127.0.0.1:", ["correct", "--document", "lake.txt", "--set", "title=x"]), ("no such task", ["correct", "--document", "river.txt", "--task", "九", "--set", "title=x"]),
            ("there is no such document in postgresql://127.0.0.1:", ["correct", "--fact", "a99000001", "--drop"]), ("no deadline number 77", ["correct", "--fact", "d1000077", "--drop"]),
            ("none: there is no such correction", ["corrections", "undo", "none"]), ("a workbook goes with a database file", ["corrections", "import", "c.xlsx"]),
        })
        {
            var run = await CliRun.Of([.. arguments, "--db", address]);
            Assert.NotEqual(ExitCode.Success, run.Code);
            Assert.Contains(told, run.Error, StringComparison.Ordinal);
            Assert.DoesNotContain(Uri.EscapeDataString(PostgresCluster.Password), run.Error, StringComparison.Ordinal);
        }
        Assert.Contains("the database is empty", (await CliRun.Of("corrections", "list", "--db", loaded.Server.NewDatabase())).Error, StringComparison.Ordinal);

        string[] Rows(string sql) => PostgresTests.Loaded.PostgresRows(sql, address);
    }

    [PostgresFact]
    public async Task Corrections_follow_a_file_to_its_new_content_and_wait_for_one_that_goes()
    {
        string file = _folder["p.db"], address = loaded.Server.NewDatabase();
        string plan = _folder["plan.txt"], other = _folder["other.txt"], corrections = _folder["c.jsonl"];
        Write(plan, "1. 清理河道，2031年底前完成。（市水利局牵头，市财政局配合）\n2. 种树5公顷。（市林业局负责）");
        File.Copy(plan, other);
        await Both("load", loaded.Extract("1.jsonl", plan, other));
        PostgresTests.Loaded.Must("correct", "--db", file, "--document", plan, "--task", "一/1", "--set", "title=清淤");
        PostgresTests.Loaded.Must("correct", "--db", file, "--document", plan, "--task", "一/2", "--drop");
        PostgresTests.Loaded.Must("correct", "--db", file, "--document", plan, "--set", "issuer=云岭市人民政府");
        PostgresTests.Loaded.Must("corrections", "export", "--db", file, "--output", corrections);
        PostgresTests.Loaded.Must("corrections", "import", corrections, "--db", address);
        loaded.Compare(file, address, "revision");
        // Another file has the former content still: the new one gets copies, of which one has lost its words.
        Write(plan, "1. 疏浚水库。（市水利局牵头）\n2. 清理河道，2031年底前完成。（市水利局牵头，市财政局配合）");
        string[] said = await Both("load", loaded.Extract("2.jsonl", plan));
        Assert.Contains("1 corrections have lost their place; corrections list --db", said[0], StringComparison.Ordinal);
        Assert.Equal(["applied|5", "lost|1"], PostgresTests.Loaded.PostgresRows("SELECT state, count(*) FROM corrections GROUP BY state", address));
        // Then it changes as well, and takes them with it.
        Write(other, "1. 清理河道，2031年底前完成。（市水利局牵头）\n2. 种树5公顷。（市林业局负责）");
        await Both("load", loaded.Extract("3.jsonl", other));
        // And back again.
        Write(other, "1. 清理河道，2031年底前完成。（市水利局牵头，市财政局配合）\n2. 种树5公顷。（市林业局负责）");
        await Both("load", loaded.Extract("4.jsonl", other));
        Assert.Equal(["清淤"], PostgresTests.Loaded.PostgresRows("SELECT DISTINCT title FROM v_task WHERE document_name = 'other.txt'", address));

        // Corrections of a version that is nowhere find the one file of its name.
        string fresh = _folder["fresh.db"], server = loaded.Server.NewDatabase();
        (file, address) = (fresh, server);
        await Both("corrections", "import", corrections);
        Write(other, "1. 疏浚水库。（市水利局牵头）\n2. 清理河道，2031年底前完成。（市水利局牵头，市财政局配合）");
        await Both("load", loaded.Extract("5.jsonl", other));
        Assert.Equal(["清淤"], PostgresTests.Loaded.PostgresRows("SELECT title FROM v_task WHERE label = '一/2'", address));

        static void Write(string path, string tasks) => File.WriteAllText(path, $"云岭市工作方案\n一、主要任务\n{tasks}\n");

        async Task<string[]> Both(params string[] arguments)
        {
            var one = await CliRun.Of([.. arguments, "--db", file]);
            var two = await CliRun.Of([.. arguments, arguments[0] == "load" ? "--to" : "--db", address]);
            string[] said = [.. two.ErrorLines.Where(line => !line.StartsWith("making search index", StringComparison.Ordinal))];
            Assert.Equal((one.Code, one.ErrorLines[0]), (two.Code, said[0]));
            Assert.Equal(one.ErrorLines.Length, said.Length);
            loaded.Compare(file, address, "revision");
            return said[1..];
        }
    }

    [PostgresFact]
    public async Task Who_corrects_while_others_load_loses_nothing()
    {
        string address = loaded.Server.NewDatabase();
        PostgresTests.Loaded.Must("load", loaded.Records, "--to", address, "--quiet");
        long[] documents = [.. loaded.Server.Rows(address, "SELECT document_id FROM documents ORDER BY document_id").Select(id => long.Parse(id, CultureInfo.InvariantCulture))];
        var loads = Task.Run(() =>
        {
            for (int i = 0; i < 3; i++)
            {
                loaded.Server.Rows(address, "UPDATE documents SET rule_set = 'former'");
                PostgresTests.Loaded.Must("load", loaded.Records, "--to", address, "--quiet");
            }
        });
        var correcting = Enumerable.Range(0, 2).Select(i => Task.Run(() =>
        {
            using var store = PostgresCorrections.Open(PostgresServer.Of(address));
            return new RandomCorrections(40 + i).Make(store, documents, 20).Values.Sum();
        }));
        int made = (await Task.WhenAll(correcting)).Sum();
        await loads;
        Assert.Equal([$"{made}"], loaded.Server.Rows(address, "SELECT count(*) FROM corrections"));
        // The same corrections in a file, in the order in which they were made.
        string file = Copy(), corrections = _folder["c.jsonl"];
        PostgresTests.Loaded.Must("corrections", "export", "--db", address, "--output", corrections, "--all");
        await CliRun.Of("corrections", "import", corrections, "--db", file);
        loaded.Compare(file, address, "revision");
    }

    private string Copy()
    {
        string file = _folder["copy.db"];
        TemporaryFolder.Query(loaded.Sqlite, $"VACUUM INTO '{file}'");
        return file;
    }
}
