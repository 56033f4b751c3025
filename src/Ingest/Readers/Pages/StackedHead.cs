namespace PolicyIngest.Ingest.Readers.Pages;

/// <summary>
/// Reads the head of a table without vertical lines whose names stand in several levels: one over several columns (责任分工 over 牵头单位, 配合单位) beside names
/// that reach down over all levels. Which columns a name stands over is told by those without a name of their own beside it, and by where it stands best in
/// their middle or at their edge.
/// </summary>
internal sealed class StackedHead
{
    // So many rows, as far as their lines tell, are tried for the head.
    private const int MostRows = 4;
    private const int MostLevels = 5;

    // Names of columns are short.
    private const int LongestName = 30;

    // A name in the middle of all levels is off it by no more than this, in ems.
    private const double InMiddle = 0.3;

    // A name over columns is off their middle, or their left edge, by no more than this share of them.
    private const double OffPlace = 0.25;

    private readonly double[] _xs;
    private readonly double[] _lefts;

    private StackedHead(PageTable table)
    {
        _xs = table.Xs;
        _lefts = [.. Enumerable.Range(0, table.Columns).Select(column => table.Cells.Where(cell => cell.Area.Column == column && cell.Area.ColumnSpan == 1)
            .SelectMany(cell => cell.Lines).Select(line => line.Left).DefaultIfEmpty(table.Xs[column]).Min())];
    }

    /// <summary>A name over the columns from <paramref name="First"/> to <paramref name="Last"/>, at a level; one that has none below it reaches down to the last.</summary>
    private readonly record struct Name(int First, int Last, int Level, bool IsLeaf, List<PageWord> Words);

    /// <summary>The words of a line that stand over columns.</summary>
    private readonly record struct Piece(int First, int Last, List<PageWord> Words)
    {
        public double Left => Words[0].Left;

        public double Centre => (Words[0].Left + Words.Max(word => word.Right)) / 2;
    }

    /// <summary>The table with its first rows read as a head of several levels; itself where they are none.</summary>
    public static PageTable Read(PageTable table)
    {
        var head = new StackedHead(table);
        for (int rows = 1; rows <= Math.Min(MostRows, table.Rows - 1); rows++)
        {
            if (table.Cells.Exists(cell => cell.Area.Row < rows && cell.Area.Row + cell.Area.RowSpan > rows)) continue;
            var words = table.Cells.Where(cell => cell.Area.Row < rows).SelectMany(cell => cell.Lines).SelectMany(line => line.Words).ToList();
            // The first row of the body has a number.
            if (words.Exists(word => Script.IsNumber(word.Text))) break;
            if (words.Count < 3) continue;
            if (head.Names(words, 0, table.Columns - 1, 0) is { } names && names.Exists(name => !name.IsLeaf) && names.TrueForAll(IsName)) return head.Put(table, rows, names);
        }
        return table;
    }

    /// <summary>Whether all words of a line are names over several columns, at the top of a head.</summary>
    public static bool IsTop(PageTable table, TextLine line)
    {
        var names = table.Cells.FindAll(cell => cell.Area is { Row: 0, RowSpan: 1, ColumnSpan: > 1 } && cell.Area.ColumnSpan < table.Columns);
        return table.Cells.TrueForAll(cell => cell.Area.Row > 0 || cell.Lines.Count > 0)
            && line.Words.All(word => names.Exists(name => name.Lines.Exists(own => own.Words.Contains(word))));
    }

    private static bool IsName(Name name)
    {
        string text = Text(name.Words);
        return text.Length <= LongestName && !Script.HasStop(text) && !Script.IsNumber(text);
    }

    private static string Text(List<PageWord> words) => string.Concat(TextLine.Group(words).Select(line => line.Text));

    /// <summary>The names over a stretch of columns, or null where some column has none.</summary>
    private List<Name>? Names(List<PageWord> words, int first, int last, int level)
    {
        if (words.Count == 0 || level >= MostLevels) return null;
        if (first == last) return [new Name(first, last, level, true, words)];
        var lines = TextLine.Group(words);
        var pieces = Pieces(lines[0]);
        // All below the first line, by the column in whose range it stands.
        var below = lines.Skip(1).SelectMany(Pieces).ToList();
        var depths = Enumerable.Range(first, last - first + 1).ToDictionary(column => column, column => below.FindAll(piece => piece.First <= column && piece.Last >= column));
        var middles = Middles(lines, pieces, depths, words);
        var runs = Runs(pieces, depths, middles, first, last);
        if (runs is null) return null;
        var names = middles.ConvertAll(column => new Name(column, column, level, true, [.. depths[column].SelectMany(piece => piece.Words)]));
        foreach (var (piece, from, to) in runs)
        {
            List<PageWord> under = [.. below.Where(other => other.First >= from && other.Last <= to).SelectMany(other => other.Words)];
            if (from == to || under.Count == 0) names.Add(new Name(from, to, level, true, [.. piece.Words, .. under]));
            else
            {
                if (Names(under, from, to, level + 1) is not { } own) return null;
                // The second line of a name over several columns.
                if (own.Find(name => !name.IsLeaf && name.First == from && name.Last == to) is { Words: not null } rest)
                {
                    own.Remove(rest);
                    names.Add(new Name(from, to, level, false, [.. piece.Words, .. rest.Words]));
                    names.AddRange(own.Select(name => name with { Level = name.Level - 1 }));
                }
                else
                {
                    names.Add(new Name(from, to, level, false, piece.Words));
                    names.AddRange(own);
                }
            }
        }
        return names;
    }

