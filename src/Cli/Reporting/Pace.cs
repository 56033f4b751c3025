using System.Diagnostics;
using System.Globalization;

namespace PolicyIngest.Cli.Reporting;

/// <summary>Puts the state of a run into words: <c>1200 of 10000 files, 151/s, 58 s left, 3 failed</c>.</summary>
internal sealed class Pace
{
    private readonly long _start = Stopwatch.GetTimestamp();

    public string Describe(RunTally tally)
    {
        double seconds = Stopwatch.GetElapsedTime(_start).TotalSeconds;
        double rate = tally.Done / Math.Max(seconds, 0.001);
        string left = tally.Done == 0 ? "" : $", {Duration((tally.Total - tally.Done) / rate)} left";
        return string.Create(CultureInfo.InvariantCulture, $"{tally.Done} of {tally.Total} files, {rate:0}/s{left}, {tally.Failed} failed");
    }

    private static string Duration(double seconds)
    {
        var time = TimeSpan.FromSeconds(Math.Min(Math.Ceiling(seconds), 99 * 3600));
        if (time.TotalMinutes < 1) return string.Create(CultureInfo.InvariantCulture, $"{time.Seconds} s");
        return time.TotalHours < 1
            ? string.Create(CultureInfo.InvariantCulture, $"{time.Minutes} min {time.Seconds} s")
            : string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h {time.Minutes} min");
    }
}
