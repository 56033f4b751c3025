using System.Collections.Immutable;
using System.Text.Json;

namespace PolicyIngest.Ingest.Evaluation;

/// <summary>A gold file as read.</summary>
/// <param name="Sheets">Its documents.</param>
/// <param name="Problems">What is wrong with its form, by line.</param>
public sealed record GoldFile(ImmutableArray<FactSheet> Sheets, ImmutableArray<Problem> Problems);

/// <summary>Reads gold files: a document, a list of documents, or a document a line. Form and closed sets are looked at on the way.</summary>
public static class GoldReader
{
    /// <summary>Reads a file's bytes; never throws for what is in them.</summary>
    public static GoldFile Read(ReadOnlySpan<byte> utf8)
    {
        var problems = new List<Problem>();
        try
        {
            var values = JsonTree.ReadAll(utf8);
            var documents = values.SelectMany(value => value.Kind == JsonValueKind.Array ? value.Items : [value]).ToList();
            if (documents.Count == 0) problems.Add(new Problem(1, "the file holds no document"));
            ImmutableArray<FactSheet> sheets = [.. documents.Select(document => Document(document, problems)).OfType<FactSheet>()];
            return new GoldFile(sheets, [.. problems.OrderBy(problem => problem.Line)]);
        }
        catch (JsonSyntaxException fault)
        {
            return new GoldFile([], [fault.Problem]);
        }
    }

    private static FactSheet? Document(JsonTree tree, List<Problem> problems)
    {
        if (tree.Kind != JsonValueKind.Object)
        {
            problems.Add(new Problem(tree.Line, $"a document must be an object with the fields file and plans, not {tree.Described}"));
            return null;
        }
        var quotes = new List<Quote>();
        var fields = new JsonFields(tree, "a document", problems) { Quotes = quotes };
        var sheet = new FactSheet(fields.Text("file", required: true) ?? "", fields.Flag("partial"),
            [.. fields.Objects("plans", "a plan", required: true).Select(Plan)], fields.Line)
        {
            Citations = fields.Has("citations") ? [.. fields.Objects("citations", "a citation").Select(Citation)] : null,
            About = fields.Has("about") ? fields.Texts("about") : null,
            Quotes = [.. quotes],
        };
        foreach (string measure in sheet.About ?? [])
            if (!Measures.All.Contains(measure)) fields.Report("about", $"there is no measure {measure}, only {string.Join(", ", Measures.All)}");
        fields.ReportUnknown("path", "format", "sha256", "also_at");
        return sheet;
    }

    private static SheetPlan Plan(JsonFields fields)
    {
        var plan = new SheetPlan(fields.Text("title"), [.. fields.Objects("tasks", "a task").Select(Task)],
            [.. fields.Objects("targets", "a target").Select(Target)], fields.Line);
        if (fields.Has("place") && fields.Object("place", "a place") is { } place) plan = plan with { Place = Place(place) };
        fields.Text("doc_number");
        fields.Text("issuer");
        fields.Day("issued_on");
        Period(fields);
        fields.ReportUnknown("span");
        return plan;
    }

    private static SheetPlace Place(JsonFields fields)
    {
        var place = new SheetPlace(fields.Text("code"), fields.Text("level"), fields.Line);
        fields.ReportUnknown("province", "city", "county", "source");
        return place;
    }

    private static SheetCitation Citation(JsonFields fields)
    {
        var citation = new SheetCitation(fields.Choice("kind", null, "basis", "implements", "changes", "ends", "mentions"),
            fields.Text("title"), fields.Text("number"), fields.Whole("start"), fields.Line);
        fields.ReportUnknown("raw", "span", "rule", "origin");
        return citation;
    }

    private static void Period(JsonFields fields)
    {
        var years = fields.List("period");
        if (years.IsEmpty) return;
        bool isPair = years.Length == 2 && years.All(year => year.Kind == JsonValueKind.Number && year.Text.Length == 4 && int.TryParse(year.Text, out _));
        if (!isPair) fields.Report("period", "period must be the first and the last year, such as [2021, 2023]");
        else if (string.CompareOrdinal(years[0].Text, years[1].Text) > 0) fields.Report("period", $"period ends in {years[1].Text}, before it begins in {years[0].Text}");
    }

    private static SheetTask Task(JsonFields fields)
    {
        var task = new SheetTask(Path(fields), Part(fields), fields.Choice("kind", "task", "task", "safeguard", "project"), fields.Quoted("title"),
            fields.Flag("restates"), [.. fields.Objects("assignments", "an assignment").Select(Assignment)],
            [.. fields.Objects("deadlines", "a deadline").Select(Deadline)], fields.Flag("optional"), fields.Line);
        fields.ReportUnknown("content", "rule", "span", "origin");
        return task;
    }

    private static SheetAssignment Assignment(JsonFields fields)
    {
        var fact = new SheetAssignment(fields.Choice("role", null, "lead", "support", "implement", "responsible", "supervise"),
            fields.Text("unit", required: true) ?? "", fields.Flag("optional"), fields.Line) { Scope = fields.Text("scope") };
        fields.Quoted("label");
        fields.Quoted("raw");
        fields.ReportUnknown("rule", "origin");
        return fact;
    }

    private static SheetDeadline Deadline(JsonFields fields)
    {
        var fact = new SheetDeadline(fields.Choice("kind", null, "by", "from", "during", "recurring", "ongoing"),
            fields.Day("due"), fields.Day("start"), fields.Flag("optional"), fields.Line);
        fields.Choice("source", "text", "label", "text");
        fields.Quoted("raw");
        fields.ReportUnknown("rule", "origin");
        return fact;
    }

    private static SheetTarget Target(JsonFields fields)
    {
        Part(fields);
        var fact = new SheetTarget(Path(fields), fields.Text("indicator", required: true), fields.Choice("op", null, "ge", "le", "increase", "decrease", "eq"),
            fields.Number("value"), fields.Text("unit"), fields.Whole("year"), fields.Flag("optional"), fields.Line)
        {
            ValueNorm = fields.Number("value_norm"),
            MeasureNorm = fields.Text("measure_norm"),
        };
        fields.Whole("base");
        fields.Quoted("raw");
        fields.ReportUnknown("rule", "origin");
        return fact;
    }

    private static ImmutableArray<string> Path(JsonFields fields) => fields.Texts("path");

    private static int Part(JsonFields fields)
    {
        int part = fields.Whole("part") ?? 1;
        if (part >= 1) return part;
        fields.Report("part", "part counts from 1");
        return 1;
    }
}
