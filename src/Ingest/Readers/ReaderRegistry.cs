using System.Collections.Immutable;
using PolicyIngest.Ingest.Readers.Packages;
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
        new Excel.XlsxReader(),
        .. Excel.BinaryWorkbookReader.All,
        new Html.HtmlReader(),
        .. Converted.ConvertedReader.All,
        new PlainTextReader(),
        new Markdown.MarkdownReader(),
        new Delimited.DelimitedReader(),
        new PdfReader(),
        new Ofd.OfdReader(),
        .. Recognition.PictureReader.All,
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
        return best.Reader ?? throw Refusal(file);
    }

    /// <summary>
    /// Reads a file by the reader that its content asks for. A file whose ending says something else – a web page named .doc, common
    /// on government sites – is read as what it is, with a note.
    /// </summary>
    /// <exception cref="DocumentException">The file can't be read.</exception>
    public static PolicyDocument Read(SourceFile file, ReadOptions options, CancellationToken cancellation)
    {
        var reader = For(file);
        var document = reader.Read(file, options, cancellation);
        if (file.Extension.Length == 0 || reader.Extensions.Contains(file.Extension)) return document;
        return document with
        {
            Diagnostics = document.Diagnostics.Add(new Diagnostic(DiagnosticSeverity.Info, "mislabelled",
                $"the file's ending is {file.Extension}, but by its content it is {document.Source.Format}; it was read as that")),
        };
    }

    private static DocumentException Refusal(SourceFile file) => file.Container switch
    {
        ContainerKind.Encrypted => new DocumentException(DocumentStatus.Encrypted, "encrypted-office",
            "the document is protected by a password; open it in its program and save it without one"),
        ContainerKind.Archive => new DocumentException(DocumentStatus.Unsupported, "archive",
            "the file is an archive, not a document; import it and its documents are read one by one"),
        ContainerKind.LegacyDamaged => new DocumentException(DocumentStatus.Malformed, "damaged-office",
            "the file is an Office document of before 2007 that was cut off or is damaged; fetch it again"),
        ContainerKind.PowerPoint => new DocumentException(DocumentStatus.Unsupported, "presentation",
            "presentations are not read; save the text as .docx or PDF"),
        _ => new DocumentException(DocumentStatus.Unsupported, "unknown-format",
            "no reader knows this kind of file; convert it to .docx, .html, .pdf or .txt"),
    };
}
