using System.Text;
using System.Text.RegularExpressions;
using MimeKit;
using PolicyIngest.Ingest.Readers.Packages;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Html;

/// <summary>Takes the page out of a web archive (.mht): a MIME message whose first HTML part is the page.</summary>
internal static partial class MimeArchive
{
    private const int Head = 4_096;
    private const int DeepestNesting = 8;

    // MIME-Version: 1.0 or Content-Type: multipart/related among header lines at the start
    [GeneratedRegex(@"^(?:[A-Za-z\-]{2,40}:[^\r\n]{0,900}\r?\n(?:[ \t][^\r\n]{0,900}\r?\n){0,20}){0,40}?(?:MIME-Version|Content-Type):", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Headers();

    /// <summary>Whether a file is a MIME message.</summary>
    public static bool IsArchive(ReadOnlySpan<byte> bytes)
    {
        string head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, Head)]);
        return head.Length > 0 && char.IsAsciiLetter(head[0]) && Headers().IsMatch(head);
    }

    /// <summary>The bytes of the page, and the encoding that its header names.</summary>
    /// <exception cref="DocumentException">There is no page in the archive.</exception>
    public static (ReadOnlyMemory<byte> Page, string? Charset) Page(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        try
        {
            using var stream = OfficePart.Stream(bytes);
            var settings = new ParserOptions { MaxMimeDepth = DeepestNesting };
            using var message = MimeEntity.Load(settings, stream, cancellation);
            if (Find(message) is { Content: { } content } page)
            {
                using var decoded = new MemoryStream();
                content.DecodeTo(decoded, cancellation);
                return (decoded.GetBuffer().AsMemory(0, (int)decoded.Length), page.ContentType.Charset);
            }
        }
        catch (FormatException fault)
        {
            throw NoPage(fault);
        }
        throw NoPage(null);
    }

    private static DocumentException NoPage(Exception? fault) => new(DocumentStatus.Malformed, "no-page-in-archive",
        "the web archive holds no page; save the page again as .html", fault);

    private static MimePart? Find(MimeEntity entity) => entity switch
    {
        MimePart part when part.ContentType.IsMimeType("text", "html") || part.ContentType.IsMimeType("application", "xhtml+xml") => part,
        Multipart parts => parts.Select(Find).FirstOrDefault(part => part is not null),
        MessagePart { Message.Body: { } body } => Find(body),
        _ => null,
    };
}
