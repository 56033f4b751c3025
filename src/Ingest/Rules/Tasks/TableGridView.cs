using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules.Tasks;

/// <summary>A table by row and column: each position leads to the cell that covers it.</summary>
internal sealed class TableGridView
{
    private readonly TableCell[] _cells;

    /// <summary>Lays a table's cells out on its grid.</summary>
    public TableGridView(TableBlock table)
    {
        RowCount = table.RowCount;
        ColumnCount = table.ColumnCount;
        _cells = new TableCell[RowCount * ColumnCount];
        foreach (var cell in table.Cells)
            for (int row = cell.Row; row < cell.Row + cell.RowSpan; row++)
                Array.Fill(_cells, cell, row * ColumnCount + cell.Column, cell.ColumnSpan);
    }

    /// <summary>Rows of the grid.</summary>
    public int RowCount { get; }

    /// <summary>Columns of the grid.</summary>
    public int ColumnCount { get; }

    /// <summary>The cell that covers a position.</summary>
    public TableCell CellAt(int row, int column) => _cells[row * ColumnCount + column];

    /// <summary>Whether one cell runs across the whole row.</summary>
    public bool IsTitleRow(int row) => CellAt(row, 0).ColumnSpan == ColumnCount && ColumnCount > 1;

    /// <summary>Whether all cells of a row are empty.</summary>
    public bool IsBlank(int row)
    {
        for (int column = 0; column < ColumnCount; column++)
            if (!CellAt(row, column).Span.IsEmpty) return false;
        return true;
    }
}
