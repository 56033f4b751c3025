namespace PolicyIngest.Ingest.Readers.Packages;

/// <summary>The checksum that zip files keep of each part.</summary>
internal static class Crc32
{
    private static readonly uint[] Table = MakeTable();

    /// <summary>The checksum of the bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint sum = uint.MaxValue;
        foreach (byte b in bytes) sum = Table[(byte)(sum ^ b)] ^ (sum >> 8);
        return ~sum;
    }

    private static uint[] MakeTable()
    {
        const uint polynomial = 0xEDB88320;
        uint[] table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            uint value = i;
            for (int bit = 0; bit < 8; bit++) value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ polynomial;
            table[i] = value;
        }
        return table;
    }
}
