namespace PolicyIngest.Ingest.Readers.Pages;

/// <summary>The usual one of several measures of a page.</summary>
internal static class Median
{
    /// <summary>The middle one by size; of an even number the upper of both in the middle.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are none.</exception>
    public static double Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length > 0 ? sorted[sorted.Length / 2] : throw new ArgumentOutOfRangeException(nameof(values));
    }
}
