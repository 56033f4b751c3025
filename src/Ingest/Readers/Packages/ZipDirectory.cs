using System.Buffers.Binary;
using System.Text;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Packages;

/// <summary>An entry of a zip file's central directory.</summary>
/// <param name="Index">Place in the directory, from 0.</param>
/// <param name="Name">The path, with <c>/</c>.</param>
/// <param name="PackedSize">Packed bytes, as declared.</param>
/// <param name="Size">Unpacked bytes, as declared; lies are found when it is unpacked.</param>
/// <param name="IsEncrypted">Whether a password protects it.</param>
internal sealed record ZipDirectoryEntry(int Index, string Name, long PackedSize, long Size, bool IsEncrypted)
{
    /// <summary>Whether it is a folder, which has no content.</summary>
    public bool IsFolder => Name.EndsWith('/');

    /// <summary>Where the entry's own header stands in the file.</summary>
    public long HeaderOffset { get; init; }

    /// <summary>How it is packed: 0 not at all, 8 deflated.</summary>
    public int Method { get; init; }

    /// <summary>CRC-32 of the content.</summary>
    public uint Checksum { get; init; }
}

/// <summary>
/// Reads a zip file's central directory without unpacking anything, and so tells hostile archives before a library allocates for them.
/// </summary>
internal static class ZipDirectory
{
    private const uint EndSignature = 0x06054b50;
    private const uint End64Signature = 0x06064b50;
    private const uint EntrySignature = 0x02014b50;
    private const int EndLength = 22;
    private const int EntryLength = 46;
    private static readonly UTF8Encoding StrictUtf8 = new(false, true);

    /// <summary>Whether the bytes start like a zip file.</summary>
    public static bool LooksLikeZip(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("PK\x03\x04"u8) || bytes.StartsWith("PK\x05\x06"u8);

    /// <summary>Lists the entries.</summary>
    /// <exception cref="DocumentException">The directory is damaged (<c>damaged-zip</c>) or holds too many entries (<c>too-many-parts</c>).</exception>
    public static List<ZipDirectoryEntry> Read(ReadOnlySpan<byte> zip, int maxEntries)
    {
        var entries = new List<ZipDirectoryEntry>();
        int at = Start(zip);
        while (at + 4 <= zip.Length && BinaryPrimitives.ReadUInt32LittleEndian(zip[at..]) == EntrySignature)
        {
            if (at + EntryLength > zip.Length) throw Damaged();
            if (entries.Count == maxEntries)
                throw new DocumentException(DocumentStatus.ResourceLimit, "too-many-parts",
                    $"the zip package has more than {maxEntries} parts; raise --max-zip-parts if it is genuine");
            var header = zip[at..];
            int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(header[28..]);
            int extraLength = BinaryPrimitives.ReadUInt16LittleEndian(header[30..]);
            int commentLength = BinaryPrimitives.ReadUInt16LittleEndian(header[32..]);
            if (EntryLength + nameLength + extraLength > header.Length) throw Damaged();
            entries.Add(Entry(entries.Count, header, nameLength, extraLength));
            at += EntryLength + nameLength + extraLength + commentLength;
        }
        return entries;
    }

    private static ZipDirectoryEntry Entry(int index, ReadOnlySpan<byte> header, int nameLength, int extraLength)
    {
        int flags = BinaryPrimitives.ReadUInt16LittleEndian(header[8..]);
        long packed = BinaryPrimitives.ReadUInt32LittleEndian(header[20..]);
        long size = BinaryPrimitives.ReadUInt32LittleEndian(header[24..]);
        long offset = BinaryPrimitives.ReadUInt32LittleEndian(header[42..]);
        ReadZip64(header.Slice(EntryLength + nameLength, extraLength), ref packed, ref size, ref offset);
        string name = Name(header.Slice(EntryLength, nameLength), isUtf8: (flags & 0x800) != 0).Replace('\\', '/');
        return new ZipDirectoryEntry(index, name, packed, size, (flags & 1) != 0)
        {
            HeaderOffset = offset,
            Method = BinaryPrimitives.ReadUInt16LittleEndian(header[10..]),
            Checksum = BinaryPrimitives.ReadUInt32LittleEndian(header[16..]),
        };
    }

    /// <summary>Sizes and places of 4 GB and more stand in an extra field.</summary>
    private static void ReadZip64(ReadOnlySpan<byte> extra, ref long packed, ref long size, ref long offset)
    {
        while (extra.Length >= 4)
        {
            int id = BinaryPrimitives.ReadUInt16LittleEndian(extra);
            int length = BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]);
            if (length > extra.Length - 4) return;
            var data = extra.Slice(4, length);
            if (id == 1)
            {
                if (size == uint.MaxValue && data.Length >= 8)
                {
                    size = BinaryPrimitives.ReadInt64LittleEndian(data);
                    data = data[8..];
                }
                if (packed == uint.MaxValue && data.Length >= 8)
                {
                    packed = BinaryPrimitives.ReadInt64LittleEndian(data);
                    data = data[8..];
                }
                if (offset == uint.MaxValue && data.Length >= 8) offset = BinaryPrimitives.ReadInt64LittleEndian(data);
                return;
            }
            extra = extra[(4 + length)..];
        }
    }

    /// <summary>
    /// Chinese archivers write names in GBK without saying so: what is no UTF-8 is read as GB18030.
    /// </summary>
    private static string Name(ReadOnlySpan<byte> raw, bool isUtf8)
    {
        if (isUtf8) return Encoding.UTF8.GetString(raw);
        try
        {
            return StrictUtf8.GetString(raw);
        }
        catch (DecoderFallbackException)
        {
            return Encodings.Gb18030.GetString(raw);
        }
    }

    private static int Start(ReadOnlySpan<byte> zip)
    {
        // The end record is the last thing in the file but for a comment of at most 65,535 bytes.
        int lowest = Math.Max(0, zip.Length - EndLength - ushort.MaxValue);
        for (int end = zip.Length - EndLength; end >= lowest; end--)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(zip[end..]) != EndSignature) continue;
            long start = BinaryPrimitives.ReadUInt32LittleEndian(zip[(end + 16)..]);
            if (start == uint.MaxValue) start = Start64(zip, end);
            if (start < 0 || start > end) throw Damaged();
            return (int)start;
        }
        throw new DocumentException(DocumentStatus.Malformed, "damaged-zip",
            "the file starts like a zip package but its end is missing, as after a broken download; fetch it again");
    }

    private static long Start64(ReadOnlySpan<byte> zip, int end)
    {
        int locator = end - 20;
        if (locator < 0) throw Damaged();
        long record = BinaryPrimitives.ReadInt64LittleEndian(zip[(locator + 8)..]);
        if (record < 0 || record + 56 > zip.Length || BinaryPrimitives.ReadUInt32LittleEndian(zip[(int)record..]) != End64Signature)
            throw Damaged();
        return BinaryPrimitives.ReadInt64LittleEndian(zip[((int)record + 48)..]);
    }

    private static DocumentException Damaged() => new(DocumentStatus.Malformed, "damaged-zip",
        "the zip package's directory is damaged; fetch the file again");
}
