using System.IO.Compression;
using System.Text;

namespace PolicyIngest.Tests.Support;

/// <summary>Makes zip files in memory, part by part.</summary>
public class ZipBuilder
{
    private readonly List<(string Name, byte[] Content)> _parts = [];

    /// <summary>The parts of a zip file.</summary>
    public static ZipBuilder Of(byte[] zip)
    {
        var builder = new ZipBuilder();
        using var archive = new ZipArchive(new MemoryStream(zip));
        foreach (var entry in archive.Entries)
        {
            using var content = new MemoryStream();
            using (var part = entry.Open()) part.CopyTo(content);
            builder._parts.Add((entry.FullName, content.ToArray()));
        }
        return builder;
    }

    /// <summary>Adds a part, or replaces the one of that name.</summary>
    public ZipBuilder Part(string name, string content) => Part(name, Encoding.UTF8.GetBytes(content));

    /// <summary>Adds a part, or replaces the one of that name.</summary>
    public ZipBuilder Part(string name, byte[] content)
    {
        int at = _parts.FindIndex(part => part.Name == name);
        if (at >= 0) _parts[at] = (name, content);
        else _parts.Add((name, content));
        return this;
    }

    /// <summary>Adds a part even if there is one of that name.</summary>
    public ZipBuilder Again(string name, string content)
    {
        _parts.Add((name, Encoding.UTF8.GetBytes(content)));
        return this;
    }

    /// <summary>The zip file.</summary>
    /// <param name="names">Encoding of the parts' names.</param>
    public byte[] Zip(Encoding? names = null)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true, names))
            foreach (var (name, content) in _parts)
            {
                // OpenDocument wants its type unpacked, to be told from the first bytes.
                var level = name == "mimetype" ? CompressionLevel.NoCompression : CompressionLevel.Optimal;
                using var part = zip.CreateEntry(name, level).Open();
                part.Write(content);
            }
        return stream.ToArray();
    }
}
