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

    // 各镇指定专门机构负责, 区政府确定的部门负责
    private static readonly string[] OtherVerbs = ["指定", "确定", "成立", "设立", "设在", "组成"];

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
    /// <param name="lines">The lines.</param>
    /// <param name="headingAlone">Whether the first is a heading of its own line.</param>
    public List<Segment> Read(IReadOnlyList<TextSpan> lines, bool headingAlone = false)
    {
        var segments = new List<Segment>();
        foreach (var line in lines)
        {
            bool opened = false;
            foreach (var sentence in Sentences(line))
            {
                var clause = Opening(sentence, headingAlone && sentence.Start == lines[0].Start, out int text, out bool headed);
                if (clause is not null && (headed || !opened))
                {
                    segments.Add(new Segment { Clause = clause, Heading = headed ? clause.Span : null });
                    opened = true;
                }
                else if (segments.Count == 0) return [];
                else if (clause is not null && segments[^1].Heading is null) AddNew(segments[^1].Clause!, clause);
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
    /// <param name="alone">Whether it may be a heading of its own line.</param>
    /// <param name="text">Where what they have to do begins.</param>
    /// <param name="headed">Whether they stand before a colon, as a heading.</param>
    private Clause? Opening(TextSpan sentence, bool alone, out int text, out bool headed)
    {
        var folded = At(new TextSpan(sentence.Start, Math.Min(sentence.End, sentence.Start + LongestOpening)));
        int colon = folded.IndexOf(':');
        headed = colon is >= 2 and <= LongestNames;
        text = sentence.Start + colon + 1;
        int length = headed ? colon : 0;
        if (!headed && Verb().Match(folded.ToString()) is { Success: true } match) length = match.Groups["units"].Length;
        // A heading of its own line: 市工信局
        if (length == 0 && alone && sentence.Length <= LongestNames && folded.IndexOf('。') < 0) (length, headed, text) = (sentence.Length, true, sentence.End);
        var names = Names(new TextSpan(sentence.Start, sentence.Start + length));
        if (names.IsEmpty || IsLabel(At(names)) || !_units.AreOrgans(names) || !headed && !TellsWhich(names)) return null;
        var clause = new Clause(names);
        new ClauseReader(context).List(clause.Assignments, names, AssignmentRole.Responsible, "", "responsibility.duty");
        return clause.IsEmpty ? null : clause;
    }

    /// <summary>Whether the last of the names tells which organ it is (市、区民政部门; not 园区).</summary>
    private bool TellsWhich(TextSpan names)
    {
        var last = At(_units.Pieces(names).Last().Trimmed(context.Folded));
        return context.Annotations.Organs.IsNamed(last) || last.Length > 3 && (last[0] is '省' or '市' or '区' or '县' or '州' || last.StartsWith("国务院"));
    }

    /// <summary>The names at a beginning: without 由, without who gave the duty (市政府委托市水务局负责), without the short name (以下简称…); none where another verb stands among them.</summary>
    private TextSpan Names(TextSpan span)
    {
        var names = span.Trimmed(context.Folded);
        var text = At(names);
        int given = Math.Max(text.LastIndexOf("委托"), text.LastIndexOf("授权"));
        int start = given >= 0 ? given + 2 : text.StartsWith("由") ? 1 : 0;
        int bracket = text.IndexOf("(以下");
        var cut = new TextSpan(names.Start + start, bracket > start ? names.Start + bracket : names.End);
        foreach (string verb in OtherVerbs)
            if (At(cut).IndexOf(verb) >= 0) return default;
        return cut;
    }

    private static void AddNew(Clause clause, Clause more)
    {
        foreach (var assignment in more.Assignments)
            if (!clause.Assignments.Exists(known => known.Unit == assignment.Unit)) clause.Assignments.Add(assignment);
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
