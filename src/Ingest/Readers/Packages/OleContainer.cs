using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace PolicyIngest.Ingest.Readers.Packages;

/// <summary>
/// Looks into the compound file in which Office kept documents before 2007, and keeps encrypted ones to this day, as far as is needed
/// to tell what it is.
/// </summary>
internal static class OleContainer
{
    private const int HeaderLength = 512;
    private const int EntryLength = 128;
    private const int MaxSectors = 4_096;

    /// <summary>Whether the bytes start like a compound file.</summary>
    public static bool LooksLike(ReadOnlySpan<byte> bytes) => bytes.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);

    /// <summary>What the container holds.</summary>
    public static ContainerKind Kind(ReadOnlySpan<byte> bytes)
    {
        var streams = Streams(bytes);
        // A whole one holds something: this was cut off before its directory, or is damaged there.
        if (streams.Count == 0) return ContainerKind.LegacyDamaged;
        var kind = ContainerKind.LegacyOther;
        foreach (var (name, sector) in streams)
        {
            switch (name)
            {
                case "EncryptedPackage": return ContainerKind.Encrypted;
                case "WordDocument": return IsEncryptedWord(bytes, sector) ? ContainerKind.Encrypted : ContainerKind.LegacyWord;
                case "Workbook" or "Book": kind = ContainerKind.LegacyExcel; break;
            }
        }
        return kind;
    }

    /// <summary>The streams' names with their first sectors. A damaged directory gives what could be read.</summary>
    private static List<(string Name, int Sector)> Streams(ReadOnlySpan<byte> bytes)
    {
        var streams = new List<(string, int)>();
        if (bytes.Length < HeaderLength) return streams;
        int sector = BinaryPrimitives.ReadInt32LittleEndian(bytes[48..]);
        for (int i = 0; i < MaxSectors && Sector(bytes, sector) is { IsEmpty: false } content; i++)
        {
            for (int at = 0; at + EntryLength <= content.Length; at += EntryLength)
            {
                var entry = content.Slice(at, EntryLength);
                int length = BinaryPrimitives.ReadUInt16LittleEndian(entry[64..]);
                // The length counts bytes and a closing zero; type 2 is a stream.
                if (entry[66] != 2 || length is < 4 or > 64) continue;
                string name = new(MemoryMarshal.Cast<byte, char>(entry[..(length - 2)]));
                streams.Add((name, BinaryPrimitives.ReadInt32LittleEndian(entry[116..])));
            }
            sector = Next(bytes, sector);
        }
        return streams;
    }

    /// <summary>Bit 8 of the flags at the start of the Word document's own stream.</summary>
    private static bool IsEncryptedWord(ReadOnlySpan<byte> bytes, int sector) =>
        Sector(bytes, sector) is { Length: >= 12 } head && head[0] == 0xEC && head[1] == 0xA5 && (head[11] & 1) != 0;

    private static int SectorLength(ReadOnlySpan<byte> bytes) => 1 << Math.Clamp((int)BinaryPrimitives.ReadUInt16LittleEndian(bytes[30..]), 7, 16);

    private static ReadOnlySpan<byte> Sector(ReadOnlySpan<byte> bytes, int sector)
    {
        int length = SectorLength(bytes);
        long start = ((long)sector + 1) * length;
        return sector < 0 || start + length > bytes.Length ? default : bytes.Slice((int)start, length);
    }

    /// <summary>The sector that follows in the chain; negative at its end. Only the first 109 table sectors are known, 7 MB of a usual file.</summary>
    private static int Next(ReadOnlySpan<byte> bytes, int sector)
    {
        int perTable = SectorLength(bytes) / 4;
        int table = sector / perTable;
        if (table >= 109) return -1;
        var content = Sector(bytes, BinaryPrimitives.ReadInt32LittleEndian(bytes[(76 + table * 4)..]));
        return content.IsEmpty ? -1 : BinaryPrimitives.ReadInt32LittleEndian(content[(sector % perTable * 4)..]);
    }
}
