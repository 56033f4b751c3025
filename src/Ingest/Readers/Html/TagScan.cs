using System.Collections.Frozen;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Html;

/// <summary>
/// Counts tags before parsing. The parser takes half a kilobyte for each element, and at many a tag it looks through all elements that
/// are open: a page in which thousands are opened and never closed, or millions of tags stand inside hundreds of open elements, costs
/// time and memory out of all proportion, so it is refused by this one pass.
/// </summary>
internal static class TagScan
{
    /// <summary>Elements whose end tag is written in honest markup; <c>p</c>, <c>li</c>, <c>td</c> and <c>br</c> need none.</summary>
    private static readonly FrozenSet<string> Closed = new[]
    {
        "a", "article", "b", "big", "blockquote", "center", "code", "div", "em", "fieldset", "font", "form", "i", "ins", "label", "main", "nav", "ol", "pre", "s",
        "section", "small", "span", "strike", "strong", "sub", "sup", "table", "tt", "u", "ul",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Elements whose content is text, whatever it looks like.</summary>
    private static readonly FrozenSet<string> Raw = new[] { "script", "style", "textarea", "title", "xmp" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>How many times the depth limit an element may be opened more often than it is closed; sloppy pages leave some open.</summary>
    private const int MostLeftOpen = 8;

    /// <summary>Tags that may stand as deep as the depth limit allows; a hundred thousand rows of a table are no problem.</summary>
    private const long MostAtFullDepth = 400_000;

    /// <summary>Attributes of one tag, blanks and equals signs counted: 4,000 of the form a="" cost the parser some milliseconds.</summary>
    private const int MostAttributes = 8_000;

    // No name of interest is longer.
    private const int LongestName = 12;

    /// <summary>Refuses a page that the parser would be overtaxed by.</summary>
    /// <exception cref="DocumentException">It leaves too many elements open, holds too many, or too many deep inside others.</exception>
    public static void Check(string markup, ReadOptions options)
    {
        int mostOpen = MostLeftOpen * Math.Min(options.MaxHtmlDepth, 100_000);
        long mostWork = MostAtFullDepth * options.MaxHtmlDepth, work = 0;
        int elements = 0, allOpen = 0;
        var open = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var closed = Closed.GetAlternateLookup<ReadOnlySpan<char>>();
        var raw = Raw.GetAlternateLookup<ReadOnlySpan<char>>();
        var endless = new HashSet<string>(StringComparer.Ordinal);
        int at = 0, tagEnd = 0;
        while ((at = markup.IndexOf('<', at)) >= 0)
        {
            at++;
            if (markup.AsSpan(at).StartsWith("!--", StringComparison.Ordinal))
            {
                at = EndOfComment(markup, at);
                continue;
            }
            bool isEnd = at < markup.Length && markup[at] == '/';
            int start = isEnd ? at + 1 : at;
            int stop = start;
            while (stop < markup.Length && stop - start < LongestName && char.IsAsciiLetterOrDigit(markup[stop])) stop++;
            if (stop == start) continue;
            if (!isEnd && ++elements > options.MaxHtmlElements) throw TooMany(options);
            if (stop >= tagEnd && HasTooManyAttributes(markup, stop, out tagEnd)) throw TooManyAttributes();
            work += allOpen;
            if (work > mostWork) throw TooCostly(options);
            var word = markup.AsSpan(start, stop - start);
            if (!isEnd && raw.TryGetValue(word, out string? text) && !endless.Contains(text))
            {
                // What has no end tag hides nothing, and is not looked for again.
                at = markup.IndexOf("</" + text, stop, StringComparison.OrdinalIgnoreCase);
                if (at >= 0) continue;
                endless.Add(text);
                at = stop;
            }
            if (!closed.TryGetValue(word, out string? name)) continue;
            int before = open.GetValueOrDefault(name), count = Math.Max(0, before + (isEnd ? -1 : 1));
            if (count >= mostOpen) throw HtmlPageParser.TooDeep(options);
            open[name] = count;
            allOpen += count - before;
            at = stop;
        }
    }

    /// <summary>
    /// Whether a tag goes on for longer than any honest one: the parser compares each of its attributes with all before it. Only equals signs
    /// and blanks are counted, for each attribute has one or the other.
    /// </summary>
    /// <param name="markup">The page.</param>
    /// <param name="at">Behind the tag's name.</param>
    /// <param name="end">How far was looked: what seems to be a tag before that lies within this one.</param>
    private static bool HasTooManyAttributes(string markup, int at, out int end)
    {
        end = at;
        // Almost all tags end within a line: those are not counted.
        if (at >= markup.Length - MostAttributes || markup.AsSpan(at, MostAttributes).Contains('>')) return false;
        int parts = 0;
        for (char quote = '\0'; at < markup.Length && parts <= MostAttributes; at++)
        {
            char c = markup[at];
            if (quote != '\0') quote = c == quote ? '\0' : quote;
            else if (c == '>') return false;
            else if (c is '"' or '\'' && markup[at - 1] == '=') quote = c;
            else if (c is '=' or '/' || char.IsWhiteSpace(c)) parts++;
            end = at;
        }
        return parts > MostAttributes;
    }

    private static DocumentException TooManyAttributes() => new(DocumentStatus.ResourceLimit, "html-too-many-attributes",
        $"an element of the page has more than {MostAttributes} attributes, as no page is written; fetch it again or cut it");

    private static DocumentException TooMany(ReadOptions options) => new(DocumentStatus.ResourceLimit, "html-too-many-elements",
        $"the page holds more than {options.MaxHtmlElements} elements; raise --max-html-elements and --max-memory if it is genuine, or cut it");

    private static DocumentException TooCostly(ReadOptions options) => new(DocumentStatus.ResourceLimit, "html-too-costly",
        $"so many tags stand inside so many open elements that reading the page would take minutes; raise --max-html-depth ({options.MaxHtmlDepth}) if it is genuine");

    private static int EndOfComment(string markup, int start)
    {
        // <!--> is a whole comment.
        int end = markup.IndexOf("-->", start + 1, StringComparison.Ordinal);
        return end < 0 ? markup.Length : end + 3;
    }
}
