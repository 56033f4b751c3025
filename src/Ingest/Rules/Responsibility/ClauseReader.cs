using System.Text.RegularExpressions;
using PolicyIngest.Ingest.Annotations;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules.Responsibility;

/// <summary>
/// Reads one responsibility clause, from left to right and once: labels (<c>牵头单位：市发改委；配合单位：…；完成时限：…</c>), verbs
/// (<c>市发改委牵头，市财政局、市水务局按职责分工负责</c>), or both.
/// </summary>
/// <param name="context">The plan's circumstances.</param>
internal sealed partial class ClauseReader(FactContext context)
{
    private const int LongestScope = 200;
    private const int LongestUnlisted = 6;

    private readonly UnitList _units = new(context);
    private readonly AnnotationList<RoleCue> _cues = context.Annotations.RoleCues;
    private readonly OrganNames _organs = context.Annotations.Organs;

    // 列第一位者为牵头单位, 排在第一位的部门为牵头部门, 排名第一的单位为牵头单位, 第一个单位为牵头单位
    [GeneratedRegex(@"(?:第一个?|首个?)(?:责任)?(?:单位|部门|位)(?:均)?(?:为|是)(?:总)?(?:牵头|主办)|(?:列|排|居)(?:名|序|在)?(?:第一位?|首位|第一名|前)的?(?:者|(?:责任)?(?:单位|部门)|的)?(?:均)?(?:为|是)(?:总)?(?:牵头|主办)")]
    private static partial Regex FirstNamed();

    /// <summary>Whether a text states the rule that the unit named first leads.</summary>
    public static bool StatesFirstNamed(ReadOnlySpan<char> folded) => FirstNamed().IsMatch(folded);

    /// <summary>The prefix that holds at the clause's end.</summary>
    public string? Prefix => _units.Shared.Prefix;

    /// <summary>Begins another clause.</summary>
    /// <param name="prefix">The prefix (市, 区 …) that holds from a clause before this one of the same text.</param>
    public void Begin(string? prefix) => _units.Shared.Begin(prefix);

    /// <summary>Reads a labelled clause.</summary>
    /// <param name="region">From the first label to where the clause must end at the latest.</param>
    /// <param name="labels">The labels inside it, in order.</param>
    /// <param name="running">Whether text may follow the last content without a separator, so that the end must be found.</param>
    public Clause Labelled(TextSpan region, IReadOnlyList<RoleCue> labels, bool running)
    {
        var clause = new Clause(region);
        int end = region.Start;
        for (int i = 0; i < labels.Count; i++)
        {
            var label = labels[i];
            bool last = i + 1 == labels.Count;
            var content = Content(new TextSpan(Math.Min(label.End, region.End), last ? region.End : labels[i + 1].Span.Start), last);
            if (last && running) content = label.Kind == CueKind.Label ? UnitsEnd(content) : label.Kind == CueKind.Time ? TimeEnd(content) : content;
            if (label.Kind == CueKind.Label) ReadUnits(clause, content, label);
            else if (label.Kind == CueKind.Time && !content.IsEmpty) clause.Times.Add(content);
            if (label.Kind != CueKind.Label || clause.Assignments.Count > 0) Claim(label);
            end = Math.Max(end, content.End);
        }
        // The full stop that ends the clause belongs to it.
        while (end < region.End && context.Folded[end] is '。' or ';' or ',' or ' ' && end < region.End) end++;
        clause.Span = new TextSpan(region.Start, end);
        return clause;
    }

