using PolicyIngest.Ingest.Text;

namespace PolicyIngest.Ingest.Readers.Pages;

/// <summary>
/// A table in the making: the part on its first page and those that go on on the next pages. Parts join when they have the same columns;
/// a head that is repeated is dropped, a row that was cut by the page's end is put together again.
/// </summary>
internal sealed class TableJoin
{
    // Columns of two parts are the same when their borders stand this near to each other, measured from the left border.
    private const double SameBorder = 4;

    // Pieces of one table on a page stand no further apart than this, in points, with nothing between them.
    private const double SameTable = 30;

    // Borders that only the text shows move with it.
    private const double SameAlignment = 18;

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
        bool isBelow = next.Page == _last.Page && next.IsRuled && next.Top >= _last.Bottom && next.Top - _last.Bottom < SameTable;
        if ((next.Page != _last.Page + 1 && !isBelow) || !HasSameColumns(next)) return false;
        int head = RepeatedHeadRows(next);
        if (head < next.Rows)
        {
            bool cut = !isBelow && GoesOnInRow(next, head);
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
                grid.Add(new GridCell(row, cell.Column, cell.RowSpan, cell.ColumnSpan, cell.Text, cell.Page) { Doubts = cell.Joined.Doubts });
        return grid;
    }

    private bool HasSameColumns(PageTable next)
    {
        if (next.Columns != _last.Columns) return false;
        if (next.IsRuled != _last.IsRuled) return false;
        if (next.GoesOn) return true;
        double most = next.IsRuled ? SameBorder : SameAlignment;
        for (int i = 0; i < next.Xs.Length; i++)
            if (Math.Abs(next.Xs[i] - next.Xs[0] - (_last.Xs[i] - _last.Xs[0])) > most) return false;
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
                Joined = CellText.Read(cell, part.Padding, part.Page),
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
    /// Whether a part's first row is the rest of the row before. Where text stands under text, either it goes on with a line that was left
    /// unfinished, or it speaks for a new row; a list of units may go on anywhere, but then the number in front is not repeated.
    /// </summary>
    private bool GoesOnInRow(PageTable next, int row)
    {
        var below = next.Cells.Where(cell => cell.Area.Row == row).ToList();
        var filled = below.Where(cell => cell.Lines.Count > 0).ToList();
        // An empty row between two that are not is the rest of a row whose text had ended; several are a form to fill in.
        if (filled.Count == 0) return next.Cells.Exists(cell => cell.Area.Row == row + 1 && cell.Lines.Count > 0) && _rows[^1].Exists(cell => cell.Text.Length > 0);
        // A sum has a row of its own.
        if (filled.Take(2).Any(cell => SumWords.IsSum(cell.Lines[0].Text))) return false;
        if (!filled.TrueForAll(cell => CellAbove(cell.Area.Column)?.ColumnSpan == cell.Area.ColumnSpan)) return false;
        if (filled.Exists(cell => Script.IsCutBetween(CellAbove(cell.Area.Column)!.Text, cell.Lines[0].Text))) return true;
        return LeavesOutNumberAndText(below) || GoesOnInTexts(next, row, filled);
    }

    /// <summary>
    /// Whether a row does not state its number anew, and its main text, the longest one above, is at its end as well or goes on from the page
    /// before. A text that begins anew under the same number is a part of its own: 19 | 生态环境局 … | 应急管理局 …
    /// </summary>
    private bool LeavesOutNumberAndText(List<PageCell> below)
    {
        if (below[0] is not { Area: { Column: 0, RowSpan: 1 }, Lines.Count: 0 } || CellAbove(0) is not { } number) return false;
        var main = below.MaxBy(cell => CellAbove(cell.Area.Column)?.Text.Length ?? 0)!;
        if (main.Area is { Column: 0 } or { RowSpan: > 1 } || CellAbove(main.Area.Column) is not { RowSpan: 1, Text.Length: > 0 } above) return false;
        if (main.Lines.Count == 0) return number is { RowSpan: 1, Text.Length: > 0 };
        return GoesOn(above, main) && !Script.EndsSentence(above.Text) && (above.Source.ReachesDown || main.StartsAtTop);
    }

    private bool GoesOnInTexts(PageTable next, int row, List<PageCell> filled)
    {
        int unfinished = 0, apart = 0;
        foreach (var cell in filled)
        {
            var above = CellAbove(cell.Area.Column)!;
            // Some programs put the text of a cut row's cell wholly on the second page.
            if (above.Text.Length == 0) continue;
            // Text that stands clear of the page's end was not cut by it.
            if (!above.Source.ReachesDown || !cell.StartsAtTop) return false;
            if (GoesOn(above, cell) && !(IsNumber(above.Text) && IsNumber(cell.Lines[0].Text))) unfinished++;
            else apart++;
        }
        bool numberIsAbove = CellAbove(0) is { Text.Length: > 0, RowSpan: 1 } && next.Cells.Exists(cell => cell.Area is { Row: var r, Column: 0 } && r == row && cell.Lines.Count == 0);
        return apart == 0 ? numberIsAbove || unfinished > 0 && !EndsInSentences(next, row) : numberIsAbove && (unfinished > 0 || filled.Count == 1);
    }

    /// <summary>Whether all texts above a part's row end with a full stop, so that no line need go on.</summary>
    private bool EndsInSentences(PageTable next, int row) =>
        next.Cells.TrueForAll(cell => cell.Area.Row != row || cell.Lines.Count == 0 || CellAbove(cell.Area.Column) is not { } above || Script.EndsSentence(above.Text));

    private static bool IsNumber(string text) => text.Length is > 0 and < 5 && text.All(char.IsAsciiDigit);

    private static bool GoesOn(Cell above, PageCell cell) =>
        above.Source.Lines.Count == 0 || CellText.GoesOn(above.Source, above.Source.Lines[^1], cell.Lines[0], above.Text, above.Part.Padding, CellText.IsCentred(above.Source));

    private void JoinCutRow(PageTable next, int row)
    {
        foreach (var cell in next.Cells.Where(cell => cell.Area.Row == row && cell.Lines.Count > 0))
        {
            if (CellAbove(cell.Area.Column) is not { } above) continue;
            if (!GoesOn(above, cell)) above.Joined.Break();
            above.Joined.Append(CellText.Read(cell, next.Padding, next.Page));
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

        public required JoinedText Joined { get; init; }

        public string Text => Joined.ToString();

        public int Page { get; } = part.Page;

        /// <summary>The lines that were read last for this cell.</summary>
        public PageCell Source { get; set; } = source;

        public PageTable Part { get; set; } = part;
    }
}
