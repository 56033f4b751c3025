namespace PolicyIngest.Ingest.Readers.Pages;

/// <summary>Takes a page apart: tables and frames by their ruling lines, columns by the gap between them, the rest in lines.</summary>
internal sealed class PageReading
{
    private readonly AlignedTables _aligned = new();

    /// <summary>The lines and tables of a page in reading order.</summary>
    public List<FlowItem> Read(PageContent page)
    {
        var grids = RuledGridFinder.Find(page.Rules);
        // A frame around the whole page is an ornament.
        grids.RemoveAll(grid => grid.IsFrame && grid.Bottom - grid.Top > 0.75 * page.Height);
        var inGrids = new List<PageWord>[grids.Count];
        for (int i = 0; i < grids.Count; i++) inGrids[i] = [];
        var free = new List<PageWord>();
        var onSide = new List<PageWord>();
        foreach (var word in page.Words)
        {
            int grid = InnermostGrid(grids, word);
            (grid >= 0 ? inGrids[grid] : word.IsOnSide ? onSide : free).Add(word);
        }

        var parts = new List<(double Top, List<FlowItem> Items)>();
        for (int i = 0; i < grids.Count; i++)
        {
            var table = PageTable.Fill(grids[i], page.Number, inGrids[i]);
            if (grids[i].IsFrame) parts.Add((table.Top, FrameLines(table, i)));
            else parts.Add((table.Top, [new FlowTable(table)]));
        }
        var (tables, text) = _aligned.Find(page, free);
        foreach (var table in tables) parts.Add((table.Top, [new FlowTable(table)]));
        foreach (var column in ColumnSplit.Split(text))
        {
            var area = new TextArea($"{column.Kind} {page.Width:F0}×{page.Height:F0}", 0, page.Width, isFrame: false);
            foreach (var line in TextLine.Group(column.Words))
                parts.Add((column.IsFullWidth ? line.Top : column.Top, [new FlowLine(page.Number, line, area)]));
        }
        // Text on its side in a margin (装订线) belongs to none of the lines that it stands beside.
        for (int i = 0; i < onSide.Count; i++)
            parts.Add((page.Height, [new FlowLine(page.Number, new TextLine([onSide[i]]), new TextArea($"side {page.Number}.{i}", onSide[i].Left, onSide[i].Right, isFrame: true))]));
        // A stable sort keeps the lines of a column together.
        return [.. parts.OrderBy(part => part.Top).SelectMany(part => part.Items)];
    }

    private static int InnermostGrid(List<RuledGrid> grids, PageWord word)
    {
        int best = -1;
        for (int i = 0; i < grids.Count; i++)
        {
            if (grids[i].Contains(word.CentreX, word.CentreY) && (best < 0 || grids[best].IsFrame)) best = i;
        }
        return best;
    }

    private static List<FlowItem> FrameLines(PageTable frame, int ordinal)
    {
        var lines = new List<FlowItem>();
        foreach (var cell in frame.Cells)
        {
            var area = new TextArea($"frame {frame.Page}.{ordinal}.{cell.Area.Row}", cell.Left, cell.Right, isFrame: true);
            foreach (var line in cell.Lines) lines.Add(new FlowLine(frame.Page, line, area));
        }
        return lines;
    }
}
