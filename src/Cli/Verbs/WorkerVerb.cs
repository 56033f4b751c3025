using System.CommandLine;
using PolicyIngest.Cli.Importing;
using PolicyIngest.Cli.Importing.Workers;

namespace PolicyIngest.Cli.Verbs;

/// <summary><c>worker</c>: the process in which an import reads documents, so that none can take the import down. Not for people.</summary>
internal static class WorkerVerb
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command(WorkerCommand.Verb, "Reads documents for a running import.") { Hidden = true };
        command.SetAction(_ =>
        {
            using var loop = new WorkerLoop(terminal.In, terminal.Out, DocumentWork.Pipeline);
            loop.Run();
            return ExitCode.Success;
        });
        return command;
    }
}
