using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules.Responsibility;

/// <summary>A stretch of an item: its text and the responsibility clause that closes it.</summary>
internal sealed class Segment
{
    /// <summary>The text's places, clause left out.</summary>
    public List<TextSpan> Text { get; } = [];

    /// <summary>The clause, or null.</summary>
    public Clause? Clause { get; set; }
}

/// <summary>Finds the responsibility clauses in an item's lines and cuts the item into the segments that they close.</summary>
internal sealed class ClauseFinder(FactContext context)
{
    /// <summary>Shortest sentence that counts as a further part behind a clause, in characters.</summary>
    private const int ShortestPart = 4;

    /// <summary>Longest clause in brackets, in characters; keeps the search for the closing half short in hostile text.</summary>
    private const int LongestBracket = 800;

    private readonly ClauseParser _parser = new(context);

    /// <summary>The prefix (市, 区 …) that holds through the segment's clause, over several label lines.</summary>
    private string? _prefix;

    /// <summary>Cuts lines into segments, in order; text alone gives one segment without a clause.</summary>
    public List<Segment> Find(IEnumerable<TextSpan> lines)
    {
        var segments = new List<Segment> { new() };
        _prefix = null;
        bool listOpen = false;
        foreach (var line in lines)
        {
            var labels = RoleLabels.Find(context.Folded, line);
            if (listOpen && labels.Count == 0 && IsMoreOfList(line) && segments[^1].Clause is { } open)
            {
                segments[^1].Clause = Extended(open, line);
                continue;
            }
            bool labelLine = labels.Count > 0 && labels[0].Start - line.Start <= 2 && labels[0].Kind != LabelKind.Other && context.Folded[line.Start] != '(';
            if (labelLine)
            {
                Close(segments, Labelled(line, labels, running: labels[^1].Kind != LabelKind.Time && LongTail(line, labels[^1])));
                TextBehind(segments, line, labels);
                listOpen = labels[^1].Kind == LabelKind.Units;
                continue;
            }
            listOpen = false;
            Scan(segments, line, labels);
        }
        segments.RemoveAll(segment => segment.Text.Count == 0 && segment.Clause is null);
        return segments;
    }

    private bool LongTail(TextSpan line, RoleLabel label) => line.End - label.End > 60 && At(new TextSpan(label.End, line.End)).IndexOf('。') >= 0;

    private void TextBehind(List<Segment> segments, TextSpan line, List<RoleLabel> labels)
    {
        int end = segments[^1].Clause?.Span.End ?? line.End;
        if (end < line.End) Scan(segments, new TextSpan(end, line.End), labels.FindAll(label => label.Start >= end));
    }

    /// <summary>Takes the clauses out of a line of running text.</summary>
    private void Scan(List<Segment> segments, TextSpan line, List<RoleLabel> labels)
    {
        int at = line.Start;
        int next = 0;
        while (at < line.End)
        {
            while (next < labels.Count && labels[next].Start < at) next++;
            int label = next < labels.Count ? labels[next].Start : int.MaxValue;
            var bracket = NextBracket(new TextSpan(at, line.End), labels);
            if (bracket is { } found && found.Span.Start < label)
            {
                AddText(segments, new TextSpan(at, found.Span.Start));
                Close(segments, found);
                at = found.Span.End;
            }
            else if (label < line.End && labels[next].Kind != LabelKind.Other)
            {
                AddText(segments, new TextSpan(at, label));
                int last = LastOfRun(labels, next, line.End);
                int end = last + 1 < labels.Count ? labels[last + 1].Start : line.End;
                var clause = Labelled(new TextSpan(label, end), labels.GetRange(next, last - next + 1), running: true);
                Close(segments, clause);
                at = Math.Max(clause.Span.End, label + 1);
            }
            else break;
        }
        AddText(segments, new TextSpan(at, line.End));
    }

