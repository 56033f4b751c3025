using System.Globalization;
using PolicyIngest.Ingest.Rules.Targets;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;
using Xunit;

namespace PolicyIngest.Tests.Rules.Targets;

public sealed class QuantityScannerTests
{
    [Theory]
    [InlineData("达到46.61万亩", "46.61 万亩 Extent None")]
    [InlineData("投资1,200万元", "1200 万元 Money None")]
    [InlineData("不高于8吨/月·平方公里", "8 吨/月·平方公里 Amount None")]
    [InlineData("控制在３５％以内", "35 % Ratio Ceiling")]
    [InlineData("新增20 家（含）以上", "20 家 Count Floor")]
    [InlineData("建设2—3个示范区", "2 个 Count None")]
    [InlineData("提高2个百分点左右", "2 个百分点 Ratio Floor")]
    [InlineData("达到百分之九十五", "95 百分之 Ratio None")]
    [InlineData("建成三座桥", "3 座 Count None")]
    [InlineData("系数达到0.58以上", "0.58  None Floor")]
    [InlineData("装机100MW", "100 MW Amount None")]
    [InlineData("65%70%", "65 % Ratio None|70 % Ratio None")]
    public void A_number_has_its_unit_and_bound(string text, string expected) => Assert.Equal(expected, Scan(text));

    [Theory]
    [InlineData("PM2.5和PM10")]
    [InlineData("GB/T 50378-2019")]
    [InlineData("〔2021〕18号")]
    [InlineData("第3章")]
    [InlineData("5G和3A")]
    [InlineData("按1:1比例")]
    [InlineData("5星级饭店")]
    [InlineData("前100名")]
    [InlineData("一批、一系列、一体化")]
    public void Digits_of_a_name_are_no_quantity(string text) => Assert.Equal("", Scan(text));

    [Theory]
    [InlineData("十二", 12)]
    [InlineData("二十", 20)]
    [InlineData("一百零五", 105)]
    [InlineData("两", 2)]
    [InlineData("九十九", 99)]
    public void Numbers_in_characters_are_read(string text, int expected) => Assert.Equal(expected, QuantityScanner.HanNumber(text));

    private static string Scan(string text)
    {
        string folded = CharFold.Fold(text);
        return string.Join('|', QuantityScanner.Scan(folded, new TextSpan(0, folded.Length), TargetLexicon.Default)
            .Select(q => string.Create(CultureInfo.InvariantCulture, $"{q.Value} {q.Unit.Of(folded)} {q.Kind} {q.Bound}")));
    }
}
