using PolicyIngest.Ingest.Readers.Recognition;
using Xunit;

namespace PolicyIngest.Tests.Readers.Recognition;

public sealed class CtcDecoderTests
{
    private static readonly CtcDecoder Decoder = CtcDecoder.FromKeys("市\r\n县\n");

    // One step: which of none, 市, 县 and the space is likeliest, and how likely.
    private static float[] Steps(params (int Which, float Likelihood)[] steps) => [.. steps.SelectMany(step =>
    {
        float[] row = new float[4];
        row[step.Which] = step.Likelihood;
        return row;
    })];

    [Fact]
    public void Steps_in_a_row_are_one_character_and_none_parts_two()
    {
        var read = Decoder.Decode(Steps((0, 1), (1, 0.6f), (1, 0.9f), (0, 1), (1, 0.8f), (2, 0.7f), (3, 0.5f), (0, 1)));
        Assert.Equal("市市县 ", string.Concat(read.Select(character => character.Text)));
        Assert.Equal([0.9, 0.8, 0.7, 0.5], read.Select(character => Math.Round(character.Confidence, 3)));
    }

    [Fact]
    public void A_character_stands_in_the_middle_of_its_steps()
    {
        var read = Decoder.Decode(Steps((1, 0.5f), (1, 0.5f), (0, 1), (2, 1)));
        Assert.Equal([0.25, 0.875], read.Select(character => character.Position));
    }

    [Fact]
    public void A_line_without_characters_is_empty() => Assert.Empty(Decoder.Decode(Steps((0, 1), (0, 0.4f))));

    [Fact]
    public void The_model_need_not_be_sure_of_a_marks_width()
    {
        var read = CtcDecoder.FromKeys("市\n（\n(\n").Decode([0, 0.2f, 0.3f, 0.5f, 0, 0.1f, 0.8f, 0.1f, 0, 0]);
        Assert.Equal([("(", 0.8), ("市", 0.8)], read.Select(character => (character.Text, Math.Round(character.Confidence, 3))));
    }
}
