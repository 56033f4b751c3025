using System.Collections.Immutable;
using System.Globalization;
using PolicyIngest.Ingest.Export;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Comparing;

/// <summary>Compares two versions of a plan.</summary>
internal static class PlanDiff
{
    public static PlanChange Compare(Plan? older, Plan? newer)
    {
        List<PolicyTask> oldTasks = [.. older?.Tasks ?? []], newTasks = [.. newer?.Tasks ?? []];
        int[] pairOf = TaskPairing.Pair(oldTasks, newTasks);
        int[] oldOf = new int[newTasks.Count];
        Array.Fill(oldOf, -1);
        for (int i = 0; i < pairOf.Length; i++)
            if (pairOf[i] >= 0) oldOf[pairOf[i]] = i;
        var (oldTargets, newTargets) = (TargetsByTask(older), TargetsByTask(newer));
        var changes = ImmutableArray.CreateBuilder<TaskChange>();
        int unchanged = 0, next = 0;
        for (int i = 0; i < newTasks.Count; i++)
        {
            // What is gone is told where it stood: before the first task that followed it and is still there.
            if (oldOf[i] >= 0) AddGone(oldOf[i]);
            if (CompareTask(oldOf[i] < 0 ? null : oldTasks[oldOf[i]], newTasks[i], oldTargets, newTargets) is { } change) changes.Add(change);
            else unchanged++;
        }
        AddGone(oldTasks.Count);
        return new PlanChange(older, newer, Head(older, newer, oldTargets, newTargets), changes.ToImmutable(), unchanged);

        void AddGone(int end)
        {
            for (; next < end; next++)
                if (pairOf[next] < 0) changes.Add(new TaskChange(TaskFate.Removed, oldTasks[next], null, []));
        }
    }

    private static TaskChange? CompareTask(PolicyTask? older, PolicyTask newer, ILookup<object, Target> oldTargets, ILookup<object, Target> newTargets)
    {
        if (older is null) return new TaskChange(TaskFate.Added, null, newer, []);
        var fields = ImmutableArray.CreateBuilder<FieldChange>();
        AddText(fields, "title", older.Title, newer.Title);
        AddText(fields, "kind", GoldJson.Name(older.Kind), GoldJson.Name(newer.Kind));
        AddText(fields, "content", older.Content, newer.Content);
        AddFacts(fields, "assignment", older.Assignments.Select(Shown), newer.Assignments.Select(Shown));
        AddFacts(fields, "deadline", older.Deadlines.Select(Shown), newer.Deadlines.Select(Shown));
        AddFacts(fields, "target", oldTargets[older].Select(Shown), newTargets[newer].Select(Shown));
        var change = new TaskChange(fields.Count > 0 ? TaskFate.Changed : TaskFate.Moved, older, newer, fields.ToImmutable());
        return fields.Count > 0 || change.IsRenumbered ? change : null;
    }

    private static ImmutableArray<FieldChange> Head(Plan? older, Plan? newer, ILookup<object, Target> oldTargets, ILookup<object, Target> newTargets)
    {
        if (older is null || newer is null) return [];
        var fields = ImmutableArray.CreateBuilder<FieldChange>();
        AddText(fields, "title", older.Title, newer.Title);
        AddText(fields, "doc_number", older.DocNumber, newer.DocNumber);
        AddText(fields, "issuer", older.Issuer, newer.Issuer);
        AddText(fields, "issued_on", Day(older.IssuedOn), Day(newer.IssuedOn));
        AddText(fields, "period", Years(older.Period), Years(newer.Period));
        AddFacts(fields, "target", oldTargets[NoTask].Select(Shown), newTargets[NoTask].Select(Shown));
        return fields.ToImmutable();
    }

    private static void AddText(ImmutableArray<FieldChange>.Builder fields, string field, string? older, string? newer)
    {
        if (TaskPairing.Squeezed(older) != TaskPairing.Squeezed(newer)) fields.Add(new FieldChange(field, older, newer));
    }

    /// <summary>Facts that are only on one side, each as often as it is missing on the other.</summary>
    private static void AddFacts(ImmutableArray<FieldChange>.Builder fields, string field, IEnumerable<string> older, IEnumerable<string> newer)
    {
        var gone = older.ToList();
        var added = new List<string>();
        foreach (string fact in newer)
            if (!gone.Remove(fact)) added.Add(fact);
        fields.AddRange(gone.Select(fact => new FieldChange(field, fact, null)));
        fields.AddRange(added.Select(fact => new FieldChange(field, null, fact)));
    }

    /// <summary>The targets of each task; under a key of its own those of no task: goals of sections and of tables.</summary>
    private static ILookup<object, Target> TargetsByTask(Plan? plan)
    {
        var tasks = (plan?.Tasks ?? []).ToLookup(TaskPairing.PlaceOf, StringComparer.Ordinal);
        return (plan?.Targets ?? []).ToLookup<Target, object>(target =>
        {
            var there = tasks[string.Create(CultureInfo.InvariantCulture, $"{string.Join('/', target.Path)} {target.Part}")];
            // Of two items of the same number it is the one that the target's words stand in.
            return there.FirstOrDefault(task => task.Evidence.Span.Contains(target.Evidence.Span)) ?? there.FirstOrDefault() as object ?? NoTask;
        }, ReferenceEqualityComparer.Instance!);
    }

    private static readonly object NoTask = new();

    private static string Shown(Assignment fact) => $"{GoldJson.Name(fact.Role)} {fact.Unit}{(fact.Scope is null ? "" : $" ({fact.Scope})")}";

    private static string Shown(Deadline fact) => fact.Due is null && fact.Start is null
        ? $"{GoldJson.Name(fact.Kind)} {fact.Evidence.Raw}"
        : $"{GoldJson.Name(fact.Kind)} {string.Join('…', new[] { Day(fact.Start), Day(fact.Due) }.OfType<string>())}";

    private static string Shown(Target fact) => string.Create(CultureInfo.InvariantCulture,
        $"{fact.Indicator} {GoldJson.Name(fact.Op)} {fact.Value / 1.0000000000000000000000000000m}{(fact.Unit is null ? "" : $" {fact.Unit}")}{(fact.Year is { } year ? $" by {year}" : "")}");

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Years(PlanPeriod? period) => period is { } years ? string.Create(CultureInfo.InvariantCulture, $"{years.First}–{years.Last}") : null;
}
