namespace PolicyIngest.Cli.Importing.Workers;

/// <summary>
/// The folder for temporary files of a worker and of the tools that it calls. The run makes it and the worker removes it at its end,
/// so that it goes even if the run is killed; the run removes it if the worker is. If both are killed, the next run finds it.
/// <para>A file in it, which the run holds locked as long as it lives, marks it: no other folder is ever removed.</para>
/// </summary>
internal sealed class WorkerFolder : IDisposable
{
    /// <summary>With what the names of such folders begin.</summary>
    public const string Prefix = "policy-ingest-worker-";

    /// <summary>Name of the file that marks them.</summary>
    public const string MarkName = "policy-ingest.run";

    // Another run may be about to lock the mark that it has just made.
    private static readonly TimeSpan Youth = TimeSpan.FromSeconds(10);

    private readonly FileStream? _mark;

    private WorkerFolder(string path, FileStream? mark) => (Path, _mark) = (path, mark);

    public string Path { get; }

    private static string MarkOf(string folder) => System.IO.Path.Combine(folder, MarkName);

    /// <summary>Makes a new folder, and removes those that killed runs have left behind.</summary>
    /// <exception cref="UsageException">The folder for temporary files can't be used.</exception>
    public static WorkerFolder Create()
    {
        string temporary = System.IO.Path.GetTempPath();
        try
        {
            string path = Directory.CreateTempSubdirectory(Prefix).FullName;
            var folder = new WorkerFolder(path, new FileStream(MarkOf(path), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None));
            // Where files can't be locked nobody knows which run lives, and all is left alone.
            if (IsInUse(path)) RemoveLeftovers(temporary);
            return folder;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            string why = Directory.Exists(temporary) ? "it can't be written" : "it is not there";
            throw new UsageException($"{temporary}: no temporary folder can be made there, {why}; make room or set TMPDIR (TMP on Windows) to another folder");
        }
    }

    /// <summary>Takes over a folder that a run has made and marked, and that it has made this worker's place for temporary files.</summary>
    /// <exception cref="UsageException">It is no such folder.</exception>
    public static WorkerFolder TakeOver(string path) => IsMarked(path) && IsTemporary(path)
        ? new(path, null)
        : throw new UsageException($"{path}: this is no folder of an import; worker is not for people");

    /// <summary>Removes the folder with all that is in it, as far as that goes.</summary>
    public void Dispose()
    {
        _mark?.Dispose();
        Remove(Path);
    }

    private static void RemoveLeftovers(string temporary)
    {
        foreach (string folder in Directory.EnumerateDirectories(temporary, Prefix + "*"))
            if (IsMarked(folder) && DateTime.UtcNow - File.GetLastWriteTimeUtc(MarkOf(folder)) > Youth && !IsInUse(folder)) Remove(folder);
    }

    private static bool IsTemporary(string folder) =>
        System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetTempPath()) == System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(folder));

    private static bool IsMarked(string folder) =>
        System.IO.Path.GetFileName(folder).StartsWith(Prefix, StringComparison.Ordinal) && new DirectoryInfo(folder).LinkTarget is null && File.Exists(MarkOf(folder));

    /// <summary>Whether a run that lives holds the mark, or it can't be told.</summary>
    private static bool IsInUse(string folder)
    {
        try
        {
            using var mark = new FileStream(MarkOf(folder), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // It is gone, or Windows keeps files of a process that is just ending; the system's own cleaning takes them.
        }
    }
}
