using PolicyIngest.Ingest.Annotations;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Outline;

/// <summary>
/// Puts back line breaks that were lost: a number inside a paragraph opens a line of its own where it goes on with a rising series
/// (<c>1.修路。…（市交通局负责）2.架桥。…</c>) or opens one whose second number follows (<c>一、总体要求（一）指导思想。…（二）…</c>).
/// </summary>
internal static class LineCutter
{
    private const int LongestHeading = 40;

    /// <summary>Longest list behind a label, in characters.</summary>
    private const int LongestLabelled = 200;

    /// <summary>A number that may open a line.</summary>
    /// <param name="Start">Where it begins.</param>
    /// <param name="Label">The number.</param>
    /// <param name="OpensLine">Whether it stands at the start of its paragraph's line anyway.</param>
    /// <param name="AfterSentence">Whether a sentence, a bracket or what a label labels ends before it; else it follows a heading or other words.</param>
    private readonly record struct Candidate(int Start, NumberLabel Label, bool OpensLine, bool AfterSentence);

    /// <summary>Cuts paragraphs' lines at the numbers that open lines of their own.</summary>
    /// <param name="folded">The folded text.</param>
    /// <param name="spans">Lines of the body in order, trimmed, none empty.</param>
    /// <param name="cues">The words of role: behind 完成时限：持续推进 no full stop is needed.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>For each line the places at which it is cut, ascending.</returns>
    public static List<int>[] Cuts(string folded, IReadOnlyList<TextSpan> spans, AnnotationList<RoleCue> cues, CancellationToken cancellation)
    {
        var cuts = new List<int>[spans.Count];
        var candidates = new List<(int Line, Candidate Candidate)>();
        for (int i = 0; i < spans.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            cuts[i] = [];
            foreach (var candidate in Candidates(folded, spans[i], cues)) candidates.Add((i, candidate));
        }
        int[] next = NextOfStyle(candidates);
        var last = new Dictionary<NumberStyle, int>();
        int lastStart = 0;
        for (int i = 0; i < candidates.Count; i++)
        {
            var (line, candidate) = candidates[i];
            bool sameLine = i > 0 && candidates[i - 1].Line == line;
            int from = sameLine ? Math.Max(lastStart, spans[line].Start) : spans[line].Start;
            bool follows = next[i] >= 0 && candidates[next[i]].Candidate.Label.Value == 2;
            // …工作方案1.推进…。2.加强…: the second stands in the same line, behind the first's sentence.
            bool plainly = follows && candidates[next[i]].Line == line && candidates[next[i]].Candidate is { AfterSentence: true, OpensLine: false };
            bool heads = i + 1 < candidates.Count && candidates[i + 1].Line == line && HeadsNext(folded, candidate, candidates[i + 1].Candidate, last);
            if (!candidate.OpensLine && !Opens(folded, from, candidate, last, follows, plainly) && !heads) continue;
            if (!candidate.OpensLine) cuts[line].Add(candidate.Start);
            last[candidate.Label.Style] = candidate.Label.Value;
            lastStart = candidate.Start;
        }
        return cuts;
    }

    /// <summary>For each candidate the next one of its style; -1 where there is none.</summary>
    private static int[] NextOfStyle(List<(int Line, Candidate Candidate)> candidates)
    {
        int[] next = new int[candidates.Count];
        var latest = new Dictionary<NumberStyle, int>();
        for (int i = candidates.Count - 1; i >= 0; i--)
        {
            var style = candidates[i].Candidate.Label.Style;
            next[i] = latest.GetValueOrDefault(style, -1);
            latest[style] = i;
        }
        return next;
    }

    /// <summary>
    /// Whether a number inside a line opens a line of its own. <c>from</c> is where the text before it begins: the line's start, or the number that opened a
    /// line before; <c>follows</c>, whether the next number of its style is the second; <c>plainly</c>, whether
    /// that one stands in the same line behind a sentence.
    /// </summary>
    private static bool Opens(string folded, int from, Candidate candidate, Dictionary<NumberStyle, int> last, bool follows, bool plainly)
    {
        var label = candidate.Label;
        bool nested = label.Style >= NumberStyle.ArabicParen;
        if (label.Value > 1)
        {
            // The next of a series, behind the end of a sentence; short headings need none. Numbers may run on over the sections (二、…(一)…4.…).
            return last.GetValueOrDefault(label.Style) == label.Value - 1 && (candidate.AfterSentence || !nested && IsHeading(folded, from, candidate.Start));
        }
        if (!follows) return false;
        if (candidate.AfterSentence) return true;
        return IsHeading(folded, from, candidate.Start) || label.Style == NumberStyle.HanComma || label.Style == NumberStyle.Arabic && plainly;
    }