    /// <summary>Reads a clause by verbs, or by units alone; null where the text is no such clause.</summary>
    /// <param name="inner">The text.</param>
    /// <param name="whole">The text with its bracket.</param>
    /// <param name="strict">Whether the clause may hold nothing but organs and what they do together, as in running text.</param>
    public Clause? ByVerbs(TextSpan inner, TextSpan whole, bool strict = false)
    {
        var clause = new Clause(whole);
        if (!ReadUnits(clause, inner, label: null, strict) || clause.Assignments.Count == 0) return null;
        // (会报警、会配合救援人员施救): what somebody can do, and no organ.
        if (clause.Assignments.TrueForAll(one => one.Scope is not null && !_organs.IsOrgan(CharFold.Fold(one.Unit)) || one.Unit.Length > 4 && !_organs.IsOrgan(CharFold.Fold(one.Unit)))
            && clause.Assignments.Exists(one => one.Scope is not null)) return null;
        return strict && clause.Assignments.Exists(one => one.Scope is not null || !_organs.IsOrgan(CharFold.Fold(one.Unit))) ? null : clause;
    }

    /// <summary>Reads a table's unit cell: names alone, or labels of its own (牵头单位：… 配合单位：…) or verbs (市发改委牵头，…).</summary>
    /// <param name="assignments">Where the units go.</param>
    /// <param name="cell">The cell's text.</param>
    /// <param name="role">The role that the column's head gives.</param>
    /// <param name="head">The column's head; empty where the column is known by its cells alone.</param>
    public void Cell(List<Assignment> assignments, TextSpan cell, AssignmentRole role, string head)
    {
        var labels = _cues.Within(cell).Where(cue => cue.Kind is CueKind.Label or CueKind.Time or CueKind.Other && !cue.IsWeak).ToList();
        if (labels.Count > 0) assignments.AddRange(Labelled(new TextSpan(labels[0].Span.Start, cell.End), labels, running: false).Assignments);
        else if (NamesLeadOrSupport(cell) && ByVerbs(cell, cell) is { } clause) assignments.AddRange(clause.Assignments);
        else List(assignments, cell, role, head, "responsibility.cell");
        if (head.Contains("责任人", StringComparison.Ordinal) || head.Contains("负责人", StringComparison.Ordinal) || head.Contains("领导", StringComparison.Ordinal)) LeavePersonsOut(assignments);
    }

    /// <summary>Below 牵头单位及责任人: 市水务局 / 王某, 市水务局（王某）. Names without an organ's end are persons, unless there is nothing else.</summary>
    private void LeavePersonsOut(List<Assignment> assignments)
    {
        if (assignments.Exists(one => _organs.IsOrgan(CharFold.Fold(one.Unit)))) assignments.RemoveAll(one => one.Unit.Length <= LongestPerson && !_organs.IsOrgan(CharFold.Fold(one.Unit)));
        for (int i = 0; i < assignments.Count; i++)
            if (PersonBehind().Match(assignments[i].Unit) is { Success: true } person && person.Index > 1 && !_organs.IsOrgan(CharFold.Fold(person.Groups["name"].Value)))
                assignments[i] = assignments[i] with { Unit = assignments[i].Unit[..person.Index] };
    }

    // 欧阳某某
    private const int LongestPerson = 4;

    [GeneratedRegex("[(（](?<name>[\u4e00-\u9fff]{2,4})[)）]$")]
    private static partial Regex PersonBehind();

    /// <summary>Reads a list of units that has its role from elsewhere: a column's head, the line above.</summary>
    public void List(List<Assignment> assignments, TextSpan list, AssignmentRole role, string label, string rule)
    {
        foreach (var unit in _units.Read(list)) assignments.Add(Make(role, unit, label, null, rule));
    }

    /// <summary>Whether a verb in a text follows a unit.</summary>
    public bool HasVerb(TextSpan span) => NextVerb(span) is not null;

    /// <summary>Whether a verb in a text names the one who leads or supports.</summary>
    public bool NamesLeadOrSupport(TextSpan span) =>
        _cues.Within(span).Any(cue => cue.Kind == CueKind.Verb && cue.Role is AssignmentRole.Lead or AssignmentRole.Support && IsVerbOf(cue, span.Start));

