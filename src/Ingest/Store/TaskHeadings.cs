using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Store;

/// <summary>The headings above the tasks of a plan, as one line: <c>重点任务 / 治理扬尘</c>.</summary>
internal sealed class TaskHeadings
{
    private const string Between = " / ";

    private readonly Plan _plan;
    private readonly Dictionary<(int? Parent, string Label), int> _children = [];
    private readonly string?[] _lines;

    public TaskHeadings(Plan plan)
    {
        _plan = plan;
        _lines = new string?[plan.Nodes.Length];
        foreach (var node in plan.Nodes)
        {
            _children.TryAdd((node.Parent, node.Label), node.Ordinal);
            // A parent stands before its children, so its line is made already.
            string above = node.Parent is { } parent ? _lines[parent] + Between : "";
            _lines[node.Ordinal] = above + (node.Heading ?? node.Label);
        }
    }

    /// <summary>The headings above a task, from the plan down; a level without heading stands as its number. Null at the top.</summary>
    public string? Above(PolicyTask task)
    {
        if (task.Node is { } own) return _plan.Nodes[own].Parent is { } parent ? _lines[parent] : null;
        // A table's row has no node: the labels of its path lead to the section or annex in which the table stands.
        int? node = null;
        foreach (string label in task.Path)
        {
            if (!_children.TryGetValue((node, label), out int child)) break;
            node = child;
        }
        return node is { } last ? _lines[last] : null;
    }
}
