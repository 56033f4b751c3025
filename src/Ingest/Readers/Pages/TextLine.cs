using System.Text;

namespace PolicyIngest.Ingest.Readers.Pages;

/// <summary>A line of text on a page.</summary>
internal sealed class TextLine
{
    // No unit that can't be broken is longer than this.
    private const int LongestUnit = 40;

    private string? _text;
    private IReadOnlyList<int> _doubts = [];
    private (double Least, double Most)? _firstUnit;

    /// <param name="words">The words of the line, from left to right; at least one.</param>
    /// <param name="em">Its font size where that is known; else it is measured.</param>
    public TextLine(IReadOnlyList<PageWord> words, double? em = null)
    {
        Words = words;
        Left = words[0].Left;
        Right = double.MinValue;
        Top = double.MaxValue;
        Bottom = double.MinValue;
        foreach (var word in words)
        {
            Right = Math.Max(Right, word.Right);
            Top = Math.Min(Top, word.Top);
            Bottom = Math.Max(Bottom, word.Bottom);
        }
        Em = em ?? MeasureEm(words);
    }

    public IReadOnlyList<PageWord> Words { get; }

    public double Left { get; }

    public double Top { get; }

    public double Right { get; }

    public double Bottom { get; }

    public double Width => Right - Left;

    public double Height => Bottom - Top;

    public double CentreX => (Left + Right) / 2;

    public double CentreY => (Top + Bottom) / 2;

    /// <summary>Font size as far as it can be told: the width of a Han character, or what the height suggests; in points.</summary>
    public double Em { get; }

    /// <summary>Whether it is a line of running text, at least ten ems long, rather than a few words or characters far apart.</summary>
    public bool IsRunning => Width > 10 * Em && Words.Sum(word => word.Width) > 0.6 * Width;

    /// <summary>The text, with a space only where a gap between narrow characters shows one.</summary>
    public string Text => _text ??= Join();

    /// <summary>The characters of which text recognition is not sure, by their place in <see cref="Text"/>, ascending.</summary>
    public IReadOnlyList<int> Doubts
    {
        get
        {
            _text ??= Join();
            return _doubts;
        }
    }

    /// <summary>
    /// The width, in ems, of what a line break may not cut from the line's start. How much that is differs between programs: the least is an
    /// opening bracket with the character behind it, or a run of letters and digits; the most has closing marks and a further run behind it as well.
    /// </summary>
    public (double Least, double Most) FirstUnit => _firstUnit ??= MeasureFirstUnit();

    /// <summary>Groups words into lines by their height on the page; the lines go from top to bottom.</summary>
    public static List<TextLine> Group(IEnumerable<PageWord> words)
    {
        var sorted = words.ToList();
        sorted.Sort(static (a, b) => a.CentreY != b.CentreY ? a.CentreY.CompareTo(b.CentreY) : a.Left.CompareTo(b.Left));
        var lines = new List<TextLine>();
        var current = new List<PageWord>();
        double centre = 0, weight = 0, size = 0;
        foreach (var word in sorted)
        {
            double own = SizeOf(word);
            // Raised and lowered small characters (PM₂.₅ set as such) stand less than half a line off.
            if (current.Count > 0 && word.CentreY - centre > 0.45 * Math.Max(size, own))
            {
                lines.Add(Finish(current));
                current = [];
                weight = size = centre = 0;
            }
            double share = Math.Max(word.Width, 0.1);
            centre = (centre * weight + word.CentreY * share) / (weight + share);
            weight += share;
            size = Math.Max(size, own);
            current.Add(word);
        }
        if (current.Count > 0) lines.Add(Finish(current));
        return lines;
    }

    /// <summary>A word's font size: by its width where it is mostly Han, for some fonts have boxes of twice their height, else by its height.</summary>
    private static double SizeOf(PageWord word)
    {
        var (all, wide) = Weigh(word);
        return wide < 0.7 * all ? word.Height / 1.3 : Math.Min(word.Width / all, word.Height);
    }

    private static (double All, double Wide) Weigh(PageWord word)
    {
        double all = 0, wide = 0;
        foreach (char c in word.Text)
        {
            all += Script.Weight(c);
            if (Script.IsWide(c)) wide += Script.Weight(c);
        }
        return (all, wide);
    }

