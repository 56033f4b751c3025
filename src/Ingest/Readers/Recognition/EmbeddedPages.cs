using PolicyIngest.Ingest.Readers.Pages;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Recognition;

/// <summary>
/// Pictures of whole pages within a document that has next to no text of its own: a scan that was put into Word or on a web site. A picture beside
/// text is none, whatever it shows.
/// </summary>
internal sealed class EmbeddedPages(ReadOptions options, CancellationToken cancellation)
{
    // A title, a date and where to find more; in characters.
    private const int MostOwnText = 120;

    // A page has at least the pixels of one scanned at 75 dots an inch, and the shape of a sheet, upright or on its side; a long one (长图) is a poster.
    private const int LeastSide = 600;
    private const double LeastRatio = 1.15, MostRatio = 1.75;

    private readonly DocumentRecognition _recognition = new(options);

    /// <summary>Appends the text of the pictures, each as a page with its number among them, where they are the document.</summary>
    /// <param name="pictures">The document's pictures in order; each gives its bytes, or null where the file does not hold them.</param>
    /// <param name="builder">The document, with all the text of its own.</param>
    /// <returns>Whether there were such pictures.</returns>
    /// <exception cref="DocumentException">There is nothing but such pictures, and none can be read; or one passes a limit.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public bool Read(IEnumerable<Func<byte[]?>> pictures, DocumentBuilder builder)
    {
        if (builder.HasMoreInBody(MostOwnText)) return false;
        var pages = pictures.Where(IsPage).ToList();
        if (pages.Count == 0) return false;
        bool hasText = builder.BlockCount > 0;
        if (!_recognition.IsPossible)
        {
            if (!hasText) throw new DocumentException(DocumentStatus.Unsupported, "only-pictures", $"the document holds pictures of pages and no text; {_recognition.Advice}");
            builder.Report(DiagnosticSeverity.Warning, "page-pictures-unread", $"the document holds {pages.Count} pictures of pages and hardly any text; {_recognition.Advice}");
            return true;
        }
        var damaged = new List<int>();
        PageAssembler.Assemble(Contents(pages, damaged), builder, cancellation);
        if (builder.BlockCount == 0)
            throw damaged.Count > 0 ? PictureDecoder.Damaged(null)
                : new DocumentException(DocumentStatus.Unsupported, "picture-without-text", "no text is recognised in the picture; a page scanned at 300 dots an inch can be read");
        if (damaged.Count > 0)
            builder.Report(DiagnosticSeverity.Warning, "page-pictures-damaged",
                $"{damaged.Count} pictures of pages (the first is number {damaged[0]}) are damaged or of a kind that can't be decoded, so that their text is missing; save them as .png");
        _recognition.Report(builder);
        return true;
    }

    private IEnumerable<PageContent> Contents(List<Func<byte[]?>> pages, List<int> damaged)
    {
        for (int i = 0; i < pages.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var bytes = pages[i];
            if (_recognition.Read(() => Decoded(bytes()!), i + 1, cancellation) is { } content) yield return content;
            else damaged.Add(i + 1);
        }
    }

    private static ColourPicture? Decoded(byte[] bytes)
    {
        try
        {
            return PictureDecoder.Decode(bytes);
        }
        catch (DocumentException fault) when (PictureDecoder.IsUndecodable(fault))
        {
            return null;
        }
    }

    /// <summary>Whether a picture has the size and the shape of a page; a damaged one, of which nobody knows, is taken for one.</summary>
    private bool IsPage(Func<byte[]?> picture)
    {
        cancellation.ThrowIfCancellationRequested();
        if (picture() is not { } bytes || !PictureReader.IsPicture(bytes)) return false;
        if (PictureDecoder.Size(bytes) is not var (width, height)) return true;
        double ratio = (double)Math.Max(width, height) / Math.Max(1, Math.Min(width, height));
        return Math.Min(width, height) >= LeastSide && ratio is >= LeastRatio and <= MostRatio;
    }
}
