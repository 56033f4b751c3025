using PolicyIngest.Tests.Support;

namespace PolicyIngest.Tests.Samples;

/// <summary>
/// Sets paragraphs and tables on A4 pages as official documents are: 26 characters of 16 points to the line, first lines set in by two,
/// a page number <c>— 3 —</c> below; tables in 10 points, their head repeated, their rows cut at the page's end.
/// </summary>
internal sealed class PdfPages
{
    private const double Left = 90, Width = 416, Top = 100, Bottom = 740;
    private const double CellSize = 10, CellPitch = 14, Padding = 5;

    private readonly IPageFile _file;
    private IPageSheet _page = null!;
    private double _y;
    private int _number;

    /// <param name="top">Where the first page's text begins, in points from the upper edge.</param>
    /// <param name="file">What the pages are written to; a PDF by default.</param>
    public PdfPages(double top = Top, IPageFile? file = null)
    {
        _file = file ?? new PdfWriter();
        NextPage();
        _y = top;
    }

    public byte[] ToBytes() => _file.Save();

    /// <summary>Adds a title in the middle.</summary>
    public void Title(string text)
    {
        foreach (string line in Wrap(text, Width, 22, indent: 0))
        {
            Centred(_y, line, 22);
            _y += 34;
        }
        _y += 14;
    }

    /// <summary>Adds a paragraph.</summary>
    public void Paragraph(string text)
    {
        bool first = true;
        foreach (string line in Wrap(text, Width, 16, indent: 32))
        {
            if (_y > Bottom) NextPage();
            _page.Write(first ? Left + 32 : Left, _y, line, 16);
            _y += 28;
            first = false;
        }
    }

    /// <summary>Adds a table.</summary>
    /// <param name="rows">Its rows.</param>
    /// <param name="headRows">How many of them are its head.</param>
    /// <param name="weights">How wide the columns are against each other.</param>
    public void Table(List<TableRow> rows, int headRows, double[] weights)
    {
        double[] xs = [Left, .. weights.Select((_, i) => Left + Width * weights.Take(i + 1).Sum() / weights.Sum())];
        for (int i = 0; i < rows.Count; i++)
        {
            var cells = Set(rows[i], xs);
            while (true)
            {
                int fit = (int)((Bottom - _y - 2 * Padding) / CellPitch);
                int most = cells.Max(cell => cell.Lines.Count);
                if (fit > 0 || most == 0) DrawRow(cells, Math.Min(Math.Max(fit, 1), Math.Max(most, 1)));
                if (cells.TrueForAll(cell => cell.Lines.Count == 0)) break;
                NextPage();
                if (i >= headRows) foreach (var head in rows.Take(headRows)) DrawRow(Set(head, xs), 2);
                cells = [.. cells.Select(cell => cell with { IsOpen = false })];
            }
        }
        _page.Rule(Left, _y, Left + Width, _y);
        _y += 28;
    }

    /// <param name="From">Left border.</param>
    /// <param name="To">Right border.</param>
    /// <param name="IsOpen">Whether no line parts it from the cell above.</param>
    /// <param name="Lines">The lines that are still to be written.</param>
    private sealed record Cell(double From, double To, bool IsOpen, List<string> Lines);

    private static List<Cell> Set(TableRow row, double[] xs)
    {
        var cells = new List<Cell>();
        int column = 0;
        foreach (var cell in row.Cells)
        {
            double from = xs[column], to = xs[column += cell.Span];
            cells.Add(new Cell(from, to, cell.Continues,
                [.. cell.Text.Split('\n').Where(line => line.Length > 0).SelectMany(line => Wrap(line, to - from - 2 * Padding, CellSize, indent: 0))]));
        }
        return cells;
    }

    private void DrawRow(List<Cell> cells, int most)
    {
        double height = 2 * Padding + CellPitch * Math.Min(most, Math.Max(1, cells.Max(cell => cell.Lines.Count)));
        foreach (var cell in cells)
        {
            if (!cell.IsOpen) _page.Rule(cell.From, _y, cell.To, _y);
            _page.Rule(cell.From, _y, cell.From, _y + height);
            _page.Rule(cell.To, _y, cell.To, _y + height);
            int count = Math.Min(most, cell.Lines.Count);
            for (int line = 0; line < count; line++) _page.Write(cell.From + Padding, _y + Padding + CellSize + line * CellPitch, cell.Lines[line], CellSize);
            cell.Lines.RemoveRange(0, count);
        }
        _y += height;
        if (_y + 2 * Padding + CellPitch > Bottom) _page.Rule(Left, _y, Left + Width, _y);
    }

    private void Centred(double y, string text, double size) => _page.Write(Left + (Width - PdfPageWriter.Measure(text, size)) / 2, y, text, size);

    private void NextPage()
    {
        _page = _file.AddSheet();
        _number++;
        Centred(800, $"— {_number} —", 14);
        _y = Top;
    }

    /// <summary>Cuts a text into lines; a mark that may not begin a line hangs over the edge.</summary>
    private static List<string> Wrap(string text, double width, double size, double indent)
    {
        var lines = new List<string>();
        int start = 0;
        double used = indent;
        for (int i = 0; i < text.Length; i++)
        {
            double own = PdfPageWriter.Measure(text[i..(i + 1)], size);
            bool keeps = i > 0 && (IsClosing(text[i]) || (IsNarrow(text[i]) && IsNarrow(text[i - 1]) && i - start < 12));
            if (used + own > width + 0.01 && i > start && !keeps)
            {
                lines.Add(text[start..i]);
                (start, used) = (i, 0);
            }
            used += own;
        }
        lines.Add(text[start..]);
        return lines;
    }

    private static bool IsNarrow(char c) => c < '\u0100';

    private static bool IsClosing(char c) => "，。、；：）》”％%".Contains(c, StringComparison.Ordinal);
}
