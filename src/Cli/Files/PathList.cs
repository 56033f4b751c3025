using System.Text;

namespace PolicyIngest.Cli.Files;

/// <summary>Reads lists of paths, parted by NUL where there is one, else by line ends.</summary>
internal static class PathList
{
    /// <summary>Reads a list from a file.</summary>
    /// <exception cref="UsageException">The file can't be read.</exception>
    public static IEnumerable<string> Read(string path)
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
    public static IEnumerable<string> Read(Stream stream)
    {
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        string text = Encoding.UTF8.GetString(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)).TrimStart('\uFEFF');
        char separator = text.Contains('\0', StringComparison.Ordinal) ? '\0' : '\n';
        return text.Split(separator).Select(path => separator == '\n' ? path.TrimEnd('\r') : path).Where(path => path.Length > 0);
    }
}
