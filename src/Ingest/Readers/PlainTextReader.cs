using System.Collections.Immutable;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers;

/// <summary>
/// Reads plain text: a line is a paragraph, and the runs of tabbed lines by which Apache Tika writes tables become tables; a .csv file is one table.
/// </summary>
public sealed class PlainTextReader : IDocumentReader
{
    public string Format => "txt";

    public ImmutableArray<string> Extensions { get; } = [".txt", ".text", ".md", ".csv"];

    public int Recognise(SourceFile file) => LooksLikeText(file.Bytes.Span) ? 10 : 0;

    public PolicyDocument Read(SourceFile file, ReadOptions options, CancellationToken cancellation)
    {
        if (file.Bytes.IsEmpty)
            throw new DocumentException(DocumentStatus.Malformed, "empty-file", "the file is empty; fetch it again");
        if (!LooksLikeText(file.Bytes.Span))
            throw new DocumentException(DocumentStatus.Malformed, "not-text", "the bytes are no text; check what kind of file it is");
        var (text, encoding, unreadable) = Encodings.Decode(file.Bytes.Span);
        var builder = new DocumentBuilder(options);
        if (unreadable > 0)
            builder.Report(DiagnosticSeverity.Warning, "unreadable-characters",
                $"{unreadable} characters can't be read as {encoding} and stand as U+FFFD; check the file's encoding");
        if (file.Extension == ".csv") CsvText.Read(text, builder, cancellation);
        else TikaText.Read(text, builder, cancellation);
        return builder.Build(file.Info(Format, encoding));
    }

    /// <summary>Whether bytes can be text: control characters other than white space are rare, NUL only stands in UTF-16.</summary>
    public static bool LooksLikeText(ReadOnlySpan<byte> bytes)
    {
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]) return true;
        var head = bytes[..Math.Min(bytes.Length, 65_536)];
        int controls = 0;
        foreach (byte b in head)
        {
            if (b == 0) return false;
            if (b < 0x20 && b is not (0x09 or 0x0A or 0x0B or 0x0C or 0x0D or 0x1A or 0x1B)) controls++;
        }
        return controls * 50 <= head.Length;
    }
}
