using PolicyIngest.Ingest.Annotations;
using PolicyIngest.Ingest.Annotations.Tables;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules.Responsibility;

/// <summary>Finds what looks like a responsibility clause, or a table's column of units or tasks, and was not used.</summary>
/// <param name="annotations">What was noticed in the text.</param>
/// <param name="plans">What was taken out of it.</param>
internal sealed class Unread(TextAnnotations annotations, IReadOnlyList<Plan> plans)
{
    private const int LongestLabel = 8, LongestList = 400, LongestOrgan = 20, LongestTail = 8, Judged = 200;

    // Where a label that stands before units can begin.
    private const string BeforeLabel = "\n(;。,、[ ";

    private readonly string _folded = annotations.Folded;

    /// <summary>Places of the units that were read, in order.</summary>
    private readonly int[] _used = [.. plans.SelectMany(plan => plan.Tasks).SelectMany(task => task.Assignments).Select(unit => unit.Evidence.Span.Start).Order()];

    /// <summary>
    /// Labels of units and 牵头 behind a unit; and, where no unit in them was read, brackets at a sentence's end that hold organs, and organs behind a
    /// label that no list knows (领办科室：市水务局).
    /// </summary>
    public IEnumerable<Leftover> Clauses()
    {
        for (int i = 0; i < annotations.RoleCues.Count; i++)
        {
            var cue = annotations.RoleCues[i];
            bool tells = cue.Kind == CueKind.Label && !cue.IsWeak || cue is { Kind: CueKind.Verb, Role: AssignmentRole.Lead } && FollowsOrgan(cue.Span.Start);
            if (tells && !annotations.Claims.IsClaimed(LeftoverKind.RoleCue, cue.Span.Start)) yield return new Leftover(LeftoverKind.RoleCue, cue.Span);
        }
        var brackets = annotations.Brackets.Outermost;
        for (int i = 0; i < brackets.Count; i++)
        {
            var bracket = brackets[i];
            int end = bracket.Span.End;
            while (end < _folded.Length && _folded[end] is '。' or ';' or ' ') end++;
            bool closes = bracket.IsClosed && (end > bracket.Span.End || end >= _folded.Length || _folded[end] == '\n');
            if (closes && IsListOfOrgans(bracket.Inner) && IsInPlan(bracket.Span.Start) && !HasUsed(bracket.Span)) yield return new Leftover(LeftoverKind.UnitList, bracket.Span);
        }
        foreach (var list in LabelledLists())
            if (IsInPlan(list.Start) && !HasUsed(list)) yield return new Leftover(LeftoverKind.UnitList, list);
    }

    /// <summary>The heads of units, and of what is to be done, in tables that gave neither tasks nor targets; and columns of organs none of which was read.</summary>
    public IEnumerable<Leftover> Columns(PolicyDocument document)
    {
        foreach (var table in document.Blocks.OfType<TableBlock>())
        {
            if (table.Role != BlockRole.Body) continue;
            var view = annotations.Table(table);
            if (!annotations.Claims.IsClaimed(LeftoverKind.TaskColumn, table.Span.Start))
                foreach (var head in view.TaskHeads()) yield return new Leftover(LeftoverKind.TaskColumn, head);
            foreach (var head in view.UnknownUnitHeads())
                if (HasUsed(table.Span)) yield return new Leftover(LeftoverKind.TaskColumn, head);
            if (view.IsCard || !IsInPlan(table.Span.Start) || HasUsed(table.Span) && view.Has(ColumnKind.Units)) continue;
            for (int column = 0; column < view.Columns; column++)
                if (IsUnusedColumn(view, column) && view.Cell(view.FirstHead, column) is { Span.IsEmpty: false } head) yield return new Leftover(LeftoverKind.TaskColumn, head.Span);
        }
    }

    /// <summary>Whether two or more cells, and four fifths of all, are organs and none of them was read.</summary>
    private bool IsUnusedColumn(TableView view, int column)
    {
        int filled = 0, organs = 0;
        for (int row = view.FirstData; row < Math.Min(view.Rows, view.FirstData + Judged); row++)
        {
            var cell = view.Cell(row, column);
            if (cell.Span.IsEmpty || cell.Row != row) continue;
            if (HasUsed(cell.Span)) return false;
            filled++;
            if (annotations.Organs.IsNamed(cell.Span.In(_folded).Trim())) organs++;
        }
        return organs >= 2 && organs * 5 >= filled * 4;
    }

    /// <summary>Organs and nothing else from a colon to the end of the clause, behind a short label that is no cue; label and list together.</summary>
    private IEnumerable<TextSpan> LabelledLists()
    {
        for (int colon = _folded.IndexOf(':', StringComparison.Ordinal); colon >= 0; colon = _folded.IndexOf(':', colon + 1))
        {
            int start = colon;
            while (start > 0 && colon - start <= LongestLabel && !BeforeLabel.Contains(_folded[start - 1], StringComparison.Ordinal)) start--;
            if (colon - start is < 2 or > LongestLabel) continue;
            var rest = _folded.AsSpan(colon + 1, Math.Min(LongestList, _folded.Length - colon - 1));
            int length = rest.IndexOfAny("。;\n)]:");
            if (length < 0) continue;
            // 领办科室：市水务局，配合单位：市财政局: the next label is no unit.
            if (rest[length] == ':') length = Math.Max(0, rest[..length].LastIndexOfAny('、', ',', ' '));
            var list = new TextSpan(colon + 1, colon + 1 + length).Trimmed(_folded);
            if (!IsCue(start, colon) && AreOrgans(list.In(_folded))) yield return new TextSpan(start, list.End);
        }
    }

    private bool IsCue(int start, int end) => annotations.RoleCues.Within(new TextSpan(start, end)).Any(cue => cue.Kind == CueKind.Label);

    private bool IsInPlan(int place) => plans.Any(plan => plan.Tasks.Length > 0 && plan.Span.Start <= place && place < plan.Span.End);

    private bool HasUsed(TextSpan span)
    {
        int at = Array.BinarySearch(_used, span.Start);
        if (at < 0) at = ~at;
        return at < _used.Length && _used[at] < span.End;
    }

    private bool FollowsOrgan(int place)
    {
        var before = _folded.AsSpan(Math.Max(0, place - 20), Math.Min(20, place));
        int mark = before.LastIndexOfAny("、,;。 \n(由");
        return annotations.Organs.IsWhole(before[(mark + 1)..]);
    }

    private bool IsListOfOrgans(TextSpan inner) => inner.Length is >= 3 and <= LongestList && AreOrgans(inner.In(_folded));

    /// <summary>Whether the first of the words, and half of all, begin with an organ: 市水务局、市财政局、国网云岭公司 and 市水务局领办.</summary>
    private bool AreOrgans(ReadOnlySpan<char> list)
    {
        int organs = 0, all = 0;
        foreach (var piece in list.SplitAny('、', ',', ';', '。', '\n', ' '))
        {
            var name = list[piece];
            if (name.IsEmpty) continue;
            all++;
            if (BeginsWithOrgan(name)) organs++;
            else if (all == 1) return false;
        }
        return organs * 2 >= all && all > 0;
    }

    /// <summary>An organ with no more than a few words behind it.</summary>
    private bool BeginsWithOrgan(ReadOnlySpan<char> name) =>
        annotations.Organs.IsNamed(name) || name.Length < LongestOrgan && annotations.Organs.IsWhole(name) || annotations.Organs.FirstEnd(name) is > 1 and var end && name.Length - end <= LongestTail;
}
