using System.Globalization;
using System.Text;

namespace PolicyIngest.Ingest.Readers.Pages;

/// <summary>
/// A table in the making: the part on its first page and those that go on on the next pages. Parts join when they have the same columns;
/// a head that is repeated is dropped, a row that was cut by the page's end is put together again.
/// </summary>
internal sealed class TableJoin
{
    // Columns of two parts are the same when their borders stand this near to each other, measured from the left border.
    private const double SameBorder = 4;

    private readonly List<List<Cell>> _rows = [];
    private readonly PageTable _start;
    private PageTable _last;

    public TableJoin(PageTable start)
    {
        _start = _last = start;
        AddRows(start, from: 0);
    }

    public int FirstPage => _start.Page;

    /// <summary>Joins the table's next part; false when <paramref name="next"/> is another table.</summary>
    public bool TryAppend(PageTable next)
    {
        if (next.Page != _last.Page + 1 || !HasSameColumns(next)) return false;
        int head = RepeatedHeadRows(next);
        if (head < next.Rows)
        {
            bool cut = GoesOnInRow(next, head);
            if (cut) JoinCutRow(next, head);
            AddRows(next, cut ? head + 1 : head);
        }
        _last = next;
        return true;
    }

    /// <summary>The whole table.</summary>
    public TableGrid ToGrid()
    {
        var grid = new TableGrid();
        for (int row = 0; row < _rows.Count; row++)
            foreach (var cell in _rows[row])
                grid.Add(new GridCell(row, cell.Column, cell.RowSpan, cell.ColumnSpan, cell.Text, cell.Page));
        return grid;
    }

    private bool HasSameColumns(PageTable next)
    {
        if (next.Columns != _last.Columns) return false;
        for (int i = 0; i < next.Xs.Length; i++)
            if (Math.Abs(next.Xs[i] - next.Xs[0] - (_last.Xs[i] - _last.Xs[0])) > SameBorder) return false;
        return true;
    }

    private void AddRows(PageTable part, int from)
    {
        int offset = _rows.Count - from;
        for (int row = from; row < part.Rows; row++) _rows.Add([]);
        foreach (var cell in part.Cells)
        {
            if (cell.Area.Row < from) continue;
            _rows[cell.Area.Row + offset].Add(new Cell(cell.Area.Column, cell.Area.ColumnSpan, cell, part)
            {
                RowSpan = cell.Area.RowSpan,
                Text = CellText.Read(cell, part.Padding),
            });
        }
    }

    /// <summary>How many rows at the start of a further part repeat the table's first rows.</summary>
    private int RepeatedHeadRows(PageTable next)
    {
        int head = 0;
        while (head < next.Rows && head < _start.Rows && RowText(next, head) is { Length: > 0 } text && text == RowText(_start, head)) head++;
        return head;
    }

    private static string RowText(PageTable part, int row) =>
        string.Join('\t', part.Cells.Where(cell => cell.Area.Row == row).Select(cell => string.Concat(cell.Lines.Select(line => line.Text))));

    /// <summary>
    /// Whether a part's first row is the rest of the row before. Then each text in it stands below text in the same column, some of it
    /// goes on with a line that was left unfinished, and the number in the first column is not the next one.
    /// </summary>
    private bool GoesOnInRow(PageTable next, int row)
    {
        var cells = next.Cells.Where(cell => cell.Area.Row == row && cell.Lines.Count > 0).ToList();
        if (cells.Count == 0) return false;
        int unfinished = 0;
        bool inSentence = false;
        foreach (var cell in cells)
        {
            if (CellAbove(cell.Area.Column) is not { } above || above.ColumnSpan != cell.Area.ColumnSpan || above.Source.Lines.Count == 0) return false;
            if (!GoesOn(above, cell)) continue;
            unfinished++;
            inSentence |= !Script.EndsSentence(above.Text);
        }
        if (cells[0].Area.Column == 0) return unfinished == cells.Count && inSentence && !IsNextNumber(CellAbove(0), cells[0]);
        return unfinished > 0 || CellAbove(0) is { Text.Length: > 0 };
    }

    private static bool IsNextNumber(Cell? above, PageCell cell) =>
        int.TryParse(above?.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int before)
        && int.TryParse(cell.Lines[0].Text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number == before + 1;

    private static bool GoesOn(Cell above, PageCell cell) =>
        CellText.GoesOn(above.Source, above.Source.Lines[^1], cell.Lines[0], above.Part.Padding, CellText.IsCentred(above.Source));

    private void JoinCutRow(PageTable next, int row)
    {
        foreach (var cell in next.Cells.Where(cell => cell.Area.Row == row && cell.Lines.Count > 0))
        {
            if (CellAbove(cell.Area.Column) is not { } above) continue;
            string rest = CellText.Read(cell, next.Padding);
            if (GoesOn(above, cell))
            {
                var text = new StringBuilder(above.Text);
                LineJoining.Append(text, rest);
                above.Text = text.ToString();
            }
            else above.Text += "\n" + rest;
            above.Source = cell;
            above.Part = next;
        }
    }

    /// <summary>The cell that reaches down to the end of the rows so far in a column.</summary>
    private Cell? CellAbove(int column)
    {
        for (int row = _rows.Count - 1; row >= 0; row--)
            foreach (var cell in _rows[row])
                if (cell.Column == column && row + cell.RowSpan >= _rows.Count) return cell;
        return null;
    }

    private sealed class Cell(int column, int columnSpan, PageCell source, PageTable part)
    {
        public int Column { get; } = column;

        public int ColumnSpan { get; } = columnSpan;

        public int RowSpan { get; init; } = 1;

        public string Text { get; set; } = "";

        public int Page { get; } = part.Page;

        /// <summary>The lines that were read last for this cell.</summary>
        public PageCell Source { get; set; } = source;

        public PageTable Part { get; set; } = part;
    }
}
