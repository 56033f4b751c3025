using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Packages;

/// <summary>Looks an Office package over before any library opens it.</summary>
internal static class PackageGuard
{
    // Content types and relationships are read by the packaging library without a limit of ours, so theirs is small.
    private const long MaxIndexPart = 16L << 20;

    /// <summary>Refuses a package that is damaged or hostile; gives its parts by name.</summary>
    /// <exception cref="DocumentException">Too many or too large parts, two of one name, a password, or a damaged directory.</exception>
    public static Dictionary<string, ZipDirectoryEntry> Check(ReadOnlySpan<byte> package, ReadOptions options)
    {
        var parts = new Dictionary<string, ZipDirectoryEntry>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in ZipDirectory.Read(package, options.MaxZipParts))
        {
            if (entry.IsEncrypted)
                throw new DocumentException(DocumentStatus.Encrypted, "encrypted-zip",
                    "the package is protected by a password; save it without one");
            if (!parts.TryAdd(entry.Name, entry))
                throw new DocumentException(DocumentStatus.Malformed, "duplicate-part",
                    $"the package holds two parts named {entry.Name}, so it is not clear which one counts; open and save the file in its program");
            CheckSize(entry, options);
        }
        return parts;
    }

    private static void CheckSize(ZipDirectoryEntry entry, ReadOptions options)
    {
        bool isIndex = entry.Name.EndsWith(".rels", StringComparison.OrdinalIgnoreCase)
            || entry.Name.Equals("[Content_Types].xml", StringComparison.OrdinalIgnoreCase);
        bool isXml = isIndex || entry.Name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase);
        // Embedded files are never unpacked, and pictures within limits of their own.
        if (!isXml) return;
        if (entry.Size > options.MaxZipPartSize || (isIndex && entry.Size > MaxIndexPart))
            throw new DocumentException(DocumentStatus.ResourceLimit, "part-too-large",
                $"the part {entry.Name} unpacks to {entry.Size >> 20} MB, more than the limit; raise --max-zip-part-size if it is genuine");
        if (entry.Size > BoundedStream.RatioGrace && entry.Size / Math.Max(1, entry.PackedSize) > options.MaxZipRatio)
            throw new DocumentException(DocumentStatus.ResourceLimit, "zip-ratio",
                $"the part {entry.Name} unpacks to more than {options.MaxZipRatio} times its size, as a zip bomb does; raise --max-zip-ratio if it is genuine");
    }
}
