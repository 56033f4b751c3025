using PolicyIngest.Ingest.Store;

namespace PolicyIngest.Cli.Files;

/// <summary>A file that was named or found in a folder.</summary>
/// <param name="Path">As it is opened, and shown.</param>
internal sealed record InputFile(string Path)
{
    /// <summary>Absolute path with <c>/</c>, by which the database knows the file.</summary>
    public string Key { get; } = KeyOf(Path);

    /// <summary>The key of a path.</summary>
    public static string KeyOf(string path) => System.IO.Path.GetFullPath(path).Replace(System.IO.Path.DirectorySeparatorChar, '/');

    /// <summary>Size and time of last change as they are now; unknown where the file can't be reached.</summary>
    public FileStamp Stamp()
    {
        try
        {
            var info = new FileInfo(Path);
            // Of a link, the file behind it counts: its own size is that of the path it holds.
            if (info.LinkTarget is not null && info.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target) info = target;
            return info.Exists ? new FileStamp(Key, info.Length, info.LastWriteTimeUtc) : new FileStamp(Key, null, null);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new FileStamp(Key, null, null);
        }
    }
}