    private static TextLine Finish(List<PageWord> words)
    {
        words.Sort(static (a, b) => a.Left.CompareTo(b.Left));
        return new TextLine(words);
    }

    private (double Least, double Most) MeasureFirstUnit()
    {
        var start = new List<(char Character, double Right)>();
        foreach (var word in Words)
        {
            // A space may be broken at.
            if (start.Count > 0 && word.Left - start[^1].Right > 0.5 * Em) break;
            for (int i = 0; i < word.Text.Length && start.Count < LongestUnit; i++) start.Add((word.Text[i], word.LeftOf(i + 1)));
        }
        int end = 0;
        while (end < start.Count && Script.OpensPhrase(start[end].Character)) end++;
        if (IsWideAt(end)) end++;
        else TakeNarrow();
        double least = RightOf(end);
        bool narrow = end > 0 && !Script.IsWide(start[end - 1].Character);
        TakeClosing();
        // 10%以 stays together in some programs.
        if (narrow && IsWideAt(end)) end++;
        else if (end > 0 && Script.ClosesPhrase(start[end - 1].Character)) TakeNarrow();
        TakeClosing();
        TakeQuotation();
        return (least, RightOf(end));

        bool IsWideAt(int i) => i < start.Count && Script.IsWide(start[i].Character);

        void TakeNarrow()
        {
            while (end < start.Count && !Script.IsWide(start[end].Character)) end++;
        }

        void TakeClosing()
        {
            while (end < start.Count && Script.ClosesPhrase(start[end].Character)) end++;
        }

        // Curved quotation marks hold on to the characters on both sides where a program does not take them for Chinese: 能耗“双 in one piece.
        void TakeQuotation()
        {
            while (end < start.Count && (IsQuotation(end) || (end > 0 && IsQuotation(end - 1))))
            {
                if (IsWideAt(end)) end++;
                else TakeNarrow();
                TakeClosing();
            }
        }

        bool IsQuotation(int i) => start[i].Character is '“' or '”' or '‘' or '’';

        double RightOf(int count) => count == 0 ? 0 : (start[count - 1].Right - Left) / Em;
    }

    /// <summary>The em by the words that are mostly Han; in them a narrow character counts for half of one.</summary>
    private static double MeasureEm(IReadOnlyList<PageWord> words)
    {
        double width = 0, weight = 0, height = 0;
        foreach (var word in words)
        {
            height = Math.Max(height, word.Height);
            var (all, wide) = Weigh(word);
            if (wide < 0.7 * all) continue;
            width += word.Width;
            weight += all;
        }
        double byHeight = Math.Max(height / 1.2, 1);
        return weight == 0 ? byHeight : Math.Clamp(width / weight, 0.3 * byHeight, 1.4 * byHeight);
    }

    private string Join()
    {
        _doubts = Words[0].Doubts;
        if (Words.Count == 1) return Words[0].Text;
        var text = new StringBuilder(Words[0].Text);
        for (int i = 1; i < Words.Count; i++)
        {
            var word = Words[i];
            if (IsSpace(text, Words[i - 1], word, Em)) text.Append(' ');
            if (word.Doubts.Count > 0) _doubts = [.. _doubts, .. word.Doubts.Select(at => text.Length + at)];
            text.Append(word.Text);
        }
        return text.ToString();
    }

    private static bool IsSpace(StringBuilder before, PageWord left, PageWord right, double em)
    {
        double gap = right.Left - left.Right;
        bool wideLeft = Script.IsWide(left.Text[^1]), wideRight = Script.IsWide(right.Text[0]);
        // A gap between Han characters is spacing, never a space, but for the one behind 第一章; as a word by itself it has a space behind it, however narrow.
        if (wideLeft && wideRight) return gap > (before.Length == left.Text.Length ? 0.15 : 0.4) * em && before.Length <= 7 && Script.IsChapterNumber(before.ToString());
        // Typesetting parts Han characters and Latin ones by up to a quarter of an em on its own.
        return gap > (wideLeft || wideRight ? 0.45 : 0.15) * em;
    }
}
