namespace PolicyIngest.Ingest.Readers.Pages;

/// <summary>
/// Parts the lines of a document into runs of pages that are set alike: an annex with another margin is measured by itself. A page tells its
/// right edge by several long lines that end there; one that does not is taken for the same as the page before.
/// </summary>
internal static class PageRuns
{
    // So many lines have to end at a page's right edge, and the edge is another one when it stands this far off, in ems.
    private const int FewestFull = 4;
    private const double SameEnd = 0.6;
    private const double OtherEdge = 1.2;

    /// <summary>The runs in order, each with its lines.</summary>
    public static List<List<FlowLine>> Part(IReadOnlyList<FlowLine> lines)
    {
        var runs = new List<List<FlowLine>>();
        var edges = new Dictionary<string, double>(StringComparer.Ordinal);
        for (int start = 0, end; start < lines.Count; start = end)
        {
            end = start + 1;
            while (end < lines.Count && lines[end].Page == lines[start].Page) end++;
            var page = lines.Skip(start).Take(end - start).ToList();
            var own = Edges(page);
            if (runs.Count == 0 || own.Any(edge => edges.TryGetValue(edge.Key, out double before) && Math.Abs(before - edge.Value.Right) > OtherEdge * edge.Value.Em))
            {
                runs.Add([]);
                edges.Clear();
            }
            foreach (var (kind, edge) in own) edges[kind] = Math.Max(edge.Right, edges.GetValueOrDefault(kind, double.MinValue));
            runs[^1].AddRange(page);
        }
        return runs;
    }

    /// <summary>The right edge of each kind of area on a page that shows one.</summary>
    private static Dictionary<string, (double Right, double Em)> Edges(List<FlowLine> page)
    {
        var edges = new Dictionary<string, (double Right, double Em)>(StringComparer.Ordinal);
        foreach (var area in page.Where(line => !line.Area.IsFrame && line.Line.IsRunning).GroupBy(line => line.Area.Kind, StringComparer.Ordinal))
        {
            if (Edge([.. area], FewestFull, outside: 2) is { } edge) edges[area.Key] = edge;
        }
        return edges;
    }

    /// <summary>Where several lines of running text end together, furthest to the right; null where none do.</summary>
    /// <param name="lines">Lines.</param>
    /// <param name="fewest">How many have to end there.</param>
    /// <param name="outside">How many lines may hang out over it.</param>
    public static (double Right, double Em)? Edge(List<FlowLine> lines, int fewest, int outside)
    {
        var ends = lines.Where(line => line.Line.IsRunning).Select(line => (Right: BodyStyle.FullEnd(line.Line), line.Line.Em)).OrderByDescending(end => end.Right).ToList();
        for (int first = 0; first <= outside && first < ends.Count; first++)
        {
            int full = ends.Skip(first).TakeWhile(end => end.Right > ends[first].Right - SameEnd * end.Em).Take(fewest).Count();
            if (full == fewest) return ends[first];
        }
        return null;
    }
}
