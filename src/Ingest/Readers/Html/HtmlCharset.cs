using System.Text;
using System.Text.RegularExpressions;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Html;

/// <summary>
/// Turns a page's bytes into text: byte order mark, then the declarations, checked against the bytes, then strict UTF-8 and GB18030.
/// A declaration that the bytes contradict is passed over with a diagnostic.
/// </summary>
internal static partial class HtmlCharset
{
    /// <summary>Declarations count in the head of a page; some sites put long comments before them.</summary>
    private const int DeclarationArea = 16_384;

    /// <summary>How much better another encoding must read, as a share of the characters, before a declaration is overruled.</summary>
    private const double ClearlyBetter = 0.1;

    private static readonly UTF8Encoding StrictUtf8 = new(false, true);

    // <meta charset=gbk>, <meta content="text/html; charset=gb2312" http-equiv=…>; no charset= outside a meta tag
    [GeneratedRegex("""<meta\s[^>]{0,300}?charset\s{0,5}=\s{0,5}["']?\s{0,5}([\w\-:.]{2,40})""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex MetaCharset();

    // <?xml version="1.0" encoding="utf-8"?> at the very start
    [GeneratedRegex("""^\s{0,20}<\?xml\s[^>]{0,200}?encoding\s{0,5}=\s{0,5}["']([\w\-:.]{2,40})""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex XmlEncoding();

    /// <summary>Decodes a page.</summary>
    /// <param name="bytes">The page's bytes.</param>
    /// <param name="transport">The encoding that a MIME header names, or null.</param>
    /// <param name="builder">Takes the diagnostics.</param>
    /// <returns>The text without a byte order mark, and the encoding's name.</returns>
    public static (string Text, string Encoding) Decode(ReadOnlySpan<byte> bytes, string? transport, DocumentBuilder builder)
    {
        var declared = Declarations(bytes, transport);
        var reading = ByMark(bytes) ?? ByContent(bytes, declared, builder);
        ReportDeclarations(declared, reading, builder);
        if (reading.Unreadable > 0)
            builder.Report(DiagnosticSeverity.Warning, "unreadable-characters",
                $"{reading.Unreadable} characters can't be read as {reading.Name} and stand as U+FFFD; check the file's encoding");
        return (reading.Text, reading.Name);
    }

    private sealed record Reading(string Name, string Text, int Unreadable)
    {
        private double? _worth;

        /// <summary>Share of everyday Chinese among the characters outside ASCII, lowered by those that can't be read.</summary>
        public double Worth => _worth ??= EverydayChinese.Share(Text);
    }

    private static List<string> Declarations(ReadOnlySpan<byte> bytes, string? transport)
    {
        string head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, DeclarationArea)]);
        var labels = new List<string>();
        if (transport is not null) labels.Add(transport);
        labels.AddRange(XmlEncoding().Matches(head).Select(match => match.Groups[1].Value));
        labels.AddRange(MetaCharset().Matches(head).Select(match => match.Groups[1].Value));
        return labels.Select(label => label.Trim().ToLowerInvariant()).Distinct().ToList();
    }

    private static Reading? ByMark(ReadOnlySpan<byte> bytes)
    {
        bool marked = bytes is [0xEF, 0xBB, 0xBF, ..] or [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];
        if (marked)
        {
            var (text, name, unreadable) = Encodings.Decode(bytes);
            return new Reading(name, text, unreadable);
        }
        // UTF-16 without a mark: every other byte of the first tag is zero.
        if (bytes is [(byte)'<', 0, not 0, 0, ..]) return Read("utf-16le", Encoding.Unicode, bytes);
        if (bytes is [0, (byte)'<', 0, not 0, ..]) return Read("utf-16be", Encoding.BigEndianUnicode, bytes);
        return null;
    }

    private static Reading ByContent(ReadOnlySpan<byte> bytes, List<string> declared, DocumentBuilder builder)
    {
        var known = declared.Select(CharsetLabels.Find).OfType<(string Name, Encoding Encoding)>().DistinctBy(found => found.Name).ToList();
        bool isUtf8 = TryStrictUtf8(bytes, out string utf8);
        if (isUtf8 && (known.Count == 0 || known[0].Name == "utf-8")) return new Reading("utf-8", utf8, utf8.AsSpan().Count('\uFFFD'));

        var readings = known.Select(found => (found.Name, found.Encoding)).ToList();
        if (!readings.Exists(candidate => candidate.Name == "utf-8")) readings.Add(("utf-8", Encoding.UTF8));
        if (!readings.Exists(candidate => candidate.Name == "gb18030")) readings.Add(("gb18030", Encodings.Gb18030));
        Reading? best = null;
        foreach (var (name, encoding) in readings)
        {
            // What is no UTF-8 at all, and reads well as declared, needs no second opinion.
            if (best is { Unreadable: 0, Worth: > 0.3 } && !isUtf8) break;
            var reading = isUtf8 && name == "utf-8" ? new Reading(name, utf8, utf8.AsSpan().Count('\uFFFD')) : Read(name, encoding, bytes);
            if (best is null || reading.Worth > best.Worth + (best.Name == known.FirstOrDefault().Name ? ClearlyBetter : 0)) best = reading;
        }
        if (declared.Count == 0 && best!.Name != "utf-8")
            builder.Report(DiagnosticSeverity.Info, "encoding-guessed", $"the page names no encoding; it is read as {best.Name}");
        return best!;
    }

    private static bool TryStrictUtf8(ReadOnlySpan<byte> bytes, out string text)
    {
        try
        {
            text = StrictUtf8.GetString(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            text = "";
            return false;
        }
    }

    private static Reading Read(string name, Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        string text = ReferenceEquals(encoding, Encodings.Gb18030) ? Encodings.ReadGb18030(bytes) : encoding.GetString(bytes);
        return new Reading(name, text, text.AsSpan().Count('\uFFFD'));
    }

    private static void ReportDeclarations(List<string> declared, Reading reading, DocumentBuilder builder)
    {
        foreach (string label in declared)
        {
            var found = CharsetLabels.Find(label);
            if (found is null)
                builder.Report(DiagnosticSeverity.Warning, "encoding-unknown",
                    $"the page declares the unknown encoding {label}; it is read as {reading.Name}");
            else if (found.Value.Name != reading.Name && !Ascii.IsValid(reading.Text))
                builder.Report(DiagnosticSeverity.Warning, "encoding-declared-wrong",
                    $"the page declares {label} but its bytes are {reading.Name}; it is read as {reading.Name}");
        }
    }
}
