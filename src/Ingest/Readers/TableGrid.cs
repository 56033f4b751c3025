namespace PolicyIngest.Ingest.Readers;

/// <summary>A cell before it has a place in the document's text.</summary>
/// <param name="Row">Row of its upper left corner, from 0.</param>
/// <param name="Column">Column of its upper left corner, from 0.</param>
/// <param name="RowSpan">Rows covered; at least 1.</param>
/// <param name="ColumnSpan">Columns covered; at least 1.</param>
/// <param name="Text">The text, paragraphs parted by <c>\n</c>.</param>
/// <param name="Page">Page of the cell, from 1, or null.</param>
public sealed record GridCell(int Row, int Column, int RowSpan, int ColumnSpan, string Text, int? Page = null)
{
    /// <summary>The characters of which text recognition is not sure, by their place in <see cref="Text"/>.</summary>
    public IReadOnlyList<DoubtfulCharacter> Doubts { get; init; } = [];
}

/// <summary>Collects the cells of a table, in any order, and makes a grid of them in which each position is covered once.</summary>
public sealed class TableGrid
{
    private readonly List<GridCell> _cells = [];

    /// <summary>Head rows that the format declares.</summary>
    public int DeclaredHeadRows { get; set; }

    /// <summary>Number of cells so far.</summary>
    public int Count => _cells.Count;

    /// <summary>Positions of the completed grid, holes included; more than <see cref="Count"/> where rows are of different length.</summary>
    public long Positions => (long)Extent().Rows * Extent().Columns;

    /// <summary>Columns of the completed grid.</summary>
    public int Columns => Extent().Columns;

    /// <summary>
    /// Whether the rows of a single column are a box with a title – 专栏1 重点工程 above a cell of several paragraphs – and so a table,
    /// one column wide. Other tables of one column are text in a frame.
    /// </summary>
    /// <param name="rows">The rows' texts, paragraphs parted by <c>\n</c>.</param>
    public static bool IsTitledBox(IReadOnlyList<string> rows) =>
        rows.Count is 2 or 3 && rows[0].Trim() is { Length: > 1 and <= 40 } title && !title.Contains('。', StringComparison.Ordinal)
        && rows.Skip(1).Any(row => row.Contains('\n', StringComparison.Ordinal));

    /// <summary>The cells' texts.</summary>
    internal IEnumerable<string> Texts => _cells.Select(cell => cell.Text);

    /// <summary>Writes every text anew.</summary>
    internal void Rewrite(Func<string, string> write)
    {
        for (int i = 0; i < _cells.Count; i++) _cells[i] = _cells[i] with { Text = write(_cells[i].Text) };
    }

    /// <summary>Adds a cell.</summary>
    public void Add(GridCell cell) => _cells.Add(cell);

    /// <summary>
    /// Takes in the rows of a table that stands directly below, if it is this one cut in two: it has as many columns, and repeats this one's first
    /// row or goes on with its count.
    /// </summary>
    public bool TryAppend(TableGrid next)
    {
        if (next.Columns != Columns || Columns < 3) return false;
        var (rows, _) = Extent();
        int head = RowText(next, 0) is { Length: > 0 } first && first == RowText(this, 0) ? 1 : 0;
        if (head == 0 && !(Number(next, 0) is { } number && Number(this, rows - 1) == number - 1)) return false;
        // Whatever reaches from a repeated head further down stays.
        if (head > 0 && next._cells.Exists(cell => cell.Row == 0 && cell.RowSpan > 1)) return false;
        foreach (var cell in next._cells)
            if (cell.Row >= head) Add(cell with { Row = cell.Row - head + rows });
        return true;
    }

    private static string RowText(TableGrid grid, int row)
    {
        var texts = grid._cells.Where(cell => cell.Row == row).OrderBy(cell => cell.Column).Select(cell => cell.Text.Trim()).ToList();
        return texts.Count(text => text.Length > 0) < 3 ? "" : string.Join('\t', texts);
    }

    private static int? Number(TableGrid grid, int row) =>
        int.TryParse(grid._cells.Find(cell => cell is { Column: 0 } && cell.Row == row)?.Text, System.Globalization.CultureInfo.InvariantCulture, out int number) ? number : null;

    /// <summary>
    /// The cells in order, spans cut where they would cover a position twice and holes filled with empty cells.
    /// </summary>
    public (int Rows, int Columns, List<GridCell> Cells) Complete()
    {
        var (rows, columns) = Extent();
        var taken = new bool[rows * columns];
        var placed = new List<GridCell>(_cells.Count);
        _cells.Sort((a, b) => a.Row != b.Row ? a.Row.CompareTo(b.Row) : a.Column.CompareTo(b.Column));
        foreach (var cell in _cells)
        {
            if (taken[cell.Row * columns + cell.Column]) continue;
            int width = Math.Clamp(cell.ColumnSpan, 1, columns - cell.Column);
            for (int c = 1; c < width; c++)
                if (taken[cell.Row * columns + cell.Column + c]) { width = c; break; }
            int height = Math.Clamp(cell.RowSpan, 1, rows - cell.Row);
            for (int r = 1; r < height; r++)
                if (AnyTaken(cell.Row + r, cell.Column, width)) { height = r; break; }
            for (int r = 0; r < height; r++)
                taken.AsSpan((cell.Row + r) * columns + cell.Column, width).Fill(true);
            placed.Add(cell with { RowSpan = height, ColumnSpan = width });
        }
        for (int i = 0; i < taken.Length; i++)
            if (!taken[i]) placed.Add(new GridCell(i / columns, i % columns, 1, 1, ""));
        placed.Sort((a, b) => a.Row != b.Row ? a.Row.CompareTo(b.Row) : a.Column.CompareTo(b.Column));
        return (rows, columns, placed);

        bool AnyTaken(int row, int column, int width) => taken.AsSpan(row * columns + column, width).Contains(true);
    }
    private (int Rows, int Columns) Extent()
    {
        int rows = 0, columns = 0;
        foreach (var cell in _cells)
        {
            rows = Math.Max(rows, cell.Row + 1);
            // A span may widen the grid, but never past the rows that have cells of their own.
            columns = Math.Max(columns, cell.Column + Math.Clamp(cell.ColumnSpan, 1, 1_000));
        }
        return (rows, columns);
    }
}
