using PolicyIngest.Ingest.Annotations;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules.Responsibility;

/// <summary>Finds what looks like a responsibility clause and gave no assignment.</summary>
internal static class Unread
{
    /// <summary>Labels of units and 牵头 behind a unit, and brackets at a line's end that hold nothing but organs, where no rule used them.</summary>
    public static IEnumerable<Leftover> Clauses(TextAnnotations annotations)
    {
        string folded = annotations.Folded;
        for (int i = 0; i < annotations.RoleCues.Count; i++)
        {
            var cue = annotations.RoleCues[i];
            bool tells = cue.Kind == CueKind.Label && !cue.IsWeak || cue is { Kind: CueKind.Verb, Role: AssignmentRole.Lead } && FollowsOrgan(annotations, cue.Span.Start);
            if (tells && !annotations.Claims.IsClaimed(LeftoverKind.RoleCue, cue.Span.Start)) yield return new Leftover(LeftoverKind.RoleCue, cue.Span);
        }
        var brackets = annotations.Brackets.Outermost;
        for (int i = 0; i < brackets.Count; i++)
        {
            var bracket = brackets[i];
            int end = bracket.Span.End;
            while (end < folded.Length && folded[end] is '。' or ';' or ' ') end++;
            bool closes = bracket.IsClosed && (end >= folded.Length || folded[end] == '\n');
            if (closes && !annotations.Claims.IsClaimed(LeftoverKind.UnitList, bracket.Span.Start) && IsListOfOrgans(annotations, bracket.Inner)) yield return new Leftover(LeftoverKind.UnitList, bracket.Span);
        }
    }

    private static bool FollowsOrgan(TextAnnotations annotations, int place)
    {
        var before = annotations.Folded.AsSpan(Math.Max(0, place - 20), Math.Min(20, place));
        int mark = before.LastIndexOfAny("、,;。 \n(由");
        return annotations.Organs.IsWhole(before[(mark + 1)..]);
    }

    private static bool IsListOfOrgans(TextAnnotations annotations, TextSpan inner)
    {
        var text = inner.In(annotations.Folded);
        if (text.Length is < 3 or > 400) return false;
        foreach (var piece in text.Split('、'))
            if (!annotations.Organs.IsNamed(text[piece])) return false;
        return true;
    }
}
