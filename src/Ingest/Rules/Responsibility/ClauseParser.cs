using System.Text.RegularExpressions;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules.Responsibility;

/// <summary>
/// Reads responsibility clauses: labelled (<c>牵头单位：市发改委；配合单位：…；完成时限：…</c>) and by verbs
/// (<c>市发改委牵头，市财政局、市水务局按职责分工负责</c>).
/// </summary>
internal sealed partial class ClauseParser(FactContext context)
{
    // the words that give a role behind units: 牵头, 牵头负责, 按职责分工负责, 配合, 参与
    [GeneratedRegex(@"(?:按(?:照)?|依(?:据|照)?|根据)?(?:各自|法定)?(?:职责|职能|责任)?(?:权限)?(?:分工)?(?:分别|共同|联合|具体|协同|密切|积极|做好|统筹)*(?:牵头(?:负责|落实|组织实施|组织|推进|实施|办理|抓总)?|负责(?:落实|组织实施|牵头|推进|实施|指导|监督)?|配合(?:落实|实施|做好|推进)?|参与|参加|协助|协同(?:推进)?|支持|落实|组织实施|实施|承办|承担|监管|监督|指导|分工负责)(?:实施)?")]
    private static partial Regex RoleVerb();

    // 列第一位者为牵头单位, 排在第一位的部门为牵头部门, 排名第一的单位为牵头单位
    [GeneratedRegex(@"(?:列|排|居)(?:名|序|在)?(?:第一位?|首位|第一名|前)的?(?:者|(?:责任)?(?:单位|部门)|的)?(?:均)?(?:为|是)(?:总)?(?:牵头|主办)")]
    private static partial Regex FirstNamed();

    /// <summary>Whether a text states the rule that the unit named first leads.</summary>
    public static bool StatesFirstNamed(ReadOnlySpan<char> folded) => FirstNamed().IsMatch(folded);

    /// <summary>以下均需试点城市落实，不再列出: a remark about other clauses.</summary>
    private static bool IsRemark(ReadOnlySpan<char> sentence) => sentence.StartsWith("以下") || sentence.StartsWith("下同") || sentence.IndexOf("不再列出") >= 0;

    /// <summary>Reads a labelled clause.</summary>
    /// <param name="region">From the first label to where the clause must end at the latest.</param>
    /// <param name="labels">The labels inside it, in order.</param>
    /// <param name="running">Whether text may follow the last content without a separator, so that the end must be found.</param>
    /// <param name="units">The clause's list reader; it carries the prefix.</param>
    public Clause Labelled(TextSpan region, IReadOnlyList<RoleLabel> labels, bool running, UnitList units)
    {
        var assignments = new List<Assignment>();
        var times = new List<TextSpan>();
        int end = region.Start;
        for (int i = 0; i < labels.Count; i++)
        {
            var label = labels[i];
            bool last = i + 1 == labels.Count;
            var content = Content(new TextSpan(label.End, last ? region.End : labels[i + 1].Start), last);
            string words = new TextSpan(label.Start, label.WordsEnd).Of(context.Document.Text);
            switch (label.Kind)
            {
                case LabelKind.Units:
                    if (last && running) content = UnitsEnd(content);
                    // 责任单位：区经济发展局牵头，区财政局配合: the verbs tell more than the label.
                    if (NamesLead(content) && ByVerbs(content, content, units) is { } byVerbs) assignments.AddRange(byVerbs.Assignments);
                    else AddUnits(assignments, units, content, label.Role, words, "responsibility.label");
                    break;
                case LabelKind.Time:
                    if (last && running) content = TimeEnd(content);
                    if (!content.IsEmpty) times.Add(content);
                    break;
            }
            end = Math.Max(end, content.End);
        }
        // The full stop that ends the clause belongs to it.
        while (end < region.End && context.Folded[end] is '。' or ';' or ',' or ' ' && end < region.End) end++;
        return new Clause(new TextSpan(region.Start, end), assignments, times);
    }

