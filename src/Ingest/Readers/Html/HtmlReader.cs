using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using AngleSharp.Dom;
using PolicyIngest.Ingest.Readers.Recognition;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Html;

/// <summary>
/// Reads web pages, saved ones and archives of one page (.mht) included: the article as text, what the site says of it as metadata, and
/// the rest of the site (navigation, buttons, imprint) as blocks with the role chrome. No script runs and nothing is loaded.
/// </summary>
public sealed class HtmlReader : IDocumentReader
{
    /// <summary>An article shorter than this, in characters, beside more hidden text is taken for one that a script would show.</summary>
    private const int HardlyAnything = 50;

    public string Format => "html";

    public ImmutableArray<string> Extensions { get; } = [".html", ".htm", ".xhtml", ".shtml", ".mht", ".mhtml"];

    public int Recognise(SourceFile file) => HtmlSniffer.Score(file.Bytes.Span);

    public PolicyDocument Read(SourceFile file, ReadOptions options, CancellationToken cancellation)
    {
        var builder = new DocumentBuilder(options);
        var bytes = file.Bytes;
        string? transport = null;
        string format = Format;
        using var archive = MimeArchive.IsArchive(bytes.Span) ? MimeArchive.Open(bytes, cancellation) : null;
        if (archive is not null) (bytes, transport, format) = (archive.Page, archive.Charset, "mht+html");
        var (markup, encoding) = HtmlCharset.Decode(bytes.Span, transport, builder);
        var (flat, title) = Flatten(markup, options, builder, cancellation);
        var roles = flat.Pieces.Count == 0 ? [] : ArticleFinder.Find(flat, title);
        PageWriter.Write(flat, roles, builder);
        bool arePages = new EmbeddedPages(options, cancellation).Read(flat.Pictures.Select(picture => (Func<byte[]?>)(() => PictureSource.Bytes(picture.Source, archive))), builder);
        if (builder.BlockCount == 0)
            throw new DocumentException(DocumentStatus.Malformed, "no-text",
                "the page holds no text; it may load it by a script or in frames: save the shown page again");
        if (!arePages) ReportPictures(flat, roles, builder);
        if (flat.StruckLength > 0)
            builder.Report(DiagnosticSeverity.Info, "struck-text", $"{flat.StruckLength} characters that are struck out were left out");
        return builder.Build(file.Info(format, encoding));
    }

    /// <summary>Says how many pictures stand between the first and the last line of the article: a scanned annex is text that is not read.</summary>
    private static void ReportPictures(FlatPage page, BlockRole[] roles, DocumentBuilder builder)
    {
        int first = Array.IndexOf(roles, BlockRole.Body), last = Array.LastIndexOf(roles, BlockRole.Body);
        int count = first < 0 ? 0 : page.Pictures.Count(picture => picture.Before > first && picture.Before <= last + 1);
        if (count > 0)
            builder.Report(DiagnosticSeverity.Info, "pictures-unread", $"the text holds {count} pictures; words in them are not read");
    }

    /// <summary>The page's pieces and its title. The tree, which takes much more memory than all else, is given up here.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (FlatPage Page, string Title) Flatten(string markup, ReadOptions options, DocumentBuilder builder, CancellationToken cancellation)
    {
        using var page = HtmlPageParser.Parse(markup, options, cancellation);
        return (Flatten(page, options, builder, cancellation), page.Title ?? "");
    }

    private static FlatPage Flatten(IDocument page, ReadOptions options, DocumentBuilder builder, CancellationToken cancellation)
    {
        var root = page.Body ?? page.DocumentElement;
        var visibility = Visibility.Of(page);
        var tables = TableProfiles.Of(root);
        var flat = new PageFlattener(options, visibility, tables, showHidden: false, cancellation).Flatten(root);
        if (flat.HiddenLength > HardlyAnything && flat.Pieces.Sum(piece => (long)(piece.Length - piece.LinkLength)) < HardlyAnything)
        {
            flat = new PageFlattener(options, visibility, tables, showHidden: true, cancellation).Flatten(root);
            builder.Report(DiagnosticSeverity.Warning, "hidden-text-read",
                "the page shows no text of its own, so the text that it hides is read; check that it is the document");
        }
        return flat;
    }
}
