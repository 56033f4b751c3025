using PolicyIngest.Ingest.Readers.Pages;

namespace PolicyIngest.Ingest.Readers.Pdf.Drawing;

/// <summary>
/// Keeps the ruling lines of a page's paths: straight strokes along the page's edges, and filled shapes so thin that they are lines; and the
/// coloured grounds. Curves count by their chords, and what is drawn in white is passed over.
/// </summary>
internal sealed class PathTracer
{
    // A filled shape is a line up to this thickness, and a line is straight within this, in points.
    private const double MostThickness = 3;
    private const double Straight = 0.7;
    private const double Shortest = 1;

    private const int MaxRules = 100_000;
    private const int MaxGrounds = 5_000;

    private readonly List<(double X, double Y, bool Starts)> _path = [];
    private int _start = -1;

    public List<PageRule> Rules { get; } = [];

    public List<DrawnArea> Grounds { get; } = [];

    public void MoveTo(double x, double y) => Add(x, y, starts: true);

    public void LineTo(double x, double y) => Add(x, y, starts: false);

    public void Close()
    {
        if (_start >= 0) Add(_path[_start].X, _path[_start].Y, starts: false);
    }

    public void Clear()
    {
        _path.Clear();
        _start = -1;
    }

    public void Stroke()
    {
        for (int i = 1; i < _path.Count; i++)
        {
            if (_path[i].Starts) continue;
            AddRule(_path[i - 1].X, _path[i - 1].Y, _path[i].X, _path[i].Y, Straight);
        }
    }

    public void Fill()
    {
        for (int start = 0, end; start < _path.Count; start = end)
        {
            end = start + 1;
            while (end < _path.Count && !_path[end].Starts) end++;
            double left = double.MaxValue, top = double.MaxValue, right = double.MinValue, bottom = double.MinValue;
            for (int i = start; i < end; i++)
            {
                var (x, y, _) = _path[i];
                left = Math.Min(left, x);
                right = Math.Max(right, x);
                top = Math.Min(top, y);
                bottom = Math.Max(bottom, y);
            }
            if (Math.Min(right - left, bottom - top) <= MostThickness) AddRule(left, top, right, bottom, MostThickness);
            else if (Grounds.Count < MaxGrounds) Grounds.Add(new DrawnArea(left, top, right, bottom));
        }
    }

    private void Add(double x, double y, bool starts)
    {
        if (_path.Count >= MaxRules || !double.IsFinite(x) || !double.IsFinite(y)) return;
        if (starts || _path.Count == 0) _start = _path.Count;
        _path.Add((x, y, _start == _path.Count));
    }

    /// <summary>Keeps a stroke, or the middle of a thin shape, when it runs along the page's edges.</summary>
    private void AddRule(double x1, double y1, double x2, double y2, double thickness)
    {
        if (Rules.Count >= MaxRules) return;
        double width = Math.Abs(x2 - x1), height = Math.Abs(y2 - y1);
        if (height <= thickness && width >= Shortest && width > height)
            Rules.Add(new PageRule(true, (y1 + y2) / 2, Math.Min(x1, x2), Math.Max(x1, x2)));
        else if (width <= thickness && height >= Shortest && height > width)
            Rules.Add(new PageRule(false, (x1 + x2) / 2, Math.Min(y1, y2), Math.Max(y1, y2)));
    }
}
