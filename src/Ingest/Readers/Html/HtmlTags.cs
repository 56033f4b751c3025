using System.Collections.Frozen;

namespace PolicyIngest.Ingest.Readers.Html;

/// <summary>What elements do to the flow of text, by their names.</summary>
internal static class HtmlTags
{
    /// <summary>Elements that begin and end a line.</summary>
    public static readonly FrozenSet<string> Block = FrozenSet.Create(StringComparer.Ordinal,
        "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt",
        "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "html", "legend",
        "li", "listing", "main", "menu", "nav", "noframes", "noscript", "ol", "optgroup", "option", "p", "plaintext", "pre", "search", "section",
        "select", "summary", "table", "tbody", "td", "textarea", "tfoot", "th", "thead", "tr", "ul", "xmp");

    /// <summary>Elements whose content is never text of the page.</summary>
    public static readonly FrozenSet<string> Unseen = FrozenSet.Create(StringComparer.Ordinal,
        "applet", "area", "audio", "base", "basefont", "bgsound", "canvas", "col", "colgroup", "command", "datalist", "embed", "frame", "head",
        "input", "link", "map", "meta", "object", "param", "rp", "rt", "script", "source", "style", "svg", "template", "title", "track",
        "video", "xml");

    /// <summary>Elements that hold parts of a page, among which the article is sought.</summary>
    public static readonly FrozenSet<string> Part = FrozenSet.Create(StringComparer.Ordinal,
        "article", "aside", "blockquote", "body", "button", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figure", "footer", "form",
        "h1", "h2", "h3", "header", "li", "main", "menu", "nav", "noscript", "ol", "p", "pre", "search", "section", "select", "table", "tbody", "td", "textarea", "th",
        "tr", "ul");

    /// <summary>Parts that by their name are no text of the document.</summary>
    public static readonly FrozenSet<string> Furniture = FrozenSet.Create(StringComparer.Ordinal,
        "aside", "button", "dialog", "footer", "menu", "nav", "noscript", "search", "select", "textarea");

    /// <summary>1 to 6 for h1 to h6, else null.</summary>
    public static int? HeadingLevel(string tag) => tag is ['h', >= '1' and <= '6'] ? tag[1] - '0' : null;
}
