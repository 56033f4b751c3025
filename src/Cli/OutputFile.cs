using System.Runtime.InteropServices;
using PolicyIngest.Cli.Files;

namespace PolicyIngest.Cli;

/// <summary>Files that a command writes because the user named them.</summary>
internal static class OutputFile
{
    /// <summary>
    /// Writes a file, in place of one that is there: beside it first, under a name of its own, then moved. Whoever reads the file meanwhile, and
    /// whoever finds it after a fault or Ctrl-C, has the former content. <c>-</c> and null are standard output.
    /// </summary>
    /// <exception cref="UsageException">It can't be written.</exception>
    public static void Write(string? path, Terminal terminal, Action<Stream> write)
    {
        if (path is null or "-")
        {
            write(terminal.Out);
            return;
        }
        Require(path);
        if (FileKinds.Of(new FilePath(path)) is FileKind.Folder) throw new UsageException($"{path}: it is a folder; name a file in it");
        if (IsDevice(path))
        {
            using var device = Open(path, path, FileMode.Open);
            write(device);
            return;
        }
        WriteAs(path, draft =>
        {
            using var stream = Open(draft, path, FileMode.Create);
            write(stream);
        });
    }

    /// <summary>Writes an ordinary file as <see cref="Write"/> does, by something that opens it by its name.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Makes a file of the name that it is given, where nothing is.</param>
    /// <exception cref="UsageException">It can't be written.</exception>
    public static void WriteAs(string path, Action<string> write)
    {
        Require(path);
        if (FileKinds.Of(new FilePath(path)) is FileKind.Folder) throw new UsageException($"{path}: it is a folder; name a file in it");
        string draft = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path)) ?? ".", $".{Path.GetFileName(path)}.{Environment.ProcessId:x}.part");
        // Ctrl-C ends most commands at once; on the way out the draft goes.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => Discard(draft));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => Discard(draft));
        using var hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, _ => Discard(draft));
        try
        {
            write(draft);
            Replace(draft, path);
        }
        catch (IOException fault)
        {
            throw new UsageException($"{path}: the file can't be written ({SystemFault.Reason(fault)})");
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
            File.Delete(draft);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Where no file could be made none is left; what kept it from being made is told already.
        }
    }

    /// <summary>Makes a file, in place of one that is there, that is read while it grows, such as a log.</summary>
    /// <exception cref="UsageException">It can't be written.</exception>
    public static FileStream Create(string path)
    {
        Require(path);
        return Open(path, path, FileMode.Create);
    }

    /// <summary>Refuses names that stand for no file, or for another one than is meant.</summary>
    private static void Require(string path)
    {
        if (string.IsNullOrWhiteSpace(path)) throw new UsageException("the name of the file to write is empty");
        if (path.Contains('\0', StringComparison.Ordinal)) throw new UsageException("the name of the file to write holds a NUL character");
        // Any odd byte shows as this character: two names that differ would be one file.
        if (path.Contains('\uFFFD', StringComparison.Ordinal)) throw new UsageException($"{path}: the name of the file to write is no UTF-8");
    }

    /// <summary>Opens a file to write under the name that the user knows.</summary>
    private static FileStream Open(string file, string path, FileMode mode)
    {
        try
        {
            return new FileStream(file, mode, FileAccess.Write, FileShare.Read, 1 << 16);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"{path}: the file can't be written ({SystemFault.Reason(fault)})");
        }
    }

    private static void Replace(string draft, string path)
    {
        try
        {
            File.Move(draft, path, overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path}: the file can't be replaced; close the program that has it open ({SystemFault.Reason(fault)})");
        }
    }

    /// <summary>What is no ordinary file, such as /dev/null, /dev/fd/63 or a pipe with a name, is written to and not replaced.</summary>
    private static bool IsDevice(string path) =>
        path.StartsWith("/dev/", StringComparison.Ordinal) || path.StartsWith("/proc/", StringComparison.Ordinal) || FileKinds.Of(new FilePath(path)) is FileKind.Other;
}
