using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using DuckDB.NET.Data;
using PolicyIngest.Cli;
using PolicyIngest.Cli.Importing.Workers;
using PolicyIngest.Cli.Lake;
using PolicyIngest.Ingest.Store.Records;
using PolicyIngest.Tests.Cli;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Extracting;

/// <summary>A lake that jobs fill, asked by DuckDB and held against SQLite; and files that come as frames.</summary>
public sealed class LakeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string[] Plans(int count)
    {
        for (int i = 0; i < count; i++)
            _folder.Write($"in/{i:000}.txt", $"云岭市第{i}号工作方案\n云政发〔{2020 + i % 3}〕{i + 1}号\n云岭市人民政府\n{2020 + i % 3}年3月1日\n一、主要任务\n1. 清理河道{i}次，2031年底前完成。（市水利局牵头，市财政局配合）\n2. 2025年底前，绿化率达到{i}.5%。\n");
        return [.. Directory.GetFiles(_folder["in"]).Order(StringComparer.Ordinal)];
    }

    private static async Task<CliRun> Must(params string[] arguments)
    {
        var run = await CliRun.Of(arguments);
        Assert.True(run.Code == ExitCode.Success, run.Error);
        return run;
    }

    private static string[] DuckRows(string lake, string sql, bool withViews = true)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SET threads = 1; SET file_search_path = '{lake}'; {(withViews ? File.ReadAllText(Path.Combine(lake, "lake.sql")) : "")}";
        command.ExecuteNonQuery();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        var found = new List<string>();
        while (rows.Read()) found.Add(string.Join('|', Enumerable.Range(0, rows.FieldCount).Select(i => Written(rows.GetValue(i)))));
        return [.. found];
    }

    private static string Written(object value) => value is DateOnly day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private static string[] Sorted(string[] rows) => [.. rows.Order(StringComparer.Ordinal)];

    /// <summary>Each view of the lake against the same view of a database, but for keys, which the lake takes from the hashes.</summary>
    private static void AssertSame(string lake, string database)
    {
        foreach (string table in RecordTables.Names.Concat(["v_unit", "v_unit_pair", "v_indicator", "v_citation", "v_passage"]))
        {
            // The order of names in v_indicator.documents is free.
            string[] columns = [.. TemporaryFolder.Query(database, $"SELECT name FROM pragma_table_info('{table}')").Where(name => (!name.EndsWith("_id", StringComparison.Ordinal) || name == "rule_id") && name is not ("modified_at" or "given" or "documents" or "passage_key"))];
            string sql = $"SELECT {string.Join(", ", columns)} FROM {table}";
            string[] expected = Sorted(TemporaryFolder.Query(database, sql)), found = Sorted(DuckRows(lake, sql));
            Assert.True(expected.SequenceEqual(found), $"{table}: {expected.Length} and {found.Length} rows, first other: {expected.Except(found).FirstOrDefault()} / {found.Except(expected).FirstOrDefault()}");
        }
    }

    [Fact]
    public async Task Whatever_jobs_write_twice_the_lake_shows_once_and_as_the_database_has_it()
    {
        string[] files = Plans(12);
        _folder.Write("in/empty.txt", "");
        File.Copy(files[0], _folder["in/again.txt"]);
        string lake = _folder["lake"], database = _folder["p.db"];
        await CliRun.Of("extract", _folder["in"], "--output", _folder["all.jsonl"]);
        await CliRun.Of("load", _folder["all.jsonl"], "--db", database, "--quiet");
        await Must(["extract", .. files[..8], "--format", "parquet", "--output", lake]);
        await Must(["extract", .. files[..8], "--format", "parquet", "--output", lake]);
        Assert.Single(Directory.GetDirectories(Path.Combine(lake, "parts")));
        // Jobs that were cut otherwise have documents in common.
        await CliRun.Of(["extract", .. files[4..], _folder["in/empty.txt"], _folder["in/again.txt"], "--format", "parquet", "--output", lake]);
        Assert.Equal(2, Directory.GetDirectories(Path.Combine(lake, "parts")).Length);
        AssertSame(lake, database);
        foreach (string question in Questions())
            Assert.Equal(Sorted(TemporaryFolder.Query(database, question)), Sorted(DuckRows(lake, question)));

        Assert.Equal("2 parts are one now\n", (await Must("compact", lake)).Error);
        AssertSame(lake, database);
        Assert.Equal("the lake is one part already, or empty\n", (await Must("compact", lake)).Error);
        Assert.Equal("1 parts are one now\n", (await Must("compact", lake, "--partition", "year", "province")).Error);
        AssertSame(lake, database);
        string part = Directory.GetDirectories(Path.Combine(lake, "parts")).Single();
        Assert.Equal(["year=2020", "year=2021", "year=2022"], Directory.GetDirectories(Path.Combine(part, "v_task")).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal));
        Assert.Contains("\"documents\": 12,", File.ReadAllText(Path.Combine(part, "manifest.json")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_loaded_from_the_lake_is_that_of_the_records()
    {
        string[] files = Plans(9);
        using (var zip = ZipFile.Open(_folder["in/plans.zip"], ZipArchiveMode.Create))
        {
            foreach (string name in new[] { "方案.txt", "措施.txt" })
            {
                using var member = new StreamWriter(zip.CreateEntry(name).Open());
                member.Write($"青禾县工作{name}\n一、主要任务\n1. 修建水渠3条，长度\0达到5公里。（县水利局负责）\n");
            }
        }
        _folder.Write("in/empty.txt", "");
        File.Copy(files[0], _folder["in/again.txt"]);
        string lake = _folder["lake"], whole = await Loaded("records.db", _folder["all.jsonl"], extract: ["extract", Repository.Samples, _folder["in"], "--output", _folder["all.jsonl"]]);
        // The archive's own record and its members' come with those that other jobs wrote as well.
        await CliRun.Of("extract", Repository.Samples, _folder["in/plans.zip"], "--format", "parquet", "--output", lake);
        await CliRun.Of("extract", _folder["in"], "--format", "parquet", "--output", lake);
        string[] records = DuckRows(lake, "SELECT path FROM records");
        Assert.Equal(File.ReadLines(_folder["all.jsonl"]).Count(), records.Length);
        using (var reader = new LakeReader(lake))
            Assert.Equal(File.ReadLines(_folder["all.jsonl"]).Order(StringComparer.Ordinal), reader.Parts.SelectMany(reader.Records).Select(line => Encoding.UTF8.GetString(line.Span)).Distinct().Order(StringComparer.Ordinal));

        Assert.Equal(whole, await Loaded("lake.db", lake));
        await Must("load", lake, "--db", _folder["lake.db"]);
        Assert.Equal(whole, (await Must("fingerprint", "--db", _folder["lake.db"])).Out);
        await Must("compact", lake, "--partition", "year", "province");
        Assert.Equal(whole, await Loaded("compacted.db", lake));
        Assert.Equal(ExitCode.Success, (await CliRun.Of("fingerprint", "--db", _folder["compacted.db"], "--verify")).Code);
    }

    private async Task<string> Loaded(string database, string source, params string[] extract)
    {
        if (extract.Length > 0) await CliRun.Of(extract);
        await Must("load", source, "--db", _folder[database], "--quiet");
        return (await Must("fingerprint", "--db", _folder[database])).Out;
    }

    [Fact]
    public async Task What_of_a_lake_cannot_be_read_is_told_and_the_rest_is_loaded()
    {
        string[] files = Plans(6);
        string lake = _folder["lake"];
        foreach (string file in files[..3]) await Must("extract", file, "--format", "parquet", "--output", lake);
        string[] parts = [.. Directory.GetDirectories(Path.Combine(lake, "parts")).Order(StringComparer.Ordinal)];
        string cut = Path.Combine(parts[0], "records", "part-0.parquet");
        using (var stream = File.OpenWrite(cut)) stream.SetLength(stream.Length / 2);
        File.WriteAllText(Path.Combine(parts[1], "manifest.json"), File.ReadAllText(Path.Combine(parts[1], "manifest.json")).Replace("\"records\": 1", "\"records\": 2", StringComparison.Ordinal));
        var run = await CliRun.Of("load", lake, "--db", _folder["p.db"]);
        Assert.Equal(ExitCode.SomeFailed, run.Code);
        Assert.Equal(
        [
            $"{lake}: part {Path.GetFileName(parts[0])} can't be read (it is no whole Parquet file); extract its files anew",
            $"{lake}: part {Path.GetFileName(parts[1])} can't be read (it has 1 records, and its manifest says 2); extract its files anew",
            "loaded 2, replaced 0, unchanged 0, without a document 0",
        ], run.ErrorLines);

        using (new FileStream(Path.Combine(lake, ".compact.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
            Assert.Equal($"policy-ingest: {lake}: a compact is at work on this lake; wait until it is done", (await CliRun.Of("load", lake, "--db", _folder["none.db"])).ErrorLines[0]);
        Assert.Contains("there is no lake", (await CliRun.Of("load", _folder["in"], "--db", _folder["none.db"])).Error, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(lake, "lake.json"), """{ "lake": 1, "rule_set": "of-a-former-program" }""");
        Assert.Equal($"policy-ingest: {lake}: the lake was made by a former version and holds no records; extract the files anew into a new one", (await CliRun.Of("load", lake, "--db", _folder["none.db"])).ErrorLines[0]);
        Assert.False(File.Exists(_folder["none.db"]));
    }

    [Fact]
    public async Task A_lake_of_the_former_version_can_be_compacted()
    {
        string[] files = Plans(4);
        string lake = _folder["lake"];
        foreach (string file in files) await Must("extract", file, "--format", "parquet", "--output", lake);
        foreach (string part in Directory.GetDirectories(Path.Combine(lake, "parts")))
            foreach (string table in new[] { "records", "paragraphs" }) Directory.Delete(Path.Combine(part, table), recursive: true);
        File.WriteAllText(Path.Combine(lake, "lake.json"), """{ "lake": 1, "rule_set": "of-a-former-program" }""");
        Assert.Equal("4 parts are one now\n", (await Must("compact", lake)).Error);
        Assert.Equal(["4|8"], DuckRows(lake, "SELECT (SELECT count(*) FROM 'parts/*/documents/*.parquet'), (SELECT count(*) FROM 'parts/*/v_task/*.parquet')", withViews: false));
    }

    [Fact]
    public async Task Compactions_while_jobs_write_lose_nothing_and_one_keeps_out_another()
    {
        string[] files = Plans(48);
        string lake = _folder["lake"], database = _folder["p.db"];
        await Must("extract", files[0], "--format", "parquet", "--output", lake);
        using (new FileStream(Path.Combine(lake, ".compact.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
        {
            var kept = await CliRun.Of("compact", lake);
            Assert.Equal((ExitCode.Nothing, true), (kept.Code, kept.Error.Contains("another compact, or a load, is at work on this lake", StringComparison.Ordinal)));
        }
        var jobs = Task.Run(async () =>
        {
            // Each job twice, the second time with some of the next one's files.
            for (int i = 0; i < 12; i++) await Must(["extract", .. files[(i * 4)..(i * 4 + 4)], "--format", "parquet", "--output", lake, "--jobs", "1"]);
            for (int i = 0; i < 12; i += 3) await Must(["extract", .. files[(i * 4)..(i * 4 + 6)], "--format", "parquet", "--output", lake, "--jobs", "1"]);
        });
        var compactions = Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            int done = 0;
            do
            {
                var run = await CliRun.Of("compact", lake);
                if (run.Code == ExitCode.Success) done++;
                else Assert.True(run.Error.Contains("another compact, or a load, is at work on this lake", StringComparison.Ordinal), run.Error);
            }
            while (!jobs.IsCompleted);
            return done;
        })).ToArray();
        await jobs;
        Assert.True((await Task.WhenAll(compactions)).Sum() > 2);
        await Must("compact", lake);
        Assert.Equal(ExitCode.Success, Finish(CommandOf(["extract", .. files, "--output", _folder["all.jsonl"]]), CommandOf("load", _folder["all.jsonl"], "--db", database, "--quiet")));
        AssertSame(lake, database);
        Assert.Equal(["48|48"], DuckRows(lake, "SELECT count(*), count(DISTINCT document_sha256) FROM read_parquet('parts/*/documents/*.parquet')"));
    }

    private static string[] Questions()
    {
        string[] questions = [.. File.ReadLines(Path.Combine(Repository.Root, "README.md")).Where(line => line.Contains("policy-ingest query \"", StringComparison.Ordinal)).Select(line => line.Split('"')[1]).Where(sql => !sql.Contains(" LIMIT ", StringComparison.Ordinal) || sql.Contains("v_target", StringComparison.Ordinal))];
        Assert.True(questions.Length >= 2);
        return questions;
    }

    [Fact]
    public async Task Citations_mean_the_same_plans_and_indicators_have_the_same_sources_as_in_the_database()
    {
        string lake = _folder["lake"], database = _folder["p.db"];
        string[] samples = [Repository.Samples];
        // By number, by title in another document, by title where the number is another, and within its own document.
        for (int i = 0; i < 4; i++)
            _folder.Write($"cite/{i}.txt", $"云岭市{(i % 2 == 0 ? "节水" : "绿化")}工作方案\n云政发〔2031〕{i / 2 + 1}号\n云岭市人民政府\n203{i}年3月1日\n一、主要任务\n1. 根据《云岭市绿化工作方案》（云政发〔2031〕2号）、《云岭市节水工作方案》和云政发〔2031〕1号，到2035年，用水总量控制在{i / 2 + 3}亿立方米以内。（市水利局牵头）\n");
        await CliRun.Of(["extract", .. samples, _folder["cite"], "--output", _folder["all.jsonl"]]);
        await CliRun.Of("load", _folder["all.jsonl"], "--db", database, "--quiet");
        await CliRun.Of(["extract", _folder["cite"], "--format", "parquet", "--output", lake]);
        await CliRun.Of(["extract", .. samples, "--format", "parquet", "--output", lake]);
        AssertSame(lake, database);
        const string Meant = "SELECT c.document_name, c.start_cp, x.title, x.issued_on FROM v_citation c JOIN plans x ON x.plan_id = c.cited_plan_id";
        string[] meant = Sorted(TemporaryFolder.Query(database, Meant));
        Assert.True(meant.Length > 8, $"{meant.Length} citations");
        Assert.Equal(meant, Sorted(DuckRows(lake, Meant)));
        const string Sources = "SELECT documents FROM v_indicator WHERE sources > 1";
        string[] sources = Sorted([.. TemporaryFolder.Query(database, Sources).Select(InOrder)]);
        Assert.NotEmpty(sources);
        Assert.Equal(sources, Sorted([.. DuckRows(lake, Sources).Select(InOrder)]));

        static string InOrder(string names) => string.Join(',', names.Split(',').Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_folder_that_is_no_lake_and_a_lake_of_other_rules_are_refused()
    {
        string file = Plans(1)[0];
        Assert.Contains("the folder is not empty and no lake", (await CliRun.Of("extract", file, "--format", "parquet", "--output", _folder["in"])).Error, StringComparison.Ordinal);
        Assert.Contains("a lake can't go to standard output", (await CliRun.Of("extract", file, "--format", "parquet")).Error, StringComparison.Ordinal);
        Assert.Contains("there is no lake", (await CliRun.Of("compact", _folder["in"])).Error, StringComparison.Ordinal);
        await Must("extract", file, "--format", "parquet", "--output", _folder["lake"]);
        File.WriteAllText(_folder["lake/lake.json"], """{ "lake": 1, "rule_set": "of-another-program" }""");
        Assert.Contains("the lake holds what other rules read", (await CliRun.Of("extract", file, "--format", "parquet", "--output", _folder["lake"])).Error, StringComparison.Ordinal);
    }

    [UnixFact]
    public void Workers_killed_ten_times_lose_nothing_and_store_nothing_twice()
    {
        string[] files = Plans(60);
        string lake = _folder["lake"], database = _folder["p.db"];
        const int Jobs = 6;
        string[][] jobs = [.. Enumerable.Range(0, Jobs).Select(job => files.Where((_, i) => i % Jobs == job).ToArray())];
        var random = new Random(20_311_231);
        int killed = 0, longest = 4_000;
        var todo = new Queue<int>(Enumerable.Range(0, Jobs));
        while (todo.TryDequeue(out int job))
        {
            var watch = Stopwatch.StartNew();
            using var process = Process.Start(CommandOf(["extract", .. jobs[job], "--format", "parquet", "--output", lake, "--jobs", "1"]))!;
            // A job that is killed is run again, as every engine does; after ten kills they are left alone.
            if (killed < 10 && !process.WaitForExit(random.Next(longest)))
            {
                process.Kill(entireProcessTree: true);
                killed++;
                process.WaitForExit();
                todo.Enqueue(job);
                continue;
            }
            Assert.True(process.WaitForExit(120_000));
            Assert.Equal(0, process.ExitCode);
            longest = (int)watch.ElapsedMilliseconds;
            // One that was done is sometimes given out again.
            if (killed < 10) todo.Enqueue(job);
        }
        Assert.Equal(10, killed);
        foreach (string[] job in jobs) Assert.Equal(0, Finish(CommandOf(["extract", .. job, "--output", _folder["shard.jsonl"]]), CommandOf("load", _folder["shard.jsonl"], "--db", database, "--quiet")));
        AssertSame(lake, database);
        Assert.Equal(["60|60"], DuckRows(lake, "SELECT count(*), count(DISTINCT document_sha256) FROM documents"));
        // Beside what the views show: no part holds a document of another one.
        Assert.Equal(["60"], DuckRows(lake, "SELECT count(*) FROM read_parquet('parts/*/documents/*.parquet')"));
    }

    private static int Finish(params ProcessStartInfo[] commands) => commands.Max(command =>
    {
        using var process = Process.Start(command)!;
        process.WaitForExit();
        return process.ExitCode;
    });

    private static ProcessStartInfo CommandOf(params string[] arguments) =>
        new(WorkerCommand.OfThisProgram().FileName, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };

    private static byte[] Frame(string name, byte[] bytes) => [.. Encoding.UTF8.GetBytes($"{bytes.Length} {name}\n"), .. bytes];

    private static async Task<CliRun> WithInput(byte[] input, params string[] arguments)
    {
        using var stream = new MemoryStream(input);
        using var output = new MemoryStream();
        using var error = new StringWriter { NewLine = "\n" };
        int code = await Program.Run(arguments, new Terminal(stream, output, error));
        return new CliRun(code, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }

    [Fact]
    public async Task Frames_give_the_records_that_files_of_these_names_give()
    {
        string[] files = Plans(5);
        using (var zip = ZipFile.Open(_folder["in/plans.zip"], ZipArchiveMode.Create))
        using (var member = new StreamWriter(zip.CreateEntry("方案.txt").Open())) member.Write("青禾县工作方案\n一、主要任务\n1. 修建水渠3条。（县水利局负责）\n");
        _folder.Write("in/z-empty.txt", "");
        string[] all = [.. files, _folder["in/plans.zip"], _folder["in/z-empty.txt"]];
        byte[] frames = [.. all.SelectMany(file => Frame(file, File.ReadAllBytes(file)))];
        var byName = await CliRun.Of(["extract", .. all]);
        var byFrame = await WithInput(frames, "extract", "--frames");
        Assert.Equal(ExitCode.SomeFailed, byFrame.Code);
        Assert.Equal(byName.Out, byFrame.Out);
        Assert.Equal(byName.Error, byFrame.Error);
        Assert.Equal(8, byFrame.Out.Count(c => c == '\n'));
        // Names need not be those of files that could be made here.
        var odd = await WithInput([.. Frame("s3://bucket/../a b.txt", File.ReadAllBytes(files[0])), .. Frame("..", File.ReadAllBytes(files[1]))], "extract", "--frames");
        Assert.Equal(["s3://bucket/../a b.txt", ".."], odd.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => RecordJson.Read(line).Name));
        Assert.Equal((ExitCode.Success, ""), (odd.Code, odd.Error));
    }

    [Fact]
    public async Task Frames_that_are_none_or_are_cut_short_or_too_long_are_told()
    {
        byte[] whole = Frame("a.txt", "云岭市工作方案\n一、主要任务\n1. 种树。\n"u8.ToArray());
        foreach (var (input, told) in new (byte[], string)[]
        {
            ("plans/a.txt\n"u8.ToArray(), "frame 1 has no head"),
            ([.. whole, .. "x"u8], "the frames end within the head of frame 2"),
            (whole[..^5], "the frames end within a.txt"),
        })
        {
            var run = await WithInput(input, "extract", "--frames");
            Assert.Equal(ExitCode.Nothing, run.Code);
            Assert.Contains(told, run.Error, StringComparison.Ordinal);
        }
        var large = await WithInput([.. Frame("b.txt", new byte[3_000_000]), .. whole], "extract", "--frames", "--max-file-size", "1MB");
        Assert.Equal(ExitCode.SomeFailed, large.Code);
        Assert.Equal(["resource_limit", "imported"], large.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split("\"status\":\"")[1].Split('"')[0]));
        Assert.Contains("leave the paths out", (await WithInput([], "extract", "--frames", "in")).Error, StringComparison.Ordinal);
    }
}
