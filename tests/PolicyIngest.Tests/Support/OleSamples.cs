using System.Buffers.Binary;
using System.Text;

namespace PolicyIngest.Tests.Support;

/// <summary>Makes compound files (the container of .doc and .xls, and of encrypted .docx) with the streams that a test asks for.</summary>
public static class OleSamples
{
    private const int Sector = 512;
    private const uint EndOfChain = 0xFFFFFFFE;

    /// <summary>A container whose directory names these streams, all of them empty.</summary>
    public static byte[] Container(params string[] streams)
    {
        int directorySectors = (streams.Length + 1 + 3) / 4;
        byte[] file = new byte[Sector * (2 + directorySectors + 1)];
        ReadOnlySpan<byte> magic = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        magic.CopyTo(file);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(30), 9);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(44), 1);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(48), 1);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(76), 0);
        var table = file.AsSpan(Sector, Sector);
        table.Fill(0xFF);
        for (int i = 1; i <= directorySectors; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(table[(i * 4)..], i == directorySectors ? EndOfChain : (uint)i + 1);
        Entry(file, 0, "Root Entry", type: 5, sector: 0);
        for (int i = 0; i < streams.Length; i++) Entry(file, i + 1, streams[i], type: 2, sector: 1 + directorySectors);
        return file;
    }

    /// <summary>A Word document of before 2007, or its beginning.</summary>
    public static byte[] Word(bool isEncrypted)
    {
        byte[] file = Container("WordDocument");
        var head = file.AsSpan(Sector * 3);
        head[0] = 0xEC;
        head[1] = 0xA5;
        head[11] = (byte)(isEncrypted ? 1 : 0);
        return file;
    }

    private static void Entry(byte[] file, int index, string name, byte type, int sector)
    {
        var entry = file.AsSpan(Sector * 2 + index * 128, 128);
        Encoding.Unicode.GetBytes(name, entry);
        BinaryPrimitives.WriteUInt16LittleEndian(entry[64..], (ushort)(name.Length * 2 + 2));
        entry[66] = type;
        BinaryPrimitives.WriteInt32LittleEndian(entry[116..], sector);
    }
}
