using PolicyIngest.Ingest.Lexicons;
using Xunit;

namespace PolicyIngest.Tests.Lexicons;

public sealed class WordSetTests
{
    // 䀀 (U+4000) and 䐀 (U+4400) share a place of WordLengths.
    private static readonly WordSet Words = new(["牵头", "牵头单位", "位", "䀀甲乙", "䐀丁"]);

    [Theory]
    [InlineData("牵头单位：", 4)]
    [InlineData("牵头单", 2)]
    [InlineData("牵", 0)]
    [InlineData("䐀丁丙", 2)]
    [InlineData("䐀甲乙", 0)]
    [InlineData("䀀丁", 0)]
    [InlineData("头牵头", 0)]
    [InlineData("", 0)]
    public void The_longest_word_at_the_start_wins(string text, int length)
    {
        Assert.Equal(length, Words.AtStart(text));
        Assert.Equal(length, List().LongestAtStart(text)?.Term.Length ?? 0);
    }

    [Theory]
    [InlineData("由牵头单位", 4)]
    [InlineData("由单位", 1)]
    [InlineData("由牵头", 2)]
    [InlineData("头", 0)]
    [InlineData("", 0)]
    public void The_longest_word_at_the_end_wins(string text, int length)
    {
        Assert.Equal(length, Words.AtEnd(text));
        Assert.Equal(length, List().LongestAtEnd(text)?.Term.Length ?? 0);
    }

    private static Lexicon List() => Lexicon.Parse("words", "牵头\tverb\n牵头单位\tlabel\n位\tlabel\n䀀甲乙\tverb\n䐀丁\tverb\n");
}
