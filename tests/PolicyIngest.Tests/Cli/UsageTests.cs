using System.Text;
using PolicyIngest.Cli;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Cli;

/// <summary>Slips on the command line are told in words for people.</summary>
public sealed class UsageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public UsageTests() => SqliteStore.Open(_folder["p.db"]).Dispose();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--year takes a whole number from 1 to 9999, not 'x'.", "search", "河道", "--year", "x")]
    [InlineData("--year takes a whole number from 1 to 9999, not '0'.", "terms", "--year", "0")]
    [InlineData("--limit takes a whole number from 1 to 500, not '0'.", "search", "河道", "--limit", "0")]
    [InlineData("--limit takes a whole number from 1 to 500, not '501'.", "search", "河道", "--limit", "501")]
    [InlineData("--show takes a whole number from 0, not '-1'.", "eval", "x", "--show", "-1")]
    [InlineData("--jobs takes a whole number from 1 to 256, not '99999999999'.", "import", "x", "--jobs", "99999999999")]
    [InlineData("'boss' is none of 'lead', 'support', 'implement', 'responsible', 'supervise'", "search", "--role", "boss")]
    [InlineData("'yaml' is none of 'json', 'jsonl', 'xlsx', 'csv', 'md', 'parquet', 'duckdb'", "export", "--format", "yaml")]
    [InlineData("2024-13: there is no such date; a day is written 2021-10-01, a month 2021-10, a year 2021", "search", "--due-before", "2024-13")]
    [InlineData("2024-02-31: there is no such date; a day is written 2021-10-01, a month 2021-10, a year 2021", "search", "--due-after", "2024-02-31")]
    [InlineData("--output: it is empty", "export", "--output", "")]
    public async Task A_slip_is_told_without_the_parsers_words(string complaint, params string[] command)
    {
        var run = await CliRun.Of([.. command, .. command[0] is "import" or "eval" ? Array.Empty<string>() : ["--db", _folder["p.db"]]]);
        Assert.Equal(ExitCode.Nothing, run.Code);
        if (complaint.StartsWith("--output", StringComparison.Ordinal)) complaint = "the name of the file to write is empty";
        Assert.Equal("policy-ingest: " + complaint, run.ErrorLines[0]);
        Assert.DoesNotContain("System.", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("\\u{", run.Error, StringComparison.Ordinal);
        Assert.InRange(run.ErrorLines.Length, 1, 2);
    }

    [Theory]
    [InlineData("imprt", "import")]
    [InlineData("serach", "search")]
    [InlineData("exprot", "export")]
    [InlineData("staus", "status")]
    public async Task A_misspelt_verb_gets_a_suggestion(string slip, string meant)
    {
        var run = await CliRun.Of(slip);
        Assert.Equal($"policy-ingest: did you mean {meant}?", run.ErrorLines[1]);
        Assert.DoesNotContain("Required command", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_word_that_is_like_nothing_gets_none() => Assert.DoesNotContain("did you mean", (await CliRun.Of("zzzz")).Error, StringComparison.Ordinal);

    [Fact]
    public async Task A_threshold_of_an_unknown_form_is_told_with_the_keys()
    {
        var run = await CliRun.Of("eval", "x", "--min", "foo=1");
        Assert.Contains("titles", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.Contains("recall", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_evaluation_that_finds_no_document_has_no_figures()
    {
        string plan = _folder.Write("in/a.txt", "云岭市工作方案\n一、主要任务\n1. 清理河道。\n");
        await CliRun.Of("gold", "init", plan, "--output", _folder["a.json"]);
        Directory.CreateDirectory(_folder["empty"]);
        foreach (string input in new[] { _folder["empty"], _folder["none"] })
        {
            var run = await CliRun.Of("eval", _folder["a.json"], "--input", input);
            Assert.Equal((ExitCode.Nothing, ""), (run.Code, run.Out));
            Assert.StartsWith("policy-ingest: none of the 1 documents of the gold files was found", run.ErrorLines[^1], StringComparison.Ordinal);
        }
        // Where there is something to compare, what nobody counts has no figure.
        var good = await CliRun.Of("eval", _folder["a.json"], "--input", _folder["in"]);
        string targets = good.Out.Split('\n').First(line => line.StartsWith("targets ", StringComparison.Ordinal));
        Assert.Equal("targets – – – 0 0", string.Join(' ', targets.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public async Task Heads_of_a_query_hold_no_escapes()
    {
        var run = await CliRun.Of("query", "SELECT 1 AS \"a\u001b[2J\nb\u202e\"", "--db", _folder["p.db"]);
        Assert.Equal("a\\u{1B}[2J b\\u{202E}", run.Out.Split('\n')[0]);
    }

    [Fact]
    public void What_goes_to_a_terminal_commands_it_nothing_however_it_is_cut()
    {
        byte[] hostile = [.. Encoding.UTF8.GetBytes("河\u001b[31m道\u009b\u202e𠮷\t\n\r\u0007"), 0xFF, .. "x"u8];
        for (int size = 1; size < 8; size++)
        {
            using var terminal = new MemoryStream();
            var stream = new PrintableStream(terminal);
            foreach (byte[] piece in hostile.Chunk(size)) stream.Write(piece);
            Assert.Equal("河\\u{1B}[31m道\\u{9B}\\u{202E}𠮷\t\n\\u{D}\\u{7}\\u{FF}x", Encoding.UTF8.GetString(terminal.ToArray()));
        }
    }

    [Fact]
    public async Task What_happened_to_one_file_is_told_once()
    {
        _folder.Write("in/a.txt", "云岭市工作方案\n一、主要任务\n1. 清理河道。\n");
        _folder.Write("in/bad.txt", "");
        var run = await CliRun.Of("import", _folder["in"], "--db", _folder["p.db"]);
        Assert.Single(run.ErrorLines, line => line.Contains("the file is empty", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Chinese_messages_are_Chinese_inside_too()
    {
        var run = await CliRun.Of("schema", "--sql");
        Assert.Equal(0, run.Code);
        var output = await CliRun.Of("export", "--db", _folder["p.db"], "--output", _folder["none/x.jsonl"], "--lang", "zh");
        Assert.Contains("所在文件夹不存在", output.Error, StringComparison.Ordinal);
        await CliRun.Of("import", _folder.Write("in/a.txt", "云岭市\n"), "--db", _folder["p.db"]);
        var status = await CliRun.Of("status", "--db", _folder["p.db"], "--lang", "zh");
        Assert.DoesNotContain("finished", status.Out, StringComparison.Ordinal);
    }
}
