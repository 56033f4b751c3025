using PolicyIngest.Cli.Files;
using PolicyIngest.Cli.Importing.Given;
using PolicyIngest.Cli.Importing.Workers;

namespace PolicyIngest.Cli.Importing;

/// <summary>What an import is asked to do.</summary>
/// <param name="Paths">Files and folders.</param>
/// <param name="Filter">Which files of folders are wanted.</param>
/// <param name="Database">The database file.</param>
/// <param name="Redo">Which known files are read again.</param>
/// <param name="Prune">Whether files that are gone from the folders are dropped.</param>
/// <param name="DryRun">Whether to say only what would be done.</param>
/// <param name="Quiet">Whether to leave out progress and summary.</param>
/// <param name="LogFile">File for a JSON line per file, or null.</param>
/// <param name="Settings">Limits and number of jobs.</param>
internal sealed record ImportOptions(
    IReadOnlyList<FilePath> Paths,
    FileFilter Filter,
    string Database,
    RedoOptions Redo,
    bool Prune,
    bool DryRun,
    bool Quiet,
    string? LogFile,
    WorkerSettings Settings)
{
    /// <summary>What a person says of the files, or null where the import is given nothing.</summary>
    public GivenLookup? Given { get; init; }

    /// <summary>How worker processes are started.</summary>
    public WorkerCommand Worker { get; init; } = WorkerCommand.OfThisProgram();
}
