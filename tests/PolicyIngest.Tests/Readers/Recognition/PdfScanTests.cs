using BitMiracle.LibTiff.Classic;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Readers.Pdf;
using PolicyIngest.Ingest.Readers.Recognition;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Readers.Recognition;

/// <summary>Pictures of pages in PDFs: how their samples are stored must not matter.</summary>
public sealed class PdfScanTests
{
    // 8 × 8 samples, the upper left quarter dark: a bit, a byte, three bytes or a number of a table each.
    private const string Bits = "0F0F0F0FFFFFFFFF", Reversed = "F0F0F0F000000000";

    private static string Bytes(string dark, string light) => string.Concat(Enumerable.Range(0, 64).Select(i => i / 8 < 4 && i % 8 < 4 ? dark : light));

    private static ColourPicture? Compose(string content, params string[] images) => Compose(content, new HashSet<string>(), images);

    private static ColourPicture? Compose(string content, HashSet<string> undecoded, params string[] images)
    {
        string names = string.Join(' ', images.Select((_, i) => $"/I{i} {5 + i} 0 R"));
        byte[] file = PdfWriter.Assemble(
        [
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Count 1/Kids[3 0 R]>>",
            $"<</Type/Page/Parent 2 0 R/MediaBox[0 0 160 160]/Resources<</XObject<<{names}>>>>/Contents 4 0 R>>",
            $"<</Length {content.Length}>>\nstream\n{content}\nendstream",
            .. images,
        ]);
        using var pdf = PdfFile.Open(file, default);
        return PagePicture.Compose(pdf.Page(1)!, undecoded);
    }

    private static string Image(string entries, string hex) =>
        $"<</Type/XObject/Subtype/Image/Width 8/Height 8/Filter/ASCIIHexDecode{entries}/Length {hex.Length + 1}>>\nstream\n{hex}>\nendstream";

    private static (bool UpperLeft, bool UpperRight, bool LowerLeft, bool LowerRight) Dark(ColourPicture? picture)
    {
        Assert.NotNull(picture);
        bool At(double x, double y) => picture.Pixels[3 * ((int)(y * picture.Height) * picture.Width + (int)(x * picture.Width))] < 128;
        return (At(0.25, 0.25), At(0.75, 0.25), At(0.25, 0.75), At(0.75, 0.75));
    }

    [Theory]
    [InlineData("/ColorSpace/DeviceGray/BitsPerComponent 1", Bits)]
    [InlineData("/ColorSpace/DeviceGray/BitsPerComponent 1/Decode[1 0]", Reversed)]
    [InlineData("/ColorSpace[/Indexed/DeviceGray 1<00FF>]/BitsPerComponent 1", Bits)]
    [InlineData("/ColorSpace[/Indexed/DeviceRGB 1<FFFFFF101010>]/BitsPerComponent 1", Reversed)]
    [InlineData("/ImageMask true/BitsPerComponent 1", Bits)]
    [InlineData("/ImageMask true/BitsPerComponent 1/Decode[1 0]", Reversed)]
    public void Bits_are_read_as_they_are_shown(string entries, string hex) =>
        Assert.Equal((true, false, false, false), Dark(Compose("160 0 0 160 0 0 cm /I0 Do", Image(entries, hex))));

    [Fact]
    public void Shades_and_colours_are_read_as_they_are_shown()
    {
        Assert.Equal((true, false, false, false), Dark(Compose("160 0 0 160 0 0 cm /I0 Do", Image("/ColorSpace/DeviceGray/BitsPerComponent 8", Bytes("20", "F0")))));
        Assert.Equal((true, false, false, false), Dark(Compose("160 0 0 160 0 0 cm /I0 Do", Image("/ColorSpace/DeviceRGB/BitsPerComponent 8", Bytes("202020", "F0F0F0")))));
        Assert.Equal((true, false, false, false), Dark(Compose("160 0 0 160 0 0 cm /I0 Do", Image("/ColorSpace/DeviceCMYK/BitsPerComponent 8", Bytes("000000E0", "00000010")))));
    }

    [Fact]
    public void A_picture_that_is_turned_on_the_page_is_turned() =>
        Assert.Equal((false, true, false, false), Dark(Compose("0 -160 160 0 0 160 cm /I0 Do", Image("/ColorSpace/DeviceGray/BitsPerComponent 1", Bits))));

    [Fact]
    public void Strips_are_put_together()
    {
        string image = Image("/ColorSpace/DeviceGray/BitsPerComponent 1", Bits);
        var picture = Compose("q 160 0 0 80 0 80 cm /I0 Do Q q 160 0 0 80 0 0 cm /I1 Do Q", image, image);
        Assert.NotNull(picture);
        bool At(double x, double y) => picture.Pixels[3 * ((int)(y * picture.Height) * picture.Width + (int)(x * picture.Width))] < 128;
        Assert.Equal([true, false, true, false], new[] { At(0.25, 0.1), At(0.25, 0.4), At(0.25, 0.6), At(0.25, 0.9) });
    }

    [Fact]
    public void What_can_not_be_decoded_is_called_by_its_name()
    {
        foreach (var (filter, name) in new[] { ("/JBIG2Decode", "JBIG2"), ("[/ASCIIHexDecode/JPXDecode]", "JPEG 2000"), ("/DCTDecode", "DCTDecode") })
        {
            string image = $"<</Type/XObject/Subtype/Image/Width 8/Height 8/Filter{filter}/ColorSpace/DeviceGray/BitsPerComponent 1/Length 4>>\nstream\nabcd\nendstream";
            var undecoded = new HashSet<string>();
            Assert.Null(Compose("160 0 0 160 0 0 cm /I0 Do", undecoded, image));
            Assert.Equal([name], undecoded);
        }
    }

    [Theory]
    [InlineData(Compression.CCITTFAX4, 0, "/K -1")]
    [InlineData(Compression.CCITTFAX3, 0, "/K 0/EndOfLine true")]
    [InlineData(Compression.CCITTFAX3, 1, "/K 4/EndOfLine true")]
    [InlineData(Compression.CCITTRLE, 0, "/K 0/EncodedByteAlign true")]
    public void Faxes_are_read_as_they_are_shown(Compression compression, int options, string entries)
    {
        const int size = 64;
        byte[] strip = FaxTiff.Strip(FaxTiff.Save(size, size, (x, y) => x < size / 2 && y < size / 2, compression, options));
        foreach (bool isReversed in new[] { false, true })
        {
            string hex = Convert.ToHexString(strip), image = $"<</Type/XObject/Subtype/Image/Width {size}/Height {size}/ColorSpace/DeviceGray/BitsPerComponent 1{(isReversed ? "/Decode[1 0]" : "")}"
                + $"/Filter[/ASCIIHexDecode/CCITTFaxDecode]/DecodeParms[null<<{entries}/Columns {size}{(isReversed ? "/BlackIs1 true" : "")}>>]/Length {hex.Length + 1}>>\nstream\n{hex}>\nendstream";
            Assert.Equal((true, false, false, false), Dark(Compose("160 0 0 160 0 0 cm /I0 Do", image)));
        }
    }

    [Fact]
    public void A_picture_that_says_it_is_huge_is_refused()
    {
        string image = "<</Type/XObject/Subtype/Image/Width 90000/Height 90000/ColorSpace/DeviceGray/BitsPerComponent 1/Length 4>>\nstream\nabcd\nendstream";
        Assert.Equal("picture-too-large", Assert.Throws<DocumentException>(() => Compose("160 0 0 160 0 0 cm /I0 Do", image)).Code);
    }
}
