using PolicyIngest.Ingest.Annotations;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules.Responsibility;

/// <summary>Finds what looks like a responsibility clause, or a table's column of units or tasks, and was not used.</summary>
/// <param name="annotations">What was noticed in the text.</param>
/// <param name="plans">What was taken out of it.</param>
internal sealed class Unread(TextAnnotations annotations, IReadOnlyList<Plan> plans)
{
    private const int LongestClause = 9;

    private readonly string _folded = annotations.Folded;

    /// <summary>Places of the units that were read, in order.</summary>
    private readonly int[] _used = [.. plans.SelectMany(plan => plan.Tasks).SelectMany(task => task.Assignments).Select(unit => unit.Evidence.Span.Start).Order()];

    /// <summary>
    /// Labels of units, and 牵头 behind a unit where the clause ends soon; and lists of organs of which none was read.
    /// </summary>
    public IEnumerable<Leftover> Clauses(PolicyDocument document)
    {
        for (int i = 0; i < annotations.RoleCues.Count; i++)
        {
            var cue = annotations.RoleCues[i];
            bool tells = cue.Kind == CueKind.Label && !cue.IsWeak || cue is { Kind: CueKind.Verb, Role: AssignmentRole.Lead } && FollowsOrgan(cue.Span.Start) && EndsSoon(cue.End);
            // 主办：某市人民政府 below a page is its owner.
            bool owner = _folded.AsSpan(cue.Span.Start, cue.Span.Length) is ['主' or '承', '办', ..] && !IsInPlan(cue.Span.Start);
            if (tells && !owner && !annotations.Claims.IsClaimed(LeftoverKind.RoleCue, cue.Span.Start)) yield return new Leftover(LeftoverKind.RoleCue, cue.Span);
        }
        var body = document.Blocks.Where(block => block.Role == BlockRole.Body && !block.Span.IsEmpty).ToList();
        var lists = new UnreadLists(annotations, HasUsed).In(body.OfType<ParagraphBlock>().Select(block => block.Span), body.OfType<TableBlock>().SelectMany(table => table.Cells).Select(cell => cell.Span).Where(span => !span.IsEmpty));
        foreach (var list in lists)
            if (IsInPlan(list.Start)) yield return new Leftover(LeftoverKind.UnitList, list);
    }

    /// <summary>The heads of columns that were not read, or not for what their heads say.</summary>
    public IEnumerable<Leftover> Columns(PolicyDocument document) =>
        document.Blocks.OfType<TableBlock>().Where(table => table.Role == BlockRole.Body)
            .SelectMany(table => new UnreadColumns(annotations, table, HasUsed).Heads()).Select(head => new Leftover(LeftoverKind.TaskColumn, head));

    private bool IsInPlan(int place) => plans.Any(plan => plan.Span.Start <= place && place < plan.Span.End);

    private bool HasUsed(TextSpan span)
    {
        int at = Array.BinarySearch(_used, span.Start);
        if (at < 0) at = ~at;
        return at < _used.Length && _used[at] < span.End;
    }

    /// <summary>由市水务局牵头建立健全河道清理联席会议制度 is a sentence, and no clause.</summary>
    private bool EndsSoon(int place)
    {
        int end = _folded.AsSpan(place, Math.Min(LongestClause, _folded.Length - place)).IndexOfAny("。;,)]\n");
        return end >= 0 || _folded.Length - place < LongestClause;
    }

    private bool FollowsOrgan(int place)
    {
        var before = _folded.AsSpan(Math.Max(0, place - 20), Math.Min(20, place));
        int mark = before.LastIndexOfAny("、,;。 \n(由");
        return annotations.Organs.IsWhole(before[(mark + 1)..]);
    }
}
