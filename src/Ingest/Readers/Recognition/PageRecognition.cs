using PolicyIngest.Ingest.Readers.Pages;

namespace PolicyIngest.Ingest.Readers.Recognition;

/// <summary>A page that was recognised.</summary>
/// <param name="Page">Its words and ruling lines.</param>
/// <param name="Characters">Number of characters.</param>
/// <param name="Doubtful">Number of those of which the engine is not sure.</param>
/// <param name="Mends">What was put right.</param>
internal sealed record RecognisedPage(PageContent Page, int Characters, int Doubtful, IReadOnlyList<string> Mends);

/// <summary>Reads the picture of a page: puts it straight, takes seals and ruling lines out, finds the lines of text and reads each.</summary>
internal sealed class PageRecognition(TextDetector detector, LineRecogniser recogniser)
{
    // The models were made for lines as scanners give them; what is finer costs time.
    private const double MostPixelsPerInch = 310;

    // The lean from which a page is turned, in radians: 0.1°, which over the width of a page is a tenth of a line.
    private const double LeastLean = 0.0017;

    // A line of which the model is less sure is grain or an ornament.
    private const double LeastConfidence = 0.45, LeastConfidenceOfFew = 0.7;
    private const int Few = 2;

    // Words are of the page's usual size where they are this share higher or lower.
    private const double SameSize = 0.15;

    // Boxes in a cell are of one row where their middles differ by less than this share of the height; this many heights wide one holds few characters.
    private const double SameRow = 0.4, FewCharacters = 2.4, Covered = 0.7;

    // Lines by which it is told whether a page lies on its side or its head.
    private const int Probes = 6;

    /// <summary>Reads a page.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public RecognisedPage Read(ColourPicture picture, int number, CancellationToken cancellation)
    {
        var grey = SealRemoval.ToGrey(picture);
        if (72 / grey.PointsPerPixel > 2 * MostPixelsPerInch) grey = grey.Half();
        grey = Straight(grey);
        var strokes = RulingLines.Find(grey);
        var page = RulingLines.Erased(grey, strokes);
        cancellation.ThrowIfCancellationRequested();
        var boxes = detector.Find(page);
        int turn = TurnOf(page, boxes);
        if (turn != 0)
        {
            (grey, page) = (grey.Turned(turn), page.Turned(turn));
            strokes = RulingLines.Find(grey);
            boxes = detector.Find(page);
        }
        var words = new List<PageWord>();
        var mends = new List<string>();
        var ink = Ink.Of(page);
        var layout = new LineWords(ink, grey.PointsPerPixel, mends);
        var passedOver = new PassedOver(recogniser, ink);
        int characters = 0, doubtful = 0;
        foreach (var box in JoinedInCells([.. boxes.SelectMany(box => CutAtLines(box, strokes))], strokes))
        {
            cancellation.ThrowIfCancellationRequested();
            var read = passedOver.Filled(page, box, recogniser.Read(page, box));
            if (!IsText(read)) continue;
            characters += read.Count;
            doubtful += read.Count(character => character.Confidence < LineWords.Doubtful);
            words.AddRange(layout.Of(box, read));
        }
        EvenHeights(words);
        var rules = strokes.Select(stroke => stroke.Rule(grey.PointsPerPixel)).ToList();
        return new RecognisedPage(new PageContent(number, grey.Width * grey.PointsPerPixel, grey.Height * grey.PointsPerPixel, words, rules), characters, doubtful, mends);
    }

    /// <summary>
    /// Gives words about as high as the page's usual ones just their height: letters of one size measure a little differently from line to line, and a
    /// line of another size is taken for the start of another paragraph.
    /// </summary>
    internal static void EvenHeights(List<PageWord> words)
    {
        if (words.Count == 0) return;
        var byHeight = words.OrderBy(word => word.Height).ToList();
        double half = words.Sum(word => word.Width) / 2;
        double usual = byHeight.First(word => (half -= word.Width) <= 0).Height;
        for (int i = 0; i < words.Count; i++)
        {
            var word = words[i];
            if (Math.Abs(word.Height - usual) < SameSize * usual) words[i] = word with { Top = word.CentreY - usual / 2, Bottom = word.CentreY + usual / 2 };
        }
    }

