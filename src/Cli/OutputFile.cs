namespace PolicyIngest.Cli;

/// <summary>Files that a command writes because the user named them.</summary>
internal static class OutputFile
{
    /// <summary>Makes a file, in place of one that is there.</summary>
    /// <exception cref="UsageException">It can't be written.</exception>
    public static FileStream Create(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 16);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"{path}: the file can't be written ({fault.Message})");
        }
    }
}
