using PolicyIngest.Ingest.Readers.Pages;

namespace PolicyIngest.Ingest.Readers.Pdf.Drawing;

/// <summary>
/// The ruling lines of a PDF's pages, read from the file itself: exact, and far cheaper than a picture of each page. Text never comes from
/// here, so that a file that this reading does not understand only loses its table borders.
/// </summary>
internal sealed class RulingLines
{
    private readonly PdfObjects _objects;
    private readonly List<PdfPage> _pages;
    private readonly PathTracer _tracer;

    private RulingLines(PdfObjects objects, int maxPages, CancellationToken cancellation)
    {
        _objects = objects;
        _pages = PdfPages.List(objects, maxPages);
        _tracer = new PathTracer(objects, cancellation);
    }

    /// <summary>Number of pages that were found, up to the limit and one more; 0 where the page tree can't be read.</summary>
    public int PageCount => _pages.Count;

    /// <summary>Looks through a file.</summary>
    public static RulingLines Of(ReadOnlyMemory<byte> file, int maxPages, CancellationToken cancellation) =>
        new(PdfObjects.Index(file, cancellation), maxPages, cancellation);

    /// <summary>The lines of a page, or null when its drawing can't be read.</summary>
    /// <param name="page">Page number, from 1.</param>
    public List<PageRule>? OnPage(int page) => _objects.IsUnreadable || page > _pages.Count ? null : _tracer.Trace(_pages[page - 1]);

    /// <summary>By how much a page is turned clockwise when shown: 0, 90, 180 or 270; 0 where it is not known.</summary>
    public int RotationOf(int page) => page > _pages.Count ? 0 : _pages[page - 1].Rotation;
}
