using DocumentFormat.OpenXml.Packaging;
using PolicyIngest.Ingest.Readers.Packages;
using PolicyIngest.Ingest.Readers.Recognition;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Word;

/// <summary>Reads the stories of a document in order: the body, then notes, comments, headers and footers with their roles.</summary>
internal sealed class DocumentReader(
    MainDocumentPart main,
    Func<OpenXmlPart, XmlCursor> open,
    Func<OpenXmlPart, byte[]> bytes,
    ReadOptions options,
    CancellationToken cancellation)
{
    public void Read(DocumentBuilder builder)
    {
        var styles = Optional(main.StyleDefinitionsPart, WordStyles.Read) ?? new WordStyles();
        var numbering = Optional(main.NumberingDefinitionsPart, xml => WordNumbering.Read(xml, styles)) ?? WordNumbering.None(styles);
        var context = new WordContext(styles, numbering, options, cancellation);

        ReadBody(context, builder);
        ReadNotes(main.FootnotesPart, "footnote", BlockRole.Note, context, builder);
        ReadNotes(main.EndnotesPart, "endnote", BlockRole.Note, context, builder);
        ReadNotes(main.WordprocessingCommentsPart, "comment", BlockRole.Comment, context, builder);
        ReadHeadersAndFooters(context, builder);
        new EmbeddedPages(options, cancellation).Read(context.PicturesInBody.Distinct(StringComparer.Ordinal).Select(id => (Func<byte[]?>)(() => Picture(id))), builder);
        Report(context, builder);
    }

    private byte[]? Picture(string id) => main.TryGetPartById(id, out var part) && part is ImagePart ? bytes(part) : null;

    private T? Optional<T>(OpenXmlPart? part, Func<XmlCursor, T> read)
        where T : class
    {
        if (part is null) return null;
        using var xml = open(part);
        return read(xml);
    }

    private void ReadBody(WordContext context, DocumentBuilder builder)
    {
        using var xml = open(main);
        var sink = new DocumentSink(builder, BlockRole.Body);
        var story = new StoryReader(context, new ListCounters(), BlockRole.Body);
        var blocks = new BlockBuffer();
        for (int depth = xml.Depth; xml.NextChild(depth);)
            if (xml.Name == "body") story.ReadAll(xml, blocks);
        LoneSpaces.Remove(blocks);
        blocks.CopyTo(sink);
        sink.Complete();
    }

    /// <summary>Reads footnotes, endnotes or comments: each part is one story of many pieces. Separator lines are left out.</summary>
    private void ReadNotes(OpenXmlPart? part, string element, BlockRole role, WordContext context, DocumentBuilder builder)
    {
        if (part is null) return;
        using var xml = open(part);
        var sink = new DocumentSink(builder, role);
        var story = new StoryReader(context, new ListCounters(), role);
        for (int depth = xml.Depth; xml.NextChild(depth);)
            if (xml.Name == element && xml.Attribute("type") is null or "normal") story.ReadAll(xml, sink);
    }

    /// <summary>Reads each header and footer that a section shows; the same words again are left out.</summary>
    private void ReadHeadersAndFooters(WordContext context, DocumentBuilder builder)
    {
        var counters = new ListCounters();
        var seen = new HashSet<(BlockRole, string)>();
        foreach (string id in context.HeadersAndFooters)
        {
            if (!main.TryGetPartById(id, out var part) || part is not (HeaderPart or FooterPart)) continue;
            var role = part is HeaderPart ? BlockRole.Header : BlockRole.Footer;
            using var xml = open(part);
            var blocks = new BlockBuffer();
            new StoryReader(context, counters, role).ReadAll(xml, blocks);
            if (seen.Add((role, blocks.CellText()))) blocks.CopyTo(new DocumentSink(builder, role));
        }
    }

    private static void Report(WordContext context, DocumentBuilder builder)
    {
        if (context.ForeignParts > 0)
            builder.Report(DiagnosticSeverity.Warning, "embedded-document",
                $"{context.ForeignParts} embedded documents of other formats were not read; open and save the file in Word to join them");
        if (context.StruckLength > 0)
            builder.Report(DiagnosticSeverity.Info, "struck-text", $"{context.StruckLength} characters that are struck out were left out");
        if (context.CoveredCells > 0)
            builder.Report(DiagnosticSeverity.Info, "covered-cells",
                $"{context.CoveredCells} merged table cells hold text that Word does not show; it was left out");
        if (builder.BlockCount == 0 && context.Pictures > 0)
            throw new DocumentException(DocumentStatus.Unsupported, "only-pictures",
                "the document holds pictures but no text, and none of them is a page's; copy their text into it");
    }
}
