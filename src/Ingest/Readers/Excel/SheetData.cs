using PolicyIngest.Ingest.Readers.Packages;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Excel;

/// <summary>A sheet's cells and merges, and what of it is hidden.</summary>
internal sealed class SheetData
{
    /// <summary>Most rows that a sheet of any version has.</summary>
    public const int MaxRow = 1_048_576;

    /// <summary>Most columns that a sheet of any version has.</summary>
    public const int MaxColumn = 16_384;

    private readonly List<(int Row, int Column, string Text)> _cells = [];
    private readonly List<(int Row, int Column, int LastRow, int LastColumn)> _merges = [];
    private readonly HashSet<int> _hiddenRows = [];
    private readonly Dictionary<(int Row, int Column), string> _hiddenTexts = [];
    // For each column how many hidden ranges begin less how many end there; the sum up to a column tells whether it is hidden.
    private readonly int[] _hiddenRanges = new int[MaxColumn + 1];
    private int[]? _visibleFrom;
    private HashSet<int>? _hiddenColumnsWithText;

    private readonly HashSet<int> _hiddenRowsWithText = [];

    private int HiddenColumns => _hiddenColumnsWithText?.Count ?? 0;

    /// <summary>Reads a worksheet.</summary>
    public static SheetData Read(XmlCursor xml, CellText cells, ReadOptions options, CancellationToken cancellation)
    {
        var sheet = new SheetData();
        for (int root = xml.Depth; xml.NextChild(root);)
        {
            switch (xml.Name)
            {
                case "cols": sheet.ReadColumns(xml); break;
                case "sheetData": sheet.ReadRows(xml, cells, options, cancellation); break;
                case "mergeCells": sheet.ReadMerges(xml, options); break;
            }
        }
        return sheet;
    }

    /// <summary>Appends the used range, a table; a sheet of a single column is no table but text.</summary>
    public void AppendTo(DocumentBuilder builder, SourcePlace place, ReadOptions options)
    {
        UncoverMerges();
        var grid = ToGrid(options);
        if (grid.Columns > 1) builder.AddTable(grid, place: place);
        else
            foreach (var cell in grid.Complete().Cells) builder.AddParagraph(cell.Text, place: place);
        if (_hiddenRowsWithText.Count + HiddenColumns > 0)
            builder.Report(DiagnosticSeverity.Info, "hidden-rows",
                $"{_hiddenRowsWithText.Count} hidden rows and {HiddenColumns} hidden columns of the sheet {place.Sheet} were left out");
    }

    /// <summary>Hides a row, before its cells are added.</summary>
    public void HideRow(int row) => _hiddenRows.Add(row);

    /// <summary>Hides columns, before any cell is added.</summary>
    public void HideColumns(int first, int last)
    {
        if (first > last || first >= MaxColumn || last < 0) return;
        _hiddenRanges[Math.Max(0, first)]++;
        _hiddenRanges[Math.Min(last, MaxColumn - 1) + 1]--;
        _visibleFrom = null;
    }

    /// <summary>Merges an area.</summary>
    public void Merge(int row, int column, int lastRow, int lastColumn, ReadOptions options)
    {
        if (lastRow >= row && lastColumn >= column && _merges.Count < options.MaxTableCells) _merges.Add((row, column, lastRow, lastColumn));
    }

    /// <summary>The used range as a grid: without what is hidden, without empty columns, with no more than one empty row at a time.</summary>
    private TableGrid ToGrid(ReadOptions options)
    {
        var covered = CoveredPositions(options);
        var cells = _cells.Where(cell => !covered.Contains((cell.Row, cell.Column))).ToList();
        var rows = Places(cells.Select(cell => cell.Row), keepOneGap: true);
        var columns = Places(cells.Select(cell => cell.Column), keepOneGap: false);
        var merges = new Dictionary<(int, int), (int LastRow, int LastColumn)>();
        foreach (var merge in _merges) merges.TryAdd((merge.Row, merge.Column), (merge.LastRow, merge.LastColumn));
        var grid = new TableGrid();
        foreach (var (row, column, text) in cells)
        {
            var (lastRow, lastColumn) = merges.GetValueOrDefault((row, column), (row, column));
            int top = Index(rows, row), left = Index(columns, column);
            grid.Add(new GridCell(top, left, Math.Max(1, Index(rows, lastRow + 1) - top), Math.Max(1, Index(columns, lastColumn + 1) - left), text));
        }
        return grid;
    }

    /// <summary>A merge whose first row or column is hidden, as by a filter, still shows its text in the part that is seen.</summary>
    private void UncoverMerges()
    {
        if (_hiddenTexts.Count == 0) return;
        var seenFrom = new Dictionary<int, int>();
        foreach (int row in _hiddenRows.OrderDescending()) seenFrom[row] = seenFrom.GetValueOrDefault(row + 1, row + 1);
        for (int i = 0; i < _merges.Count; i++)
        {
            var merge = _merges[i];
            if (!_hiddenTexts.TryGetValue((merge.Row, merge.Column), out string? text)) continue;
            int row = seenFrom.GetValueOrDefault(merge.Row, merge.Row), column = VisibleFrom(merge.Column);
            if (row > merge.LastRow || column > merge.LastColumn) continue;
            _merges[i] = (row, column, merge.LastRow, merge.LastColumn);
            _cells.Add((row, column, text));
        }
    }

    private bool IsHiddenColumn(int column) => VisibleFrom(column) != column;

