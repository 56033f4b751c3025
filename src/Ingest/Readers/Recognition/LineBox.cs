namespace PolicyIngest.Ingest.Readers.Recognition;

/// <summary>The place of a line of text: a rectangle that may lean a little, in pixels.</summary>
/// <param name="CentreX">Its middle.</param>
/// <param name="CentreY">Its middle.</param>
/// <param name="Width">Along the text.</param>
/// <param name="Height">Across it.</param>
/// <param name="Angle">How far the line falls to the right, in radians.</param>
internal readonly record struct LineBox(double CentreX, double CentreY, double Width, double Height, double Angle)
{
    public double Left => CentreX - Math.Cos(Angle) * Width / 2;

    public double Right => CentreX + Math.Cos(Angle) * Width / 2;

    public double Top => CentreY - Height / 2;

    public double Bottom => CentreY + Height / 2;

    /// <summary>The place at a distance from the left end, on the middle of the line.</summary>
    public (double X, double Y) Along(double distance) =>
        (CentreX + Math.Cos(Angle) * (distance - Width / 2), CentreY + Math.Sin(Angle) * (distance - Width / 2));

    /// <summary>The part between two distances from the left end.</summary>
    public LineBox Part(double from, double to)
    {
        var (x, y) = Along((from + to) / 2);
        return this with { CentreX = x, CentreY = y, Width = to - from };
    }

    /// <summary>The upright rectangle around this one and another beside it.</summary>
    public LineBox With(LineBox other)
    {
        double left = Math.Min(Left, other.Left), right = Math.Max(Right, other.Right), top = Math.Min(Top, other.Top), bottom = Math.Max(Bottom, other.Bottom);
        return new LineBox((left + right) / 2, (top + bottom) / 2, right - left, bottom - top, 0);
    }

    /// <summary>The rectangle grown on all sides.</summary>
    public LineBox Grown(double by) => this with { Width = Width + 2 * by, Height = Height + 2 * by };

    /// <summary>The same rectangle in a raster of another scale.</summary>
    public LineBox Scaled(double x, double y) => new(CentreX * x, CentreY * y, Width * x, Height * y, Angle);

    /// <summary>
    /// The rectangle around a component. A long one lies along the line that fits its places best; a short one is upright, for its own direction says
    /// nothing.
    /// </summary>
    public static LineBox Around(Component component)
    {
        double angle = component.Width > 4 * component.Height || component.Width > 60 ? Lean(component) : 0;
        double cos = Math.Cos(angle), sin = Math.Sin(angle);
        double left = double.MaxValue, right = double.MinValue, top = double.MaxValue, bottom = double.MinValue;
        foreach (var (x, y) in component.Places)
        {
            double along = cos * x + sin * y, across = cos * y - sin * x;
            (left, right) = (Math.Min(left, along), Math.Max(right, along));
            (top, bottom) = (Math.Min(top, across), Math.Max(bottom, across));
        }
        // A pixel's middle stands half a pixel inside it.
        double middle = (left + right) / 2 + 0.5 * (cos + sin), height = (top + bottom) / 2 + 0.5 * (cos - sin);
        return new LineBox(cos * middle - sin * height, sin * middle + cos * height, right - left + 1, bottom - top + 1, angle);
    }

    private static double Lean(Component component)
    {
        double sumX = 0, sumY = 0, sumXx = 0, sumXy = 0;
        foreach (var (x, y) in component.Places)
        {
            sumX += x;
            sumY += y;
            sumXx += (double)x * x;
            sumXy += (double)x * y;
        }
        double n = component.Count, spread = n * sumXx - sumX * sumX;
        return spread <= 0 ? 0 : Math.Clamp(Math.Atan((n * sumXy - sumX * sumY) / spread), -0.1, 0.1);
    }
}
