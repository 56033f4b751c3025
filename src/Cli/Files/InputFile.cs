using PolicyIngest.Ingest.Store;

namespace PolicyIngest.Cli.Files;

/// <summary>A file that was named or found in a folder.</summary>
/// <param name="Path">Where it is.</param>
internal sealed record InputFile(FilePath Path)
{
    /// <summary>Absolute path with <c>/</c>, by which the database knows the file.</summary>
    public string Key => Path.Key;

    /// <summary>The file as it was named: the same wherever the folders lie.</summary>
    public string Name { get; init; } = Path.Text.Replace(System.IO.Path.DirectorySeparatorChar, '/');

    /// <summary>Size and time of last change as they are now; unknown where the file can't be reached.</summary>
    public FileStamp Stamp()
    {
        try
        {
            if (FileKinds.Of(Path) is FileKind.Other or FileKind.Folder) return Unknown;
            if (Path.Raw is not null) return StampOfRaw();
            var info = new FileInfo(Path.Text);
            // Of a link, the file behind it counts: its own size is that of the path it holds.
            if (info.LinkTarget is not null && info.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target) info = target;
            return info.Exists ? new FileStamp(Key, info.Length, info.LastWriteTimeUtc) : Unknown;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Unknown;
        }
    }

    private FileStamp Unknown => new(Key, null, null);

    private FileStamp StampOfRaw()
    {
        using var handle = LinuxFiles.Open(Path);
        return new FileStamp(Key, RandomAccess.GetLength(handle), File.GetLastWriteTimeUtc(handle));
    }
}
