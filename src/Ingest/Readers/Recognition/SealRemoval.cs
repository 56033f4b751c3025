namespace PolicyIngest.Ingest.Readers.Recognition;

/// <summary>
/// Makes a grey picture of a coloured one. Where a red seal (公章) stands only the red light counts, in which its strokes are as bright as the paper and
/// the text under it stays black. Other red text, such as an organ's name in the head (红头), is kept.
/// </summary>
internal static class SealRemoval
{
    // Places in the picture are looked at in squares of this size, in points.
    private const double Square = 3;

    // Seals measure from 3 to 6 cm; in points.
    private const double Least = 50, Most = 260;

    // A pixel whose red is that much brighter has some of the seal on it; the red light of a seal's strokes is at least this bright.
    private const int LeastRed = 20, Stroke = 165;

    // The mask reaches that much over the seal's red, in squares.
    private const int Around = 1;

    public static GreyPicture ToGrey(ColourPicture picture)
    {
        int square = Math.Max(1, (int)(Square / picture.PointsPerPixel));
        var seals = Seals(picture, square);
        var (pixels, width) = (picture.Pixels, picture.Width);
        byte[] grey = new byte[width * picture.Height];
        for (int i = 0, at = 0; i < grey.Length; i++, at += 3) grey[i] = (byte)((77 * pixels[at] + 151 * pixels[at + 1] + 28 * pixels[at + 2]) >> 8);
        foreach (var seal in seals)
        {
            int right = Math.Min(width, (seal.Right + 1 + Around) * square), bottom = Math.Min(picture.Height, (seal.Bottom + 1 + Around) * square);
            for (int y = Math.Max(0, (seal.Top - Around) * square); y < bottom; y++)
                for (int x = Math.Max(0, (seal.Left - Around) * square); x < right; x++) grey[y * width + x] = WithoutRed(pixels.AsSpan(3 * (y * width + x), 3), grey[y * width + x]);
        }
        return new GreyPicture(width, picture.Height, grey, picture.PointsPerPixel);
    }

    /// <summary>The brightness of a pixel under a seal: by its red light, raised so that the seal's strokes are as bright as the paper.</summary>
    private static byte WithoutRed(ReadOnlySpan<byte> pixel, byte grey) =>
        pixel[0] - Math.Max(pixel[1], pixel[2]) < LeastRed ? grey : (byte)Math.Min(255, pixel[0] * 255 / Stroke);

    private static IEnumerable<Component> Seals(ColourPicture picture, int square)
    {
        int columns = (picture.Width + square - 1) / square, rows = (picture.Height + square - 1) / square;
        bool[] red = new bool[columns * rows];
        for (int y = 0; y < picture.Height; y++)
            for (int x = 0; x < picture.Width; x++)
                if (IsRed(picture.Pixels, 3 * (y * picture.Width + x))) red[y / square * columns + x / square] = true;
        double side = square * picture.PointsPerPixel;
        return Component.Find(red, columns, rows, reach: 2).Where(component => IsSeal(component, side));
    }

    private static bool IsSeal(Component component, double side)
    {
        double width = component.Width * side, height = component.Height * side;
        return width is >= Least and <= Most && height is >= Least and <= Most && width < 2 * height && height < 2 * width;
    }

    private static bool IsRed(byte[] pixels, int at)
    {
        int red = pixels[at], other = Math.Max(pixels[at + 1], pixels[at + 2]);
        return red > 90 && red - other > 40 && red > 1.25 * other;
    }
}
