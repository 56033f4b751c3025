namespace PolicyIngest.Ingest.Readers.Pages;

/// <summary>
/// Finds tables that have no vertical lines, by the alignment of their text: columns that stay apart over all their lines.
/// A table that goes on on the next page is cut at the same columns there.
/// </summary>
internal sealed class AlignedTables
{
    private const int FewestParts = 3;
    private const int FewestLines = 3;
    private const int MostColumns = 60;

    // A head with one row below it is a table where it has so many columns, with names of so many characters.
    private const int FewestLinesOfWide = 2;
    private const int WideFrom = 5;
    private const int LongestName = 12;

    // Words stand this far apart where a line is to begin a table, in ems.
    private const double PartGap = 0.8;

    // Lines of a table stand no further apart than this, in ems.
    private const double WidestLineGap = 3.2;

    // The lines of a head, in which some cells have more lines than others, stand no further apart than this, in ems.
    private const double WidestGapInHead = 1.6;

    // The text around a table is larger than that in its cells by this factor, if at all.
    private const double LargerThanCells = 1.15;

    // Text that goes on over the page's end begins without more room between its lines than this, in ems.
    private const double WidestGapOfGoingOn = 0.9;

    private ColumnGaps? _columns;
    private int _lastPage;

    // Where bare numbers stood at the end of the pages so far, and how far from the page's place in the file they were.
    private readonly List<(double FromBottom, int Ahead)> _numbers = [];
    private readonly HashSet<TextLine> _pageNumbers = new(ReferenceEqualityComparer.Instance);

    /// <summary>The lines of the pages so far that are known for page numbers by the pages before.</summary>
    public IReadOnlySet<TextLine> PageNumbers => _pageNumbers;

    /// <summary>The tables among the lines of a page, and the lines that belong to none; the pages are to come in their order.</summary>
    public (List<PageTable> Tables, List<TextLine> Others) Find(PageContent page, List<TextLine> all)
    {
        int furniture = Furniture(page, all);
        var lines = BesideLines.Join(all[..^furniture]);
        var tables = new List<PageTable>();
        bool mayGoOn = _columns is not null && _lastPage == page.Number - 1;
        if (!mayGoOn && lines.Count(line => Parts(line) > 1) < FewestLinesOfWide) return (tables, all);
        var rest = new List<PageWord>();
        var rules = RuleMerging.Merge(page.Rules, horizontal: true);
        // The lines from here on belong to no table yet.
        int free = 0;
        for (int i = 0; i < lines.Count;)
        {
            // A table with a label of its own is another one.
            mayGoOn &= !Script.IsTableLabel(lines[i].Text);
            var band = mayGoOn && Parts(lines[i]) > 1 ? GoOn(lines, i, _columns!.Proved(), rules) : null;
            bool goesOn = band is not null;
            band ??= Parts(lines[i]) >= FewestParts && !Script.IsTableLabel(lines[i].Text) ? Begin(lines, i, rules) : null;
            bool isPair = band is null && Parts(lines[i]) == 2 && (band = PairedColumns.Begin(lines, i, rules)) is not null;
            if (band is null)
            {
                rest.AddRange(lines[i++].Words);
                continue;
            }
            int first = isPair ? i : FirstLine(lines, free, i, band.Value.End, band.Value.Gaps, goesOn, rest);
            var gaps = goesOn || isPair ? band.Value.Gaps : ColumnGaps.Of(TextLine.Group(lines[first..band.Value.End].SelectMany(line => line.Words))).OutsideWords(lines[i]);
            if (gaps.Count < FewestParts - 1 && !isPair) gaps = band.Value.Gaps;
            var table = AlignedTable.Fill(page, lines[first..band.Value.End], gaps.Middles, goesOn);
            if (!goesOn && first > free && WithNameAbove(page, lines[(first - 1)..band.Value.End], gaps) is { } higher)
            {
                table = higher;
                rest.RemoveRange(rest.Count - lines[first - 1].Words.Count, lines[first - 1].Words.Count);
            }
            tables.Add(table);
            (_columns, _lastPage, mayGoOn) = (gaps, page.Number, false);
            i = free = band.Value.End;
        }
        return (tables, tables.Count == 0 ? all : [.. TextLine.Group(rest), .. all.TakeLast(furniture)]);
    }

    /// <summary>The table with the line above it, where that is a name over several columns (责任分工): alone, it may reach over the gaps between them. Else null.</summary>
    private static PageTable? WithNameAbove(PageContent page, List<TextLine> lines, ColumnGaps gaps)
    {
        if (!IsNear(lines[0], lines[1], WidestGapInHead) || Script.IsTableLabel(lines[0].Text)) return null;
        var table = AlignedTable.Fill(page, lines, gaps.Middles, goesOn: false);
        return StackedHead.IsTop(table, lines[0]) ? table : null;
    }

