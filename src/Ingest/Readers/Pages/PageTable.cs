namespace PolicyIngest.Ingest.Readers.Pages;

/// <summary>A cell of a table on one page.</summary>
/// <param name="Area">Its place in the grid.</param>
/// <param name="Left">Its left border.</param>
/// <param name="Right">Its right border.</param>
/// <param name="Top">Its upper border.</param>
/// <param name="Bottom">Its lower border.</param>
/// <param name="Lines">Its lines of text, from top to bottom.</param>
internal sealed record PageCell(GridArea Area, double Left, double Right, double Top, double Bottom, List<TextLine> Lines)
{
    /// <summary>Whether the text reaches down to the lower border, as it does where a page's end cuts it.</summary>
    public bool ReachesDown => Lines.Count > 0 && Bottom - Lines[^1].CentreY < 2 * Lines[^1].Em;

    /// <summary>Whether the text starts at the upper border.</summary>
    public bool StartsAtTop => Lines.Count > 0 && Lines[0].CentreY - Top < 2 * Lines[0].Em;
}

/// <summary>The part of a table that stands on one page.</summary>
/// <param name="Page">Page number, from 1.</param>
/// <param name="Xs">Positions of the columns' borders, ascending; one more than there are columns.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Top">Upper edge on the page.</param>
/// <param name="Bottom">Lower edge on the page.</param>
/// <param name="Cells">The cells by row, then by column.</param>
/// <param name="IsRuled">Whether lines part the columns; else the borders are no more exact than the alignment of the text.</param>
internal sealed record PageTable(int Page, double[] Xs, int Rows, double Top, double Bottom, List<PageCell> Cells, bool IsRuled = true)
{
    /// <summary>Whether it was cut at the columns of the page before.</summary>
    public bool GoesOn { get; init; }

    // Unless the table's text tells, the space between border and text is what Word has: 0.19 cm.
    private const double UsualPadding = 5.4;

    private double? _padding;

    public int Columns => Xs.Length - 1;

    /// <summary>The space between a cell's border and its text, in points.</summary>
    public double Padding => _padding ??= MeasurePadding();

    /// <summary>Fills a grid with a page's words. Words that reach over a border (a narrow gap between cells) are cut there.</summary>
    public static PageTable Fill(RuledGrid grid, int page, IEnumerable<PageWord> words)
    {
        var perArea = new List<PageWord>?[grid.Areas.Count];
        foreach (var word in words)
            foreach (var piece in CutAtBorders(grid, word))
            {
                int area = grid.AreaAt(piece.CentreX, piece.CentreY);
                (perArea[area] ??= []).Add(piece);
            }
        var cells = grid.Areas.Select((area, i) => new PageCell(
            area, grid.Xs[area.Column], grid.Xs[area.Column + area.ColumnSpan], grid.Ys[area.Row], grid.Ys[area.Row + area.RowSpan], perArea[i] is { } own ? TextLine.Group(own) : []));
        return new PageTable(page, grid.Xs, grid.Rows, grid.Top, grid.Bottom, [.. cells]);
    }

    private static IEnumerable<PageWord> CutAtBorders(RuledGrid grid, PageWord word)
    {
        const double overhang = 1;
        int start = 0;
        foreach (double border in grid.BordersWithin(word.Left + overhang, word.Right - overhang, word.CentreY))
        {
            int cut = start;
            while (cut < word.Text.Length && (word.LeftOf(cut) + word.LeftOf(cut + 1)) / 2 < border) cut++;
            if (cut > start && cut < word.Text.Length)
            {
                yield return word.Slice(start, cut);
                start = cut;
            }
        }
        yield return start == 0 ? word : word.Slice(start, word.Text.Length);
    }

    /// <summary>
    /// Text that is too wide for its cell stands out over the border, so that the least distance says nothing: the distances of lines that
    /// keep inside are put in order, and one near the lower end is taken.
    /// </summary>
    private double MeasurePadding()
    {
        var distances = Cells.SelectMany(cell => cell.Lines, (cell, line) => line.Left - cell.Left).Where(distance => distance >= 0).ToList();
        if (distances.Count == 0) return UsualPadding;
        distances.Sort();
        double least = distances[distances.Count / 20];
        return least > 9 ? UsualPadding : least;
    }
}
