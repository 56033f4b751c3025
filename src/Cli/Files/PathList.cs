namespace PolicyIngest.Cli.Files;

/// <summary>Reads lists of paths, parted by NUL where there is one, else by line ends.</summary>
internal static class PathList
{
    /// <summary>Reads a list from a file.</summary>
    /// <exception cref="UsageException">The file can't be read.</exception>
    public static List<FilePath> Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return Read(stream);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path}: the list of paths can't be read ({fault.Message})");
        }
    }

    /// <summary>Reads a list to the stream's end.</summary>
    public static List<FilePath> Read(Stream stream)
    {
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        var rest = bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
        if (rest.StartsWith("\uFEFF"u8)) rest = rest[3..];
        byte separator = rest.Contains((byte)0) ? (byte)0 : (byte)'\n';
        var paths = new List<FilePath>();
        foreach (var part in rest.Split(separator))
        {
            var path = separator == 0 ? rest[part] : rest[part].TrimEnd((byte)'\r');
            if (!path.IsEmpty) paths.Add(FilePath.Of(path));
        }
        return paths;
    }
}
