using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;
using Xunit;

namespace PolicyIngest.Tests.Store;

public sealed class CodePointMapTests
{
    [Theory]
    [InlineData("")]
    [InlineData("云岭市")]
    [InlineData("𠮷")]
    [InlineData("云𠮷岭𬭳𬭳市")]
    [InlineData("\uD842云\uDFB7𠮷\uD842")]
    public void Positions_go_over_and_come_back(string text)
    {
        var map = new CodePointMap(text);
        int codePoint = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (i > 0 && char.IsSurrogatePair(text[i - 1], text[i])) continue;
            Assert.Equal(codePoint, map.ToCodePoints(i));
            Assert.Equal(i, map.ToUtf16(codePoint, 0).Start);
            codePoint++;
        }
        Assert.Equal(codePoint, map.Length);
        Assert.Equal(new TextSpan(0, text.Length), map.ToUtf16(0, map.Length));
    }
}
