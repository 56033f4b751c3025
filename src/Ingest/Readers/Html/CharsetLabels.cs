using System.Collections.Frozen;
using System.Text;
using PolicyIngest.Ingest.Text;

namespace PolicyIngest.Ingest.Readers.Html;

/// <summary>The names under which pages declare their encoding.</summary>
internal static class CharsetLabels
{
    private static readonly FrozenSet<string> Gb = FrozenSet.Create(StringComparer.Ordinal,
        "gb2312", "gb_2312", "gb_2312-80", "gb2312-80", "gb-2312", "gbk", "x-gbk", "gb18030", "gb_18030", "gb18030-2000", "gb-18030", "chinese",
        "csgb2312", "csiso58gb231280", "iso-ir-58", "cp936", "ms936", "936", "windows-936", "x-cp20936", "euc-cn", "gb", "cngb");

    private static readonly FrozenSet<string> Utf8 = FrozenSet.Create(StringComparer.Ordinal,
        // A declaration that could be read byte by byte can't stand in UTF-16: browsers take it for UTF-8.
        "utf-8", "utf8", "utf_8", "unicode-1-1-utf-8", "x-unicode20utf8", "utf-16", "utf-16le", "utf-16be", "unicode", "ucs-2", "iso-10646-ucs-2");

    private static readonly FrozenSet<string> Latin = FrozenSet.Create(StringComparer.Ordinal,
        "iso-8859-1", "iso8859-1", "latin1", "l1", "ascii", "us-ascii", "ansi", "windows-1252", "cp1252");

    /// <summary>The encoding of a label in lower case; null where it is unknown.</summary>
    public static (string Name, Encoding Encoding)? Find(string label)
    {
        if (Gb.Contains(label)) return ("gb18030", Encodings.Gb18030);
        if (Utf8.Contains(label)) return ("utf-8", Encoding.UTF8);
        if (Latin.Contains(label)) label = "windows-1252";
        try
        {
            var encoding = CodePagesEncodingProvider.Instance.GetEncoding(label, EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("\uFFFD"));
            return encoding is null ? null : (encoding.WebName, encoding);
        }
        // .NET knows the name iso-2022-cn (and a few more) but can't read it.
        catch (Exception fault) when (fault is NotSupportedException or ArgumentException)
        {
            return null;
        }
    }
}
