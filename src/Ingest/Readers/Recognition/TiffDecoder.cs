using System.Globalization;
using BitMiracle.LibTiff.Classic;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Recognition;

/// <summary>Decodes the page of a TIFF file, by LibTiff: what fax machines and scanners compress by CCITT too, in either order of bits and of black and white.</summary>
internal static class TiffDecoder
{
    static TiffDecoder() => Tiff.SetErrorHandler(new Silence());

    /// <summary>The first page's width and height in pixels, or null where it is damaged.</summary>
    public static (int Width, int Height)? Size(byte[] file)
    {
        using var tiff = Open(file);
        return tiff is null ? null : (Tag(tiff, TiffTag.IMAGEWIDTH), Tag(tiff, TiffTag.IMAGELENGTH));
    }

    /// <summary>Decodes the first page; transparent parts are white. It has half as many pixels a row where it has more than <paramref name="most"/>.</summary>
    /// <exception cref="DocumentException">It is damaged, or compressed in a way that can't be decoded.</exception>
    public static ColourPicture Decode(byte[] file, long most)
    {
        using var tiff = Open(file) ?? throw PictureDecoder.Damaged(null);
        int width = Tag(tiff, TiffTag.IMAGEWIDTH), height = Tag(tiff, TiffTag.IMAGELENGTH);
        var compression = (Compression)Tag(tiff, TiffTag.COMPRESSION);
        // Rows that end with words (RLE/W) come out wrong.
        if (!tiff.IsCodecConfigured(compression) || compression == Compression.CCITTRLEW) throw PictureDecoder.Undecodable(Name(compression));
        int[] raster = new int[width * height];
        if (!tiff.ReadRGBAImageOriented(width, height, raster, Orientation.TOPLEFT, stopOnError: true)) throw PictureDecoder.Damaged(null);
        return (long)width * height > most ? Halved(raster, width, height) : Whole(raster, width, height);
    }

    private static Tiff? Open(byte[] file) => Tiff.ClientOpen("page.tif", "r", new MemoryStream(file, writable: false), new TiffStream());

    private static int Tag(Tiff tiff, TiffTag tag) => tiff.GetFieldDefaulted(tag) is [var value, ..] ? value.ToInt() : 0;

    private static string Name(Compression compression) => (int)compression switch
    {
        (int)Compression.CCITTRLEW => "CCITT RLE/W",
        (int)Compression.JBIG => "JBIG",
        34715 => "JBIG2",
        33003 or 33005 or 34712 => "JPEG 2000",
        34925 => "LZMA",
        50000 => "Zstandard",
        50001 or 34927 => "WebP",
        _ => string.Create(CultureInfo.InvariantCulture, $"method {(int)compression}"),
    };

    private static ColourPicture Whole(int[] raster, int width, int height)
    {
        byte[] pixels = new byte[3 * raster.Length];
        for (int i = 0; i < raster.Length; i++) Add(raster[i], pixels.AsSpan(3 * i, 3), 1);
        return new ColourPicture(width, height, pixels, PictureDecoder.PointsPerPixel(width, height));
    }

    private static ColourPicture Halved(int[] raster, int width, int height)
    {
        int columns = width / 2, rows = height / 2;
        byte[] pixels = new byte[3 * columns * rows];
        for (int y = 0; y < rows; y++)
        {
            for (int x = 0; x < columns; x++)
            {
                int at = 2 * y * width + 2 * x;
                var pixel = pixels.AsSpan(3 * (y * columns + x), 3);
                Add(raster[at], pixel, 4);
                Add(raster[at + 1], pixel, 4);
                Add(raster[at + width], pixel, 4);
                Add(raster[at + width + 1], pixel, 4);
            }
        }
        return new ColourPicture(columns, rows, pixels, PictureDecoder.PointsPerPixel(columns, rows));
    }

    /// <summary>Adds a part of a colour on white to a pixel; colours come multiplied by how opaque they are.</summary>
    private static void Add(int colour, Span<byte> pixel, int parts)
    {
        int white = 255 - Tiff.GetA(colour);
        pixel[0] += (byte)(Math.Min(255, Tiff.GetR(colour) + white) / parts);
        pixel[1] += (byte)(Math.Min(255, Tiff.GetG(colour) + white) / parts);
        pixel[2] += (byte)(Math.Min(255, Tiff.GetB(colour) + white) / parts);
    }

    /// <summary>What the library would write to the terminal.</summary>
    private sealed class Silence : TiffErrorHandler
    {
        public override void ErrorHandler(Tiff tif, string method, string format, params object[] args)
        {
        }

        public override void ErrorHandlerExt(Tiff tif, object clientData, string method, string format, params object[] args)
        {
        }

        public override void WarningHandler(Tiff tif, string method, string format, params object[] args)
        {
        }

        public override void WarningHandlerExt(Tiff tif, object clientData, string method, string format, params object[] args)
        {
        }
    }
}
