using System.Buffers;
using System.Collections.Immutable;
using PolicyIngest.Ingest.Lexicons;

namespace PolicyIngest.Ingest.Rules.Deadlines;

/// <summary>Finds all time words of a text; a stretch of text belongs to the first form that claims it.</summary>
internal static class TimeMentions
{
    private const char Claimed = '\uFFFF';

    /// <summary>Every form of a running text holds one of these.</summary>
    private static readonly SearchValues<char> Signs = SearchValues.Create("年月季周旬日号天时前底末内起");

    /// <summary>The mentions in a squeezed text, in order and disjoint. Titles in 《》 and what stands in them are passed over.</summary>
    /// <param name="text">The squeezed text.</param>
    /// <param name="inLabel">Whether it is a label's text, where dates are written as 2021.09 as well.</param>
    /// <param name="lexicons">The word lists.</param>
    public static ImmutableArray<TimeMention> Find(string text, bool inLabel, LexiconSet lexicons)
    {
        if (!inLabel && text.AsSpan().IndexOfAny(Signs) < 0) return [];
        char[] rest = WithoutTitles(text);
        var found = new List<TimeMention>();
        Claim(SpanGrammar.Cycles);
        Claim(SpanGrammar.FromEvents);
        Claim(unclaimed => SpanGrammar.Events(unclaimed, lexicons));
        Claim(SpanGrammar.YearSpans);
        Claim(DateGrammar.PlanEnds);
        Claim(DateGrammar.Ranges);
        Claim(DateGrammar.DamagedDates);
        Claim(DateGrammar.Dates);
        if (inLabel)
        {
            Claim(DateGrammar.DottedDates);
            Claim(DateGrammar.FullYears);
        }
        else
        {
            Claim(DateGrammar.DottedDays);
        }
        found.Sort((a, b) => a.Start.CompareTo(b.Start));
        return [.. found];

        void Claim(Func<string, IEnumerable<TimeMention>> form)
        {
            foreach (var mention in form(new string(rest)))
            {
                // Two forms of one call may overlap: the first keeps the place.
                if (Array.IndexOf(rest, Claimed, mention.Start, mention.End - mention.Start) >= 0) continue;
                Array.Fill(rest, Claimed, mention.Start, mention.End - mention.Start);
                found.Add(mention);
            }
        }
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
