using System.Text.RegularExpressions;
using PolicyIngest.Ingest.Lexicons;

namespace PolicyIngest.Ingest.Annotations.Times;

/// <summary>Finds all time words of a text; a stretch of text belongs to the first form that claims it.</summary>
internal static partial class TimeScanner
{
    private const char Claimed = '\uFFFF';

    // 至 between two dates, with a clock time (8月20日8:00至9月25日) or a weekday; 和 where 之间 follows.
    [GeneratedRegex(@"^(?:\((?:星期|周)[一二三四五六日天]\))?(?:" + Clock + ")?(?:起|开始)?,?(?:" + DateGrammar.To + "|一|(?<and>[和与]))$", RegexOptions.ExplicitCapture)]
    private static partial Regex JointPattern();

    /// <summary>8:00, 下午16时30分, 24点.</summary>
    internal const string Clock = "(?:[上下]午|中午|晚上?|凌晨)?[0-9]{1,2}(?:[时点](?:[0-9]{1,2}分|半|整)?|:[0-9]{2})";

    [GeneratedRegex("^" + Clock, RegexOptions.ExplicitCapture)]
    private static partial Regex ClockPattern();

    /// <summary>The mentions in a folded text, in order and disjoint. Titles in 《》 and what stands in them are passed over.</summary>
    /// <param name="text">The folded text.</param>
    /// <param name="lexicons">The word lists.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static List<TimeMention> Scan(string text, LexiconSet lexicons, CancellationToken cancellation = default)
    {
        var sentences = new TimeSentences(text);
        bool hasNamed = SpanGrammar.HasNamed(text, lexicons);
        if (sentences.IsEmpty && !hasNamed) return [];
        char[] rest = WithoutTitles(text);
        string unclaimed = sentences.Of(rest);
        int claimed = 0;
        var found = new List<TimeMention>();
        Claim(SpanGrammar.Cycles);
        Claim(SpanGrammar.YearSpans);
        Claim(SpanGrammar.FromEvents);
        // The words of a lexicon may stand in any sentence.
        if (hasNamed) Keep(SpanGrammar.Named(new string(rest), lexicons));
        Claim(DateGrammar.PlanTimes);
        Claim(DateGrammar.Ranges);
        Claim(DateGrammar.DamagedDates);
        Claim(DateGrammar.DottedDates);
        Claim(DateGrammar.Listed);
        Claim(DateGrammar.Dates);
        Claim(SpanGrammar.References);
        found.Sort((a, b) => a.Start.CompareTo(b.Start));
        return Joined(found, text);

        void Claim(Func<string, IEnumerable<TimeMention>> form)
        {
            if (claimed != found.Count) (unclaimed, claimed) = (sentences.Of(rest), found.Count);
            Keep(form(unclaimed).Select(sentences.InText));
        }

        void Keep(IEnumerable<TimeMention> mentions)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var mention in mentions)
            {
                cancellation.ThrowIfCancellationRequested();
                // Two forms of one call may overlap: the first keeps the place.
                if (Array.IndexOf(rest, Claimed, mention.Start, mention.End - mention.Start) >= 0) continue;
                Array.Fill(rest, Claimed, mention.Start, mention.End - mention.Start);
                found.Add(mention);
            }
        }
    }

    /// <summary>Makes one stretch of two dates that 至 joins: 第2季度至第4季度, 2024年底至2025年初.</summary>
    private static List<TimeMention> Joined(List<TimeMention> found, string text)
    {
        var joined = new List<TimeMention>(found.Count);
        for (int i = 0; i < found.Count; i++)
        {
            if (i + 1 < found.Count && Join(found[i], found[i + 1], text) is { } range)
            {
                joined.Add(range);
                i++;
            }
            else joined.Add(found[i]);
        }
        return joined;
    }

    private static TimeMention? Join(TimeMention from, TimeMention until, string text)
    {
        int gap = until.Start - from.End;
        if (!from.IsDate || !until.IsDate || gap is < 1 or > 16) return null;
        if (JointPattern().Match(text, from.End, gap) is not { Success: true } joint) return null;
        int end = until.End;
        if (joint.Groups["and"].Success)
        {
            var after = text.AsSpan(end);
            if (after.StartsWith("之间", StringComparison.Ordinal)) end += 2;
            else if (after is ['间', ..]) end++;
            else return null;
        }
        else if (gap > 3)
        {
            foreach (var clock in ClockPattern().EnumerateMatches(text.AsSpan(end, Math.Min(12, text.Length - end)))) end += clock.Length;
        }
        if (from.Date.IsBareYear && until.Date.IsBareYear) return new TimeMention(from.Start, end, TimeShape.YearRange, from.Date, until.Date);
        var (first, last) = DateParts.Aligned(from.Date, until.Date);
        return new TimeMention(from.Start, end, TimeShape.Range, first, last);
    }

    /// <summary>Blanks titles: the year in 《2021年工作方案》 is a name. A 《 that no 》 closes on its line blanks nothing.</summary>
    private static char[] WithoutTitles(string text)
    {
        char[] rest = text.ToCharArray();
        int open = -1;
        for (int i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '《' when open < 0:
                    open = i;
                    break;
                case '》' when open >= 0:
                    Array.Fill(rest, Claimed, open, i + 1 - open);
                    open = -1;
                    break;
                case '\n':
                    open = -1;
                    break;
            }
        }
        return rest;
    }
}
