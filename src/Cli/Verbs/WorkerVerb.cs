using System.CommandLine;
using PolicyIngest.Cli.Importing;
using PolicyIngest.Cli.Importing.Workers;

namespace PolicyIngest.Cli.Verbs;

/// <summary><c>worker</c>: the process in which an import reads documents, so that none can take the import down. Not for people.</summary>
internal static class WorkerVerb
{
    public static Command Create(Terminal terminal)
    {
        var folder = new Argument<string>("DIR") { Description = "Folder for temporary files, which is removed at the end" };
        var command = new Command(WorkerCommand.Verb, "Reads documents for a running import.") { folder };
        command.Hidden = true;
        command.SetAction(parsed =>
        {
            WorkerLoop.Serve(terminal, DocumentWork.Pipeline, parsed.GetRequiredValue(folder));
            return ExitCode.Success;
        });
        return command;
    }
}
