using System.Globalization;
using PolicyIngest.Ingest.Lexicons;
using PolicyIngest.Ingest.Text;
using Xunit;

namespace PolicyIngest.Tests.Text;

/// <summary>Indicators and measures in the forms by which targets compare.</summary>
public sealed class TargetFormTests
{
    [Theory]
    [InlineData("4.2", "万亩", "area|42000|亩")]
    [InlineData("2", "公顷", "area|30|亩")]
    [InlineData("3", "亿元", "money|300000000|元")]
    [InlineData("35", "μg/m³", "mass/volume|35|微克/立方米")]
    [InlineData("35", "微克/立方米", "mass/volume|35|微克/立方米")]
    [InlineData("1.5", "毫克/立方米", "mass/volume|1500|微克/立方米")]
    [InlineData("95", "％", "share|95|%")]
    [InlineData("3", "个百分点", "points|3|个百分点")]
    [InlineData("12", "公里", "length|12000|米")]
    [InlineData("50", "万千瓦", "power|500000|千瓦")]
    [InlineData("20", "立方米/万元", "volume/money|0.002|立方米/元")]
    [InlineData("30", "家", "count|30|家")]
    [InlineData("2", "万户", "count|20000|户")]
    [InlineData("7", "万箱箱", "|70000|箱箱")]
    [InlineData("3", null, "|3|")]
    [InlineData("5", "亿", "number|500000000|")]
    public void Measures_of_one_kind_compare(string value, string? measure, string expected)
    {
        var form = MeasureForms.Of(LexiconSet.BuiltIn).Normalise(decimal.Parse(value, CultureInfo.InvariantCulture), measure);
        Assert.Equal(expected, string.Create(CultureInfo.InvariantCulture, $"{form.Dimension}|{form.Value}|{form.Measure}"));
    }

    [Theory]
    [InlineData("PM2.5年均浓度", "PM2.5年均浓度", null)]
    [InlineData("利通区PM2.5", "PM2.5年均浓度", "利通区")]
    [InlineData("年均PM₂.₅浓度", "PM2.5年均浓度", null)]
    [InlineData("细颗粒物（PM2.5）平均浓度", "PM2.5年均浓度", null)]
    [InlineData("全市空气质量优良天数比率", "优良天数比例", null)]
    [InlineData("城区污水处理率", "城区污水处理率", null)]
    [InlineData("云岭市空气质量优良天数比例", "优良天数比例", "云岭市")]
    [InlineData("单位地区生产总值（GDP）能耗", "单位GDP能耗", null)]
    [InlineData("河道治理长度", "河道治理长度", null)]
    public void An_indicator_has_one_name_and_its_own_place(string indicator, string name, string? place) =>
        Assert.Equal(new IndicatorForm(name, place), IndicatorForms.Of(LexiconSet.BuiltIn).Normalise(indicator));
}
