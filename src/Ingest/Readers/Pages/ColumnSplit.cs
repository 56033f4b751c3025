namespace PolicyIngest.Ingest.Readers.Pages;

/// <summary>Something that keeps its place in a page's flow: a table or a frame.</summary>
internal sealed record PageBox(double Left, double Top, double Right, double Bottom, List<FlowItem> Items)
{
    public double CentreX => (Left + Right) / 2;

    public double CentreY => (Top + Bottom) / 2;
}

/// <summary>The lines and boxes of a column, or of a stretch that goes over the page's full width.</summary>
/// <param name="Kind">The column's name: <c>full</c>, <c>left</c> or <c>right</c>.</param>
/// <param name="Lines">Its lines, from top to bottom.</param>
/// <param name="Boxes">The boxes between its lines.</param>
internal sealed record ColumnPart(string Kind, List<TextLine> Lines, List<PageBox> Boxes)
{
    /// <summary>What a stretch over the full width is.</summary>
    public const string Full = "full";
}

/// <summary>
/// Finds text set in two columns: a gutter in the middle of the page that no word crosses over many lines, with running text on both sides of it. What
/// reaches over the gutter, a heading or a table, parts the columns above it from those below. A page may go on with the columns of the page before.
/// </summary>
internal sealed class ColumnSplit
{
    // A gutter is at least this wide, and looked for in the middle share of the page's text, at so many places to an em.
    private const double MinGutterEms = 0.9;
    private const double From = 0.4, To = 0.6;
    private const int StepsPerEm = 4, MostSteps = 400;

    // So many lines on both sides make columns; fewer where those of the page before go on.
    private const int MinLines = 6, MinLinesOfGoingOn = 2;

    // Columns go on where the gutter is within this distance of that of the page before, in ems.
    private const double SameGutter = 1.5;

    // Lines of a column stand no further apart than this, in ems, but for a few: cells of a row do.
    private const double WidestPitch = 2.6;
    private const double MostGaps = 0.12;

    // Pieces of lines that might be columns have so many characters, and most of them begin at the same edge.
    private const int LongPiece = 6;
    private const double Aligned = 0.8;

    // Headers and footers stand in the outer share of the page, further from the text than its lines from one another.
    private const double OuterZone = 0.12;

    private (int Page, double At) _last = (-1, 0);

    /// <summary>The pages with two columns of which it is not sure that they are such.</summary>
    public List<int> Unsure { get; } = [];

    /// <summary>The parts of a page in reading order.</summary>
    /// <param name="page">The page.</param>
    /// <param name="lines">Its lines, without those in boxes; in two columns they go over both.</param>
    /// <param name="boxes">Its tables and frames.</param>
    public List<ColumnPart> Split(PageContent page, List<TextLine> lines, List<PageBox> boxes)
    {
        bool mayGoOn = _last.Page == page.Number - 1;
        if (lines.Count < (mayGoOn ? MinLinesOfGoingOn : MinLines) || Gutter([.. lines.SelectMany(line => line.Words)]) is not { } gutter) return [new ColumnPart(ColumnPart.Full, lines, boxes)];
        mayGoOn &= Math.Abs(gutter.At - _last.At) < SameGutter * gutter.Em;
        var bands = Bands(page, lines, boxes, gutter);
        var certain = bands.ConvertAll(band => band.AreColumns(mayGoOn ? MinLinesOfGoingOn : MinLines, gutter));
        bool isUnsure = !certain.Contains(true);
        if (isUnsure && !bands.Exists(band => band.MayBeColumns(gutter))) return [new ColumnPart(ColumnPart.Full, lines, boxes)];
        if (isUnsure) Unsure.Add(page.Number);
        else _last = (page.Number, gutter.At);
        var parts = new List<ColumnPart>();
        foreach (var band in bands)
        {
            // Beside columns that are certain, a short stretch on both sides is one of them.
            if (band.IsFull || (isUnsure ? !band.MayBeColumns(gutter) : !band.IsOfColumns(gutter))) AddFull(parts, band);
            else
            {
                parts.Add(new ColumnPart("left", TextLine.Group(band.Left), band.Boxes.FindAll(box => box.CentreX < gutter.At)));
                parts.Add(new ColumnPart("right", TextLine.Group(band.Right), band.Boxes.FindAll(box => box.CentreX >= gutter.At)));
            }
        }
        return parts;
    }

