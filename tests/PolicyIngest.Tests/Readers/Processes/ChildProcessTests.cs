using System.Diagnostics;
using System.Text;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Readers.Processes;
using PolicyIngest.Model;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Readers.Processes;

[Collection(Alone.Name)]
public sealed class ChildProcessTests
{
    private static readonly ChildLimits Limits = new(TimeSpan.FromSeconds(20), 1L << 30);

    private static ChildResult RunScript(string script, ChildLimits? limits = null, CancellationToken cancellation = default, string stdin = "") =>
        ChildProcess.Run(ChildProcess.FindProgram("sh")!, ["-c", script], limits ?? Limits, cancellation, Encoding.UTF8.GetBytes(stdin));

    [UnixFact]
    public void Output_errors_and_exit_code_come_back()
    {
        var result = RunScript("echo out; echo err 1>&2; exit 3");
        Assert.Equal(3, result.ExitCode);
        Assert.Equal("out", Encoding.UTF8.GetString(result.Stdout).Trim());
        Assert.Equal("err", result.Stderr.Trim());
    }

    [UnixFact]
    public void Standard_input_reaches_the_program()
    {
        string long_ = new('字', 100_000);
        Assert.Equal(long_, Encoding.UTF8.GetString(RunScript("cat", stdin: long_).Stdout));
    }

    [UnixFact]
    public void A_program_that_takes_too_long_is_killed_with_its_children()
    {
        string mark = Path.Combine(Path.GetTempPath(), "child-" + Guid.NewGuid().ToString("N"));
        var clock = Stopwatch.StartNew();
        var fault = Assert.Throws<DocumentException>(() =>
            RunScript($"(sleep 2; touch {mark}) & wait", Limits with { Timeout = TimeSpan.FromSeconds(0.5) }));
        Assert.Equal((DocumentStatus.Timeout, "child-timeout"), (fault.Status, fault.Code));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(1.9), $"took {clock.Elapsed}");
        Thread.Sleep(TimeSpan.FromSeconds(2.2) - clock.Elapsed is { Ticks: > 0 } rest ? rest : TimeSpan.Zero);
        Assert.False(File.Exists(mark), "the grandchild went on");
    }

    [UnixFact]
    public void Cancelling_kills_the_program()
    {
        using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(0.2));
        var clock = Stopwatch.StartNew();
        Assert.ThrowsAny<OperationCanceledException>(() => RunScript("sleep 15", cancellation: cancel.Token));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"took {clock.Elapsed}");
    }

    [UnixFact]
    public void Too_much_output_is_refused()
    {
        var fault = Assert.Throws<DocumentException>(() => RunScript("yes", Limits with { MaxOutput = 100_000 }));
        Assert.Equal((DocumentStatus.ResourceLimit, "child-output"), (fault.Status, fault.Code));
    }

    [UnixFact]
    public void Errors_are_kept_to_a_bound_without_blocking_the_program()
    {
        var result = RunScript("head -c 1000000 /dev/zero | tr '\\0' x 1>&2; echo done");
        Assert.Equal("done", Encoding.UTF8.GetString(result.Stdout).Trim());
        Assert.Equal(65_536, result.Stderr.Length);
    }

    [UnixFact]
    public void Memory_has_a_limit()
    {
        // dd takes one buffer of the block size.
        const string script = "dd if=/dev/zero of=/dev/null bs=300M count=1";
        Assert.Equal(0, RunScript(script).ExitCode);
        Assert.NotEqual(0, RunScript(script, Limits with { Memory = 64L << 20 }).ExitCode);
    }

    [Fact]
    public void A_missing_program_is_not_found_and_not_started()
    {
        Assert.Null(ChildProcess.FindProgram("no-such-program-here"));
        Assert.Null(ChildProcess.FindProgram("sh", Path.GetTempPath()));
        var fault = Assert.Throws<DocumentException>(() => ChildProcess.Run("/no/such/program", [], Limits, default));
        Assert.Equal("child-start", fault.Code);
    }
}
