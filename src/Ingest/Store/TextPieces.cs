namespace PolicyIngest.Ingest.Store;

/// <summary>A document's text as SQLite keeps it: in pieces of so few code points that a place in one is soon counted out. Everything that stands in the text is cut out of them.</summary>
internal static class TextPieces
{
    /// <summary>Code points of a piece; the last one of a document has fewer, and may have none. schema.sql counts with the same number.</summary>
    public const int Length = 256;

    /// <summary>Stores a text.</summary>
    /// <param name="insert">The statement that takes a piece's key and its text.</param>
    /// <param name="documentId">The document's key.</param>
    /// <param name="utf8">The text. NUL becomes a space, for SQLite takes it for the end of what it cuts.</param>
    public static void Insert(PreparedStatement insert, long documentId, ReadOnlySpan<byte> utf8)
    {
        if (utf8.Contains((byte)0))
        {
            byte[] spaced = utf8.ToArray();
            spaced.AsSpan().Replace((byte)0, (byte)' ');
            utf8 = spaced;
        }
        long number = 0;
        for (bool isLast = false; !isLast; number++)
        {
            int end = OffsetOf(utf8, Length);
            isLast = end == utf8.Length && CountOf(utf8) < Length;
            insert.Bind(1, RowKey.Of(documentId, number)).Bind(2, utf8[..end]).Run();
            utf8 = utf8[end..];
        }
    }

    /// <summary>Number of code points in a text.</summary>
    public static int CountOf(ReadOnlySpan<byte> utf8)
    {
        int count = 0;
        foreach (byte b in utf8) count += IsFirst(b);
        return count;
    }

    /// <summary>The byte at which a code point begins; the text's length where it has no more.</summary>
    private static int OffsetOf(ReadOnlySpan<byte> utf8, int codePoint)
    {
        int at = 0;
        for (; at < utf8.Length; at++)
            if (IsFirst(utf8[at]) == 1 && codePoint-- == 0) break;
        return at;
    }

    // Bytes that go on with a code point are 10xxxxxx.
    private static int IsFirst(byte b) => (b & 0xC0) == 0x80 ? 0 : 1;
}
