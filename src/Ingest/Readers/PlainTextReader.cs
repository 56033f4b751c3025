using System.Collections.Immutable;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers;

/// <summary>
/// Reads plain text: a line is a paragraph, and the runs of tabbed lines by which Apache Tika writes tables become tables.
/// </summary>
public sealed class PlainTextReader : IDocumentReader
{
    public string Format => "txt";

    public ImmutableArray<string> Extensions { get; } = [".txt", ".text"];

    public int Recognise(SourceFile file) => TextBytes.LookLikeText(file.Bytes.Span) ? 10 : 0;

    public PolicyDocument Read(SourceFile file, ReadOptions options, CancellationToken cancellation)
    {
        var builder = new DocumentBuilder(options);
        var (text, encoding) = TextBytes.Read(file, builder);
        TikaText.Read(text, builder, cancellation);
        return builder.Build(file.Info(Format, encoding));
    }
}
