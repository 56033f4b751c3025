using System.Globalization;
using PolicyIngest.Ingest.Readers.Packages;
using PolicyIngest.Ingest.Readers.Pages;

namespace PolicyIngest.Ingest.Readers.Ofd;

/// <summary>Reads a text object: each character with the box that it takes on the page.</summary>
internal static class OfdText
{
    // Where a font's characters reach to from the base line, in ems; the fonts themselves are not looked at.
    private const double Ascent = 0.9, Descent = 0.2;

    // No run of equal steps is longer; a count past it is damage.
    private const int LongestRun = 100_000;

    /// <summary>The letters of the current <c>TextObject</c>, and whether it stands aslant.</summary>
    /// <param name="xml">Stands on it.</param>
    /// <param name="toPage">From the object's coordinates to points on the page.</param>
    public static (List<PageWord> Letters, bool IsSlanted) Read(XmlCursor xml, Affine toPage)
    {
        var letters = new List<PageWord>();
        double size = Number(xml.Attribute("Size")) ?? 0;
        if (size <= 0 || !double.IsFinite(size)) return (letters, false);
        double stretch = Number(xml.Attribute("HScale")) is { } scale and > 0 ? scale : 1;
        double x = 0, y = 0;
        for (int depth = xml.Depth; xml.NextChild(depth);)
        {
            if (xml.LocalName == "Clips" && IsClippedAway(xml)) return ([], false);
            if (xml.LocalName != "TextCode") continue;
            // What a piece does not state holds on from the piece before.
            x = Number(xml.Attribute("X")) ?? x;
            y = Number(xml.Attribute("Y")) ?? y;
            double[] right = Steps(xml.Attribute("DeltaX")), down = Steps(xml.Attribute("DeltaY"));
            Place(OfdReader.Text(xml).Trim('\r', '\n'), (x, y), right, down, size, stretch, toPage, letters);
        }
        return (letters, !toPage.IsSquare);
    }

    /// <summary>Whether one of the areas to which an object is cut has no extent: nothing of it is seen.</summary>
    private static bool IsClippedAway(XmlCursor xml)
    {
        bool isAway = false;
        for (int clips = xml.Depth; xml.NextChild(clips);)
            for (int clip = xml.Depth; xml.NextChild(clip);)
                for (int area = xml.Depth; xml.NextChild(area);)
                    isAway |= xml.LocalName == "Path" && Affine.Numbers(xml.Attribute("Boundary")) is { Length: >= 4 } box && (box[2] <= 0 || box[3] <= 0);
        return isAway;
    }

    private static void Place(
        string text, (double X, double Y) at, double[] right, double[] down, double size, double stretch, Affine toPage, List<PageWord> letters)
    {
        int index = 0;
        for (int i = 0; i < text.Length; index++)
        {
            int length = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) ? 2 : 1;
            double usual = Script.Weight(text[i]) * size * stretch;
            double step = right.Length > 0 ? right[Math.Min(index, right.Length - 1)] : down.Length > 0 ? 0 : usual;
            // A letter is no wider than the step to the next one: narrow ones differ in width.
            double width = index < right.Length && step > 0 ? Math.Min(step, usual * 1.3) : usual;
            letters.Add(Box(text.Substring(i, length), at.X, at.Y, width, size, toPage));
            at.X += step;
            at.Y += down.Length > 0 ? down[Math.Min(index, down.Length - 1)] : 0;
            i += length;
        }
    }

    private static PageWord Box(string text, double x, double y, double width, double size, Affine toPage)
    {
        var (x1, y1) = toPage.Apply(x, y - Ascent * size);
        var (x2, y2) = toPage.Apply(x + width, y + Descent * size);
        return new PageWord(text, Math.Min(x1, x2), Math.Min(y1, y2), Math.Max(x1, x2), Math.Max(y1, y2));
    }

    /// <summary>The steps from character to character: <c>5 5 5</c>, or shorter <c>g 3 5</c>, three times five.</summary>
    private static double[] Steps(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return [];
        var steps = new List<double>();
        string[] words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i < words.Length; i++)
        {
            if (words[i] is "g" or "G" && i + 2 < words.Length && Number(words[i + 1]) is { } count && Number(words[i + 2]) is { } step)
            {
                steps.AddRange(Enumerable.Repeat(step, (int)Math.Clamp(count, 0, LongestRun - Math.Min(LongestRun, steps.Count))));
                i += 2;
            }
            else if (Number(words[i]) is { } single) steps.Add(single);
        }
        return [.. steps];
    }

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : null;
}
