using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Annotations.Tables;

/// <summary>A table's cells by row and column; a merged cell stands in every position that it covers.</summary>
internal sealed class CellLayout
{
    private static readonly TableCell Nothing = new(-1, -1, 1, 1, default);

    private readonly TableCell[] _cells;

    private CellLayout(TableCell[] cells, int rows, int columns) => (_cells, Rows, Columns) = (cells, rows, columns);

    public int Rows { get; }

    public int Columns { get; }

    public TableCell this[int row, int column] => _cells[row * Columns + column];

    /// <summary>Lays a table's cells out on its grid.</summary>
    public static CellLayout Of(TableBlock table)
    {
        var cells = new TableCell[table.RowCount * table.ColumnCount];
        Array.Fill(cells, Nothing);
        foreach (var cell in table.Cells)
            for (int row = cell.Row; row < Math.Min(table.RowCount, cell.Row + cell.RowSpan); row++)
                Array.Fill(cells, cell, row * table.ColumnCount + cell.Column, Math.Min(cell.ColumnSpan, table.ColumnCount - cell.Column));
        return new CellLayout(cells, table.RowCount, table.ColumnCount);
    }

    /// <summary>The cells of a row that hold something, each once.</summary>
    public IEnumerable<TableCell> Filled(int row)
    {
        TableCell? last = null;
        for (int column = 0; column < Columns; column++)
        {
            var cell = this[row, column];
            if (!cell.Span.IsEmpty && !ReferenceEquals(cell, last)) yield return cell;
            last = cell;
        }
    }

    /// <summary>
    /// A card (登记表) as a table of one row a card: <c>项目名称 | 东山公园</c>, <c>牵头单位 | 市林业局</c>, in two columns or in two pairs of columns;
    /// null where the first columns hold no heads of units and tasks.
    /// </summary>
    /// <param name="headOf">What a cell says as a head.</param>
    public CellLayout? AsCards(Func<TableCell, TableColumn> headOf)
    {
        if (Columns is < 2 or > 8) return null;
        var pairs = new List<(TableColumn Head, TableCell Cell, TableCell Value)>();
        for (int row = 0; row < Rows; row++)
        {
            var filled = Filled(row).ToList();
            if (filled.Count == 1) continue;
            for (int i = 0; i + 1 < filled.Count; i += 2)
            {
                var head = headOf(filled[i]);
                if (head.Kind == ColumnKind.Unknown || headOf(filled[i + 1]).Kind > ColumnKind.Other || filled.Count is not (2 or 4)) return null;
                pairs.Add((head, filled[i], filled[i + 1]));
            }
        }
        bool task = pairs.Exists(pair => pair.Head.Kind is ColumnKind.Name or ColumnKind.Content), unit = pairs.Exists(pair => pair.Head.Kind == ColumnKind.Units);
        return pairs.Count >= 3 && task && unit ? FromPairs(pairs) : null;
    }

    /// <summary>A further card begins where the first head stands again.</summary>
    private static CellLayout FromPairs(List<(TableColumn Head, TableCell Cell, TableCell Value)> pairs)
    {
        var heads = pairs.DistinctBy(pair => pair.Head.Head, StringComparer.Ordinal).Select((pair, column) => (pair.Head.Head, pair.Cell, column)).ToDictionary(head => head.Head, StringComparer.Ordinal);
        int rows = 1 + pairs.Count(pair => pair.Head.Head == pairs[0].Head.Head), row = 0;
        var cells = new TableCell[rows * heads.Count];
        Array.Fill(cells, Nothing);
        foreach (var (_, cell, column) in heads.Values) cells[column] = cell with { Row = 0, Column = column, RowSpan = 1, ColumnSpan = 1 };
        foreach (var (head, _, value) in pairs)
        {
            if (head.Head == pairs[0].Head.Head) row++;
            int column = heads[head.Head].column;
            cells[row * heads.Count + column] = value with { Row = row, Column = column, RowSpan = 1, ColumnSpan = 1 };
        }
        return new CellLayout(cells, rows, heads.Count);
    }
}
