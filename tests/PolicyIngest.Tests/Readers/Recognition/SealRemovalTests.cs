using PolicyIngest.Ingest.Readers.Recognition;
using Xunit;

namespace PolicyIngest.Tests.Readers.Recognition;

public sealed class SealRemovalTests
{
    private const int Size = 240;

    /// <summary>A page with a ring of red, 100 points wide, over a bar of black.</summary>
    private static Drawn Sealed()
    {
        var page = new Drawn(600, 600);
        for (int y = 0; y < Size; y++)
        {
            for (int x = 0; x < Size; x++)
            {
                double distance = Math.Sqrt(Math.Pow(x - Size / 2, 2) + Math.Pow(y - Size / 2, 2));
                if (distance is > 100 and < 116 or < 30) page.Set(300 + x, 300 + y, 225, 40, 50);
            }
        }
        return page.Box(250, 415, 300, 10);
    }

    [Fact]
    public void A_seal_goes_and_the_text_under_it_stays()
    {
        var grey = SealRemoval.ToGrey(Sealed().Colours());
        Assert.Equal(255, grey.Pixels[310 * 600 + 420]);
        Assert.Equal(0, grey.Pixels[420 * 600 + 420]);
    }

    [Fact]
    public void A_red_head_stays()
    {
        var grey = SealRemoval.ToGrey(new Drawn(600, 600).Box(60, 60, 480, 60, 225, 40, 50).Colours());
        Assert.InRange(grey.Pixels[90 * 600 + 300], 0, 110);
    }
}
