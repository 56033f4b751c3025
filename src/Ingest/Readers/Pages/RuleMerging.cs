namespace PolicyIngest.Ingest.Readers.Pages;

/// <summary>Puts together the pieces of which producers draw one ruling line: a stroke for each cell, dashes, double lines.</summary>
internal static class RuleMerging
{
    // Strokes of one line stand at most this far apart across its direction, in points.
    private const double SameLine = 1.0;

    // Dashes and the gaps at crossings are shorter than this.
    private const double Gap = 4.0;

    // What is shorter is a tick or a stroke of an ornament, no border of a cell.
    private const double Shortest = 5.0;

    /// <summary>The merged lines of one direction, sorted by position.</summary>
    public static List<PageRule> Merge(IEnumerable<PageRule> rules, bool horizontal)
    {
        var sorted = rules.Where(rule => rule.IsHorizontal == horizontal).ToList();
        sorted.Sort(static (a, b) => a.At != b.At ? a.At.CompareTo(b.At) : a.From.CompareTo(b.From));
        var merged = new List<PageRule>();
        for (int start = 0, end; start < sorted.Count; start = end)
        {
            end = start + 1;
            while (end < sorted.Count && sorted[end].At - sorted[start].At <= SameLine) end++;
            MergeAlong(sorted.GetRange(start, end - start), merged);
        }
        merged.Sort(static (a, b) => a.At.CompareTo(b.At));
        return merged;
    }

    /// <summary>Positions that lie close together become one, their mean; the result ascends.</summary>
    public static List<double> Cluster(IEnumerable<double> positions, double tolerance)
    {
        var clusters = new List<double>();
        double first = 0, sum = 0;
        int count = 0;
        foreach (double position in positions.Order())
        {
            if (count > 0 && position - first > tolerance)
            {
                clusters.Add(sum / count);
                count = 0;
                sum = 0;
            }
            if (count == 0) first = position;
            sum += position;
            count++;
        }
        if (count > 0) clusters.Add(sum / count);
        return clusters;
    }

    private static void MergeAlong(List<PageRule> pieces, List<PageRule> merged)
    {
        pieces.Sort(static (a, b) => a.From.CompareTo(b.From));
        var line = pieces[0];
        foreach (var piece in pieces.Skip(1))
        {
            if (piece.From - line.To <= Gap)
            {
                line = line with { To = Math.Max(line.To, piece.To) };
                continue;
            }
            if (line.Length >= Shortest) merged.Add(line);
            line = piece;
        }
        if (line.Length >= Shortest) merged.Add(line);
    }
}
