namespace PolicyIngest.Ingest.Readers.Pages;

/// <summary>
/// Finds tables of two columns that have no vertical lines. Much else stands in two columns: running text, forms, signatures, lists of names. A table has a
/// head of two names, cells that begin below one another on both sides, and shows by its lines, its head or the room between its rows that it is one.
/// </summary>
internal sealed class PairedColumns
{
    private const int FewestRows = 4;
    private const int FewestRuledRows = 3;
    private const int LongestName = 12;

    // The names of the head stand this far apart, and what is left of the gap between the columns is no narrower, in ems.
    private const double HeadGap = 1;
    private const double Narrowest = 0.4;
    private const int MostGaps = 8;

    // No sheet has more lines than this; a page that does is looked at in parts.
    private const int MostLines = 300;

    private const double WidestLineGap = 3.2;
    private const double LargerThanCells = 1.15;

    // Cells begin at one place within this, in ems; so many of them do.
    private const double SamePlace = 0.2;
    private const double MostOfThem = 0.8;
    private const double HalfOfThem = 0.5;

    // A name in the middle of its column is set in by this, and off the middle by no more than that, in ems.
    private const double SetIn = 1;
    private const double OffMiddle = 0.8;

    // Rows stand further apart than the lines of a cell by this, in points; cells of several lines are seen so often.
    private const double HigherByPoints = 1.2;
    private const int FewestUneven = 3;

    // The room between rows differs by no more than this factor.
    private const double MostUneven = 2;

    private readonly List<TextLine> _lines;
    private readonly int _start;
    private readonly List<PageRule> _rules;
    private List<Row> _rows = [];
    private double _from;
    private double _to;

    private PairedColumns(List<TextLine> lines, int start, List<PageRule> rules) => (_lines, _start, _rules) = (lines, start, rules);

    /// <summary>The gap and the end of a table that begins with a line, or null.</summary>
    /// <param name="lines">The lines of a page.</param>
    /// <param name="start">The line.</param>
    /// <param name="rules">The page's horizontal lines, from top to bottom.</param>
    public static (ColumnGaps Gaps, int End)? Begin(List<TextLine> lines, int start, List<PageRule> rules)
    {
        var columns = new PairedColumns(lines, start, rules);
        if (!columns.IsHead()) return null;
        int end = columns.End();
        return columns.IsTable(end) ? (ColumnGaps.Between(columns._from, columns._to), end) : null;
    }

    /// <summary>A line below the head, and what it has on either side.</summary>
    private readonly record struct Row(TextLine Line, TextLine? Left, TextLine? Right);

    private bool IsHead()
    {
        var line = _lines[_start];
        double right = line.Words[0].Right;
        int gaps = 0;
        foreach (var word in line.Words.Skip(1))
        {
            if (word.Left - right > HeadGap * line.Em) (gaps, _from, _to) = (gaps + 1, right, word.Left);
            right = Math.Max(right, word.Right);
        }
        return gaps == 1 && IsName(Side(line, isLeft: true)) && IsName(Side(line, isLeft: false));
    }

    private static bool IsName(TextLine? text) => text is not null && text.Text.Length is > 1 and <= LongestName
        && !Script.HasStop(text.Text) && !Script.HasField(text.Text) && !Script.IsNumber(text.Text) && !Script.StartsWithLabel(text.Text) && !Script.IsTableLabel(text.Text);

    /// <summary>The words of a line on one side of the gap; null where it has none.</summary>
    private TextLine? Side(TextLine line, bool isLeft)
    {
        List<PageWord> words = [.. line.Words.Where(word => word.CentreX < (_from + _to) / 2 == isLeft)];
        return words.Count == 0 ? null : new TextLine(words, line.Em);
    }

