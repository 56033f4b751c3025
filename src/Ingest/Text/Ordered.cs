namespace PolicyIngest.Ingest.Text;

/// <summary>Looks things up in rows that stand in the order of the text.</summary>
internal static class Ordered
{
    /// <summary>Position of the first thing that begins at a place or behind it; the row's length where none does. The one before begins before the place.</summary>
    /// <remarks>By halves: a long text has tens of thousands of things.</remarks>
    /// <param name="items">Things in the order of their starts.</param>
    /// <param name="startOf">Where a thing begins.</param>
    /// <param name="place">The place.</param>
    public static int FirstFrom<T>(ReadOnlySpan<T> items, Func<T, long> startOf, long place)
    {
        int low = 0, high = items.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (startOf(items[middle]) < place) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
