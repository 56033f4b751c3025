namespace PolicyIngest.Ingest.Readers.Pages;

/// <summary>The borders of rows that have one line each, in tables whose lines stand as close as those within a cell (三线表).</summary>
internal static class LineRows
{
    // Lines are rows where so many columns have words.
    private const int FewestColumns = 3;

    private const int LongestFigures = 40;

    /// <summary>
    /// The heights between the lines of rows that hold several (三线表): each line has a word in every column that is not empty there, and one column
    /// has nothing but numbers, which no cell has one below the other.
    /// </summary>
    public static List<double> Borders(List<PageWord> words, double[] xs, List<double> ys)
    {
        var between = new List<double>();
        double[] gaps = xs[1..^1];
        for (int row = 0; row + 1 < ys.Count; row++)
        {
            var lines = TextLine.Group(words.Where(word => word.CentreY > ys[row] && word.CentreY < ys[row + 1]));
            if (lines.Count < 2) continue;
            var columns = lines.ConvertAll(line => line.Words.GroupBy(word => AlignedTable.ColumnOf(gaps, word.CentreX)).ToDictionary(own => own.Key, own => string.Concat(own.Select(word => word.Text))));
            bool isFull = columns.TrueForAll(line => line.Count == columns[0].Count && line.Keys.All(columns[0].ContainsKey));
            if (!isFull || columns[0].Count < FewestColumns || !columns[0].Keys.Any(column => columns.TrueForAll(line => IsFigures(line[column])))) continue;
            between.AddRange(lines.Zip(lines.Skip(1), (upper, lower) => (upper.CentreY + lower.CentreY) / 2));
        }
        return between;
    }

    /// <summary>Whether a text is a number, or several as in 1/2/3.</summary>
    private static bool IsFigures(string text) => text.Length < LongestFigures && text.Split('/').All(Script.IsNumber);
}