    /// <summary>How many lines at the end of a page are its number or the mark of a scanning program, which belong to no table however near it stands.</summary>
    private int Furniture(PageContent page, List<TextLine> lines)
    {
        int count = 0;
        while (count < lines.Count && (ScannerMark.Is(lines[^(count + 1)].Text) || IsPageNumber(page, lines[^(count + 1)]))) count++;
        return count;
    }

    /// <summary>Whether the last line of a page is its number: by its dashes, as its place in the file, or as the pages before have one there and count on to it.</summary>
    private bool IsPageNumber(PageContent page, TextLine line)
    {
        const double sameHeight = 4;
        if (PageNumberText.ValueOf(line.Text) is not { } value) return PageNumberText.IsDressed(line.Text);
        if (!PageFurniture.IsInZone(page, line, atTop: false)) return false;
        var own = (FromBottom: page.Height - line.CentreY, Ahead: value - page.Number);
        bool isKnown = _numbers.Exists(number => number.Ahead == own.Ahead && Math.Abs(number.FromBottom - own.FromBottom) < sameHeight);
        if (isKnown) _pageNumbers.Add(line);
        else _numbers.Add(own);
        return isKnown || own.Ahead == 0;
    }

    /// <summary>Number of parts of a line that stand clearly apart.</summary>
    private static int Parts(TextLine line)
    {
        if (IsSpread(line)) return 1;
        int parts = 1;
        double right = line.Words[0].Right;
        foreach (var word in line.Words.Skip(1))
        {
            if (word.Left - right > PartGap * line.Em) parts++;
            right = Math.Max(right, word.Right);
        }
        return parts;
    }

    /// <summary>Whether a line is a word or two set wide, character by character, as on the covers of forms: 课　程　名　称：</summary>
    private static bool IsSpread(TextLine line)
    {
        if (line.Words.Count < 3 || !line.Words.All(word => word.Text.Length == 1 && Script.IsWide(word.Text[0])) || line.Words.All(word => word.Text == line.Words[0].Text)) return false;
        var gaps = line.Words.Zip(line.Words.Skip(1), (left, right) => right.Left - left.Right).ToList();
        return gaps.Max() - gaps.Min() < 0.5 * line.Em;
    }

    /// <summary>The rest of the table of the page before, where its columns hold.</summary>
    private static (ColumnGaps Gaps, int End)? GoOn(List<TextLine> lines, int start, ColumnGaps gaps, List<PageRule> rules)
    {
        int end = start, parted = 0;
        bool isRow = false;
        for (; end < lines.Count && !gaps.IsCrossedBy(lines[end]) && (end == start || IsNear(lines[end - 1], lines[end], WidestLineGap)); end++)
        {
            if (IsBehind(lines, start, end, rules) || end > start && Parts(lines[end]) == 1 && IsLarger(lines[end], lines[start], lines[end - 1])) break;
            gaps = gaps.Narrowed(lines[end]);
            if (Parts(lines[end]) > 1) parted++;
            isRow |= Parts(lines[end]) >= FewestParts;
        }
        return parted > 1 || isRow ? (gaps, end) : null;
    }

    /// <summary>A table that begins with a line, or null.</summary>
    private static (ColumnGaps Gaps, int End)? Begin(List<TextLine> lines, int start, List<PageRule> rules)
    {
        var gaps = ColumnGaps.Of(lines[start]);
        int end = start + 1, parted = 1;
        for (; end < lines.Count && IsNear(lines[end - 1], lines[end], WidestLineGap); end++)
        {
            if (IsBehind(lines, start, end, rules)) break;
            // The next table has a caption and the same head: 续表, （二）第二批
            if (parted >= FewestLines && Parts(lines[end]) == 1 && end + 1 < lines.Count && (lines[end + 1].Text == lines[start].Text || StandsBetweenTables(lines, end, rules))) break;
            // So has one whose lines are larger than the table's, as those of the text around it are.
            if (Parts(lines[end]) == 1 && (Script.IsTableLabel(lines[end].Text) || IsLarger(lines[end], lines[start], lines[end - 1]))) break;
            if (gaps.IsCrossedBy(lines[end]))
            {
                // A row that spans columns stands between rows that do not.
                if (end + 1 < lines.Count && IsSpanning(lines[end]) && Parts(lines[end + 1]) >= FewestParts && !gaps.IsCrossedBy(lines[end + 1])) continue;
                break;
            }
            var narrowed = gaps.Narrowed(lines[end]);
            if (narrowed.Count < FewestParts - 1) break;
            gaps = narrowed;
            if (Parts(lines[end]) >= FewestParts) parted++;
        }
        // The label of the next table stands alone below this one: 附件2：
        while (end > start + 1 && Parts(lines[end - 1]) == 1 && (Script.IsTableLabel(lines[end - 1].Text) || lines[end - 1].Text[0] == '注')) end--;
        gaps = gaps.OutsideWords(lines[start]);
        bool isTable = parted >= FewestLines && gaps.Count >= FewestParts - 1 && gaps.EstablishedCount >= FewestParts - 1
            || parted >= FewestLinesOfWide && gaps.Count >= WideFrom - 1 && lines[start].Words.All(word => word.Text.Length <= LongestName && !Script.HasStop(word.Text));
        return isTable && gaps.Count < MostColumns ? (gaps, end) : null;
    }

