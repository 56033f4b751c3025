using PolicyIngest.Ingest.Annotations;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules.Responsibility;

/// <summary>A stretch of an item: its text and the responsibility clause that closes it.</summary>
internal sealed class Segment
{
    /// <summary>The text's places, clause left out.</summary>
    public List<TextSpan> Text { get; } = [];

    /// <summary>The clause, or null.</summary>
    public Clause? Clause { get; set; }

    /// <summary>The organs that head the text (市工信局：…), or null.</summary>
    public TextSpan? Heading { get; init; }
}

/// <summary>Finds the responsibility clauses in an item's lines and cuts the item into the segments that they close.</summary>
internal sealed class ClauseFinder(FactContext context)
{
    /// <summary>Shortest sentence that counts as a further part behind a clause, in characters.</summary>
    private const int ShortestPart = 4;

    // 分管领导 and longer; three or four names.
    private const int LongestPersonsLabel = 10;
    private const int LongestPersons = 24;

    private readonly AnnotationList<Bracket> _brackets = context.Annotations.Brackets.Outermost;
    private readonly AnnotationList<RoleCue> _cues = context.Annotations.RoleCues;

    private readonly ClauseReader _reader = new(context);
    private readonly UnitList _units = new(context);

    private List<Segment> _segments = [];

    /// <summary>The prefix (市, 区 …) that holds through the segment's clause, over several label lines.</summary>
    private string? _prefix;

    /// <summary>Cuts lines into segments, in order; text alone gives one segment without a clause.</summary>
    public List<Segment> Find(IEnumerable<TextSpan> lines)
    {
        _segments = [new Segment()];
        _prefix = null;
        bool listOpen = false;
        foreach (var line in Mended(lines))
        {
            var labels = LabelsIn(line);
            if (listOpen && labels.Count == 0 && IsMoreOfList(line))
            {
                GoOn(line);
                continue;
            }
            listOpen = labels.Count > 0 && labels[0].Span.Start - line.Start <= 2 && labels[0].Kind != CueKind.Other && (context.Folded[line.Start] is not ('(' or '[') || labels[0].Span.Start == line.Start);
            if (listOpen)
            {
                Close(Labelled(line, labels, running: labels[^1].Kind != CueKind.Time && LongTail(line, labels[^1])));
                int end = _segments[^1].Clause?.Span.End ?? line.End;
                if (end < line.End) Scan(new TextSpan(end, line.End), labels.FindAll(label => label.Span.Start >= end));
                listOpen = labels[^1].Kind == CueKind.Label;
            }
            else Scan(line, labels);
        }
        _segments.RemoveAll(segment => segment.Text.Count == 0 && segment.Clause is null);
        return _segments;
    }

    /// <summary>The lines, those joined over which a bracket is torn (…（牵头部 / 门：市交通委）), and a label's to what it labels (牵头单位： / 市交通委).</summary>
    private List<TextSpan> Mended(IEnumerable<TextSpan> lines)
    {
        var mended = new List<TextSpan>();
        int torn = -1;
        foreach (var line in lines)
        {
            bool labelled = mended.Count > 0 && IsBareLabel(mended[^1]) && LabelsIn(line).Count == 0;
            if ((torn > line.Start || labelled) && mended.Count > 0) mended[^1] = new TextSpan(mended[^1].Start, line.End);
            else mended.Add(line);
            foreach (var bracket in Outermost(line))
                if (bracket.Span.End > line.End) torn = bracket.Span.End;
        }
        return mended;
    }

    private bool IsBareLabel(TextSpan line) => context.Folded[line.End - 1] == ':' && LabelsIn(line) is [var label] && label.Span.Start - line.Start <= 2 && label.End >= line.End;

    private IEnumerable<Bracket> Outermost(TextSpan line)
    {
        for (int i = _brackets.FirstFrom(line.Start); i < _brackets.Count && _brackets[i].Span.Start < line.End; i++) yield return _brackets[i];
    }

    private List<RoleCue> LabelsIn(TextSpan span) => [.. _cues.Within(span).Where(IsLabel)];

    /// <summary>Whether a cue is a label; one without a colon (责任单位为市水务局) is one where an organ follows.</summary>
    private bool IsLabel(RoleCue cue)
    {
        if (cue.Kind is CueKind.Verb or CueKind.Before) return false;
        if (!cue.IsWeak) return true;
        var content = At(new TextSpan(cue.End, Math.Min(context.Folded.Length, cue.End + 45)));
        int mark = content.IndexOfAny("、,;。)]\n ");
        var first = (mark < 0 ? content : content[..mark]).TrimEnd('等');
        int end = context.Annotations.Organs.FirstEnd(first);
        return context.Annotations.Organs.IsNamed(first) || end > 0 && context.Annotations.Organs.IsNamed(first[..end]);
    }

