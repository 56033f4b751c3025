using PolicyIngest.Cli;
using PolicyIngest.Cli.Files;
using PolicyIngest.Cli.Importing;
using PolicyIngest.Cli.Importing.Workers;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Import;

/// <summary>What a document can do to the process that reads it, by a worker that does it on demand.</summary>
[Collection(Alone.Name)]
public sealed class WorkerFaultTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("OVERFLOW THE STACK", "crash|stack-overflow")]
    [InlineData("FAST EXIT", "crash|worker-died")]
    [InlineData("THROW", "crash|internal-fault")]
    [InlineData("HANG FOREVER", "timeout|too-slow")]
    [InlineData("WAIT TO BE CANCELLED", "timeout|too-slow")]
    [InlineData("EAT MEMORY", "resource_limit|out-of-memory")]
    [InlineData("FILL THE DISK", "io|temporary-files")]
    [InlineData("EXIT ONCE", "imported|")]
    public async Task A_bad_document_takes_nobody_else_down(string fault, string expected)
    {
        for (int i = 0; i < 6; i++) _folder.Write($"in/{i}.txt", $"云岭市第{i}号方案\nTAKE A WHILE\n");
        _folder.Write("in/3-bad.txt", fault);
        var (code, error) = await Import(jobs: 3);
        Assert.True(code == (fault == "EXIT ONCE" ? ExitCode.Success : ExitCode.SomeFailed), error);
        Assert.Equal([expected], Query("SELECT status, code FROM files WHERE name = '3-bad.txt'"));
        Assert.Equal(["6"], Query("SELECT count(*) FROM files JOIN documents USING (document_id) WHERE name <> '3-bad.txt'"));
        string imported = "SELECT name FROM files JOIN documents USING (document_id) ORDER BY";
        Assert.Equal(Query($"{imported} name"), Query($"{imported} document_id"));
    }

    [Fact]
    public async Task Several_bad_documents_at_once_are_told_apart()
    {
        for (int i = 0; i < 4; i++) _folder.Write($"in/good-{i}.txt", $"云岭市第{i}号方案\nTAKE A WHILE\n");
        for (int i = 0; i < 3; i++) _folder.Write($"in/bad-{i}.txt", $"第{i}号 OVERFLOW THE STACK");
        await Import(jobs: 4);
        Assert.Equal(["crash|3", "imported|4"], Query("SELECT status, count(*) FROM files GROUP BY status ORDER BY status"));
    }

    [Fact]
    public async Task A_worker_that_does_not_start_is_one_clear_line()
    {
        _folder.Write("in/a.txt", "云岭市方案");
        var missing = new WorkerCommand(_folder["no-such-program"], []);
        Assert.Contains("can't be started", (await Assert.ThrowsAsync<UsageException>(() => Import(1, missing))).Message, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Error)> Import(int jobs, WorkerCommand? worker = null)
    {
        string program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "faulty-worker.exe" : "faulty-worker");
        var settings = new WorkerSettings(ReadOptions.Default, jobs, TimeSpan.FromSeconds(1.5), 1 << 20, 256 << 20, "rules");
        var options = new ImportOptions([new FilePath(_folder["in"])], FileFilter.All, _folder["p.db"], new RedoOptions(false, false, false), false, false, false, null, settings)
        {
            Worker = worker ?? new WorkerCommand(program, []),
        };
        using var error = new StringWriter();
        int code = await ImportRun.Execute(options, new Terminal(Stream.Null, Stream.Null, error), CancellationToken.None);
        return (code, error.ToString());
    }

    private string[] Query(string sql) => TemporaryFolder.Query(_folder["p.db"], sql);
}
