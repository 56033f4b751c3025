using System.Reflection;

namespace PolicyIngest.Cli.Importing.Workers;

/// <summary>How a worker process is started.</summary>
/// <param name="FileName">The program.</param>
/// <param name="Arguments">Its arguments.</param>
internal sealed record WorkerCommand(string FileName, IReadOnlyList<string> Arguments)
{
    /// <summary>The hidden verb that makes the program a worker.</summary>
    public const string Verb = "worker";

    /// <summary>This very program, called as a worker.</summary>
    public static WorkerCommand OfThisProgram()
    {
        var program = typeof(WorkerCommand).Assembly;
        string? host = Environment.ProcessPath;
        if (Assembly.GetEntryAssembly() != program || host is null)
        {
            // Called from the tests: the program lies beside them.
            string name = OperatingSystem.IsWindows() ? "policy-ingest.exe" : "policy-ingest";
            return new WorkerCommand(Path.Combine(AppContext.BaseDirectory, name), [Verb]);
        }
        bool isDotnet = Path.GetFileNameWithoutExtension(host).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        return isDotnet
            ? new WorkerCommand(host, [Path.Combine(AppContext.BaseDirectory, program.GetName().Name + ".dll"), Verb])
            : new WorkerCommand(host, [Verb]);
    }
}
