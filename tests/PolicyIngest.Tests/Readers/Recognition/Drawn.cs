using PolicyIngest.Ingest.Readers.Recognition;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.PixelFormats;

namespace PolicyIngest.Tests.Readers.Recognition;

/// <summary>A small picture to draw on, for tests.</summary>
internal sealed class Drawn
{
    private readonly byte[] _pixels;

    public Drawn(int width, int height)
    {
        (Width, Height, _pixels) = (width, height, new byte[3 * width * height]);
        Array.Fill(_pixels, (byte)255);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Fills a rectangle; black unless told otherwise.</summary>
    public Drawn Box(int left, int top, int width, int height, byte red = 0, byte green = 0, byte blue = 0)
    {
        for (int y = top; y < top + height; y++)
            for (int x = left; x < left + width; x++) Set(x, y, red, green, blue);
        return this;
    }

    public void Set(int x, int y, byte red = 0, byte green = 0, byte blue = 0)
    {
        if (x < 0 || y < 0 || x >= Width || y >= Height) return;
        int at = 3 * (y * Width + x);
        (_pixels[at], _pixels[at + 1], _pixels[at + 2]) = (red, green, blue);
    }

    public ColourPicture Colours(double pointsPerPixel = 0.5) => new(Width, Height, [.. _pixels], pointsPerPixel);

    public GreyPicture Grey(double pointsPerPixel = 0.5) =>
        new(Width, Height, [.. Enumerable.Range(0, Width * Height).Select(i => _pixels[3 * i])], pointsPerPixel);

    /// <summary>The picture as a file.</summary>
    public byte[] Save(IImageEncoder format)
    {
        using var image = Image.LoadPixelData<Rgb24>(_pixels, Width, Height);
        using var file = new MemoryStream();
        image.Save(file, format);
        return file.ToArray();
    }
}
