namespace PolicyIngest.Ingest.Readers.Pdf.Drawing;

/// <summary>Where a page is painted with coloured areas and pictures, to a five-hundredth of its sides: each letter is looked up in one step, however many areas there are.</summary>
internal sealed class PaintedGround
{
    private const int Cells = 512;

    private readonly bool[] _cells = new bool[Cells * Cells];
    private readonly double _width;
    private readonly double _height;

    public PaintedGround(DrawnPage page)
    {
        (_width, _height) = (Math.Max(page.Width, 1), Math.Max(page.Height, 1));
        foreach (var area in page.Grounds.Concat(page.Pictures.Select(picture => picture.Area)))
        {
            int left = Column(area.Left), right = Column(area.Right);
            for (int row = Row(area.Top); row <= Row(area.Bottom); row++) Array.Fill(_cells, true, row * Cells + left, right - left + 1);
        }
    }

    /// <summary>Whether a place lies on such an area; beside the page, at its edge.</summary>
    public bool Contains(double x, double y) => _cells[Row(y) * Cells + Column(x)];

    private int Column(double x) => (int)Math.Clamp(x / _width * Cells, 0, Cells - 1);

    private int Row(double y) => (int)Math.Clamp(y / _height * Cells, 0, Cells - 1);
}
