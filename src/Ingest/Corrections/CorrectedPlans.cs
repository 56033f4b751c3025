using System.Collections.Immutable;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Corrections;

/// <summary>A task that is being corrected.</summary>
internal sealed class CorrectedTask(PolicyTask task)
{
    public PolicyTask Task { get; set; } = task;

    public List<Assignment> Assignments { get; } = [.. task.Assignments];

    public List<Deadline> Deadlines { get; } = [.. task.Deadlines];

    public PolicyTask Finished() => Task with { Assignments = [.. Assignments], Deadlines = [.. Deadlines] };
}

/// <summary>A plan that is being corrected.</summary>
internal sealed class CorrectedPlan(Plan plan)
{
    public Plan Plan { get; set; } = plan;

    public List<CorrectedTask> Tasks { get; } = [.. plan.Tasks.Select(task => new CorrectedTask(task))];

    public List<Target> Targets { get; } = [.. plan.Targets];

    public Plan Finished(int ordinal) => Plan with { Ordinal = ordinal, Tasks = [.. Tasks.Select(task => task.Finished())], Targets = [.. Targets] };
}

/// <summary>All plans of a document that is being corrected, and where a correction's plan and task are.</summary>
internal sealed class CorrectedPlans(Extraction extraction, Anchors anchors)
{
    public List<CorrectedPlan> All { get; } = [.. extraction.Plans.Select(plan => new CorrectedPlan(plan))];

    public ImmutableArray<Plan> Finished() => [.. All.Select((plan, ordinal) => plan.Finished(ordinal))];

    /// <summary>The innermost plan around a place.</summary>
    public CorrectedPlan? At(TextSpan place) => All.LastOrDefault(plan => plan.Plan.Span.Contains(place));

    /// <summary>The plan that begins with the anchor's words; of several the one of its number, of none the only one there is.</summary>
    public CorrectedPlan? PlanOf(CorrectionAnchor anchor)
    {
        var alike = All.Where(plan => anchors.IsHead(anchor.Item, plan.Plan.Span)).ToList();
        if (alike.Count > 1) return alike.FirstOrDefault(plan => plan.Plan.Ordinal == anchor.Plan);
        return alike.Count == 1 ? alike[0] : All.Count == 1 && anchor.Plan == 0 ? All[0] : null;
    }

    /// <summary>
    /// The task that a correction means: the one with its first words, among several the one of its path and part. Where these words are gone,
    /// the one of its path and part, if the place lies in it.
    /// </summary>
    /// <param name="anchor">The anchor.</param>
    /// <param name="place">Where the anchor's words stand, as far as that can be told without the task.</param>
    public (CorrectedPlan Plan, CorrectedTask Task)? TaskOf(CorrectionAnchor anchor, TextSpan? place)
    {
        var tasks = All.SelectMany(plan => plan.Tasks, (plan, task) => (Plan: plan, Task: task)).ToList();
        foreach (Func<string, TextSpan, bool> isAlike in (ReadOnlySpan<Func<string, TextSpan, bool>>)[anchors.IsHead, anchors.IsFirstLine])
        {
            var alike = tasks.Where(each => isAlike(anchor.Item, each.Task.Task.Evidence.Span)).ToList();
            if (alike.Count == 1) return alike[0];
            if (alike.Count == 0) continue;
            var named = alike.Where(each => IsNamed(each.Task.Task, anchor)).ToList();
            if (named.Count == 1) return named[0];
            if (named.Count > 1) alike = named;
            var around = alike.Where(each => place is { } words && each.Task.Task.Evidence.Span.Contains(words)).ToList();
            if (around.Count == 1) return around[0];
            var ofPlan = alike.Where(each => each.Plan.Plan.Ordinal == anchor.Plan).ToList();
            return ofPlan.Count == 1 ? ofPlan[0] : null;
        }
        var holding = tasks.Where(each => IsNamed(each.Task.Task, anchor) && place is { } words && each.Task.Task.Evidence.Span.Contains(words)).ToList();
        return holding.Count == 1 ? holding[0] : null;
    }

    private static bool IsNamed(PolicyTask task, CorrectionAnchor anchor) => task.Part == anchor.Part && task.Path.SequenceEqual(anchor.Path);
}
