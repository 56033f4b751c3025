namespace PolicyIngest.Ingest.Readers.Pages;

/// <summary>A rectangle of a grid's positions that no line cuts: the place of one cell.</summary>
internal readonly record struct GridArea(int Row, int Column, int RowSpan, int ColumnSpan);

/// <summary>The grid that connected ruling lines draw on a page; missing inner lines make merged cells.</summary>
internal sealed class RuledGrid
{
    // A line borders a cell when it runs along at least this share of the cell's side.
    private const double Covers = 0.6;

    private readonly bool[,] _leftBorder;
    private readonly bool[,] _upperBorder;
    private readonly int[] _areaOf;

    private RuledGrid(double[] xs, double[] ys, bool[,] leftBorder, bool[,] upperBorder)
    {
        Xs = xs;
        Ys = ys;
        _leftBorder = leftBorder;
        _upperBorder = upperBorder;
        _areaOf = new int[Rows * Columns];
        Areas = FindAreas();
    }

    /// <summary>Positions of the columns' borders, ascending; one more than there are columns.</summary>
    public double[] Xs { get; }

    /// <summary>Positions of the rows' borders, ascending; one more than there are rows.</summary>
    public double[] Ys { get; }

    public int Rows => Ys.Length - 1;

    public int Columns => Xs.Length - 1;

    public double Left => Xs[0];

    public double Right => Xs[^1];

    public double Top => Ys[0];

    public double Bottom => Ys[^1];

    /// <summary>The cells' places by row, then by column.</summary>
    public List<GridArea> Areas { get; }

    /// <summary>Whether the grid is only a frame around running text: a box, or boxes one under the other.</summary>
    public bool IsFrame => Columns == 1;

    public bool Contains(double x, double y) => x > Left && x < Right && y > Top && y < Bottom;

    /// <summary>The index in <see cref="Areas"/> of the cell at a place inside the grid.</summary>
    public int AreaAt(double x, double y) => _areaOf[IndexOf(Ys, y) * Columns + IndexOf(Xs, x)];

    /// <summary>The vertical borders that a word standing at height <paramref name="y"/> would cross.</summary>
    public IEnumerable<double> BordersWithin(double from, double to, double y)
    {
        int row = IndexOf(Ys, y);
        for (int i = 1; i < Columns; i++)
            if (Xs[i] > from && Xs[i] < to && _leftBorder[row, i]) yield return Xs[i];
    }

    /// <summary>Makes the grid of connected lines, or null when they enclose nothing.</summary>
    public static RuledGrid? From(List<PageRule> horizontal, List<PageRule> vertical, int maxPositions)
    {
        var xs = Borders(vertical, horizontal);
        var ys = Borders(horizontal, vertical);
        while (true)
        {
            if (xs.Count < 2 || ys.Count < 2 || (xs.Count - 1L) * (ys.Count - 1L) > maxPositions) return null;
            var leftBorder = Covered(vertical, xs, ys);
            var upperBorder = Covered(horizontal, ys, xs);
            // A position without a border anywhere comes from a stroke that borders no cell, such as an underline.
            int dropped = DropUnused(xs, leftBorder) + DropUnused(ys, upperBorder);
            if (dropped == 0) return new RuledGrid([.. xs], [.. ys], leftBorder, Transposed(upperBorder));
        }
    }

    /// <summary>
    /// Positions of the lines, and one more on either side where the crossing lines run out past the last of them: many tables are
    /// left open at their sides, and at a page's end.
    /// </summary>
    private static List<double> Borders(List<PageRule> lines, List<PageRule> crossing)
    {
        const double outside = 6;
        var positions = RuleMerging.Cluster(lines.Select(line => line.At), tolerance: 3);
        if (positions.Count == 0) return positions;
        double first = positions[0] - outside, last = positions[^1] + outside;
        var before = crossing.Where(line => line.From < first).ToList();
        var after = crossing.Where(line => line.To > last).ToList();
        if (before.Count > 1) positions.Insert(0, before.Min(line => line.From));
        if (after.Count > 1) positions.Add(after.Max(line => line.To));
        return positions;
    }

    /// <summary>Which of the stretches between <paramref name="along"/> each position's lines cover: [stretch, position].</summary>
    private static bool[,] Covered(List<PageRule> lines, List<double> positions, List<double> along)
    {
        var lengths = new double[along.Count - 1, positions.Count];
        foreach (var line in lines)
        {
            int position = Nearest(positions, line.At);
            for (int i = 0; i < along.Count - 1; i++)
                lengths[i, position] += Math.Max(0, Math.Min(line.To, along[i + 1]) - Math.Max(line.From, along[i]));
        }
        var covered = new bool[along.Count - 1, positions.Count];
        for (int i = 0; i < along.Count - 1; i++)
            for (int k = 0; k < positions.Count; k++)
                covered[i, k] = k == 0 || k == positions.Count - 1 || lengths[i, k] >= Covers * (along[i + 1] - along[i]);
        return covered;
    }

    private static int DropUnused(List<double> positions, bool[,] covered)
    {
        int dropped = 0;
        for (int k = positions.Count - 2; k > 0; k--)
        {
            bool used = false;
            for (int i = 0; i < covered.GetLength(0); i++) used |= covered[i, k];
            if (used) continue;
            positions.RemoveAt(k);
            dropped++;
        }
        return dropped;
    }

    private static bool[,] Transposed(bool[,] source)
    {
        var result = new bool[source.GetLength(1), source.GetLength(0)];
        for (int i = 0; i < source.GetLength(0); i++)
            for (int k = 0; k < source.GetLength(1); k++)
                result[k, i] = source[i, k];
        return result;
    }

    private static int Nearest(List<double> positions, double at)
    {
        int i = positions.BinarySearch(at);
        if (i >= 0) return i;
        i = ~i;
        if (i == 0) return 0;
        return i == positions.Count || at - positions[i - 1] < positions[i] - at ? i - 1 : i;
    }

    private static int IndexOf(double[] borders, double at)
    {
        int i = Array.BinarySearch(borders, at);
        return Math.Clamp(i >= 0 ? i : ~i - 1, 0, borders.Length - 2);
    }

    /// <summary>Rectangles without a line inside, from the upper left on; each as wide, then as high as the lines allow.</summary>
    private List<GridArea> FindAreas()
    {
        var areas = new List<GridArea>();
        Array.Fill(_areaOf, -1);
        for (int row = 0; row < Rows; row++)
            for (int column = 0; column < Columns; column++)
            {
                if (_areaOf[row * Columns + column] >= 0) continue;
                int width = 1;
                while (column + width < Columns && !_leftBorder[row, column + width] && _areaOf[row * Columns + column + width] < 0) width++;
                int height = 1;
                while (row + height < Rows && GoesDown(row + height, column, width)) height++;
                for (int r = 0; r < height; r++) Array.Fill(_areaOf, areas.Count, (row + r) * Columns + column, width);
                areas.Add(new GridArea(row, column, height, width));
            }
        return areas;
    }

    private bool GoesDown(int row, int column, int width)
    {
        for (int c = column; c < column + width; c++)
            if (_upperBorder[row, c] || (c > column && _leftBorder[row, c])) return false;
        // The rows below must end where this one ends, else the area is no rectangle.
        bool closedLeft = column == 0 || _leftBorder[row, column];
        bool closedRight = column + width == Columns || _leftBorder[row, column + width];
        return closedLeft && closedRight;
    }
}
