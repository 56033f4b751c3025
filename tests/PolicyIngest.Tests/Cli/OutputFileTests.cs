using PolicyIngest.Cli;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Cli;

public sealed class OutputFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("export", "--db", "DB", "--format", "jsonl", "--output", "OUT")]
    [InlineData("export", "--db", "DB", "--format", "csv", "--view", "tasks", "--output", "OUT")]
    [InlineData("report", "--db", "DB", "--output", "OUT")]
    [InlineData("gold", "init", "PLAN", "--output", "OUT")]
    [InlineData("import", "PLAN", "--db", "DB", "--log", "OUT")]
    public async Task A_file_that_can_not_be_written_is_told_by_the_name_that_was_given(params string[] line)
    {
        string plan = _folder.Write("plan.txt", "云岭市河道治理方案\n1.清河。10月底前完成。\n"), database = _folder["p.db"], output = _folder["gone/out"];
        Assert.Equal(0, (await CliRun.Of("import", plan, "--db", database)).Code);
        var run = await CliRun.Of([.. line.Select(word => word switch { "DB" => database, "PLAN" => plan, "OUT" => output, _ => word })]);
        Assert.Equal((ExitCode.Nothing, $"policy-ingest: {output}: the file can't be written (its folder is not there)"), (run.Code, Assert.Single(run.ErrorLines)));
    }
}
