using System.Collections.Frozen;

namespace PolicyIngest.Ingest.Readers.Html;

/// <summary>What the ids, classes and tags of a page's parts say about their content.</summary>
internal static class PartNames
{
    /// <summary>Names that content management systems of governments give to the article's text.</summary>
    private static readonly FrozenSet<string> Article = FrozenSet.Create(StringComparer.Ordinal,
        "ucapcontent", "trseditor", "trsueditor", "zoom", "zoomcon", "pagescontent", "articlecontent", "articlecon", "articlebody", "articletext", "artcontent", "arttext",
        "newscontent", "newstext", "newscon", "newsbody", "vsbcontent", "vnewscontent", "wparticlecontent", "jscontent", "richmediacontent", "detailcontent", "detailcon",
        "detailtext", "contentdetail", "contenttext", "contenttxt", "textcontent", "textcon", "mainbody", "maintext", "maincontenttext", "bodylabel", "fontzoom", "doccontent", "editorcontent",
        "infocontent", "contentbody", "contentregion", "zhengwen", "neirong", "wznr", "entrycontent", "postcontent", "viewtrsueditor", "xxgkcontent", "xlcontent", "conttext", "context",
        "btcontent", "mycontent", "printcontent", "printarea", "customunionstyle", "wordsection1", "section0", "section1", "section2");

    /// <summary>Words of which one in a part's names says that it is furniture.</summary>
    private static readonly FrozenSet<string> Furniture = FrozenSet.Create(StringComparer.Ordinal,
        "nav", "navbar", "navi", "navigation", "menu", "submenu", "topbar", "topnav", "crumb", "crumbs", "breadcrumb", "breadcrumbs", "position", "location", "dqwz", "wz", "weizhi",
        "foot", "footer", "bottom", "copyright", "sidebar", "aside", "side", "share", "bdshare", "bdsharebuttonbox", "jiathis", "fenxiang", "qr", "qrcode", "erweima", "ewm", "print", "dayin", "tools", "toolbar", "tool",
        "related", "relate", "xgwz", "xglj", "xgyd", "recommend", "hot", "pager", "pagination", "prevnext", "prenext", "sxp", "search", "sousuo", "login", "banner", "logo", "friendlink", "links", "yqlj",
        "fontsize", "ziti", "bshare", "hits", "comment", "comments", "advert", "ad", "ads", "accessory", "attachment", "attachments", "fujian", "appendix", "totop", "backtop", "gotop");

    /// <summary>Words of which one in a part's names says that it is the title above an article.</summary>
    private static readonly FrozenSet<string> Title = FrozenSet.Create(StringComparer.Ordinal,
        "title", "biaoti", "bt", "tit", "headline", "arttitle", "articletitle", "newstitle", "contenttitle", "xxgktitle", "doctitle");

    /// <summary>Whether a part's names are those of an article's text.</summary>
    public static bool IsArticle(PagePart part)
    {
        if (part.Names.Length == 0) return false;
        foreach (var range in part.Names.AsSpan().Split(' '))
            if (Article.Contains(Plain(part.Names.AsSpan()[range]))) return true;
        return false;
    }

    /// <summary>Whether a part's tag or names are those of furniture.</summary>
    public static bool IsFurniture(PagePart part) => HtmlTags.Furniture.Contains(part.Tag)
        // Styles of Word are no parts of a site: MsoCommentText.
        || !part.Names.StartsWith("Mso", StringComparison.Ordinal) && HasWord(part.Names, Furniture);

    /// <summary>Whether a part's tag or names are those of a title.</summary>
    public static bool IsTitle(PagePart part) => part.Tag is "h1" or "h2" || HasWord(part.Names, Title);

    /// <summary>A name without case, hyphens and underscores: <c>UCAP-CONTENT</c> and <c>ucap_content</c> are one.</summary>
    private static string Plain(ReadOnlySpan<char> name)
    {
        Span<char> plain = stackalloc char[Math.Min(name.Length, 64)];
        int length = 0;
        foreach (char c in name)
            if (char.IsAsciiLetterOrDigit(c) && length < plain.Length) plain[length++] = char.ToLowerInvariant(c);
        return plain[..length].ToString();
    }

    /// <summary>Whether one of the words is set: <c>left-nav</c>, <c>leftNav</c>, <c>nav01</c> hold nav; <c>navy</c> does not.</summary>
    private static bool HasWord(string names, FrozenSet<string> words)
    {
        int start = 0;
        for (int i = 0; i <= names.Length; i++)
        {
            bool ends = i == names.Length || !char.IsAsciiLetter(names[i]) || i > start && char.IsAsciiLetterUpper(names[i]) && !char.IsAsciiLetterUpper(names[i - 1]);
            if (!ends) continue;
            if (i > start && words.Contains(names[start..i].ToLowerInvariant())) return true;
            start = i < names.Length && char.IsAsciiLetter(names[i]) ? i : i + 1;
        }
        return false;
    }
}
