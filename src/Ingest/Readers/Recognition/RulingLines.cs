using PolicyIngest.Ingest.Readers.Pages;

namespace PolicyIngest.Ingest.Readers.Recognition;

/// <summary>Finds the ruling lines of tables in a page's picture: long runs of ink, thin, that meet others across.</summary>
internal static class RulingLines
{
    // Shortest line, in points: upright strokes of characters are shorter, and where level ones of neighbours stand in a row, they meet no line across.
    private const double Shortest = 22;

    // A short level line is one only if it reaches from one upright line to another.
    private const double ShortLevel = 60;

    // Over such a length along the line brightness is averaged, so that grain does not break a hairline.
    private const double Averaged = 4;
    private const double Gap = 1.2;
    private const double Thickest = 3;

    // How much darker than the paper on both its sides a line is, and on the side where something else stands close to it.
    private const int Contrast = 18, ContrastBeside = 6;

    // Where the paper beside a line is looked for: text may stand as near to it as this, in points.
    private const double Beside = 1.1;

    // Of a line's own pixels so many are dark; strokes of characters have paper between them.
    private const double DarkShare = 0.85;

    // No more of a line than this is hidden by what lies over it, in points.
    private const double Hidden = 60;

    // Lines whose ends come so near to each other meet, in points.
    private const double Touch = 2.5;

    /// <summary>A line as it lies in the picture.</summary>
    /// <param name="IsHorizontal">Whether it runs from left to right.</param>
    /// <param name="First">First row (or column) of its ink.</param>
    /// <param name="Last">Last one.</param>
    /// <param name="From">Where it starts along its direction.</param>
    /// <param name="To">Where it ends.</param>
    public readonly record struct Stroke(bool IsHorizontal, int First, int Last, int From, int To)
    {
        public int Length => To - From;

        public double Middle => (First + Last + 1) / 2.0;

        /// <summary>The line on the page, in points.</summary>
        public PageRule Rule(double pointsPerPixel) => new(IsHorizontal, Middle * pointsPerPixel, From * pointsPerPixel, To * pointsPerPixel);
    }

    /// <summary>The lines that meet others.</summary>
    public static List<Stroke> Find(GreyPicture picture)
    {
        double size = picture.PointsPerPixel, touch = Touch / size;
        var level = Along(picture, isHorizontal: true);
        if (level.Count < 2) return [];
        var upright = Along(picture.Transposed(), isHorizontal: false);
        upright.RemoveAll(line => level.Count(other => Meet(other, line, touch)) < 2);
        level.RemoveAll(line => upright.Count(other => Meet(line, other, touch)) < (line.Length * size < ShortLevel ? 2 : 1));
        upright.RemoveAll(line => level.Count(other => Meet(other, line, touch)) < 2);
        level = Bridged(level, upright, touch, Hidden / size);
        return [.. level.Where(line => !EndsInCell(line, level, upright, touch)), .. upright];
    }

    /// <summary>
    /// Whether a line begins at one upright line, ends in the middle of a cell and nothing goes on at its height: the level strokes of a line of text that
    /// stands close to the border (合 全 空 立) lie in a row like that.
    /// </summary>
    private static bool EndsInCell(Stroke line, List<Stroke> level, List<Stroke> upright, double touch)
    {
        var beside = upright.FindAll(down => line.Middle >= down.From - touch && line.Middle <= down.To + touch);
        if (beside.FindAll(down => Meet(line, down, touch)) is not [var border]) return false;
        bool isFree = border.Middle - line.From < line.To - border.Middle
            ? beside.Exists(down => down.Middle > line.To + touch)
            : beside.Exists(down => down.Middle < line.From - touch);
        return isFree && !level.Exists(other => other != line && Math.Abs(other.Middle - line.Middle) < touch);
    }

    /// <summary>
    /// Level lines in a row are one where one of them ends in the middle of a cell: something hides what is between, such as the ring of a seal. Where a cell
    /// reaches over several rows, the lines beside it end at upright ones.
    /// </summary>
    private static List<Stroke> Bridged(List<Stroke> level, List<Stroke> upright, double touch, double longest)
    {
        var bridged = new List<Stroke>();
        foreach (var line in level.OrderBy(line => line.From))
        {
            int before = bridged.FindIndex(other => Math.Abs(other.Middle - line.Middle) < touch / 2 && line.From > other.To && line.From - other.To < longest
                && !(EndsAtUpright(other, other.To) && EndsAtUpright(line, line.From)));
            if (before < 0) bridged.Add(line);
            else bridged[before] = bridged[before] with { First = Math.Min(bridged[before].First, line.First), Last = Math.Max(bridged[before].Last, line.Last), To = line.To };
        }
        return bridged;

        bool EndsAtUpright(Stroke line, int end) =>
            upright.Exists(down => Math.Abs(down.Middle - end) <= touch && line.Middle >= down.From - touch && line.Middle <= down.To + touch);
    }

    private static bool Meet(Stroke across, Stroke down, double touch) =>
        down.Middle >= across.From - touch && down.Middle <= across.To + touch && across.Middle >= down.From - touch && across.Middle <= down.To + touch;

