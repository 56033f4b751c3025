using System.Diagnostics;
using PolicyIngest.Cli;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Cli;

public sealed class QueryLimitTests : IDisposable
{
    private const string Endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
    private readonly TemporaryFolder _folder = new();

    private string Database => _folder["p.db"];

    public QueryLimitTests() => SqliteStore.Open(Database).Dispose();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("query", Endless)]
    [InlineData("export", "--format", "csv", "--query", Endless)]
    [InlineData("query", "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n WHERE i < 0")]
    public async Task A_query_without_end_is_ended(params string[] command)
    {
        var watch = Stopwatch.StartNew();
        var run = await CliRun.Of([.. command, "--db", Database, "--timeout", "1"]);
        Assert.Equal(ExitCode.Nothing, run.Code);
        Assert.Equal("policy-ingest: the query takes longer than the limit of 1 s; raise --timeout if it is meant to", Assert.Single(run.ErrorLines));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), watch.Elapsed.ToString());
    }

    [UnixFact]
    public void Ctrl_C_ends_a_query_and_leaves_no_draft()
    {
        foreach (string[] command in new[] { new[] { "query", Endless }, ["export", "--format", "csv", "--query", Endless, "--output", _folder["out.csv"]] })
        {
            using var query = Process.Start(Interrupts.StartInfo([.. command, "--db", Database]) )!;
            Thread.Sleep(3_000);
            Interrupts.Signal(query, "INT");
            Assert.True(query.WaitForExit(TimeSpan.FromSeconds(20)));
            Assert.Equal(ExitCode.Cancelled, query.ExitCode);
            Assert.Equal("", query.StandardError.ReadToEnd());
        }
        Assert.Empty(Directory.GetFiles(_folder.Path, "*out*"));
    }

    [Theory]
    [InlineData("SELECT fts3_tokenizer('simple')")]
    [InlineData("SELECT FTS3_Tokenizer('simple', x'0000000000000000')")]
    [InlineData("SELECT load_extension('x')")]
    [InlineData("ATTACH 'x' AS x")]
    [InlineData("SELECT 1\0")]
    public async Task What_reaches_out_of_the_database_or_is_no_text_is_denied(string sql)
    {
        var run = await CliRun.Of("query", sql, "--db", Database);
        Assert.Equal(ExitCode.Nothing, run.Code);
        Assert.Single(run.ErrorLines);
        Assert.Equal("", run.Out);
    }

    [Fact]
    public async Task A_value_that_would_fill_the_memory_is_refused()
    {
        var run = await CliRun.Of("query", "SELECT zeroblob(900000000)", "--db", Database);
        Assert.Equal(ExitCode.Nothing, run.Code);
        Assert.Contains("makes a value of more than", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }
}
