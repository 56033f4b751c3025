namespace PolicyIngest.Ingest.Readers.Pages;

/// <summary>The words of a column, or of a stretch that goes over the page's full width.</summary>
/// <param name="Kind">The column's name: <c>full</c>, <c>left</c> or <c>right</c>.</param>
/// <param name="Top">Upper edge of the stretch to which the column belongs.</param>
/// <param name="Words">Its words.</param>
internal sealed record ColumnPart(string Kind, double Top, List<PageWord> Words)
{
    public bool IsFullWidth => Kind == "full";
}

/// <summary>
/// Finds text set in two columns: a gutter in the middle of the page that no word crosses over many lines, with running text on
/// both sides of it.
/// </summary>
internal static class ColumnSplit
{
    // A gutter is at least this wide and a band of columns at least this many lines high.
    private const double MinGutterEms = 0.9;
    private const int MinLines = 6;
    // Over the page's width; looked for in the middle fifth of it.
    private const int MostGutters = 500;

    /// <summary>The parts of a page in reading order.</summary>
    public static List<ColumnPart> Split(List<PageWord> words)
    {
        if (words.Count < 2 * MinLines) return [new ColumnPart("full", 0, words)];
        double left = words.Min(word => word.Left), right = words.Max(word => word.Right);
        double em = Median([.. words.Select(word => word.Height)]) / 1.25;
        if (FindBand(words, left, right, em) is not { } band) return [new ColumnPart("full", 0, words)];

        var full = new List<PageWord>();
        var leftWords = new List<PageWord>();
        var rightWords = new List<PageWord>();
        foreach (var word in words)
        {
            if (word.CentreY < band.Top || word.CentreY > band.Bottom) full.Add(word);
            else if (word.CentreX < band.Gutter) leftWords.Add(word);
            else rightWords.Add(word);
        }
        if (!IsRunningText(leftWords) || !IsRunningText(rightWords)) return [new ColumnPart("full", 0, words)];
        return [new ColumnPart("full", 0, full), new ColumnPart("left", band.Top, leftWords), new ColumnPart("right", band.Top, rightWords)];
    }

    private static (double Gutter, double Top, double Bottom)? FindBand(List<PageWord> words, double left, double right, double em)
    {
        (double Gutter, double Top, double Bottom)? best = null;
        double half = MinGutterEms * em / 2;
        // Letters may be as small as a document says, down to nothing.
        double step = Math.Max(half, (right - left) / MostGutters);
        for (int tried = 0; tried < MostGutters / 5; tried++)
        {
            double gutter = left + 0.4 * (right - left) + tried * step;
            if (!(gutter < left + 0.6 * (right - left))) break;
            // Words that cross the gutter part the page into bands; the highest band counts.
            var crossing = words.Where(word => word.Left < gutter + half && word.Right > gutter - half).Select(word => word.CentreY).Order().ToList();
            double above = words.Min(word => word.Top) - 1;
            foreach (double y in crossing.Append(words.Max(word => word.Bottom) + 1))
            {
                if (y - above > (best is { } found ? found.Bottom - found.Top : MinLines * em * 1.2)) best = (gutter, above + 0.1, y - 0.1);
                above = y;
            }
        }
        return best;
    }

    /// <summary>Whether most lines fill most of the column's width: otherwise it is a list or a table without lines.</summary>
    private static bool IsRunningText(List<PageWord> words)
    {
        var lines = TextLine.Group(words);
        if (lines.Count < MinLines) return false;
        double width = lines.Max(line => line.Right) - lines.Min(line => line.Left);
        double text = lines.Sum(line => line.Words.Sum(word => word.Width));
        return text > 0.65 * width * lines.Count && lines.Average(line => line.Text.Length) > 8;
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
