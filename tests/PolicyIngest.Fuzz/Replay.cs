using System.Diagnostics;
using System.Globalization;

namespace PolicyIngest.Fuzz;

/// <summary>Runs one input by itself, in a process of its own, and says in one line what came of it.</summary>
internal static class Replay
{
    /// <summary>Longest processor time for a document.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>Runs an input.</summary>
    /// <returns>0 where it is answered; 1 where it is a finding, told on standard output.</returns>
    public static int Run(FuzzTarget target, string file)
    {
        byte[] input = File.ReadAllBytes(file);
        string? told = null;
        var work = Task.Run(() => FuzzLoop.OnDeepStack(() =>
        {
            try
            {
                target.Run(input);
            }
            catch (Exception fault)
            {
                told = $"{fault.GetType().Name}: {Line(fault.Message)} in {PlaceOf(fault)}";
            }
        }));
        while (!work.Wait(50))
            if (Environment.CpuUsage.TotalTime > Longest) Environment.Exit(Tell(string.Create(CultureInfo.InvariantCulture, $"slow: more than {Longest.TotalSeconds} s")));
        return told is null ? 0 : Tell(told);
    }

    private static int Tell(string line)
    {
        Console.WriteLine(line);
        return 1;
    }

    private static string Line(string message) => message.ReplaceLineEndings(" ") is { Length: > 120 } line ? line[..120] + "…" : message.ReplaceLineEndings(" ");

    private static string PlaceOf(Exception fault)
    {
        var frame = new StackTrace(fault).GetFrames().Select(one => one.GetMethod())
            .FirstOrDefault(method => method?.DeclaringType?.Namespace?.StartsWith("PolicyIngest.Ingest", StringComparison.Ordinal) == true);
        return frame is null ? "an unknown place" : $"{frame.DeclaringType!.Name}.{frame.Name}";
    }
}
