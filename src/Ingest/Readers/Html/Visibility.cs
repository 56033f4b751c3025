using System.Collections.Frozen;
using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace PolicyIngest.Ingest.Readers.Html;

/// <summary>
/// What styles say of an element, as far as reading needs it: whether it is shown, how it is aligned, whether it breaks the line. Style
/// attributes are read, and of style sheets the rules that hide a class or an id.
/// </summary>
internal sealed partial class Visibility
{
    private const int MaxSheetLength = 500_000;

    // display : none, visibility:hidden; not display:block
    [GeneratedRegex(@"(?<![\w\-])(?:display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden|mso-hide\s{0,3}:\s{0,3}all)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Hiding();

    private readonly FrozenSet<string> _hiddenIds;
    private readonly FrozenSet<string> _hiddenClasses;

    private Visibility(IEnumerable<string> hidden)
    {
        var all = hidden.ToList();
        _hiddenIds = all.Where(name => name[0] == '#').Select(name => name[1..]).ToFrozenSet(StringComparer.Ordinal);
        _hiddenClasses = all.Where(name => name[0] == '.').Select(name => name[1..]).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>Reads a page's style sheets.</summary>
    public static Visibility Of(IDocument page)
    {
        var hidden = new HashSet<string>(StringComparer.Ordinal);
        foreach (var sheet in page.GetElementsByTagName("style"))
        {
            // What is hidden on paper is shown on the screen.
            if (sheet.GetAttribute("media") is { } media && media.Contains("print", StringComparison.OrdinalIgnoreCase)) continue;
            string css = sheet.TextContent;
            if (css.Length > MaxSheetLength) continue;
            AddHidden(WithoutMediaBlocks(css), hidden);
        }
        return new Visibility(hidden);
    }

    /// <summary>Whether an element is hidden, and its content with it.</summary>
    public bool IsHidden(IElement element, string? style)
    {
        if (style is not null)
        {
            if (Hiding().IsMatch(style)) return true;
            // A style of its own that shows it again wins over the sheet.
            if (Declares(style, "display", "block") || Declares(style, "visibility", "visible")) return false;
        }
        if (element.HasAttribute("hidden")) return true;
        if (_hiddenIds.Count > 0 && element.Id is { } id && _hiddenIds.Contains(id)) return true;
        if (_hiddenClasses.Count == 0 || element.ClassName is null) return false;
        foreach (string name in element.ClassList)
            if (_hiddenClasses.Contains(name)) return true;
        return false;
    }

    /// <summary>Whether a style attribute gives a property a value that begins as stated.</summary>
    public static bool Declares(string style, string property, string value)
    {
        for (int i = style.IndexOf(property, StringComparison.OrdinalIgnoreCase); i >= 0; i = style.IndexOf(property, i + 1, StringComparison.OrdinalIgnoreCase))
        {
            if (i > 0 && (char.IsLetterOrDigit(style[i - 1]) || style[i - 1] == '-')) continue;
            var rest = style.AsSpan(i + property.Length).TrimStart();
            if (rest is [':', ..] && rest[1..].TrimStart().StartsWith(value, StringComparison.OrdinalIgnoreCase)) return true;
        }
        return false;
    }

    /// <summary>The value of a property in a style attribute, or null.</summary>
    public static string? ValueOf(string style, string property)
    {
        foreach (var range in style.AsSpan().Split(';'))
        {
            var declaration = style.AsSpan()[range];
            int colon = declaration.IndexOf(':');
            if (colon > 0 && declaration[..colon].Trim().Equals(property, StringComparison.OrdinalIgnoreCase))
                return declaration[(colon + 1)..].Trim().ToString();
        }
        return null;
    }

    /// <summary>Adds the classes and ids that a sheet hides by a rule of their own: <c>.hide, div.ad { display: none }</c>, not <c>.menu li</c>.</summary>
    private static void AddHidden(string css, HashSet<string> hidden)
    {
        int from = 0;
        while (true)
        {
            int open = css.IndexOf('{', from);
            int close = open < 0 ? -1 : css.IndexOf('}', open);
            if (close < 0) return;
            if (Hiding().IsMatch(css.AsSpan(open, close - open)))
            {
                int comment = css.LastIndexOf("*/", open, open - from, StringComparison.Ordinal);
                int start = comment < 0 ? from : comment + 2;
                foreach (string selector in css[start..open].Split(','))
                    if (SimpleName(selector.Trim()) is { } name) hidden.Add(name);
            }
            from = close + 1;
        }
    }

    private static string? SimpleName(string selector)
    {
        int dot = selector.IndexOfAny(['.', '#']);
        if (dot < 0 || selector.AsSpan(dot + 1).IndexOfAnyExcept(NameCharacters) >= 0 || dot + 1 == selector.Length) return null;
        return selector.AsSpan(0, dot).IndexOfAnyExcept(NameCharacters) < 0 ? selector[dot..] : null;
    }

    private static readonly System.Buffers.SearchValues<char> NameCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-");

    /// <summary>Leaves out <c>@media print { … }</c> and other blocks that hold rules.</summary>
    private static string WithoutMediaBlocks(string css)
    {
        int at = css.IndexOf("@media", StringComparison.OrdinalIgnoreCase);
        if (at < 0) return css;
        var kept = new System.Text.StringBuilder();
        int from = 0;
        while (at >= 0)
        {
            kept.Append(css, from, at - from);
            int depth = 0, i = at;
            for (; i < css.Length; i++)
            {
                if (css[i] == '{') depth++;
                else if (css[i] == '}' && --depth <= 0) { i++; break; }
            }
            from = i;
            at = from < css.Length ? css.IndexOf("@media", from, StringComparison.OrdinalIgnoreCase) : -1;
        }
        kept.Append(css, from, css.Length - from);
        return kept.ToString();
    }
}
