using System.Collections.Immutable;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Store;

/// <summary>Finds the task that a target belongs to: the one of its path and part, and among several such the one around its words.</summary>
internal sealed class TargetTasks
{
    private readonly ImmutableArray<PolicyTask> _tasks;
    private readonly ILookup<string, int> _byPath;

    public TargetTasks(ImmutableArray<PolicyTask> tasks)
    {
        _tasks = tasks;
        _byPath = Enumerable.Range(0, tasks.Length).ToLookup(i => Key(tasks[i].Path, tasks[i].Part), StringComparer.Ordinal);
    }

    /// <summary>The task's place in the plan, or null for a goal outside tasks.</summary>
    public int? IndexOf(Target target)
    {
        int? first = null;
        foreach (int i in _byPath[Key(target.Path, target.Part)])
        {
            if (_tasks[i].Evidence.Span.Contains(target.Evidence.Span)) return i;
            first ??= i;
        }
        return first;
    }

    private static string Key(ImmutableArray<string> path, int part) => $"{string.Join('\u001F', path)}\u001F{part}";
}
