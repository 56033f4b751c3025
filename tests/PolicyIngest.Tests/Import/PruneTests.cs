using PolicyIngest.Cli.Files;
using PolicyIngest.Tests.Cli;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Import;

/// <summary>What can't be looked at is not gone, and stays in the database.</summary>
public sealed class PruneTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Database => _folder["p.db"];

    public void Dispose() => _folder.Dispose();

    [UnixFact]
    public async Task What_lies_behind_a_link_that_leads_nowhere_is_kept()
    {
        WritePlan("in/a.txt", "甲");
        WritePlan("share/b.txt", "乙");
        WritePlan("share/archive/c.txt", "丙");
        Directory.CreateSymbolicLink(_folder["in/share"], _folder["share"]);
        await CliRun.Of("import", _folder["in"], "--db", Database);
        Assert.Equal(["3"], Query("SELECT count(*) FROM documents"));

        Directory.Move(_folder["share"], _folder["away"]);
        var dry = await CliRun.Of("import", _folder["in"], "--db", Database, "--prune", "--dry-run");
        Assert.DoesNotContain("prune\t", dry.Out, StringComparison.Ordinal);
        var run = await CliRun.Of("import", _folder["in"], "--db", Database, "--prune");
        Assert.Equal(["3"], Query("SELECT count(*) FROM documents"));
        Assert.Contains($"{_folder["in/share"]}: what is below could not be looked at, so nothing of it is pruned", run.ErrorLines);
        // A filter keeps the scan from meeting the link at all.
        await CliRun.Of("import", _folder["in"], "--db", Database, "--prune", "--exclude", "share");
        Assert.Equal(["3"], Query("SELECT count(*) FROM documents"));
    }

    [Fact]
    public void What_lies_below_a_folder_that_cannot_be_listed_is_kept()
    {
        string open = _folder.Write("in/a.txt", "甲"), below = _folder["in/closed/deep/b.txt"], gone = _folder["in/gone.txt"];
        var found = FileScanner.Find([new FilePath(_folder["in"])], FileFilter.All);
        Assert.True(new Pruning(found).MayDrop(below));
        // As root, whom the tests may run as, may list everything, the scan's finding is put in its place.
        var pruning = new Pruning(found with { Unlisted = [_folder["in/closed"]] });
        Assert.False(pruning.MayDrop(below));
        Assert.False(pruning.MayDrop(open));
        Assert.True(pruning.MayDrop(gone));
        Assert.Contains("in/closed", Assert.Single(pruning.Warnings), StringComparison.Ordinal);
        Assert.Empty(new Pruning(found with { Unlisted = [_folder["in"]] }).Prefixes);
    }

    [UnixFact]
    public void A_file_is_gone_only_where_that_is_certain()
    {
        string there = _folder.Write("in/a.zip", "x");
        Directory.CreateSymbolicLink(_folder["in/link"], _folder["nowhere"]);
        File.CreateSymbolicLink(_folder["in/loop"], _folder["in/loop"]);
        Assert.False(ArchivePath.IsGone(there));
        Assert.False(ArchivePath.IsGone(there + "!/member.txt"));
        Assert.False(ArchivePath.IsGone(_folder["in/link/x.txt"]));
        Assert.False(ArchivePath.IsGone(_folder["in/link/deep/x.zip!/member.txt"]));
        Assert.False(ArchivePath.IsGone(_folder["in/loop/x.txt"]));
        Assert.True(ArchivePath.IsGone(_folder["in/b.zip!/member.txt"]));
        Assert.True(ArchivePath.IsGone(_folder["in/none/x.txt"]));
    }

    [UnixFact]
    public async Task A_file_whose_name_is_no_UTF8_is_not_gone_when_it_is_left_out()
    {
        WritePlan("in/a.txt", "甲");
        using (var shell = System.Diagnostics.Process.Start("/bin/sh", ["-c", """cp "$1/a.txt" "$1/$(printf '\267').txt" && echo >> "$1/a.txt" """, "sh", _folder["in"]]))
            await shell.WaitForExitAsync();
        await CliRun.Of("import", _folder["in"], "--db", Database);
        await CliRun.Of("import", _folder["in"], "--db", Database, "--prune", "--include", "a.txt");
        Assert.Equal(["2"], Query("SELECT count(*) FROM files"));
    }

    private void WritePlan(string name, string text) => _folder.Write(name, $"云岭市{text}工作方案\n一、主要任务\n1. 清理河道。\n");

    private string[] Query(string sql) => TemporaryFolder.Query(Database, sql);
}
