using System.Globalization;
using PolicyIngest.Cli;
using PolicyIngest.Tests.Support;
using PolicyIngest.Tests.Support.Fuzzing;
using Xunit;

namespace PolicyIngest.Tests.Cli;

/// <summary>No command line makes the program fail in a way that nobody foresaw. <c>./dev.sh commands</c> runs thousands of them.</summary>
[Collection(Alone.Name)]
public sealed class RandomCommandTests : IDisposable
{
    private static readonly int Lines = Number("POLICYINGEST_COMMANDS", 150);
    private static readonly int Seed = Number("POLICYINGEST_COMMANDS_SEED", 20_261_126);

    // None of the files is large; what takes as long as this does not end.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);

    private readonly TemporaryFolder _folder = new();
    private readonly string _before = Directory.GetCurrentDirectory();

    public void Dispose()
    {
        Directory.SetCurrentDirectory(_before);
        _folder.Dispose();
    }

    [Fact]
    public async Task No_command_line_ends_in_an_unforeseen_fault()
    {
        string[] paths = await Prepare();
        // Whatever a line writes under a bare name falls here.
        Directory.SetCurrentDirectory(Directory.CreateDirectory(_folder["work"]).FullName);
        var lines = new CommandLines(Seed, _folder, paths);
        var codes = new SortedDictionary<int, int>();
        for (int i = 0; i < Lines; i++)
        {
            string[] line = lines.Next();
            string shown = string.Join(' ', line.Select(word => $"'{Terminal.Printable(word)}'"));
            try
            {
                var run = await Task.Run(() => CliRun.Of(line)).WaitAsync(Longest);
                Assert.False(run.Error.Contains("please report it", StringComparison.Ordinal) || run.Error.Contains("请报告", StringComparison.Ordinal), $"{shown}: {run.Error}");
                Assert.True(run.Code is >= 0 and <= 2, $"{shown}: exit code {run.Code}");
                Assert.DoesNotContain(run.Error, c => char.IsControl(c) && c is not '\n');
                codes[run.Code] = codes.GetValueOrDefault(run.Code) + 1;
            }
            catch (Exception fault) when (fault is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"{shown}: {fault}");
            }
        }
        Assert.True(codes.GetValueOrDefault(0) > Lines / 10 && codes.GetValueOrDefault(1) > 0 && codes.GetValueOrDefault(2) > Lines / 10, $"the lines are too much alike: {string.Join(", ", codes)}");
    }

    private async Task<string[]> Prepare()
    {
        _folder.Write("in/a.txt", "云岭市河道治理工作方案\n一、主要任务\n1. 清理河道，2031年底前完成。（市水利局牵头，市财政局配合）\n2. 绿化率达到30%。\n");
        File.Copy(Path.Combine(Repository.Samples, "docx", "merged-cells.docx"), _folder["in/b.docx"]);
        File.Copy(Path.Combine(Repository.Samples, "html", "site-chrome.html"), _folder["in/c.html"]);
        File.Copy(Path.Combine(Repository.Samples, "xlsx", "merged-cells.xlsx"), _folder["in/d.xlsx"]);
        _folder.Write("in/empty.txt", "");
        _folder.Write("words/deadline-terms.tsv", "泼水节\tevent\n");
        _folder.Write("bad-words/deadline-terms.tsv", "泼水节\n");
        await CliRun.Of("import", _folder["in"], "--db", _folder["good.db"]);
        _folder.Write("list.txt", _folder["in/a.txt"] + "\n");
        Directory.CreateDirectory(_folder["gold"]);
        await CliRun.Of("gold", "init", _folder["in/a.txt"], "--output", _folder["gold/a.gold.json"]);
        _folder.Write("gold/bad.json", "{\"file\": 3, \"plans\": [");
        var random = new Random(Seed);
        foreach (string name in new[] { "good.db", "in/b.docx", "in/d.xlsx", "gold/a.gold.json" })
        {
            for (int copy = 0; copy < 3; copy++)
            {
                byte[] bytes = File.ReadAllBytes(_folder[name]);
                for (int hits = 1 << (2 * copy + 1); hits > 0; hits--) bytes[random.Next(100, bytes.Length)] = (byte)random.Next(256);
                File.WriteAllBytes(_folder[$"damaged-{copy}{Path.GetExtension(name)}"], copy == 2 ? bytes[..(bytes.Length / 2)] : bytes);
            }
        }
        File.WriteAllBytes(_folder["empty.db"], []);
        TemporaryFolder.Query(_folder["other.db"], "CREATE TABLE cats (name)");
        return
        [
            _folder["good.db"], _folder["damaged-0.db"], _folder["damaged-1.db"], _folder["damaged-2.db"], _folder["empty.db"], _folder["other.db"], _folder["new.db"],
            _folder["in"], _folder["in/a.txt"], _folder["in/b.docx"], _folder["in/c.html"], _folder["in/d.xlsx"], _folder["in/empty.txt"], _folder["in/none.txt"], _folder["in/a.txt"] + ":2",
            _folder["damaged-0.docx"], _folder["damaged-1.docx"], _folder["damaged-2.xlsx"], _folder["gold"], _folder["gold/a.gold.json"], _folder["damaged-1.json"],
            _folder["words"], _folder["bad-words"], _folder["out.txt"], _folder["out.xlsx"], _folder["out/"],
        ];
    }

    private static int Number(string variable, int standard) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out int number) ? number : standard;
}