    private bool LongTail(TextSpan line, RoleCue label) => line.End - label.End > 60 && At(new TextSpan(label.End, line.End)).IndexOf('。') >= 0;

    /// <summary>Takes the clauses out of a line of running text.</summary>
    private void Scan(TextSpan line, List<RoleCue> labels)
    {
        int at = line.Start, next = 0;
        foreach (var bracket in Outermost(line).ToList())
        {
            if (bracket.Span.Start < at) continue;
            at = ScanLabels(at, bracket.Span.Start, line, labels, ref next);
            if (bracket.Span.Start < at) continue;
            var clause = ReadBracket(bracket, line, at);
            while (next < labels.Count && labels[next].Span.Start < (clause?.Span ?? bracket.Span).End) next++;
            if (clause is null) continue;
            AddText(new TextSpan(at, clause.Span.Start));
            Close(clause);
            at = clause.Span.End;
        }
        at = ScanLabels(at, line.End, line, labels, ref next);
        if (at < line.End && ClosingSentence(new TextSpan(at, line.End)) is { } closing)
        {
            AddText(new TextSpan(at, closing.Span.Start));
            Close(closing);
            at = closing.Span.End;
        }
        AddText(new TextSpan(at, line.End));
    }

    /// <summary>Reads the clauses that begin with a label outside brackets, before a place; labels are looked at once.</summary>
    private int ScanLabels(int at, int end, TextSpan line, List<RoleCue> labels, ref int next)
    {
        for (; next < labels.Count && labels[next].Span.Start < Math.Max(end, at); next++)
        {
            if (labels[next].Span.Start < at || labels[next].Kind == CueKind.Other) continue;
            AddText(new TextSpan(at, labels[next].Span.Start));
            if (next + 1 < labels.Count && labels[next].End >= labels[next + 1].Span.Start)
            {
                at = labels[next].End; // a label with nothing behind it
                continue;
            }
            int last = LastOfRun(labels, next);
            int regionEnd = last + 1 < labels.Count ? labels[last + 1].Span.Start : line.End;
            var clause = Labelled(new TextSpan(labels[next].Span.Start, regionEnd), labels.GetRange(next, last - next + 1), running: true);
            Close(clause);
            at = Math.Max(clause.Span.End, labels[next].Span.End);
            next = last;
        }
        return at;
    }

    /// <summary>The last label of the clause that begins at a label: a label that was used before, or text between, begins another.</summary>
    private int LastOfRun(List<RoleCue> labels, int first)
    {
        int last = first;
        while (last + 1 < labels.Count)
        {
            // Text of a sentence between two labels parts two clauses.
            var between = At(new TextSpan(Math.Min(labels[last].End, labels[last + 1].Span.Start), labels[last + 1].Span.Start));
            bool starts = labels[last + 1].Kind == CueKind.Label && labels[first].Kind == CueKind.Label && At(labels[first].Span).SequenceEqual(At(labels[last + 1].Span));
            if (starts || between.Length > 400 || between.Length > 25 && between.IndexOf('。') >= 0) break;
            last++;
        }
        return last;
    }

    /// <summary>The clause that a bracket holds, or null.</summary>
    private Clause? ReadBracket(Bracket bracket, TextSpan line, int textFrom)
    {
        // Lines over which a bracket is torn are one here: a closing sign behind the line belongs to another item, or another plan.
        bool isClosed = bracket.IsClosed && bracket.Span.End <= line.End;
        var whole = isClosed ? bracket.Span : new TextSpan(bracket.Span.Start, line.End);
        var inner = isClosed ? bracket.Inner : new TextSpan(whole.Start + 1, whole.End);
        inner = BehindPersons(inner);
        if (inner.Length < 3) return null;
        var labels = LabelsIn(inner);
        bool labelled = labels.Exists(label => label.Kind != CueKind.Other);
        // A bracket that is never closed holds a clause only if it opens with one.
        if (!isClosed && !(labelled && labels[0].Span.Start <= inner.Start + 2)) return null;
        bool closes = StandsAtEnd(whole, line);
        if (!closes && !labelled && !GoesOnAsList(whole, line) && !SaysOnlyWhoLeads(inner))
        {
            context.Trace?.Reject("responsibility", whole, "the bracket does not stand at the end of a sentence or line");
            return null;
        }
        var clause = labelled ? InLabels(inner, whole, labels) : ByVerbs(inner, whole, closes, textFrom);
        if (clause is null)
            context.Trace?.Reject("responsibility", whole, labels.Count > 0 ? "the labels in the bracket are followed by no unit and no time" : "the bracket names no unit with a verb of role (牵头, 负责, 配合), and is no list of units");
        return clause;
    }

