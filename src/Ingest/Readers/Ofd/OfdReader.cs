using System.Collections.Immutable;
using System.Text;
using PolicyIngest.Ingest.Readers.Packages;
using PolicyIngest.Ingest.Readers.Pages;
using PolicyIngest.Ingest.Readers.Recognition;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Ofd;

/// <summary>
/// Reads OFD, the Chinese format of fixed pages (版式文档, GB/T 33190): letters with their places and ruling lines, as from a PDF. Elements are
/// known by their local names, whatever the namespace of the producer. Signatures, seals and annotations are no text.
/// </summary>
public sealed class OfdReader : IDocumentReader
{
    public string Format => "ofd";

    public ImmutableArray<string> Extensions { get; } = [".ofd"];

    public int Recognise(SourceFile file) => file.Container == ContainerKind.Ofd ? 100 : 0;

    public PolicyDocument Read(SourceFile file, ReadOptions options, CancellationToken cancellation)
    {
        var package = new OfdPackage(file.Bytes, options, cancellation);
        if (package.IsEncrypted)
            throw new DocumentException(DocumentStatus.Encrypted, "encrypted-ofd",
                "the OFD document is protected by a password; open it in its program and save it without one");
        var builder = new DocumentBuilder(options);
        var tally = new PageTally();
        var recognition = new DocumentRecognition(options);
        PageAssembler.Assemble(Pages(package, tally, recognition, options, cancellation), builder, cancellation);
        if (tally.Words == 0) throw tally.Fault ?? WithoutText(tally, recognition);
        if (tally.Fault is { } fault)
            builder.Report(DiagnosticSeverity.Warning, "ofd-pictures-undecoded", $"the text of {tally.Undecoded} pages is missing: {fault.Message}");
        if (tally.Slanted > 0)
            builder.Report(DiagnosticSeverity.Info, "slanted-text", $"{tally.Slanted} characters of slanted text, as of a watermark, were left out");
        recognition.Report(builder);
        return builder.Build(file.Info(Format));
    }

    /// <summary>The pages of all documents of the file, counted through.</summary>
    private static IEnumerable<PageContent> Pages(OfdPackage package, PageTally tally, DocumentRecognition recognition, ReadOptions options, CancellationToken cancellation)
    {
        foreach (string root in Roots(package))
        {
            var document = OfdDocument.Read(package, root);
            foreach (var page in document.Pages)
            {
                cancellation.ThrowIfCancellationRequested();
                if (++tally.Pages > options.MaxPdfPages)
                    throw new DocumentException(DocumentStatus.ResourceLimit, "too-many-pages",
                        $"the OFD document has more pages than the limit of {options.MaxPdfPages}; raise --max-pdf-pages if it is genuine");
                var reading = new OfdPage(package, document, cancellation);
                var (content, slanted) = reading.Read(page, tally.Pages);
                if (reading.Picture is not null && ScannerMark.IsAll(content.Words)) content = content with { Words = [] };
                if (reading.Picture is { } picture && (content.Words.Count == 0 || options.Ocr == OcrMode.Force) && recognition.IsPossible)
                    content = Recognised(package.Bytes(picture), content, recognition, tally, cancellation) ?? content;
                tally.Words += content.Words.Count;
                tally.Slanted += slanted;
                yield return content;
            }
        }
    }

    private static PageContent? Recognised(byte[]? picture, PageContent page, DocumentRecognition recognition, PageTally tally, CancellationToken cancellation)
    {
        if (picture is null) return null;
        try
        {
            return recognition.Read(() => Sized(PictureDecoder.Decode(picture), page), page.Number, cancellation);
        }
        catch (DocumentException fault) when (PictureDecoder.IsUndecodable(fault))
        {
            tally.Undecoded++;
            tally.Fault ??= fault;
            return null;
        }
    }

    private static ColourPicture Sized(ColourPicture picture, PageContent page) => picture with { PointsPerPixel = page.Width / picture.Width };

    /// <summary>The main parts of the documents that <c>OFD.xml</c> lists.</summary>
    private static List<string> Roots(OfdPackage package)
    {
        var roots = new List<string>();
        using (var xml = package.Open("OFD.xml"))
        {
            for (int depth = xml?.Depth ?? 0; xml?.NextChild(depth) == true;)
            {
                if (xml.LocalName != "DocBody") continue;
                for (int body = xml.Depth; xml.NextChild(body);)
                    if (xml.LocalName == "DocRoot" && package.Resolve(Text(xml), "OFD.xml") is { } root) roots.Add(root);
            }
        }
        return roots.Count > 0 ? roots : throw new DocumentException(DocumentStatus.Malformed, "ofd-no-document",
            "the OFD file names no document; fetch it again");
    }

    /// <summary>The text of the current element.</summary>
    internal static string Text(XmlCursor xml)
    {
        var text = new StringBuilder();
        xml.AppendText(text);
        return text.ToString();
    }

    private static DocumentException WithoutText(PageTally tally, DocumentRecognition recognition) => tally.Pages == 0
        ? new DocumentException(DocumentStatus.Malformed, "ofd-no-pages", "the OFD document has no pages; fetch the file again")
        : new DocumentException(DocumentStatus.Unsupported, "ofd-scanned",
            recognition.IsPossible ? "no text is found on the pages of the OFD document, nor in their pictures; a page scanned at 300 dots an inch can be read"
                : $"the OFD document holds pictures of pages and no text; {recognition.Advice}");

    private sealed class PageTally
    {
        public int Pages { get; set; }

        public int Words { get; set; }

        public int Slanted { get; set; }

        /// <summary>Pages whose pictures can't be decoded, and why the first can't.</summary>
        public int Undecoded { get; set; }

        public DocumentException? Fault { get; set; }
    }
}
