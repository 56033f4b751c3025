using BitMiracle.LibTiff.Classic;

namespace PolicyIngest.Tests.Readers.Recognition;

/// <summary>Writes TIFF files of one bit a pixel, as scanners and fax machines do.</summary>
internal static class FaxTiff
{
    /// <summary>A file with a page for each picture.</summary>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="isDark">Which pixels are dark.</param>
    /// <param name="compression">How it is compressed.</param>
    /// <param name="options">Of CCITT group 3: 1 for two dimensions, 4 for filled rows.</param>
    /// <param name="photometric">Whether 0 is white or black.</param>
    /// <param name="order">Which bit of a byte comes first.</param>
    /// <param name="pages">How many pages there are, all the same.</param>
    public static byte[] Save(
        int width, int height, Func<int, int, bool> isDark, Compression compression, int options = 0, Photometric photometric = Photometric.MINISWHITE,
        FillOrder order = FillOrder.MSB2LSB, int pages = 1)
    {
        var file = new MemoryStream();
        using (var tiff = Tiff.ClientOpen("fax.tif", "w", file, new TiffStream()))
        {
            for (int page = 0; page < pages; page++)
            {
                tiff.SetField(TiffTag.IMAGEWIDTH, width);
                tiff.SetField(TiffTag.IMAGELENGTH, height);
                tiff.SetField(TiffTag.BITSPERSAMPLE, 1);
                tiff.SetField(TiffTag.SAMPLESPERPIXEL, 1);
                tiff.SetField(TiffTag.COMPRESSION, compression);
                tiff.SetField(TiffTag.PHOTOMETRIC, photometric);
                tiff.SetField(TiffTag.FILLORDER, order);
                tiff.SetField(TiffTag.ROWSPERSTRIP, height);
                if (compression == Compression.CCITTFAX3) tiff.SetField(TiffTag.GROUP3OPTIONS, options);
                byte[] row = new byte[(width + 7) / 8];
                for (int y = 0; y < height; y++)
                {
                    Array.Clear(row);
                    for (int x = 0; x < width; x++)
                        if (isDark(x, y) == (photometric == Photometric.MINISWHITE)) row[x / 8] |= (byte)(0x80 >> x % 8);
                    tiff.WriteScanline(row, y);
                }
                tiff.WriteDirectory();
            }
        }
        return file.ToArray();
    }

    /// <summary>The compressed bytes of a file's one strip.</summary>
    public static byte[] Strip(byte[] file)
    {
        using var tiff = Tiff.ClientOpen("fax.tif", "r", new MemoryStream(file), new TiffStream());
        byte[] strip = new byte[tiff.RawStripSize(0)];
        tiff.ReadRawStrip(0, strip, 0, strip.Length);
        return strip;
    }
}
