using PolicyIngest.Ingest.Export;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Report;

/// <summary>A fact's words in its document's text.</summary>
/// <param name="Id">The fact's id in the page: <c>t</c>, <c>a</c>, <c>d</c> or <c>g</c> (goal) and its key in the database.</param>
/// <param name="Style">The class of its mark; null for a task, which is no mark but the ground that marks stand on.</param>
/// <param name="Span">Its place.</param>
internal sealed record FactMark(string Id, string? Style, TextSpan Span);

/// <summary>Gives a document's facts the keys that the database has for them: numbers in reading order.</summary>
internal sealed class FactKeys(long documentId)
{
    private int _tasks, _assignments, _deadlines, _targets;

    public long Finding(int index) => RowKey.Of(documentId, index + 1);

    public long Plan(Plan plan) => RowKey.Of(documentId, plan.Ordinal + 1);

    public long NextTask() => RowKey.Of(documentId, ++_tasks);

    public long NextAssignment() => RowKey.Of(documentId, ++_assignments);

    public long NextDeadline() => RowKey.Of(documentId, ++_deadlines);

    public long NextTarget() => RowKey.Of(documentId, ++_targets);

    /// <summary>The marks of all facts of a document.</summary>
    public static List<FactMark> Marks(long documentId, Extraction extraction)
    {
        var keys = new FactKeys(documentId);
        var marks = new List<FactMark>();
        foreach (var plan in extraction.Plans)
        {
            foreach (var task in plan.Tasks)
            {
                marks.Add(new FactMark($"t{keys.NextTask()}", null, task.Evidence.Span));
                foreach (var unit in task.Assignments)
                    marks.Add(new FactMark($"a{keys.NextAssignment()}", $"unit {GoldJson.Name(unit.Role)}", unit.Evidence.Span));
                foreach (var deadline in task.Deadlines)
                    marks.Add(new FactMark($"d{keys.NextDeadline()}", "deadline", deadline.Evidence.Span));
            }
            foreach (var target in plan.Targets) marks.Add(new FactMark($"g{keys.NextTarget()}", "target", target.Evidence.Span));
        }
        return marks;
    }
}
