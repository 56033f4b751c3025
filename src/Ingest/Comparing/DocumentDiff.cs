using System.Collections.Immutable;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Comparing;

/// <summary>What became of a task.</summary>
public enum TaskFate
{
    /// <summary>It is new.</summary>
    Added,
    /// <summary>It is gone.</summary>
    Removed,
    /// <summary>It is there on both sides, with differences.</summary>
    Changed,
    /// <summary>Nothing but its number is another.</summary>
    Moved,
}

/// <summary>A difference in one field of a task.</summary>
/// <param name="Field">title, content, kind, assignment, deadline or target.</param>
/// <param name="Old">What stood there; null where something was added.</param>
/// <param name="New">What stands there; null where something was taken out.</param>
public sealed record FieldChange(string Field, string? Old, string? New);

/// <summary>A task that differs.</summary>
/// <param name="Fate">What became of it.</param>
/// <param name="Old">The older task, or null.</param>
/// <param name="New">The newer task, or null.</param>
/// <param name="Changes">Its differences.</param>
public sealed record TaskChange(TaskFate Fate, PolicyTask? Old, PolicyTask? New, ImmutableArray<FieldChange> Changes)
{
    /// <summary>Whether its number is another.</summary>
    public bool IsRenumbered => Old is not null && New is not null && TaskPairing.PlaceOf(Old) != TaskPairing.PlaceOf(New);
}

/// <summary>Two versions of a plan.</summary>
/// <param name="Old">The older one; null for a plan that is new.</param>
/// <param name="New">The newer one; null for a plan that is gone.</param>
/// <param name="Head">Differences of title, number, issuer, date and period, and of targets that belong to no task.</param>
/// <param name="Tasks">Tasks that differ: in the newer plan's order, those that are gone behind the one that they followed.</param>
/// <param name="Unchanged">Tasks that are the same.</param>
public sealed record PlanChange(Plan? Old, Plan? New, ImmutableArray<FieldChange> Head, ImmutableArray<TaskChange> Tasks, int Unchanged);

/// <summary>Compares two versions of a document task by task.</summary>
public static class DocumentDiff
{
    /// <summary>Compares. Plans are paired by title, then, where one is left on either side, with each other.</summary>
    public static ImmutableArray<PlanChange> Compare(Extraction older, Extraction newer)
    {
        var changes = ImmutableArray.CreateBuilder<PlanChange>();
        var left = older.Plans.ToList();
        foreach (var plan in newer.Plans)
        {
            var match = left.Count == 0 ? null : left.MaxBy(each => Likeness(each.Title, plan.Title));
            bool only = older.Plans.Length == 1 && newer.Plans.Length == 1;
            if (match is not null && !only && Likeness(match.Title, plan.Title) < 0.5) match = null;
            if (match is not null) left.Remove(match);
            changes.Add(PlanDiff.Compare(match, plan));
        }
        foreach (var plan in left) changes.Add(PlanDiff.Compare(plan, null));
        return changes.ToImmutable();
    }

    /// <summary>Whether anything differs.</summary>
    public static bool Differs(ImmutableArray<PlanChange> changes) =>
        changes.Any(plan => plan.Old is null || plan.New is null || !plan.Head.IsEmpty || !plan.Tasks.IsEmpty);

    private static double Likeness(string? a, string? b) => TextLikeness.Of(a ?? "", b ?? "");
}
