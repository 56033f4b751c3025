namespace PolicyIngest.Ingest.Readers.Html;

/// <summary>The bytes of a page's pictures, as far as they are in its file. Nothing is fetched, nor looked for beside it.</summary>
internal static class PictureSource
{
    private const string Data = "data:image/", Base64 = ";base64,";

    /// <summary>The bytes of a picture, or null where the file does not hold them.</summary>
    /// <param name="source">Where the page says they are.</param>
    /// <param name="archive">The archive in which the page is, or null.</param>
    public static byte[]? Bytes(string? source, MimeArchive? archive)
    {
        if (string.IsNullOrWhiteSpace(source)) return null;
        source = source.Trim();
        if (!source.StartsWith("data:", StringComparison.OrdinalIgnoreCase)) return archive?.Picture(source);
        int start = source.StartsWith(Data, StringComparison.OrdinalIgnoreCase) ? source.IndexOf(Base64, StringComparison.OrdinalIgnoreCase) : -1;
        return start < 0 ? null : Decoded(source[(start + Base64.Length)..]);
    }

    private static byte[]? Decoded(string text)
    {
        try
        {
            return Convert.FromBase64String(text.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(text) : text);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
