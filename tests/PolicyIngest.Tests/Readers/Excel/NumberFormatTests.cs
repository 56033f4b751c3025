using PolicyIngest.Ingest.Readers.Excel;
using Xunit;

namespace PolicyIngest.Tests.Readers.Excel;

public sealed class NumberFormatTests
{
    [Theory]
    [InlineData("General", 1, "1")]
    [InlineData("General", 0.1 + 0.2, "0.3")]
    [InlineData("General", 85.7, "85.7")]
    [InlineData("General", -33, "-33")]
    [InlineData("General", 1234567.891, "1234567.891")]
    [InlineData("General", 12345678901234, "1.23457E+13")]
    [InlineData("General", 0, "0")]
    [InlineData("0", 2.5, "3")]
    [InlineData("0", -2.5, "-3")]
    [InlineData("0.00", 1.005, "1.01")]
    [InlineData("0.0", 33, "33.0")]
    [InlineData("#.##", 5, "5")]
    [InlineData("#,##0", 1234567, "1,234,567")]
    [InlineData("#,##0.00", 1234.5, "1,234.50")]
    [InlineData("#,##0", 12, "12")]
    [InlineData("0%", 0.857, "86%")]
    [InlineData("0.0%", 0.857, "85.7%")]
    [InlineData("0.00_);[Red]\\(0.00\\)", -3, "(3.00)")]
    [InlineData("0.00;-0.00", -3, "-3.00")]
    [InlineData("0;-0;\"无\"", 0, "无")]
    [InlineData("0\"家\"", 12, "12家")]
    [InlineData("0.0,,\"百万\"", 1234567, "1.2百万")]
    [InlineData("000", 7, "007")]
    [InlineData("000-0000", 1234567, "123-4567")]
    [InlineData("[$¥-804]#,##0", 1200, "¥1,200")]
    [InlineData("[>=100]0\"大\";0\"小\"", 150, "150大")]
    [InlineData("[>=100]0\"大\";0\"小\"", 50, "50小")]
    [InlineData("0.00E+00", 12345, "1.23E+04")]
    [InlineData("# ?/?", 1.5, "1 1/2")]
    [InlineData("[DBNum1]0", 12, "一二")]
    [InlineData("@", 12, "12")]
    [InlineData("第0批", 3, "第3批")]
    [InlineData("-0", 0, "-0")]
    [InlineData("0", -0.2, "0")]
    public void A_number_as_it_is_shown(string code, double value, string expected) =>
        Assert.Equal(expected, NumberFormat.Parse(code).Show(value, startsIn1904: false).Trim());

    [Theory]
    [InlineData("yyyy/m/d", 45473, "2024/6/30")]
    [InlineData("yyyy-mm-dd", 45473, "2024-06-30")]
    [InlineData("yyyy\"年\"m\"月\"d\"日\"", 45473, "2024年6月30日")]
    [InlineData("yyyy\"年\"m\"月\"", 45473, "2024年6月")]
    [InlineData("yyyy\"年\"m\"月\"d\"日\";@", 45473, "2024年6月30日")]
    [InlineData("[$-804]yyyy年m月", 45473, "2024年6月")]
    [InlineData("m月d日", 45473, "2024年6月30日")]
    [InlineData("\"不晚于\"m\"月\"d\"日\"", 45473, "不晚于2024年6月30日")]
    [InlineData("[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"", 45651, "二〇二四年十二月二十五日")]
    [InlineData("[DBNum1]m月d日", 45473, "二〇二四年六月三十日")]
    [InlineData("[DBNum1]yyyy\"年\"m\"月\"", 45580, "二〇二四年十月")]
    [InlineData("yy.m.d", 45473, "2024.6.30")]
    [InlineData("yy\"年\"mm\"月\"", 45473, "2024年06月")]
    [InlineData("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", 45473, "2024年6月30日")]
    [InlineData("[$-409]mmm\\-yy;@", 45473, "2024年6月")]
    [InlineData("d-mmm", 45473, "2024年6月30日")]
    [InlineData("m/d/yy h:mm", 45473.5, "2024年6月30日 12:00")]
    [InlineData("yyyy", 45473, "2024")]
    [InlineData("h:mm", 0.75, "18:00")]
    [InlineData("h:mm AM/PM", 0.75, "6:00 PM")]
    [InlineData("上午/下午h时mm分", 0.25, "上午6时00分")]
    [InlineData("[h]:mm:ss", 1.5, "36:00:00")]
    [InlineData("mm:ss.0", 0.000727, "01:02.8")]
    [InlineData("aaaa", 45473, "2024年6月30日")]
    [InlineData("yyyy/m/d aaaa", 45473, "2024/6/30 星期日")]
    [InlineData("d-mmm-yy", 45473, "2024年6月30日")]
    [InlineData("yyyy/m/d h:mm", 45473.999999, "2024/7/1 0:00")]
    [InlineData("yyyy/m/d", 1, "1900/1/1")]
    [InlineData("yyyy/m/d", 59, "1900/2/28")]
    [InlineData("yyyy/m/d", 60, "1900/2/29")]
    [InlineData("yyyy/m/d", 61, "1900/3/1")]
    [InlineData("yyyy/m/d", -1, "-1")]
    [InlineData("yyyy/m/d", 99999999, "99999999")]
    public void A_date_as_it_is_shown(string code, double value, string expected) =>
        Assert.Equal(expected, NumberFormat.Parse(code).Show(value, startsIn1904: false));

    [Fact]
    public void Days_may_count_from_1904() => Assert.Equal("2024/6/30", NumberFormat.Parse("yyyy/m/d").Show(45473 - 1462, startsIn1904: true));

    [Theory]
    [InlineData("[")]
    [InlineData("\"")]
    [InlineData("\\")]
    [InlineData(";;;")]
    [InlineData("")]
    [InlineData("[h][m][s]000.000E+/%,,")]
    [InlineData("ggge年")]
    [InlineData("0.0.0.0,,,,")]
    [InlineData("/")]
    public void An_odd_code_does_no_harm(string code)
    {
        foreach (double value in (double[])[0, 1, -1, 1e300, -1e300, 45473.5, double.NaN, double.PositiveInfinity, double.Epsilon])
            Assert.InRange(NumberFormat.Parse(code).Show(value, false).Length, 0, 400);
    }
}
