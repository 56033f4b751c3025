using PolicyIngest.Cli;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Cli;

public sealed class CommandLineTests : IDisposable
{
    private const string Plan = "云岭市河道治理工作方案\n一、主要任务\n1. 清理河道。\n";
    private readonly TemporaryFolder _folder = new();

    private string Database => _folder["p.db"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData]
    [InlineData("import")]
    [InlineData("export")]
    [InlineData("report")]
    [InlineData("show")]
    [InlineData("status")]
    [InlineData("rules")]
    [InlineData("rules", "check")]
    [InlineData("explain")]
    [InlineData("diff")]
    [InlineData("eval")]
    [InlineData("gold")]
    [InlineData("gold", "init")]
    [InlineData("gold", "check")]
    [InlineData("fingerprint")]
    public async Task Help_goes_to_stdout_and_shows_an_example(params string[] verb)
    {
        var run = await CliRun.Of([.. verb, "--help"]);
        Assert.Equal(0, run.Code);
        Assert.Equal("", run.Error);
        Assert.Contains("Examples:\n  policy-ingest ", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("import")]
    [InlineData("import", "--what")]
    [InlineData("bogus")]
    [InlineData("import", "/no/such/folder")]
    [InlineData("export", "--db", "/no/such/file.db")]
    [InlineData("export", "--format", "yaml")]
    public async Task Wrong_usage_exits_2(params string[] args)
    {
        var run = await CliRun.Of(args);
        Assert.Equal(ExitCode.Nothing, run.Code);
        Assert.True(args.Length == 0 || run.ErrorLines[^1].StartsWith("policy-ingest: ", StringComparison.Ordinal), run.Error);
    }

    [Fact]
    public async Task Import_and_export_a_folder()
    {
        _folder.Write("in/a.txt", Plan);
        _folder.Write("in/deep er/乙.txt", Plan + "2. 种树。\n");
        var run = await CliRun.Of("import", _folder["in"], "--db", Database);
        Assert.Equal(0, run.Code);
        Assert.Equal("", run.Out);
        var export = await CliRun.Of("export", "--db", Database);
        Assert.Equal(0, export.Code);
        string[] lines = export.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("{\"file\":\"a.txt\"", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("{\"file\":\"乙.txt\"", lines[1], StringComparison.Ordinal);
        var array = await CliRun.Of("export", "--db", Database, "--format", "json", "--output", _folder["out.json"]);
        Assert.Equal(("", 0), (array.Out, array.Code));
        using var json = System.Text.Json.JsonDocument.Parse(File.ReadAllText(_folder["out.json"]));
        Assert.Equal(2, json.RootElement.GetArrayLength());
    }

    [Fact]
    public async Task A_bad_file_has_one_clear_line_and_the_others_are_imported()
    {
        _folder.Write("in/good.txt", Plan);
        _folder.Write("in/empty.txt", "");
        File.WriteAllBytes(_folder["in/noise.txt"], [.. Enumerable.Range(0, 2000).Select(i => (byte)(i * 7))]);
        File.CreateSymbolicLink(_folder["in/gone.txt"], _folder["nowhere"]);
        var run = await CliRun.Of("import", _folder["in"], "--db", Database);
        Assert.Equal(ExitCode.SomeFailed, run.Code);
        foreach (string name in new[] { "empty.txt", "noise.txt", "gone.txt" })
            Assert.Single(run.ErrorLines, line => line.Contains(name, StringComparison.Ordinal));
        Assert.Equal(["empty.txt|malformed", "gone.txt|io", "good.txt|imported", "noise.txt|malformed"],
            TemporaryFolder.Query(Database, "SELECT name, CASE status WHEN 'unsupported' THEN 'malformed' ELSE status END FROM files ORDER BY name"));
    }

    [Fact]
    public async Task Escapes_in_names_and_documents_never_reach_the_terminal()
    {
        string file = _folder.Write("in/a\u001b[31mred\u202e.txt", "云岭市\u001b]0;title\u0007方案\n一、任务\n");
        _folder.Write("in/b\u001b[2J.txt", "");
        var runs = new[]
        {
            await CliRun.Of("import", _folder["in"], "--db", Database),
            await CliRun.Of("show", file),
            await CliRun.Of("show", file, "--stage", "blocks"),
            await CliRun.Of("import", _folder["in/none\u001b[31m"]),
        };
        Assert.All(runs, run => Assert.False((run.Out + run.Error).AsSpan().ContainsAny('\u001b', '\u0007', '\u202e'), run.Out + run.Error));
        Assert.Contains("\\u{1B}[2J", runs[0].Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_prints_json_lines_for_several_files_and_goes_on_after_a_bad_one()
    {
        _folder.Write("in/a.txt", Plan);
        _folder.Write("in/b.txt", "");
        _folder.Write("in/c.txt", Plan);
        var run = await CliRun.Of("show", _folder["in"], "--format", "json");
        Assert.Equal(ExitCode.SomeFailed, run.Code);
        Assert.Equal(2, run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("b.txt", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_cannot_be_written_is_one_line_and_exit_2()
    {
        string file = _folder.Write("a.txt", Plan);
        var run = await CliRun.Of("import", file, "--db", _folder["no/such/folder/p.db"]);
        Assert.Equal(ExitCode.Nothing, run.Code);
        Assert.Contains("can't be opened", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }
}
