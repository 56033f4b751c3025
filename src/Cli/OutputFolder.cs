using System.Runtime.InteropServices;

namespace PolicyIngest.Cli;

/// <summary>Folders that a command fills because the user named them.</summary>
internal static class OutputFolder
{
    /// <summary>
    /// Fills a new folder: beside its place first, then moved, so that it is whole or not there. A folder with something in it is left alone: files of a former run would be read with the
    /// new ones.
    /// </summary>
    /// <exception cref="UsageException">It can't be made.</exception>
    public static void Write(string path, Action<string> fill)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (File.Exists(full)) throw new UsageException($"{path}: it is a file; name a folder");
        if (Directory.Exists(full) && Directory.EnumerateFileSystemEntries(full).Any()) throw new UsageException($"{path}: the folder is not empty; name a new one, or empty it");
        string draft = Path.Combine(Path.GetDirectoryName(full) ?? full, $".{Path.GetFileName(full)}.{Environment.ProcessId:x}.part");
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => Discard(draft));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => Discard(draft));
        using var hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, _ => Discard(draft));
        try
        {
            Directory.CreateDirectory(draft);
            fill(draft);
            if (Directory.Exists(full)) Directory.Delete(full);
            Directory.Move(draft, full);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path}: the folder can't be made ({SystemFault.Reason(fault)})");
        }
        finally
        {
            Discard(draft);
        }
    }

    private static void Discard(string draft)
    {
        try
        {
            if (Directory.Exists(draft)) Directory.Delete(draft, recursive: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Where nothing could be made nothing is left; what kept it from being made is told already.
        }
    }
}