    /// <summary>The lines of one direction, that of the picture's rows: runs of pixels darker than those above and below, joined over neighbouring rows.</summary>
    private static List<Stroke> Along(GreyPicture picture, bool isHorizontal)
    {
        double size = picture.PointsPerPixel;
        int shortest = (int)(Shortest / size), gap = Math.Max(2, (int)Math.Round(Gap / size)), thickest = Math.Max(3, (int)Math.Round(Thickest / size));
        byte[] smooth = Averages(picture, Math.Max(3, (int)(Averaged / size) | 1));
        var done = new List<Stroke>();
        var open = new List<Stroke>();
        for (int y = 0; y < picture.Height; y++)
        {
            foreach (var run in Runs(Ridges(smooth, picture.Width, picture.Height, y, Math.Max(2, (int)Math.Round(Beside / size)), thickest + 1), shortest, gap))
            {
                int joined = open.FindIndex(line => line.From <= run.To + gap && line.To >= run.From - gap);
                if (joined < 0) open.Add(new Stroke(isHorizontal, y, y, run.From, run.To));
                else open[joined] = open[joined] with { Last = y, From = Math.Min(open[joined].From, run.From), To = Math.Max(open[joined].To, run.To) };
            }
            // A line that leans a little comes to an end in one row and goes on in the next.
            done.AddRange(open.Where(line => line.Last < y - 1));
            open.RemoveAll(line => line.Last < y - 1);
        }
        done.AddRange(open);
        return done.FindAll(line => line.Last - line.First <= 2 * thickest && IsDark(picture, line, thickest));
    }

    /// <summary>The mean brightness of the pixels to both sides of each in its row.</summary>
    private static byte[] Averages(GreyPicture picture, int length)
    {
        var (width, pixels) = (picture.Width, picture.Pixels);
        byte[] smooth = new byte[pixels.Length];
        int half = length / 2;
        for (int y = 0, row = 0; y < picture.Height; y++, row += width)
        {
            int sum = 0, count = 0;
            for (int x = -half; x < width; x++)
            {
                if (x + half < width) (sum, count) = (sum + pixels[row + x + half], count + 1);
                if (x - half > 0) (sum, count) = (sum - pixels[row + x - half - 1], count - 1);
                if (x >= 0) smooth[row + x] = (byte)(sum / count);
            }
        }
        return smooth;
    }

    /// <summary>For each pixel of a row whether it is darker than those above and below, at one of two distances: for hairlines and for heavy lines.</summary>
    private static bool[] Ridges(byte[] smooth, int width, int height, int y, params ReadOnlySpan<int> distances)
    {
        bool[] ridges = new bool[width];
        int row = y * width;
        foreach (int distance in distances)
        {
            int above = Math.Max(0, y - distance) * width, below = Math.Min(height - 1, y + distance) * width;
            for (int x = 0; x < width; x++)
            {
                int own = smooth[row + x], one = smooth[above + x], other = smooth[below + x];
                ridges[x] |= Math.Max(one, other) - own >= Contrast && Math.Min(one, other) - own >= ContrastBeside;
            }
        }
        return ridges;
    }

    private static IEnumerable<(int From, int To)> Runs(bool[] row, int shortest, int gap)
    {
        int start = -1, last = -1;
        for (int x = 0; x < row.Length; x++)
        {
            if (!row[x]) continue;
            if (start >= 0 && x - last > gap + 1)
            {
                if (last - start >= shortest) yield return (start, last + 1);
                start = x;
            }
            if (start < 0) start = x;
            last = x;
        }
        if (start >= 0 && last - start >= shortest) yield return (start, last + 1);
    }

    /// <summary>Whether nearly each pixel along the line is dark itself, against the paper beside the line.</summary>
    private static bool IsDark(GreyPicture picture, Stroke line, int thickest)
    {
        int dark = 0;
        int first = Math.Max(0, line.First - 1), last = Math.Min(picture.Height - 1, line.Last + 1);
        int above = Math.Max(0, line.First - thickest), below = Math.Min(picture.Height - 1, line.Last + thickest);
        for (int x = line.From; x < line.To; x++)
        {
            int darkest = 255;
            for (int y = first; y <= last; y++) darkest = Math.Min(darkest, picture.Pixels[y * picture.Width + x]);
            if (Math.Max(picture.Pixels[above * picture.Width + x], picture.Pixels[below * picture.Width + x]) - darkest >= Contrast) dark++;
        }
        return dark >= DarkShare * line.Length;
    }

    /// <summary>The picture without the lines.</summary>
    public static GreyPicture Erased(GreyPicture picture, IReadOnlyList<Stroke> strokes)
    {
        if (strokes.Count == 0) return picture;
        byte[] pixels = [.. picture.Pixels];
        foreach (var stroke in strokes)
        {
            for (int across = Math.Max(0, stroke.First - 1); across <= Math.Min((stroke.IsHorizontal ? picture.Height : picture.Width) - 1, stroke.Last + 2); across++)
            {
                for (int along = stroke.From; along < stroke.To; along++)
                    pixels[stroke.IsHorizontal ? across * picture.Width + along : along * picture.Width + across] = 255;
            }
        }
        return picture with { Pixels = pixels };
    }
}