    /// <summary>The column itself, or where it is hidden the first one behind it that is seen.</summary>
    private int VisibleFrom(int column)
    {
        if (column is < 0 or >= MaxColumn) return column;
        if (_visibleFrom is null)
        {
            _visibleFrom = new int[MaxColumn + 1];
            int hidden = 0;
            for (int i = 0; i < MaxColumn; i++) _visibleFrom[i] = (hidden += _hiddenRanges[i]) > 0 ? -1 : i;
            _visibleFrom[MaxColumn] = MaxColumn;
            for (int i = MaxColumn - 1; i >= 0; i--)
                if (_visibleFrom[i] < 0) _visibleFrom[i] = _visibleFrom[i + 1];
        }
        return _visibleFrom[column];
    }

    /// <summary>Positions under a merge, whose text, if any, is not shown.</summary>
    private HashSet<(int, int)> CoveredPositions(ReadOptions options)
    {
        var covered = new HashSet<(int, int)>();
        if (_merges.Count == 0) return covered;
        var filled = _cells.Select(cell => (cell.Row, cell.Column)).ToHashSet();
        long work = 0;
        foreach (var merge in _merges)
        {
            long size = (long)(merge.LastRow - merge.Row + 1) * (merge.LastColumn - merge.Column + 1);
            if ((work += Math.Min(size, filled.Count)) > 10L * options.MaxTableCells)
                throw new DocumentException(DocumentStatus.ResourceLimit, "too-many-cells",
                    $"the sheet's merged areas cover more cells than the limit of {options.MaxTableCells} allows; raise --max-table-cells if it is genuine");
            if (size > filled.Count)
                covered.UnionWith(filled.Where(p => p.Row >= merge.Row && p.Row <= merge.LastRow && p.Column >= merge.Column && p.Column <= merge.LastColumn && p != (merge.Row, merge.Column)));
            else
                for (int row = merge.Row; row <= merge.LastRow; row++)
                    for (int column = merge.Column; column <= merge.LastColumn; column++)
                        if ((row, column) != (merge.Row, merge.Column) && filled.Contains((row, column))) covered.Add((row, column));
        }
        return covered;
    }

    /// <summary>The used rows or columns in order; a run of unused ones between them is kept as one, or not at all.</summary>
    private static int[] Places(IEnumerable<int> used, bool keepOneGap)
    {
        var places = new List<int>();
        foreach (int place in used.Distinct().Order())
        {
            if (keepOneGap && places.Count > 0 && place > places[^1] + 1) places.Add(places[^1] + 1);
            places.Add(place);
        }
        return [.. places];
    }

    /// <summary>How many of the places come before one.</summary>
    private static int Index(int[] places, int place)
    {
        int found = Array.BinarySearch(places, place);
        return found < 0 ? ~found : found;
    }

    private void ReadColumns(XmlCursor xml)
    {
        for (int depth = xml.Depth; xml.NextChild(depth);)
            if (xml.Name == "col" && IsHidden(xml) && xml.Number("min") is { } min && xml.Number("max") is { } max)
                HideColumns(min - 1, max - 1);
    }

    private void ReadRows(XmlCursor xml, CellText cells, ReadOptions options, CancellationToken cancellation)
    {
        int row = -1;
        for (int depth = xml.Depth; xml.NextChild(depth);)
        {
            if (xml.Name != "row") continue;
            if ((row & 0xFF) == 0) cancellation.ThrowIfCancellationRequested();
            row = xml.Number("r") is { } number and > 0 and <= MaxRow ? number - 1 : row + 1;
            if (IsHidden(xml)) HideRow(row);
            int column = -1;
            for (int inner = xml.Depth; xml.NextChild(inner);)
            {
                if (xml.Name != "c") continue;
                column = xml.Attribute("r") is { } place && ParsePlace(place) is { } at ? at.Column : column + 1;
                Add(row, column, cells.Read(xml), options);
            }
        }
    }

    /// <summary>Adds a cell; one without text is none.</summary>
    /// <exception cref="DocumentException">There are more cells than the limit allows.</exception>
    public void Add(int row, int column, string text, ReadOptions options)
    {
        if (string.IsNullOrWhiteSpace(text)) return;
        bool isRowHidden = _hiddenRows.Contains(row);
        if (isRowHidden) _hiddenRowsWithText.Add(row);
        else if (IsHiddenColumn(column)) (_hiddenColumnsWithText ??= []).Add(column);
        else
        {
            _cells.Add((row, column, text));
            if (_cells.Count > options.MaxTableCells)
                throw new DocumentException(DocumentStatus.ResourceLimit, "too-many-cells",
                    $"a sheet has more than {options.MaxTableCells} cells; raise --max-table-cells if it is genuine");
            return;
        }
        _hiddenTexts[(row, column)] = text;
    }

    private void ReadMerges(XmlCursor xml, ReadOptions options)
    {
        for (int depth = xml.Depth; xml.NextChild(depth);)
        {
            if (xml.Name != "mergeCell" || (xml.Attribute("ref") ?? "").Split(':') is not [var from, var to]) continue;
            if (ParsePlace(from) is { } first && ParsePlace(to) is { } last) Merge(first.Row, first.Column, last.Row, last.Column, options);
        }
    }

    private static bool IsHidden(XmlCursor xml) => xml.Attribute("hidden") is "1" or "true" or "on";

    /// <summary><c>AB12</c> is row 11, column 27; null where it is no place on a sheet.</summary>
    private static (int Row, int Column)? ParsePlace(string place)
    {
        int column = 0, i = 0;
        for (; i < place.Length && char.IsAsciiLetter(place[i]) && column <= MaxColumn; i++) column = column * 26 + (place[i] & 0x1F);
        int row = 0;
        for (; i < place.Length && char.IsAsciiDigit(place[i]) && row <= MaxRow; i++) row = row * 10 + place[i] - '0';
        return i == place.Length && column is > 0 and <= MaxColumn && row is > 0 and <= MaxRow ? (row - 1, column - 1) : null;
    }
}
