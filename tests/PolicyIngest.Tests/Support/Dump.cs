using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PolicyIngest.Ingest.Export;
using PolicyIngest.Model;

namespace PolicyIngest.Tests.Support;

/// <summary>Prints a stage's result for people to read in a diff: one thing a line, indented, each with its place.</summary>
internal static class Dump
{
    /// <summary>What the reader made of the file.</summary>
    public static string Blocks(PolicyDocument document)
    {
        var lines = new StringBuilder();
        lines.Append(CultureInfo.InvariantCulture,
            $"{document.Source.Format} {document.Source.Encoding ?? "-"}: {document.Text.Length} characters, {document.Blocks.Length} blocks\n");
        foreach (var field in document.Metadata) lines.Append(CultureInfo.InvariantCulture, $"field {field.Name} {Place(document, field.Value)}\n");
        foreach (var block in document.Blocks)
        {
            if (block is TableBlock table) AppendTable(lines, document, table);
            else AppendParagraph(lines, document, (ParagraphBlock)block);
        }
        AppendDiagnostics(lines, document.Diagnostics);
        return lines.ToString();
    }

    /// <summary>What the reader made of the file, without places: fields, then a line for each paragraph and each cell.</summary>
    public static string Lines(PolicyDocument document)
    {
        var lines = new StringBuilder();
        foreach (var field in document.Metadata) lines.Append(CultureInfo.InvariantCulture, $"field {field.Name} {Shown(field.Value.Of(document.Text))}\n");
        foreach (var block in document.Blocks)
        {
            lines.Append(GoldJson.Name(block.Role));
            if (block is TableBlock table)
            {
                lines.Append(CultureInfo.InvariantCulture, $" table {table.RowCount}×{table.ColumnCount}");
                if (table.DeclaredHeadRows > 0) lines.Append(CultureInfo.InvariantCulture, $" head {table.DeclaredHeadRows}");
                lines.Append('\n');
                foreach (var cell in table.Cells)
                {
                    lines.Append(CultureInfo.InvariantCulture, $"  {cell.Row},{cell.Column}");
                    if (cell.RowSpan > 1 || cell.ColumnSpan > 1) lines.Append(CultureInfo.InvariantCulture, $" {cell.RowSpan}×{cell.ColumnSpan}");
                    lines.Append(CultureInfo.InvariantCulture, $" | {Shown(cell.Span.Of(document.Text))}\n");
                }
                continue;
            }
            var paragraph = (ParagraphBlock)block;
            if (paragraph.IsCentered) lines.Append(" centred");
            if (paragraph.OutlineLevel is { } level) lines.Append(CultureInfo.InvariantCulture, $" level {level}");
            if (paragraph.GeneratedLabel is { } label) lines.Append(CultureInfo.InvariantCulture, $" numbered {label.Of(document.Text)}");
            lines.Append(CultureInfo.InvariantCulture, $" | {Shown(paragraph.Span.Of(document.Text))}\n");
        }
        AppendDiagnostics(lines, document.Diagnostics);
        return lines.ToString();
    }

    /// <summary>Plans and their outlines.</summary>
    public static string Outline(Extraction extraction)
    {
        var lines = new StringBuilder();
        string text = extraction.Document.Text;
        foreach (var plan in extraction.Plans)
        {
            lines.Append(CultureInfo.InvariantCulture, $"plan {plan.Ordinal} [{plan.Span}] {plan.Title ?? "-"}\n");
            foreach (var node in plan.Nodes)
            {
                lines.Append(' ', node.Level * 2);
                lines.Append(CultureInfo.InvariantCulture, $"{node.Label} {node.Section} [{node.Span}] {node.Heading ?? "-"}");
                if (!node.Body.IsEmpty) lines.Append(" | ").AppendJoin(" | ", node.Body.Select(body => Shown(body.Of(text), 40)));
                lines.Append('\n');
            }
        }
        return lines.ToString();
    }

    /// <summary>Plans with everything that the rules took out of them.</summary>
    public static string Facts(Extraction extraction)
    {
        var lines = new StringBuilder();
        foreach (var plan in extraction.Plans)
        {
            lines.Append(CultureInfo.InvariantCulture, $"plan {plan.Ordinal} [{plan.Span}] {plan.Title ?? "-"}\n");
            AppendHead(lines, "title", plan.Title, plan.TitleEvidence);
            AppendHead(lines, "number", plan.DocNumber, plan.DocNumberEvidence);
            AppendHead(lines, "issuer", plan.Issuer, plan.IssuerEvidence);
            AppendHead(lines, "issued", Date(plan.IssuedOn), plan.IssuedOnEvidence);
            if (plan.Period is { } period) lines.Append(CultureInfo.InvariantCulture, $"  period {period.First}–{period.Last}\n");
            foreach (var task in plan.Tasks) AppendTask(lines, task);
            foreach (var target in plan.Targets)
                lines.Append(CultureInfo.InvariantCulture, $"  {Target(target)} {Evidence(target.Evidence)}\n");
        }
        AppendDiagnostics(lines, extraction.Diagnostics);
        return lines.ToString();
    }

    /// <summary>A deadline on a line, without its place: <c>by 2024-10-31 text</c>.</summary>
    public static string Deadline(Deadline deadline) =>
        $"{GoldJson.Name(deadline.Kind)} {(deadline.Start is { } start ? $"{Date(start)}…" : "")}{Date(deadline.Due) ?? "-"} {GoldJson.Name(deadline.Source)}";

