using PolicyIngest.Ingest.Readers.Packages;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Word;

/// <summary>
/// Reads tables (<c>w:tbl</c>). One of a single cell or column is a frame around text and is read as that text, but for a box with a
/// title (专栏); a table inside a cell follows the outer one as a table of its own.
/// </summary>
internal sealed class TableReader(WordContext context, StoryReader story)
{
    // Word itself makes 63 columns at most; a span past this is damage or malice.
    private const int MaxColumns = 1_000;

    /// <summary>Reads the current <c>w:tbl</c>.</summary>
    public void Read(XmlCursor xml, IBlockSink sink)
    {
        var table = new Table();
        ReadRows(xml, table);
        if (IsFrame(table))
        {
            foreach (var cell in table.Cells) cell.Content.CopyTo(sink);
            return;
        }
        sink.Add(Grid(table));
        foreach (var cell in table.Cells)
            foreach (var inner in cell.Content.Tables) sink.Add(inner);
    }

    /// <summary>Whether only one cell holds anything, or all stand in one column without making a box with a title.</summary>
    private static bool IsFrame(Table table)
    {
        if (table.Cells.Count(cell => !cell.Content.IsBlank) <= 1) return true;
        return table.Cells.TrueForAll(cell => cell.Column == table.Cells[0].Column)
            && !TableGrid.IsTitledBox([.. table.Cells.Select(cell => cell.Content.CellText())]);
    }

    /// <summary>
    /// The table as a grid. Word's own grid has a line wherever any row was ever dragged to; those at which no cell begins are left out.
    /// </summary>
    private static TableGrid Grid(Table table)
    {
        int[] columns = [.. table.Cells.Select(cell => cell.Column).Distinct().Order()];
        var grid = new TableGrid { DeclaredHeadRows = table.HeadRows };
        foreach (var cell in table.Cells)
        {
            int first = Array.BinarySearch(columns, cell.Column);
            int end = Array.BinarySearch(columns, cell.Column + cell.ColumnSpan);
            grid.Add(new GridCell(cell.Row, first, cell.RowSpan, (end < 0 ? ~end : end) - first, cell.Content.CellText()));
        }
        return grid;
    }

    private void ReadRows(XmlCursor xml, Table table)
    {
        for (int depth = xml.Depth; xml.NextChild(depth);)
        {
            switch (xml.Name)
            {
                case "tr": ReadRow(xml, table); break;
                case "sdt": ContentControl.Read(xml, context, _ => ReadRows(xml, table)); break;
                case "customXml" or "ins" or "moveTo": ReadRows(xml, table); break;
                case "mc:AlternateContent":
                    for (var branch = new AlternateContent(xml); branch.Next();) ReadRows(xml, table);
                    break;
            }
        }
    }