    /// <summary>The last label of the clause that begins at a label: a label that was used before, or text between, begins another.</summary>
    private int LastOfRun(List<RoleLabel> labels, int first, int lineEnd)
    {
        int last = first;
        while (last + 1 < labels.Count)
        {
            // Text of a sentence between two labels parts two clauses.
            var between = At(new TextSpan(labels[last].End, labels[last + 1].Start));
            bool starts = labels[last + 1].Kind == LabelKind.Units && labels[first].Kind == LabelKind.Units && SameWords(labels[first], labels[last + 1]);
            if (starts || between.IndexOf('。') >= 0 && between.Length > 25 || between.Length > 400) break;
            last++;
        }
        return last;
    }

    private bool SameWords(RoleLabel a, RoleLabel b) =>
        At(new TextSpan(a.Start, a.WordsEnd)).SequenceEqual(At(new TextSpan(b.Start, b.WordsEnd)));

    /// <summary>The next bracket that holds a responsibility clause.</summary>
    private Clause? NextBracket(TextSpan span, List<RoleLabel> labels)
    {
        string folded = context.Folded;
        for (int open = span.Start; open < span.End; open++)
        {
            open = folded.IndexOf('(', open, span.End - open);
            if (open < 0) return null;
            int close = Closing(folded, open, Math.Min(span.End, open + LongestBracket));
            bool closed = close >= 0;
            if (!closed) close = span.End;
            var inner = new TextSpan(open + 1, close);
            var whole = new TextSpan(open, closed ? close + 1 : close);
            if (inner.Length < 3 || closed && !StandsAtEnd(whole, span))
            {
                if (inner.Length >= 3) context.Trace?.Reject("responsibility", whole, "the bracket does not stand at the end of a sentence or line");
                continue;
            }
            var inside = Within(labels, inner);
            // A bracket that is never closed holds a clause only if it opens with one.
            if (!closed && (inside.Count == 0 || inside[0].Start > inner.Start + 2 || inner.Length > LongestBracket)) continue;
            if (inside.Count > 0 && inside.Exists(label => label.Kind != LabelKind.Other))
            {
                var clause = Labelled(new TextSpan(inside[0].Start, inner.End), inside, running: false);
                // （6月底完成，牵头考核单位：…）: a time before the first label.
                var times = Leading(new TextSpan(inner.Start, inside[0].Start));
                if (clause.Assignments.Count + clause.Times.Count + times.Count > 0)
                    return new Clause(whole, clause.Assignments, [.. times, .. clause.Times]);
            }
            else if (closed && (MayBeVerbs(At(inner)) || IsListBehindStop(inner, whole)) && ByVerbs(inner, whole) is { } byVerbs) return byVerbs;
            context.Trace?.Reject("responsibility", whole, inside.Count > 0 ? "the labels in the bracket are followed by no unit and no time" : "the bracket names no unit with a verb of role (牵头, 负责, 配合), and is no list of units");
        }
        return null;
    }