    /// <summary>Reads 市水务局牵头，会同市财政局、市住建局按职责分工负责, group by group; the verbs tell more than a label before them.</summary>
    /// <returns>Whether it reads as a clause.</returns>
    private bool ReadUnits(Clause clause, TextSpan content, RoleCue? label, bool strict = false)
    {
        bool byVerbs = label is null || NamesLeadOrSupport(content);
        string rule = label is null || byVerbs ? "responsibility.verb" : "responsibility.label";
        var pending = new List<UnitMention>();
        int before = clause.Assignments.Count;
        bool verbs = false, foreign = false;
        foreach (var group in Groups(content))
        {
            var text = At(group);
            if (StatesFirstNamed(text) || IsRemark(text)) { ClaimAll(group); continue; }
            if (text.Length < 40 && DeadlineRule.IsTime(text, context.Options.Lexicons)) { clause.Times.Add(group); continue; }
            int at = group.Start;
            foreach (var cue in _cues.Within(group))
            {
                if (cue.Span.Start < at) continue;
                if (cue.Kind == CueKind.Before && At(new TextSpan(at, cue.Span.Start)).Trim().IsEmpty && byVerbs && clause.Assignments.Count > before)
                {
                    var partners = new TextSpan(cue.End, group.End);
                    if (NextVerb(partners) is { } next) partners = new TextSpan(cue.End, next.Span.Start);
                    Give(clause, _units.Read(partners), AssignmentRole.Support, cue, null, rule);
                    at = NextVerb(new TextSpan(cue.End, group.End))?.Span.End ?? group.End;
                    continue;
                }
                if (cue.Kind != CueKind.Verb || !IsVerbOf(cue, at) && !(pending.Count > 0 && cue.Span.Start == group.Start)) continue;
                var read = _units.Read(new TextSpan(at, cue.Span.Start));
                foreign |= read.Count == 0 && pending.Count == 0;
                pending.AddRange(read);
                var scope = ScopeOf(cue, group.End);
                Give(clause, pending, byVerbs ? cue.Role : label!.Role, byVerbs ? cue : label, scope, rule);
                Claim(cue);
                pending.Clear();
                verbs = true;
                at = scope.IsEmpty ? cue.End : scope.End;
            }
            if (at >= group.End) continue;
            var rest = _units.Read(new TextSpan(at, group.End));
            // ；视来访安排确定时间: behind who does it only organs follow; a remark is none.
            if (label is null && verbs && rest.RemoveAll(unit => !_organs.IsOrgan(CharFold.Fold(unit.Name)) && unit.Name.Length > LongestUnlisted) > 0) foreign = true;
            foreign |= rest.Count == 0 && At(new TextSpan(at, group.End)).Trim(" 、").Length > 1;
            pending.AddRange(rest);
        }
        if (foreign && (strict || label is null && !SaysWhoDoesWhat(clause))) return false;
        if (label is null && !verbs && !_units.AreOrgans(WithoutTimes(content))) return false;
        // Units behind the last verb: with a lead before them they support it.
        bool led = byVerbs && clause.Assignments.Exists(assignment => assignment.Role == AssignmentRole.Lead);
        var role = led && label is null or { Role: not AssignmentRole.Support } ? AssignmentRole.Support : label?.Role ?? AssignmentRole.Responsible;
        Give(clause, pending, role, label, default, label is null && !verbs ? "responsibility.units-alone" : rule);
        return true;
    }

    /// <summary>Whether a clause names a lead, or who does it and who helps, so that a remark beside them (；视来访安排确定时间) takes nothing from it.</summary>
    private static bool SaysWhoDoesWhat(Clause clause) =>
        clause.Assignments.Exists(one => one.Role == AssignmentRole.Lead)
        || clause.Assignments.Exists(one => one.Role == AssignmentRole.Support) && clause.Assignments.Exists(one => one.Role == AssignmentRole.Responsible && one.Scope is null);

    private void Give(Clause clause, List<UnitMention> units, AssignmentRole role, RoleCue? words, TextSpan scope, string rule)
    {
        string label = words?.Span.Of(context.Document.Text) ?? "";
        if (label.Contains('\n', StringComparison.Ordinal)) label = label.Replace("\n", "", StringComparison.Ordinal);
        SharedNames.GiveEnds(units, _organs);
        foreach (var unit in units) clause.Assignments.Add(Make(role, unit, label, scope.IsEmpty ? null : scope.Of(context.Document.Text), rule));
        if (units.Count > 0 && words is not null) Claim(words);
    }