    /// <summary>Where the lines end that leave a gap open; of several within that of the head, it is the one with words on both sides in most lines.</summary>
    private int End()
    {
        var open = new List<(double From, double To)> { (_from, _to) };
        int end = _start + 1;
        for (; end < _lines.Count && end - _start < MostLines && _lines[end].Top - _lines[end - 1].Bottom < WidestLineGap * _lines[end].Em; end++)
        {
            var line = _lines[end];
            bool isAlone = open.TrueForAll(gap => line.Right <= gap.To || line.Left >= gap.From);
            if (isAlone && (Script.IsTableLabel(line.Text) || line.Em > LargerThanCells * Math.Max(_lines[_start].Em, _lines[end - 1].Em))) break;
            var left = open.SelectMany(gap => Free(line, gap)).ToList();
            if (left.Count is 0 or > MostGaps) break;
            open = left;
        }
        var lines = _lines.GetRange(_start, end - _start);
        (_from, _to) = open.MaxBy(gap => lines.Count(line => line.Words.Any(word => word.CentreX < gap.From) && line.Words.Any(word => word.CentreX > gap.To)));
        _rows = lines.GetRange(1, lines.Count - 1).ConvertAll(line => new Row(line, Side(line, isLeft: true), Side(line, isLeft: false)));
        // What stands alone behind the last cells, elsewhere than they, is text.
        while (end > _start + 1 && !IsCellAt(end - 1)) end--;
        return end;
    }

    /// <summary>The parts of a gap that a line leaves open.</summary>
    private static IEnumerable<(double From, double To)> Free(TextLine line, (double From, double To) gap)
    {
        double from = gap.From;
        foreach (var word in line.Words)
        {
            double end = ColumnGaps.End(word);
            if (end <= from || word.Left >= gap.To) continue;
            if (word.Left - from >= Narrowest * line.Em) yield return (from, word.Left);
            from = Math.Max(from, end);
        }
        if (gap.To - from >= Narrowest * line.Em) yield return (from, gap.To);
    }

    private bool IsCellAt(int at)
    {
        var (_, left, right) = _rows[at - _start - 1];
        if (left is not null && right is not null) return true;
        var own = (left ?? right)!;
        return _rows.Take(at - _start - 1).Select(row => left is null ? row.Right : row.Left)
            .Any(other => other is not null && (Math.Abs(other.Left - own.Left) < SamePlace * own.Em || Math.Abs(other.CentreX - own.CentreX) < SamePlace * own.Em));
    }

    private bool IsTable(int end)
    {
        var body = _rows.GetRange(0, end - _start - 1);
        var lefts = body.Select(row => row.Left).OfType<TextLine>().SelectMany(line => TextLine.Group(line.Words)).ToList();
        var rights = body.Select(row => row.Right).OfType<TextLine>().SelectMany(line => TextLine.Group(line.Words)).ToList();
        int rows = 1 + body.Count(row => row is { Left: not null, Right: not null });
        if (rows < FewestRuledRows || !BeginAlike(lefts) || !BeginAlike(rights) || lefts.Count(line => Script.HasField(line.Text)) > 0.3 * lefts.Count) return false;
        var (leftName, rightName) = (Side(_lines[_start], isLeft: true)!, Side(_lines[_start], isLeft: false)!);
        double farthest = _lines.Max(line => line.Right);
        var (leftPlace, rightPlace) = (PlaceOf(leftName, lefts, rights.Min(line => line.Left)), PlaceOf(rightName, rights, farthest));
        if (leftPlace == Place.Elsewhere || rightPlace == Place.Elsewhere) return false;
        if (IsRuled(end)) return true;
        return rows >= FewestRows && (leftPlace == Place.Middle || rightPlace == Place.Middle || StandApart(body));
    }

    private enum Place
    {
        Elsewhere,
        Edge,
        Middle,
    }

