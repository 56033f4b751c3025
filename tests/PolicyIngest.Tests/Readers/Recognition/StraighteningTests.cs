using PolicyIngest.Ingest.Readers.Recognition;
using Xunit;

namespace PolicyIngest.Tests.Readers.Recognition;

public sealed class StraighteningTests
{
    /// <summary>Lines of strokes that fall to the right by an angle.</summary>
    private static GreyPicture Lines(double degrees)
    {
        var page = new Drawn(800, 900);
        double slope = Math.Tan(degrees * Math.PI / 180);
        for (int line = 0; line < 18; line++)
            for (int i = 0; i < 40; i++) page.Box(60 + 17 * i, (int)(100 + 40 * line + slope * 17 * i), 12, 14);
        return page.Grey(0.74);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-2.3)]
    [InlineData(3)]
    public void The_lean_of_a_page_is_told_to_a_tenth_of_a_degree(double degrees)
    {
        var page = Lines(degrees);
        Assert.InRange(Skew.Of(Ink.Of(page), page.PointsPerPixel) * 180 / Math.PI, degrees - 0.1, degrees + 0.1);
        var straight = PageRecognition.Straight(page);
        Assert.InRange(Skew.Of(Ink.Of(straight), straight.PointsPerPixel) * 180 / Math.PI, -0.15, 0.15);
    }

    [Fact]
    public void An_empty_page_does_not_lean() => Assert.Equal(0, Skew.Of(Ink.Of(new Drawn(300, 300).Grey()), 0.5));

    [Fact]
    public void Quarters_of_a_turn_go_clockwise()
    {
        var picture = new GreyPicture(3, 2, [1, 2, 3, 4, 5, 6], 1);
        Assert.Equal([4, 1, 5, 2, 6, 3], picture.Turned(1).Pixels);
        Assert.Equal([6, 5, 4, 3, 2, 1], picture.Turned(2).Pixels);
        Assert.Equal([3, 6, 2, 5, 1, 4], picture.Turned(3).Pixels);
        Assert.Equal((2, 3), (picture.Turned(3).Width, picture.Turned(3).Height));
    }
}
