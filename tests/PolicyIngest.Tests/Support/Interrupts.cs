using System.Diagnostics;
using System.Globalization;
using PolicyIngest.Cli.Importing.Workers;

namespace PolicyIngest.Tests.Support;

/// <summary>Starts the program as a shell does in the foreground, and sends it signals.</summary>
internal static class Interrupts
{
    /// <summary>The program, with standard error redirected; SIGINT ends it even where the tests run in the background, for which shells switch that off.</summary>
    public static ProcessStartInfo StartInfo(IEnumerable<string> arguments) =>
        new("env", ["--default-signal=INT", WorkerCommand.OfThisProgram().FileName, .. arguments]) { RedirectStandardError = true, UseShellExecute = false };

    /// <summary>Sends a signal: <c>INT</c>, <c>STOP</c>, <c>CONT</c>.</summary>
    public static void Signal(Process process, string signal) => Signal(process.Id.ToString(CultureInfo.InvariantCulture), signal);

    /// <summary>Sends a signal to the process of that number.</summary>
    public static void Signal(string process, string signal)
    {
        using var kill = Process.Start("kill", ["-" + signal, process]);
        kill.WaitForExit();
    }
}
