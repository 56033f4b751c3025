using PolicyIngest.Ingest.Annotations;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules.Responsibility;

/// <summary>Finds what looks like a responsibility clause, or a table's column of units or tasks, and was not used.</summary>
/// <param name="annotations">What was noticed in the text.</param>
/// <param name="plans">What was taken out of it.</param>
internal sealed class Unread(TextAnnotations annotations, IReadOnlyList<Plan> plans)
{
    private const int LongestClause = 9, ShortestBracket = 6, LongestBracket = 200, LongestRemark = 40;

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
            if (tells && !owner && !IsAddressed(cue) && !annotations.Claims.IsClaimed(LeftoverKind.RoleCue, cue.Span.Start)) yield return new Leftover(LeftoverKind.RoleCue, cue.Span);
        }
        for (int i = 0; i < annotations.Brackets.Outermost.Count; i++)
            if (annotations.Brackets.Outermost[i] is var bracket && IsUnreadClause(bracket)) yield return new Leftover(LeftoverKind.RoleCue, bracket.Inner);
        foreach (var rest in SaidForTheRest()) yield return new Leftover(LeftoverKind.RoleCue, rest);
        var body = document.Blocks.Where(block => block.Role == BlockRole.Body && !block.Span.IsEmpty).ToList();
        var lists = new UnreadLists(annotations, HasUsed).In(body.OfType<ParagraphBlock>().Select(block => block.Span), body.OfType<TableBlock>().SelectMany(table => table.Cells).Select(cell => cell.Span).Where(span => !span.IsEmpty));
        foreach (var list in lists)
            if (IsInPlan(list.Start)) yield return new Leftover(LeftoverKind.UnitList, list);
    }

    /// <summary>以下均需地方人民政府负责，不再列出: said once, and read nowhere.</summary>
    private IEnumerable<TextSpan> SaidForTheRest()
    {
        for (int at = _folded.IndexOf("以下均", StringComparison.Ordinal); at >= 0; at = _folded.IndexOf("以下均", at + 1, StringComparison.Ordinal))
        {
            var rest = _folded.AsSpan(at, Math.Min(LongestRemark, _folded.Length - at));
            int end = rest.IndexOfAny("。;)]\n");
            if (end >= 0) rest = rest[..end];
            if (rest.Contains("负责", StringComparison.Ordinal) && IsInPlan(at)) yield return new TextSpan(at, at + rest.Length);
        }
    }

    /// <summary>（市水务工作坊牵头，相关单位按职责分工负责） at the end of a sentence, from which nothing was read, whatever stands before the verbs.</summary>
    private bool IsUnreadClause(Bracket bracket)
    {
        if (!bracket.IsClosed || bracket.Span.Length is < ShortestBracket or > LongestBracket || HasUsed(bracket.Span) || !IsInPlan(bracket.Span.Start) || !EndsSentence(bracket.Span)) return false;
        return !ClauseReader.StatesFirstNamed(bracket.Inner.In(_folded)) && annotations.RoleCues.Within(bracket.Inner)
            .Any(cue => cue is { Kind: CueKind.Verb, IsWeak: false } && cue.Span.Start - bracket.Inner.Start > 1 && _folded[cue.End] is ',' or ';' or ')' or ']');
    }

    /// <summary>Whether a bracket stands behind a sentence or at the end of one: …。（…） or …（…）。</summary>
    private bool EndsSentence(TextSpan bracket)
    {
        int before = bracket.Start - 1, behind = bracket.End;
        while (before >= 0 && _folded[before] is ' ') before--;
        while (behind < _folded.Length && _folded[behind] is ' ') behind++;
        return before < 0 || _folded[before] is '。' or ';' or '\n' || behind == _folded.Length || _folded[behind] is '。' or ';' or '\n';
    }

    /// <summary>The heads of columns that were not read, or not for what their heads say.</summary>
    public IEnumerable<Leftover> Columns(PolicyDocument document)
    {
        foreach (var table in document.Blocks.OfType<TableBlock>().Where(table => table.Role == BlockRole.Body))
        {
            var columns = new UnreadColumns(annotations, table, HasUsed);
            foreach (var head in columns.Heads()) yield return new Leftover(LeftoverKind.TaskColumn, head);
            foreach (var cell in columns.Dropped()) yield return new Leftover(LeftoverKind.UnitList, cell);
        }
    }

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
        int mark = before.LastIndexOfAny("、,;。: \n(由");
        // 由市水务局牵头，… tells how something is done; 支持领军企业牵头 whom it helps.
        int start = place - before.Length + mark + 1;
        bool told = mark >= 0 && before[mark] == '由' || _folded[start] == '以' || Told.Any(word => _folded.AsSpan(start, place - start).Contains(word, StringComparison.Ordinal));
        return !told && annotations.Organs.IsWhole(before[(mark + 1)..]);
    }

    private static readonly string[] Told = ["支持", "鼓励", "引导", "发挥", "推动", "建立"];

    /// <summary>各市工业和信息化主管部门： on a line of its own is whom a letter is for.</summary>
    private bool IsAddressed(RoleCue cue) =>
        cue.Kind == CueKind.Label && cue.Span.Start > 0 && char.IsLetter(_folded[cue.Span.Start - 1]) && (cue.End >= _folded.Length || _folded.AsSpan(cue.End).TrimStart(' ') is [] or ['\n', ..]);
}