    private readonly record struct Gap(double At, double Em, double Left, double Right);

    private static void AddFull(List<ColumnPart> parts, Band band)
    {
        if (parts is not [.., { Kind: ColumnPart.Full } last]) parts.Add(last = new ColumnPart(ColumnPart.Full, [], []));
        last.Lines.AddRange(band.Lines);
        last.Boxes.AddRange(band.Boxes);
    }

    /// <summary>The place in the middle that fewest words reach over, if they are far fewer than the lines.</summary>
    private static Gap? Gutter(List<PageWord> words)
    {
        double left = double.MaxValue, right = double.MinValue;
        foreach (var word in words) (left, right) = (Math.Min(left, word.Left), Math.Max(right, word.Right));
        double em = Median.Of(words.Select(word => word.Height)) / 1.25, width = right - left;
        double start = left + From * width, length = (To - From) * width;
        // Letters may be as small as a document says, down to nothing.
        int steps = (int)Math.Min(MostSteps, StepsPerEm * length / Math.Max(em, 0.01));
        if (steps < 1) return null;
        double step = length / steps, half = MinGutterEms * em / 2;
        var changes = new int[steps + 2];
        int beside = 0, over = 0;
        foreach (var word in words)
        {
            int first = (int)Math.Clamp(Math.Ceiling((word.Left - half - start) / step), 0, steps + 1), end = (int)Math.Clamp(Math.Floor((word.Right + half - start) / step) + 1, 0, steps + 1);
            if (end <= first) beside++;
            else
            {
                changes[first]++;
                changes[end]--;
            }
        }
        int least = int.MaxValue, from = 0, to = 0;
        for (int i = 0; i <= steps; i++)
        {
            over += changes[i];
            if (over < least) (least, from, to) = (over, i, i);
            else if (over == least && to == i - 1) to = i;
        }
        return 3 * least < beside + words.Count - least ? new Gap(start + step * (from + to) / 2, em, left, right) : null;
    }

    /// <summary>The page from top to bottom: lines and boxes that reach over the gutter, and the stretches between them.</summary>
    private static List<Band> Bands(PageContent page, List<TextLine> lines, List<PageBox> boxes, Gap gutter)
    {
        var bands = new List<Band>();
        var open = new Band(isFull: false);
        var places = lines.Select((line, i) => (line.CentreY, Line: (TextLine?)line, Box: (PageBox?)null, IsOver: ReachesOver(line, gutter) || IsOutside(page, lines, i)))
            .Concat(boxes.Select(box => (CentreY: box.Left < gutter.At && box.Right > gutter.At ? box.Top : box.CentreY, Line: (TextLine?)null, Box: (PageBox?)box, IsOver: box.Left < gutter.At && box.Right > gutter.At)))
            .OrderBy(place => place.CentreY);
        foreach (var (_, line, box, isOver) in places)
        {
            if (isOver && !open.IsEmpty)
            {
                bands.Add(open);
                open = new Band(isFull: false);
            }
            var band = isOver ? new Band(isFull: true) : open;
            if (line is not null) band.Add(line, gutter.At);
            else band.Boxes.Add(box!);
            if (isOver) bands.Add(band);
        }
        if (!open.IsEmpty) bands.Add(open);
        return bands;
    }

    /// <summary>Whether a line has a word over the gutter, or stands in the middle of the page with two words beside it: 目　录</summary>
    private static bool ReachesOver(TextLine line, Gap gutter)
    {
        if (line.Words.Any(word => word.Left < gutter.At && word.Right > gutter.At)) return true;
        double before = line.Left - gutter.Left, after = gutter.Right - line.Right;
        return line.Left < gutter.At && line.Right > gutter.At && before > 3 * gutter.Em && Math.Abs(before - after) < 1.5 * gutter.Em;
    }

    /// <summary>Whether a line is a header or a footer: the outermost one, further from the next than lines are.</summary>
    private static bool IsOutside(PageContent page, List<TextLine> lines, int at)
    {
        if (lines.Count < 2 || at > 0 && at + 1 < lines.Count) return false;
        var line = lines[at];
        return at == 0
            ? line.CentreY < OuterZone * page.Height && lines[1].CentreY - line.CentreY > WidestPitch * line.Em
            : line.CentreY > (1 - OuterZone) * page.Height && line.CentreY - lines[at - 1].CentreY > WidestPitch * line.Em;
    }