    private void Give(Clause clause, List<UnitMention> units, AssignmentRole role, RoleCue? words, TextSpan? scope, string rule) => Give(clause, units, role, words, scope ?? default, rule);

    private Assignment Make(AssignmentRole role, UnitMention unit, string label, string? scope, string rule) =>
        new(unit.Role ?? role, unit.Name, label, scope, new Evidence(rule, unit.Span, unit.Span.Of(context.Document.Text)));

    private RoleCue? NextVerb(TextSpan span) => _cues.Within(span).FirstOrDefault(cue => cue.Kind == CueKind.Verb && IsVerbOf(cue, span.Start));

    /// <summary>What a unit is in charge of: all behind its verb, up to the next unit that has a verb of its own (…、市住建局负责…).</summary>
    private TextSpan ScopeOf(RoleCue verb, int end)
    {
        var rest = new TextSpan(verb.End, end).Trimmed(context.Folded);
        if (rest.IsEmpty) return rest;
        int scopeEnd = rest.End;
        foreach (var next in _cues.Within(new TextSpan(rest.Start, Math.Min(rest.End, rest.Start + LongestScope))))
        {
            if (next.Kind != CueKind.Verb || !IsVerbOf(next, rest.Start)) continue;
            // The units before the next verb: back from it while what stands between two marks is an organ.
            int cut = next.Span.Start;
            foreach (var piece in _units.Pieces(new TextSpan(rest.Start, next.Span.Start)).Reverse())
            {
                if (!_organs.IsOrgan(At(piece.Trimmed(context.Folded)))) break;
                cut = piece.Start;
            }
            if (cut < next.Span.Start) { scopeEnd = cut; break; }
        }
        var scope = new TextSpan(rest.Start, Math.Max(rest.Start, scopeEnd)).Trimmed(context.Folded);
        while (!scope.IsEmpty && context.Folded[scope.End - 1] is '、' or ',') scope = new TextSpan(scope.Start, scope.End - 1);
        return scope;
    }

    /// <summary>Whether a verb of role follows a unit: not the 监督 of 市场监督管理局, not the 落实 of a sentence.</summary>
    private bool IsVerbOf(RoleCue verb, int from)
    {
        // 市水务局（牵头）、市财政局: said of a name in a list.
        if (verb.Span.Start > 0 && context.Folded[verb.Span.Start - 1] is '(' && verb.Span.End < context.Folded.Length && context.Folded[verb.Span.End] is ')' && verb.Span.Start > from) return false;
        int start = Math.Max(from, verb.Span.Start - 45);
        var before = At(new TextSpan(start, verb.Span.Start)).TrimEnd();
        int mark = before.LastIndexOfAny("、,; \n");
        if (mark >= 0) before = before[(mark + 1)..];
        if (before.IsEmpty) return false;
        // 省市场监管事务所: 市场 is what a department is called after, and 监管 part of its name, whatever comes behind.
        if (verb.IsWeak && _organs.IsStem(before)) return false;
        if (verb.IsWeak && _organs.GoesOnAsName(context.Folded.AsSpan(verb.Span.End, Math.Min(12, context.Folded.Length - verb.Span.End)))) return false;
        if (before[^1] is '等' or ')' or ']' || before.EndsWith("各地") || _organs.IsOrgan(before)) return true;
        // 市疾控牵头: by its place before a plain verb.
        return !verb.IsWeak && before.Length <= 16 && _units.LooksLikeUnit(before) && (mark >= 0 || _organs.LevelLength(before) > 0 || before[0] is '各' or '由');
    }

    /// <summary>以下均需试点城市落实，不再列出: a remark about other clauses.</summary>
    private static bool IsRemark(ReadOnlySpan<char> sentence) => sentence.StartsWith("以下") || sentence is "下同" or "下略" || sentence.IndexOf("不再列出") >= 0;

