using PolicyIngest.Ingest.Text;
using Xunit;

namespace PolicyIngest.Tests.Text;

public sealed class ChineseNumberTests
{
    [Theory]
    [InlineData("七", 7)]
    [InlineData("十", 10)]
    [InlineData("十二", 12)]
    [InlineData("二十", 20)]
    [InlineData("三十一", 31)]
    [InlineData("一百零五", 105)]
    [InlineData("一百一十", 110)]
    [InlineData("两千三百", 2300)]
    [InlineData("三万二千零五", 32005)]
    [InlineData("两亿", 200_000_000)]
    [InlineData("二〇二一", 2021)]
    [InlineData("二○二五", 2025)]
    [InlineData("2021", 2021)]
    public void A_number_in_words(string text, long expected)
    {
        Assert.True(ChineseNumber.TryParse(text, out long value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("万")]
    [InlineData("百")]
    [InlineData("十百")]
    [InlineData("二三十")]
    [InlineData("一万三万")]
    [InlineData("几十")]
    [InlineData("12a")]
    [InlineData("二二二二二二二二二二二二二二二二二二二二二二二二二二")]
    public void No_number(string text) => Assert.False(ChineseNumber.TryParse(text, out _));
}
