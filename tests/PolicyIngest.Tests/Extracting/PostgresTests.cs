using System.Globalization;
using PolicyIngest.Cli;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Tests.Cli;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Extracting;

/// <summary>The same records in PostgreSQL and in SQLite, asked the same.</summary>
[Collection(Name)]
public sealed class PostgresTests(PostgresTests.Loaded loaded)
{
    public const string Name = "PostgreSQL";

    /// <summary>All tests on PostgreSQL share a server.</summary>
    [CollectionDefinition(Name)]
    public sealed class Server : ICollectionFixture<Loaded>;

    /// <summary>The samples, and a plan with signs that mean something to LIKE, in both databases.</summary>
    public sealed class Loaded : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public Loaded()
        {
            if (PostgresCluster.Programs is null) return;
            Server = new PostgresCluster();
            Address = Server.NewDatabase();
            string signs = _folder.Write("signs.txt", "云岭市工作方案\n一、主要任务\n1. 升级a_b接口，覆盖率达到50%以上。（市数据局牵头）\n2. 清查axb接口，服务50以上的村庄，删除c:\\temp目录。（市数据局负责）\n");
            Extract("all.jsonl", Path.Combine(Repository.Root, "samples"), signs);
            Must("load", Records, "--db", Sqlite);
            Must("load", Records, "--to", Address);
        }

        public PostgresCluster Server { get; } = null!;

        public string Address { get; } = "";

        public string Sqlite => _folder["p.db"];

        public string Records => _folder["all.jsonl"];

        internal TemporaryFolder Folder => _folder;

        public string Extract(string name, params string[] paths)
        {
            var run = CliRun.Of(["extract", .. paths, "--output", _folder[name]]).GetAwaiter().GetResult();
            Assert.NotEqual(ExitCode.Nothing, run.Code);
            return _folder[name];
        }

        internal static CliRun Must(params string[] arguments)
        {
            var run = CliRun.Of(arguments).GetAwaiter().GetResult();
            Assert.True(run.Code == ExitCode.Success, run.Error);
            return run;
        }

        /// <summary>Holds each table and view of a PostgreSQL database against SQLite's.</summary>
        /// <param name="sqlite">The file.</param>
        /// <param name="address">The PostgreSQL database.</param>
        /// <param name="but">Names of columns that are left out.</param>
        /// <returns>How many rows were compared.</returns>
        public int Compare(string sqlite, string address, params string[] but)
        {
            var schema = SchemaDictionary.Of(PlainSchema.Sql);
            int compared = 0;
            foreach (var table in schema.Tables.Concat(schema.Views))
            {
                // Keys depend on the order of loading, times on the clock; the index of words is what each database makes of it; the order of names in a list is free.
                if (table.Name is "v_search" or "v_search_box" or "v_search_text" or "search_documents" or "import_runs" or "v_cited") continue;
                string[] columns = [.. table.Columns.Select(column => column.Name).Where(name => (!name.EndsWith("_id", StringComparison.Ordinal) || name is "rule_id" or "correction_id") && name is not ("passage_key" or "documents")).Except(but)];
                if (columns.Length == 0) continue;
                // A sum that was and is nothing any more is as good as none.
                string sql = $"SELECT {string.Join(", ", columns)} FROM {table.Name}{(table.Name is "unit_sums" or "unit_pair_sums" ? " WHERE plans > 0" : "")}";
                string[] expected = SqliteRows(sql, sqlite), found = PostgresRows(sql, address);
                Assert.True(expected.SequenceEqual(found), $"{table.Name}: {expected.Length} and {found.Length} rows, first other: {expected.Except(found).FirstOrDefault()} | {found.Except(expected).FirstOrDefault()}");
                compared += expected.Length;
            }
            return compared;
        }

        public static string[] SqliteRows(string sql, string file) => [.. TemporaryFolder.Query(file, sql).Order(StringComparer.Ordinal)];

