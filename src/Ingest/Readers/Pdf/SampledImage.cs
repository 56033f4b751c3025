using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Graphics.Colors;
using UglyToad.PdfPig.Images;
using UglyToad.PdfPig.Tokens;
using PolicyIngest.Ingest.Readers.Recognition;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Pdf;

/// <summary>Decodes a picture of a PDF: JPEG by our own decoder, what other filters leave (Flate, LZW, run lengths, CCITT) by its colour space.</summary>
internal static class SampledImage
{
    private const string Fax = "CCITT";

    /// <summary>The picture in colours, or null where it can't be decoded: JBIG2 and JPEG 2000, or samples that are missing.</summary>
    /// <exception cref="DocumentException">It is larger than the limit.</exception>
    public static ColourPicture? Decode(IPdfImage image)
    {
        if ((long)image.WidthInSamples * image.HeightInSamples > PictureDecoder.MaxPixels) throw PictureDecoder.TooLarge(image.WidthInSamples, image.HeightInSamples);
        if (image.WidthInSamples < 1 || image.HeightInSamples < 1) return null;
        // A picture that lets what is below shine through can be put together only where the mask can be decoded, which is mostly JBIG2.
        if (image.MaskImage is not null) return null;
        return IsJpeg(image) ? PictureDecoder.Decode(image.RawMemory.ToArray()) : image.IsImageMask ? Mask(image) : Samples(image);
    }

    /// <summary>What a user knows a picture's compression by; of several the last, which is the picture's own.</summary>
    public static string CompressionOf(IPdfImage image)
    {
        if (image.MaskImage is not null) return "a picture with a mask";
        if (!image.ImageDictionary.TryGet(NameToken.Filter, out var filter)) return "none";
        return ((filter as ArrayToken)?.Data.LastOrDefault() ?? filter) is not NameToken name ? "unknown" : name.Data switch
        {
            "JBIG2Decode" => "JBIG2",
            "JPXDecode" => "JPEG 2000",
            "CCITTFaxDecode" or "CCF" => Fax,
            _ => name.Data,
        };
    }

    private static bool IsJpeg(IPdfImage image) => image.RawMemory.Span.StartsWith<byte>([0xFF, 0xD8, 0xFF]) && image.ImageDictionary.TryGet(NameToken.Filter, out _);

    private static ColourPicture? Samples(IPdfImage image)
    {
        if (!image.TryGetBytesAsMemory(out var decoded) || image.ColorSpaceDetails is not { } colours) return null;
        int width = image.WidthInSamples, height = image.HeightInSamples, pixels = width * height;
        var samples = ColorSpaceDetailsByteConverter.Convert(colours, decoded.Span, image.BitsPerComponent, width, height);
        int channels = samples.Length / pixels;
        if (channels is not (1 or 3 or 4)) return null;
        // Bits may come as 0 and 1.
        int scale = channels == 1 && image.BitsPerComponent == 1 && samples.IndexOfAnyExcept((byte)0, (byte)1) < 0 ? 255 : 1;
        // The table of colours has been turned round with it, but not that of a fax, which is made up: it stands for grey.
        bool isReversed = image.NeedsReverseDecode() && (colours is not IndexedColorSpaceDetails || CompressionOf(image) == Fax);
        byte[] rgb = new byte[3 * pixels];
        for (int i = 0; i < pixels; i++)
        {
            var (red, green, blue) = channels switch
            {
                1 => (samples[i] * scale, samples[i] * scale, samples[i] * scale),
                3 => (samples[3 * i], samples[3 * i + 1], samples[3 * i + 2]),
                _ => FromInks(samples.Slice(4 * i, 4)),
            };
            if (isReversed) (red, green, blue) = (255 - red, 255 - green, 255 - blue);
            (rgb[3 * i], rgb[3 * i + 1], rgb[3 * i + 2]) = ((byte)red, (byte)green, (byte)blue);
        }
        return new ColourPicture(width, height, rgb, 1);
    }

    private static (int Red, int Green, int Blue) FromInks(ReadOnlySpan<byte> inks) =>
        ((255 - inks[0]) * (255 - inks[3]) / 255, (255 - inks[1]) * (255 - inks[3]) / 255, (255 - inks[2]) * (255 - inks[3]) / 255);

    /// <summary>A stencil, which paints where its bits are 0 unless it says otherwise: black there, white elsewhere.</summary>
    private static ColourPicture? Mask(IPdfImage image)
    {
        int width = image.WidthInSamples, height = image.HeightInSamples, stride = (width + 7) / 8;
        if (!image.TryGetBytesAsMemory(out var decoded) || decoded.Length < stride * height) return null;
        int paints = image.Decode is [1, ..] ? 1 : 0;
        byte[] rgb = new byte[3 * width * height];
        Array.Fill(rgb, (byte)255);
        var bits = decoded.Span;
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
                if ((bits[y * stride + x / 8] >> (7 - x % 8) & 1) == paints) rgb.AsSpan(3 * (y * width + x), 3).Clear();
        return new ColourPicture(width, height, rgb, 1);
    }
}
