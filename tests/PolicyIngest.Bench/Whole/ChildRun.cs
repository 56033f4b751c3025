using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace PolicyIngest.Bench.Whole;

/// <summary>What a run of a program cost, its own children included.</summary>
/// <param name="Wall">Seconds by the clock.</param>
/// <param name="Processor">Seconds of processor time, user and system.</param>
/// <param name="PeakMemory">Largest sum of resident memory of all its processes, looked at twenty times a second; bytes.</param>
internal sealed record ChildCost(double Wall, double Processor, long PeakMemory);

/// <summary>Runs programs and measures them.</summary>
internal static partial class ChildRun
{
    private const int Children = -1;

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="InvalidOperationException">It ended with a code that was not expected.</exception>
    public static ChildCost Measure(string program, IEnumerable<string> arguments, int mostCode = 1)
    {
        double before = ProcessorOfChildren();
        long start = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        var error = process.StandardError.ReadToEndAsync();
        long peak = 0;
        while (!process.WaitForExit(50)) peak = Math.Max(peak, ResidentMemory(process.Id));
        double wall = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Task.WaitAll(output, error);
        if (process.ExitCode > mostCode) throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {error.Result}");
        return new ChildCost(wall, ProcessorOfChildren() - before, peak);
    }

    /// <summary>Resident memory of a process and all that it started, in bytes; 0 where the system does not tell.</summary>
    private static long ResidentMemory(int root)
    {
        if (!Directory.Exists("/proc/self")) return 0;
        var parents = new Dictionary<int, int>();
        var resident = new Dictionary<int, long>();
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int id)) continue;
            try
            {
                // 4711 (a name) S 4710 … the rest is numbers
                string stat = File.ReadAllText(Path.Combine(folder, "stat"));
                string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                parents[id] = int.Parse(fields[1], CultureInfo.InvariantCulture);
                resident[id] = long.Parse(fields[21], CultureInfo.InvariantCulture) * Environment.SystemPageSize;
            }
            catch (IOException)
            {
                // It has ended.
            }
        }
        return resident.Where(process => IsBelow(process.Key)).Sum(process => process.Value);

        bool IsBelow(int id)
        {
            for (int steps = 0; steps < 20 && id > 1; steps++)
            {
                if (id == root) return true;
                id = parents.GetValueOrDefault(id);
            }
            return false;
        }
    }

    private static double ProcessorOfChildren() =>
        !OperatingSystem.IsWindows() && GetUsage(Children, out var usage) == 0
            ? usage.UserSeconds + usage.SystemSeconds + (usage.UserMicroseconds + usage.SystemMicroseconds) / 1e6
            : double.NaN;

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int GetUsage(int who, out Usage usage);

    /// <summary>The system's <c>struct rusage</c>: two times, then fourteen counters.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 144)]
    private struct Usage
    {
        public long UserSeconds;
        public long UserMicroseconds;
        public long SystemSeconds;
        public long SystemMicroseconds;
    }
}
