using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Html;

/// <summary>
/// Parses markup into a tree. Nothing is loaded and no script runs: the parser has no browsing context that could.
/// </summary>
internal static partial class HtmlPageParser
{
    // <title/>, <script src="a.js"/>, <td/>: in XML an empty element, in HTML the start of one that swallows what follows; not <br/>
    [GeneratedRegex(@"<(?<tag>a|b|div|em|font|i|iframe|li|o:p|p|script|span|strong|style|table|td|textarea|th|title|tr|ul)(?<rest>(?:\s[^<>]{0,2000})?)/>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EmptyElement();

    /// <summary>How many elements are made between two looks at the clock and the memory.</summary>
    private const int ElementsBetweenChecks = 64;

    /// <summary>
    /// Memory that a tree may take: much more than any real page's, in bytes for each character of markup and beyond. Formatting elements
    /// that are never closed are made anew in each paragraph, so that a small page can ask for a tree without end.
    /// </summary>
    private const long MemoryPerCharacter = 500, MemoryBeyond = 128L << 20;

    /// <summary>Parses a page.</summary>
    /// <exception cref="DocumentException">Elements are nested deeper, or are more, than the limits allow.</exception>
    public static IHtmlDocument Parse(string markup, ReadOptions options, CancellationToken cancellation)
    {
        if (markup.AsSpan().TrimStart().StartsWith("<?xml", StringComparison.Ordinal)) markup = EmptyElement().Replace(markup, "<${tag}${rest}></${tag}>");
        TagScan.Check(markup, options);
        int made = 0;
        long mostMemory = GC.GetAllocatedBytesForCurrentThread() + MemoryBeyond + MemoryPerCharacter * markup.Length;
        IElement? last = null;
        var parser = new HtmlParser(new HtmlParserOptions
        {
            SkipComments = true,
            SkipScriptText = true,
            // The parser hangs what is deeper beside it; the limit is found by the walk over the tree.
            MaximumDepth = Math.Min(options.MaxHtmlDepth, int.MaxValue - 8) + 8,
            // The parser's own time grows with depth times length, so a page of a million open elements must end here.
            OnCreated = (element, _) =>
            {
                if (last is not null && Depth(last) > options.MaxHtmlDepth) throw TooDeep(options);
                last = element;
                if (++made % ElementsBetweenChecks != 0) return;
                cancellation.ThrowIfCancellationRequested();
                if (GC.GetAllocatedBytesForCurrentThread() > mostMemory)
                    throw new DocumentException(DocumentStatus.ResourceLimit, "html-too-many-elements",
                        "elements that are never closed multiply beyond measure; save the page again as text or .docx");
            },
        });
        return parser.ParseDocument(markup);
    }

    /// <summary>The fault of a page that is nested deeper than the limit.</summary>
    public static DocumentException TooDeep(ReadOptions options) => new(DocumentStatus.ResourceLimit, "html-too-deep",
        $"elements are nested deeper than the limit of {options.MaxHtmlDepth}; raise --max-html-depth if the page is genuine");

    private static int Depth(INode? node)
    {
        int depth = 0;
        for (; node is IElement; node = node.Parent) depth++;
        return depth;
    }
}
