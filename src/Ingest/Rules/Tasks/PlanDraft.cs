using PolicyIngest.Ingest.Outline;
using PolicyIngest.Ingest.Rules.Responsibility;

namespace PolicyIngest.Ingest.Rules.Tasks;

/// <summary>A plan's tree with what the rules need to read it.</summary>
/// <param name="Root">The tree; its root holds the preamble.</param>
/// <param name="Context">The plan's circumstances.</param>
internal sealed record PlanDraft(OutlineDraft Root, FactContext Context)
{
    /// <summary>The responsibility clauses of the nodes.</summary>
    public NodeClauses Clauses { get; } = new(Context);
}

/// <summary>The responsibility clauses of a plan's nodes, found once for each.</summary>
internal sealed class NodeClauses(FactContext context)
{
    private readonly ClauseFinder _finder = new(context);
    private readonly Dictionary<OutlineDraft, List<Segment>> _found = new(ReferenceEqualityComparer.Instance);

    /// <summary>The segments of a node's own lines.</summary>
    public List<Segment> Of(OutlineDraft node)
    {
        if (!_found.TryGetValue(node, out var segments)) _found[node] = segments = _finder.Find(node.Lines);
        return segments;
    }

    /// <summary>Whether a node's own text assigns something to somebody.</summary>
    public bool Assigns(OutlineDraft node) => Of(node).Exists(segment => segment.Clause is { Assignments.Count: > 0 });
}
