using System.Text;
using System.Text.RegularExpressions;

namespace PolicyIngest.Ingest.Readers.Html;

/// <summary>Tells from a file's first bytes whether it is a web page.</summary>
internal static partial class HtmlSniffer
{
    private const int Head = 8_192;

    // <!doctype html, <html>, <head>, <body …; not <!doctype book
    [GeneratedRegex(@"<(?:!doctype\s+html|html|head|body)[\s>]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Frame();

    // the tags of which pages consist, opening or closing
    [GeneratedRegex(@"</?(?:p|br|div|span|table|tbody|tr|td|font|b|strong|a|ul|li|h[1-6]|meta|title|center|img|style|script)(?:\s[^<>]{0,2000})?/?>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    /// <summary>How sure it is: 0 (no page) to 95.</summary>
    public static int Score(ReadOnlySpan<byte> bytes)
    {
        if (MimeArchive.IsArchive(bytes)) return 95;
        string head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, Head)]).Replace("\0", "", StringComparison.Ordinal);
        head = head.TrimStart('\u00EF', '\u00BB', '\u00BF', '\u00FE', '\u00FF', ' ', '\t', '\r', '\n', '\f');
        bool opensWithTag = head is ['<', ..];
        if (opensWithTag && head.StartsWith("<?xml", StringComparison.Ordinal) && !Frame().IsMatch(head)) return 0;
        if (Frame().IsMatch(head)) return opensWithTag ? 95 : 60;
        int tags = Tag().Count(head);
        if (opensWithTag) return tags >= 2 ? 80 : tags == 1 ? 40 : 0;
        return tags >= 10 ? 30 : 0;
    }
}
