namespace PolicyIngest.Ingest.Readers.Pages;

/// <summary>
/// The first columns of a table without vertical lines whose cells are merged over several rows (类别 before 序号): the column behind them counts the rows.
/// Their texts stand beside the first of their rows, or in the middle of all of them.
/// </summary>
internal static class MergedColumns
{
    // So many columns at most hold groups of rows.
    private const int Most = 2;

    // More rows of one page than this are not weighed against one another.
    private const int MostRows = 200;

    // The lines of a text stand no further apart than this, in ems; those that begin with their row are off its first line by no more than the other.
    private const double WidestInText = 1.7;
    private const double AtFirst = 0.5;

    /// <summary>How many columns stand before the one that counts, where it is not the first.</summary>
    /// <param name="words">The table's words.</param>
    /// <param name="xs">The borders of its columns, ascending.</param>
    public static int Find(List<PageWord> words, double[] xs)
    {
        for (int column = 0; column <= Math.Min(Most, xs.Length - 3); column++)
            if (NumberedRows.Numbers(words, (column == 0 ? double.MinValue : xs[column], xs[column + 1])) is { } numbers) return FitsBeside(words, xs, column, numbers.Count, numbers[0].CentreY - numbers[0].Height / 2) ? column : 0;
        return 0;
    }

    /// <summary>Whether the columns before have fewer texts than there are rows.</summary>
    private static bool FitsBeside(List<PageWord> words, double[] xs, int columns, int rows, double top)
    {
        for (int column = 0; column < columns; column++)
            if (Texts(words.FindAll(word => word.CentreY > top && IsIn(word, xs, column))).Count > rows) return false;
        return true;
    }

    /// <summary>The cells of such a column.</summary>
    /// <param name="words">The table's words.</param>
    /// <param name="xs">The borders of its columns, ascending.</param>
    /// <param name="column">The column.</param>
    /// <param name="ys">The borders of the rows, ascending.</param>
    /// <param name="goesOn">Whether the table goes on from the page before, and has no head here.</param>
    public static IEnumerable<PageCell> Cells(List<PageWord> words, double[] xs, int column, List<double> ys, bool goesOn)
    {
        var own = words.FindAll(word => IsIn(word, xs, column));
        int rows = ys.Count - 1, body = goesOn ? 0 : 1;
        double left = own.Count == 0 ? xs[column] : own.Min(word => word.Left), right = own.Count == 0 ? xs[column + 1] : own.Max(word => word.Right);
        if (body == 1) yield return Cell(0, 1, own.FindAll(word => word.CentreY < ys[1]));
        var texts = Texts(own.FindAll(word => body == 0 || word.CentreY >= ys[1]));
        var starts = Starts(texts, ys, body, FirstLines(words, xs, column, ys));
        for (int i = 0; i < starts.Count; i++)
        {
            int end = i + 1 < starts.Count ? starts[i + 1].Row : rows;
            yield return Cell(starts[i].Row, end - starts[i].Row, starts[i].Text);
        }

        PageCell Cell(int row, int down, List<PageWord> text) =>
            new(new GridArea(row, column, down, 1), left, right, ys[row], ys[row + down], text.Count == 0 ? [] : TextLine.Group(text));
    }

    private static bool IsIn(PageWord word, double[] xs, int column) => (column == 0 || word.CentreX > xs[column]) && word.CentreX <= xs[column + 1];

    /// <summary>The texts of a column: lines close below one another are one.</summary>
    private static List<List<PageWord>> Texts(List<PageWord> words)
    {
        var texts = new List<List<PageWord>>();
        TextLine? before = null;
        foreach (var line in words.Count == 0 ? [] : TextLine.Group(words))
        {
            if (before is null || line.CentreY - before.CentreY > WidestInText * Math.Max(line.Em, before.Em)) texts.Add([]);
            texts[^1].AddRange(line.Words);
            before = line;
        }
        return texts;
    }

    /// <summary>The height of the first line of each row, in the columns behind.</summary>
    private static double[] FirstLines(List<PageWord> words, double[] xs, int column, List<double> ys)
    {
        double[] first = new double[ys.Count - 1];
        Array.Fill(first, double.MaxValue);
        foreach (var word in words)
        {
            if (word.CentreX <= xs[column + 1]) continue;
            int row = AlignedTable.RowOf(ys, word);
            first[row] = Math.Min(first[row], word.CentreY);
        }
        return first;
    }

    /// <summary>The rows at which texts begin; the first of them reaches up to the first row.</summary>
    private static List<(int Row, List<PageWord> Text)> Starts(List<List<PageWord>> texts, List<double> ys, int body, double[] firstLines)
    {
        int rows = ys.Count - 1 - body;
        if (texts.Count == 0) return [(body, [])];
        var atFirst = texts.ConvertAll(text => (Row: AlignedTable.RowOf(ys, text.MinBy(word => word.CentreY)), Text: text));
        bool isAtFirst = atFirst.TrueForAll(start => Math.Abs(start.Text.Min(word => word.CentreY) - firstLines[start.Row]) < AtFirst * start.Text[0].Height) && AreApart(atFirst);
        if (isAtFirst && atFirst[0].Row == body) return atFirst;
        if (texts.Count > rows || rows > MostRows || InMiddle(texts, ys, body) is not { } middle)
            return isAtFirst ? [(body, []), .. atFirst] : [(body, texts.SelectMany(text => text).ToList())];
        return [.. texts.Select((text, i) => (middle[i], text))];
    }

    private static bool AreApart(List<(int Row, List<PageWord> Text)> starts)
    {
        for (int i = 1; i < starts.Count; i++)
            if (starts[i].Row <= starts[i - 1].Row) return false;
        return true;
    }

    /// <summary>The rows at which the groups begin, in the middle of which the texts stand best.</summary>
    private static int[]? InMiddle(List<List<PageWord>> texts, List<double> ys, int body)
    {
        int rows = ys.Count - 1;
        // What the texts so far cost at best when they reach down to before a row, and where the last of them begins then.
        var best = new (double Cost, int Start)[texts.Count + 1, rows + 1];
        for (int i = 0; i <= texts.Count; i++)
            for (int end = 0; end <= rows; end++) best[i, end] = (double.PositiveInfinity, 0);
        best[0, body] = (0, 0);
        for (int i = 1; i <= texts.Count; i++)
        {
            double centre = (texts[i - 1].Min(word => word.CentreY) + texts[i - 1].Max(word => word.CentreY)) / 2;
            for (int end = body + i; end <= rows; end++)
                for (int start = body + i - 1; start < end; start++)
                {
                    double cost = best[i - 1, start].Cost + Math.Abs((ys[start] + ys[end]) / 2 - centre);
                    if (cost < best[i, end].Cost) best[i, end] = (cost, start);
                }
        }
        if (double.IsInfinity(best[texts.Count, rows].Cost)) return null;
        int[] starts = new int[texts.Count];
        for (int i = texts.Count, end = rows; i > 0; i--) starts[i - 1] = end = best[i, end].Start;
        return starts;
    }
}