    /// <summary>（责任领导：某某；市水务局、市财政局）: behind who in person sees to it; nothing is taken off where organs stand there, or times.</summary>
    private TextSpan BehindPersons(TextSpan inner)
    {
        while (true)
        {
            var text = At(inner);
            int colon = text[..Math.Min(text.Length, LongestPersonsLabel + 1)].IndexOf(':');
            int length = colon < 2 ? -1 : text[(colon + 1)..Math.Min(text.Length, colon + 1 + LongestPersons)].IndexOfAny(";,");
            if (length < 2 || !IsPersonsLabel(text[..colon])) return inner;
            var first = _cues.Within(new TextSpan(inner.Start, inner.Start + colon + 1 + length)).FirstOrDefault();
            if (first is { Kind: CueKind.Label or CueKind.Time } || _units.NameAnOrgan(new TextSpan(inner.Start + colon + 1, inner.Start + colon + 1 + length))) return inner;
            if (text[(colon + 1)..(colon + 1 + length)].ContainsAnyInRange('0', '9')) return inner;
            inner = new TextSpan(inner.Start + colon + length + 2, inner.End).Trimmed(context.Folded);
        }
    }

    /// <summary>责任领导, 牵头市领导, 链长, 操盘手; not 联系人, 注.</summary>
    private static bool IsPersonsLabel(ReadOnlySpan<char> label) =>
        label[^1] is '长' or '手' || label.EndsWith("领导") || label.EndsWith("责任人") || label.EndsWith("负责人") || label.EndsWith("同志");

    private Clause? InLabels(TextSpan inner, TextSpan whole, List<RoleCue> labels)
    {
        var clause = new Clause(whole);
        var reader = Reader();
        // （6月底完成，牵头考核单位：…）: a time before the first label; （市水务局负责；完成时限：…）: units before it.
        var lead = new TextSpan(inner.Start, labels[0].Span.Start);
        if (IsTime(lead) is { IsEmpty: false } time) clause.Times.Add(time);
        else if (!lead.Trimmed(context.Folded).IsEmpty && reader.ByVerbs(lead, lead) is { } units) clause.Add(units);
        clause.Add(reader.Labelled(new TextSpan(labels[0].Span.Start, inner.End), labels, running: false));
        clause.Span = whole;
        _prefix = reader.Prefix;
        return clause.IsEmpty ? null : clause;
    }

    private TextSpan IsTime(TextSpan span)
    {
        var text = At(span).Trim(" ,;、");
        if (text.IsEmpty) return default;
        int start = span.Start + At(span).IndexOf(text);
        return DeadlineRule.IsTime(text, context.Options.Lexicons) || text.IndexOfAny("年月") >= 0 && text.Length < 20 ? new TextSpan(start, start + text.Length) : default;
    }

    private Clause? ByVerbs(TextSpan inner, TextSpan whole, bool closes, int textFrom)
    {
        bool verbs = Reader().HasVerb(inner);
        if (!verbs)
        {
            // （市水务局、市财政局） at an end; behind a full stop also 。（职教处、高教处）.
            bool behindStop = whole.Start > 0 && context.Folded[whole.Start - 1] == '。';
            if (!closes || At(inner).IndexOf('。') >= 0 || !_units.AreOrgans(_reader.WithoutTimes(inner), named: !behindStop) || !behindStop && (textFrom >= whole.Start || IsOtherName(whole))) return null;
        }
        else if (!closes && !Reader().NamesLeadOrSupport(inner)) return null;
        var reader = Reader();
        var clause = reader.ByVerbs(inner, whole, strict: !closes);
        if (clause is not null) _prefix = reader.Prefix;
        return clause;
    }

    /// <summary>占比达到9%(市生态环境局牵头)提升水平: a bracket that ends in its verb of leading or supporting is a clause though the full stop before it was lost.</summary>
    private bool SaysOnlyWhoLeads(TextSpan inner) =>
        _cues.Within(inner).LastOrDefault() is { Kind: CueKind.Verb } last && last.End == inner.End && Reader().NamesLeadOrSupport(inner);