    /// <summary>…指标表二、调整结构(三)淘汰…: the next 一、 of a series, a heading, and the next number of the series below it, though no sentence ends before either.</summary>
    private static bool HeadsNext(string folded, Candidate candidate, Candidate below, Dictionary<NumberStyle, int> last) =>
        candidate.Label is { Style: NumberStyle.HanComma or NumberStyle.Chapter, Value: > 1 } label && last.GetValueOrDefault(label.Style) == label.Value - 1
        && below.Label.Style > label.Style && (below.Label.Value == 1 || last.GetValueOrDefault(below.Label.Style) == below.Label.Value - 1) && IsHeading(folded, candidate.Start, below.Start);

    /// <summary>Whether a number and words of a heading, and nothing else, stand between two places.</summary>
    private static bool IsHeading(string folded, int start, int end)
    {
        var text = folded.AsSpan(start, end - start);
        if (OutlineNumbering.Recognise(text) is not { } label) return false;
        var words = text[Math.Min(label.Length, text.Length)..];
        return words.Length is >= 2 and <= LongestHeading && words.IndexOfAny("。;:!") < 0;
    }

    private static IEnumerable<Candidate> Candidates(string folded, TextSpan line, AnnotationList<RoleCue> cues)
    {
        if (OutlineNumbering.Recognise(At(folded, line.Start, line.End)) is { } first) yield return new Candidate(line.Start, first, OpensLine: true, AfterSentence: true);
        for (int i = line.Start + 1; i + 2 < line.End; i++)
        {
            if (!MayOpen(folded, i)) continue;
            if (OutlineNumbering.Recognise(At(folded, i, Math.Min(line.End, i + 24))) is not { } label) continue;
            int rest = i + label.Length;
            if (label.Length < 2 && label.Style != NumberStyle.Circle || rest >= line.End || !(folded[rest] is >= '\u4E00' and <= '\u9FFF' or '“' or '《' || char.IsAsciiLetter(folded[rest]) || IsDate(folded, rest))) continue;
            int before = i - 1;
            while (before > line.Start && folded[before] == ' ') before--;
            // …见下表：五、工作要求: what the colon led to is lost, or stands elsewhere.
            bool afterColon = folded[before] == ':' && label is { Style: NumberStyle.HanComma, Value: > 1 };
            yield return new Candidate(i, label, OpensLine: false, AfterSentence: afterColon || EndsSentence(folded, before) || EndsLabelled(folded, line.Start, i, cues));
        }
    }

    /// <summary>Whether a number can begin at a place inside a line: 一、 not after 第, 其 or another numeral, 1. not after a digit or letter.</summary>
    private static bool MayOpen(string folded, int i)
    {
        char c = folded[i], before = folded[i - 1];
        if (c is '(' or (>= '\u2460' and <= '\u249B')) return before is not ('第' or '条' or '款' or '项');
        bool han = OutlineNumbering.IsHanDigit(c), digit = char.IsAsciiDigit(c);
        // The bracket before opens the whole number: (1), not 1).
        if (!han && !digit && c != '第' || before == '(') return false;
        if (han && (OutlineNumbering.IsHanDigit(before) || before is '第' or '其' or '之' or '、' or '每' or '同' or '统')) return false;
        if (digit && (char.IsAsciiLetterOrDigit(before) || before is '.' or '-' or '/' or '第' or '表' or '图' or '件' or '年' or '约' or '~' or '≥' or '≤' or '至' or '到')) return false;
        return c != '第' || before is '。' or ')' or ' ';
    }

    /// <summary>2.2020年底前…, 3.6月底前…: a number before a date.</summary>
    private static bool IsDate(string folded, int at)
    {
        int end = at;
        while (end < folded.Length && end - at < 4 && char.IsAsciiDigit(folded[end])) end++;
        return end < folded.Length && (end - at == 4 && folded[end] == '年' || end - at is 1 or 2 && folded[end] == '月');
    }

    /// <summary>Whether what a label labels ends before a number: …完成时限:持续推进2.规范….</summary>
    private static bool EndsLabelled(string folded, int lineStart, int number, AnnotationList<RoleCue> cues)
    {
        int i = cues.FirstFrom(number) - 1;
        return i >= 0 && cues[i] is { Kind: CueKind.Label or CueKind.Time, IsWeak: false } cue && cue.Span.Start >= lineStart && number - cue.End is > 1 and < LongestLabelled
            && folded.AsSpan(cue.End, number - cue.End).IndexOfAny("。:!") < 0;
    }

    private static bool EndsSentence(string folded, int at) => folded[at] is '。' or ')' or ']' or '!' or '?' || folded[at] == '”' && at > 0 && folded[at - 1] == '。';

    private static ReadOnlySpan<char> At(string folded, int start, int end) => folded.AsSpan(start, end - start);
}
