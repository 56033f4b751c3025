using System.Diagnostics;
using PolicyIngest.Cli;
using PolicyIngest.Tests.Cli;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Import;

/// <summary>What stands in folders beside documents: patterns that are none, pipes, devices.</summary>
public sealed class HostileFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Database => _folder["p.db"];

    public HostileFolderTests() => _folder.Write("in/a.txt", "云岭市工作方案\n一、主要任务\n1. 清理河道。\n");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_bad_pattern_of_an_ignore_file_is_told_with_its_line_and_the_others_count()
    {
        _folder.Write("in/b.txt", "x");
        string ignore = _folder.Write("in/.policyingestignore", $"# ours\n[z-a]\n{new string('*', 20_000)}\nb.txt\n");
        var run = await CliRun.Of("import", _folder["in"], "--db", Database);
        Assert.Equal(ExitCode.SomeFailed, run.Code);
        Assert.StartsWith($"{ignore}:2: the pattern is passed over: ", run.ErrorLines[0], StringComparison.Ordinal);
        Assert.StartsWith($"{ignore}:3: the pattern is passed over: ", run.ErrorLines[1], StringComparison.Ordinal);
        Assert.Equal(["a.txt"], TemporaryFolder.Query(Database, "SELECT name FROM files"));
    }

    [Fact]
    public async Task An_ignore_file_that_is_no_text_is_one_line()
    {
        File.WriteAllBytes(_folder["in/.policyingestignore"], [.. Enumerable.Range(0, 60_000).Select(i => (byte)(i * 7))]);
        var run = await CliRun.Of("import", _folder["in"], "--db", Database, "--quiet");
        Assert.Contains("is no text", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(["imported"], TemporaryFolder.Query(Database, "SELECT status FROM files"));
    }

    [Theory]
    [InlineData("--include")]
    [InlineData("--exclude")]
    public async Task A_bad_pattern_of_an_option_is_wrong_usage(string option)
    {
        var run = await CliRun.Of("import", _folder["in"], "--db", Database, option, "[z-a]");
        Assert.Equal(ExitCode.Nothing, run.Code);
        Assert.Contains($"{option} [z-a]: this is no pattern", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.False(File.Exists(Database));
    }

    [UnixFact]
    public async Task Pipes_sockets_and_devices_are_told_at_once_in_every_verb()
    {
        MakePipe("in/pipe.txt");
        MakePipe("in/.policyingestignore");
        MakePipe("gold/plan.json");
        MakePipe("words/unit-names.tsv");
        File.CreateSymbolicLink(_folder["in/zero.txt"], "/dev/zero");
        using var socket = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified);
        socket.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(_folder["in/socket.txt"]));
        var watch = Stopwatch.StartNew();
        var import = await CliRun.Of("import", _folder["in"], "--db", Database);
        Assert.Contains(".policyingestignore: it is a pipe", import.Error, StringComparison.Ordinal);
        Assert.Equal(["pipe.txt", "socket.txt", "zero.txt"], TemporaryFolder.Query(Database, "SELECT name FROM files WHERE status = 'unsupported' AND code = 'not-a-file' ORDER BY name"));
        foreach (string[] command in new[]
        {
            new[] { "show", _folder["in/pipe.txt"] },
            ["show", _folder["in"]],
            ["explain", _folder["in/pipe.txt"]],
            ["diff", _folder["in/a.txt"], _folder["in/zero.txt"]],
            ["gold", "init", _folder["in/pipe.txt"]],
            ["gold", "check", _folder["gold/plan.json"]],
            ["eval", _folder["gold"], "--input", _folder["in"]],
            ["show", _folder["in/a.txt"], "--lexicons", _folder["words"]],
            ["import", _folder["in/a.txt"], "--db", Database, "--lexicons", _folder["words"]],
        })
            Assert.Contains("a pipe, a socket or a device", (await CliRun.Of(command)).Error, StringComparison.Ordinal);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), watch.Elapsed.ToString());
    }

    [UnixTheory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(":memory:")]
    [InlineData("file:p.db?mode=memory")]
    [InlineData("FILE::memory:")]
    [InlineData("p\uFFFD.db")]
    [InlineData("/dev/zero")]
    [InlineData("/")]
    public async Task A_database_of_a_name_that_keeps_nothing_is_wrong_usage(string name)
    {
        foreach (string[] command in new[] { new[] { "import", _folder["in"], "--db", name }, ["import", _folder["in"], "--db", name, "--dry-run"], ["status", "--db", name], ["rules", "--db", name], ["datasette-metadata", "--db", name] })
        {
            var run = await CliRun.Of(command);
            Assert.Equal(ExitCode.Nothing, run.Code);
            Assert.StartsWith("policy-ingest: --db: ", run.ErrorLines[0], StringComparison.Ordinal);
            Assert.Equal("", run.Out);
        }
    }

    [UnixFact]
    public async Task A_pipe_as_database_is_wrong_usage()
    {
        MakePipe("pipe.db");
        var run = await CliRun.Of("status", "--db", _folder["pipe.db"]);
        Assert.Equal(ExitCode.Nothing, run.Code);
        Assert.Contains("name an ordinary file", run.Error, StringComparison.Ordinal);
    }

    private void MakePipe(string name)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[name])!);
        using var made = Process.Start("mkfifo", [_folder[name]]);
        made.WaitForExit();
    }
}
