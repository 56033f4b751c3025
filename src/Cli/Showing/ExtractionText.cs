using System.Globalization;
using PolicyIngest.Ingest.Export;
using PolicyIngest.Model;

namespace PolicyIngest.Cli.Showing;

/// <summary>Prints an extraction for a person to read: indented lines, one thing a line, safe for a terminal.</summary>
internal sealed class ExtractionText(TextWriter output, Extraction extraction)
{
    private const int LongestExcerpt = 100;
    private readonly string _text = extraction.Document.Text;

    /// <summary>What file it is.</summary>
    public void WriteHead()
    {
        var source = extraction.Document.Source;
        Line(0, $"{source.Path}  [{source.Format}{(source.Encoding is null ? "" : ", " + source.Encoding)}, {source.Size} bytes]");
    }

    /// <summary>Paragraphs and tables as read.</summary>
    public void WriteBlocks()
    {
        foreach (var block in extraction.Document.Blocks)
        {
            string role = block.Role == BlockRole.Body ? "" : $" ({GoldJson.Name(block.Role)})";
            if (block is TableBlock table) WriteTable(table, role);
            else Line(1, $"¶{block.Index + 1}{role}{Level(block)} {block.Span.Of(_text)}");
        }
    }

    /// <summary>Plans with their outline; with all tasks and facts if wanted.</summary>
    public void WritePlans(bool withFacts)
    {
        if (extraction.Plans.Length == 0) Line(1, "no plan found in this document");
        foreach (var plan in extraction.Plans)
        {
            Line(0, "");
            Line(1, $"《{plan.Title ?? "(no title)"}》");
            Line(2, string.Join("  ", PlanFields(plan)));
            foreach (var node in plan.Nodes)
                if (!withFacts || node.Heading is not null) Line(node.Level + 1, $"{node.Label} {node.Heading ?? Excerpt(node)}  [{GoldJson.Name(node.Section)}]");
            if (!withFacts) continue;
            Line(2, $"tasks: {plan.Tasks.Length}");
            foreach (var task in plan.Tasks) WriteTask(task);
            Line(2, $"targets: {plan.Targets.Length}");
            foreach (var target in plan.Targets) WriteTarget(target);
        }
    }

    /// <summary>What a person should know.</summary>
    public void WriteDiagnostics()
    {
        foreach (var diagnostic in extraction.Document.Diagnostics.Concat(extraction.Diagnostics))
            Line(1, $"{GoldJson.Name(diagnostic.Severity)}: {diagnostic.Message} ({diagnostic.Code})");
    }

    private void WriteTable(TableBlock table, string role)
    {
        Line(1, $"▦{table.Index + 1}{role} {table.RowCount} × {table.ColumnCount}");
        foreach (var row in table.Cells.GroupBy(cell => cell.Row))
            Line(2, string.Join(" | ", row.Select(cell => cell.Span.Of(_text) + Spans(cell))));
    }

    private void WriteTask(PolicyTask task)
    {
        string part = task.Part > 1 ? $" part {task.Part}" : "";
        string kind = task.Kind == TaskKind.Task ? "" : $" [{GoldJson.Name(task.Kind)}]";
        string restates = task.Restates ? " [restates]" : "";
        Line(3, $"{string.Join('/', task.Path)}{part}{kind}{restates} {task.Title ?? Shortened(task.Content)}");
        foreach (var role in task.Assignments.GroupBy(assignment => (assignment.Role, assignment.Label)))
            Line(4, $"{GoldJson.Name(role.Key.Role)} ({role.Key.Label}): {string.Join('、', role.Select(a => a.Scope is null ? a.Unit : $"{a.Unit}〔{a.Scope}〕"))}");
        foreach (var deadline in task.Deadlines)
            Line(4, $"{GoldJson.Name(deadline.Kind)}{Date(" from ", deadline.Start)}{Date(" until ", deadline.Due)}: {deadline.Evidence.Raw}");
    }

    private void WriteTarget(Target target)
    {
        string year = target.Year is { } value ? string.Create(CultureInfo.InvariantCulture, $" by {value}") : "";
        string since = target.Base is { } first ? string.Create(CultureInfo.InvariantCulture, $" against {first}") : "";
        Line(3, string.Create(CultureInfo.InvariantCulture,
            $"{string.Join('/', target.Path)} {target.Indicator} {Sign(target.Op)} {target.Value}{target.Unit}{year}{since}"));
    }

    private static IEnumerable<string> PlanFields(Plan plan)
    {
        if (plan.DocNumber is { } number) yield return number;
        if (plan.Issuer is { } issuer) yield return issuer;
        if (plan.IssuedOn is not null) yield return Date("", plan.IssuedOn);
        if (plan.Period is { } period) yield return string.Create(CultureInfo.InvariantCulture, $"{period.First}–{period.Last}");
    }

    private static string Sign(TargetOp op) => op switch
    {
        TargetOp.Ge => "≥",
        TargetOp.Le => "≤",
        TargetOp.Increase => "+",
        TargetOp.Decrease => "−",
        _ => "=",
    };

    private static string Date(string before, DateOnly? date) =>
        date is { } day ? before + day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "";

    private static string Level(Block block) => block is ParagraphBlock { OutlineLevel: { } level } ? $" H{level}" : "";

    private static string Spans(TableCell cell) => cell is { RowSpan: 1, ColumnSpan: 1 } ? "" : $" ⟨{cell.RowSpan}×{cell.ColumnSpan}⟩";

    private string Excerpt(OutlineNode node) => node.Body.Length == 0 ? "" : Shortened(node.Body[0].Of(_text));

    private static string Shortened(string text) => text.Length <= LongestExcerpt ? text : text[..LongestExcerpt] + "…";

    private void Line(int depth, string text)
    {
        for (int i = 0; i < depth; i++) output.Write("  ");
        output.WriteLine(Terminal.Printable(text.Replace("\n", "⏎", StringComparison.Ordinal)));
    }
}
