namespace PolicyIngest.Ingest.Readers.Recognition;

/// <summary>A picture in colours: three bytes a pixel, red, green and blue, row by row from the upper left corner.</summary>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Pixels">The bytes.</param>
/// <param name="PointsPerPixel">Size of a pixel on the page, in points.</param>
internal sealed record ColourPicture(int Width, int Height, byte[] Pixels, double PointsPerPixel);

/// <summary>A picture in shades of grey: a byte a pixel, 0 for black and 255 for white, row by row from the upper left corner.</summary>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Pixels">The bytes.</param>
/// <param name="PointsPerPixel">Size of a pixel on the page, in points.</param>
internal sealed record GreyPicture(int Width, int Height, byte[] Pixels, double PointsPerPixel)
{
    private const byte White = 255;

    /// <summary>Brightness at a place between pixels' centres; white outside.</summary>
    public float At(double x, double y)
    {
        int left = (int)Math.Floor(x), top = (int)Math.Floor(y);
        if (left < 0 || top < 0 || left + 1 >= Width || top + 1 >= Height) return NearEdge(left, top);
        float across = (float)(x - left), down = (float)(y - top);
        int at = top * Width + left;
        float upper = Pixels[at] + across * (Pixels[at + 1] - Pixels[at]);
        float lower = Pixels[at + Width] + across * (Pixels[at + Width + 1] - Pixels[at + Width]);
        return upper + down * (lower - upper);
    }

    private float NearEdge(int x, int y) => x < 0 || y < 0 || x >= Width || y >= Height ? White : Pixels[y * Width + x];

    /// <summary>The picture at half its size; each pixel is the mean of four.</summary>
    public GreyPicture Half()
    {
        int width = Width / 2, height = Height / 2;
        byte[] half = new byte[width * height];
        for (int y = 0; y < height; y++)
        {
            int upper = 2 * y * Width, lower = upper + Width;
            for (int x = 0; x < width; x++, upper += 2, lower += 2)
                half[y * width + x] = (byte)((Pixels[upper] + Pixels[upper + 1] + Pixels[lower] + Pixels[lower + 1] + 2) / 4);
        }
        return new GreyPicture(width, height, half, 2 * PointsPerPixel);
    }

    /// <summary>The picture with its rows as columns, so that what is written for one direction serves both.</summary>
    public GreyPicture Transposed()
    {
        byte[] turned = new byte[Pixels.Length];
        for (int y = 0; y < Height; y++)
            for (int x = 0; x < Width; x++) turned[x * Height + y] = Pixels[y * Width + x];
        return new GreyPicture(Height, Width, turned, PointsPerPixel);
    }

    /// <summary>The picture turned by quarters of a circle, clockwise.</summary>
    public GreyPicture Turned(int quarters)
    {
        if (quarters % 4 == 0) return this;
        bool lies = quarters % 2 != 0;
        var (width, height) = lies ? (Height, Width) : (Width, Height);
        byte[] turned = new byte[Pixels.Length];
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                var (newX, newY) = (quarters % 4) switch
                {
                    1 => (Height - 1 - y, x),
                    2 => (Width - 1 - x, Height - 1 - y),
                    _ => (y, Width - 1 - x),
                };
                turned[newY * width + newX] = Pixels[y * Width + x];
            }
        }
        return new GreyPicture(width, height, turned, PointsPerPixel);
    }

    /// <summary>The picture turned by a small angle about its middle; what comes in from outside is white.</summary>
    /// <param name="radians">How far lines fall to the right now.</param>
    public GreyPicture Straightened(double radians)
    {
        byte[] turned = new byte[Pixels.Length];
        double cos = Math.Cos(radians), sin = Math.Sin(radians), middleX = Width / 2.0, middleY = Height / 2.0;
        for (int y = 0; y < Height; y++)
        {
            double fromX = middleX - cos * middleX - sin * (y - middleY), fromY = middleY - sin * middleX + cos * (y - middleY);
            for (int x = 0; x < Width; x++, fromX += cos, fromY += sin) turned[y * Width + x] = (byte)(At(fromX, fromY) + 0.5f);
        }
        return this with { Pixels = turned };
    }
}
