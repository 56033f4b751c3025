namespace PolicyIngest.Ingest.Readers.Pages;

/// <summary>Makes rows and cells of the lines of a table that has no vertical lines.</summary>
internal static class AlignedTable
{
    // A strip between rows is higher than one between the lines of a cell by this many points.
    private const double HigherByPoints = 1.2;

    // Fonts' boxes overlap from line to line: their characters have this share of them.
    private const double CoreShare = 0.6;

    // Lines tell the rows where there is one for so many strips that are as high as those between rows.
    private const double RowsPerLine = 1.7;

    // Below the lines of a head stand so many more lines of text than between two of them.
    private const int LinesBelowHead = 4;

    // Text may hang over its column's edge by this, in points.
    private const double Tolerance = 1;

    /// <summary>Fills a table.</summary>
    /// <param name="page">The page, for its number and its horizontal lines.</param>
    /// <param name="lines">The lines of the table, from top to bottom.</param>
    /// <param name="gaps">The middles of the gaps between the columns.</param>
    /// <param name="goesOn">Whether it goes on from the page before.</param>
    public static PageTable Fill(PageContent page, List<TextLine> lines, double[] gaps, bool goesOn)
    {
        var table = Cut(page, lines, gaps, goesOn);
        return goesOn ? table : StackedHead.Read(table);
    }

    private static PageTable Cut(PageContent page, List<TextLine> lines, double[] gaps, bool goesOn)
    {
        var words = lines.SelectMany(line => line.Words).ToList();
        var (left, right) = (words.Min(word => word.Left), words.Max(word => word.Right));
        double[] xs = [left, .. gaps, right];
        var ruled = LinesAcross(page, words.Min(word => word.Top), words.Max(word => word.Bottom), xs);
        int groups = MergedColumns.Find(words, xs);
        // The words that tell the rows: those of columns whose cells are merged over several say nothing.
        var telling = groups == 0 ? words : words.FindAll(word => word.CentreX > xs[groups]);
        var strips = Strips(telling);
        double threshold = BetweenLines(telling, xs) + HigherByPoints;
        var high = strips.FindAll(strip => strip.To - strip.From > threshold);
        // Lines that part groups of rows, or only the head, do not tell the rows, nor do those around the table.
        var inside = Parting(ruled, words);
        if (inside.Count > 1 && RowsPerLine * inside.Count >= high.Count && !AreInHead(inside, strips) && RuledRows.Fill(page, words, xs) is { } table) return table with { GoesOn = goesOn };
        var ys = RowBorders(telling, xs, groups, ruled, strips, high, goesOn);
        ys = [.. ys.Concat(LineRows.Borders(telling, xs, ys)).Order()];
        (ys[0], ys[^1]) = (Math.Min(ys[0], words.Min(word => word.Top)), Math.Max(ys[^1], words.Max(word => word.Bottom)));
        var places = telling.Select(word => new Placed(word, RowOf(ys, word), ColumnOf(gaps, word.Left), ColumnOf(gaps, ColumnGaps.End(word)))).ToList();
        // A head over several columns must not take their names in.
        var named = places.Where(place => place.First == place.Last).Select(place => (place.Row, place.First)).ToHashSet();
        places = places.ConvertAll(place => place.First < place.Last && named.Contains((place.Row, place.Last)) ? place with { Last = place.First } : place);
        var cells = Cells(places, xs, groups, ys);
        for (int column = 0; column < groups; column++) cells.AddRange(MergedColumns.Cells(words, xs, column, ys, goesOn));
        return new PageTable(page.Number, xs, ys.Count - 1, ys[0], ys[^1], [.. cells.OrderBy(cell => cell.Area.Row).ThenBy(cell => cell.Area.Column)], IsRuled: false) { GoesOn = goesOn };
    }

    private readonly record struct Placed(PageWord Word, int Row, int First, int Last);

    private static List<PageCell> Cells(List<Placed> places, double[] xs, int from, List<double> ys)
    {
        // The text of a column, not the gaps beside it, tells how much room its lines have.
        var extents = Enumerable.Range(0, xs.Length - 1).Select(c => places.Where(place => place.First == c && place.Last == c)
            .Aggregate((Left: double.MaxValue, Right: double.MinValue), (at, place) => (Math.Min(at.Left, place.Word.Left), Math.Max(at.Right, place.Word.Right)))).ToList();
        var byRow = places.ToLookup(place => place.Row);
        var cells = new List<PageCell>();
        for (int row = 0; row < ys.Count - 1; row++)
        {
            for (int column = from; column < xs.Length - 1;)
            {
                int last = byRow[row].Where(place => place.First <= column && place.Last > column).Select(place => place.Last).DefaultIfEmpty(column).Max();
                var own = byRow[row].Where(place => place.Last >= column && place.Last <= last).Select(place => place.Word).ToList();
                double left = column == last ? extents[column].Left : xs[column], right = column == last ? extents[column].Right : xs[last + 1];
                cells.Add(new PageCell(new GridArea(row, column, 1, last - column + 1), left, right, ys[row], ys[row + 1], own.Count > 0 ? TextLine.Group(own) : []));
                column = last + 1;
            }
        }
        return cells;
    }

    /// <summary>The row in which a word lies.</summary>
    public static int RowOf(List<double> ys, PageWord word)
    {
        int at = ys.BinarySearch(word.CentreY);
        return Math.Clamp(at >= 0 ? at : ~at - 1, 0, ys.Count - 2);
    }

