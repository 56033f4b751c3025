namespace PolicyIngest.Ingest.Readers.Pages;

/// <summary>
/// The gaps between the columns of a table without vertical lines: stretches of x that no word of its lines covers. Each line narrows the
/// gaps; one that a line closes is gone.
/// </summary>
internal sealed class ColumnGaps
{
    // Cells of narrow tables stand hardly further apart than words do: what parts a first line, and what must be left of it, in ems.
    private const double Widest = 0.35;
    private const double Narrowest = 0.12;

    // The characters of a word that is set wide stand no further apart than this, in ems.
    private const double WidestInWord = 4;

    // The space that programs put between Han characters and figures is narrower than this, in ems.
    private const double WidestScriptSpace = 0.3;

    // A gap that parts words in so many lines is no chance.
    private const int Established = 3;

    private List<(double From, double To, int Support)> _gaps = [];

    /// <summary>Number of gaps.</summary>
    public int Count => _gaps.Count;

    /// <summary>The middles of the gaps, ascending.</summary>
    public double[] Middles => [.. _gaps.Select(gap => (gap.From + gap.To) / 2)];

    /// <summary>The number of gaps that part words in at least three lines.</summary>
    public int EstablishedCount => _gaps.Count(gap => gap.Support >= Established);

    /// <summary>Where a word ends; a closing mark is left out, for it may hang over the column's edge.</summary>
    public static double End(PageWord word) => Script.ClosesPhrase(word.Text[^1]) && word.Text.Length > 1 ? word.LeftOf(word.Text.Length - 1) : word.Right;

    /// <summary>The gaps of a first line.</summary>
    public static ColumnGaps Of(TextLine line)
    {
        var gaps = new ColumnGaps();
        var words = line.Words;
        double right = End(words[0]);
        for (int i = 1; i < words.Count; i++)
        {
            if (words[i].Left - right > Widest * line.Em) gaps._gaps.Add((right, words[i].Left, 1));
            right = Math.Max(right, End(words[i]));
        }
        return gaps;
    }

    /// <summary>The gaps without those inside a word of the head that is set wide, below which no line has text on both sides: 学　期</summary>
    public ColumnGaps OutsideWords(TextLine head) => new() { _gaps = _gaps.FindAll(gap => gap.Support > 1 || !IsInWord(head, gap.From, gap.To)) };

    private static bool IsInWord(TextLine head, double from, double to)
    {
        for (int i = 1; i < head.Words.Count; i++)
        {
            var (left, right) = (head.Words[i - 1], head.Words[i]);
            if (right.Left < to) continue;
            double apart = right.Left - left.Right;
            // The columns' names stand further apart than the characters in them.
            bool isCloser = (i < 2 || apart < 0.8 * (left.Left - head.Words[i - 2].Right)) && (i + 1 == head.Words.Count || apart < 0.8 * (head.Words[i + 1].Left - right.Right));
            return isCloser && left.Right <= from && left.Text.Length == 1 && right.Text.Length == 1 && Script.IsWide(left.Text[0]) && Script.IsWide(right.Text[0])
                && apart < WidestInWord * head.Em;
        }
        return false;
    }

    /// <summary>The same gaps for the next page, where none needs to prove itself again.</summary>
    public ColumnGaps Proved() => new() { _gaps = [.. _gaps.Select(gap => (gap.From, gap.To, Established))] };

    /// <summary>The gaps that a whole band of lines shows, none of which needs to prove itself again.</summary>
    public static ColumnGaps Of(List<TextLine> band) => new() { _gaps = BandColumns.Find(band).ConvertAll(gap => (gap.From, gap.To, Established)) };

    /// <summary>The one gap between two columns.</summary>
    public static ColumnGaps Between(double from, double to) => new() { _gaps = [(from, to, Established)] };

    /// <summary>The gaps that are left beside the words of a line.</summary>
    public ColumnGaps Narrowed(TextLine line)
    {
        double narrowest = Narrowest * line.Em;
        var left = new ColumnGaps();
        var words = Unspaced(line);
        for (int i = 0; i < _gaps.Count; i++)
        {
            var (from, to, support) = _gaps[i];
            double start = from, least = Math.Min(narrowest, to - from);
            if (HasWord(words, i == 0 ? double.MinValue : _gaps[i - 1].To, from) && HasWord(words, to, i + 1 == _gaps.Count ? double.MaxValue : _gaps[i + 1].From)) support++;
            foreach (var (wordLeft, wordEnd) in words)
            {
                if (wordEnd <= start || wordLeft >= to) continue;
                if (wordLeft - start >= least) left._gaps.Add((start, wordLeft, support));
                start = Math.Max(start, wordEnd);
            }
            if (to - start >= least) left._gaps.Add((start, to, support));
        }
        return left;
    }

    private static bool HasWord(List<(double Left, double End)> words, double from, double to)
    {
        foreach (var (left, end) in words)
            if (left < to && end > from) return true;
        return false;
    }

    /// <summary>Where the words of a line begin and end; those that only the space between Han characters and figures parts are one: 2025 年 12 月</summary>
    public static List<(double Left, double End)> Unspaced(TextLine line)
    {
        var words = new List<(double Left, double End)>(line.Words.Count);
        for (int i = 0; i < line.Words.Count; i++)
        {
            var word = line.Words[i];
            if (i > 0 && word.Left - line.Words[i - 1].Right < WidestScriptSpace * line.Em && Script.IsWide(line.Words[i - 1].Text[^1]) != Script.IsWide(word.Text[0]))
                words[^1] = (words[^1].Left, Math.Max(words[^1].End, End(word)));
            else words.Add((word.Left, End(word)));
        }
        return words;
    }

    /// <summary>Whether the words of a line close a gap that several lines have shown.</summary>
    public bool IsCrossedBy(TextLine line) => _gaps.Exists(gap => gap.Support >= Established && !Narrowed(line)._gaps.Exists(left => left.From >= gap.From && left.To <= gap.To));
}
