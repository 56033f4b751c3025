using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Annotations;

public sealed class QuantitiesTests
{
    private const string Cases = "tests/PolicyIngest.Tests/Annotations/quantities.tsv";

    /// <summary>The lines of the file: a text, and behind a tab each quantity in it, parted by <c> | </c>; nothing behind the tab for none.</summary>
    public static TheoryData<string, string> Lines()
    {
        var lines = new TheoryData<string, string>();
        foreach (string line in File.ReadLines(Path.Combine(Repository.Root, Cases)).Where(line => line.Length > 0 && line[0] != '#'))
        {
            string[] cells = line.Split('\t');
            lines.Add(cells[0], cells[1]);
        }
        return lines;
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_quantity_has_its_value_unit_and_bound(string text, string expected) =>
        Assert.Equal(expected, string.Join(" | ", QuantityReading.Of(text).Where(found => found.Told.Length > 0).Select(found => found.Told)));

    [Fact]
    public void The_file_holds_cases_enough() => Assert.True(Lines().Count >= 150);

    [Theory]
    [InlineData("渠道衬砌１２．５公里。", "１２．５公里")]
    [InlineData("治理率达到百分之九十八点六以上", "百分之九十八点六")]
    [InlineData("投入12亿5000万元", "12亿5000万元")]
    [InlineData("建设 三 座泵站", "三 座")]
    public void Its_place_is_exact(string text, string words) => Assert.Equal(words, Assert.Single(QuantityReading.Of(text)).Span.Of(text));
}
