namespace PolicyIngest.Ingest.Readers.Recognition;

/// <summary>Which pixels of a page are ink.</summary>
internal sealed class Ink
{
    private readonly byte[] _dark;

    private Ink(int width, int height, byte[] dark) => (Width, Height, _dark) = (width, height, dark);

    public int Width { get; }

    public int Height { get; }

    /// <summary>Parts ink from paper by the brightness that parts the page's pixels best (Otsu).</summary>
    public static Ink Of(GreyPicture picture)
    {
        int threshold = Threshold(picture.Pixels);
        byte[] dark = new byte[picture.Pixels.Length];
        for (int i = 0; i < dark.Length; i++) dark[i] = picture.Pixels[i] <= threshold ? (byte)1 : (byte)0;
        return new Ink(picture.Width, picture.Height, dark);
    }

    public bool IsDark(int x, int y) => _dark[y * Width + x] != 0;

    private static int Threshold(byte[] pixels)
    {
        long[] counts = new long[256];
        foreach (byte pixel in pixels) counts[pixel]++;
        double all = pixels.Length, sum = 0;
        for (int i = 0; i < 256; i++) sum += (double)i * counts[i];
        double darker = 0, darkerSum = 0, best = -1;
        int threshold = 128;
        for (int i = 0; i < 255; i++)
        {
            darker += counts[i];
            darkerSum += (double)i * counts[i];
            if (darker == 0 || darker == all) continue;
            double apart = darkerSum / darker - (sum - darkerSum) / (all - darker), between = darker * (all - darker) * apart * apart;
            if (between <= best) continue;
            (best, threshold) = (between, i);
        }
        // An empty page has nothing but the paper's grain.
        return Math.Clamp(threshold, 60, 200);
    }
}
