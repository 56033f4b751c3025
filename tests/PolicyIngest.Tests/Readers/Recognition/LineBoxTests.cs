using PolicyIngest.Ingest.Readers.Recognition;
using Xunit;

namespace PolicyIngest.Tests.Readers.Recognition;

public sealed class LineBoxTests
{
    private static Component Marked(int columns, int rows, Func<int, int, bool> isMarked) =>
        Assert.Single(Component.Find([.. Enumerable.Range(0, columns * rows).Select(i => isMarked(i % columns, i / columns))], columns, rows));

    [Fact]
    public void An_upright_component_has_its_own_rectangle()
    {
        var box = LineBox.Around(Marked(100, 20, (x, y) => x is >= 10 and < 90 && y is >= 5 and < 9));
        Assert.Equal((80, 4, 0), (box.Width, box.Height, box.Angle));
        Assert.Equal((10, 90, 5, 9), (box.Left, box.Right, box.Top, box.Bottom));
    }

    [Fact]
    public void A_leaning_line_has_a_leaning_rectangle()
    {
        var box = LineBox.Around(Marked(400, 40, (x, y) => Math.Abs(y - 10 - 0.05 * x) < 3));
        Assert.InRange(box.Angle, 0.047, 0.053);
        Assert.InRange(box.Height, 5, 8);
        var (x, y) = box.Along(0);
        Assert.InRange(x, -1, 2);
        Assert.InRange(y, 8, 12);
    }

    [Fact]
    public void Parts_lie_on_the_line()
    {
        var part = new LineBox(100, 50, 200, 10, 0).Part(50, 100);
        Assert.Equal((50, 100, 50, 10), (part.Left, part.Right, part.Width, part.Height));
        Assert.Equal((14, 54), (part.Grown(2).Height, part.Grown(2).Width));
    }

    [Fact]
    public void Components_hang_together_over_corners_and_as_far_as_asked()
    {
        bool[] marked = [true, false, false, true, false, true, false, false];
        Assert.Equal(2, Component.Find(marked, 4, 2).Count);
        Assert.Single(Component.Find(marked, 4, 2, reach: 2));
    }
}