    /// <summary>Reads a clause by verbs; null where the text names no unit with a verb.</summary>
    public Clause? ByVerbs(TextSpan inner, TextSpan whole, UnitList units)
    {
        var assignments = new List<Assignment>();
        var times = new List<TextSpan>();
        var pending = new List<TextSpan>();
        bool verb = false;
        foreach (var sentence in Sentences(inner))
        {
            if (FirstNamed().IsMatch(At(sentence)) || IsRemark(At(sentence))) continue;
            foreach (var group in Groups(sentence))
            {
                if (DeadlineRule.IsTime(At(group), context.Options.Lexicons)) { times.Add(group); continue; }
                if (FindVerb(At(group)) is not { } found) { pending.Add(group); continue; }
                verb = true;
                pending.Add(new TextSpan(group.Start, group.Start + found.Start));
                var wordsSpan = new TextSpan(group.Start + found.Start, group.Start + found.End);
                var role = RoleLabels.RoleOf(At(wordsSpan)) ?? AssignmentRole.Responsible;
                var scope = new TextSpan(wordsSpan.End, group.End).Trimmed(context.Folded);
                foreach (var list in pending)
                    AddUnits(assignments, units, list, role, wordsSpan.Of(context.Document.Text), "responsibility.verb", scope.IsEmpty ? null : scope.Of(context.Document.Text));
                pending.Clear();
            }
        }
        if (!verb && !pending.All(group => units.Pieces(group).All(piece => OrganWords.EndsLikeOrgan(At(piece.Trimmed(context.Folded)))))) return null;
        // Units behind the last verb: with a lead before them they support it.
        var left = assignments.Any(assignment => assignment.Role == AssignmentRole.Lead) ? AssignmentRole.Support : AssignmentRole.Responsible;
        foreach (var list in pending) AddUnits(assignments, units, list, left, "", verb ? "responsibility.verb" : "responsibility.units-alone");
        return assignments.Count == 0 ? null : new Clause(whole, assignments, times);
    }

    private bool NamesLead(TextSpan list) =>
        Groups(list).Any(group => FindVerb(At(group)) is { } verb && RoleLabels.RoleOf(At(group)[verb.Start..verb.End]) == AssignmentRole.Lead);

    /// <summary>Adds the units of a list, each with what it is in charge of, if the list says so.</summary>
    public void AddUnits(List<Assignment> assignments, UnitList units, TextSpan content, AssignmentRole role, string label, string ruleId, string? scope = null)
    {
        var waiting = new List<UnitMention>();
        bool inScope = false;
        foreach (var piece in units.Pieces(content))
        {
            var trimmed = piece.Trimmed(context.Folded);
            if (trimmed.IsEmpty) continue;
            var (verb, scopeStart) = UnitList.FindScope(At(trimmed));
            // 负责煤矿、非煤矿山停产工作: the list behind 负责 goes on.
            bool scopeGoesOn = inScope && verb < 0 && context.Folded[piece.Start - 1] == '、' && !OrganWords.EndsLikeOrgan(At(trimmed));
            if (scopeGoesOn) continue;
            inScope = verb >= 0;
            if (verb < 0)
            {
                var name = CutDuty(trimmed);
                waiting.AddRange(units.Read(name));
                continue;
            }
            waiting.AddRange(units.Read(new TextSpan(trimmed.Start, trimmed.Start + verb)));
            var own = new TextSpan(trimmed.Start + scopeStart, trimmed.End);
            foreach (var unit in waiting) Emit(unit, own.Of(context.Document.Text));
            waiting.Clear();
        }
        foreach (var unit in WithSharedEnd(waiting)) Emit(unit, scope);

        void Emit(UnitMention unit, string? inCharge) => assignments.Add(new Assignment(role, unit.Name, label, inCharge,
            new Evidence(ruleId, unit.Span, unit.Span.Of(context.Document.Text))));
    }

