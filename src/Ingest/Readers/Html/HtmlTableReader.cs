using System.Globalization;
using AngleSharp.Dom;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Html;

/// <summary>Reads a table of data: cells with their spans, head rows, caption. A table inside a cell becomes lines of that cell.</summary>
internal sealed class HtmlTableReader(ReadOptions options, Visibility visibility, bool showHidden, CancellationToken cancellation)
{
    private const int WidestSpan = 1_000;
    private const int TallestSpan = 65_534;

    private readonly PageFlattener _cell = new(options, visibility, null, showHidden, cancellation);
    private readonly List<GridCell> _cells = [];
    private readonly List<int> _takenUntil = [];
    private int _row;
    private int _headRows;
    private bool _onlyHead = true;
    private int _length;
    private int _linkLength;
    private readonly List<string?> _pictures = [];
    private int _struck;
    private long _positions;

    /// <summary>What was read.</summary>
    /// <param name="Grid">The cells.</param>
    /// <param name="Cells">The same cells in the order of the source.</param>
    /// <param name="Caption">The caption above the table, or null.</param>
    /// <param name="Length">Characters other than white space.</param>
    /// <param name="LinkLength">Those of them in links.</param>
    /// <param name="Pictures">Where the bytes of the pictures in the cells are.</param>
    /// <param name="StruckLength">Characters that are struck out.</param>
    public sealed record Result(TableGrid Grid, IReadOnlyList<GridCell> Cells, string? Caption, int Length, int LinkLength, IReadOnlyList<string?> Pictures, int StruckLength);

    /// <summary>Reads a table.</summary>
    /// <exception cref="DocumentException">It has more cells than the limit allows.</exception>
    public Result Read(IElement table)
    {
        string? caption = null;
        foreach (var section in InOrder(table))
        {
            if (section.LocalName == "caption") caption ??= CellText(section);
            else if (section.LocalName == "tr") ReadRow(section, false);
            else if (section.LocalName is "thead" or "tbody" or "tfoot" && IsShown(section))
                foreach (var row in section.Children)
                    if (row.LocalName == "tr") ReadRow(row, section.LocalName == "thead");
        }
        var cells = Compact();
        var grid = new TableGrid { DeclaredHeadRows = _headRows < _row ? _headRows : 0 };
        foreach (var cell in cells) grid.Add(cell);
        return new Result(grid, cells, string.IsNullOrWhiteSpace(caption) ? null : caption, _length, _linkLength, _pictures, _struck);
    }

    /// <summary>A table's foot is shown last wherever it stands in the source.</summary>
    private static IEnumerable<IElement> InOrder(IElement table) => table.Children.OrderBy(child => child.LocalName == "tfoot");

    private bool IsShown(IElement element) => showHidden || !visibility.IsHidden(element, element.GetAttribute("style"));

    private void ReadRow(IElement row, bool inHead)
    {
        if (!IsShown(row)) return;
        cancellation.ThrowIfCancellationRequested();
        int column = 0, cells = 0;
        bool allHead = true;
        foreach (var cell in row.Children)
        {
            if (cell.LocalName is not ("td" or "th") || !IsShown(cell)) continue;
            allHead &= cell.LocalName == "th";
            cells++;
            while (column < _takenUntil.Count && _takenUntil[column] > _row) column++;
            int width = Math.Clamp(Span(cell, "colspan") ?? 1, 1, WidestSpan);
            int height = Span(cell, "rowspan") is { } rows ? rows == 0 ? TallestSpan : Math.Clamp(rows, 1, TallestSpan) : 1;
            if ((_positions += width) > options.MaxTableCells)
                throw new DocumentException(DocumentStatus.ResourceLimit, "too-many-cells",
                    $"a table has more cells than the limit of {options.MaxTableCells}; raise --max-table-cells if it is genuine");
            _cells.Add(new GridCell(_row, column, height, width, CellText(cell)));
            while (_takenUntil.Count < column + width) _takenUntil.Add(0);
            for (int i = 0; i < width; i++) _takenUntil[column + i] = _row + height;
            column += width;
        }
        _onlyHead &= cells > 0 && (inHead || allHead);
        if (_onlyHead) _headRows = _row + 1;
        _row++;
    }

    private string CellText(IElement cell)
    {
        var flat = _cell.Flatten(cell);
        _pictures.AddRange(flat.Pictures.Select(picture => picture.Source));
        _struck += flat.StruckLength;
        foreach (var piece in flat.Pieces)
        {
            _length += piece.Length;
            _linkLength += piece.LinkLength;
        }
        return flat.Pieces.Count switch
        {
            0 => "",
            1 => flat.Pieces[0].Label + flat.Pieces[0].Text.Trim(),
            _ => string.Join('\n', flat.Pieces.Select(piece => piece.Label + piece.Text.Trim())),
        };
    }

    /// <summary>
    /// Leaves out rows and columns in which no cell begins: they come from spans that reach past the table (<c>colspan="10"</c> over two columns).
    /// </summary>
    private List<GridCell> Compact()
    {
        int rows = 0, columns = 0;
        foreach (var cell in _cells)
        {
            rows = Math.Max(rows, cell.Row + 1);
            columns = Math.Max(columns, cell.Column + 1);
        }
        var rowOf = Used(rows, _cells.Select(cell => cell.Row));
        var columnOf = Used(columns, _cells.Select(cell => cell.Column));
        return _cells.ConvertAll(cell => cell with
        {
            Row = rowOf[cell.Row],
            Column = columnOf[cell.Column],
            RowSpan = rowOf[Math.Min(rows, cell.Row + cell.RowSpan)] - rowOf[cell.Row],
            ColumnSpan = columnOf[Math.Min(columns, cell.Column + cell.ColumnSpan)] - columnOf[cell.Column],
        });

        // For each line, the number of used lines before it.
        static int[] Used(int count, IEnumerable<int> starts)
        {
            var before = new int[count + 1];
            foreach (int start in starts) before[start + 1] = 1;
            for (int i = 1; i <= count; i++) before[i] += before[i - 1];
            return before;
        }
    }

    private static int? Span(IElement cell, string attribute) =>
        cell.GetAttribute(attribute) is { } text
        && int.TryParse(text.AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int span) ? span : null;
}
