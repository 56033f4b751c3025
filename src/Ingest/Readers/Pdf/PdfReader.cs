using System.Collections.Immutable;
using PolicyIngest.Ingest.Readers.Pages;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Pdf;

/// <summary>Reads PDF: letters, ruling lines and pictures of each page in one pass, by PdfPig, in the process.</summary>
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
        using var pdf = PdfFile.Open(file.Bytes, cancellation);
        if (pdf.PageCount == 0) throw new DocumentException(DocumentStatus.Malformed, "pdf-no-pages", "the PDF has no pages; fetch the file again");
        if (pdf.PageCount > options.MaxPdfPages)
            throw new DocumentException(DocumentStatus.ResourceLimit, "too-many-pages",
                $"the PDF has more pages than the limit of {options.MaxPdfPages}; raise --max-pdf-pages if it is genuine");
        var builder = new DocumentBuilder(options);
        var notes = new PageNotes();
        var text = new PageText(notes);
        int words = 0, unread = 0;
        PageAssembler.Assemble(Pages(), builder, cancellation);
        if (unread == pdf.PageCount)
            throw new DocumentException(DocumentStatus.Malformed, "pdf-unreadable", "none of the PDF's pages can be read; the file is damaged, fetch it again");
        // What is left of a file whose fonts have codes of their own is not to be trusted either.
        if (words == 0 || 2 * notes.Pages(Remark.Scrambled) > pdf.PageCount) throw WithoutText(notes);
        if (unread > 0)
            builder.Report(DiagnosticSeverity.Warning, "pdf-pages-unread", $"{unread} pages are damaged and can't be read; fetch the file again");
        notes.Report(builder);
        return builder.Build(file.Info(Format));

        IEnumerable<PageContent> Pages()
        {
            for (int number = 1; number <= pdf.PageCount; number++)
            {
                cancellation.ThrowIfCancellationRequested();
                if (pdf.Page(number) is not { } page)
                {
                    unread++;
                    continue;
                }
                var content = text.Read(page, number);
                words += content.Words.Count;
                yield return content;
            }
        }
    }

    private static DocumentException WithoutText(PageNotes notes) => notes.Pages(Remark.Scrambled) > 0
        ? new DocumentException(DocumentStatus.Unsupported, "pdf-scrambled",
            "the PDF's fonts do not say which characters their letters are; it has to go through text recognition first (--ocr)")
        : new DocumentException(DocumentStatus.Unsupported, "pdf-scanned",
            "the PDF holds pictures of pages and no text; it has to go through text recognition first (--ocr)");
}
