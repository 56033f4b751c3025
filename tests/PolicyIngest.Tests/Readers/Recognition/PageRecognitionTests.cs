using PolicyIngest.Ingest.Readers.Pages;
using PolicyIngest.Ingest.Readers.Recognition;
using Xunit;

namespace PolicyIngest.Tests.Readers.Recognition;

public sealed class PageRecognitionTests
{
    // A cell from 100 to 500, in which rows are 60 apart.
    private static readonly List<RulingLines.Stroke> Cell = [new(false, 99, 100, 0, 400), new(false, 499, 500, 0, 400)];

    private static LineBox Box(double left, double right, double middle, double height = 40) => new((left + right) / 2, middle, right - left, height, 0);

    private static IEnumerable<(int Left, int Right)> Joined(params LineBox[] boxes) =>
        PageRecognition.JoinedInCells([.. boxes], Cell).OrderBy(box => box.CentreY).ThenBy(box => box.Left).Select(box => ((int)Math.Round(box.Left), (int)Math.Round(box.Right)));

    [Fact]
    public void Characters_set_far_apart_in_a_cell_are_read_together() =>
        Assert.Equal([(120, 480), (120, 300)], Joined(Box(120, 160, 50), Box(440, 480, 52), Box(250, 270, 60, 12), Box(120, 300, 110)));

    [Fact]
    public void Boxes_outside_of_cells_and_long_ones_stay() =>
        Assert.Equal([(120, 280), (300, 480), (520, 560), (620, 660)], Joined(Box(120, 280, 50), Box(300, 480, 51), Box(520, 560, 52), Box(620, 660, 53)));

    [Fact]
    public void What_a_longer_box_of_the_row_covers_is_read_once() =>
        Assert.Equal([(110, 480)], Joined(Box(110, 480, 50), Box(112, 140, 56), Box(460, 478, 45, 20)));

    [Fact]
    public void Heights_that_differ_a_little_are_one_and_a_heading_stays_high()
    {
        List<PageWord> words = [new("市水务局牵头", 0, 10, 90, 26), new("二是", 0, 38.5, 30, 56.5), new("方案", 0, 60, 40, 84)];
        PageRecognition.EvenHeights(words);
        Assert.Equal([16, 16, 24], words.Select(word => Math.Round(word.Height, 3)));
        Assert.Equal(47.5, words[1].CentreY, 6);
    }
}
