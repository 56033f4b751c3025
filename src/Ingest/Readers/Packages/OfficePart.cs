using System.Runtime.InteropServices;
using DocumentFormat.OpenXml.Packaging;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Packages;

/// <summary>What reading a part of an Office package needs: its stream within limits.</summary>
internal static class OfficePart
{
    /// <summary>Opens a package by the SDK, which takes damaged hyperlinks as they are.</summary>
    /// <param name="bytes">The package.</param>
    /// <param name="parts">Its parts, as <see cref="PackageGuard"/> gives them.</param>
    /// <param name="options">Limits.</param>
    /// <param name="kind">What it is, for messages: <c>Word</c>, <c>Excel</c>.</param>
    /// <param name="open">The SDK's method: stream, whether to open for writing, settings.</param>
    /// <exception cref="DocumentException">The package is damaged.</exception>
    public static T Open<T>(
        ReadOnlyMemory<byte> bytes,
        Dictionary<string, ZipDirectoryEntry> parts,
        ReadOptions options,
        string kind,
        Func<Stream, bool, OpenSettings, T> open) => Guard(kind, () =>
    {
        var settings = new OpenSettings { AutoSave = false, MaxCharactersInPart = options.MaxZipPartSize };
        return open(Stream(bytes), false, settings);
    });

    /// <summary>The bytes as a stream, without a copy.</summary>
    public static MemoryStream Stream(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var segment)
            ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
            : new MemoryStream(bytes.ToArray(), writable: false);

    /// <summary>Starts to read a part.</summary>
    /// <exception cref="DocumentException">The part is no XML.</exception>
    public static XmlCursor Open(OpenXmlPart part, Dictionary<string, ZipDirectoryEntry> parts, ReadOptions options)
    {
        string name = part.Uri.OriginalString.TrimStart('/');
        long packed = parts.TryGetValue(name, out var entry) ? entry.PackedSize : 0;
        var stream = Guard("Office", () => part.GetStream(FileMode.Open, FileAccess.Read));
        return new XmlCursor(new BoundedStream(stream, name, packed, options), name, options);
    }

    /// <summary>The content of a part that is no XML, such as a picture.</summary>
    /// <exception cref="DocumentException">It is larger than the limits allow, or damaged.</exception>
    public static byte[] Bytes(OpenXmlPart part, Dictionary<string, ZipDirectoryEntry> parts, ReadOptions options) => Guard("Office", () =>
    {
        string name = part.Uri.OriginalString.TrimStart('/');
        long packed = parts.TryGetValue(name, out var entry) ? entry.PackedSize : 0;
        using var stream = new BoundedStream(part.GetStream(FileMode.Open, FileAccess.Read), name, packed, options) { IsXml = false };
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    });

    /// <summary>Reads which parts a part names, which the SDK puts off to the first use.</summary>
    /// <exception cref="DocumentException">The part's list of relationships is damaged.</exception>
    public static T? WithRelationships<T>(string kind, Func<T?> find)
        where T : OpenXmlPart => Guard(kind, () =>
    {
        var part = find();
        _ = part?.Parts.Count();
        return part;
    });

    /// <summary>Runs an opening of the SDK and says in our words what it complains of.</summary>
    /// <exception cref="DocumentException">The package is damaged.</exception>
    public static T Guard<T>(string kind, Func<T> open)
    {
        try
        {
            return open();
        }
        // Neither the SDK nor the packaging library lists what it throws at damage; at this point it can be nothing else.
        catch (Exception fault) when (fault is not (OutOfMemoryException or DocumentException))
        {
            throw new DocumentException(DocumentStatus.Malformed, "damaged-package",
                $"the file is no sound {kind} package; open and save it in its program, or fetch it again", fault);
        }
    }
}