    /// <summary>The columns whose name has none above it and stands in the middle of all levels, where no name that reaches over all begins with the first line.</summary>
    private static List<int> Middles(List<TextLine> lines, List<Piece> pieces, Dictionary<int, List<Piece>> depths, List<PageWord> words)
    {
        bool isAtTop = pieces.Exists(piece => piece.First == piece.Last && depths.TryGetValue(piece.First, out var own) && own.Count == 0);
        if (isAtTop) return [];
        double middle = (words.Min(word => word.CentreY) + words.Max(word => word.CentreY)) / 2;
        return [.. depths.Where(column => column.Value.Count > 0 && !pieces.Exists(piece => piece.First <= column.Key && piece.Last >= column.Key)
            && Math.Abs(Middle(column.Value) - middle) < InMiddle * lines[0].Em).Select(column => column.Key)];
    }

    private static double Middle(List<Piece> pieces)
    {
        var words = pieces.SelectMany(piece => piece.Words).ToList();
        return (words.Min(word => word.CentreY) + words.Max(word => word.CentreY)) / 2;
    }

    /// <summary>The columns that each piece of the first line stands over: all of those between that have no name there are given to one of its neighbours, so that all pieces together stand best.</summary>
    private List<(Piece Piece, int From, int To)>? Runs(List<Piece> pieces, Dictionary<int, List<Piece>> depths, List<int> middles, int first, int last)
    {
        // For each piece, and each column at which its run may end: what it costs, and where the run before ends.
        var best = new List<Dictionary<int, (double Cost, int From, int Before)>>();
        for (int i = 0; i < pieces.Count; i++)
        {
            var own = new Dictionary<int, (double Cost, int From, int Before)>();
            int mostRight = i + 1 < pieces.Count ? pieces[i + 1].First - 1 : last;
            var before = i == 0 ? new Dictionary<int, (double Cost, int From, int Before)> { [first - 1] = (0, 0, 0) } : best[i - 1];
            foreach (var (endBefore, state) in before)
            {
                int from = endBefore + 1;
                while (middles.Contains(from)) from++;
                if (from > pieces[i].First) continue;
                for (int to = pieces[i].Last; to <= mostRight; to++)
                {
                    if (to > pieces[i].Last && middles.Contains(to)) break;
                    double cost = state.Cost + Misfit(pieces[i], from, to, depths);
                    if (!double.IsInfinity(cost) && (!own.TryGetValue(to, out var other) || cost < other.Cost)) own[to] = (cost, from, endBefore);
                }
            }
            if (own.Count == 0) return null;
            best.Add(own);
        }
        int end = last;
        while (middles.Contains(end)) end--;
        if (!best[^1].ContainsKey(end)) return null;
        var runs = new List<(Piece Piece, int From, int To)>();
        for (int i = pieces.Count - 1; i >= 0; i--)
        {
            var (_, from, before) = best[i][end];
            runs.Insert(0, (pieces[i], from, end));
            end = before;
        }
        return runs;
    }

    /// <summary>How far a name is from the middle, or the left edge, of columns; infinite where one of several has no name of its own below it.</summary>
    private double Misfit(Piece piece, int from, int to, Dictionary<int, List<Piece>> depths)
    {
        if (from < to && (from < piece.First || to > piece.Last) && Enumerable.Range(from, to - from + 1).Any(column => depths[column].Count == 0)) return double.PositiveInfinity;
        double off = Math.Min(Math.Abs(piece.Centre - (_xs[from] + _xs[to + 1]) / 2), Math.Abs(piece.Left - _lefts[from]));
        return from < to && off > OffPlace * (_xs[to + 1] - _xs[from]) ? double.PositiveInfinity : off;
    }

    /// <summary>The words of a line, together where they stand over the same columns.</summary>
    private List<Piece> Pieces(TextLine line)
    {
        double[] gaps = _xs[1..^1];
        var pieces = new List<Piece>();
        foreach (var word in line.Words)
        {
            int first = AlignedTable.ColumnOf(gaps, word.Left), last = AlignedTable.ColumnOf(gaps, ColumnGaps.End(word));
            if (pieces.Count > 0 && pieces[^1].Last >= first)
            {
                pieces[^1].Words.Add(word);
                pieces[^1] = pieces[^1] with { Last = Math.Max(pieces[^1].Last, last) };
            }
            else pieces.Add(new Piece(first, last, [word]));
        }
        return pieces;
    }

    /// <summary>The table with the names for its first rows.</summary>
    private PageTable Put(PageTable table, int rows, List<Name> names)
    {
        int levels = names.Max(name => name.Level) + 1;
        double top = table.Top, bottom = table.Cells.Where(cell => cell.Area.Row + cell.Area.RowSpan <= rows).Max(cell => cell.Bottom);
        double BorderOf(int level) => top + (bottom - top) * level / levels;
        var cells = names.OrderBy(name => name.Level).ThenBy(name => name.First).Select(name =>
        {
            int down = name.IsLeaf ? levels - name.Level : 1;
            var area = new GridArea(name.Level, name.First, down, name.Last - name.First + 1);
            var lines = TextLine.Group(name.Words);
            var (left, right) = name.First == name.Last && table.Cells.Find(cell => cell.Area.Column == name.First && cell.Area.ColumnSpan == 1) is { } like
                ? (like.Left, like.Right) : (_xs[name.First], _xs[name.Last + 1]);
            return new PageCell(area, left, right, BorderOf(name.Level), BorderOf(name.Level + down), lines);
        });
        var rest = table.Cells.Where(cell => cell.Area.Row >= rows).Select(cell => cell with { Area = cell.Area with { Row = cell.Area.Row - rows + levels } });
        return table with { Rows = table.Rows - rows + levels, Cells = [.. cells, .. rest] };
    }
}
