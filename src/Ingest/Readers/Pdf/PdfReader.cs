using System.Collections.Immutable;
using PolicyIngest.Ingest.Readers.Pages;
using PolicyIngest.Ingest.Readers.Pdf.Drawing;
using PolicyIngest.Ingest.Readers.Recognition;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Pdf;

/// <summary>Reads PDF: letters, ruling lines and pictures of each page in one pass, by PdfPig, in the process.</summary>
public sealed class PdfReader : IDocumentReader
{
    // The signature may stand behind some other bytes, as viewers allow.
    private const int SignatureWithin = 1024;

    private const string Poppler = "install poppler (pdftoppm) and import it again";

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
        var recognition = new DocumentRecognition(options);
        using var poppler = new PopplerPages(file.Bytes, options, cancellation);
        int words = 0, unread = 0, undecoded = 0;
        var compressions = new SortedSet<string>(StringComparer.Ordinal);
        PageAssembler.Assemble(Pages(), builder, cancellation);
        if (unread == pdf.PageCount)
            throw new DocumentException(DocumentStatus.Malformed, "pdf-unreadable", "none of the PDF's pages can be read; the file is damaged, fetch it again");
        // What is left of a file whose fonts have codes of their own is not to be trusted either.
        if (words == 0 || 2 * notes.Pages(Remark.Scrambled) > pdf.PageCount) throw WithoutText(notes, undecoded > 0 ? Names() : "", recognition);
        if (unread > 0)
            builder.Report(DiagnosticSeverity.Warning, "pdf-pages-unread", $"{unread} pages are damaged and can't be read; fetch the file again");
        if (undecoded > 0)
            builder.Report(DiagnosticSeverity.Warning, "pdf-pictures-undecoded",
                $"the pictures of {undecoded} pages can't be decoded ({Names()}), so that their text is missing; install poppler (pdftoppm) and import the file again");
        notes.Report(builder);
        recognition.Report(builder);
        return builder.Build(file.Info(Format));

        string Names() => compressions.Count == 0 ? "damaged" : string.Join(", ", compressions);

        // A page whose letters mean nothing is no picture yet: another program has to paint it.
        PageContent? Recognised(DrawnPage page, int number, bool isScrambled)
        {
            bool isScan = PageText.IsScan(page);
            if (!isScan && !(isScrambled && PopplerPages.IsThere) || !recognition.IsPossible) return null;
            var open = new SortedSet<string>(StringComparer.Ordinal);
            var content = recognition.Read(() => (isScan ? PagePicture.Compose(page, open) : null) ?? poppler.Page(number, page.Width), number, cancellation);
            if (content is not null) return content;
            undecoded++;
            compressions.UnionWith(open);
            return null;
        }

        PageContent Content(DrawnPage page, int number)
        {
            if (options.Ocr == OcrMode.Force && Recognised(page, number, isScrambled: false) is { } forced) return forced;
            int scrambled = notes.Pages(Remark.Scrambled);
            var content = text.Read(page, number);
            bool isScrambled = notes.Pages(Remark.Scrambled) > scrambled;
            if (content.Words.Count > 0 || Recognised(page, number, isScrambled) is not { } recognised) return content;
            if (isScrambled) notes.TakeBack(Remark.Scrambled);
            return recognised;
        }

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
                var content = Content(page, number);
                words += content.Words.Count;
                yield return content;
            }
        }
    }

    private static DocumentException WithoutText(PageNotes notes, string undecoded, DocumentRecognition recognition)
    {
        if (notes.Pages(Remark.Scrambled) > 0)
            return new DocumentException(DocumentStatus.Unsupported, "pdf-scrambled",
                $"the PDF's fonts do not say which characters their letters are, so its pages have to be recognised as pictures; {(recognition.IsPossible ? Poppler : recognition.Advice)}");
        if (undecoded.Length > 0)
            return new DocumentException(DocumentStatus.Unsupported, "pdf-undecoded", $"the PDF's pictures of pages can't be decoded ({undecoded}); {Poppler}");
        return recognition.IsPossible
            ? new DocumentException(DocumentStatus.Unsupported, "pdf-empty", "no text is found on the PDF's pages, nor in their pictures; a page scanned at 300 dots an inch can be read")
            : new DocumentException(DocumentStatus.Unsupported, "pdf-scanned", $"the PDF holds pictures of pages and no text; {recognition.Advice}");
    }
}
