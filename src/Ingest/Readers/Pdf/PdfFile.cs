using PolicyIngest.Ingest.Readers.Pdf.Drawing;
using PolicyIngest.Model;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Exceptions;

namespace PolicyIngest.Ingest.Readers.Pdf;

/// <summary>Opens a PDF and puts what is wrong with it into our words.</summary>
internal sealed class PdfFile : IDisposable
{
    private readonly PdfDocument _document;

    private PdfFile(PdfDocument document) => _document = document;

    /// <summary>Number of pages.</summary>
    public int PageCount => _document.NumberOfPages;

    /// <summary>Opens a file.</summary>
    /// <exception cref="DocumentException">It is damaged or protected by a password.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static PdfFile Open(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var options = new ParsingOptions { UseLenientParsing = true, SkipMissingFonts = true, Logger = new ReadingLog(cancellation) };
        try
        {
            var document = PdfDocument.Open(bytes, options);
            document.AddPageFactory<DrawnPage, DrawnPageFactory>();
            return new PdfFile(document);
        }
        catch (PdfDocumentEncryptedException)
        {
            throw new DocumentException(DocumentStatus.Encrypted, "pdf-password", "the PDF is protected by a password; save a copy without it and import that");
        }
        catch (Exception fault) when (IsOfTheFile(fault))
        {
            throw new DocumentException(DocumentStatus.Malformed, "pdf-damaged", "the PDF is damaged and can't be opened (cut off, or no PDF at all); fetch the file again");
        }
    }

    /// <summary>A page as drawn, or null when it can't be read.</summary>
    /// <param name="number">Page number, from 1.</param>
    /// <exception cref="DocumentException">It draws without end.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public DrawnPage? Page(int number)
    {
        try
        {
            return _document.GetPage<DrawnPage>(number);
        }
        catch (Exception fault) when (IsOfTheFile(fault))
        {
            return null;
        }
    }

    public void Dispose() => _document.Dispose();

    // The parser throws whatever its code runs into.
    private static bool IsOfTheFile(Exception fault) => fault is not (OperationCanceledException or OutOfMemoryException or DocumentException);
}
