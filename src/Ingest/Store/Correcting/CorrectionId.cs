using System.Globalization;

namespace PolicyIngest.Ingest.Store.Correcting;

/// <summary>Ids of corrections, such as <c>20310203T040506.789Z-5f3a9c01</c>: in ordinal order they are in the order in which they were made.</summary>
internal static class CorrectionId
{
    private const string Form = "yyyyMMdd'T'HHmmss.fff'Z'";

    /// <summary>By how many thousandths of a second the first id of an act stands behind the last of the act before; within an act they follow by one.</summary>
    public const int BetweenActs = 5;

    /// <summary>An id behind <paramref name="last"/>, whatever the clocks of several machines say.</summary>
    /// <param name="now">The time, UTC.</param>
    /// <param name="last">The last id that was given, or null.</param>
    /// <param name="step">Least distance from the last, in thousandths of a second; greater than 0.</param>
    public static string After(DateTime now, string? last, int step)
    {
        if (last is { Length: >= 20 } && DateTime.TryParseExact(last[..20], Form, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var former)
            && former.AddMilliseconds(step) > now) now = former.AddMilliseconds(step);
        return $"{now.ToString(Form, CultureInfo.InvariantCulture)}-{Random.Shared.NextInt64(1L << 32).ToString("x8", CultureInfo.InvariantCulture)}";
    }
}
