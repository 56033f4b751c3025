using PolicyIngest.Ingest.Store;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Report;

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
}
