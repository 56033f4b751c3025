using PolicyIngest.Ingest;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Model;
using PolicyIngest.Tests.Samples;
using PolicyIngest.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace PolicyIngest.Tests.Readers.Ofd;

/// <summary>A document set on pages of OFD gives the tasks and the responsibilities of its text.</summary>
public sealed class OfdParityTests(ITestOutputHelper output)
{
    /// <summary>Least share that the text's own tasks and assignments must reach over all documents together, as PDF does.</summary>
    private const double TaskBar = 0.997, AssignmentBar = 0.995;

    public static TheoryData<string, OfdSetting> Samples()
    {
        var rows = new TheoryData<string, OfdSetting>();
        foreach (string path in new[] { "txt/closing-brackets.txt", "txt/task-table.txt", "txt/label-lines.txt", "txt/plans-under-notice.txt", "txt/five-year-plan.txt" })
            foreach (var setting in Enum.GetValues<OfdSetting>()) rows.Add(path, setting);
        return rows;
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_sample_on_pages_gives_the_same_facts(string path, OfdSetting setting)
    {
        var text = SampleFile.All.Single(sample => sample.Path == path).Extract();
        var pages = OnPages(text.Document, setting);
        Assert.Equal(Tasks(text), Tasks(pages));
        Assert.Equal(Assignments(text), Assignments(pages));
    }

    [SharedFact]
    public void The_corpus_on_pages_reaches_the_bars()
    {
        int tasks = 0, sameTasks = 0, assignments = 0, sameAssignments = 0;
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Repository.Shared!, "corpus"), "*.txt").Order(StringComparer.Ordinal))
        {
            var text = IngestPipeline.Run(new SourceFile(Path.GetFileName(file), File.ReadAllBytes(file)), ReadOptions.Default);
            var pages = OnPages(text.Document, OfdSetting.Lines);
            var (ofTask, allTasks) = Common(Tasks(text), Tasks(pages));
            var (ofAssignment, allAssignments) = Common(Assignments(text), Assignments(pages));
            output.WriteLine($"{Path.GetFileName(file)}: tasks {ofTask}/{allTasks}, assignments {ofAssignment}/{allAssignments}");
            sameTasks += ofTask;
            tasks += allTasks;
            sameAssignments += ofAssignment;
            assignments += allAssignments;
        }
        Assert.True(tasks > 500 && assignments > 1_000, $"{tasks} tasks, {assignments} assignments");
        Assert.True(sameTasks >= TaskBar * tasks, $"tasks {sameTasks} of {tasks}");
        Assert.True(sameAssignments >= AssignmentBar * assignments, $"assignments {sameAssignments} of {assignments}");
    }

    private static Extraction OnPages(PolicyDocument document, OfdSetting setting)
    {
        var pages = new PdfPages(file: new OfdWriter(setting));
        foreach (var block in document.Blocks.Where(block => block.Role == BlockRole.Body))
        {
            if (block is TableBlock table)
            {
                double[] weights = [.. Enumerable.Range(0, table.ColumnCount).Select(column => Weight(document, table, column))];
                pages.Table(Rows(document, table), headRows: 0, weights);
            }
            else
                foreach (string line in block.Span.Of(document.Text).Split('\n')) pages.Paragraph(line);
        }
        return IngestPipeline.Run(new SourceFile("pages.ofd", pages.ToBytes()), ReadOptions.Default);
    }

    /// <summary>Columns of longer texts are wider, as people draw them.</summary>
    private static double Weight(PolicyDocument document, TableBlock table, int column) =>
        Math.Clamp(table.Cells.Where(cell => cell.Column == column && cell.ColumnSpan == 1).Select(cell => (double)cell.Span.Of(document.Text).Length).DefaultIfEmpty(4).Average(), 4, 40);

    private static List<TableRow> Rows(PolicyDocument document, TableBlock table)
    {
        var rows = new List<TableRow>();
        for (int row = 0; row < table.RowCount; row++)
        {
            var cells = table.Cells.Where(cell => cell.Row <= row && cell.Row + cell.RowSpan > row).OrderBy(cell => cell.Column)
                .Select(cell => new Samples.TableCell(cell.Row == row ? cell.Span.Of(document.Text) : "", cell.ColumnSpan, cell.RowSpan > 1 && cell.Row == row, cell.Row < row));
            rows.Add(new TableRow([.. cells]));
        }
        return rows;
    }

    private static List<string> Tasks(Extraction extraction) =>
        [.. extraction.Plans.SelectMany(plan => plan.Tasks).Select(Name).Order(StringComparer.Ordinal)];

    private static List<string> Assignments(Extraction extraction) =>
        [.. extraction.Plans.SelectMany(plan => plan.Tasks).SelectMany(task => task.Assignments.Select(a => $"{Name(task)} {a.Role} {Plain(a.Unit)}")).Order(StringComparer.Ordinal)];

    private static string Name(PolicyTask task) => Plain(task.Title ?? task.Content);

    private static string Plain(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    /// <summary>How many of the first are among the second as well, and how many there are in the larger one.</summary>
    private static (int Same, int All) Common(List<string> first, List<string> second)
    {
        var left = second.GroupBy(text => text).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        int same = 0;
        foreach (string text in first)
        {
            if (left.GetValueOrDefault(text) == 0) continue;
            left[text]--;
            same++;
        }
        return (same, Math.Max(first.Count, second.Count));
    }
}
