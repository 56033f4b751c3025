using System.Globalization;
using System.Text;
using PolicyIngest.Ingest;
using PolicyIngest.Ingest.Store;

namespace PolicyIngest.Cli;

/// <summary>What the program says of a fault that nobody foresaw: one line, and where the rest stands for whoever is to mend it.</summary>
internal static class LastResort
{
    /// <summary>The fault in one sentence.</summary>
    public static string Explain(Exception fault, string[] args)
    {
        switch (fault)
        {
            case UsageException or StoreException:
                return fault.Message;
            case IOException or UnauthorizedAccessException:
                return $"a file can't be read or written: {SystemFault.Reason(fault)}";
            case OutOfMemoryException:
                return "there is not enough memory; close other programs, or let the command do less at once";
        }
        string what = $"{fault.GetType().Name}: {fault.Message}";
        return Keep(fault, args) is { } file
            ? $"the program failed ({what}); please report it with the file {file}"
            : $"the program failed ({what}); please report it";
    }

    /// <summary>Sees to it that a fault outside the command's own thread is told in the same way.</summary>
    public static void Watch(Terminal terminal, string[] args) => AppDomain.CurrentDomain.UnhandledException += (_, unhandled) =>
    {
        if (unhandled.ExceptionObject is not Exception fault) return;
        terminal.Say($"policy-ingest: {Explain(fault, args)}");
        Environment.Exit(ExitCode.Nothing);
    };

    /// <summary>Writes down what a report needs.</summary>
    /// <returns>The file, or null where none can be written.</returns>
    private static string? Keep(Exception fault, string[] args)
    {
        try
        {
            string file = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"policy-ingest-fault-{DateTime.UtcNow:yyyyMMdd-HHmmss}-{Environment.ProcessId}.txt"));
            var report = new StringBuilder();
            report.Append(CultureInfo.InvariantCulture, $"policy-ingest {ProgramIdentity.Version}, {Environment.OSVersion}, .NET {Environment.Version}\n");
            report.Append(CultureInfo.InvariantCulture, $"arguments: {string.Join(' ', args.Select(Terminal.Printable))}\n\n{fault}\n");
            File.WriteAllText(file, report.ToString());
            return file;
        }
        catch (Exception second) when (second is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
