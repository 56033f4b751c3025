namespace PolicyIngest.Cli.Importing.Workers;

/// <summary>
/// The folder for temporary files of a worker and of the tools that it calls. The run makes it and the worker removes it at its end,
/// so that it goes even if the run is killed; the run removes it if the worker is.
/// </summary>
internal sealed class WorkerFolder : IDisposable
{
    private const string Prefix = "policy-ingest-";

    private WorkerFolder(string path) => Path = path;

    public string Path { get; }

    /// <summary>Makes a new folder.</summary>
    public static WorkerFolder Create() => new(Directory.CreateTempSubdirectory(Prefix).FullName);

    /// <summary>Takes over a folder that a run has made.</summary>
    /// <exception cref="UsageException">It is no such folder.</exception>
    public static WorkerFolder TakeOver(string path) => System.IO.Path.GetFileName(path).StartsWith(Prefix, StringComparison.Ordinal)
        ? new(path)
        : throw new UsageException($"{path}: this is no folder of an import; worker is not for people");

    /// <summary>Removes the folder with all that is in it, as far as that goes.</summary>
    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // It is gone, or Windows keeps files of a process that is just ending; the system's own cleaning takes them.
        }
    }
}
