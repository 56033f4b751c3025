using System.Buffers;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using PolicyIngest.Cli;
using PolicyIngest.Cli.Lake;
using PolicyIngest.Ingest;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Rules;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Ingest.Store.Records;
using PolicyIngest.Tests.Cli;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Extracting;

/// <summary>Records made by <c>extract</c> and stored by <c>load</c> give the database that an import of the same files gives, however the files were parted.</summary>
public sealed class ExtractAndLoadTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ExtractAndLoadTests()
    {
        for (int i = 0; i < 6; i++)
            _folder.Write($"in/{i}.txt", $"云岭市第{i}号工作方案\n一、主要任务\n1. 清理河道{i}次，2031年底前完成。（市水利局牵头，市财政局配合）\n2. 绿化率达到{i}.5%。\n");
        _folder.Write("in/again.txt", File.ReadAllText(_folder["in/0.txt"]));
        _folder.Write("in/empty.txt", "");
        using var zip = ZipFile.Open(_folder["in/plans.zip"], ZipArchiveMode.Create);
        using (var member = new StreamWriter(zip.CreateEntry("青禾县/方案.txt").Open())) member.Write("青禾县工作方案\n一、主要任务\n1. 修建水渠3条。（县水利局负责）\n");
        using (var member = new StreamWriter(zip.CreateEntry("坏.docx").Open())) member.Write("PK\u0003\u0004 no package");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_union_of_any_parts_is_the_import_of_all()
    {
        await CliRun.Of("import", _folder["in"], "--db", _folder["one.db"], "--quiet");
        string whole = (await CliRun.Of("fingerprint", "--db", _folder["one.db"])).Out;
        string found = await Hits(_folder["one.db"]);
        Assert.StartsWith("6 tasks match", found, StringComparison.Ordinal);
        string[] files = [.. Directory.GetFiles(_folder["in"]).Order(StringComparer.Ordinal)];
        foreach (int parts in new[] { 1, 2, 4 })
        {
            string[] shards = [.. Enumerable.Range(0, parts).Select(part => _folder[$"{parts}-{part}.jsonl"])];
            for (int part = 0; part < parts; part++)
                await CliRun.Of(["extract", .. files.Where((_, i) => i % parts == part), "--output", shards[part]]);
            string database = _folder[$"{parts}.db"];
            var load = await CliRun.Of(["load", .. shards.Reverse(), "--db", database]);
            Assert.Equal(ExitCode.Success, load.Code);
            Assert.Equal(whole, (await CliRun.Of("fingerprint", "--db", database)).Out);
            // A job that ran twice, or a loader that died and begins anew.
            Assert.Equal(ExitCode.Success, (await CliRun.Of(["load", .. shards, "--db", database])).Code);
            Assert.Equal(whole, (await CliRun.Of("fingerprint", "--db", database)).Out);
            Assert.Equal(ExitCode.Success, (await CliRun.Of("fingerprint", "--db", database, "--verify")).Code);
            Assert.Equal(found, await Hits(database));
        }
    }

    private static async Task<string> Hits(string database) => (await CliRun.Of("search", "清理河道", "--db", database)).ErrorLines[^1];

    [Fact]
    public async Task Each_file_has_one_line_and_a_fault_is_a_record_too()
    {
        var run = await CliRun.Of("extract", _folder["in"]);
        Assert.Equal(ExitCode.SomeFailed, run.Code);
        var records = run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(RecordJson.Read).ToDictionary(record => Path.GetRelativePath(_folder["in"], record.Name).Replace('\\', '/'));
        Assert.Equal(["0.txt", "1.txt", "2.txt", "3.txt", "4.txt", "5.txt", "again.txt", "empty.txt", "plans.zip", "plans.zip!/坏.docx", "plans.zip!/青禾县/方案.txt"], records.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("empty-file", records["empty.txt"].Failure!.Code);
        Assert.Equal((true, "members-failed"), (records["plans.zip"].IsArchive, records["plans.zip"].Failure!.Code));
        Assert.Null(records["plans.zip!/坏.docx"].Document);
        Assert.Equal(2, run.ErrorLines.Length);
        using var first = JsonDocument.Parse(run.Out.Split('\n')[0]);
        var task = first.RootElement.GetProperty("tables").GetProperty("tasks")[0];
        Assert.Equal((1, 1, "一/1", "2031-12-31"), (task.GetProperty("task_id").GetInt32(), task.GetProperty("plan_id").GetInt32(), task.GetProperty("path").GetString(), task.GetProperty("due").GetString()));
    }

    [Fact]
    public async Task What_the_reading_process_writes_is_what_the_record_says()
    {
        var run = await CliRun.Of("extract", _folder["in"]);
        string[] lines = run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var made = Directory.GetFiles(_folder["in"], "*.txt").ToDictionary(file => file.Replace('\\', '/'), File.ReadAllBytes);
        made.Remove(_folder["in/empty.txt"].Replace('\\', '/'));
        made[_folder["in/plans.zip"].Replace('\\', '/') + "!/青禾县/方案.txt"] = Encoding.UTF8.GetBytes("青禾县工作方案\n一、主要任务\n1. 修建水渠3条。（县水利局负责）\n");
        Assert.Equal(
            made.Select(file => LineOf(file.Key, file.Value)).Order(StringComparer.Ordinal),
            lines.Where(line => line.Contains("\"tables\":", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(ExitCode.SomeFailed, (await CliRun.Of("extract", _folder["in"], "--format", "parquet", "--output", _folder["lake"])).Code);
        using var lake = new LakeReader(_folder["lake"]);
        Assert.Equal(lines.Order(StringComparer.Ordinal), lake.Parts.SelectMany(part => lake.Records(part).Select(line => Encoding.UTF8.GetString(line.Span))).Order(StringComparer.Ordinal));
    }

    private static string LineOf(string name, byte[] bytes)
    {
        var file = new SourceFile(name, bytes);
        var document = PreparedDocument.Of(IngestPipeline.Run(file, ReadOptions.Default, new RuleOptions(), CancellationToken.None), ProgramIdentity.RuleSet);
        var line = new ArrayBufferWriter<byte>();
        RecordJson.Write(line, new ExtractionRecord(name, bytes.Length, file.Sha256, ProgramIdentity.RuleSet, null, document));
        return Encoding.UTF8.GetString(line.WrittenSpan[..^1]);
    }

    [Fact]
    public async Task The_same_files_give_the_same_bytes_whatever_the_number_of_jobs()
    {
        var one = await CliRun.Of("extract", _folder["in"], "--jobs", "1");
        var three = await CliRun.Of("extract", _folder["in"], "--jobs", "3");
        Assert.Equal(one.Out, three.Out);
    }

    [Fact]
    public async Task A_line_that_is_no_record_is_told_by_its_number_and_the_others_are_stored()
    {
        string good = (await CliRun.Of("extract", _folder["in/1.txt"])).Out;
        _folder.Write("mixed.jsonl", good + "{\"record\":99}\nno json\n{}\n" + good[..(good.Length / 2)] + "\n" + good.Replace("\"plans\":", "\"schemes\":", StringComparison.Ordinal) + (await CliRun.Of("extract", _folder["in/2.txt"])).Out);
        var run = await CliRun.Of("load", _folder["mixed.jsonl"], "--db", _folder["p.db"]);
        Assert.Equal(ExitCode.SomeFailed, run.Code);
        string file = _folder["mixed.jsonl"];
        Assert.Equal(
        [
            $"{file}:2: the record has version 99, this program reads {ExtractionRecord.Version}; extract the files anew", $"{file}:3: the line is no record as extract writes them",
            $"{file}:4: the line is no record as extract writes them", $"{file}:5: the line is no record as extract writes them",
            $"{file}:6: the record has tables that this program does not know; extract the files anew", "loaded 2, replaced 0, unchanged 0, without a document 0",
        ], run.ErrorLines);
        Assert.Equal(ExitCode.Success, (await CliRun.Of("fingerprint", "--db", _folder["p.db"], "--verify")).Code);
        var missing = await CliRun.Of("load", _folder["none.jsonl"], "--db", _folder["p.db"]);
        Assert.StartsWith($"{_folder["none.jsonl"]}: the records can't be read (", missing.Error, StringComparison.Ordinal);
    }
}
