using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Pages;

/// <summary>Turns the pages of a document into its paragraphs and tables.</summary>
internal sealed class PageAssembler
{
    private readonly DocumentBuilder _builder;
    private readonly Dictionary<int, BodyStyle> _styles;
    private readonly Dictionary<TextLine, BlockRole> _furniture;
    private readonly HashSet<TextLine> _contents;
    private readonly List<FlowLine> _heldBack = [];
    private readonly JoinedText _text = new();
    private FlowLine? _first;
    private FlowLine? _last;
    private TableJoin? _table;

    private PageAssembler(DocumentBuilder builder, Dictionary<int, BodyStyle> styles, Dictionary<TextLine, BlockRole> furniture, HashSet<TextLine> contents)
    {
        _builder = builder;
        _styles = styles;
        _furniture = furniture;
        _contents = contents;
    }

    /// <summary>Appends the blocks of all pages.</summary>
    /// <exception cref="DocumentException">A limit on text or cells is passed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static void Assemble(IEnumerable<PageContent> content, DocumentBuilder builder, CancellationToken cancellation)
    {
        var reading = new PageReading();
        var pages = new List<(PageContent Page, List<FlowItem> Items)>();
        foreach (var page in content)
        {
            cancellation.ThrowIfCancellationRequested();
            pages.Add((page with { Words = [], Rules = [] }, reading.Read(page)));
        }
        var furniture = PageFurniture.Find(pages, reading.PageNumbers);
        var body = pages.SelectMany(page => page.Items).OfType<FlowLine>().Where(line => !furniture.ContainsKey(line.Line)).ToList();
        var contents = ContentsLines.Find(body);
        var assembler = new PageAssembler(builder, BodyStyle.MeasureRuns(body.FindAll(line => !contents.Contains(line.Line))), furniture, contents);
        foreach (var (_, items) in pages)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var item in items) assembler.Add(item);
        }
        assembler.EndAll();
        var marks = furniture.Keys.Where(line => ScannerMark.Is(line.Text)).ToList();
        if (marks.Count > 0)
            builder.Report(DiagnosticSeverity.Info, "scanner-mark", $"the mark of a scanning program, on {marks.Count} pages, is left out of the text: “{marks[0].Text}”");
        if (reading.Unplaced > 0)
            builder.Report(DiagnosticSeverity.Warning, "text-unplaced",
                $"{reading.Unplaced} characters (the first on page {reading.FirstUnplaced}) found no place in the text; compare the page with the file and report it");
        if (reading.UnsureColumns.Count > 0)
            builder.Report(DiagnosticSeverity.Warning, "columns-unsure",
                $"{reading.UnsureColumns.Count} pages (the first is page {reading.UnsureColumns[0]}) may be set in two columns and are read column by column; compare them with the file");
    }

    private void Add(FlowItem item)
    {
        switch (item)
        {
            // Paragraphs and tables go on over the page's end: what stands between their parts comes behind them.
            case FlowLine line when _furniture.ContainsKey(line.Line):
                _heldBack.Add(line);
                if (_first is null && _table is null) EndAll();
                break;
            case FlowLine line when _contents.Contains(line.Line):
                EndAll();
                AddAlone(line, BlockRole.Contents);
                break;
            case FlowLine line:
                AddLine(line);
                break;
            case FlowTable { Table: var table }:
                AddTable(table);
                break;
        }
    }

    private void AddLine(FlowLine line)
    {
        if (_first is not null && _last is not null && new ParagraphBreaks(_styles[line.Page]).GoesOn(_first, _last, line))
        {
            _text.Append(line.Line, line.Page);
            _last = line;
            return;
        }
        EndAll();
        _text.Append(line.Line, line.Page);
        _first = _last = line;
    }

    private void AddTable(PageTable table)
    {
        if (_table is not null && _table.TryAppend(table)) return;
        EndAll();
        _table = new TableJoin(table);
    }

    private void EndAll()
    {
        if (_first is not null)
        {
            bool centred = _styles[_first.Page].IsCentred(_first) && _styles[_last!.Page].IsCentred(_last);
            _builder.AddParagraph(_text.ToString(), place: new SourcePlace(Page: _first.Page), centered: centred, doubts: _text.Doubts);
            _first = _last = null;
            _text.Clear();
        }
        if (_table is not null)
        {
            _builder.AddTable(_table.ToGrid(), place: new SourcePlace(Page: _table.FirstPage));
            _table = null;
        }
        foreach (var line in _heldBack) AddAlone(line, _furniture[line.Line]);
        _heldBack.Clear();
    }

    /// <summary>Adds a line as a paragraph of its own.</summary>
    private void AddAlone(FlowLine line, BlockRole role)
    {
        var text = new JoinedText();
        text.Append(line.Line, line.Page);
        _builder.AddParagraph(text.ToString(), role, new SourcePlace(Page: line.Page), doubts: text.Doubts);
    }
}
