using System.Diagnostics;
using PolicyIngest.Cli;
using PolicyIngest.Cli.Importing.Workers;
using PolicyIngest.Tests.Cli;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Import;

/// <summary>Only folders that a run made and marked are ever removed.</summary>
public sealed class WorkerFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("policy-ingest-mine")]
    [InlineData(WorkerFolder.Prefix + "mine")]
    public async Task The_worker_verb_removes_no_folder_that_somebody_made(string name)
    {
        string file = _folder.Write($"{name}/thesis.txt", "words");
        var run = await CliRun.Of("worker", _folder[name]);
        Assert.Equal(ExitCode.Nothing, run.Code);
        Assert.True(File.Exists(file));
        // A mark alone does not do: it must be the worker's own place for temporary files.
        _folder.Write($"{name}/{WorkerFolder.MarkName}", "");
        Assert.Equal(ExitCode.Nothing, (await CliRun.Of("worker", _folder[name])).Code);
        Assert.True(File.Exists(file));
    }

    [UnixFact]
    public void The_next_run_removes_what_killed_runs_left_and_nothing_else()
    {
        string left = MarkedFolder("left"), young = MarkedFolder("young"), live = MarkedFolder("live"), other = _folder[WorkerFolder.Prefix + "other"];
        _folder.Write(WorkerFolder.Prefix + "other/x.txt", "");
        File.CreateSymbolicLink(_folder[WorkerFolder.Prefix + "link"], other);
        File.SetLastWriteTimeUtc(Path.Combine(young, WorkerFolder.MarkName), DateTime.UtcNow);
        using var held = new FileStream(Path.Combine(live, WorkerFolder.MarkName), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        _folder.Write("in/a.txt", "云岭市工作方案\n");
        var (code, error) = Import(_folder.Path);
        Assert.True(code == 0, error);
        Assert.False(Directory.Exists(left));
        Assert.True(Directory.Exists(young) && Directory.Exists(live) && File.Exists(Path.Combine(other, "x.txt")));
        Assert.Equal(4, Directory.GetFileSystemEntries(_folder.Path, WorkerFolder.Prefix + "*").Length);
    }

    [UnixFact]
    public void A_temporary_folder_that_is_not_there_is_told_by_its_name()
    {
        _folder.Write("in/a.txt", "云岭市工作方案\n");
        var (code, error) = Import(_folder["none"]);
        Assert.Equal(ExitCode.Nothing, code);
        Assert.Contains($"{_folder["none"]}/: no temporary folder can be made there, it is not there; make room or set TMPDIR", error, StringComparison.Ordinal);
    }

    private string MarkedFolder(string name)
    {
        string mark = _folder.Write($"{WorkerFolder.Prefix}{name}/{WorkerFolder.MarkName}", "");
        File.SetLastWriteTimeUtc(mark, DateTime.UtcNow.AddMinutes(-1));
        return _folder[WorkerFolder.Prefix + name];
    }

    private (int Code, string Error) Import(string temporary)
    {
        var info = new ProcessStartInfo(WorkerCommand.OfThisProgram().FileName, ["import", _folder["in"], "--db", _folder["p.db"]]) { RedirectStandardError = true };
        info.Environment["TMPDIR"] = temporary;
        info.Environment["DOTNET_EnableDiagnostics"] = "0";
        using var import = Process.Start(info)!;
        string error = import.StandardError.ReadToEnd();
        import.WaitForExit();
        return (import.ExitCode, error);
    }
}
