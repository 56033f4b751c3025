namespace PolicyIngest.Cli.Files;

/// <summary>What a path leads to.</summary>
internal enum FileKind
{
    /// <summary>An ordinary file.</summary>
    Ordinary,
    /// <summary>A folder.</summary>
    Folder,
    /// <summary>A pipe, a socket or a device: to open it may wait for ever, to read it may never end.</summary>
    Other,
    /// <summary>Nothing; a link may lead there all the same.</summary>
    Missing,
    /// <summary>It can't be told: a folder on the way may not be entered, a share does not answer.</summary>
    Unknown,
}

/// <summary>Tells what a path leads to without opening it.</summary>
internal static class FileKinds
{
    /// <summary>The kind of what stands at a path, links followed.</summary>
    public static FileKind Of(FilePath path)
    {
        if (LinuxFiles.IsSupported) return LinuxFiles.KindOf(path);
        try
        {
            var attributes = File.GetAttributes(path.Text);
            if (attributes.HasFlag(FileAttributes.Device)) return FileKind.Other;
            return Directory.Exists(path.Text) ? FileKind.Folder : File.Exists(path.Text) ? FileKind.Ordinary : FileKind.Missing;
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return FileKind.Missing;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return FileKind.Unknown;
        }
    }
}