    /// <summary>由市水务局牵头，会同市财政局组织实施。 市水务局牵头，市财政局配合。: a paragraph's last sentence that says nothing else.</summary>
    private Clause? ClosingSentence(TextSpan rest)
    {
        var text = At(rest).TrimEnd(" 。;");
        int stop = text.LastIndexOfAny("。;\n");
        var sentence = new TextSpan(rest.Start + stop + 1, rest.Start + text.Length).Trimmed(context.Folded);
        int by = At(sentence).IndexOf('由');
        if (by is 2 or 4 or 5 && !(At(sentence)[..by] is "具体" or "此项工作" or "本项工作" or "该项工作" or "以上工作" or "上述工作") || by > 5 || by is 1 or 3) by = -1;
        var inner = new TextSpan(sentence.Start + Math.Max(0, by + 1), sentence.End);
        var reader = Reader();
        if (!EndsInVerbOrUnit(inner) || by < 0 && !reader.NamesLeadOrSupport(inner) || reader.ByVerbs(inner, new TextSpan(sentence.Start, rest.End), strict: true) is not { } clause) return null;
        if (by < 0 && !clause.Assignments.Exists(assignment => assignment.Role == AssignmentRole.Lead)) return null;
        _prefix = reader.Prefix;
        return clause;
    }

    /// <summary>镇人民政府（街道办事处）: another name behind a name.</summary>
    private bool IsOtherName(TextSpan bracket) => context.Annotations.Organs.IsWhole(At(new TextSpan(Math.Max(0, bracket.Start - 12), bracket.Start)));

    private bool EndsInVerbOrUnit(TextSpan inner) =>
        _cues.Within(inner) is var cues && cues.Any(cue => cue.Kind == CueKind.Verb)
        && (cues.Last().End == inner.End || context.Annotations.Organs.IsOrgan(At(new TextSpan(Math.Max(inner.Start, inner.End - 20), inner.End)).TrimEnd('等')));

    /// <summary>Whether a bracket closes a sentence: a stop before it or behind it, or the line's end.</summary>
    private bool StandsAtEnd(TextSpan bracket, TextSpan line)
    {
        int before = bracket.Start - 1;
        while (before >= 0 && context.Folded[before] == ' ') before--;
        if (before >= 0 && context.Folded[before] is '。' or ';' or '!' or '\n') return true;
        int after = bracket.End;
        while (after < line.End && context.Folded[after] == ' ') after++;
        return after >= line.End || context.Folded[after] is '。' or ';' or ',' or '(' or '[' or '\n' || char.IsAsciiDigit(context.Folded[after]);
    }

    /// <summary>推进甲（市住建局牵头）和乙（市水务局牵头）: a bracket inside a sentence that goes on with its next part.</summary>
    private bool GoesOnAsList(TextSpan bracket, TextSpan line) => bracket.End < line.End && context.Folded[bracket.End] is '、' or '和' or '及' or '与' or '并' or '以';

    private void AddText(TextSpan span)
    {
        var text = span.Trimmed(context.Folded);
        while (!text.IsEmpty && context.Folded[text.Start] is '。' or ';' or ',' or ')' or ']' or '、') text = new TextSpan(text.Start + 1, text.End).Trimmed(context.Folded);
        if (text.IsEmpty) return;
        if (_segments[^1].Clause is not null)
        {
            // 下同 and other scraps behind a clause are no part of their own.
            if (text.Length < ShortestPart || At(text).IndexOfAny("。;,") < 0 && text.Length <= 20 && !(text.End < context.Folded.Length && context.Folded[text.End] is '(' or '[')) return;
            _segments.Add(new Segment());
            _prefix = null;
        }
        _segments[^1].Text.Add(text);
    }

    private void Close(Clause clause)
    {
        if (_segments[^1].Clause is { } before) before.Add(clause);
        else _segments[^1].Clause = clause;
    }

    /// <summary>相关街道办事处 on a line below 配合单位：…: the list goes on.</summary>
    private bool IsMoreOfList(TextSpan line) => line.Length <= 80 && At(line).IndexOf('。') < 0 && _units.AreOrgans(line) && _segments[^1].Clause is not null;

    private void GoOn(TextSpan line)
    {
        var clause = _segments[^1].Clause!;
        if (clause.Assignments.Count == 0) return;
        var last = clause.Assignments[^1];
        Reader().List(clause.Assignments, line, last.Role, last.Label, last.Evidence.RuleId);
        clause.Span = new TextSpan(clause.Span.Start, line.End);
    }

    private Clause Labelled(TextSpan region, IReadOnlyList<RoleCue> labels, bool running)
    {
        var reader = Reader();
        var clause = reader.Labelled(region, labels, running);
        _prefix = reader.Prefix;
        return clause;
    }

    /// <summary>The reader, for a clause that begins under the prefix that holds.</summary>
    private ClauseReader Reader()
    {
        _reader.Begin(_prefix);
        return _reader;
    }

    private ReadOnlySpan<char> At(TextSpan span) => context.Folded.AsSpan(span.Start, span.Length);
}
