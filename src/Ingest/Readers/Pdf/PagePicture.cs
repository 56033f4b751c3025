using PolicyIngest.Ingest.Readers.Pdf.Drawing;
using PolicyIngest.Ingest.Readers.Recognition;
using PolicyIngest.Model;
using UglyToad.PdfPig.Core;

namespace PolicyIngest.Ingest.Readers.Pdf;

/// <summary>Puts the picture of a page together from the pictures that are drawn on it; scanners cut pages into strips.</summary>
internal static class PagePicture
{
    private const double LeastPerInch = 100, MostPerInch = 300;
    private const long MostPixels = 20_000_000;
    private const string Damaged = "damaged";

    // A picture that can't be decoded does not matter where it is this small a part of the page, such as an emblem.
    private const double SmallShare = 0.1;

    /// <summary>The page's picture, or null where one that matters can't be decoded.</summary>
    /// <param name="page">The page.</param>
    /// <param name="undecoded">Takes the compression of what can't be decoded.</param>
    /// <exception cref="DocumentException">A picture is larger than the limit.</exception>
    public static ColourPicture? Compose(DrawnPage page, ISet<string> undecoded)
    {
        if (page.Pictures.Count == 0 || page.Width < 1 || page.Height < 1) return null;
        ColourPicture? canvas = null;
        foreach (var picture in page.Pictures)
        {
            if (picture.Area.Size <= 0) continue;
            var (image, isStencil) = Decode(picture, undecoded);
            if (image is null)
            {
                if (picture.Area.Size > SmallShare * page.Width * page.Height) return null;
                continue;
            }
            if (canvas is null && !isStencil && IsPage(page, picture, image))
            {
                canvas = image with { PointsPerPixel = page.Width / image.Width };
                continue;
            }
            canvas ??= Canvas(page, Resolution(page, picture, image));
            Draw(canvas, image, picture, isStencil, page.Height);
        }
        return canvas;
    }

    private static (ColourPicture? Image, bool IsStencil) Decode(DrawnPicture picture, ISet<string> undecoded)
    {
        try
        {
            var content = picture.Content();
            if (content.IsImageMask && picture.IsWhite) return (null, true);
            var image = SampledImage.Decode(content);
            if (image is null) undecoded.Add(SampledImage.CompressionOf(content));
            return (image, content.IsImageMask);
        }
        catch (DocumentException fault) when (fault.Status is DocumentStatus.Malformed or DocumentStatus.Unsupported)
        {
            undecoded.Add(Damaged);
            return (null, false);
        }
        catch (Exception fault) when (fault is not (DocumentException or OperationCanceledException or OutOfMemoryException))
        {
            // The parser throws whatever its code runs into.
            undecoded.Add(Damaged);
            return (null, false);
        }
    }

    /// <summary>Whether a picture is the page, upright and of a usual resolution, so that nothing has to be drawn.</summary>
    private static bool IsPage(DrawnPage page, DrawnPicture picture, ColourPicture image)
    {
        const double off = 2;
        var (area, matrix) = (picture.Area, picture.ToPage);
        return matrix.A > 0 && matrix.D > 0 && Math.Abs(matrix.B) + Math.Abs(matrix.C) < 0.01 && Math.Abs(area.Left) < off && Math.Abs(area.Top) < off
            && Math.Abs(page.Width - area.Right) < off && Math.Abs(page.Height - area.Bottom) < off && (long)image.Width * image.Height < MostPixels;
    }

    /// <summary>Pixels a point: as many as the picture has.</summary>
    private static double Resolution(DrawnPage page, DrawnPicture picture, ColourPicture image)
    {
        double own = Math.Sqrt((double)image.Width * image.Height / picture.Area.Size);
        double most = Math.Min(MostPerInch / 72, Math.Sqrt(MostPixels / (page.Width * page.Height)));
        return Math.Clamp(own, Math.Min(LeastPerInch / 72, most), most);
    }

    private static ColourPicture Canvas(DrawnPage page, double perPoint)
    {
        int width = Math.Max(1, (int)Math.Round(page.Width * perPoint)), height = Math.Max(1, (int)Math.Round(page.Height * perPoint));
        byte[] pixels = new byte[3 * width * height];
        Array.Fill(pixels, (byte)255);
        return new ColourPicture(width, height, pixels, page.Width / width);
    }

    private static void Draw(ColourPicture canvas, ColourPicture image, DrawnPicture picture, bool isStencil, double pageHeight)
    {
        var toUnit = picture.ToPage.Inverse();
        double size = canvas.PointsPerPixel;
        // Twice as fine as the canvas and finer: the mean of several samples.
        int every = (int)Math.Max(1, Math.Sqrt((double)image.Width * image.Height * size * size / picture.Area.Size) + 0.2);
        int left = Math.Clamp((int)(picture.Area.Left / size), 0, canvas.Width), right = Math.Clamp((int)Math.Ceiling(picture.Area.Right / size), 0, canvas.Width);
        int top = Math.Clamp((int)(picture.Area.Top / size), 0, canvas.Height), bottom = Math.Clamp((int)Math.Ceiling(picture.Area.Bottom / size), 0, canvas.Height);
        for (int y = top; y < bottom; y++)
        {
            for (int x = left; x < right; x++)
            {
                var unit = toUnit.Transform(new PdfPoint((x + 0.5) * size, pageHeight - (y + 0.5) * size));
                if (unit.X < 0 || unit.X >= 1 || unit.Y <= 0 || unit.Y > 1) continue;
                Sample(image, unit.X * image.Width, (1 - unit.Y) * image.Height, every, canvas.Pixels.AsSpan(3 * (y * canvas.Width + x), 3), isStencil);
            }
        }
    }

    /// <summary>The colour around a place of a picture, the mean of a square of samples.</summary>
    private static void Sample(ColourPicture image, double x, double y, int every, Span<byte> pixel, bool isStencil)
    {
        int fromX = Math.Clamp((int)(x - every / 2.0 + 0.5), 0, image.Width - 1), fromY = Math.Clamp((int)(y - every / 2.0 + 0.5), 0, image.Height - 1);
        int toX = Math.Min(image.Width, fromX + every), toY = Math.Min(image.Height, fromY + every);
        int red = 0, green = 0, blue = 0, count = 0;
        for (int row = fromY; row < toY; row++)
        {
            for (int column = fromX; column < toX; column++, count++)
            {
                int at = 3 * (row * image.Width + column);
                (red, green, blue) = (red + image.Pixels[at], green + image.Pixels[at + 1], blue + image.Pixels[at + 2]);
            }
        }
        // A stencil leaves what it does not paint.
        if (isStencil) (pixel[0], pixel[1], pixel[2]) = (Math.Min(pixel[0], (byte)(red / count)), Math.Min(pixel[1], (byte)(green / count)), Math.Min(pixel[2], (byte)(blue / count)));
        else (pixel[0], pixel[1], pixel[2]) = ((byte)(red / count), (byte)(green / count), (byte)(blue / count));
    }
}
