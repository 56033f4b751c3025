using AngleSharp.Dom;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Html;

/// <summary>What an element's markup says of the lines in it. Null leaves to them what stood before.</summary>
/// <param name="Centered">Whether they are centred.</param>
/// <param name="OutlineLevel">Their heading level.</param>
/// <param name="Style">Their style's name in Word.</param>
/// <param name="Role">What they are for.</param>
/// <param name="IsMarker">Whether they are a list number that Word wrote out.</param>
/// <param name="Preserve">Whether their white space counts.</param>
internal readonly record struct BlockStyle(bool Centered, int? OutlineLevel, string? Style, BlockRole? Role, bool IsMarker, bool? Preserve)
{
    /// <summary>Reads an element.</summary>
    /// <param name="centered">Whether the text around it is centred.</param>
    /// <param name="element">The element.</param>
    /// <param name="tag">Its name.</param>
    /// <param name="style">Its style attribute.</param>
    /// <param name="isBlock">Whether it begins a line.</param>
    public static BlockStyle Apply(bool centered, IElement element, string tag, string? style, bool isBlock)
    {
        bool? preserve = tag is "pre" or "listing" or "xmp" or "plaintext" ? true : null;
        int? level = null;
        string? name = null;
        BlockRole? role = null;
        bool marker = false;
        if (isBlock)
        {
            centered = tag switch { "center" => true, "table" => false, _ => centered };
            if (element.GetAttribute("align") is { Length: > 0 } align) centered = IsCenter(align);
            level = HtmlTags.HeadingLevel(tag);
            if (element.GetAttribute("role") == "heading" && int.TryParse(element.GetAttribute("aria-level"), out int aria)) level = aria;
            (name, role) = WordStyle(element.ClassName);
        }
        if (style is not null)
        {
            if (isBlock && Visibility.ValueOf(style, "text-align") is { } aligned) centered = IsCenter(aligned);
            if (Visibility.ValueOf(style, "white-space") is { } space)
                preserve = space.StartsWith("pre", StringComparison.OrdinalIgnoreCase);
            if (style.Contains("mso-", StringComparison.OrdinalIgnoreCase))
            {
                marker = Visibility.Declares(style, "mso-list", "ignore");
                if (Visibility.ValueOf(style, "mso-outline-level") is { } outline && int.TryParse(outline, out int stated)) level ??= stated;
                role = WordElement(Visibility.ValueOf(style, "mso-element")) ?? role;
            }
        }
        return new BlockStyle(centered, level, name, role, marker, preserve);
    }

    private static bool IsCenter(string align) => align.AsSpan().Trim().StartsWith("center", StringComparison.OrdinalIgnoreCase)
        || align.Equals("middle", StringComparison.OrdinalIgnoreCase);

    /// <summary>The style that Word writes as a class (MsoToc1, MsoTitle), and what its lines are for.</summary>
    private static (string? Name, BlockRole? Role) WordStyle(string? classes)
    {
        if (classes is null || !classes.StartsWith("Mso", StringComparison.Ordinal)) return (null, null);
        BlockRole? role = null;
        if (classes.StartsWith("MsoToc", StringComparison.OrdinalIgnoreCase)) role = BlockRole.Contents;
        else if (classes.StartsWith("MsoFootnoteText", StringComparison.Ordinal) || classes.StartsWith("MsoEndnoteText", StringComparison.Ordinal)) role = BlockRole.Note;
        else if (classes.StartsWith("MsoCommentText", StringComparison.Ordinal)) role = BlockRole.Comment;
        else if (classes.StartsWith("MsoHeader", StringComparison.Ordinal)) role = BlockRole.Header;
        else if (classes.StartsWith("MsoFooter", StringComparison.Ordinal)) role = BlockRole.Footer;
        return (classes, role);
    }

    private static BlockRole? WordElement(string? element) => element switch
    {
        "footnote" or "footnote-list" or "endnote" or "endnote-list" => BlockRole.Note,
        "comment" or "comment-list" => BlockRole.Comment,
        "header" => BlockRole.Header,
        "footer" => BlockRole.Footer,
        _ => null,
    };
}