    /// <summary>Cuts a label's content at its full stop and takes separators off its end.</summary>
    private TextSpan Content(TextSpan span, bool last)
    {
        var text = At(span);
        if (last)
        {
            int stop = text.IndexOf('。');
            if (stop >= 0) text = text[..stop];
        }
        int other = OtherLabel(text);
        if (other >= 0) text = text[..other];
        text = text.TrimEnd(" ;,。、([\n\t");
        return new TextSpan(span.Start, span.Start + text.Length);
    }

    /// <summary>；联系电话：…: a label that isn't known ends the content before it.</summary>
    private static int OtherLabel(ReadOnlySpan<char> text)
    {
        int colon = text.IndexOf(':');
        if (colon < 0) return -1;
        int mark = text[..colon].LastIndexOfAny(";,。 \n");
        return mark >= 0 && colon - mark is > 2 and < 12 ? mark : -1;
    }

    /// <summary>Where the last unit of a list ends when running text follows it without a separator.</summary>
    private TextSpan UnitsEnd(TextSpan content)
    {
        int end = content.Start;
        foreach (var piece in _units.Pieces(content))
        {
            var text = At(piece);
            bool whole = text.Length <= 30 && _organs.IsOrgan(text.Trim()) || text.EndsWith("等") && text.Length < 25
                || _cues.Within(piece).Any(cue => cue.Kind == CueKind.Verb && (cue.End == piece.End || !cue.IsWeak) && IsVerbOf(cue, piece.Start));
            if (!whole && text.Trim().Length > 6)
            {
                int organ = _organs.FirstEnd(text);
                if (organ > 0) return new TextSpan(content.Start, piece.Start + organ);
                return new TextSpan(content.Start, end > content.Start ? end : content.End);
            }
            end = piece.End;
        }
        return new TextSpan(content.Start, end);
    }

    private TextSpan TimeEnd(TextSpan content)
    {
        var statement = DeadlineRule.StatementAt(context.Folded, content, context.Options.Lexicons);
        if (!statement.IsEmpty) return statement;
        int stop = At(content).IndexOfAny(",;。");
        return stop is < 0 or > 20 ? content : new TextSpan(content.Start, content.Start + stop);
    }

    /// <summary>市财政局、市税务局，2025年底前: a list of units without the times behind it.</summary>
    public TextSpan WithoutTimes(TextSpan list)
    {
        while (true)
        {
            int mark = At(list).LastIndexOfAny(",;");
            var last = new TextSpan(list.Start + mark + 1, list.End).Trimmed(context.Folded);
            if (mark < 2 || last.Length > LongestTime || !DeadlineRule.IsTime(At(last), context.Options.Lexicons)) return list;
            list = new TextSpan(list.Start, list.Start + mark).Trimmed(context.Folded);
        }
    }

    // 2025年12月底前完成并长期坚持, and shorter.
    private const int LongestTime = 24;

    /// <summary>Cuts at ，；。, never inside brackets.</summary>
    private IEnumerable<TextSpan> Groups(TextSpan span)
    {
        int start = span.Start;
        for (int i = span.Start; i <= span.End; i++)
        {
            if (i < span.End)
            {
                i = Math.Min(_units.BehindBracket(i, span.End), span.End);
                if (i < span.End && context.Folded[i] is not (',' or ';' or '。')) continue;
            }
            var piece = new TextSpan(start, i).Trimmed(context.Folded);
            if (!piece.IsEmpty) yield return piece;
            start = i + 1;
        }
    }

    private void Claim(RoleCue cue) => context.Annotations.Claims.Claim(LeftoverKind.RoleCue, cue.Span.Start);

    private void ClaimAll(TextSpan span)
    {
        foreach (var cue in _cues.Within(span)) Claim(cue);
    }

    private ReadOnlySpan<char> At(TextSpan span) => context.Folded.AsSpan(span.Start, span.Length);
}
