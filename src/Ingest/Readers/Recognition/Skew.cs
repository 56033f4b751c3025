namespace PolicyIngest.Ingest.Readers.Recognition;

/// <summary>Tells how crooked a page lies on the scanner: along the lines of its text, rows of ink and of paper differ most.</summary>
internal static class Skew
{
    // Pages lie no more crooked than that, in degrees; half a tenth more or less does not matter to reading.
    private const double Most = 4;
    private const double Coarse = 0.25;
    private const double Fine = 0.05;

    // Resolution at which to look, in pixels an inch.
    private const double LookAt = 75;
    private const int MostPoints = 200_000;

    /// <summary>How far the lines fall to the right, in radians; negative where they rise.</summary>
    public static double Of(Ink ink, double pointsPerPixel)
    {
        int step = Math.Max(1, (int)(72 / pointsPerPixel / LookAt));
        var points = Points(ink, step);
        if (points.Count < 200) return 0;
        double best = Best(points, -Most, Most, Coarse);
        best = Best(points, best - Coarse, best + Coarse, Fine);
        return best * Math.PI / 180;
    }

    /// <summary>The lower ends of strokes: dark points under which there is paper.</summary>
    private static List<(int X, int Y)> Points(Ink ink, int step)
    {
        var points = new List<(int X, int Y)>();
        for (int y = 0; y + step < ink.Height; y += step)
            for (int x = 0; x < ink.Width; x += step)
                if (ink.IsDark(x, y) && !ink.IsDark(x, y + step)) points.Add((x / step, y / step));
        int every = points.Count / MostPoints + 1;
        return every == 1 ? points : [.. points.Where((_, i) => i % every == 0)];
    }

    private static double Best(List<(int X, int Y)> points, double from, double to, double step)
    {
        int rows = points.Max(point => point.Y) + 1, columns = points.Max(point => point.X) + 1;
        int margin = (int)(columns * Math.Tan((Most + 1) * Math.PI / 180)) + 2;
        int[] counts = new int[rows + 2 * margin];
        double best = 0, bestScore = -1;
        int steps = (int)Math.Round((to - from) / step);
        // From the middle outwards, so that of equals the straightest is taken.
        foreach (int i in Enumerable.Range(0, steps + 1).OrderBy(i => Math.Abs(from + i * step)))
        {
            double angle = from + i * step, slope = Math.Tan(angle * Math.PI / 180);
            Array.Clear(counts);
            foreach (var (x, y) in points) counts[Math.Clamp((int)Math.Round(y - x * slope) + margin, 0, counts.Length - 1)]++;
            double score = 0;
            foreach (int count in counts) score += (double)count * count;
            if (score > bestScore * (1 + 1e-9)) (best, bestScore) = (angle, score);
        }
        return best;
    }
}
