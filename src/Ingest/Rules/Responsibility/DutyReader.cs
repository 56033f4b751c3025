using System.Text.RegularExpressions;
using PolicyIngest.Ingest.Outline;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules.Responsibility;

/// <summary>
/// Reads duties (职责): text that begins with the organ that has them, <c>市工信局：负责…</c> or <c>市水务局负责…</c>. Elsewhere a unit at a sentence's
/// beginning assigns nothing, so that only sections of duties and rule-books are read so.
/// </summary>
internal sealed partial class DutyReader(FactContext context)
{
    private const int LongestNames = 60, LongestOpening = 120, LongestHeading = 24;

    private readonly UnitList _units = new(context);

    // 职责分工, 成员单位工作职责, 部门任务分工
    [GeneratedRegex(@"职责(?:分工|任务|划分|与分工|和分工|及分工)?(?:$|[:。(]|第|\()|(?:任务|责任|工作|部门|职能|单位)分工")]
    private static partial Regex DutyHeading();

    // 市水务局负责, 市水务局是河道的主管部门，负责, 市财政局、市审计局按照职责分工承担; not 负责人, 承担单位
    [GeneratedRegex(@"^(?<units>[^,。;:]{2,60}?)(?:(?:是|为|作为)[^,。;:]{2,30},)?(?:应当|应|要)?(?:依法|按(?:照)?(?:各自)?(?:的)?职责(?:分工)?,?|(?:根据|依据)(?:各自)?职责(?:分工)?,?|在(?:各自)?(?:的)?职责范围内,?|具体|主要|统一|统筹|共同|分别|牵头)*(?:负责(?!人|同志|制|任)|承担(?!单位|者|能力|部门))")]
    private static partial Regex Verb();

    /// <summary>Whether a node stands in a section of duties, or is one.</summary>
    public bool IsInSection(OutlineDraft node)
    {
        for (var each = node; each is { Parent: not null }; each = each.Parent)
        {
            var heading = each.Heading ?? (each.Lines.Count > 0 ? each.Lines[0] : default);
            if (!heading.IsEmpty && DutyHeading().IsMatch(At(new TextSpan(heading.Start, Math.Min(heading.End, heading.Start + LongestHeading))))) return true;
        }
        return false;
    }

    /// <summary>Cuts lines into the duties that they name; none where no line begins with an organ.</summary>
    public List<Segment> Read(IReadOnlyList<TextSpan> lines)
    {
        var segments = new List<Segment>();
        foreach (var line in lines)
        {
            bool opened = false;
            foreach (var sentence in Sentences(line))
            {
                var clause = Opening(sentence, out int text, out bool headed);
                if (clause is not null && (headed || !opened))
                {
                    segments.Add(new Segment { Clause = clause, Heading = headed ? clause.Span : null });
                    opened = true;
                }
                else if (segments.Count == 0) return [];
                else if (clause is not null && segments[^1].Heading is null) segments[^1].Clause!.Add(clause);
                var said = new TextSpan(clause is null || !headed ? sentence.Start : text, sentence.End).Trimmed(context.Folded);
                if (said.IsEmpty) continue;
                var texts = segments[^1].Text;
                if (texts.Count > 0 && texts[^1].End == said.Start) texts[^1] = new TextSpan(texts[^1].Start, said.End);
                else texts.Add(said);
            }
        }
        return segments;
    }

    /// <summary>The organs with which a sentence begins, if it tells their duties.</summary>
    /// <param name="sentence">The sentence.</param>
    /// <param name="text">Where what they have to do begins.</param>
    /// <param name="headed">Whether they stand before a colon, as a heading.</param>
    private Clause? Opening(TextSpan sentence, out int text, out bool headed)
    {
        var folded = At(new TextSpan(sentence.Start, Math.Min(sentence.End, sentence.Start + LongestOpening)));
        int colon = folded.IndexOf(':');
        headed = colon is >= 2 and <= LongestNames;
        text = sentence.Start + colon + 1;
        int length = headed ? colon : 0;
        if (!headed && Verb().Match(folded.ToString()) is { Success: true } match) length = match.Groups["units"].Length;
        var names = new TextSpan(sentence.Start, sentence.Start + length).Trimmed(context.Folded);
        if (names.IsEmpty || IsLabel(At(names)) || !_units.AreOrgans(names)) return null;
        var clause = new Clause(names);
        new ClauseReader(context).List(clause.Assignments, names, AssignmentRole.Responsible, "", "responsibility.duty");
        return clause.IsEmpty ? null : clause;
    }

    /// <summary>受理部门：, 主办单位： name a part, no organ.</summary>
    private static bool IsLabel(ReadOnlySpan<char> name) =>
        (name.EndsWith("部门") || name.EndsWith("单位") || name.EndsWith("机构")) && name.IndexOfAny('各', '关', '其') < 0 && name.Length <= 6;

    private IEnumerable<TextSpan> Sentences(TextSpan line)
    {
        int start = line.Start;
        while (start < line.End)
        {
            int stop = At(new TextSpan(start, line.End)).IndexOf('。');
            int end = stop < 0 ? line.End : start + stop + 1;
            yield return new TextSpan(start, end);
            start = end;
        }
    }

    private ReadOnlySpan<char> At(TextSpan span) => context.Folded.AsSpan(span.Start, span.Length);
}
