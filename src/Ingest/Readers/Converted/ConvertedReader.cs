using System.Collections.Immutable;
using PolicyIngest.Ingest.Readers.Packages;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Converted;

/// <summary>
/// Reads a format through LibreOffice: converted, and then read as what it was converted to. The document's format names both,
/// <c>doc+docx</c>.
/// </summary>
internal sealed class ConvertedReader : IDocumentReader
{
    private readonly ContainerKind _kind;
    private readonly string _ending;
    private readonly IDocumentReader _reader;

    private ConvertedReader(ContainerKind kind, IDocumentReader reader, params ImmutableArray<string> extensions)
    {
        (_kind, _reader, Extensions) = (kind, reader, extensions);
        _ending = extensions[0][1..];
        Format = _ending + "+" + reader.Format;
    }

    /// <summary>The formats that are read so. The first of the endings is the one that LibreOffice knows the format by.</summary>
    public static ImmutableArray<IDocumentReader> All { get; } =
    [
        new ConvertedReader(ContainerKind.LegacyWord, new Word.DocxReader(), ".doc", ".wps", ".dot", ".wpt"),
        new ConvertedReader(ContainerKind.RichText, new Word.DocxReader(), ".rtf"),
        new ConvertedReader(ContainerKind.OpenText, new Word.DocxReader(), ".odt", ".ott"),
        new ConvertedReader(ContainerKind.WordXml, new Word.DocxReader(), ".xml"),
        new ConvertedReader(ContainerKind.OpenSheet, new Excel.XlsxReader(), ".ods", ".ots"),
    ];

    /// <summary>Whether a file's ending is that of a text document which is read so.</summary>
    public static bool IsTextEnding(string extension) => Texts.Any(reader => reader.Extensions.Contains(extension) && extension != ".xml");

    /// <summary>The ending, without dot, by which LibreOffice knows a text document; null where the file is none.</summary>
    public static string? TextEnding(SourceFile file) => Texts.FirstOrDefault(reader => reader._kind == file.Container)?._ending;

    private static IEnumerable<ConvertedReader> Texts => All.Cast<ConvertedReader>().Where(reader => reader._reader is Word.DocxReader);

    public string Format { get; }

    public ImmutableArray<string> Extensions { get; }

    public int Recognise(SourceFile file) => file.Container == _kind ? 90 : 0;

    public PolicyDocument Read(SourceFile file, ReadOptions options, CancellationToken cancellation)
    {
        byte[] converted = ConvertedAhead.Take(file, options, cancellation) ?? LibreOffice.Convert(file.Bytes, _ending, _reader.Format, options, cancellation);
        var document = _reader.Read(new SourceFile(file.Path, converted), options, cancellation);
        return document with { Source = file.Info(Format) };
    }
}
