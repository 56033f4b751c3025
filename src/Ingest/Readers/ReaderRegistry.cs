using System.Collections.Immutable;
using PolicyIngest.Ingest.Readers.Pdf;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers;

/// <summary>All readers. A new format is one class and one line here.</summary>
public static class ReaderRegistry
{
    /// <summary>The readers, the surest recognisers first.</summary>
    public static ImmutableArray<IDocumentReader> All { get; } =
    [
        new Word.DocxReader(),
        new Html.HtmlReader(),
        new PlainTextReader(),
        new PdfReader(),
    ];

    /// <summary>Finds the reader for a file by its content; the ending only decides between equals.</summary>
    /// <exception cref="DocumentException">No reader takes the file.</exception>
    public static IDocumentReader For(SourceFile file)
    {
        if (file.Bytes.IsEmpty)
            throw new DocumentException(DocumentStatus.Malformed, "empty-file", "the file is empty; fetch it again");
        var best = All
            .Select(reader => (Reader: reader, Score: reader.Recognise(file) * 2 + (reader.Extensions.Contains(file.Extension) ? 1 : 0)))
            .Where(candidate => candidate.Score > 1)
            .OrderByDescending(candidate => candidate.Score)
            .FirstOrDefault();
        return best.Reader ?? throw new DocumentException(DocumentStatus.Unsupported, "unknown-format",
            "no reader knows this kind of file; convert it to .docx, .html, .pdf or .txt");
    }
}
