using System.Text;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers;

/// <summary>The bytes of a text file: whether they can be text at all, and which characters they are.</summary>
internal static class TextBytes
{
    private const int Sample = 65_536;

    /// <summary>
    /// Whether bytes can be text: control characters other than white space are rare, and so is NUL, but for UTF-16.
    /// </summary>
    public static bool LookLikeText(ReadOnlySpan<byte> bytes)
    {
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]) return true;
        var head = bytes[..Math.Min(bytes.Length, Sample)];
        int controls = 0, zeros = 0;
        foreach (byte b in head)
        {
            if (b == 0) zeros++;
            else if (b < 0x20 && b is not (0x09 or 0x0A or 0x0B or 0x0C or 0x0D or 0x1A or 0x1B)) controls++;
        }
        // One NUL is a slip of some program and does no harm; it is no character of the text.
        bool isRare = zeros <= 1 + head.Length / 10_000 && head.Length >= 16;
        if (zeros > 0 && !isRare) return Utf16(head) is not null;
        return controls * 50 <= head.Length;
    }

    /// <summary>Decodes a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="builder">Is told where characters can't be read.</param>
    /// <returns>The text without a byte order mark, and the encoding's name.</returns>
    /// <exception cref="DocumentException">The file is empty or no text.</exception>
    public static (string Text, string Encoding) Read(SourceFile file, DocumentBuilder builder)
    {
        if (file.Bytes.IsEmpty)
            throw new DocumentException(DocumentStatus.Malformed, "empty-file", "the file is empty; fetch it again");
        var bytes = file.Bytes.Span;
        if (!LookLikeText(bytes))
            throw new DocumentException(DocumentStatus.Malformed, "not-text", "the bytes are no text; check what kind of file it is");
        if (Utf16(bytes[..Math.Min(bytes.Length, Sample)]) is { } utf16)
            return (utf16.GetString(bytes), ReferenceEquals(utf16, Encoding.Unicode) ? "utf-16le" : "utf-16be");
        var (text, encoding, unreadable) = Encodings.Decode(bytes);
        if (unreadable > 0)
            builder.Report(DiagnosticSeverity.Warning, "unreadable-characters",
                $"{unreadable} characters can't be read as {encoding} and stand as U+FFFD; check the file's encoding");
        return (text, encoding);
    }

    /// <summary>
    /// UTF-16 without a byte order mark, told by its NULs: the line ends, digits and spaces of any text have one each, all at even or all at
    /// odd places. Null for anything else.
    /// </summary>
    private static Encoding? Utf16(ReadOnlySpan<byte> head)
    {
        if (head is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] || head.Length < 4) return null;
        int even = 0, odd = 0;
        for (int i = 0; i < head.Length; i++)
        {
            if (head[i] != 0) continue;
            if ((i & 1) == 0) even++;
            else odd++;
        }
        // A NUL now and then stands at the other place: 一 is 4E 00.
        int most = Math.Max(even, odd), least = Math.Min(even, odd);
        if (most * 100 < head.Length || most < 2 || least * 3 > most) return null;
        var encoding = odd > even ? Encoding.Unicode : Encoding.BigEndianUnicode;
        string text = encoding.GetString(head[..(head.Length & ~1)]);
        int usual = 0;
        foreach (char c in text)
            if (c is >= ' ' and < '\u007F' or '\t' or '\r' or '\n' or >= '\u2010' and <= '\u203B' or >= '\u3000' and <= '\u9FFF' or >= '\uFF00' and <= '\uFFEF') usual++;
        return usual * 10 >= text.Length * 9 ? encoding : null;
    }
}
