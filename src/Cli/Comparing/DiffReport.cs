using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using PolicyIngest.Cli.Evaluating;
using PolicyIngest.Ingest.Comparing;
using PolicyIngest.Ingest.Export;
using PolicyIngest.Model;

namespace PolicyIngest.Cli.Comparing;

/// <summary>Writes the differences between two versions of a document.</summary>
/// <param name="older">Name of the older file.</param>
/// <param name="newer">Name of the newer file.</param>
/// <param name="plans">The differences.</param>
internal sealed class DiffReport(string older, string newer, ImmutableArray<PlanChange> plans)
{
    /// <summary>As lines: <c>+</c> added, <c>-</c> removed, <c>~</c> changed, <c>&gt;</c> only renumbered.</summary>
    public void WriteText(TextWriter output)
    {
        if (!DocumentDiff.Differs(plans)) return;
        Line(output, $"--- {older}");
        Line(output, $"+++ {newer}");
        foreach (var plan in plans)
        {
            Line(output, "");
            Line(output, $"{(plan.Old is null ? "+ " : plan.New is null ? "- " : "")}{(plan.New ?? plan.Old)!.Title ?? "(no title)"}");
            foreach (string line in plan.Head.SelectMany(Lines)) Line(output, "    " + line);
            foreach (var task in plan.Tasks)
            {
                Line(output, $"{SignOf(task.Fate)} {PlaceOf(task)}  {NameOf((task.New ?? task.Old)!)}");
                foreach (string line in task.Changes.SelectMany(Lines)) Line(output, "    " + line);
            }
            Line(output, Summary(plan));
        }
    }

    public void WriteMarkdown(TextWriter output)
    {
        output.WriteLine($"# {MarkdownReport.Cell(Path.GetFileName(older))} → {MarkdownReport.Cell(Path.GetFileName(newer))}");
        if (!DocumentDiff.Differs(plans))
        {
            output.WriteLine();
            output.WriteLine("No differences.");
            return;
        }
        foreach (var plan in plans)
        {
            output.WriteLine();
            output.WriteLine($"## {(plan.Old is null ? "New: " : plan.New is null ? "Gone: " : "")}{MarkdownReport.Cell((plan.New ?? plan.Old)!.Title ?? "(no title)")}");
            output.WriteLine();
            output.WriteLine($"{Summary(plan)}.");
            output.WriteLine();
            foreach (string line in plan.Head.SelectMany(Lines)) output.WriteLine($"- {InWords(line)}");
            foreach (var task in plan.Tasks)
            {
                output.WriteLine($"- **{GoldJson.Name(task.Fate)}** {MarkdownReport.Cell(PlaceOf(task))} {MarkdownReport.Cell(NameOf((task.New ?? task.Old)!))}");
                foreach (string line in task.Changes.SelectMany(Lines)) output.WriteLine($"  - {InWords(line)}");
            }
        }
    }

    public void WriteJson(Stream output)
    {
        using (var json = new Utf8JsonWriter(output, GoldJson.Options(indented: true)))
        {
            json.WriteStartObject();
            json.WriteString("old", older);
            json.WriteString("new", newer);
            json.WriteBoolean("differs", DocumentDiff.Differs(plans));
            json.WriteStartArray("plans");
            foreach (var plan in plans) WritePlan(json, plan);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        output.WriteByte((byte)'\n');
    }

    private static void WritePlan(Utf8JsonWriter json, PlanChange plan)
    {
        json.WriteStartObject();
        json.WriteString("old_title", plan.Old?.Title);
        json.WriteString("new_title", plan.New?.Title);
        json.WriteString("change", plan.Old is null ? "added" : plan.New is null ? "removed" : plan.Head.IsEmpty && plan.Tasks.IsEmpty ? "same" : "changed");
        json.WriteNumber("unchanged_tasks", plan.Unchanged);
        WriteChanges(json, plan.Head);
        json.WriteStartArray("tasks");
        foreach (var task in plan.Tasks)
        {
            json.WriteStartObject();
            json.WriteString("change", GoldJson.Name(task.Fate));
            WriteTask(json, "old", task.Old);
            WriteTask(json, "new", task.New);
            WriteChanges(json, task.Changes);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTask(Utf8JsonWriter json, string name, PolicyTask? task)
    {
        if (task is null)
        {
            json.WriteNull(name);
            return;
        }
        json.WriteStartObject(name);
        json.WriteStartArray("path");
        foreach (string label in task.Path) json.WriteStringValue(label);
        json.WriteEndArray();
        json.WriteNumber("part", task.Part);
        json.WriteString("title", task.Title);
        json.WriteEndObject();
    }

    private static void WriteChanges(Utf8JsonWriter json, ImmutableArray<FieldChange> changes)
    {
        json.WriteStartArray("changes");
        foreach (var change in changes)
        {
            json.WriteStartObject();
            json.WriteString("field", change.Field);
            json.WriteString("old", change.Old);
            json.WriteString("new", change.New);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>A change in lines: of a content the sentences that differ, of anything else what stood and what stands there.</summary>
    private static IEnumerable<string> Lines(FieldChange change)
    {
        if (change.Field != "content" || change.Old is null || change.New is null)
        {
            if (change.Old is not null) yield return $"- {change.Field}: {change.Old}";
            if (change.New is not null) yield return $"+ {change.Field}: {change.New}";
            yield break;
        }
        var (gone, added) = SentenceDiff.Compare(change.Old, change.New);
        foreach (string sentence in gone) yield return $"- {sentence}";
        foreach (string sentence in added) yield return $"+ {sentence}";
        if (gone.Count + added.Count == 0) yield return "~ the same sentences in another order";
    }

    /// <summary>The sign as a word, since Markdown takes a sign for a list.</summary>
    private static string InWords(string line) => $"{line[0] switch { '-' => "was: ", '+' => "now: ", _ => "" }}{MarkdownReport.Cell(line[2..])}";

    private static char SignOf(TaskFate fate) => fate switch { TaskFate.Added => '+', TaskFate.Removed => '-', TaskFate.Changed => '~', _ => '>' };

    private static string PlaceOf(TaskChange task) => task.IsRenumbered ? $"{PlaceOf(task.Old!)} → {PlaceOf(task.New!)}" : PlaceOf((task.New ?? task.Old)!);

    private static string PlaceOf(PolicyTask task) =>
        string.Join('/', task.Path) + (task.Part > 1 ? string.Create(CultureInfo.InvariantCulture, $" part {task.Part}") : "");

    private static string NameOf(PolicyTask task)
    {
        string name = (task.Title ?? task.Content).ReplaceLineEndings(" ");
        return name.Length <= 60 ? name : name[..(char.IsHighSurrogate(name[59]) ? 59 : 60)] + "…";
    }

    private static string Summary(PlanChange plan)
    {
        int Count(TaskFate fate) => plan.Tasks.Count(task => task.Fate == fate);
        return string.Create(CultureInfo.InvariantCulture,
            $"{Count(TaskFate.Added)} added, {Count(TaskFate.Removed)} removed, {Count(TaskFate.Changed)} changed, {Count(TaskFate.Moved)} renumbered, {plan.Unchanged} the same");
    }

    private static void Line(TextWriter output, string text) => output.WriteLine(Terminal.Printable(text));
}
