namespace PolicyIngest.Ingest.Readers.Recognition;

/// <summary>Marked places of a raster that hang together.</summary>
internal sealed class Component
{
    private readonly List<int> _places;
    private readonly int _columns;

    private Component(List<int> places, int columns)
    {
        _places = places;
        _columns = columns;
        (Left, Top, Right, Bottom) = (int.MaxValue, int.MaxValue, int.MinValue, int.MinValue);
        foreach (int place in places)
        {
            int x = place % columns, y = place / columns;
            (Left, Top, Right, Bottom) = (Math.Min(Left, x), Math.Min(Top, y), Math.Max(Right, x), Math.Max(Bottom, y));
        }
    }

    public int Left { get; }

    public int Top { get; }

    public int Right { get; }

    public int Bottom { get; }

    public int Width => Right - Left + 1;

    public int Height => Bottom - Top + 1;

    public int Count => _places.Count;

    /// <summary>The places.</summary>
    public IEnumerable<(int X, int Y)> Places => _places.Select(place => (place % _columns, place / _columns));

    /// <summary>Finds the components of a raster, in the order of their uppermost leftmost place.</summary>
    /// <param name="marked">The raster, row by row.</param>
    /// <param name="columns">Its width.</param>
    /// <param name="rows">Its height.</param>
    /// <param name="reach">How far places that hang together stand from each other at most.</param>
    public static List<Component> Find(bool[] marked, int columns, int rows, int reach = 1)
    {
        bool[] seen = new bool[marked.Length];
        var components = new List<Component>();
        var open = new Stack<int>();
        for (int start = 0; start < marked.Length; start++)
        {
            if (!marked[start] || seen[start]) continue;
            var places = new List<int>();
            seen[start] = true;
            open.Push(start);
            while (open.TryPop(out int place))
            {
                places.Add(place);
                int x = place % columns, y = place / columns;
                for (int ny = Math.Max(0, y - reach); ny <= Math.Min(rows - 1, y + reach); ny++)
                {
                    for (int nx = Math.Max(0, x - reach); nx <= Math.Min(columns - 1, x + reach); nx++)
                    {
                        int next = ny * columns + nx;
                        if (!marked[next] || seen[next]) continue;
                        seen[next] = true;
                        open.Push(next);
                    }
                }
            }
            components.Add(new Component(places, columns));
        }
        return components;
    }
}
