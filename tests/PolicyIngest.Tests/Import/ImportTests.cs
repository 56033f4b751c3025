using System.Diagnostics;
using System.Text.Json;
using PolicyIngest.Cli;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Tests.Cli;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Import;

public sealed class ImportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Database => _folder["p.db"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_second_run_changes_nothing_and_a_changed_file_is_replaced()
    {
        string a = WritePlan("in/a.txt", "甲"), b = WritePlan("in/b.txt", "乙");
        await Import(0, "imported 2, replaced 0, unchanged 0");
        string before = Fingerprint.Of(Database).Whole;
        await Import(0, "imported 0, replaced 0, unchanged 2");
        Assert.Equal(before, Fingerprint.Of(Database).Whole);

        File.SetLastWriteTimeUtc(b, DateTime.UtcNow.AddHours(-1));
        await Import(0, "imported 0, replaced 0, unchanged 2");
        WritePlan("in/a.txt", "丙");
        await Import(0, "imported 0, replaced 1, unchanged 1");
        Assert.NotEqual(before, Fingerprint.Of(Database).Whole);
        WritePlan("in/a.txt", "甲");
        await Import(0, "imported 0, replaced 1, unchanged 1");
        Assert.Equal(before, Fingerprint.Of(Database).Whole);
        Assert.Equal([a, b], Query("SELECT path FROM files ORDER BY path"));
    }

    [Fact]
    public async Task Verify_finds_a_change_that_size_and_time_hide()
    {
        string a = WritePlan("in/a.txt", "甲");
        await Import(0, "imported 1");
        var time = File.GetLastWriteTimeUtc(a);
        WritePlan("in/a.txt", "乙");
        File.SetLastWriteTimeUtc(a, time);
        await Import(0, "unchanged 1");
        await Import(0, "replaced 1", "--verify");
    }

    [Fact]
    public async Task Force_and_newer_rules_redo_all()
    {
        WritePlan("in/a.txt", "甲");
        await Import(0, "imported 1");
        await Import(0, "replaced 1", "--force");
        Query("UPDATE files SET rule_set = 'older'; UPDATE stored_documents SET rule_set = 'older'");
        await Import(0, "replaced 1");
        Assert.Empty(Query("SELECT * FROM documents WHERE rule_set = 'older'"));
    }

    [Fact]
    public async Task A_failed_file_is_tried_again_only_when_asked_or_changed()
    {
        WritePlan("in/a.txt", "甲");
        string bad = _folder.Write("in/bad.txt", "");
        await Import(1, "imported 1, replaced 0, unchanged 0, skipped 0, failed 1");
        await Import(1, "skipped 1, failed 0");
        await Import(1, "skipped 0, failed 1", "--retry-failed");
        WritePlan("in/bad.txt", "乙");
        await Import(0, "imported 1, replaced 0, unchanged 1");
        Assert.Equal(["imported"], Query($"SELECT status FROM files WHERE path = '{bad}'"));
    }

    [Fact]
    public async Task A_file_that_becomes_unreadable_keeps_its_former_version()
    {
        string a = WritePlan("in/a.txt", "甲");
        await Import(0, "imported 1");
        File.WriteAllText(a, "");
        await Import(2, "failed 1");
        Assert.Equal(["malformed|1"], Query("SELECT status, document_id FROM files"));
        Assert.Equal(["1"], Query("SELECT count(*) FROM documents"));
    }

    [UnixFact]
    public async Task A_file_that_is_lost_on_the_way_keeps_its_former_version_and_is_tried_again()
    {
        string a = WritePlan("in/a.txt", "甲");
        await Import(0, "imported 1");
        // A link into a share that is away: the file is listed but can't be read.
        File.Move(a, _folder["away.txt"]);
        File.CreateSymbolicLink(a, _folder["share/away.txt"]);
        await Import(2, "file-gone");
        Assert.Equal(["io|1"], Query("SELECT status, document_id FROM files"));
        Directory.CreateDirectory(_folder["share"]);
        File.Move(_folder["away.txt"], _folder["share/away.txt"]);
        await Import(0, "unchanged 1");
        Assert.Equal(["imported|1"], Query("SELECT status, document_id FROM files"));
    }

    [UnixFact]
    public async Task Escapes_in_names_and_documents_never_reach_the_terminal()
    {
        _folder.Write("in/\u001b[31mred\u0007.txt", "");
        _folder.Write("in/plan.txt", "云岭市\u001b]0;title\u0007工作方案\n一、主要任务\n1. 清理\u001b[2J河道\u202e。（市水\u009b31m利局负责）\n");
        foreach (string[] command in new[]
        {
            new[] { "import", _folder["in"], "--db", Database },
            ["import", _folder["in"], "--db", Database, "--dry-run", "--force"],
            ["status", "--db", Database],
            ["show", _folder["in"]],
            ["show", _folder["in"], "--stage", "blocks"],
        })
        {
            var run = await CliRun.Of(command);
            Assert.DoesNotContain(run.Out + run.Error, c => char.IsControl(c) && c is not ('\n' or '\t'));
        }
    }

    [Fact]
    public async Task Prune_drops_what_is_gone_but_not_a_whole_missing_share()
    {
        WritePlan("in/a.txt", "甲");
        string b = WritePlan("in/deep/b.txt", "乙");
        WritePlan("other/c.txt", "丙");
        await CliRun.Of("import", _folder["other"], "--db", Database);
        await Import(0, "imported 2");
        File.Delete(b);
        await Import(0, "unchanged 1");
        Assert.Equal(["3"], Query("SELECT count(*) FROM documents"));
        await Import(0, "pruned 1", "--prune");
        Assert.Equal(["a.txt", "c.txt"], Query("SELECT name FROM files JOIN documents USING (document_id) ORDER BY name"));
        File.Delete(_folder["in/a.txt"]);
        var run = await CliRun.Of("import", _folder["in"], "--db", Database, "--prune");
        Assert.Contains("nothing of it is pruned", run.Error, StringComparison.Ordinal);
        Assert.Equal(["2"], Query("SELECT count(*) FROM documents"));
    }

    [Fact]
    public async Task A_dry_run_says_what_would_be_done_and_does_nothing()
    {
        WritePlan("in/a.txt", "甲");
        WritePlan("in/b.txt", "乙");
        var run = await CliRun.Of("import", _folder["in"], "--db", Database, "--dry-run");
        Assert.Equal(0, run.Code);
        Assert.Equal($"import\t{_folder["in/a.txt"]}\nimport\t{_folder["in/b.txt"]}\n", run.Out);
        Assert.False(File.Exists(Database));
        await Import(0, "imported 2");
        WritePlan("in/b.txt", "丙");
        File.Delete(_folder["in/a.txt"]);
        run = await CliRun.Of("import", _folder["in"], "--db", Database, "--dry-run", "--prune");
        Assert.Equal($"replace\t{_folder["in/b.txt"]}\nprune\t{_folder["in/a.txt"]}\n", run.Out);
    }

    [Fact]
    public async Task Filters_ignore_files_and_hidden_files_are_heeded()
    {
        foreach (string name in new[] { "a.txt", "b.md", "draft/c.txt", "2021/d.txt", "2021/old/e.txt", ".hidden.txt", "~$a.txt", ".git/f.txt", "2021/keep.txt" })
            WritePlan("in/" + name, name);
        _folder.Write("in/.policyingestignore", "# drafts\ndraft/\n");
        _folder.Write("in/2021/.policyingestignore", "*.txt\n!keep.txt\n");
        Assert.Equal(["a.txt", "b.md", "keep.txt"], await Imported());
        Assert.Equal(["a.txt", "keep.txt"], await Imported("--include", "*.TXT"));
        Assert.Equal(["keep.txt"], await Imported("--include", "2021/**"));
        Assert.Equal(["a.txt"], await Imported("--exclude", "*.md", "--exclude", "2021/"));

        async Task<string[]> Imported(params string[] options)
        {
            File.Delete(Database);
            await CliRun.Of(["import", _folder["in"], "--db", Database, .. options]);
            return Query("SELECT name FROM files ORDER BY name");
        }
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\0")]
    public async Task A_list_of_paths_is_read(string separator)
    {
        string a = WritePlan("in/a b.txt", "甲"), b = WritePlan("in/乙.txt", "乙");
        string list = _folder.Write("list", a + separator + b + separator);
        var run = await CliRun.Of("import", "--from-file", list, "--db", Database);
        Assert.Equal(0, run.Code);
        Assert.Equal(["a b.txt", "乙.txt"], Query("SELECT name FROM files ORDER BY name"));
    }

    [UnixFact]
    public async Task Links_are_followed_once_and_loops_do_no_harm()
    {
        WritePlan("in/a/x.txt", "甲");
        WritePlan("away/y.txt", "乙");
        Directory.CreateSymbolicLink(_folder["in/a/up"], _folder["in"]);
        Directory.CreateSymbolicLink(_folder["in/0-away"], _folder["away"]);
        Directory.CreateSymbolicLink(_folder["in/again"], _folder["in/a"]);
        File.CreateSymbolicLink(_folder["in/self"], _folder["in/self"]);
        await Import(1, "imported 2, replaced 0, unchanged 0, skipped 0, failed 1");
        Assert.Equal([_folder["in/0-away/y.txt"], _folder["in/a/x.txt"]], Query("SELECT path FROM files WHERE status = 'imported' ORDER BY path"));
    }

    [UnixFact]
    public async Task Names_of_any_bytes_are_read()
    {
        WritePlan("in/云岭 方案 (1) '\"$x\".txt", "甲");
        WritePlan("in/line\nbreak.txt", "乙");
        // 方案 in GBK, as a file and as a folder with a file; made by a shell, since .NET can't.
        using (var shell = Process.Start("/bin/sh", ["-c",
            """cd "$1" && cp line* "$(printf '\267\275\260\270').txt" && mkdir "$(printf '\267\275')" && cp line* "$(printf '\267\275')/x.txt" && printf '%s\0' "$1"/*.txt > "$2" """,
            "sh", _folder["in"], _folder["list"]]))
            await shell.WaitForExitAsync();
        await Import(0, "imported 4, replaced 0, unchanged 0");
        Assert.Equal([_folder[@"in/\xB7\xBD/x.txt"], _folder[@"in/\xB7\xBD\xB0\xB8.txt"]], Query(@"SELECT path FROM files WHERE path LIKE '%\xB7%' ORDER BY path"));
        await Import(0, "imported 0, replaced 0, unchanged 4");
        await Import(0, "unchanged 4, skipped 0, failed 0", "--from-file", _folder["list"]);
    }

    [Fact]
    public async Task The_log_has_a_line_of_json_for_each_file()
    {
        WritePlan("in/a.txt", "甲");
        _folder.Write("in/b.txt", "");
        await Import(1, "", "--log", _folder["log.jsonl"]);
        var lines = File.ReadAllLines(_folder["log.jsonl"]).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(["imported", "failed"], lines.Select(line => line.GetProperty("outcome").GetString()));
        Assert.Equal("txt", lines[0].GetProperty("format").GetString());
        Assert.Equal("empty-file", lines[1].GetProperty("code").GetString());
    }

    [Fact]
    public async Task Quiet_leaves_only_what_went_wrong_and_status_tells_the_rest()
    {
        WritePlan("in/a.txt", "甲");
        _folder.Write("in/b.txt", "");
        var run = await CliRun.Of("import", _folder["in"], "--db", Database, "--quiet");
        Assert.Contains("empty-file", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        var status = await CliRun.Of("status", "--db", Database);
        Assert.Equal(0, status.Code);
        Assert.Contains("malformed, empty-file", status.Out, StringComparison.Ordinal);
        Assert.Contains("imported 1, replaced 0, unchanged 0, skipped 0, failed 1", status.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_path_is_told_and_the_others_are_imported()
    {
        string a = WritePlan("in/a.txt", "甲");
        var run = await CliRun.Of("import", _folder["none"], a, "--db", Database);
        Assert.Equal(ExitCode.SomeFailed, run.Code);
        Assert.Contains("there is no such file or folder", run.ErrorLines[0], StringComparison.Ordinal);
        Assert.Equal(["a.txt"], Query("SELECT name FROM files"));
    }

    private string WritePlan(string name, string text) => _folder.Write(name, $"云岭市{text}工作方案\n一、主要任务\n1. 清理河道。\n");

    private async Task Import(int code, string told, params string[] options)
    {
        var run = await CliRun.Of(["import", _folder["in"], "--db", Database, .. options]);
        Assert.True(code == run.Code, $"exit code {run.Code}: {run.Error}");
        Assert.Contains(told, run.Error, StringComparison.Ordinal);
        Assert.Equal("", run.Out);
    }

    private string[] Query(string sql) => TemporaryFolder.Query(Database, sql);
}
