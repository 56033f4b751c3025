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
        context.Options.Cancellation.ThrowIfCancellationRequested();
        if (!_found.TryGetValue(node, out var segments)) _found[node] = segments = Find(node, node.Lines);
        return segments;
    }

    /// <summary>The segments of some of a node's lines: cut by their clauses, else by the organs whose duties they tell.</summary>
    public List<Segment> Find(OutlineDraft node, IReadOnlyList<TextSpan> lines)
    {
        var segments = _finder.Find(lines);
        if (Assigns(segments)) return segments;
        bool inSection = _duties.IsInSection(node);
        if (!inSection && kind != PlanKind.RuleBook) return segments;
        bool headed = node.HeadingAlone && lines.Count > 1 && lines[0] == node.Lines[0];
        if (_duties.Read(lines, inSection && headed) is { Count: > 0 } duties) return duties;
        // （三）部门职责 / 市水务局：…: the paragraphs below a heading of its own line.
        return headed && node.Level > 1 && _duties.Read([.. lines.Skip(1)]) is { Count: > 0 } below ? below : segments;
    }

    /// <summary>Whether a node's own text assigns something to somebody.</summary>
    public bool Assigns(OutlineDraft node) => Assigns(Of(node));

    private static bool Assigns(List<Segment> segments) => segments.Exists(segment => segment.Clause is { Assignments.Count: > 0 });
}
