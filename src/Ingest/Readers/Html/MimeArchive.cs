using System.Text;
using System.Text.RegularExpressions;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Html;

/// <summary>Takes the page out of a web archive (.mht): a MIME message whose first HTML part is the page.</summary>
internal static partial class MimeArchive
{
    private const int Head = 4_096;
    private const int DeepestNesting = 4;

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
    public static (ReadOnlyMemory<byte> Page, string? Charset) Page(ReadOnlyMemory<byte> bytes) =>
        Find(bytes, 0) ?? throw new DocumentException(DocumentStatus.Malformed, "no-page-in-archive",
            "the web archive holds no page; save the page again as .html");

    private static (ReadOnlyMemory<byte> Page, string? Charset)? Find(ReadOnlyMemory<byte> part, int depth)
    {
        int bodyAt = EndOfHeaders(part.Span);
        string headers = Unfold(Encoding.Latin1.GetString(part.Span[..bodyAt]));
        string type = Header(headers, "Content-Type") ?? "text/plain";
        var body = part[bodyAt..];
        if (type.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) || type.StartsWith("application/xhtml", StringComparison.OrdinalIgnoreCase))
            return (Decode(body, Header(headers, "Content-Transfer-Encoding")?.Trim().ToLowerInvariant()), Parameter(type, "charset"));
        if (depth >= DeepestNesting || !type.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) || Parameter(type, "boundary") is not { } boundary)
            return null;
        foreach (var inner in Parts(body, Encoding.Latin1.GetBytes("--" + boundary)))
            if (Find(inner, depth + 1) is { } page) return page;
        return null;
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Parts(ReadOnlyMemory<byte> body, byte[] boundary)
    {
        int at = body.Span.IndexOf(boundary);
        while (at >= 0)
        {
            var rest = body[(at + boundary.Length)..];
            int line = rest.Span.IndexOf((byte)'\n');
            if (line < 0 || rest.Span.StartsWith("--"u8)) yield break;
            body = rest[(line + 1)..];
            at = body.Span.IndexOf(boundary);
            yield return at < 0 ? body : body[..at];
        }
    }

    private static int EndOfHeaders(ReadOnlySpan<byte> part)
    {
        int crlf = part.IndexOf("\r\n\r\n"u8), lf = part.IndexOf("\n\n"u8);
        if (crlf >= 0 && (lf < 0 || crlf < lf)) return crlf + 4;
        return lf >= 0 ? lf + 2 : part.Length;
    }

    private static string Unfold(string headers) =>
        headers.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n\t", " ", StringComparison.Ordinal).Replace("\n ", " ", StringComparison.Ordinal);

    private static string? Header(string headers, string name)
    {
        foreach (string line in headers.Split('\n'))
            if (line.StartsWith(name, StringComparison.OrdinalIgnoreCase) && line.AsSpan(name.Length).TrimStart() is [':', ..])
                return line[(line.IndexOf(':', name.Length) + 1)..].Trim();
        return null;
    }

    private static string? Parameter(string header, string name)
    {
        foreach (string part in header.Split(';'))
        {
            int equals = part.IndexOf('=');
            if (equals > 0 && part.AsSpan(0, equals).Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
                return part[(equals + 1)..].Trim().Trim('"');
        }
        return null;
    }

    private static ReadOnlyMemory<byte> Decode(ReadOnlyMemory<byte> body, string? encoding) => encoding switch
    {
        "quoted-printable" => QuotedPrintable(body.Span),
        "base64" => Base64(body.Span),
        _ => body,
    };

    private static byte[] QuotedPrintable(ReadOnlySpan<byte> body)
    {
        var plain = new byte[body.Length];
        int length = 0;
        for (int i = 0; i < body.Length; i++)
        {
            if (body[i] != (byte)'=')
            {
                plain[length++] = body[i];
                continue;
            }
            var rest = body[(i + 1)..];
            if (rest is [(byte)'\r', (byte)'\n', ..]) i += 2;
            else if (rest is [(byte)'\n', ..]) i++;
            else if (rest.Length >= 2 && char.IsAsciiHexDigit((char)rest[0]) && char.IsAsciiHexDigit((char)rest[1]))
            {
                plain[length++] = (byte)(Convert.ToInt32(Encoding.Latin1.GetString(rest[..2]), 16));
                i += 2;
            }
            else plain[length++] = (byte)'=';
        }
        return plain[..length];
    }

    private static byte[] Base64(ReadOnlySpan<byte> body)
    {
        var letters = new List<byte>(body.Length);
        foreach (byte b in body)
            if (char.IsAsciiLetterOrDigit((char)b) || b is (byte)'+' or (byte)'/') letters.Add(b);
        while (letters.Count % 4 == 1) letters.RemoveAt(letters.Count - 1);
        while (letters.Count % 4 != 0) letters.Add((byte)'=');
        return Convert.FromBase64String(Encoding.ASCII.GetString(letters.ToArray()));
    }
}
