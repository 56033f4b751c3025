using PolicyIngest.Model;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Bmp;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Memory;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

namespace PolicyIngest.Ingest.Readers.Recognition;

/// <summary>Decodes JPEG, PNG, BMP and TIFF pictures within limits.</summary>
internal static class PictureDecoder
{
    /// <summary>Most pixels of a picture: a page of A4 at 600 dots an inch has 35 million.</summary>
    public const long MaxPixels = 40_000_000;

    // What is larger is made smaller as soon as it is decoded: a page of A3 at 300 dots an inch.
    private const long KeptPixels = 20_000_000;

    private const string CompressionCode = "picture-compression", DamagedCode = "picture-damaged";

    private static readonly Configuration Formats = new(new JpegConfigurationModule(), new PngConfigurationModule(), new BmpConfigurationModule())
    {
        // The size of a page's picture is bounded above; threads of its own would make the time of a page depend on the machine.
        MaxDegreeOfParallelism = 1,
        // Kept for the next picture, its buffers would add to what reading this one takes.
        MemoryAllocator = MemoryAllocator.Create(new MemoryAllocatorOptions { MaximumPoolSizeMegabytes = 1 }),
    };

    /// <summary>Decodes a picture; transparent parts are white.</summary>
    /// <param name="bytes">A file of one of the formats.</param>
    /// <exception cref="DocumentException">It is damaged, of a kind that can't be decoded, or too large.</exception>
    public static ColourPicture Decode(byte[] bytes)
    {
        if (NameOf(bytes) is { } name) throw Undecodable(name);
        try
        {
            var (width, height) = Identified(bytes) ?? throw Damaged(null);
            if (width < 1 || height < 1) throw Damaged(null);
            if ((long)width * height > MaxPixels) throw TooLarge(width, height);
            return TiffPages.IsTiff(bytes) ? TiffDecoder.Decode(bytes, KeptPixels) : bytes is [0xFF, 0xD8, ..] ? Opaque(bytes) : Transparent(bytes);
        }
        catch (Exception fault) when (fault is not (DocumentException or OutOfMemoryException or OperationCanceledException))
        {
            // The decoder throws whatever its code runs into.
            throw Damaged(fault);
        }
    }

    /// <summary>A picture's width and height in pixels, or null where it is damaged.</summary>
    public static (int Width, int Height)? Size(byte[] bytes)
    {
        try
        {
            return Identified(bytes);
        }
        catch (Exception fault) when (fault is not (OutOfMemoryException or OperationCanceledException))
        {
            return null;
        }
    }

    private static (int Width, int Height)? Identified(byte[] bytes)
    {
        if (TiffPages.IsTiff(bytes)) return TiffDecoder.Size(bytes);
        using var stream = new MemoryStream(bytes, writable: false);
        return Image.Identify(Formats, stream) is { } info ? (info.Width, info.Height) : null;
    }

    /// <summary>The name of a format that is known and can't be decoded; null for others.</summary>
    private static string? NameOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith<byte>([0x97, 0x4A, 0x42, 0x32])) return "JBIG2";
        if (bytes.StartsWith<byte>([0, 0, 0, 0x0C, 0x6A, 0x50]) || bytes.StartsWith<byte>([0xFF, 0x4F, 0xFF, 0x51])) return "JPEG 2000";
        return bytes.StartsWith("GIF8"u8) ? "GIF" : bytes.StartsWith("RIFF"u8) ? "WebP" : null;
    }

    private static ColourPicture Opaque(byte[] bytes)
    {
        using var image = Image.Load<Rgb24>(Formats, bytes);
        image.Mutate(picture => Prepare(picture, image.Width, image.Height));
        byte[] pixels = new byte[3 * image.Width * image.Height];
        image.CopyPixelDataTo(pixels);
        return new ColourPicture(image.Width, image.Height, pixels, PointsPerPixel(image.Width, image.Height));
    }

    private static ColourPicture Transparent(byte[] bytes)
    {
        using var image = Image.Load<Rgba32>(Formats, bytes);
        image.Mutate(picture => Prepare(picture, image.Width, image.Height));
        byte[] pixels = new byte[3 * image.Width * image.Height];
        image.ProcessPixelRows(rows =>
        {
            for (int y = 0, at = 0; y < rows.Height; y++)
                foreach (var pixel in rows.GetRowSpan(y)) (pixels[at++], pixels[at++], pixels[at++]) = (OnWhite(pixel.R, pixel.A), OnWhite(pixel.G, pixel.A), OnWhite(pixel.B, pixel.A));
        });
        return new ColourPicture(image.Width, image.Height, pixels, PointsPerPixel(image.Width, image.Height));
    }

    private static byte OnWhite(byte colour, byte alpha) => (byte)(255 - (255 - colour) * alpha / 255);

    private static void Prepare(IImageProcessingContext picture, int width, int height)
    {
        picture.AutoOrient();
        double shrink = Math.Sqrt((double)KeptPixels / ((long)width * height));
        if (shrink < 1) picture.Resize((int)(width * shrink), 0);
    }

    /// <summary>The failure of a picture that is larger than the limit.</summary>
    public static DocumentException TooLarge(int width, int height) => new(DocumentStatus.ResourceLimit, "picture-too-large",
        $"a picture of {width} × {height} pixels is larger than the limit of {MaxPixels / 1_000_000} million; save it at 300 dots an inch");

    /// <summary>The size of a pixel where nothing but the picture is known: the short side is that of a sheet of A4.</summary>
    public static double PointsPerPixel(int width, int height) => 595.3 / Math.Max(1, Math.Min(width, height));

    /// <summary>Whether a failure is that of one picture that is damaged or can't be decoded, so that others beside it may be read.</summary>
    public static bool IsUndecodable(DocumentException fault) => fault.Code is CompressionCode or DamagedCode;

    /// <summary>The failure of a picture whose compression can't be decoded.</summary>
    /// <param name="compression">Its name: <c>JBIG2</c>.</param>
    public static DocumentException Undecodable(string compression) => new(DocumentStatus.Unsupported, CompressionCode,
        $"the picture is compressed by {compression}, which can't be decoded; open it in its program and save it as .png");

    /// <summary>The failure of a damaged picture.</summary>
    public static DocumentException Damaged(Exception? fault) =>
        new(DocumentStatus.Malformed, DamagedCode, "the picture is damaged, or of a kind that can't be decoded; open it in its program and save it as .png", fault);
}
