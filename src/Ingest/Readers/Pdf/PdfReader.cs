using System.Collections.Immutable;
using PolicyIngest.Ingest.Readers.Pages;
using PolicyIngest.Ingest.Readers.Pdf.Drawing;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Pdf;

/// <summary>Reads PDF: poppler gives the words with their places, the file's drawings the ruling lines of tables.</summary>
public sealed class PdfReader : IDocumentReader
{
    // The signature may stand behind some other bytes, as viewers allow.
    private const int SignatureWithin = 1024;

    public string Format => "pdf";

    public ImmutableArray<string> Extensions { get; } = [".pdf"];

    public int Recognise(SourceFile file)
    {
        var head = file.Bytes.Span[..Math.Min(file.Bytes.Length, SignatureWithin)];
        int at = head.IndexOf("%PDF-"u8);
        return at == 0 ? 100 : at > 0 ? 60 : 0;
    }

    public PolicyDocument Read(SourceFile file, ReadOptions options, CancellationToken cancellation)
    {
        var lines = RulingLines.Of(file.Bytes, options.MaxPdfPages + 1, cancellation);
        CheckPageCount(lines.PageCount, options);
        byte[] boxes = Poppler.WordBoxes(file, options, cancellation);
        var builder = new DocumentBuilder(options);
        int pages = 0, words = 0, withoutLines = 0;
        PageAssembler.Assemble(Pages(), builder, cancellation);
        CheckPageCount(pages, options);
        if (words == 0) throw WithoutText(pages);
        if (withoutLines > 0)
            builder.Report(DiagnosticSeverity.Info, "pdf-lines-unread",
                $"the ruling lines of {withoutLines} pages can't be read; tables there are told by the alignment of their text");
        return builder.Build(file.Info(Format));

        IEnumerable<PageContent> Pages()
        {
            foreach (var page in BboxPages.Read(boxes))
            {
                pages++;
                words += page.Words.Count;
                if (page.Words.Count == 0)
                {
                    yield return page;
                    continue;
                }
                var rules = lines.OnPage(page.Number);
                if (rules is null) withoutLines++;
                int rotation = lines.RotationOf(page.Number);
                // Poppler states the size of the sheet, not of the page as shown.
                var shown = rotation is 90 or 270 ? page with { Width = page.Height, Height = page.Width } : page;
                yield return PageTurn.Upright(shown with { Rules = rules ?? [] }, runsDown: rotation == 90);
            }
        }
    }

    private static void CheckPageCount(int pages, ReadOptions options)
    {
        if (pages > options.MaxPdfPages)
            throw new DocumentException(DocumentStatus.ResourceLimit, "too-many-pages",
                $"the PDF has more pages than the limit of {options.MaxPdfPages}; raise --max-pdf-pages if it is genuine");
    }

    private static DocumentException WithoutText(int pages) => pages == 0
        ? new DocumentException(DocumentStatus.Malformed, "pdf-no-pages", "the PDF has no pages; fetch the file again")
        : new DocumentException(DocumentStatus.Unsupported, "pdf-scanned",
            "the PDF holds pictures of pages and no text; it has to go through text recognition first (--ocr)");
}
