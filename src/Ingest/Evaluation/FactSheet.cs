using System.Collections.Immutable;
using System.Globalization;
using PolicyIngest.Ingest.Export;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Evaluation;

/// <summary>The facts of a document, as a gold file gives them or as they were taken out.</summary>
/// <param name="File">The document's file name.</param>
/// <param name="IsPartial">Whether it holds some of the document's plans only.</param>
/// <param name="Plans">Its plans in order.</param>
/// <param name="Line">Line of the gold file, from 1; 0 for what was taken out. So in all records of this file.</param>
public sealed record FactSheet(string File, bool IsPartial, ImmutableArray<SheetPlan> Plans, int Line = 0)
{
    /// <summary>Words that the gold quotes from the document; none for what was taken out.</summary>
    public ImmutableArray<Quote> Quotes { get; init; } = [];

    /// <summary>Where the document names others; null where the gold says nothing of it.</summary>
    public ImmutableArray<SheetCitation>? Citations { get; init; }

    /// <summary>The measures that the gold is about; null for all.</summary>
    public ImmutableArray<string>? About { get; init; }

    /// <summary>The file's name without folder and ending, by which gold and document find each other.</summary>
    public string Stem => StemOf(File);

    /// <summary>A name without folder and ending; a leading dot begins no ending.</summary>
    public static string StemOf(string file)
    {
        string name = file[(file.LastIndexOfAny(['/', '\\']) + 1)..];
        int dot = name.LastIndexOf('.');
        return dot > 0 && dot < name.Length - 1 ? name[..dot] : name;
    }

    /// <summary>The facts of an extraction.</summary>
    public static FactSheet Of(Extraction extraction)
    {
        var codePoints = new CodePointMap(extraction.Document.Text);
        return new FactSheet(Path.GetFileName(extraction.Document.Source.Path), IsPartial: false, [.. extraction.Plans.Select(SheetPlan.Of)])
        {
            Citations = [.. extraction.Citations.Select(citation => SheetCitation.Of(citation, codePoints))],
        };
    }
}

/// <summary>Words that a gold file says stand in its document.</summary>
/// <param name="Field">The field that quotes them: <c>raw</c>, <c>label</c>, <c>title</c>.</param>
/// <param name="Text">The words.</param>
/// <param name="Span">Where they stand, in Unicode code points, end exclusive; null where the gold does not say.</param>
/// <param name="Line">Line of the gold file.</param>
public sealed record Quote(string Field, string Text, (int Start, int End)? Span, int Line);

/// <summary>A plan's facts.</summary>
public sealed record SheetPlan(string? Title, ImmutableArray<SheetTask> Tasks, ImmutableArray<SheetTarget> Targets, int Line = 0)
{
    /// <summary>A plan without facts, to compare with where none was found.</summary>
    public static SheetPlan None { get; } = new(null, [], []);

    /// <summary>Where it holds; null where the gold says nothing of it.</summary>
    public SheetPlace? Place { get; init; }

    internal static SheetPlan Of(Plan plan) => new(plan.Title, [.. plan.Tasks.Select(SheetTask.Of)], [.. plan.Targets.Select(SheetTarget.Of)])
    {
        Place = new SheetPlace(plan.Place?.Code, plan.Place?.Level is { } level ? GoldJson.Name(level) : null),
    };
}

/// <summary>Where a plan holds: code after GB/T 2260 and rank.</summary>
public sealed record SheetPlace(string? Code, string? Level, int Line = 0);

/// <summary>A place where a document names another one.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Title">The title; not compared where the gold gives places.</param>
/// <param name="Number">The document number, or null.</param>
/// <param name="Start">Its first code point; null where the gold does not say.</param>
/// <param name="Line">Line of the gold file; 0 for what was taken out.</param>
public sealed record SheetCitation(string Kind, string? Title, string? Number, int? Start, int Line = 0)
{
    internal static SheetCitation Of(Citation citation, CodePointMap codePoints) =>
        new(GoldJson.Name(citation.Kind), citation.Title, citation.DocNumber, codePoints.ToCodePoints(citation.Evidence.Span).Start);
}

/// <summary>A task's facts; an optional one is neither rewarded nor punished.</summary>
public sealed record SheetTask(
    ImmutableArray<string> Path, int Part, string Kind, string? Title, bool Restates,
    ImmutableArray<SheetAssignment> Assignments, ImmutableArray<SheetDeadline> Deadlines, bool IsOptional = false, int Line = 0)
{
    internal static SheetTask Of(PolicyTask task) => new(task.Path, task.Part, GoldJson.Name(task.Kind), task.Title, task.Restates,
        [.. task.Assignments.Select(fact => new SheetAssignment(GoldJson.Name(fact.Role), fact.Unit))],
        [.. task.Deadlines.Select(fact => new SheetDeadline(GoldJson.Name(fact.Kind), Iso(fact.Due), Iso(fact.Start)))]);

    private static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>An organ's part in a task.</summary>
public sealed record SheetAssignment(string Role, string Unit, bool IsOptional = false, int Line = 0)
{
    /// <summary>What the organ is in charge of, or null; not compared.</summary>
    public string? Scope { get; init; }
}

/// <summary>A time; days are ISO text.</summary>
public sealed record SheetDeadline(string Kind, string? Due, string? Start, bool IsOptional = false, int Line = 0);

/// <summary>A numeric target.</summary>
public sealed record SheetTarget(
    ImmutableArray<string> Path, string? Indicator, string? Op, double? Value, string? Unit, int? Year, bool IsOptional = false, int Line = 0)
{
    /// <summary>The number in the unit of measure by which such numbers compare; null where the gold does not say.</summary>
    public double? ValueNorm { get; init; }

    /// <summary>That unit.</summary>
    public string? MeasureNorm { get; init; }

    internal static SheetTarget Of(Target target)
    {
        var form = MeasureForms.BuiltIn.Normalise(target.Value, target.Unit);
        return Plain(target) with { ValueNorm = (double)form.Value, MeasureNorm = form.Measure };
    }

    private static SheetTarget Plain(Target target) => new(target.Path, target.Indicator, GoldJson.Name(target.Op),
        // By way of its digits, since a cast may miss the nearest double.
        double.Parse(target.Value.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), target.Unit, target.Year);
}
