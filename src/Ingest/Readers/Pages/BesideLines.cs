namespace PolicyIngest.Ingest.Readers.Pages;

/// <summary>
/// Puts lines together that stand beside each other half a line off, as those of cells do that stand in the middle of their row: one of two lines beside
/// one of three has none at the same height.
/// </summary>
internal static class BesideLines
{
    // Lines stand further apart than this, in ems; those of cells beside each other may stand nearer.
    private const double Nearest = 0.9;

    /// <summary>The lines of a page, from top to bottom, those beside each other as one.</summary>
    public static List<TextLine> Join(List<TextLine> lines)
    {
        var joined = new List<TextLine>();
        for (int start = 0, end; start < lines.Count; start = end)
        {
            end = start + 1;
            while (end < lines.Count && AreBeside(lines[end - 1], lines[end])) end++;
            joined.Add(end == start + 1 ? lines[start] : Joined(lines.GetRange(start, end - start)));
        }
        return joined;
    }

    private static TextLine Joined(List<TextLine> beside) =>
        new([.. beside.SelectMany(line => line.Words).OrderBy(word => word.Left)], beside.Average(line => line.Em));

    /// <summary>Whether two lines are nearer than lines are, and no word of one stands above a word of the other.</summary>
    private static bool AreBeside(TextLine line, TextLine next)
    {
        if (next.CentreY - line.CentreY > Nearest * Math.Min(line.Em, next.Em)) return false;
        int i = 0;
        foreach (var word in line.Words)
        {
            while (i < next.Words.Count && next.Words[i].Right <= word.Left) i++;
            if (i < next.Words.Count && next.Words[i].Left < word.Right) return false;
        }
        return true;
    }
}