    /// <summary>Whether a line stands between the closing line of one table with three lines (三线表) and the first of the next, whose rows have none between them.</summary>
    private static bool StandsBetweenTables(List<TextLine> lines, int at, List<PageRule> rules) =>
        HasRule(lines, at - 1, rules) && HasRule(lines, at, rules) && !HasRule(lines, at - 2, rules) && at > 2;

    /// <summary>Whether a line can't belong to the table that begins with a line above it: a heading below the line that closes the table.</summary>
    private static bool IsBehind(List<TextLine> lines, int start, int at, List<PageRule> rules) => at > start && Parts(lines[at]) < FewestParts && Script.StartsWithLabel(lines[at].Text) && HasRule(lines, at - 1, rules) && IsLastRule(lines, start, at - 1, rules);

    /// <summary>Whether the table has a line above this one, below its head, and none further down.</summary>
    private static bool IsLastRule(List<TextLine> lines, int start, int at, List<PageRule> rules)
    {
        bool hasHead = false;
        for (int i = start; i < at; i++) hasHead |= HasRule(lines, i, rules);
        for (int i = at + 1; i + 1 < lines.Count && IsNear(lines[i], lines[i + 1], WidestLineGap); i++)
            if (HasRule(lines, i, rules)) return false;
        return hasHead;
    }

    private static bool HasRule(List<TextLine> lines, int at, List<PageRule> rules) => at >= 0 && at + 1 < lines.Count
        && rules.Exists(rule => rule.At > lines[at].CentreY && rule.At < lines[at + 1].CentreY && rule.Length > 0.5 * Math.Max(lines[at].Width, lines[at + 1].Width));

    private static bool IsSpanning(TextLine line) => line.Text.Length < 40;

    /// <summary>
    /// Lines above the one that was found first belong to the table where they reach down into it, and where it goes on from the page before:
    /// there the rest of a cell stands alone, at its column's edge; a page's header stands elsewhere, or further off.
    /// </summary>
    private static int FirstLine(List<TextLine> lines, int free, int found, int end, ColumnGaps gaps, bool goesOn, List<PageWord> rest)
    {
        int first = found, before = rest.Count;
        for (int at = found; at > free; at--)
        {
            var above = lines[at - 1];
            if (gaps.IsCrossedBy(above) || Script.IsTableLabel(above.Text) || above.Em > LargerThanCells * lines[at].Em) break;
            double most = !goesOn ? WidestGapInHead : StandsAtEdge(above, lines, found, end) ? WidestLineGap : WidestGapOfGoingOn;
            if (above.Bottom <= lines[at].Top && !IsNear(above, lines[at], most)) break;
            before -= above.Words.Count;
            // A line of a head's higher cells stands alone where the other cells have one above it.
            bool isPart = goesOn || Parts(above) > 1 || above.Bottom > lines[at].Top;
            if (!isPart) continue;
            rest.RemoveRange(before, rest.Count - before);
            first = at - 1;
        }
        return first;
    }

    /// <summary>Whether a line begins where others of the table do.</summary>
    private static bool StandsAtEdge(TextLine line, List<TextLine> lines, int from, int end)
    {
        const double same = 1.5;
        int others = 0;
        for (int i = from; i < end && others < 2; i++) others += lines[i].Words.Count(word => Math.Abs(word.Left - line.Left) < same);
        return others > 1;
    }

    /// <summary>Whether a line is larger than the first of a table and the one above, as those of the text around it are.</summary>
    private static bool IsLarger(TextLine line, TextLine first, TextLine above) => line.Em > LargerThanCells * Math.Max(first.Em, above.Em);

    private static bool IsNear(TextLine line, TextLine next, double most) => next.Top - line.Bottom < most * Math.Max(line.Em, next.Em);
}
