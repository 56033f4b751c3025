using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Annotations;

/// <summary>A bracket of any shape (（）, [], 【】), outermost in its line; one that is never closed is its opening sign alone.</summary>
/// <param name="Span">The bracket with its signs.</param>
/// <param name="IsClosed">Whether it has a closing sign.</param>
internal sealed record Bracket(TextSpan Span, bool IsClosed) : IAnnotation
{
    /// <summary>What stands in it.</summary>
    public TextSpan Inner => new(Span.Start + 1, IsClosed ? Span.End - 1 : Span.End);
}

/// <summary>The brackets of a text, paired.</summary>
internal sealed class Brackets
{
    /// <summary>Over how many line breaks a bracket is looked for its closing sign, where a page or a narrow cell tore it.</summary>
    private const int MostBreaks = 3;

    private readonly Dictionary<int, int> _closing = [];
    private readonly List<Bracket> _outermost = [];

    /// <summary>Pairs the brackets of a folded text.</summary>
    public Brackets(string folded)
    {
        var open = new Stack<int>();
        var pairs = new List<(int Open, int Close)>();
        for (int i = 0; i < folded.Length; i++)
        {
            switch (folded[i])
            {
                case '(' or '[': open.Push(i); break;
                case ')' or ']' when open.TryPop(out int start): pairs.Add((start, i)); break;
                case '\n' when open.Count == 0 || !ClosesBelow(folded, i): EndLine(open, pairs); break;
            }
        }
        EndLine(open, pairs);
        Outermost = new AnnotationList<Bracket>(_outermost);
    }

    /// <summary>Those that stand in no other.</summary>
    public AnnotationList<Bracket> Outermost { get; }

    /// <summary>The place of the sign that closes the bracket opened at a place; -1 where there is none.</summary>
    public int ClosingOf(int open) => _closing.GetValueOrDefault(open, -1);

    /// <summary>…（牵头部 / 门：市交通委）: whether a line below holds the closing sign of what a line left open.</summary>
    private static bool ClosesBelow(string folded, int lineEnd)
    {
        int depth = 0, breaks = 1;
        for (int i = lineEnd + 1; i < folded.Length; i++)
        {
            char c = folded[i];
            if (c is '(' or '[') depth++;
            else if (c is ')' or ']' && --depth < 0) return !IsLabelSign(folded, i);
            else if (c == '\t' && folded[i - 1] == '\n' || c == '\n' && ++breaks > MostBreaks) return false;
        }
        return false;
    }

    /// <summary>1) at a line's start closes nothing.</summary>
    private static bool IsLabelSign(string folded, int close)
    {
        int i = close - 1;
        while (i >= 0 && char.IsAsciiDigit(folded[i])) i--;
        return i < close - 1 && (i < 0 || folded[i] is '\n' or ' ');
    }

    private void EndLine(Stack<int> open, List<(int Open, int Close)> pairs)
    {
        if (pairs.Count > 0)
        {
            pairs.Sort();
            int end = -1;
            foreach (var (start, close) in pairs)
            {
                _closing[start] = close;
                if (start < end) continue;
                _outermost.Add(new Bracket(new TextSpan(start, close + 1), IsClosed: true));
                end = close;
            }
            pairs.Clear();
        }
        if (open.Count == 0) return;
        // Of several that are never closed the last may hold a clause; the others are slips.
        int last = open.Peek();
        open.Clear();
        int at = _outermost.FindLastIndex(bracket => bracket.Span.Start < last) + 1;
        if (at == 0 || _outermost[at - 1].Span.End <= last) _outermost.Insert(at, new Bracket(new TextSpan(last, last + 1), IsClosed: false));
    }
}
