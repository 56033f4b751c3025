using System.Text;

namespace PolicyIngest.Ingest.Text;

/// <summary>Tells the character encoding of a text: byte order mark first, strict UTF-8 next, GB18030 last.</summary>
public static class Encodings
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, true);

    /// <summary>GB18030, the superset by which GB2312 and GBK are read as well. Bytes it can't read become U+FFFD.</summary>
    public static Encoding Gb18030 { get; } = CodePagesEncodingProvider.Instance.GetEncoding("GB18030",
        EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("\uFFFD"))!;

    /// <summary>
    /// Decodes GB18030. The bytes A3 A0, by which many pages write an ideographic space, stand in no GB table and come out of .NET as the
    /// private character U+E5E5; they become U+3000, as in browsers.
    /// </summary>
    public static string ReadGb18030(ReadOnlySpan<byte> bytes) => Gb18030.GetString(bytes).Replace('\uE5E5', '\u3000');

    /// <summary>Decodes bytes.</summary>
    /// <param name="bytes">The text's bytes.</param>
    /// <returns>The text without a byte order mark, the encoding's name, and the number of characters that could not be read.</returns>
    public static (string Text, string Encoding, int Unreadable) Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes is [0xEF, 0xBB, 0xBF, ..]) return Counted(Encoding.UTF8, "utf-8", bytes[3..]);
        if (bytes is [0xFF, 0xFE, 0, 0, ..]) return Counted(Encoding.UTF32, "utf-32le", bytes[4..]);
        if (bytes is [0xFF, 0xFE, ..]) return Counted(Encoding.Unicode, "utf-16le", bytes[2..]);
        if (bytes is [0xFE, 0xFF, ..]) return Counted(Encoding.BigEndianUnicode, "utf-16be", bytes[2..]);
        try
        {
            return (StrictUtf8.GetString(bytes), "utf-8", 0);
        }
        catch (DecoderFallbackException)
        {
            var gb = Counted(Gb18030, "gb18030", bytes);
            if (gb.Unreadable == 0) return gb;
            var utf8 = Counted(Encoding.UTF8, "utf-8", bytes);
            return utf8.Unreadable < gb.Unreadable ? utf8 : gb;
        }
    }

    private static (string Text, string Encoding, int Unreadable) Counted(Encoding encoding, string name, ReadOnlySpan<byte> bytes)
    {
        string text = ReferenceEquals(encoding, Gb18030) ? ReadGb18030(bytes) : encoding.GetString(bytes);
        return (text, name, text.AsSpan().Count('\uFFFD'));
    }
}
