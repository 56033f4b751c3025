namespace PolicyIngest.Ingest.Readers.Pdf.Drawing;

/// <summary>The filters that write a stream's bytes as text, in which some programs wrap the packed bytes of a page.</summary>
internal static class TextFilters
{
    /// <summary>Takes ASCII85 back: five characters from <c>!</c> to <c>u</c> are four bytes, <c>z</c> four zeros, <c>~</c> ends.</summary>
    public static byte[] Ascii85(ReadOnlySpan<byte> text)
    {
        var bytes = new List<byte>(text.Length * 4 / 5);
        uint value = 0;
        int count = 0;
        foreach (byte c in text)
        {
            if (c == '~') break;
            if (c == 'z' && count == 0)
            {
                bytes.AddRange([0, 0, 0, 0]);
                continue;
            }
            if (c is < (byte)'!' or > (byte)'u') continue;
            value = unchecked(value * 85 + (uint)(c - '!'));
            if (++count < 5) continue;
            Write(value, 4);
            (value, count) = (0, 0);
        }
        if (count > 1)
        {
            for (int i = count; i < 5; i++) value = unchecked(value * 85 + 84);
            Write(value, count - 1);
        }
        return [.. bytes];

        void Write(uint word, int length)
        {
            for (int i = 0; i < length; i++) bytes.Add((byte)(word >> (24 - 8 * i)));
        }
    }

    /// <summary>Takes hexadecimal digits back; <c>&gt;</c> ends, a digit without its second counts as if 0 followed.</summary>
    public static byte[] AsciiHex(ReadOnlySpan<byte> text)
    {
        var bytes = new List<byte>(text.Length / 2);
        int high = -1;
        foreach (byte c in text)
        {
            if (c == '>') break;
            if (!char.IsAsciiHexDigit((char)c)) continue;
            int digit = Convert.ToInt32(((char)c).ToString(), 16);
            if (high < 0) high = digit;
            else
            {
                bytes.Add((byte)(high << 4 | digit));
                high = -1;
            }
        }
        if (high >= 0) bytes.Add((byte)(high << 4));
        return [.. bytes];
    }
}
