namespace PolicyIngest.Ingest.Readers.Pages;

/// <summary>
/// Puts the characters of lines that are set wide together again: on a grid of characters, or spread from edge to edge, each stands alone, as far from the
/// next as columns may be.
/// </summary>
internal static class SpacedLetters
{
    private const int FewestWords = 6;

    // So many of the line's words are single characters, and so many of its gaps alike.
    private const double SingleShare = 0.7;
    private const double AlikeShare = 0.6;

    // Gaps are alike within this, wider than those of lines that are only filled up to the edge, and narrower than those between cells, in ems.
    private const double Alike = 0.25;
    private const double Narrowest = 0.3;
    private const double Widest = 2;

    /// <summary>The lines of a page with their spaced characters as words.</summary>
    public static List<TextLine> Join(List<TextLine> lines)
    {
        var joined = lines.ConvertAll(Join);
        int running = lines.Count(line => line.IsRunning), spaced = joined.Where((line, i) => line != lines[i]).Count();
        if (spaced == 0 || 2 * spaced >= running) return joined;
        // Among lines that are not spaced these are filled up to the edge, in front of what may not be parted (010-68104430): their characters are as wide as the others'.
        return [.. joined.Select((line, i) => line == lines[i] ? line : new TextLine(line.Words, lines[i].Em))];
    }

    /// <summary>The line with its spaced characters as words; itself where it has none.</summary>
    private static TextLine Join(TextLine line)
    {
        var words = line.Words;
        if (words.Count < FewestWords || words.Count(IsSingle) < SingleShare * words.Count) return line;
        var gaps = new double[words.Count - 1];
        for (int i = 0; i < gaps.Length; i++) gaps[i] = words[i + 1].Left - words[i].Right;
        double[] sorted = [.. gaps.Order()];
        double usual = sorted[sorted.Length / 2], most = usual + Alike * line.Em;
        if (usual < Narrowest * line.Em || usual > Widest * line.Em || gaps.Count(gap => Math.Abs(gap - usual) < Alike * line.Em) < AlikeShare * gaps.Length) return line;
        var joined = new List<PageWord> { words[0] };
        for (int i = 0; i < gaps.Length; i++)
        {
            if (gaps[i] > most) joined.Add(words[i + 1]);
            else joined[^1] = Together(joined[^1], words[i + 1]);
        }
        return new TextLine(joined);
    }

    private static bool IsSingle(PageWord word) => word.Text.Length == 1 && Script.IsWide(word.Text[0]);

    private static PageWord Together(PageWord left, PageWord right) => left with
    {
        Text = left.Text + right.Text,
        Top = Math.Min(left.Top, right.Top),
        Right = Math.Max(left.Right, right.Right),
        Bottom = Math.Max(left.Bottom, right.Bottom),
        Doubts = right.Doubts.Count == 0 ? left.Doubts : [.. left.Doubts, .. right.Doubts.Select(at => at + left.Text.Length)],
    };
}
