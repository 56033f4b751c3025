using PolicyIngest.Ingest.Outline;
using PolicyIngest.Ingest.Rules.Responsibility;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules.Tasks;

/// <summary>A plan's tree with what the rules need to read it.</summary>
/// <param name="Root">The tree; its root holds the preamble.</param>
/// <param name="Context">The plan's circumstances.</param>
/// <param name="Kind">What kind of text it is.</param>
internal sealed record PlanDraft(OutlineDraft Root, FactContext Context, PlanKind Kind)
{
    /// <summary>The responsibility clauses of the nodes.</summary>
    public NodeClauses Clauses { get; } = new(Context, Kind);
}

/// <summary>The responsibility clauses of a plan's nodes, found once for each.</summary>
internal sealed class NodeClauses(FactContext context, PlanKind kind)
{
    private readonly ClauseFinder _finder = new(context);
    private readonly DutyReader _duties = new(context);
    private readonly Dictionary<OutlineDraft, List<Segment>> _found = new(ReferenceEqualityComparer.Instance);

    /// <summary>The segments of a node's own lines.</summary>
    public List<Segment> Of(OutlineDraft node)
    {
        if (!_found.TryGetValue(node, out var segments)) _found[node] = segments = Find(node, node.Lines);
        return segments;
    }

    /// <summary>The segments of some of a node's lines: cut by their clauses, else by the organs whose duties they tell.</summary>
    public List<Segment> Find(OutlineDraft node, IReadOnlyList<TextSpan> lines)
    {
        var segments = _finder.Find(lines);
        if (Assigns(segments) || !(kind == PlanKind.RuleBook || _duties.IsInSection(node))) return segments;
        return _duties.Read(lines) is { Count: > 0 } duties ? duties : segments;
    }

    /// <summary>Whether a node's own text assigns something to somebody.</summary>
    public bool Assigns(OutlineDraft node) => Assigns(Of(node));

    private static bool Assigns(List<Segment> segments) => segments.Exists(segment => segment.Clause is { Assignments.Count: > 0 });
}
