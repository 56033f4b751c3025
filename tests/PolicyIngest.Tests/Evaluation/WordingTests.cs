using PolicyIngest.Ingest.Evaluation;
using PolicyIngest.Ingest.Text;
using Xunit;

namespace PolicyIngest.Tests.Evaluation;

public sealed class WordingTests
{
    [Theory]
    [InlineData("（１）①⑴Ⅲ㎡μ…：ﬁ⽔", "(1)1(1)IIIm2μ...:fi水")]
    [InlineData("㈠㏂½﹪￥ａＺ～", "(一)a.m.1⁄2%¥aZ~")]
    [InlineData("，。、“”—", ",。、“”—")]
    public void Look_alikes_become_plain(string text, string plain) => Assert.Equal(plain, CompatibilityText.Plain(text));

    [Fact]
    public void Plain_text_stays_itself()
    {
        const string text = "市发展改革委 2024";
        Assert.Same(text, CompatibilityText.Plain(text));
    }

    [Theory]
    [InlineData(" 加快　治理，\n步伐。；", "加快治理,步伐")]
    [InlineData(null, "")]
    public void Wording_forgets_space_and_end_marks(string? text, string wording) => Assert.Equal(wording, Wording.Of(text));

    [Theory]
    [InlineData("（一）", "(一)")]
    [InlineData("1．", "1")]
    [InlineData("⑴", "(1)")]
    public void Labels_forget_how_they_are_written(string text, string label) => Assert.Equal(label, Wording.Label(text));

    [Theory]
    [InlineData("污水处理率", "污水处理率。", 1)]
    [InlineData("污水", "雨水", 0)]
    [InlineData("", null, 1)]
    [InlineData("abcd", "abxy", 1 / 3.0)]
    public void Likeness_counts_pairs(string? a, string? b, double likeness) => Assert.Equal(likeness, Wording.Likeness(a, b), 9);

    [Theory]
    [InlineData("dir/a.b.txt", "a.b")]
    [InlineData(".txt", ".txt")]
    [InlineData("plan", "plan")]
    [InlineData("x.zip!/内/计划.docx", "计划")]
    public void Stems(string file, string stem) => Assert.Equal(stem, FactSheet.StemOf(file));
}
