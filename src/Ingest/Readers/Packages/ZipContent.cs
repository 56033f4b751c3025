using System.Buffers.Binary;
using System.IO.Compression;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Packages;

/// <summary>Unpacks one entry of a zip file in memory, within the limits and never past the size that the directory declares.</summary>
internal static class ZipContent
{
    private const uint LocalSignature = 0x04034b50;
    private const int LocalLength = 30;
    private const int Stored = 0, Deflated = 8;
    private const int Step = 1 << 20;

    /// <summary>The entry's content.</summary>
    /// <exception cref="DocumentException">The entry is protected, damaged, packed in an unknown way or larger than a limit allows.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ReadOnlyMemory<byte> Unpack(ReadOnlyMemory<byte> zip, ZipDirectoryEntry entry, ReadOptions options, CancellationToken cancellation)
    {
        Check(entry, options);
        var packed = Packed(zip, entry);
        var content = entry.Method switch
        {
            Stored when entry.PackedSize == entry.Size => packed,
            Deflated => Inflate(packed, entry, options, cancellation),
            Stored => throw Damaged(entry),
            _ => throw new DocumentException(DocumentStatus.Unsupported, "unknown-packing",
                $"{entry.Name} is packed in a way that is not known (method {entry.Method}); unpack it by another program"),
        };
        return Crc32.Of(content.Span) == entry.Checksum ? content : throw Damaged(entry);
    }

    /// <summary>Refuses an entry that need not be unpacked to be told too large or protected.</summary>
    /// <exception cref="DocumentException">It is.</exception>
    public static void Check(ZipDirectoryEntry entry, ReadOptions options)
    {
        if (entry.IsEncrypted)
            throw new DocumentException(DocumentStatus.Encrypted, "encrypted-zip", "the file is protected by the archive's password; unpack it first");
        if (entry.Size > Math.Min(options.MaxZipPartSize, Array.MaxLength))
            throw new DocumentException(DocumentStatus.ResourceLimit, "part-too-large",
                $"{entry.Name} unpacks to {entry.Size} bytes, more than the limit of {options.MaxZipPartSize}; raise --max-zip-part-size or --max-file-size if it is genuine");
        if (entry.Size > BoundedStream.RatioGrace && entry.Size / Math.Max(1, entry.PackedSize) > options.MaxZipRatio)
            throw new DocumentException(DocumentStatus.ResourceLimit, "zip-ratio",
                $"{entry.Name} unpacks to more than {options.MaxZipRatio} times its size, as a zip bomb does; raise --max-zip-ratio if it is genuine");
    }

    private static ReadOnlyMemory<byte> Packed(ReadOnlyMemory<byte> zip, ZipDirectoryEntry entry)
    {
        if (entry.HeaderOffset < 0 || entry.HeaderOffset + LocalLength > zip.Length) throw Damaged(entry);
        var header = zip.Span[(int)entry.HeaderOffset..];
        if (BinaryPrimitives.ReadUInt32LittleEndian(header) != LocalSignature) throw Damaged(entry);
        int skip = LocalLength + BinaryPrimitives.ReadUInt16LittleEndian(header[26..]) + BinaryPrimitives.ReadUInt16LittleEndian(header[28..]);
        long start = entry.HeaderOffset + skip;
        return entry.PackedSize >= 0 && start + entry.PackedSize <= zip.Length ? zip.Slice((int)start, (int)entry.PackedSize) : throw Damaged(entry);
    }

    private static ReadOnlyMemory<byte> Inflate(ReadOnlyMemory<byte> packed, ZipDirectoryEntry entry, ReadOptions options, CancellationToken cancellation)
    {
        // Deflate makes at most 1,032 bytes of one: a larger declared size is a lie, for which nothing is allocated.
        if (entry.Size > (packed.Length + 1L) * 1_032) throw Damaged(entry);
        byte[] content = new byte[entry.Size];
        try
        {
            using var stream = new BoundedStream(new DeflateStream(OfficePart.Stream(packed), CompressionMode.Decompress), entry.Name, entry.PackedSize, options) { IsXml = false };
            int at = 0, read = 1;
            while (read > 0 && at < content.Length)
            {
                cancellation.ThrowIfCancellationRequested();
                read = stream.Read(content.AsSpan(at, Math.Min(Step, content.Length - at)));
                at += read;
            }
            if (at < content.Length || stream.Read(new byte[1]) > 0) throw Damaged(entry);
            return content;
        }
        catch (InvalidDataException)
        {
            throw Damaged(entry);
        }
    }

    private static DocumentException Damaged(ZipDirectoryEntry entry) =>
        new(DocumentStatus.Malformed, "damaged-zip", $"{entry.Name} is damaged in the archive; fetch the archive again");
}
