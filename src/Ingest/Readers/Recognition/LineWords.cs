using System.Text;
using PolicyIngest.Ingest.Readers.Pages;

namespace PolicyIngest.Ingest.Readers.Recognition;

/// <summary>
/// Makes words of a line's characters: where a wide gap stands, a word ends. The ends are measured by the ink, for a model tells no more than
/// about where a character is, and paragraphs are told by the ends of lines.
/// </summary>
internal sealed class LineWords(Ink ink, double pointsPerPixel, List<string> mends)
{
    /// <summary>A character of which the model is less sure is doubtful: of these one in nine is wrong, of the others one in seven thousand.</summary>
    public const double Doubtful = 0.8;

    // A gap of paper that ends a word, in ems: between Han characters, and behind a mark that fills but a part of its square.
    private const double WidestGap = 0.7;
    private const double WidestGapAtMark = 1.3;

    // The numeral 一 and the dash of one square are no longer than this, the dash of two (破折号) is, in ems.
    private const double WidestOne = 1.35;

    // Two characters in a row stand no more than this share nearer or further than is usual in their line; what does has a mark's room in it.
    private const double Uneven = 0.25;

    // Half the paper between two Han characters, in ems.
    private const double Bearing = 0.04;

    /// <summary>The words of a line.</summary>
    /// <param name="box">The line's place in the picture, in pixels.</param>
    /// <param name="characters">What was read in it, at least one character.</param>
    public List<PageWord> Of(LineBox box, IReadOnlyList<RecognisedCharacter> characters)
    {
        bool[] columns = Columns(box, out double top, out double bottom);
        double em = Em(box, characters, bottom - top);
        var words = new List<PageWord>();
        var text = new StringBuilder();
        var doubts = new List<int>();
        int first = -1;
        for (int i = 0; i < characters.Count; i++)
        {
            if (characters[i].Text == " ")
            {
                if (first >= 0 && i + 1 < characters.Count && IsLatin(characters[i - 1].Text) && IsLatin(characters[i + 1].Text)) End(i - 1);
                continue;
            }
            int previous = i > 0 && characters[i - 1].Text == " " ? i - 2 : i - 1;
            if (first >= 0 && previous >= first && IsGap(columns, characters[previous], characters[i], em)) End(previous);
            if (first < 0) first = i;
            int start = text.Length;
            text.Append(IsDash(characters[i].Text) && InkAround(columns, characters[i], em) > WidestOne * em ? "——" : characters[i].Text);
            if (characters[i].Confidence < Doubtful) doubts.AddRange(Enumerable.Range(start, text.Length - start));
        }
        if (first >= 0) End(characters.Count - 1);
        return words;

        void End(int last)
        {
            while (characters[last].Text == " ") last--;
            string read = PunctuationWidth.Mend(text.ToString()), word = Mending.Mend(read, mends);
            // What was put right is recorded as that. No mend makes a text longer or shorter.
            int[] open = doubts.Count == 0 ? [] : [.. doubts.Where(at => word[at] == read[at])];
            double left = LeftOf(columns, characters[first], word[0], em), right = RightOf(columns, characters[last], word[^1], em);
            var (_, middle) = box.Along((left + right) / 2);
            double half = 0.6 * em;
            words.Add(new PageWord(word, (box.Left + left) * pointsPerPixel, (middle - half) * pointsPerPixel, (box.Left + Math.Max(left + 1, right)) * pointsPerPixel, (middle + half) * pointsPerPixel)
            {
                Doubts = open,
            });
            text.Clear();
            doubts.Clear();
            first = -1;
        }
    }

    /// <summary>For each column of the box whether there is ink in it, and between which rows the ink stands.</summary>
    private bool[] Columns(LineBox box, out double top, out double bottom)
    {
        bool[] columns = new bool[Math.Max(1, (int)Math.Ceiling(box.Width))];
        // The rims of the box may hold ink of the lines above and below.
        double inner = 0.36 * box.Height;
        (top, bottom) = (inner, -inner);
        for (int along = 0; along < columns.Length; along++)
        {
            var (x, middle) = box.Along(along + 0.5);
            if (x < 0 || x >= ink.Width) continue;
            int from = Math.Max(0, (int)(middle - inner)), to = Math.Min(ink.Height - 1, (int)(middle + inner));
            for (int y = from; y <= to; y++)
            {
                if (!ink.IsDark((int)x, y)) continue;
                columns[along] = true;
                (top, bottom) = (Math.Min(top, y - middle), Math.Max(bottom, y - middle));
            }
        }
        return columns;
    }

