using System.Collections.Frozen;

namespace PolicyIngest.Ingest.Readers.Html;

/// <summary>
/// Counts start and end tags before parsing. A page in which thousands of elements are opened and never closed costs the parser time
/// and memory that grow with the square of its length, so it is refused by this one pass.
/// </summary>
internal static class OpenTagScan
{
    /// <summary>Elements whose end tag is written in honest markup; <c>p</c>, <c>li</c>, <c>td</c> and <c>br</c> need none.</summary>
    private static readonly FrozenSet<string> Closed = new[]
    {
        "a", "article", "b", "big", "blockquote", "center", "code", "div", "em", "fieldset", "font", "form", "i", "ins", "label", "main", "nav", "ol", "pre", "s",
        "section", "small", "span", "strike", "strong", "sub", "sup", "table", "tt", "u", "ul",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether some element is opened at least <paramref name="most"/> times more often than it is closed.</summary>
    public static bool LeavesOpen(string markup, int most)
    {
        var open = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var names = Closed.GetAlternateLookup<ReadOnlySpan<char>>();
        int at = 0;
        while ((at = markup.IndexOf('<', at)) >= 0)
        {
            at++;
            bool end = at < markup.Length && markup[at] == '/';
            int start = end ? at + 1 : at;
            int stop = start;
            while (stop < markup.Length && stop - start < 12 && char.IsAsciiLetterOrDigit(markup[stop])) stop++;
            if (!names.TryGetValue(markup.AsSpan(start, stop - start), out string? name)) continue;
            int count = open.GetValueOrDefault(name) + (end ? -1 : 1);
            if (count >= most) return true;
            open[name] = Math.Max(0, count);
            at = stop;
        }
        return false;
    }
}