        /// <summary>The rows as the program reads them, since numbers are written otherwise by psql.</summary>
        public static string[] PostgresRows(string sql, string address)
        {
            using var queries = PolicyIngest.Ingest.Store.Postgres.PostgresQueries.Open(PolicyIngest.Ingest.Store.Postgres.PostgresServer.Of(address), PolicyIngest.Ingest.Store.Queries.QueryLimits.None);
            using var rows = queries.Query(sql);
            var found = new List<string>();
            while (rows.Read())
                found.Add(string.Join('|', Enumerable.Range(0, rows.Columns.Length).Select(i => rows.Value(i) is { Kind: Ingest.Export.Tables.CellKind.Real } real ? real.Real.ToString(CultureInfo.InvariantCulture) : Ingest.Export.Tables.TableCells.Words(rows.Value(i)))));
            return [.. found.Order(StringComparer.Ordinal)];
        }

        public void Dispose()
        {
            Server?.Dispose();
            _folder.Dispose();
        }
    }

    [PostgresFact]
    public void Each_table_and_view_has_the_columns_of_schema_sql_in_their_order()
    {
        var schema = SchemaDictionary.Of(PlainSchema.Sql);
        string[] expected = [.. schema.Tables.Concat(schema.Views).OrderBy(table => table.Name, StringComparer.Ordinal).Select(table => $"{table.Name}|{string.Join(',', table.Columns.Select(column => column.Name))}")];
        string[] found = loaded.Server.Rows(loaded.Address, """
            SELECT table_name, string_agg(column_name::text, ',' ORDER BY ordinal_position) FROM information_schema.columns
            WHERE table_schema = 'public' AND table_name <> 'schema_version' GROUP BY table_name ORDER BY table_name COLLATE "C"
            """);
        Assert.Equal(expected, found);
    }

    [PostgresFact]
    public void Each_table_and_view_holds_the_same_rows_but_for_the_numbers_of_documents_and_runs()
    {
        Assert.True(loaded.Compare(loaded.Sqlite, loaded.Address) > 3_000);
    }

    [PostgresFact]
    public void The_questions_of_the_readme_have_the_same_answers_in_the_same_order()
    {
        string[] questions = [.. File.ReadLines(Path.Combine(Repository.Root, "README.md")).Where(line => line.Contains("policy-ingest query \"", StringComparison.Ordinal)).Select(line => line.Split('"')[1])];
        Assert.True(questions.Length >= 3);
        foreach (string sql in questions)
        {
            string sqlite = Loaded.Must("query", sql, "--db", loaded.Sqlite).Out;
            Assert.Equal(sqlite, Loaded.Must("query", sql, "--db", loaded.Address).Out);
            Assert.True(sqlite.Count(c => c == '\n') > 2, sql);
        }
    }

    [PostgresFact]
    public async Task Loaders_at_the_same_time_with_the_same_documents_store_each_once()
    {
        string address = loaded.Server.NewDatabase();
        string[] lines = File.ReadAllLines(loaded.Records);
        // Each loader has two thirds of the records, in an order of its own.
        string[] shards = [.. Enumerable.Range(0, 3).Select(part => loaded.Folder.Write($"shard-{part}.jsonl", string.Concat(lines.Where((_, i) => i % 3 != part).OrderBy(line => line.Length * (part + 7) % 101).Select(line => line + "\n"))))];
        var runs = await Task.WhenAll(shards.Select(shard => Task.Run(() => CliRun.Of("load", shard, "--to", address, "--quiet"))));
        Assert.All(runs, run => Assert.True(run.Code == ExitCode.Success, run.Error));
        AssertSame(address);
        // The last of them has made the search indexes.
        Assert.Equal(["4"], loaded.Server.Rows(address, "SELECT count(*) FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid WHERE relname IN ('tasks_search', 'tasks_pairs', 'documents_search', 'documents_pairs') AND indisvalid"));
        // Once more, which changes nothing.
        Assert.Contains("loaded 0, replaced 0, unchanged", Loaded.Must("load", loaded.Records, "--to", address).Error, StringComparison.Ordinal);
        AssertSame(address);
    }

    [PostgresFact]
    public async Task A_lake_is_loaded_as_its_records_are()
    {
        string address = loaded.Server.NewDatabase(), lake = loaded.Folder["lake"];
        await CliRun.Of("extract", Path.Combine(Repository.Root, "samples"), loaded.Folder["signs.txt"], "--format", "parquet", "--output", lake);
        Loaded.Must("load", lake, "--to", address);
        AssertSame(address);
        foreach (string table in new[] { "paragraphs", "table_cells", "outline_nodes", "findings" })
        {
            string columns = string.Join(", ", SchemaDictionary.Of(PlainSchema.Sql).Tables.First(each => each.Name == table).Columns.Select(column => column.Name).Where(name => !name.EndsWith("_id", StringComparison.Ordinal)));
            Assert.Equal(SqliteRows($"SELECT {columns} FROM {table}"), PostgresRows($"SELECT {columns} FROM {table}", address));
        }
    }

    private void AssertSame(string address)
    {
        foreach (string sql in new[] { "SELECT sha256 FROM documents", "SELECT path, status FROM files", "SELECT document_name, label, title, leads, due FROM v_task", "SELECT * FROM v_unit", "SELECT * FROM v_unit_pair" })
            Assert.Equal(SqliteRows(sql), PostgresRows(sql, address));
    }

    [PostgresFact]
    public void A_file_with_other_content_takes_the_place_of_the_former_one()
    {
        string address = loaded.Server.NewDatabase();
        string file = loaded.Folder.Write("changing/plan.txt", "云岭市工作方案\n一、主要任务\n1. 清理河道，2031年底前完成。（市水利局牵头，市财政局配合）\n");
        Loaded.Must("load", loaded.Extract("one.jsonl", file), "--to", address);
        loaded.Folder.Write("changing/plan.txt", "云岭市工作方案\n一、主要任务\n1. 修建水渠，2032年底前完成。（市水利局牵头）\n2. 种树。（市林业局负责）\n");
        Assert.Equal("loaded 0, replaced 1, unchanged 0, without a document 0\n", Loaded.Must("load", loaded.Extract("two.jsonl", file), "--to", address).Error);
        Assert.Equal(["修建水渠，2032年底前完成|2032-12-31", "种树|"], PostgresRows("SELECT title, due FROM v_task", address));
        Assert.Equal(["1"], PostgresRows("SELECT count(*) FROM documents", address));
        Assert.Equal(["林业局|responsible|1|1", "水利局|lead|1|1"], PostgresRows("SELECT canonical, role, tasks, plans FROM v_unit", address));
        Assert.Empty(PostgresRows("SELECT lead FROM v_unit_pair", address));
    }

    [PostgresFact]
    public void Two_teams_have_a_schema_each_in_one_database()
    {
        string address = loaded.Server.NewDatabase();
        loaded.Server.Rows(address, "CREATE SCHEMA one; CREATE SCHEMA two");
        string file = loaded.Folder.Write("team.txt", "云岭市工作方案\n一、主要任务\n1. 清理河道。（市水利局牵头）\n");
        string records = loaded.Extract("team.jsonl", file);
        foreach (string schema in new[] { "one", "two" }) Loaded.Must("load", records, "--to", $"{address}?schema={schema}");
        Assert.Equal(["one|4", "two|4"], loaded.Server.Rows(address, "SELECT schemaname, count(*) FROM pg_indexes WHERE indexname ~ '^(tasks|documents)_(search|pairs)$' GROUP BY schemaname ORDER BY schemaname"));
        Assert.Equal(["one|1", "two|1"], PostgresRows("SELECT 'one', count(*) FROM one.v_task UNION ALL SELECT 'two', count(*) FROM two.v_task", $"{address}?schema=one"));
    }

    [PostgresFact]
    public async Task A_schema_that_the_address_names_is_the_one_whatever_stands_behind_it_in_the_search_path()
    {
        string address = loaded.Server.NewDatabase(), records = loaded.Extract("schema.jsonl", loaded.Folder.Write("schema.txt", "云岭市工作方案\n一、主要任务\n1. 清理河道。（市水利局牵头）\n"));
        var first = Loaded.Must("load", records, "--to", address);
        Assert.Equal(["tasks_search", "tasks_pairs", "documents_search", "documents_pairs"], first.ErrorLines[..4].Select((line, i) => line.Split($"making search index {i + 1} of 4, ")[1].Split(';')[0]));
        Assert.Equal(5, first.ErrorLines.Length);
        loaded.Server.Rows(address, "CREATE SCHEMA \"Second\"");
        string second = $"{address}?schema=Second";
        Assert.Contains("the database is empty", (await CliRun.Of("search", "河道", "--db", second)).Error, StringComparison.Ordinal);
        Assert.Contains("loaded 1, replaced 0, unchanged 0", Loaded.Must("load", records, "--to", second).Error, StringComparison.Ordinal);
        Assert.Equal(["public|1", "Second|1"], PostgresRows("SELECT 'public', count(*) FROM public.documents UNION ALL SELECT 'Second', count(*) FROM \"Second\".documents", address).Order(StringComparer.Ordinal).Reverse());
        Assert.Contains("there is no schema third", (await CliRun.Of("load", records, "--to", $"{address}?schema=third")).Error, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Faults_are_one_line_and_no_line_holds_the_password()
    {
        string wrong = loaded.Server.Address("p1", "ganz-falsch"), none = loaded.Server.Address("nowhere"), c = loaded.Server.NewDatabase("--locale=C", "--template=template0");
        string closed = "postgresql://owner:ganz-falsch@127.0.0.1:9/p1";
        foreach (var (arguments, told) in new (string[], string)[]
        {
            (["load", loaded.Records, "--to", wrong], "the server does not let this user in"),
            (["load", loaded.Records, "--to", none], "there is no such database"),
            (["load", loaded.Records, "--to", c], "can't hold an index of Chinese text"),
            (["load", loaded.Records, "--to", closed], "the server can't be reached"),
            (["load", loaded.Records, "--to", "postgresql://owner:ganz-falsch@127.0.0.1:x/p1"], "the address of the database can't be read"),
            (["load", loaded.Records, "--to", "ganz-falsch"], "an address of PostgreSQL is wanted"),
            (["query", "SELECT 1", "--db", c], "the database is empty"),
            (["query", "SELEC 1", "--db", loaded.Address], "the query is wrong: syntax error"),
            (["query", "DELETE FROM tasks", "--db", loaded.Address], "the query does more than read"),
            (["query", "SELECT 1; SELECT 2", "--db", loaded.Address], "the query is wrong: cannot insert multiple commands"),
            (["query", "SELECT pg_sleep(20)", "--db", loaded.Address, "--timeout", "1"], "the query takes longer than the limit of 1 s"),
            (["search", "水利", "--db", c], "the database is empty"),
            (["search", "水利", "--db", wrong], "the server does not let this user in"),
            (["status", "--db", loaded.Address], "this command works on a database file"),
            (["import", loaded.Records, "--db", loaded.Address], "this command works on a database file"),
        })
        {
            var run = await CliRun.Of(arguments);
            Assert.Equal(ExitCode.Nothing, run.Code);
            Assert.Contains(told, run.ErrorLines[0], StringComparison.Ordinal);
            Assert.True(run.ErrorLines.Length <= 2, run.Error);
            foreach (string secret in new[] { PostgresCluster.Password, Uri.EscapeDataString(PostgresCluster.Password), "falsch" }) Assert.DoesNotContain(secret, run.Error, StringComparison.Ordinal);
        }
    }

    private string[] SqliteRows(string sql) => Loaded.SqliteRows(sql, loaded.Sqlite);

    private string[] PostgresRows(string sql, string? address = null) => Loaded.PostgresRows(sql, address ?? loaded.Address);
}