    /// <summary>The width of a Han character: the usual distance of two in a row, or by the height of the ink where there are none.</summary>
    private static double Em(LineBox box, IReadOnlyList<RecognisedCharacter> characters, double inkHeight)
    {
        var pitches = new List<double>();
        for (int i = 1; i < characters.Count; i++)
            if (IsHan(characters[i - 1].Text) && IsHan(characters[i].Text)) pitches.Add((characters[i].Position - characters[i - 1].Position) * box.Width);
        double byHeight = Math.Max(4, 1.05 * inkHeight);
        if (pitches.Count < 2) return Math.Min(byHeight, box.Height);
        pitches.Sort();
        // Places come in steps of the model's, a sixth of a character wide: the mean of the usual ones is finer than any one of them.
        double usual = pitches[pitches.Count / 2];
        double mean = pitches.Where(pitch => Math.Abs(pitch - usual) < Uneven * usual).Average();
        // Of a title set wide the height tells more.
        return Math.Min(mean, 1.35 * byHeight);
    }

    /// <summary>Whether a gap without ink as wide as a space stands between two characters.</summary>
    private static bool IsGap(bool[] columns, RecognisedCharacter left, RecognisedCharacter right, double em)
    {
        double distance = (right.Position - left.Position) * columns.Length;
        bool atMark = IsMark(left.Text) || IsMark(right.Text);
        double widest = atMark ? WidestGapAtMark : WidestGap;
        if (distance < (widest + 0.3) * em) return false;
        int longest = 0, current = 0;
        for (int x = Math.Max(0, (int)(left.Position * columns.Length)); x < Math.Min(columns.Length, (int)(right.Position * columns.Length)); x++)
        {
            current = columns[x] ? 0 : current + 1;
            longest = Math.Max(longest, current);
        }
        return longest > widest * em;
    }

    private static double LeftOf(bool[] columns, RecognisedCharacter character, char shown, double em)
    {
        double centre = character.Position * columns.Length;
        if (IsWide(shown) && Script.OpensPhrase(shown)) return Math.Max(0, RightInk(columns, centre, 0.4 * em) - 0.95 * em);
        return LeftInk(columns, centre, (IsHanCharacter(shown) ? 0.65 : 0.4) * em) - (IsHanCharacter(shown) ? Bearing * em : 0);
    }

    private static double RightOf(bool[] columns, RecognisedCharacter character, char shown, double em)
    {
        double centre = character.Position * columns.Length;
        // The comma stands in the lower left of its square; at the end of a line the square may be cut.
        if (IsWide(shown) && Script.ClosesPhrase(shown)) return Math.Min(columns.Length, LeftInk(columns, centre, 0.4 * em) + 0.9 * em);
        return RightInk(columns, centre, (IsHanCharacter(shown) ? 0.65 : 0.4) * em) + (IsHanCharacter(shown) ? Bearing * em : 0);
    }

    /// <summary>The leftmost ink near a place.</summary>
    private static double LeftInk(bool[] columns, double centre, double reach)
    {
        int from = Math.Max(0, (int)(centre - reach)), to = Math.Min(columns.Length - 1, (int)(centre + reach));
        for (int x = from; x <= to; x++)
            if (columns[x]) return x;
        return Math.Max(0, centre - reach);
    }

    /// <summary>The rightmost ink near a place.</summary>
    private static double RightInk(bool[] columns, double centre, double reach)
    {
        int from = Math.Max(0, (int)(centre - reach)), to = Math.Min(columns.Length - 1, (int)(centre + reach));
        for (int x = to; x >= from; x--)
            if (columns[x]) return x + 1;
        return Math.Min(columns.Length, centre + reach);
    }

    /// <summary>Whether a character is a single bar, of which the model does not tell how long it is.</summary>
    private static bool IsDash(string text) => text is "一" or "—" or "－" or "ー" or "-" or "–";

    /// <summary>The length of the ink without a gap at a character's place.</summary>
    private static int InkAround(bool[] columns, RecognisedCharacter character, double em)
    {
        int at = Math.Clamp((int)(character.Position * columns.Length), 0, columns.Length - 1);
        int reach = (int)(0.5 * em);
        for (int off = 0; off <= reach && !columns[at]; off++)
        {
            if (at + off < columns.Length && columns[at + off]) at += off;
            else if (at - off >= 0 && columns[at - off]) at -= off;
        }
        if (!columns[at]) return 0;
        int from = at, to = at;
        while (from > 0 && columns[from - 1]) from--;
        while (to + 1 < columns.Length && columns[to + 1]) to++;
        return to - from + 1;
    }

    private static bool IsHan(string text) => IsHanCharacter(text[0]);

    private static bool IsHanCharacter(char c) => c is >= '\u3400' and <= '\u9FFF';

    private static bool IsWide(char c) => Script.IsWide(c);

    private static bool IsLatin(string text) => char.IsAsciiLetterOrDigit(text[0]);

    private static bool IsMark(string text) => !IsHan(text) && !char.IsLetterOrDigit(text[0]);
}
