using System.Globalization;
using System.Text;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Cli;

/// <summary>The time limit for a document holds where documents are read inside the program's own process.</summary>
[Collection(Alone.Name)]
public sealed class DocumentTimeoutTests : IDisposable
{
    // Some twenty times as much as the limit allows.
    private const int Items = 300_000;

    private readonly TemporaryFolder _folder = new();
    private readonly string _document;

    public DocumentTimeoutTests()
    {
        var text = new StringBuilder("云岭市工作方案\n一、主要任务\n");
        for (int i = 1; i <= Items; i++) text.Append(CultureInfo.InvariantCulture, $"{i}.清理河道{i}处，由市水利局牵头，市财政局配合，2026年底前完成。\n");
        _document = _folder.Write("long.txt", text.ToString());
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("show", "FILE")]
    [InlineData("explain", "FILE:2")]
    [InlineData("diff", "FILE", "FILE")]
    [InlineData("gold", "init", "FILE", "--output", "-")]
    public async Task A_slow_document_is_told_in_one_line(params string[] line)
    {
        var before = Environment.CpuUsage.TotalTime;
        var run = await CliRun.Of([.. line.Select(word => word.Replace("FILE", _document, StringComparison.Ordinal)), "--timeout", "1"]);
        Assert.Equal(2, run.Code);
        Assert.Equal($"{_document}: reading took longer than the limit of 1 s; raise --timeout if the document is genuine (timeout, too-slow)", Assert.Single(run.ErrorLines));
        Assert.Empty(run.Out);
        var used = Environment.CpuUsage.TotalTime - before;
        Assert.True(used < TimeSpan.FromSeconds(6), $"{used} of processor time");

        // Nobody goes on with the document: all of it would take some fifteen seconds more.
        var after = Environment.CpuUsage.TotalTime;
        for (var last = TimeSpan.FromDays(-1); Environment.CpuUsage.TotalTime - last > TimeSpan.FromMilliseconds(50); await Task.Delay(500))
        {
            last = Environment.CpuUsage.TotalTime;
            Assert.True(last - after < TimeSpan.FromSeconds(3), $"{last - after} of processor time when it was over");
        }
    }

    [Fact]
    public async Task Eval_does_not_call_it_missing()
    {
        string gold = _folder.Write("gold/long.json", """{"file": "long.txt", "plans": []}""");
        var run = await CliRun.Of("eval", gold, "--input", _document, "--timeout", "1");
        Assert.Equal(2, run.Code);
        Assert.Equal(["reading took longer", "none of the 1 documents of the gold files could be read"],
            run.ErrorLines.Zip(["reading took longer", "none of the 1 documents of the gold files could be read"], (line, words) => line.Contains(words, StringComparison.Ordinal) ? words : line));
    }

    [Fact]
    public async Task The_others_are_shown_all_the_same()
    {
        string other = _folder.Write("short.txt", "云岭市工作方案\n一、清理河道。\n");
        var run = await CliRun.Of("show", _document, other, "--timeout", "1");
        Assert.Equal(1, run.Code);
        Assert.Contains("清理河道", run.Out, StringComparison.Ordinal);
    }
}
