using System.Globalization;

namespace PolicyIngest.Ingest.Readers.Ofd;

/// <summary>A mapping of the plane, written in OFD as <c>CTM="a b c d e f"</c>: x' = ax + cy + e, y' = bx + dy + f.</summary>
internal readonly record struct Affine(double A, double B, double C, double D, double E, double F)
{
    /// <summary>The mapping that leaves everything where it is.</summary>
    public static Affine Identity { get; } = new(1, 0, 0, 1, 0, 0);

    /// <summary>By how much lengths grow.</summary>
    public double Scale => Math.Sqrt(Math.Abs(A * D - B * C));

    /// <summary>Whether horizontal lines stay horizontal or become vertical; not so for slanted text such as a watermark.</summary>
    public bool IsSquare => Math.Min(Math.Abs(A), Math.Abs(B)) <= 0.03 * Math.Max(Math.Abs(A), Math.Abs(B));

    public static Affine Shift(double x, double y) => new(1, 0, 0, 1, x, y);

    /// <summary>This mapping first, then <paramref name="next"/>.</summary>
    public Affine Then(Affine next) => new(
        A * next.A + B * next.C, A * next.B + B * next.D,
        C * next.A + D * next.C, C * next.B + D * next.D,
        E * next.A + F * next.C + next.E, E * next.B + F * next.D + next.F);

    public (double X, double Y) Apply(double x, double y) => (A * x + C * y + E, B * x + D * y + F);

    /// <summary>The mapping of an object: its own <c>CTM</c>, then the corner of its <c>Boundary</c>; the identity for what can't be read.</summary>
    public static Affine Of(string? matrix, string? boundary)
    {
        double[] m = Numbers(matrix), b = Numbers(boundary);
        var own = m.Length >= 6 ? new Affine(m[0], m[1], m[2], m[3], m[4], m[5]) : Identity;
        return b.Length >= 2 ? own.Then(Shift(b[0], b[1])) : own;
    }

    /// <summary>The numbers of an attribute, up to the first that is none.</summary>
    public static double[] Numbers(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return [];
        var numbers = new List<double>();
        foreach (var range in text.AsSpan().SplitAny(' ', '\t', '\r', '\n', ','))
        {
            if (range.Start.Value == range.End.Value) continue;
            if (!double.TryParse(text.AsSpan()[range], NumberStyles.Float, CultureInfo.InvariantCulture, out double number) || !double.IsFinite(number)) break;
            numbers.Add(number);
        }
        return [.. numbers];
    }
}
