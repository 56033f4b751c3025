using System.Diagnostics;
using PolicyIngest.Tests.Cli;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Import;

/// <summary>
/// Imports the worst files that are quickly made, each refused for the right reason and a plain document beside them read. All of them,
/// with their time and memory, are measured by <c>./dev.sh worst</c>.
/// </summary>
[Collection(Alone.Name)]
public sealed class WorstFileTests : IDisposable
{
    private static readonly string[] Quick =
    [
        "bomb-10-gb.docx", "bomb-10-gb-that-lies.docx", "nested-200.zip", "billion-laughs.docx", "external-entity.docx", "deep-1-million.docx",
        "deep-1-million.html", "deep-1-million-formatting.html", "end-tags-in-400-open.html", "page-tree-loop.pdf", "forms-in-forms.pdf",
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_is_answered_with_its_reason()
    {
        _folder.Write("in/plan.txt", "云岭市工作方案\n一、清理河道。\n");
        foreach (var worst in WorstFiles.All.Where(worst => Quick.Contains(worst.Name))) File.WriteAllBytes(_folder["in/" + worst.Name], worst.Make());
        var clock = Stopwatch.StartNew();
        var run = await CliRun.Of("import", _folder["in"], "--db", _folder["p.db"]);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(40), $"{clock.Elapsed}");
        Assert.True(run.Code == 1, run.Error);
        foreach (var worst in WorstFiles.All.Where(worst => Quick.Contains(worst.Name)))
        {
            var codes = TemporaryFolder.Query(_folder["p.db"], $"SELECT code FROM files WHERE path LIKE '%{worst.Name}%' AND code <> 'members-failed'");
            Assert.Contains(Assert.Single(codes), worst.Codes);
        }
        Assert.Equal(["imported"], TemporaryFolder.Query(_folder["p.db"], "SELECT status FROM files WHERE name = 'plan.txt'"));
    }
}
