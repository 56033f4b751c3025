using System.Collections.Immutable;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules.Targets;

/// <summary>A stretch between commas of a sentence, with the brackets and quotes in it.</summary>
/// <param name="Span">The clause.</param>
/// <param name="Hidden">Brackets, quotes and book titles inside, in order: numbers in them are not the clause's own.</param>
internal sealed record Clause(TextSpan Span, ImmutableArray<TextSpan> Hidden)
{
    /// <summary>Whether a place lies in one of the hidden stretches, which are disjoint.</summary>
    public bool IsHidden(int at)
    {
        int next = Ordered.FirstFrom(Hidden.AsSpan(), static stretch => stretch.Start, at + 1);
        return next > 0 && at < Hidden[next - 1].End;
    }
}

/// <summary>Splits folded text into sentences and clauses, in one pass.</summary>
internal static class Clauses
{
    /// <summary>The sentences of a passage, each as its clauses. A bracket, a quote and a title never end a clause.</summary>
    public static IEnumerable<ImmutableArray<Clause>> Sentences(string folded, TextSpan passage)
    {
        var clauses = ImmutableArray.CreateBuilder<Clause>();
        var hidden = ImmutableArray.CreateBuilder<TextSpan>();
        int start = passage.Start;
        for (int i = passage.Start; i < passage.End; i++)
        {
            if (Closing(folded[i]) is { } close)
            {
                int end = FindClosing(folded, i, passage.End, folded[i], close);
                if (end > 0)
                {
                    hidden.Add(new TextSpan(i, end + 1));
                    i = end;
                }
                continue;
            }
            bool sentenceEnds = folded[i] is '。' or ';' or '!' or '?' or '\t' || (folded[i] == '\n' && !IsWrap(folded, i, passage));
            if (!sentenceEnds && !IsComma(folded, i) && i - start < LongestClause) continue;
            Add(i);
            if (!sentenceEnds || clauses.Count == 0) continue;
            yield return clauses.ToImmutable();
            clauses.Clear();
        }
        Add(passage.End);
        if (clauses.Count > 0) yield return clauses.ToImmutable();

        void Add(int end)
        {
            var span = new TextSpan(start, end).Trimmed(folded);
            if (!span.IsEmpty) clauses.Add(new Clause(span, hidden.ToImmutable()));
            hidden.Clear();
            start = end < passage.End && char.IsLetterOrDigit(folded[end]) ? end : end + 1;
        }
    }

    /// <summary>A line break inside a cell's sentence: a word before it and a number with its unit behind it.</summary>
    private static bool IsWrap(string folded, int i, TextSpan passage) =>
        i > passage.Start && i + 2 < passage.End && char.IsLetter(folded[i - 1]) && char.IsAsciiDigit(folded[i + 1])
        && (char.IsAsciiDigit(folded[i + 2]) || folded[i + 2] == '%');

    /// <summary>A comma or colon, but not the one in 1,200 or 1:1.</summary>
    private static bool IsComma(string folded, int i)
    {
        if (folded[i] is not (',' or ':')) return false;
        if (!DigitAt(i - 1) || !DigitAt(i + 1)) return true;
        return folded[i] == ',' && (!DigitAt(i + 2) || !DigitAt(i + 3) || DigitAt(i + 4));

        bool DigitAt(int at) => at >= 0 && at < folded.Length && char.IsAsciiDigit(folded[at]);
    }

    private static char? Closing(char c) => c switch { '(' => ')', '[' => ']', '《' => '》', '“' => '”', '「' => '」', '【' => '】', _ => null };

    // No writer goes on for so long without a comma; what a number belongs to is not sought further away.
    private const int LongestClause = 400;

    // A bracket that stays open for more than this is a slip, and the text goes on.
    private const int LongestBracket = 200;

    private static int FindClosing(string folded, int open, int end, char opening, char close)
    {
        int depth = 0;
        for (int i = open; i < end && i - open <= LongestBracket; i++)
        {
            if (folded[i] == opening) depth++;
            else if (folded[i] == close && --depth == 0) return i;
        }
        return -1;
    }
}
