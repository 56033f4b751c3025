namespace PolicyIngest.Cli.Files;

/// <summary>Reads lists of paths, parted by NUL where there is one, else by line ends.</summary>
internal static class PathList
{
    private const long MaxSize = 256L << 20;

    /// <summary>Reads a list from a file.</summary>
    /// <exception cref="UsageException">The file can't be read.</exception>
    public static List<FilePath> Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return Read(stream);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"{path}: the list of paths can't be read ({SystemFault.Reason(fault)})");
        }
    }

    /// <summary>Reads a list to the stream's end.</summary>
    public static List<FilePath> Read(Stream stream)
    {
        using var bytes = new MemoryStream();
        byte[] buffer = new byte[1 << 16];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            bytes.Write(buffer.AsSpan(0, read));
            // A device may go on without end.
            if (bytes.Length > MaxSize) throw new UsageException($"the list of paths is longer than {MaxSize >> 20} MB; give it in parts");
        }
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