    /// <summary>Where a name stands over the cells of its column, whose text need not reach to their border.</summary>
    private static Place PlaceOf(TextLine name, List<TextLine> cells, double border)
    {
        double left = cells.Min(cell => cell.Left), right = cells.Max(cell => cell.Right), off = OffMiddle * name.Em;
        bool isInMiddle = name.CentreX > (left + right) / 2 - off && name.CentreX < (left + Math.Max(right, border)) / 2 + off;
        bool isAtEdge = cells.Exists(cell => Math.Abs(cell.Left - name.Left) < SamePlace * name.Em);
        if (isInMiddle && name.Left - left > SetIn * name.Em && AreAtLeft(cells)) return Place.Middle;
        return isAtEdge || isInMiddle ? Place.Edge : Place.Elsewhere;
    }

    /// <summary>Whether most cells begin at one edge, or stand in the middle below one another.</summary>
    private static bool BeginAlike(List<TextLine> cells)
    {
        if (cells.Count == 0) return false;
        double left = Usual(cells, static cell => cell.Left);
        var elsewhere = cells.FindAll(cell => Math.Abs(cell.Left - left) >= SamePlace * cell.Em);
        double middle = Usual(elsewhere, static cell => cell.CentreX);
        int inMiddle = elsewhere.Count(cell => Math.Abs(cell.CentreX - middle) < SamePlace * cell.Em);
        return cells.Count - elsewhere.Count + inMiddle >= MostOfThem * cells.Count;
    }

    private static bool AreAtLeft(List<TextLine> cells)
    {
        double left = Usual(cells, static cell => cell.Left);
        return cells.Count(cell => Math.Abs(cell.Left - left) < SamePlace * cell.Em) >= HalfOfThem * cells.Count;
    }

    /// <summary>Where the middle one of all cells stands.</summary>
    private static double Usual(List<TextLine> cells, Func<TextLine, double> place) => cells.Count == 0 ? 0 : Median.Of(cells.Select(place));

    /// <summary>Whether a line runs below the head, and one between rows or below the last.</summary>
    private bool IsRuled(int end)
    {
        var last = _lines[end - 1];
        double left = _lines[_start].Left, right = _lines[_start].Right;
        var across = _rules.FindAll(rule => rule.From < left && rule.To > right);
        double below = _start + 1 < end ? _lines[_start + 1].CentreY : double.MaxValue;
        return across.Exists(rule => rule.At > _lines[_start].CentreY && rule.At < below)
            && across.Exists(rule => rule.At > below && rule.At < last.Bottom + last.Em);
    }

    /// <summary>Whether there is more room between rows than between the lines of their cells, and cells beside each other have not as many lines.</summary>
    private static bool StandApart(List<Row> body)
    {
        double[] gaps = [.. body.Zip(body.Skip(1), (above, below) => CoreTop(below.Line) - CoreBottom(above.Line))];
        if (gaps.Length < FewestRows) return false;
        double least = gaps.Min();
        int rows = 0, both = 0, uneven = 0;
        double narrowest = double.MaxValue, widest = 0;
        for (int start = 0, end; start < body.Count; start = end)
        {
            end = start + 1;
            while (end < body.Count && gaps[end - 1] <= least + HigherByPoints) end++;
            var row = body.GetRange(start, end - start);
            var (left, right) = (Lines(row.Select(part => part.Left)), Lines(row.Select(part => part.Right)));
            rows++;
            if (left > 0 && right > 0) both++;
            if (left != right) uneven++;
            if (end < body.Count) (narrowest, widest) = (Math.Min(narrowest, gaps[end - 1]), Math.Max(widest, gaps[end - 1]));
        }
        return rows >= FewestRows && both >= MostOfThem * rows && uneven >= FewestUneven && widest < MostUneven * narrowest;
    }

    private static int Lines(IEnumerable<TextLine?> side) => side.OfType<TextLine>().Sum(line => TextLine.Group(line.Words).Count);

    private static double CoreTop(TextLine line) => line.Words.Min(AlignedTable.CoreTop);

    private static double CoreBottom(TextLine line) => line.Words.Max(AlignedTable.CoreBottom);
}
