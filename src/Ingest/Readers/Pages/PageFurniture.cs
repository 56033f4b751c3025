using System.Text.RegularExpressions;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Pages;

/// <summary>
/// Tells headers, footers and page numbers from the text: they stand outside all other lines, at one height, on page after page, with
/// the same wording but for numbers. The mark of a scanning program is known by its words.
/// </summary>
internal static partial class PageFurniture
{
    // Furniture stands in the outer share of the page's height.
    private const double Zone = 0.14;

    // Lines at one height differ by no more than this from page to page, in points.
    private const double SameHeight = 4;

    private const int MostLines = 4;

    /// <summary>The lines of all pages that are furniture, each with its role.</summary>
    /// <param name="pages">The pages with the items on them.</param>
    /// <param name="numbers">Lines that are known for page numbers.</param>
    public static Dictionary<TextLine, BlockRole> Find(IReadOnlyList<(PageContent Page, List<FlowItem> Items)> pages, IReadOnlySet<TextLine> numbers)
    {
        var furniture = new Dictionary<TextLine, BlockRole>(ReferenceEqualityComparer.Instance);
        foreach (bool atTop in (ReadOnlySpan<bool>)[true, false])
        {
            for (int round = 0; round < MostLines; round++)
                if (!Peel(pages, atTop, numbers, furniture)) break;
        }
        return furniture;
    }

    /// <summary>Takes the outermost line of each page that is not furniture yet and marks those that come again.</summary>
    private static bool Peel(IReadOnlyList<(PageContent Page, List<FlowItem> Items)> pages, bool atTop, IReadOnlySet<TextLine> numbers, Dictionary<TextLine, BlockRole> furniture)
    {
        var outermost = new List<(PageContent Page, TextLine Line)>();
        foreach (var (page, items) in pages)
        {
            if (Outermost(items, atTop, furniture) is { } line && IsInZone(page, line, atTop) && !IsOfList(items, line, atTop)) outermost.Add((page, line));
        }
        var patterns = outermost.ConvertAll(entry => Pattern(entry.Line.Text));
        var repeated = patterns.GroupBy(pattern => pattern, StringComparer.Ordinal).Where(group => group.Count() > 1)
            .Select(group => group.Key).ToHashSet(StringComparer.Ordinal);
        bool found = false;
        var window = new HeightWindow([.. outermost.Select(entry => Distance(entry.Page, entry.Line, atTop))], patterns, repeated);
        foreach (int i in window.Order)
        {
            var (page, line) = outermost[i];
            bool isNumber = PageNumberText.IsMatch(line.Text);
            var (alike, atHeight, repeatedAtHeight) = window.Around(i);
            // Lines of the text that happen to be alike stand among others at their height that are not.
            bool comesAgain = alike >= Math.Max(2, pages.Count / 10) && repeatedAtHeight > 0.6 * atHeight;
            if (!comesAgain && !(isNumber && (alike > 1 || numbers.Contains(line) || StandsAlone(line.Text, page, pages.Count))) && !ScannerMark.Is(line.Text)) continue;
            furniture[line] = isNumber ? BlockRole.PageNumber : atTop ? BlockRole.Header : BlockRole.Footer;
            found = true;
        }
        return found;
    }

    /// <summary>Counts the lines of all pages that stand at one height, moving down the heights once.</summary>
    private sealed class HeightWindow(double[] heights, List<string> patterns, HashSet<string> repeated)
    {
        private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
        private int _first;
        private int _end;
        private int _repeated;

        /// <summary>The lines by their height; they are to be asked for in this order.</summary>
        public int[] Order { get; } = [.. Enumerable.Range(0, heights.Length).OrderBy(i => heights[i])];

        /// <summary>How many lines at the height of a line have its wording, how many there are, and how many of them come again.</summary>
        public (int Alike, int All, int Repeated) Around(int line)
        {
            while (_end < Order.Length && heights[Order[_end]] <= heights[line] + SameHeight) Count(Order[_end++], 1);
            while (heights[Order[_first]] < heights[line] - SameHeight) Count(Order[_first++], -1);
            return (_counts[patterns[line]], _end - _first, _repeated);
        }

        private void Count(int line, int change)
        {
            _counts[patterns[line]] = _counts.GetValueOrDefault(patterns[line]) + change;
            if (repeated.Contains(patterns[line])) _repeated += change;
        }
    }

    private static TextLine? Outermost(List<FlowItem> items, bool atTop, Dictionary<TextLine, BlockRole> furniture)
    {
        FlowItem? best = null;
        foreach (var item in items)
        {
            if (item is FlowLine { Line: var line } && furniture.ContainsKey(line)) continue;
            if (best is null || (atTop ? item.Top < best.Top : item.Bottom > best.Bottom)) best = item;
        }
        return (best as FlowLine)?.Line;
    }

    /// <summary>Whether the lines further inside say the same with other numbers: a list of items that reaches the page's end.</summary>
    private static bool IsOfList(List<FlowItem> items, TextLine line, bool atTop)
    {
        string pattern = Pattern(line.Text);
        if (pattern.Length < 4) return false;
        double reach = 3 * Math.Max(line.Height, line.Em);
        return items.Exists(item => item is FlowLine { Line: var other } && other != line && Math.Abs(other.CentreY - line.CentreY) < reach
            && (atTop ? other.CentreY > line.CentreY : other.CentreY < line.CentreY) && Pattern(other.Text) == pattern);
    }

    /// <summary>Whether a line stands where furniture may.</summary>
    public static bool IsInZone(PageContent page, TextLine line, bool atTop) =>
        atTop ? line.CentreY < Zone * page.Height : line.CentreY > (1 - Zone) * page.Height;

    private static double Distance(PageContent page, TextLine line, bool atTop) => atTop ? line.CentreY : page.Height - line.CentreY;

    /// <summary>The wording with each number as <c>#</c>, white space left out.</summary>
    private static string Pattern(string text) => Number().Replace(text, "#").Replace(" ", "", StringComparison.Ordinal);

    /// <summary>Whether a page number needs no second page to be believed: it has dashes or words around it, is the page's place in the file, or the file has one page only.</summary>
    private static bool StandsAlone(string text, PageContent page, int pages) => pages == 1 || PageNumberText.ValueOf(text) is not { } value || value == page.Number;

    // 12 ３ and roman numbers of their own
    [GeneratedRegex(@"[0-9０-９]+|(?<![A-Za-z])[ivxIVX]{1,6}(?![A-Za-z])|[Ⅰ-Ⅻⅰ-ⅻ]")]
    private static partial Regex Number();
}
