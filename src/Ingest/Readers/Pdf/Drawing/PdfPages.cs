namespace PolicyIngest.Ingest.Readers.Pdf.Drawing;

/// <summary>A page as far as its drawing goes.</summary>
/// <param name="Contents">Its content stream, or a list of them.</param>
/// <param name="Resources">Its resources, or null.</param>
/// <param name="Rotation">By how much the page is turned clockwise when shown: 0, 90, 180 or 270.</param>
/// <param name="ToPage">Turns the page's own coordinates into points from the upper left corner as shown.</param>
internal sealed record PdfPage(object? Contents, object? Resources, int Rotation, Matrix ToPage);

/// <summary>Walks the page tree.</summary>
internal static class PdfPages
{
    /// <summary>The pages in order, at most <paramref name="max"/>; a tree that loops is cut where it does.</summary>
    public static List<PdfPage> List(PdfObjects objects, int max)
    {
        var pages = new List<PdfPage>();
        var root = objects.Dictionary(objects.Trailer.GetValueOrDefault("Root"));
        if (root is null) return pages;
        var seen = new HashSet<int>();
        var open = new Stack<(object? Node, Inherited Inherited)>();
        open.Push((root.GetValueOrDefault("Pages"), new Inherited(null, null, 0)));
        while (open.Count > 0 && pages.Count < max)
        {
            var (node, inherited) = open.Pop();
            if (node is PdfReference reference && !seen.Add(reference.Number)) continue;
            if (objects.Dictionary(node) is not { } entries) continue;
            inherited = new Inherited(
                entries.GetValueOrDefault("Resources") ?? inherited.Resources,
                entries.GetValueOrDefault("MediaBox") ?? inherited.MediaBox,
                objects.Number(entries.GetValueOrDefault("Rotate")) ?? inherited.Rotate);
            if (objects.Resolve(entries.GetValueOrDefault("Kids")) is List<object?> kids)
            {
                for (int i = kids.Count - 1; i >= 0; i--) open.Push((kids[i], inherited));
            }
            else
            {
                int rotation = ((int)inherited.Rotate % 360 + 360) % 360;
                pages.Add(new PdfPage(entries.GetValueOrDefault("Contents"), inherited.Resources, rotation, ToPage(objects, inherited.MediaBox, rotation)));
            }
        }
        return pages;
    }

    private static Matrix ToPage(PdfObjects objects, object? mediaBox, int rotation)
    {
        double[] box = [0, 0, 612, 792];
        if (objects.Resolve(mediaBox) is List<object?> { Count: >= 4 } stated)
        {
            for (int i = 0; i < 4; i++) box[i] = objects.Number(stated[i]) ?? box[i];
        }
        double left = Math.Min(box[0], box[2]), right = Math.Max(box[0], box[2]);
        double bottom = Math.Min(box[1], box[3]), top = Math.Max(box[1], box[3]);
        return rotation switch
        {
            90 => new Matrix(0, 1, 1, 0, -bottom, -left),
            180 => new Matrix(-1, 0, 0, 1, right, -bottom),
            270 => new Matrix(0, -1, -1, 0, top, right),
            _ => new Matrix(1, 0, 0, -1, -left, top),
        };
    }

    private readonly record struct Inherited(object? Resources, object? MediaBox, double Rotate);
}

/// <summary>A transformation of the plane as PDF writes it: x' = ax + cy + e, y' = bx + dy + f.</summary>
internal readonly record struct Matrix(double A, double B, double C, double D, double E, double F)
{
    public static Matrix Identity { get; } = new(1, 0, 0, 1, 0, 0);

    public (double X, double Y) Apply(double x, double y) => (A * x + C * y + E, B * x + D * y + F);

    /// <summary>This transformation first, then <paramref name="next"/>.</summary>
    public Matrix Then(Matrix next) => new(
        A * next.A + B * next.C, A * next.B + B * next.D,
        C * next.A + D * next.C, C * next.B + D * next.D,
        E * next.A + F * next.C + next.E, E * next.B + F * next.D + next.F);
}