    /// <summary>An assignment on a line, without its place: <c>lead 市水务局 (牵头单位)</c>.</summary>
    public static string Assignment(Assignment assignment) =>
        $"{GoldJson.Name(assignment.Role)} {assignment.Unit} ({assignment.Label}){(assignment.Scope is { } scope ? $" scope {scope}" : "")}";

    /// <summary>A target on a line, without its place: <c>target 二/(一)/1 优良天数比例 ge 85 % 2024</c>.</summary>
    public static string Target(Target target) => string.Create(CultureInfo.InvariantCulture,
        $"target {PathOf(target.Path, target.Part)} {target.Indicator} {GoldJson.Name(target.Op)} {target.Value} {target.Unit ?? "-"} {target.Year?.ToString(CultureInfo.InvariantCulture) ?? "-"}{(target.Base is { } year ? $" base {year}" : "")}");

    /// <summary>A path with its part, which is left out when it is 1: <c>二/(一)/1 part 2</c>.</summary>
    public static string PathOf(ImmutableArray<string> path, int part) =>
        string.Join('/', path) + (part == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" part {part}"));

    /// <summary>Text on one line, cut after <paramref name="limit"/> characters.</summary>
    public static string Shown(string text, int limit = int.MaxValue)
    {
        string line = text.Replace("\n", "⏎", StringComparison.Ordinal).Replace("\t", "⇥", StringComparison.Ordinal);
        return line.Length <= limit ? line : $"{line.AsSpan(0, limit)}…";
    }

    private static void AppendParagraph(StringBuilder lines, PolicyDocument document, ParagraphBlock block)
    {
        lines.Append(CultureInfo.InvariantCulture, $"paragraph {block.Index}");
        AppendRole(lines, block);
        if (block.IsCentered) lines.Append(" centred");
        if (block.OutlineLevel is { } level) lines.Append(CultureInfo.InvariantCulture, $" level {level}");
        if (block.Style is { } style) lines.Append(CultureInfo.InvariantCulture, $" style {style}");
        if (block.GeneratedLabel is { } label) lines.Append(CultureInfo.InvariantCulture, $" numbered [{label}]");
        lines.Append(CultureInfo.InvariantCulture, $" {Place(document, block.Span)}\n");
    }

    private static void AppendTable(StringBuilder lines, PolicyDocument document, TableBlock table)
    {
        lines.Append(CultureInfo.InvariantCulture, $"table {table.Index}");
        AppendRole(lines, table);
        lines.Append(CultureInfo.InvariantCulture, $" {table.RowCount} rows {table.ColumnCount} columns");
        if (table.DeclaredHeadRows > 0) lines.Append(CultureInfo.InvariantCulture, $" {table.DeclaredHeadRows} head");
        lines.Append(CultureInfo.InvariantCulture, $" [{table.Span}]\n");
        foreach (var cell in table.Cells)
        {
            lines.Append(CultureInfo.InvariantCulture, $"  {cell.Row},{cell.Column}");
            if (cell.RowSpan > 1 || cell.ColumnSpan > 1) lines.Append(CultureInfo.InvariantCulture, $" {cell.RowSpan}×{cell.ColumnSpan}");
            if (cell.Page is { } page) lines.Append(CultureInfo.InvariantCulture, $" page {page}");
            lines.Append(CultureInfo.InvariantCulture, $" {Place(document, cell.Span)}\n");
        }
    }

    private static void AppendRole(StringBuilder lines, Block block)
    {
        if (block.Role != BlockRole.Body) lines.Append(' ').Append(GoldJson.Name(block.Role));
        if (block.Place?.Page is { } page) lines.Append(CultureInfo.InvariantCulture, $" page {page}");
        if (block.Place?.Sheet is { } sheet) lines.Append(CultureInfo.InvariantCulture, $" sheet {sheet}");
    }

    private static void AppendTask(StringBuilder lines, PolicyTask task)
    {
        lines.Append(CultureInfo.InvariantCulture, $"  {GoldJson.Name(task.Kind)} {PathOf(task.Path, task.Part)}{(task.Restates ? " restates" : "")}");
        lines.Append(CultureInfo.InvariantCulture, $" [{task.Evidence.Span}] {task.Evidence.RuleId} {task.Title ?? "-"}\n");
        lines.Append("    content ").Append(Shown(task.Content)).Append('\n');
        foreach (var assignment in task.Assignments)
            lines.Append(CultureInfo.InvariantCulture, $"    {Assignment(assignment)} {Evidence(assignment.Evidence)}\n");
        foreach (var deadline in task.Deadlines)
            lines.Append(CultureInfo.InvariantCulture, $"    {Deadline(deadline)} {Evidence(deadline.Evidence)}\n");
    }

    private static void AppendHead(StringBuilder lines, string name, string? value, Evidence? evidence)
    {
        if (value is not null) lines.Append(CultureInfo.InvariantCulture, $"  {name} {value} {(evidence is null ? "-" : Evidence(evidence))}\n");
    }

    private static void AppendDiagnostics(StringBuilder lines, ImmutableArray<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
            lines.Append(CultureInfo.InvariantCulture, $"! {GoldJson.Name(diagnostic.Severity)} {diagnostic.Code}: {diagnostic.Message}\n");
    }

    private static string Place(PolicyDocument document, TextSpan span) => $"[{span}] {Shown(span.Of(document.Text))}";

    private static string Evidence(Evidence evidence) => $"[{evidence.Span}] {evidence.RuleId} {Shown(evidence.Raw, 60)}";

    private static string? Date(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