    /// <summary>The column in which a position lies.</summary>
    /// <param name="gaps">The middles of the gaps between the columns, ascending.</param>
    /// <param name="x">The position.</param>
    public static int ColumnOf(double[] gaps, double x)
    {
        int column = 0;
        while (column < gaps.Length && x > gaps[column]) column++;
        return column;
    }

    /// <summary>
    /// The borders of the rows: the numbers in the first column; else the strips that no column's text reaches into, if they are higher than those
    /// between the lines of a cell; else each line that fills the first column begins a row.
    /// </summary>
    private static List<double> RowBorders(List<PageWord> words, double[] xs, int from, List<double> ruled, List<(double From, double To)> strips, List<(double From, double To)> high, bool goesOn)
    {
        double top = words.Min(word => word.Top), bottom = words.Max(word => word.Bottom);
        if (strips.Count == 0) return [top, .. ruled, bottom];
        if (NumberedRows.Borders(words, strips, ruled, (xs[from], xs[from + 1]), goesOn) is { } numbered && !numbered.TrueForAll(border => high.Exists(strip => strip.From < border && strip.To > border))) return [top, .. Parting([.. numbered.Concat(ruled.Where(at => at < numbered[0])).Order()], words), bottom];
        var chosen = high.Count > 0 ? high : AboveFirstColumn(words, strips, xs[from + 1]);
        return [top, .. Parting([.. chosen.Select(strip => (strip.From + strip.To) / 2).Concat(ruled).Order()], words), bottom];
    }

    /// <summary>How high a strip between the lines of one cell is: by the least distance from line to line that is met more than once within a column.</summary>
    private static double BetweenLines(List<PageWord> words, double[] xs)
    {
        var distances = new List<double>();
        for (int column = 0; column + 1 < xs.Length; column++)
        {
            var lines = TextLine.Group(words.Where(word => word.Left >= xs[column] - Tolerance && word.Right <= xs[column + 1] + Tolerance));
            for (int i = 1; i < lines.Count; i++)
                distances.Add(lines[i].CentreY - lines[i - 1].CentreY - CoreShare * (lines[i].Height + lines[i - 1].Height) / 2);
        }
        distances.Sort();
        return distances.Count < 2 ? double.MaxValue : Math.Max(distances[1], 0);
    }

    /// <summary>Those of the borders that have words between them and the one before, and behind the last: double lines make no row.</summary>
    private static List<double> Parting(List<double> borders, List<PageWord> words)
    {
        double[] centres = [.. words.Select(word => word.CentreY).Order()];
        var parting = new List<double>();
        int before = 0;
        foreach (double border in borders)
        {
            int upTo = Array.BinarySearch(centres, border) is var at && at >= 0 ? at : ~at;
            if (upTo == before || upTo == centres.Length) continue;
            parting.Add(border);
            before = upTo;
        }
        return parting;
    }

    /// <summary>The heights at which lines reach over most of the table together: some programs draw one for each cell.</summary>
    private static List<double> LinesAcross(PageContent page, double top, double bottom, double[] xs)
    {
        const double sameHeight = 3;
        var across = new List<double>();
        double height = double.MinValue, length = 0;
        foreach (var rule in RuleMerging.Merge(page.Rules, horizontal: true))
        {
            if (rule.At <= top || rule.At >= bottom) continue;
            if (rule.At - height > sameHeight) (height, length) = (rule.At, 0);
            double before = length;
            length += Math.Max(0, Math.Min(rule.To, xs[^1]) - Math.Max(rule.From, xs[0]));
            double most = 0.7 * (xs[^1] - xs[0]);
            if (before <= most && length > most) across.Add(height);
        }
        return across;
    }

    /// <summary>Whether far more lines of text stand below the last line than between those before: they part the levels of a head.</summary>
    private static bool AreInHead(List<double> ruled, List<(double From, double To)> strips)
    {
        int below = strips.Count(strip => strip.From > ruled[^1]), within = strips.Count(strip => strip.To < ruled[^1]);
        return below > LinesBelowHead * Math.Max(1, (double)within / ruled.Count);
    }

    /// <summary>The strips just below which text fills the first column.</summary>
    private static IEnumerable<(double From, double To)> AboveFirstColumn(List<PageWord> words, List<(double From, double To)> strips, double right)
    {
        var ends = strips.ConvertAll(strip => strip.To);
        var filled = new HashSet<int>();
        foreach (var word in words.Where(word => word.CentreX < right))
        {
            int at = ends.BinarySearch(word.CentreY);
            filled.Add(at >= 0 ? at : ~at - 1);
        }
        return strips.Where((_, i) => filled.Contains(i));
    }

    /// <summary>The strips from side to side of the table without a word in them. Words count by the height of their characters, not of their font.</summary>
    public static List<(double From, double To)> Strips(List<PageWord> words)
    {
        var strips = new List<(double From, double To)>();
        double reached = double.MinValue;
        foreach (var (top, bottom) in words.Select(Core).OrderBy(core => core.Top))
        {
            if (reached > double.MinValue && top > reached) strips.Add((reached, top));
            reached = Math.Max(reached, bottom);
        }
        return strips;
    }

    /// <summary>Upper edge of a word's characters.</summary>
    public static double CoreTop(PageWord word) => Core(word).Top;

    /// <summary>Lower edge of a word's characters.</summary>
    public static double CoreBottom(PageWord word) => Core(word).Bottom;

    private static (double Top, double Bottom) Core(PageWord word) => (word.CentreY - CoreShare / 2 * word.Height, word.CentreY + CoreShare / 2 * word.Height);
}