    /// <summary>The labels that stand inside a span; labels are in order.</summary>
    private static List<RoleLabel> Within(List<RoleLabel> labels, TextSpan span)
    {
        int low = 0, high = labels.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (labels[middle].Start < span.Start) low = middle + 1;
            else high = middle;
        }
        int end = low;
        while (end < labels.Count && labels[end].End <= span.End) end++;
        return labels.GetRange(low, end - low);
    }

    private List<TextSpan> Leading(TextSpan span)
    {
        var text = At(span).Trim(" ,;、");
        if (text.IsEmpty) return [];
        int start = span.Start + At(span).IndexOf(text);
        var time = new TextSpan(start, start + text.Length);
        return DeadlineRule.IsTime(text, context.Options.Lexicons) || text.IndexOfAny("年月") >= 0 && text.Length < 20 ? [time] : [];
    }

    /// <summary>Whether a bracket closes a sentence: a stop before it or behind it, or the line's end.</summary>
    private bool StandsAtEnd(TextSpan bracket, TextSpan line)
    {
        int before = bracket.Start - 1;
        while (before >= 0 && context.Folded[before] == ' ') before--;
        if (before >= 0 && context.Folded[before] is '。' or ';' or '!' or '\n') return true;
        int after = bracket.End;
        while (after < line.End && context.Folded[after] == ' ') after++;
        return after >= line.End || context.Folded[after] is '。' or ';' or ',' or '(' || char.IsAsciiDigit(context.Folded[after]);
    }

    /// <summary>。（职教处、高教处）: units alone, behind a full stop.</summary>
    private bool IsListBehindStop(TextSpan inner, TextSpan whole) =>
        whole.Start > 0 && context.Folded[whole.Start - 1] == '。' && inner.Length < 120 && At(inner).IndexOf('。') < 0
        && new UnitList(context).Pieces(inner).All(piece => OrganWords.EndsLikeOrgan(At(piece.Trimmed(context.Folded))) && piece.Length <= 25);

    private static bool MayBeVerbs(ReadOnlySpan<char> inner)
    {
        if (inner.IndexOf("负责") >= 0 || inner.IndexOf("牵头") >= 0 || inner.IndexOf("配合") >= 0 || inner.IndexOf("参与") >= 0 || inner.IndexOf("参加") >= 0
            || inner.IndexOf("落实") >= 0 || inner.IndexOf("实施") >= 0 || inner.IndexOf("承办") >= 0 || inner.IndexOf("协助") >= 0 || inner.IndexOf("分工") >= 0 || inner.IndexOf("指导") >= 0) return true;
        return inner.IndexOf('、') > 0 && OrganWords.EndsStrongly(inner.TrimEnd(" 等")) && inner.Length < 200;
    }

    private static int Closing(string folded, int open, int end)
    {
        int depth = 0;
        for (int i = open; i < end; i++)
        {
            if (folded[i] == '(') depth++;
            else if (folded[i] == ')' && --depth == 0) return i;
        }
        return -1;
    }

    private void AddText(List<Segment> segments, TextSpan span)
    {
        var text = span.Trimmed(context.Folded);
        while (!text.IsEmpty && context.Folded[text.Start] is '。' or ';' or ',' or ')' && text.Length > 0) text = new TextSpan(text.Start + 1, text.End).Trimmed(context.Folded);
        if (text.IsEmpty) return;
        if (segments[^1].Clause is not null)
        {
            // 下同 and other scraps behind a clause are no part of their own.
            if (text.Length < ShortestPart || !IsSentence(At(text))) { return; }
            segments.Add(new Segment());
            _prefix = null;
        }
        segments[^1].Text.Add(text);
    }

    private static bool IsSentence(ReadOnlySpan<char> text) => text.IndexOfAny("。;,") >= 0 || text.Length > 20;

    private static void Close(List<Segment> segments, Clause clause) =>
        segments[^1].Clause = segments[^1].Clause is { } before ? before.With(clause) : clause;

    /// <summary>相关街道办事处 on a line below 配合单位：…: the list goes on.</summary>
    private bool IsMoreOfList(TextSpan line)
    {
        var text = At(line);
        if (text.Length > 80 || text.IndexOf('。') >= 0) return false;
        foreach (var piece in new UnitList(context).Pieces(line))
            if (!OrganWords.EndsLikeOrgan(At(piece.Trimmed(context.Folded)).TrimEnd('等'))) return false;
        return true;
    }

    private Clause Extended(Clause clause, TextSpan line)
    {
        if (clause.Assignments.Count == 0) return clause;
        var last = clause.Assignments[^1];
        var more = new List<Assignment>(clause.Assignments);
        var units = new UnitList(context) { Prefix = _prefix };
        _parser.AddUnits(more, units, line, last.Role, last.Label, last.Evidence.RuleId);
        return clause with { Assignments = more, Span = new TextSpan(clause.Span.Start, line.End) };
    }

    private Clause Labelled(TextSpan region, IReadOnlyList<RoleLabel> labels, bool running)
    {
        var units = new UnitList(context) { Prefix = _prefix };
        var clause = _parser.Labelled(region, labels, running, units);
        _prefix = units.Prefix;
        return clause;
    }

    private Clause? ByVerbs(TextSpan inner, TextSpan whole)
    {
        var units = new UnitList(context) { Prefix = _prefix };
        var clause = _parser.ByVerbs(inner, whole, units);
        if (clause is not null) _prefix = units.Prefix;
        return clause;
    }

    private ReadOnlySpan<char> At(TextSpan span) => context.Folded.AsSpan(span.Start, span.Length);
}
