namespace PolicyIngest.Ingest.Readers.Pages;

/// <summary>Finds the grids on a page: lines that touch each other belong together.</summary>
internal static class RuledGridFinder
{
    // Lines that end this near to each other touch, in points.
    private const double Touch = 2.5;

    // More crossings than any real page has; a drawing is passed over.
    private const long MaxPairs = 20_000_000;
    private const int MaxPositions = 200_000;

    /// <summary>The grids of a page, outermost ones only, from top to bottom.</summary>
    public static List<RuledGrid> Find(IReadOnlyList<PageRule> rules)
    {
        if (rules.Count < 3) return [];
        var horizontal = RuleMerging.Merge(rules, horizontal: true);
        var vertical = RuleMerging.Merge(rules, horizontal: false);
        if ((long)horizontal.Count * vertical.Count > MaxPairs) return [];
        var grids = new List<RuledGrid>();
        foreach (var (across, down) in Connected(horizontal, vertical))
        {
            if (RuledGrid.From(across, down, MaxPositions) is { } grid) grids.Add(grid);
        }
        grids.Sort(static (a, b) => a.Top.CompareTo(b.Top));
        return [.. grids.Where(inner => !grids.Exists(outer => outer != inner && !outer.IsFrame && Encloses(outer, inner)))];
    }

    private static bool Encloses(RuledGrid outer, RuledGrid inner) =>
        outer.Left <= inner.Left && outer.Right >= inner.Right && outer.Top <= inner.Top && outer.Bottom >= inner.Bottom;

    private static IEnumerable<(List<PageRule> Horizontal, List<PageRule> Vertical)> Connected(List<PageRule> horizontal, List<PageRule> vertical)
    {
        int[] parent = [.. Enumerable.Range(0, horizontal.Count + vertical.Count)];
        for (int v = 0; v < vertical.Count; v++)
        {
            var down = vertical[v];
            for (int h = FirstAtOrBelow(horizontal, down.From - Touch); h < horizontal.Count && horizontal[h].At <= down.To + Touch; h++)
                if (down.At >= horizontal[h].From - Touch && down.At <= horizontal[h].To + Touch) Unite(parent, h, horizontal.Count + v);
        }
        var groups = new Dictionary<int, (List<PageRule> Horizontal, List<PageRule> Vertical)>();
        for (int i = 0; i < parent.Length; i++)
        {
            int root = Root(parent, i);
            if (!groups.TryGetValue(root, out var group)) groups[root] = group = ([], []);
            if (i < horizontal.Count) group.Horizontal.Add(horizontal[i]);
            else group.Vertical.Add(vertical[i - horizontal.Count]);
        }
        return groups.Values.Where(group => group.Horizontal.Count > 1 && group.Vertical.Count > 0
            || group.Vertical.Count > 1 && group.Horizontal.Count > 0);
    }

    private static int FirstAtOrBelow(List<PageRule> horizontal, double y)
    {
        int low = 0, high = horizontal.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (horizontal[middle].At < y) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private static int Root(int[] parent, int i)
    {
        while (parent[i] != i) i = parent[i] = parent[parent[i]];
        return i;
    }

    private static void Unite(int[] parent, int a, int b) => parent[Root(parent, a)] = Root(parent, b);
}
