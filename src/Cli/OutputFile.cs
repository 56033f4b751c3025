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
        if (IsDevice(path))
        {
            using var device = Open(path, FileMode.Open);
            write(device);
            return;
        }
        string draft = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path)) ?? ".", $".{Path.GetFileName(path)}.{Environment.ProcessId:x}.part");
        try
        {
            using (var stream = Open(draft, FileMode.Create)) write(stream);
            Replace(draft, path);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    /// <summary>Makes a file, in place of one that is there, that is read while it grows, such as a log.</summary>
    /// <exception cref="UsageException">It can't be written.</exception>
    public static FileStream Create(string path) => Open(path, FileMode.Create);

    private static FileStream Open(string path, FileMode mode)
    {
        try
        {
            return new FileStream(path, mode, FileAccess.Write, FileShare.Read, 1 << 16);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"{path}: the file can't be written ({fault.Message})");
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
            throw new UsageException($"{path}: the file can't be replaced; close the program that has it open ({fault.Message})");
        }
    }

    /// <summary>What is no plain file, such as /dev/null or /dev/fd/63, can't be replaced.</summary>
    private static bool IsDevice(string path) => path.StartsWith("/dev/", StringComparison.Ordinal) || path.StartsWith("/proc/", StringComparison.Ordinal);
}