    /// <summary>A stretch of the page with what stands on both sides of the gutter.</summary>
    private sealed class Band(bool isFull)
    {
        private readonly List<(TextLine? Left, TextLine? Right)> _pieces = [];
        private List<TextLine>? _left;
        private List<TextLine>? _right;

        public bool IsFull { get; } = isFull;

        public List<PageWord> Left { get; } = [];

        public List<PageWord> Right { get; } = [];

        public List<PageBox> Boxes { get; } = [];

        public List<TextLine> Lines { get; } = [];

        public bool IsEmpty => Left.Count + Right.Count + Boxes.Count == 0;

        public void Add(TextLine line, double gutter)
        {
            List<PageWord> left = [.. line.Words.Where(word => word.CentreX < gutter)], right = [.. line.Words.Where(word => word.CentreX >= gutter)];
            Lines.Add(line);
            Left.AddRange(left);
            Right.AddRange(right);
            if (!IsFull) _pieces.Add((left.Count > 0 ? new TextLine(left) : null, right.Count > 0 ? new TextLine(right) : null));
        }

        /// <summary>Whether both sides hold running text, line below line.</summary>
        public bool AreColumns(int fewest, Gap gutter)
        {
            if (IsFull) return false;
            _left ??= TextLine.Group(Left);
            _right ??= TextLine.Group(Right);
            return IsRunning(_left, fewest) && IsRunning(_right, fewest) && gutter.At > _left.Max(line => line.Right) && gutter.At < _right.Min(line => line.Left);
        }

        /// <summary>Whether a stretch beside columns may be of them: what it has on both sides ends at the gutter or before it, as lines of the columns do.</summary>
        public bool IsOfColumns(Gap gutter) => !IsFull && (Left.Count == 0 || Left.Max(word => word.Right) < gutter.At) && (Right.Count == 0 || Right.Min(word => word.Left) > gutter.At);

        /// <summary>Whether there are many pieces on both sides that are too long for names of fields, and stand below one another.</summary>
        public bool MayBeColumns(Gap gutter)
        {
            if (IsFull) return false;
            var both = _pieces.FindAll(piece => piece is { Left: not null, Right: not null } && piece.Right.Left - piece.Left.Right > MinGutterEms * gutter.Em);
            return both.Count >= MinLines && both.Count > 0.5 * _pieces.Count && AreLong(both.ConvertAll(piece => piece.Left!)) && AreLong(both.ConvertAll(piece => piece.Right!));
        }

        private static bool AreLong(List<TextLine> pieces)
        {
            double edge = pieces.Min(piece => piece.Left);
            return pieces.Average(piece => piece.Text.Length) >= LongPiece && pieces.Count(piece => piece.Text.Length >= LongPiece) > 0.7 * pieces.Count
                && pieces.Count(piece => IsAt(piece, edge)) >= Aligned * pieces.Count && AreNoFields(pieces);
        }

        // 单位名称：…　联系电话：… on most lines is a form, which is filled in from left to right.
        private static bool AreNoFields(List<TextLine> pieces) => pieces.Count(piece => Script.HasField(piece.Text)) < 0.5 * pieces.Count;

        // At the edge, or set in by two characters.
        private static bool IsAt(TextLine line, double edge) => line.Left - edge < 0.4 * line.Em || Math.Abs(line.Left - edge - 2 * line.Em) < 0.4 * line.Em;

        /// <summary>Whether most lines fill most of the column's width, one close below the other: otherwise it is a list or a table without lines.</summary>
        private static bool IsRunning(List<TextLine> lines, int fewest)
        {
            if (lines.Count < fewest) return false;
            double width = lines.Max(line => line.Right) - lines.Min(line => line.Left);
            double text = lines.Sum(line => line.Words.Sum(word => word.Width));
            int gaps = lines.Zip(lines.Skip(1)).Count(pair => pair.Second.CentreY - pair.First.CentreY > WidestPitch * Math.Max(pair.First.Em, pair.Second.Em));
            return text > 0.65 * width * lines.Count && lines.Average(line => line.Text.Length) > 8 && gaps <= Math.Max(1, MostGaps * lines.Count) && AreNoFields(lines);
        }
    }
}
