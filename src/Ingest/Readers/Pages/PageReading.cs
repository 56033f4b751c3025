namespace PolicyIngest.Ingest.Readers.Pages;

/// <summary>Takes a page apart: tables and frames by their ruling lines, columns by the gap between them, the rest in lines.</summary>
internal sealed class PageReading
{
    private readonly AlignedTables _aligned = new();
    private readonly ColumnSplit _columns = new();

    /// <summary>The pages that were read as two columns although that is not sure.</summary>
    public IReadOnlyList<int> UnsureColumns => _columns.Unsure;

    /// <summary>Lines that are known for page numbers by the pages before them.</summary>
    public IReadOnlySet<TextLine> PageNumbers => _aligned.PageNumbers;

    /// <summary>How many characters of the pages read so far found no place in a line or table; more than none is a fault of this reader.</summary>
    public int Unplaced { get; private set; }

    /// <summary>The first page with characters that found no place.</summary>
    public int FirstUnplaced { get; private set; }

    /// <summary>The lines and tables of a page in reading order.</summary>
    public List<FlowItem> Read(PageContent page)
    {
        var items = Arrange(page);
        int lost = page.Words.Sum(Characters) - items.Sum(Characters);
        if (lost > 0 && Unplaced == 0) FirstUnplaced = page.Number;
        Unplaced += Math.Max(lost, 0);
        return items;
    }

    private static int Characters(FlowItem item) => item switch
    {
        FlowLine { Line: var line } => line.Words.Sum(Characters),
        FlowTable { Table: var table } => table.Cells.Sum(cell => cell.Lines.Sum(line => line.Words.Sum(Characters))),
        _ => throw new InvalidOperationException(),
    };

    private static int Characters(PageWord word) => word.Text.AsSpan().Length - word.Text.AsSpan().Count(' ');

    private List<FlowItem> Arrange(PageContent page)
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

        var boxes = new List<PageBox>();
        for (int i = 0; i < grids.Count; i++)
        {
            var table = PageTable.Fill(grids[i], page.Number, inGrids[i]);
            boxes.Add(Box(table, grids[i].IsFrame ? FrameLines(table, i) : [new FlowTable(table)]));
        }
        var (tables, text) = _aligned.Find(page, Letterhead.Join(SpacedLetters.Join(TextLine.Group(free))));
        foreach (var table in tables) boxes.Add(Box(table, [new FlowTable(table)]));
        var items = new List<FlowItem>();
        foreach (var column in _columns.Split(page, text, boxes))
        {
            var area = new TextArea($"{column.Kind} {page.Width:F0}×{page.Height:F0}", 0, page.Width, isFrame: false) { IsColumn = column.Kind != ColumnPart.Full };
            var lines = column.Lines.Select(line => (line.Top, Items: new List<FlowItem> { new FlowLine(page.Number, line, area) }));
            // A stable sort: what stands at one height keeps its order.
            items.AddRange(column.Boxes.Select(box => (box.Top, box.Items)).Concat(lines).OrderBy(part => part.Top).SelectMany(part => part.Items));
        }
        // Text on its side in a margin (装订线) belongs to none of the lines that it stands beside.
        for (int i = 0; i < onSide.Count; i++)
            items.Add(new FlowLine(page.Number, new TextLine([onSide[i]]), new TextArea($"side {page.Number}.{i}", onSide[i].Left, onSide[i].Right, isFrame: true)));
        return items;
    }

    private static PageBox Box(PageTable table, List<FlowItem> items) => new(table.Xs[0], table.Top, table.Xs[^1], table.Bottom, items);

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
