namespace PolicyIngest.Ingest.Readers.Pages;

/// <summary>
/// Makes cells of a table whose rows are parted by lines and whose columns by space alone: the gaps are taken for lines, except where a word reaches over
/// one, or a head stands over a line that runs below several columns. A line that leaves a column out leaves its cells merged there.
/// </summary>
internal static class RuledRows
{
    private const int MaxPositions = 200_000;

    // A word has to reach over a gap's middle by this on both sides, in points.
    private const double Overhang = 3;

    // A line below a head runs over less of the table than this.
    private const double Whole = 0.7;

    /// <summary>Fills the table; null where the lines enclose nothing.</summary>
    /// <param name="page">The page, for its number and its lines.</param>
    /// <param name="words">The table's words.</param>
    /// <param name="xs">The borders of its columns, ascending.</param>
    public static PageTable? Fill(PageContent page, List<PageWord> words, double[] xs)
    {
        var (left, right) = (xs[0], xs[^1]);
        double top = words.Min(word => word.Top), bottom = words.Max(word => word.Bottom);
        var across = RuleMerging.Merge(page.Rules, horizontal: true)
            .Where(rule => rule.At > top && rule.At < bottom && rule.From < right && rule.To > left)
            .Select(rule => rule with { From = Math.Max(rule.From, left), To = Math.Min(rule.To, right) }).ToList();
        xs = AtEnds(xs, words, across);
        across.Add(new PageRule(true, top, left, right));
        across.Add(new PageRule(true, bottom, left, right));
        var ys = RuleMerging.Cluster(across.Select(rule => rule.At), tolerance: 3);
        var between = LineRows.Borders(words, xs, ys);
        if (between.Count > 0)
        {
            across.AddRange(between.Select(at => new PageRule(true, at, left, right)));
            ys = RuleMerging.Cluster(across.Select(rule => rule.At), tolerance: 3);
        }
        var down = new List<PageRule> { new(false, left, top, bottom), new(false, right, top, bottom) };
        for (int row = 0; row + 1 < ys.Count; row++)
        {
            var own = words.FindAll(word => word.CentreY > ys[row] && word.CentreY < ys[row + 1]);
            var heads = HeadLines(across, ys[row + 1], right - left).Where(head => IsOneText(own, head)).ToList();
            foreach (double x in xs.Skip(1).SkipLast(1))
            {
                bool isCrossed = own.Exists(word => word.Left < x - Overhang && ColumnGaps.End(word) > x + Overhang) || heads.Exists(head => head.From < x - 1 && head.To > x + 1);
                if (!isCrossed) down.Add(new PageRule(false, x, ys[row], ys[row + 1]));
            }
        }
        if (RuledGrid.From(across, down, MaxPositions) is not { } grid) return null;
        var table = PageTable.Fill(grid, page.Number, words);
        var edges = Enumerable.Range(0, table.Columns).Select(column => TextEdges(table, column)).ToList();
        return table with
        {
            IsRuled = false,
            Cells = [.. table.Cells.Select(cell => cell.Area.ColumnSpan == 1 && edges[cell.Area.Column] is { } edge ? cell with { Left = edge.Left, Right = edge.Right } : cell)],
        };
    }

    /// <summary>The borders of the columns, moved to where a line ends in the gap: there the cells' own borders are.</summary>
    private static double[] AtEnds(double[] xs, List<PageWord> words, List<PageRule> across)
    {
        double[] moved = [.. xs];
        for (int i = 1; i + 1 < xs.Length; i++)
        {
            double from = words.Where(word => word.CentreX > xs[i - 1] && word.CentreX < xs[i]).Select(ColumnGaps.End).DefaultIfEmpty(xs[i]).Max();
            double to = words.Where(word => word.CentreX > xs[i] && word.CentreX < xs[i + 1]).Select(word => word.Left).DefaultIfEmpty(xs[i]).Min();
            var ends = across.SelectMany(rule => (double[])[rule.From, rule.To]).Where(end => end > from && end < to).ToList();
            if (ends.Count > 0) moved[i] = ends.MinBy(end => Math.Abs(end - xs[i]));
        }
        return moved;
    }

    /// <summary>The lines at a height that run below some of the columns only.</summary>
    private static IEnumerable<PageRule> HeadLines(List<PageRule> across, double at, double width) =>
        across.Where(rule => Math.Abs(rule.At - at) < 3 && rule.Length < Whole * width);

    /// <summary>Whether over a line stands one text and no more.</summary>
    private static bool IsOneText(List<PageWord> words, PageRule head)
    {
        var over = words.FindAll(word => word.CentreX > head.From && word.CentreX < head.To);
        return over.Count > 0 && TextLine.Group(over).TrueForAll(line => line.Words.Zip(line.Words.Skip(1), (a, b) => b.Left - a.Right).All(gap => gap < line.Em));
    }

    /// <summary>Where the text of a column begins and ends: it, not the gaps beside it, tells how much room its lines have.</summary>
    private static (double Left, double Right)? TextEdges(PageTable table, int column)
    {
        var lines = table.Cells.Where(cell => cell.Area.Column == column && cell.Area.ColumnSpan == 1).SelectMany(cell => cell.Lines).ToList();
        return lines.Count == 0 ? null : (lines.Min(line => line.Left), lines.Max(line => line.Right));
    }
}
