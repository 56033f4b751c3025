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

    // A line of which the model is less sure is grain or an ornament; characters that are doubtful.
    private const double LeastConfidence = 0.45, LeastConfidenceOfFew = 0.7;
    private const int Few = 2;
    private const double Doubtful = 0.75;

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
        var layout = new LineWords(Ink.Of(page), grey.PointsPerPixel, mends);
        int characters = 0, doubtful = 0;
        foreach (var box in boxes.SelectMany(box => CutAtLines(box, strokes)))
        {
            cancellation.ThrowIfCancellationRequested();
            var read = recogniser.Read(page, box);
            if (!IsText(read)) continue;
            characters += read.Count;
            doubtful += read.Count(character => character.Confidence < Doubtful);
            words.AddRange(layout.Of(box, read));
        }
        var rules = strokes.Select(stroke => stroke.Rule(grey.PointsPerPixel)).ToList();
        return new RecognisedPage(new PageContent(number, grey.Width * grey.PointsPerPixel, grey.Height * grey.PointsPerPixel, words, rules), characters, doubtful, mends);
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
