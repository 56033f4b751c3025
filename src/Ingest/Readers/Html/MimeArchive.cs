using System.Text;
using System.Text.RegularExpressions;
using MimeKit;
using PolicyIngest.Ingest.Readers.Packages;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Html;

/// <summary>A web archive (.mht): a MIME message whose first HTML part is the page, and others its pictures.</summary>
internal sealed partial class MimeArchive : IDisposable
{
    private const int Head = 4_096;
    private const int DeepestNesting = 8;
    private const string ById = "cid:";

    private readonly Stream _stream;
    private readonly MimeEntity _message;
    private readonly CancellationToken _cancellation;

    // Addresses are relative to the page's own, or to each other.
    private readonly Uri _base;

    private MimeArchive(Stream stream, MimeEntity message, MimePart page, CancellationToken cancellation)
    {
        (_stream, _message, _cancellation) = (stream, message, cancellation);
        (Page, Charset) = (Content(page), page.ContentType.Charset);
        _base = page.ContentLocation is { IsAbsoluteUri: true } own ? own : new Uri("file:///");
    }

    // MIME-Version: 1.0 or Content-Type: multipart/related among header lines at the start
    [GeneratedRegex(@"^(?:[A-Za-z\-]{2,40}:[^\r\n]{0,900}\r?\n(?:[ \t][^\r\n]{0,900}\r?\n){0,20}){0,40}?(?:MIME-Version|Content-Type):", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Headers();

    /// <summary>Whether a file is a MIME message.</summary>
    public static bool IsArchive(ReadOnlySpan<byte> bytes)
    {
        string head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, Head)]);
        return head.Length > 0 && char.IsAsciiLetter(head[0]) && Headers().IsMatch(head);
    }

    /// <summary>Opens an archive.</summary>
    /// <exception cref="DocumentException">There is no page in it.</exception>
    public static MimeArchive Open(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var stream = OfficePart.Stream(bytes);
        MimeEntity? message = null;
        try
        {
            message = MimeEntity.Load(new ParserOptions { MaxMimeDepth = DeepestNesting }, stream, cancellation);
            if (Parts(message).FirstOrDefault(IsPage) is { } page) return new MimeArchive(stream, message, page, cancellation);
        }
        catch (FormatException fault)
        {
            message?.Dispose();
            throw NoPage(fault);
        }
        message.Dispose();
        throw NoPage(null);
    }

    /// <summary>The bytes of the page.</summary>
    public ReadOnlyMemory<byte> Page { get; }

    /// <summary>The encoding that the page's header names, or null.</summary>
    public string? Charset { get; }

    /// <summary>The bytes of a picture of the archive, or null where it holds none of that address.</summary>
    /// <param name="address">As the page names it: <c>cid:…</c>, or the address at which the picture was when the page was saved.</param>
    public byte[]? Picture(string address) => Parts(_message).FirstOrDefault(part => part.ContentType.IsMimeType("image", "*") && Has(part, address)) is { } found ? Content(found) : null;

    public void Dispose()
    {
        _message.Dispose();
        _stream.Dispose();
    }

    private bool Has(MimePart part, string address)
    {
        if (address.StartsWith(ById, StringComparison.OrdinalIgnoreCase)) return part.ContentId == address[ById.Length..];
        if (part.ContentLocation is not { } location) return false;
        if (location.OriginalString == address) return true;
        return Uri.TryCreate(_base, address, out var whole) && Uri.TryCreate(_base, location, out var own) && whole == own;
    }

    private byte[] Content(MimePart part)
    {
        using var decoded = new MemoryStream();
        part.Content?.DecodeTo(decoded, _cancellation);
        return decoded.ToArray();
    }

    private static DocumentException NoPage(Exception? fault) => new(DocumentStatus.Malformed, "no-page-in-archive",
        "the web archive holds no page; save the page again as .html", fault);

    private static bool IsPage(MimePart part) => part.Content is not null && (part.ContentType.IsMimeType("text", "html") || part.ContentType.IsMimeType("application", "xhtml+xml"));

    private static IEnumerable<MimePart> Parts(MimeEntity entity) => entity switch
    {
        MimePart part => [part],
        Multipart parts => parts.SelectMany(Parts),
        MessagePart { Message.Body: { } body } => Parts(body),
        _ => [],
    };
}
