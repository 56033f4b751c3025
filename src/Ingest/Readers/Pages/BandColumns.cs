namespace PolicyIngest.Ingest.Readers.Pages;

/// <summary>
/// The gaps between the columns of a table without vertical lines, found over all its lines together: stretches of x that hardly a word covers. A head
/// over several columns (基本情况 over 型号, 用途, 数量) may reach over a gap that the lines below it show.
/// </summary>
internal sealed class BandColumns
{
    // A gap is this wide, in ems; one so narrow that a space may be as wide has to be seen in several lines.
    private const double Wide = 0.35;
    private const double Narrow = 0.12;
    private const int SeenOften = 3;

    // What a word over a gap weighs: less where it is all of its line, as a caption is. For each weight so many lines have to show the gap.
    private const int WeightAlone = 1;
    private const int WeightAmongOthers = 2;
    private const int LinesPerWeight = 2;

    // The lines of cells beside each other stand this far apart at most, in ems: cells in the middle of their row are off by half a line.
    private const double BesideWithin = 0.8;

    private readonly List<TextLine> _lines;
    private readonly List<List<(double Left, double End)>> _pieces;
    private readonly double _em;

    private BandColumns(List<TextLine> lines)
    {
        _lines = lines;
        _pieces = lines.ConvertAll(ColumnGaps.Unspaced);
        _em = Median.Of(lines.Select(line => line.Em));
    }

    /// <summary>The gaps of a band, from left to right.</summary>
    public static List<(double From, double To)> Find(List<TextLine> lines)
    {
        var band = new BandColumns(lines);
        var gaps = band.Valleys();
        while (true)
        {
            // The one with the least to show for it goes first, for its columns become one then.
            var supports = Enumerable.Range(0, gaps.Count).Select(gap => band.Excess(gaps, gap)).ToList();
            int worst = supports.Count == 0 ? -1 : supports.IndexOf(supports.Min());
            if (worst < 0 || supports[worst] >= 0) return gaps.ConvertAll(gap => (gap.From, gap.To));
            gaps.RemoveAt(worst);
        }
    }

    private readonly record struct Valley(double From, double To, int Across);

    /// <summary>The stretches between words: where none reaches over, and where few do that stand between many.</summary>
    private List<Valley> Valleys()
    {
        var stretches = Stretches();
        var valleys = new List<Valley>();
        for (int i = 1; i + 1 < stretches.Count; i++)
        {
            var stretch = stretches[i];
            double least = (stretch.Across == 0 ? Narrow : Wide) * _em;
            if (stretch.To - stretch.From >= least && (stretch.Across == 0 || Peak(stretches, i, -1) > LinesPerWeight * stretch.Across && Peak(stretches, i, 1) > LinesPerWeight * stretch.Across))
                valleys.Add(stretch);
        }
        return valleys;
    }

    /// <summary>The stretches of x between all ends of words, each with the weight of the words over it.</summary>
    private List<Valley> Stretches()
    {
        var edges = new List<(double At, int Change)>();
        foreach (var line in _pieces)
        {
            int weight = line.Count == 1 ? WeightAlone : WeightAmongOthers;
            foreach (var (left, end) in line)
            {
                edges.Add((left, weight));
                edges.Add((Math.Max(left, end), -weight));
            }
        }
        edges.Sort(static (a, b) => a.At != b.At ? a.At.CompareTo(b.At) : b.Change.CompareTo(a.Change));
        var stretches = new List<Valley>();
        int across = 0;
        for (int i = 0; i + 1 < edges.Count; i++)
        {
            across += edges[i].Change;
            if (edges[i + 1].At > edges[i].At) stretches.Add(new Valley(edges[i].At, edges[i + 1].At, across));
        }
        return stretches;
    }

    /// <summary>The most that stands beside a stretch in one direction, before less does; 0 where less does first.</summary>
    private static int Peak(List<Valley> stretches, int from, int step)
    {
        int most = 0;
        for (int i = from + step; i >= 0 && i < stretches.Count && stretches[i].Across >= stretches[from].Across; i += step) most = Math.Max(most, stretches[i].Across);
        return most;
    }

    /// <summary>How many more lines show a gap than are needed; negative where there are too few.</summary>
    private int Excess(List<Valley> gaps, int at)
    {
        var (from, to, across) = gaps[at];
        double left = at == 0 ? double.MinValue : gaps[at - 1].To, right = at + 1 == gaps.Count ? double.MaxValue : gaps[at + 1].From;
        int seen = 0;
        for (int i = 0; i < _lines.Count; i++)
            if (IsBeside(i, left, from, to, right)) seen++;
        int needed = Math.Max(to - from >= Wide * _em ? 1 : SeenOften, LinesPerWeight * across);
        return seen - needed;
    }

    /// <summary>Whether a line has words left of a gap and it, or one that stands half a line off, has some right of it.</summary>
    private bool IsBeside(int line, double left, double from, double to, double right)
    {
        if (!HasPiece(line, left, from)) return false;
        for (int other = line; other < _lines.Count && IsNear(line, other); other++)
            if (HasPiece(other, to, right)) return true;
        for (int other = line - 1; other >= 0 && IsNear(line, other); other--)
            if (HasPiece(other, to, right)) return true;
        return false;
    }

    private bool IsNear(int line, int other) => Math.Abs(_lines[line].CentreY - _lines[other].CentreY) < BesideWithin * _em;

    private bool HasPiece(int line, double from, double to) => _pieces[line].Exists(piece => piece.Left < to && piece.End > from && !(piece.Left < from && piece.End > to));
}
