using PolicyIngest.Ingest.Readers.Packages;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Ofd;

/// <summary>The parts of an OFD file, a zip package, within the limits of any other.</summary>
internal sealed class OfdPackage(ReadOnlyMemory<byte> bytes, ReadOptions options, CancellationToken cancellation)
{
    private readonly Dictionary<string, ZipDirectoryEntry> _parts = PackageGuard.Check(bytes.Span, options);

    /// <summary>Whether the file names keys with which its parts are locked.</summary>
    public bool IsEncrypted => _parts.Keys.Any(name => name.EndsWith("Encryptions.xml", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("DecryptSeed.dat", StringComparison.OrdinalIgnoreCase));

    /// <summary>Opens a part of XML; null where there is none of that name.</summary>
    /// <exception cref="DocumentException">The part is damaged or passes a limit.</exception>
    public XmlCursor? Open(string? name)
    {
        if (name is null || !_parts.TryGetValue(name, out var part)) return null;
        var content = ZipContent.Unpack(bytes, part, options, cancellation);
        return new XmlCursor(new BoundedStream(OfficePart.Stream(content), name, part.PackedSize, options), name, options);
    }

    /// <summary>The bytes of a part; null where there is none of that name.</summary>
    /// <exception cref="DocumentException">The part is damaged or passes a limit.</exception>
    public byte[]? Bytes(string name) =>
        _parts.TryGetValue(name, out var part) ? ZipContent.Unpack(bytes, part, options, cancellation).ToArray() : null;

    /// <summary>
    /// The name of the part that a location means: from the root where it begins with a slash, else from the folder of the part that names it,
    /// though some programs count from the root all the same. Null where there is no such part.
    /// </summary>
    /// <param name="location">As written: <c>Pages/Page_0/Content.xml</c>.</param>
    /// <param name="from">The part that names it.</param>
    public string? Resolve(string? location, string from)
    {
        if (string.IsNullOrWhiteSpace(location)) return null;
        string path = location.Trim().Replace('\\', '/');
        string folder = path.StartsWith('/') ? "" : from[..(from.LastIndexOf('/') + 1)];
        string near = Plain(folder + path);
        if (_parts.ContainsKey(near)) return near;
        string root = Plain(path);
        return _parts.ContainsKey(root) ? root : null;
    }

    private static string Plain(string path)
    {
        var steps = new List<string>();
        foreach (string step in path.Split('/'))
        {
            if (step == ".." && steps.Count > 0) steps.RemoveAt(steps.Count - 1);
            else if (step.Length > 0 && step is not ("." or "..")) steps.Add(step);
        }
        return string.Join('/', steps);
    }
}
