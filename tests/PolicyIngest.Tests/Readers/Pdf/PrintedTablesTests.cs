using PolicyIngest.Ingest;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Model;
using PolicyIngest.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace PolicyIngest.Tests.Readers.Pdf;

/// <summary>Real task lists and inventories, printed by a browser without lines between their columns, give the facts of their text.</summary>
public sealed class PrintedTablesTests(ITestOutputHelper output)
{
    // Least share of the text's own tasks, assignments, deadlines and targets.
    private const double Bar = 0.97;

    private static readonly string[] Kinds = ["tasks", "assignments", "deadlines", "targets"];

    [SharedFact(program: "chromium")]
    public void Tables_with_lines_between_rows_only_reach_the_bar() => Check(TableLines.Rows, middle: false);

    [SharedFact(program: "chromium")]
    public void Tables_without_lines_reach_the_bar() => Check(TableLines.None, middle: false);

    [SharedFact(program: "chromium")]
    public void Tables_with_three_lines_and_cells_in_the_middle_reach_the_bar() => Check(TableLines.Three, middle: true);

    private void Check(TableLines lines, bool middle)
    {
        using var folder = new TemporaryFolder();
        var sums = new (int Same, int All)[Kinds.Length];
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Repository.Shared!, "corpus"), "00*.txt").Order(StringComparer.Ordinal))
        {
            var text = IngestPipeline.Run(new SourceFile(Path.GetFileName(file), File.ReadAllBytes(file)), ReadOptions.Default);
            if (!text.Document.Blocks.OfType<TableBlock>().Any()) continue;
            var pages = IngestPipeline.Run(new SourceFile("page.pdf", PrintedPage.Print(text.Document, lines, middle, folder)), ReadOptions.Default);
            for (int i = 0; i < sums.Length; i++)
            {
                var (same, all) = Common(Facts(text)[i], Facts(pages)[i]);
                sums[i] = (sums[i].Same + same, sums[i].All + all);
            }
        }
        output.WriteLine($"{lines}, middle {middle}: {string.Join(", ", Kinds.Zip(sums))}");
        Assert.True(sums[0].All > 300 && sums[3].All > 100, $"{sums[0].All} tasks, {sums[3].All} targets");
        for (int i = 0; i < sums.Length; i++) Assert.True(sums[i].Same >= Bar * sums[i].All, $"{Kinds[i]}: {sums[i].Same} of {sums[i].All}");
    }

    private static List<string>[] Facts(Extraction extraction)
    {
        var tasks = extraction.Plans.SelectMany(plan => plan.Tasks).ToList();
        return
        [
            [.. tasks.Select(Name)],
            [.. tasks.SelectMany(task => task.Assignments.Select(a => $"{Name(task)} {a.Role} {Plain(a.Unit)}"))],
            [.. tasks.SelectMany(task => task.Deadlines.Select(d => $"{Name(task)} {Plain(d.Evidence.Raw)}"))],
            [.. extraction.Plans.SelectMany(plan => plan.Targets).Select(t => $"{Plain(t.Indicator)} {t.Value} {t.Unit} {t.Year}")],
        ];
    }

    private static string Name(PolicyTask task) => Plain(task.Title ?? task.Content);

    private static string Plain(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    /// <summary>How many of the first are among the second as well, and how many there are in the larger one.</summary>
    private static (int Same, int All) Common(List<string> first, List<string> second)
    {
        var left = second.GroupBy(text => text, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        int same = first.Count(text => left.GetValueOrDefault(text) > 0 && left[text]-- > 0);
        return (same, Math.Max(first.Count, second.Count));
    }
}