    /// <summary>济南、青岛、烟台市政府: the end of the last holds for the bare places before it.</summary>
    private static List<UnitMention> WithSharedEnd(List<UnitMention> units)
    {
        for (int i = units.Count - 2; i >= 0; i--)
        {
            string name = units[i].Name, next = units[i + 1].Name;
            if (name.Length is < 2 or > 3 || OrganWords.EndsLikeOrgan(name)) continue;
            int level = next.IndexOfAny(['市', '县', '区']);
            if (level is >= 2 and <= 3 && (next.EndsWith("政府", StringComparison.Ordinal) || level == next.Length - 1))
                units[i] = units[i] with { Name = name + next[level..] };
        }
        return units;
    }

    /// <summary>Cuts 按职责分工负责 and 分别负责 behind a labelled list's last unit.</summary>
    private TextSpan CutDuty(TextSpan piece)
    {
        if (FindVerb(At(piece)) is not { } verb || verb.End != piece.Length) return piece;
        return new TextSpan(piece.Start, piece.Start + verb.Start);
    }

    /// <summary>A verb of role that follows a unit: not the 监督 of 市场监督管理局, not the 落实 of 落实单位.</summary>
    private static (int Start, int End)? FindVerb(ReadOnlySpan<char> group)
    {
        foreach (var match in RoleVerb().EnumerateMatches(group))
        {
            var before = group[..match.Index].TrimEnd();
            if (before.IsEmpty) { if (match.Index == 0 && match.Length >= group.Length) return (0, match.Length); continue; }
            var after = group[(match.Index + match.Length)..];
            if (after.StartsWith("管理") || after.StartsWith("总局") || after.StartsWith("局") || after.StartsWith("委") || after.StartsWith("单位") || after.StartsWith("部门") || after.StartsWith("中心")) continue;
            bool behindUnit = OrganWords.EndsLikeOrgan(before) || before[^1] == '等' || before.EndsWith("各地") || before[^1] == ')';
            if (behindUnit) return (match.Index, match.Index + match.Length);
        }
        return null;
    }

    /// <summary>Cuts a label's content at its full stop and takes separators off its end.</summary>
    private TextSpan Content(TextSpan span, bool last)
    {
        var text = At(span);
        if (last)
        {
            int stop = text.IndexOf('。');
            if (stop >= 0) text = text[..stop];
        }
        text = text.TrimEnd(" ;,。、(\n\t");
        return new TextSpan(span.Start, span.Start + text.Length);
    }

    /// <summary>Where the last unit of a list ends when running text follows it without a separator.</summary>
    private TextSpan UnitsEnd(TextSpan content)
    {
        int end = content.Start;
        foreach (var piece in new UnitList(context).Pieces(content))
        {
            var text = At(piece);
            bool whole = OrganWords.EndsLikeOrgan(text.TrimEnd()) && text.Length <= 30 || UnitList.FindScope(text).Verb >= 0 || FindVerb(text) is { } verb && verb.End == text.Length;
            if (!whole && text.Trim().Length > 6)
            {
                int organ = OrganWords.FirstOrganEnd(text);
                if (organ > 0) return new TextSpan(content.Start, piece.Start + organ);
                // 等 ends a list as well: 市应急管理局等；.
                if (text.EndsWith("等") && text.Length < 25) { end = piece.End; continue; }
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

    private IEnumerable<TextSpan> Sentences(TextSpan span) => Cut(span, c => c is '。');

    private IEnumerable<TextSpan> Groups(TextSpan span) => Cut(span, c => c is ',' or ';');

    private IEnumerable<TextSpan> Cut(TextSpan span, Func<char, bool> at)
    {
        int depth = 0, start = span.Start;
        for (int i = span.Start; i <= span.End; i++)
        {
            if (i < span.End)
            {
                char c = context.Folded[i];
                if (c is '(' or '《') depth++;
                else if (c is ')' or '》') depth = Math.Max(0, depth - 1);
                if (depth > 0 || !at(c)) continue;
            }
            var piece = new TextSpan(start, i).Trimmed(context.Folded);
            if (!piece.IsEmpty) yield return piece;
            start = i + 1;
        }
    }

    private ReadOnlySpan<char> At(TextSpan span) => context.Folded.AsSpan(span.Start, span.Length);
}
