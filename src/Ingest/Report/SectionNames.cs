using System.Collections.Immutable;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Report;

/// <summary>Names of the sections in which a plan's tasks stand: <c>二、重点任务</c>, then <c>(一)产业结构</c>.</summary>
internal sealed class SectionNames(Plan plan)
{
    private readonly Dictionary<int, ImmutableArray<string>> _above = [];

    /// <summary>The headings above a task, the outermost first; none for a row of a table and for an item at the top.</summary>
    public ImmutableArray<string> Above(PolicyTask task) => task.Node is { } node ? Above(plan.Nodes[node].Parent) : [];

    private ImmutableArray<string> Above(int? ordinal)
    {
        if (ordinal is not { } node) return [];
        if (_above.TryGetValue(node, out var known)) return known;
        var above = Above(plan.Nodes[node].Parent).Add(Name(plan.Nodes[node]));
        _above.Add(node, above);
        return above;
    }

    private static string Name(OutlineNode node)
    {
        // 一、 and 1. carry a sign behind the number, （一） and 第一章 do not.
        if (node.Heading is null) return node.Label;
        string sign = node.Label.EndsWith(')') ? "" : node.Label.Any(char.IsAsciiDigit) ? "." : node.Label.StartsWith('第') ? " " : "、";
        return node.Label + sign + node.Heading;
    }
}