    private void ReadRow(XmlCursor xml, Table table)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        var row = new Row();
        ReadCells(xml, table, row);
        if (row.IsLeftOut || row.IsEmpty) return;
        if (row.IsHead && table.HeadRows == table.RowCount) table.HeadRows++;
        // What no cell of this row continued ends here.
        foreach (int column in table.Open.Keys.ToArray())
            if (table.Open[column].LastRow < table.RowCount) table.Open.Remove(column);
        table.RowCount++;
    }

    private void ReadCells(XmlCursor xml, Table table, Row row)
    {
        for (int depth = xml.Depth; xml.NextChild(depth);)
        {
            switch (xml.Name)
            {
                case "trPr": ReadRowProperties(xml, row); break;
                case "tc" when !row.IsLeftOut: ReadCell(xml, table, row); break;
                case "sdt": ContentControl.Read(xml, context, _ => ReadCells(xml, table, row)); break;
                case "customXml" or "ins" or "moveTo": ReadCells(xml, table, row); break;
                case "mc:AlternateContent":
                    for (var branch = new AlternateContent(xml); branch.Next();) ReadCells(xml, table, row);
                    break;
            }
        }
    }

    private static void ReadRowProperties(XmlCursor xml, Row row)
    {
        for (int depth = xml.Depth; xml.NextChild(depth);)
        {
            switch (xml.Name)
            {
                case "gridBefore": row.Column = Math.Clamp(xml.Number("val") ?? 0, 0, MaxColumns); break;
                case "tblHeader": row.IsHead = xml.IsOn(); break;
                case "hidden": row.IsLeftOut |= xml.IsOn(); break;
                // A row whose deletion is tracked.
                case "del" or "moveFrom": row.IsLeftOut = true; break;
            }
        }
    }

    private void ReadCell(XmlCursor xml, Table table, Row row)
    {
        var properties = default(CellProperties);
        var content = new BlockBuffer();
        bool isContinued = false;
        for (int depth = xml.Depth; xml.NextChild(depth);)
        {
            if (xml.Name == "tcPr")
            {
                properties = ReadCellProperties(xml);
                isContinued = properties.Continues && table.Open.ContainsKey(row.Column);
                // The number of a paragraph that a merge covers is not seen.
                if (isContinued) story.CountsNumbers = false;
            }
            else
            {
                story.ReadBlock(xml, content);
            }
        }
        story.EndContainer(content);
        if (isContinued) story.CountsNumbers = true;
        Place(table, row, properties, content, isContinued);
    }

    private void Place(Table table, Row row, CellProperties properties, BlockBuffer content, bool isContinued)
    {
        row.IsEmpty = false;
        if (properties.IsDeleted || row.Column >= MaxColumns) return;
        int span = Math.Clamp(properties.Span, 1, MaxColumns - row.Column);
        if (properties.JoinsLeft && row.Last is { } left)
        {
            left.ColumnSpan += span;
        }
        else if (isContinued)
        {
            var origin = table.Open[row.Column];
            origin.RowSpan = table.RowCount - origin.Row + 1;
            if (content.CellText().Length > 0) context.CoveredCells++;
        }
        else
        {
            var cell = new Cell(table.RowCount, row.Column, content) { ColumnSpan = span };
            table.Cells.Add(cell);
            if (table.Cells.Count > context.Options.MaxTableCells)
                throw new DocumentException(DocumentStatus.ResourceLimit, "too-many-cells",
                    $"a table has more than {context.Options.MaxTableCells} cells; raise --max-table-cells if it is genuine");
            table.Open.Remove(row.Column);
            if (properties.BeginsMerge) table.Open[row.Column] = cell;
            row.Last = cell;
        }
        row.Column += span;
    }

    private static CellProperties ReadCellProperties(XmlCursor xml)
    {
        var properties = new CellProperties { Span = 1 };
        for (int depth = xml.Depth; xml.NextChild(depth);)
        {
            switch (xml.Name)
            {
                case "gridSpan": properties.Span = xml.Number("val") ?? 1; break;
                case "vMerge":
                    // Without a value it continues.
                    if (xml.Attribute("val") == "restart") properties.BeginsMerge = true;
                    else properties.Continues = true;
                    break;
                case "hMerge": properties.JoinsLeft = xml.Attribute("val") != "restart"; break;
                case "cellDel": properties.IsDeleted = true; break;
            }
        }
        return properties;
    }

    private record struct CellProperties(int Span, bool BeginsMerge, bool Continues, bool JoinsLeft, bool IsDeleted);

    private sealed class Table
    {
        public List<Cell> Cells { get; } = [];

        /// <summary>Cells that the next row may continue, by column.</summary>
        public Dictionary<int, Cell> Open { get; } = [];

        public int RowCount { get; set; }

        public int HeadRows { get; set; }
    }

    private sealed class Row
    {
        public int Column { get; set; }

        public Cell? Last { get; set; }

        public bool IsHead { get; set; }

        public bool IsLeftOut { get; set; }

        public bool IsEmpty { get; set; } = true;
    }

    private sealed class Cell(int row, int column, BlockBuffer content)
    {
        public int Row { get; } = row;

        public int Column { get; } = column;

        public BlockBuffer Content { get; } = content;

        public int RowSpan { get; set; } = 1;

        public int ColumnSpan { get; set; } = 1;

        public int LastRow => Row + RowSpan - 1;
    }
}
