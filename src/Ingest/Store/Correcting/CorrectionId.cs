using System.Globalization;

namespace PolicyIngest.Ingest.Store.Correcting;

/// <summary>Ids of corrections, such as <c>20310203T040506.789Z-5f3a9c01</c>: in ordinal order they are in the order in which they were made.</summary>
internal static class CorrectionId
{
    private const string Form = "yyyyMMdd'T'HHmmss.fff'Z'";

    /// <summary>An id behind <paramref name="last"/>, whatever the clocks of several machines say.</summary>
    /// <param name="now">The time, UTC.</param>
    /// <param name="last">The last id that was given, or null.</param>
    public static string After(DateTime now, string? last)
    {
        if (last is { Length: >= 20 } && DateTime.TryParseExact(last[..20], Form, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var former)
            && former >= now.AddMilliseconds(-1)) now = former.AddMilliseconds(1);
        return $"{now.ToString(Form, CultureInfo.InvariantCulture)}-{Random.Shared.NextInt64(1L << 32).ToString("x8", CultureInfo.InvariantCulture)}";
    }
}
