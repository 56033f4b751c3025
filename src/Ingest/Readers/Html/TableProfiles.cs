using AngleSharp.Dom;

namespace PolicyIngest.Ingest.Readers.Html;

/// <summary>Tells tables of data from those that only arrange a page, by one look at all tables of the page.</summary>
internal sealed class TableProfiles
{
    private readonly Dictionary<IElement, Profile> _profiles = new(ReferenceEqualityComparer.Instance);
    private int _pageLength;

    private sealed class Profile(IElement table)
    {
        public IElement Table { get; } = table;
        public int Rows, Cells, CellsInRow, MostCellsInRow, CellsWithText, Nested, NestedLength, Length, LinkLength;
        public int CellLength, CellLines, FirstCell, LinesOfFirst, LongestCell, LinesOfLongest;
        public bool HasHead, HasControls, IsBordered;
    }

    /// <summary>Looks at all tables inside <paramref name="root"/>.</summary>
    public static TableProfiles Of(IElement root)
    {
        var profiles = new TableProfiles();
        profiles.Measure(root);
        return profiles;
    }

    /// <summary>Whether a table holds data in rows and columns.</summary>
    public bool IsData(IElement table)
    {
        if (!_profiles.TryGetValue(table, out var profile)) return false;
        if (table.GetAttribute("role") is "presentation" or "none") return false;
        if (profile.MostCellsInRow < 2) return IsFrame(profile);
        if (profile.Length == 0) return false;
        if (profile.Nested > 0 && profile.NestedLength * 2 >= profile.Length) return false;
        if (profile.HasControls || HoldsArticle(profile)) return false;
        if (profile.HasHead) return true;
        if (profile.Nested > 0 && !profile.IsBordered) return false;
        // Menus: most of the text leads elsewhere.
        if (profile.LinkLength * 10 > profile.Length * 6) return false;
        return profile.Rows > 1 || profile.IsBordered || profile.LinesOfLongest <= 4;
    }

    /// <summary>专栏1 … above a cell of several paragraphs: a frame around text, one column wide. A page arranged so holds its text there.</summary>
    private bool IsFrame(Profile profile) => profile.Rows is 2 or 3 && profile.Nested == 0 && !profile.HasControls && profile.FirstCell is > 1 and <= 40
        && profile.LinesOfFirst <= 2 && profile.LinesOfLongest > 1 && profile.LongestCell > profile.FirstCell && profile.LongestCell * 10 < _pageLength * 4;

    /// <summary>Whether one cell holds running text beside which the others are nothing.</summary>
    private bool HoldsArticle(Profile profile)
    {
        if (profile.CellsWithText > 8 || profile.LongestCell * 10 < profile.Length * 6) return false;
        return profile.IsBordered
            ? profile.LinesOfLongest >= 10 && profile.LongestCell * 2 > _pageLength
            : profile.LinesOfLongest >= 6 && profile.LongestCell >= 300 || profile.LinesOfLongest >= 3 && profile.LongestCell * 2 > _pageLength;
    }

    private void Measure(IElement root)
    {
        var open = new Stack<(IElement Element, int Next)>();
        var tables = new Stack<Profile>();
        int links = 0;
        open.Push((root, 0));
        while (open.TryPop(out var top))
        {
            var (element, next) = top;
            if (next == element.ChildNodes.Length)
            {
                if (element.LocalName == "a") links--;
                Close(element, tables);
                continue;
            }
            open.Push((element, next + 1));
            switch (element.ChildNodes[next])
            {
                case IText text when !HtmlTags.Unseen.Contains(element.LocalName):
                    Count(text.Data, links > 0, tables);
                    break;
                case IElement child:
                    if (child.LocalName == "a") links++;
                    Open(child, tables);
                    open.Push((child, 0));
                    break;
            }
        }
    }

    private void Count(string text, bool inLink, Stack<Profile> tables)
    {
        int length = 0;
        foreach (char c in text)
            if (!char.IsWhiteSpace(c)) length++;
        _pageLength += length;
        if (!tables.TryPeek(out var table)) return;
        table.CellLength += length;
        table.Length += length;
        if (inLink) table.LinkLength += length;
    }

    private void Open(IElement element, Stack<Profile> tables)
    {
        if (element.LocalName == "table")
        {
            var profile = new Profile(element) { IsBordered = HasBorder(element) };
            _profiles[element] = profile;
            tables.Push(profile);
            return;
        }
        if (!tables.TryPeek(out var table)) return;
        switch (element.LocalName)
        {
            case "tr":
                table.CellsInRow = 0;
                break;
            case "td" or "th":
                if (++table.CellsInRow == 1) table.Rows++;
                table.Cells++;
                table.MostCellsInRow = Math.Max(table.MostCellsInRow, table.CellsInRow);
                table.CellLength = 0;
                table.CellLines = 1;
                if (element.LocalName == "th") table.HasHead = true;
                if (!table.IsBordered && table.Cells <= 4) table.IsBordered = HasBorder(element);
                break;
            case "thead":
                table.HasHead = true;
                break;
            case "p" or "br" or "div" or "li" or "h1" or "h2" or "h3" or "h4":
                table.CellLines++;
                break;
            case "form" or "input" or "iframe" or "nav" or "select":
                table.HasControls = true;
                break;
        }
    }

    private static void Close(IElement element, Stack<Profile> tables)
    {
        if (!tables.TryPeek(out var table)) return;
        if (element.LocalName is "td" or "th")
        {
            if (table.CellLength > 0) table.CellsWithText++;
            if (table.Cells == 1) (table.FirstCell, table.LinesOfFirst) = (table.CellLength, table.CellLines);
            if (table.CellLength > table.LongestCell) (table.LongestCell, table.LinesOfLongest) = (table.CellLength, table.CellLines);
        }
        else if (ReferenceEquals(element, table.Table))
        {
            tables.Pop();
            if (!tables.TryPeek(out var outer)) return;
            outer.CellLength += table.Length;
            outer.Length += table.Length;
            outer.LinkLength += table.LinkLength;
            if (table.Length == 0) return;
            outer.Nested++;
            outer.NestedLength += table.Length;
        }
    }

    /// <summary>Whether lines are drawn around a table or its first cells.</summary>
    private static bool HasBorder(IElement element)
    {
        if (element.GetAttribute("border") is { Length: > 0 } border && border is not ("0" or "no" or "none")) return true;
        if (element.ClassName is { } name && name.StartsWith("MsoTable", StringComparison.Ordinal)) return true;
        if (element.LocalName == "table") return element.HasAttribute("rules");
        return element.GetAttribute("style") is { } style && style.Contains("border", StringComparison.OrdinalIgnoreCase)
            && (style.Contains("solid", StringComparison.OrdinalIgnoreCase) || style.Contains("windowtext", StringComparison.OrdinalIgnoreCase));
    }
}
