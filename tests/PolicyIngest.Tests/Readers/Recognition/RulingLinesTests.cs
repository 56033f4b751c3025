using PolicyIngest.Ingest.Readers.Recognition;
using Xunit;

namespace PolicyIngest.Tests.Readers.Recognition;

public sealed class RulingLinesTests
{
    private const double PointsPerPixel = 0.36;

    /// <summary>A table of two columns and rows whose lines fall by one pixel in 200, with strokes as of characters in its cells.</summary>
    private static Drawn Table()
    {
        var page = new Drawn(700, 400);
        foreach (int y in new[] { 50, 150, 250 })
            for (int x = 50; x < 650; x++) page.Box(x, y + x / 200, 1, 2);
        foreach (int x in new[] { 50, 300, 648 })
            for (int y = 50; y < 253; y++) page.Box(x - y / 200, y, 2, 1);
        for (int i = 0; i < 8; i++) page.Box(70 + 25 * i, 90, 20, 3).Box(78 + 25 * i, 80, 3, 24);
        return page;
    }

    [Fact]
    public void Lines_of_a_table_are_found_though_they_lean()
    {
        var strokes = RulingLines.Find(Table().Grey(PointsPerPixel));
        int[] levels = [.. strokes.Where(stroke => stroke.IsHorizontal).Select(stroke => (int)Math.Round(stroke.Middle)).Order()];
        Assert.Equal(3, levels.Length);
        Assert.All(levels.Zip([51, 151, 251]), pair => Assert.InRange(pair.First, pair.Second - 1, pair.Second + 2));
        Assert.Equal(3, strokes.Count(stroke => !stroke.IsHorizontal));
        Assert.All(strokes.Where(stroke => stroke.IsHorizontal), stroke => Assert.InRange(stroke.Length, 590, 615));
    }

    [Fact]
    public void Grain_does_not_break_a_hairline()
    {
        var grey = Table().Grey(PointsPerPixel);
        var random = new Random(20260712);
        // Lines of a quarter's darkness, and grain that is as strong.
        byte[] pixels = [.. grey.Pixels.Select(pixel => (byte)Math.Clamp((pixel == 0 ? 180 : 240) + random.Next(-30, 31), 0, 255))];
        var strokes = RulingLines.Find(grey with { Pixels = pixels });
        Assert.Equal((3, 3), (strokes.Count(stroke => stroke.IsHorizontal), strokes.Count(stroke => !stroke.IsHorizontal)));
    }

    [Theory]
    [InlineData(380, 450, 3)]
    [InlineData(301, 450, 3)]
    [InlineData(301, 648, 4)]
    public void A_line_that_is_hidden_in_the_middle_of_a_cell_goes_on(int from, int to, int levels)
    {
        // Three columns; the line between the rows is hidden, or ends at the upright lines to both sides of a cell that reaches over both rows.
        var page = new Drawn(1000, 400);
        foreach (int y in new[] { 50, 150, 250 }) page.Box(50, y, 900, 2);
        foreach (int x in new[] { 50, 300, 648, 948 }) page.Box(x, 50, 2, 202);
        page.Box(from + 2, 148, to - from - 4, 6, 255, 255, 255);
        var strokes = RulingLines.Find(page.Grey(from == 301 && to == 648 ? 0.15 : PointsPerPixel));
        Assert.Equal(levels, strokes.Count(stroke => stroke.IsHorizontal));
        Assert.Equal(4, strokes.Count(stroke => !stroke.IsHorizontal));
    }

    [Theory]
    [InlineData(false, 3)]
    [InlineData(true, 4)]
    public void Level_strokes_that_begin_at_a_border_and_end_in_the_cell_are_none(bool reachesNextColumn, int levels)
    {
        // 合全空立 in a row, so near to the border that they meet it; a row's own line reaches the next upright one.
        var page = new Drawn(1000, 400);
        foreach (int y in new[] { 50, 150, 250 }) page.Box(50, y, 900, 2);
        foreach (int x in new[] { 50, 300, 648, 948 }) page.Box(x, 50, 2, 202);
        for (int x = 304; x < (reachesNextColumn ? 640 : 520); x += 32) page.Box(x, 200, 30, 2);
        var strokes = RulingLines.Find(page.Grey(PointsPerPixel));
        Assert.Equal(levels, strokes.Count(stroke => stroke.IsHorizontal));
    }

    [Fact]
    public void Strokes_of_characters_and_a_lone_line_are_none()
    {
        var page = new Drawn(700, 300);
        for (int i = 0; i < 20; i++) page.Box(50 + 30 * i, 100, 26, 3).Box(61 + 30 * i, 90, 3, 24);
        page.Box(50, 200, 400, 2);
        Assert.Empty(RulingLines.Find(page.Grey(PointsPerPixel)));
    }

    [Fact]
    public void The_picture_without_them_keeps_the_text()
    {
        var grey = Table().Grey(PointsPerPixel);
        var erased = RulingLines.Erased(grey, RulingLines.Find(grey));
        Assert.Equal(255, erased.Pixels[151 * 700 + 120]);
        Assert.Equal(255, erased.Pixels[200 * 700 + 299]);
        Assert.Equal(0, erased.Pixels[91 * 700 + 80]);
    }
}
