namespace PolicyIngest.Ingest.Readers.Pages;

/// <summary>Text without a gap in it, with its place on the page.</summary>
/// <param name="Text">The characters in reading order; not empty.</param>
/// <param name="Left">Left edge, in points from the page's left.</param>
/// <param name="Top">Upper edge, in points from the page's top.</param>
/// <param name="Right">Right edge; at least <paramref name="Left"/>.</param>
/// <param name="Bottom">Lower edge; at least <paramref name="Top"/>.</param>
internal readonly record struct PageWord(string Text, double Left, double Top, double Right, double Bottom)
{
    /// <summary>Whether it is known to run up or down the page.</summary>
    public bool IsOnSide { get; init; }

    /// <summary>The characters of which text recognition is not sure, by their place in <see cref="Text"/>, ascending.</summary>
    public IReadOnlyList<int> Doubts { get; init; } = [];

    public double Width => Right - Left;

    public double Height => Bottom - Top;

    public double CentreX => (Left + Right) / 2;

    public double CentreY => (Top + Bottom) / 2;

    /// <summary>The left edge of the character at <paramref name="index"/>, taking wide characters for twice as wide as narrow ones.</summary>
    public double LeftOf(int index)
    {
        double all = 0, before = 0;
        for (int i = 0; i < Text.Length; i++)
        {
            double weight = Script.Weight(Text[i]);
            all += weight;
            if (i < index) before += weight;
        }
        return all == 0 ? Left : Left + Width * before / all;
    }

    /// <summary>The characters from <paramref name="start"/> to before <paramref name="end"/> with their estimated place.</summary>
    public PageWord Slice(int start, int end) => new(Text[start..end], LeftOf(start), Top, LeftOf(end), Bottom)
    {
        Doubts = Doubts.Count == 0 ? [] : [.. Doubts.Where(at => at >= start && at < end).Select(at => at - start)],
    };
}

/// <summary>A straight ruling line, horizontal or vertical, in points from the page's upper left corner.</summary>
/// <param name="IsHorizontal">Whether it runs from left to right.</param>
/// <param name="At">Its y when horizontal, else its x.</param>
/// <param name="From">Where it starts along its direction.</param>
/// <param name="To">Where it ends; at least <paramref name="From"/>.</param>
internal readonly record struct PageRule(bool IsHorizontal, double At, double From, double To)
{
    public double Length => To - From;
}

/// <summary>What is on a page, as far as text and tables go.</summary>
/// <param name="Number">Page number in the file, from 1.</param>
/// <param name="Width">Width in points.</param>
/// <param name="Height">Height in points.</param>
/// <param name="Words">The words, in any order.</param>
/// <param name="Rules">The ruling lines, in any order; empty where there are none or they are not known.</param>
internal sealed record PageContent(
    int Number, double Width, double Height, IReadOnlyList<PageWord> Words, IReadOnlyList<PageRule> Rules);
