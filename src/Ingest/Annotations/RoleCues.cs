using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Annotations;

/// <summary>How a word of role (责任分工) stands to its units.</summary>
internal enum CueKind
{
    /// <summary>Before them, as a label: 牵头单位：, 配合：, 责任单位为.</summary>
    Label,
    /// <summary>A label of times: 完成时限：.</summary>
    Time,
    /// <summary>A label of neither: 责任人：, 适用范围：.</summary>
    Other,
    /// <summary>Behind them, as a verb: 牵头, 按职责分工负责.</summary>
    Verb,
    /// <summary>Before them, as a verb: 会同.</summary>
    Before,
}

/// <summary>Words that say who has which part.</summary>
/// <param name="Span">The words, without a colon.</param>
/// <param name="Kind">How they stand.</param>
/// <param name="Role">The part; for labels of units and verbs.</param>
/// <param name="End">Where the content of a label begins; else the words' end.</param>
/// <param name="IsWeak">Whether the words occur in units' names and plain sentences too (监督, 落实), or a label has no colon.</param>
internal sealed record RoleCue(TextSpan Span, CueKind Kind, AssignmentRole Role, int End, bool IsWeak) : IAnnotation;

/// <summary>Finds the words of role in a text, each once, by the lexicon <c>role-words</c>.</summary>
internal static class RoleCues
{
    private const int LongestRemark = 14;

    /// <summary>The cues of a folded text, in order.</summary>
    public static AnnotationList<RoleCue> Scan(string folded, RoleWords words, CancellationToken cancellation = default)
    {
        var cues = new List<RoleCue>();
        for (int i = 0; i < folded.Length;)
        {
            int opener = folded.AsSpan(i).IndexOfAny(words.Openers);
            if (opener < 0) break;
            i += opener;
            var run = words.RunAt(folded, i);
            if (run.End == i) { i++; continue; }
            cancellation.ThrowIfCancellationRequested();
            if (Read(folded, run, words) is { } cue)
            {
                cues.Add(cue);
                i = Math.Max(cue.Span.End, i + 1);
            }
            else i = run.End;
        }
        return new AnnotationList<RoleCue>(cues);
    }

    private static RoleCue? Read(string folded, RoleRun run, RoleWords words)
    {
        int end = run.End;
        bool held = run.Holder != HolderKind.None;
        if (held) end = BehindRemark(folded, JoinedLabel(folded, end, words));
        // 【牵头单位】市水务局: the brackets are the label's.
        bool framed = held && run.Start > 0 && folded[run.Start - 1] == '[' && end < folded.Length && folded[end] == ']' && (run.Start == 1 || folded[run.Start - 2] is '\n' or '。' or ')' or ';');
        if (framed) return Label(folded, run with { Start = run.Start - 1 }, end + 1, end + 1, isBoundary: true, isWeak: false);
        int content = end;
        while (content < folded.Length && folded[content] is ' ' or '\n' && content < end + 3) content++;
        if (content < folded.Length && folded[content] == ':') return Label(folded, run, end, content + 1, IsBoundary(folded, run.Start), isWeak: false);
        if (held && run.Role is { } role)
        {
            // 责任单位为市水务局; 市水务局为责任单位 is the other way round.
            if (run.Start > 0 && folded[run.Start - 1] is '为' or '是') return new RoleCue(new TextSpan(run.Start - 1, end), CueKind.Verb, role, end, IsWeak: false);
            if (run.Holder == HolderKind.Unit && end < folded.Length && folded[end] is '为' or '是') return Label(folded, run, end, end + 1, isBoundary: true, isWeak: true);
            if (run.Holder == HolderKind.Unit && content > end && IsBoundary(folded, run.Start)) return Label(folded, run, end, content, isBoundary: true, isWeak: true);
            return null;
        }
        if (run.IsTime || run.IsOther || run.VerbRole is not { } verb) return null;
        // 负责督导洗煤企业: what follows the verb is what the unit is in charge of.
        bool goesOn = run.PlainEnd > 0 && run.PlainEnd < run.End && run.End < folded.Length && folded[run.End] is >= '\u4E00' and <= '\u9FFF';
        if (goesOn) return new RoleCue(new TextSpan(run.VerbStart, run.PlainEnd), CueKind.Verb, run.PlainRole, run.PlainEnd, IsWeak: false);
        return new RoleCue(new TextSpan(run.VerbStart, run.End), run.IsBefore ? CueKind.Before : CueKind.Verb, verb, run.End, run.IsWeak);
    }

    private static RoleCue? Label(string folded, RoleRun run, int end, int content, bool isBoundary, bool isWeak)
    {
        while (content < folded.Length && folded[content] is ' ') content++;
        var span = new TextSpan(run.Start, end);
        if (run.IsTime) return new RoleCue(span, CueKind.Time, default, content, isWeak);
        if (run.IsOther || run.Holder == HolderKind.Person) return new RoleCue(span, CueKind.Other, default, content, isWeak);
        // 牵头：市水务局 at a clause's start; not 抓好落实：.
        return run.Role is { } role && (run.Holder == HolderKind.Unit || isBoundary) ? new RoleCue(span, CueKind.Label, role, content, isWeak || run.Holder == HolderKind.None && run.IsWeak) : null;
    }

    /// <summary>牵头单位和配合单位：is one label.</summary>
    private static int JoinedLabel(string folded, int end, RoleWords words)
    {
        if (end + 1 >= folded.Length || folded[end] is not ('和' or '及' or '、' or '/' or '与')) return end;
        if (folded.AsSpan(end).StartsWith("及分工")) return end + 3;
        var next = words.RunAt(folded, end + 1);
        return next.Holder != HolderKind.None && next.End < folded.Length && folded[next.End] is ':' or '(' ? next.End : end;
    }

    /// <summary>责任单位（排名第一为牵头）：</summary>
    private static int BehindRemark(string folded, int end)
    {
        if (end >= folded.Length || folded[end] != '(') return end;
        int close = folded.IndexOf(')', end, Math.Min(LongestRemark, folded.Length - end));
        return close > 0 && close + 1 < folded.Length && folded[close + 1] == ':' ? close + 1 : end;
    }

    private static bool IsBoundary(string folded, int at) => at == 0 || folded[at - 1] is '(' or '[' or ';' or ',' or '。' or '\n' or '\t' or ' ' or '、' or '★' or '●';
}
