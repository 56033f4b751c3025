using System.Collections.Immutable;
using PolicyIngest.Ingest.Readers.Pages;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Recognition;

/// <summary>Reads pictures of pages that are files of their own: .png, .jpg, .bmp, and .tif with one page or several.</summary>
internal sealed class PictureReader : IDocumentReader
{
    private readonly Func<ReadOnlyMemory<byte>, bool> _isOne;

    private PictureReader(string format, Func<ReadOnlyMemory<byte>, bool> isOne, params ImmutableArray<string> extensions) =>
        (Format, _isOne, Extensions) = (format, isOne, extensions);

    /// <summary>The formats that are read so.</summary>
    public static ImmutableArray<IDocumentReader> All { get; } =
    [
        new PictureReader("jpg", static bytes => bytes.Span.StartsWith<byte>([0xFF, 0xD8, 0xFF]), ".jpg", ".jpeg", ".jfif"),
        new PictureReader("png", static bytes => bytes.Span.StartsWith<byte>([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]), ".png"),
        new PictureReader("tif", static bytes => TiffPages.IsTiff(bytes.Span), ".tif", ".tiff"),
        // The two letters alone would take many a text for a picture; the next bytes hold the file's size and zeros.
        new PictureReader("bmp", static bytes => bytes.Length > 26 && bytes.Span.StartsWith("BM"u8) && bytes.Span[6..10].IndexOfAnyExcept((byte)0) < 0, ".bmp", ".dib"),
    ];

    /// <summary>Whether bytes are a picture of one of the formats, by their first ones.</summary>
    public static bool IsPicture(ReadOnlyMemory<byte> bytes) => All.Any(reader => ((PictureReader)reader)._isOne(bytes));

    public string Format { get; }

    public ImmutableArray<string> Extensions { get; }

    public int Recognise(SourceFile file) => _isOne(file.Bytes) ? 95 : 0;

    public PolicyDocument Read(SourceFile file, ReadOptions options, CancellationToken cancellation)
    {
        var recognition = new DocumentRecognition(options);
        if (!recognition.IsPossible)
            throw new DocumentException(DocumentStatus.Unsupported, "picture-unread", $"the file is a picture, whose text has to be recognised; {recognition.Advice}");
        var builder = new DocumentBuilder(options);
        int words = 0;
        PageAssembler.Assemble(Pages(), builder, cancellation);
        if (words == 0)
            throw new DocumentException(DocumentStatus.Unsupported, "picture-without-text", "no text is recognised in the picture; a page scanned at 300 dots an inch can be read");
        recognition.Report(builder);
        return builder.Build(file.Info(Format));

        IEnumerable<PageContent> Pages()
        {
            var tiff = Format == "tif" ? TiffPages.Of(file.Bytes.Span, options.MaxPdfPages + 1) : null;
            if (tiff is { Count: 0 }) throw PictureDecoder.Damaged(null);
            if (tiff?.Count > options.MaxPdfPages)
                throw new DocumentException(DocumentStatus.ResourceLimit, "too-many-pages",
                    $"the picture has more pages than the limit of {options.MaxPdfPages}; raise --max-pdf-pages if it is genuine");
            for (int page = 0; page < (tiff?.Count ?? 1); page++)
            {
                cancellation.ThrowIfCancellationRequested();
                int index = page;
                var content = recognition.Read(() => PictureDecoder.Decode(tiff?.Page(index) ?? file.Bytes.ToArray()), page + 1, cancellation);
                words += content!.Words.Count;
                yield return content;
            }
        }
    }
}
