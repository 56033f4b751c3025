using System.Globalization;
using PolicyIngest.Ingest.Readers.Packages;
using PolicyIngest.Ingest.Readers.Pages;

namespace PolicyIngest.Ingest.Readers.Ofd;

/// <summary>Reads path objects for the ruling lines among them: straight strokes along the page's edges, and thin filled shapes.</summary>
internal static class OfdPaths
{
    // In points: a stroke may lie this far off its direction, a filled shape may be this thick; what is shorter is no rule.
    private const double Straight = 0.7, MostThickness = 2.5, Shortest = 2;
    private const int MaxRules = 100_000;

    /// <summary>Adds the rules of the current <c>PathObject</c>.</summary>
    public static void Read(XmlCursor xml, Affine toPage, List<PageRule> rules)
    {
        bool isStroked = xml.Attribute("Stroke") is not ("false" or "0"), isFilled = xml.Attribute("Fill") is "true" or "1";
        string data = "";
        bool isWhite = false;
        for (int depth = xml.Depth; xml.NextChild(depth);)
        {
            if (xml.LocalName == "AbbreviatedData") data = OfdReader.Text(xml);
            else if (xml.LocalName == (isStroked ? "StrokeColor" : "FillColor")) isWhite = IsWhite(xml.Attribute("Value"));
        }
        if (isWhite || rules.Count > MaxRules) return;
        foreach (var shape in Shapes(data, toPage))
        {
            if (isStroked)
                for (int i = 1; i < shape.Count; i++) AddRule(shape[i - 1], shape[i], Straight, rules);
            if (isFilled) AddRule((shape.Min(p => p.X), shape.Min(p => p.Y)), (shape.Max(p => p.X), shape.Max(p => p.Y)), MostThickness, rules);
        }
    }

    private static bool IsWhite(string? color) => Affine.Numbers(color) is { Length: 3 } rgb && rgb.All(part => part >= 250);

    /// <summary>The corners of each part of a path; a curve is its chord.</summary>
    private static List<List<(double X, double Y)>> Shapes(string data, Affine toPage)
    {
        var shapes = new List<List<(double X, double Y)>>();
        string[] words = data.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i < words.Length; i++)
        {
            int operands = words[i] switch { "M" or "S" or "L" => 2, "Q" => 4, "B" => 6, "A" => 7, _ => 0 };
            if (words[i] is "C" && shapes.Count > 0) shapes[^1].Add(shapes[^1][0]);
            if (operands == 0 || i + operands >= words.Length) continue;
            if (!Number(words[i + operands - 1], out double x) || !Number(words[i + operands], out double y)) continue;
            if (words[i] is "M" or "S" || shapes.Count == 0) shapes.Add([]);
            shapes[^1].Add(toPage.Apply(x, y));
            i += operands;
        }
        return shapes;
    }

    private static bool Number(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    private static void AddRule((double X, double Y) from, (double X, double Y) to, double thickness, List<PageRule> rules)
    {
        double width = Math.Abs(to.X - from.X), height = Math.Abs(to.Y - from.Y);
        if (height <= thickness && width >= Shortest && width > height)
            rules.Add(new PageRule(true, (from.Y + to.Y) / 2, Math.Min(from.X, to.X), Math.Max(from.X, to.X)));
        else if (width <= thickness && height >= Shortest && height > width)
            rules.Add(new PageRule(false, (from.X + to.X) / 2, Math.Min(from.Y, to.Y), Math.Max(from.Y, to.Y)));
    }
}