    /// <summary>
    /// The boxes with those joined that stand in a row in one cell: characters are set far apart there to fill the line (各　　县), and of one by itself less is seen.
    /// </summary>
    internal static List<LineBox> JoinedInCells(List<LineBox> boxes, List<RulingLines.Stroke> strokes)
    {
        var upright = strokes.FindAll(stroke => !stroke.IsHorizontal);
        var joined = new List<LineBox>();
        foreach (var cell in boxes.GroupBy(box => CellOf(box, upright)))
        {
            if (cell.Key is null)
            {
                joined.AddRange(cell);
                continue;
            }
            var row = new List<LineBox>();
            foreach (var box in cell.OrderBy(box => box.CentreY))
            {
                if (row.Count > 0 && box.CentreY - row[^1].CentreY > SameRow * Math.Max(box.Height, row[^1].Height)) EndRow(row);
                row.Add(box);
            }
            EndRow(row);
        }
        return joined;

        void EndRow(List<LineBox> row)
        {
            row.Sort((one, other) => one.Left.CompareTo(other.Left));
            LineBox? last = null;
            foreach (var box in row)
            {
                // The part that a box of the cell beside reaches over here has been read with this cell's own.
                if (row.Any(other => other.Width > box.Width && Math.Min(other.Right, box.Right) - Math.Max(other.Left, box.Left) > Covered * box.Width)) continue;
                if (last is { } before && (IsFew(before) || IsFew(box)) && before.Right - box.Left < 0.5 * box.Height)
                {
                    last = before.With(box);
                    continue;
                }
                if (last is { } whole) joined.Add(whole);
                last = box;
            }
            if (last is { } end) joined.Add(end);
            row.Clear();
        }

        static bool IsFew(LineBox box) => box.Width < FewCharacters * box.Height;
    }

    /// <summary>Between which upright lines a box stands; null where there is none on one side.</summary>
    private static (double Left, double Right)? CellOf(LineBox box, List<RulingLines.Stroke> upright)
    {
        double left = double.MinValue, right = double.MaxValue;
        foreach (var stroke in upright)
        {
            if (stroke.From > box.CentreY || stroke.To < box.CentreY) continue;
            if (stroke.Middle < box.CentreX) left = Math.Max(left, stroke.Middle);
            else right = Math.Min(right, stroke.Middle);
        }
        return left > double.MinValue && right < double.MaxValue ? (left, right) : null;
    }

    /// <summary>Whether what was read is text, or grain that was taken for some.</summary>
    private static bool IsText(List<RecognisedCharacter> read)
    {
        var shown = read.Where(character => character.Text != " ").ToList();
        return shown.Count > 0 && shown.Average(character => character.Confidence) >= (shown.Count <= Few ? LeastConfidenceOfFew : LeastConfidence);
    }

    /// <summary>The picture with its lines level.</summary>
    public static GreyPicture Straight(GreyPicture grey)
    {
        double lean = Skew.Of(Ink.Of(grey), grey.PointsPerPixel);
        return Math.Abs(lean) < LeastLean ? grey : grey.Straightened(lean);
    }

    /// <summary>By how many quarters the page is to be turned so that its text runs to the right.</summary>
    private int TurnOf(GreyPicture page, List<LineBox> boxes)
    {
        var lines = boxes.Where(box => Math.Max(box.Width, box.Height) > 4 * Math.Min(box.Width, box.Height)).OrderByDescending(box => Math.Max(box.Width, box.Height)).ToList();
        if (lines.Count == 0) return 0;
        bool lies = lines.Count(box => box.Height > box.Width) > 0.6 * lines.Count;
        var probes = lines.Where(box => box.Height > box.Width == lies).Take(Probes).ToList();
        if (!lies && Confidence(page, probes, 0) > 0.8) return 0;
        int[] turns = lies ? [1, 3] : [0, 2];
        return turns.MaxBy(turn => Confidence(page, probes, turn));
    }

    private double Confidence(GreyPicture page, List<LineBox> probes, int turn)
    {
        double sum = 0;
        foreach (var box in probes)
        {
            var (part, place) = Cut(page, box, turn);
            var read = recogniser.Read(part, place);
            if (read.Count > 0) sum += read.Average(character => character.Confidence);
        }
        return sum / probes.Count;
    }

    /// <summary>A box of the page by itself, turned.</summary>
    private static (GreyPicture Part, LineBox Box) Cut(GreyPicture page, LineBox box, int turn)
    {
        int left = Math.Clamp((int)box.Left, 0, page.Width - 1), top = Math.Clamp((int)box.Top, 0, page.Height - 1);
        int width = Math.Clamp((int)box.Width, 1, page.Width - left), height = Math.Clamp((int)box.Height, 1, page.Height - top);
        byte[] pixels = new byte[width * height];
        for (int y = 0; y < height; y++) page.Pixels.AsSpan((top + y) * page.Width + left, width).CopyTo(pixels.AsSpan(y * width));
        var part = new GreyPicture(width, height, pixels, page.PointsPerPixel).Turned(turn);
        return (part, new LineBox(part.Width / 2.0, part.Height / 2.0, part.Width, part.Height, 0));
    }

    /// <summary>A box that reaches over the line between two cells is two.</summary>
    private static IEnumerable<LineBox> CutAtLines(LineBox box, List<RulingLines.Stroke> strokes)
    {
        double from = 0, margin = 0.3 * box.Height;
        foreach (double at in strokes
            .Where(stroke => !stroke.IsHorizontal && stroke.From < box.CentreY && stroke.To > box.CentreY && stroke.Middle > box.Left + margin && stroke.Middle < box.Right - margin)
            .Select(stroke => stroke.Middle - box.Left).Order())
        {
            if (at - from > margin) yield return box.Part(from, at);
            from = at;
        }
        yield return from == 0 ? box : box.Part(from, box.Width);
    }
}
