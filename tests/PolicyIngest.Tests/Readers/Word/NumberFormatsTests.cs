using PolicyIngest.Ingest.Readers.Word;
using Xunit;

namespace PolicyIngest.Tests.Readers.Word;

public sealed class NumberFormatsTests
{
    [Theory]
    [InlineData("decimal", 1, "1")]
    [InlineData("decimal", 2_000_000_000, "2000000000")]
    [InlineData("decimalZero", 9, "09")]
    [InlineData("decimalZero", 10, "10")]
    [InlineData("chineseCounting", 1, "一")]
    [InlineData("chineseCounting", 10, "十")]
    [InlineData("chineseCounting", 11, "十一")]
    [InlineData("chineseCounting", 20, "二十")]
    [InlineData("chineseCounting", 99, "九十九")]
    [InlineData("chineseCounting", 100, "一〇〇")]
    [InlineData("chineseCounting", 0, "〇")]
    [InlineData("chineseCountingThousand", 1, "一")]
    [InlineData("chineseCountingThousand", 10, "十")]
    [InlineData("chineseCountingThousand", 15, "十五")]
    [InlineData("chineseCountingThousand", 21, "二十一")]
    [InlineData("chineseCountingThousand", 100, "一百")]
    [InlineData("chineseCountingThousand", 101, "一百零一")]
    [InlineData("chineseCountingThousand", 110, "一百一十")]
    [InlineData("chineseCountingThousand", 1001, "一千零一")]
    [InlineData("chineseCountingThousand", 10_010, "一万零一十")]
    [InlineData("chineseCountingThousand", 100_000_001, "一亿零一")]
    [InlineData("chineseLegalSimplified", 1, "壹")]
    [InlineData("chineseLegalSimplified", 12, "壹拾贰")]
    [InlineData("chineseLegalSimplified", 105, "壹佰零伍")]
    [InlineData("ideographLegalTraditional", 3, "參")]
    [InlineData("ideographDigital", 10, "一〇")]
    [InlineData("ideographTraditional", 1, "甲")]
    [InlineData("ideographTraditional", 10, "癸")]
    [InlineData("ideographTraditional", 11, "11")]
    [InlineData("ideographZodiac", 12, "亥")]
    [InlineData("ideographZodiacTraditional", 1, "甲子")]
    [InlineData("ideographZodiacTraditional", 60, "癸亥")]
    [InlineData("japaneseCounting", 10, "十")]
    [InlineData("japaneseCounting", 21, "二十一")]
    [InlineData("japaneseCounting", 101, "百一")]
    [InlineData("taiwaneseCountingThousand", 20, "二十")]
    [InlineData("decimalEnclosedCircle", 1, "①")]
    [InlineData("decimalEnclosedCircle", 20, "⑳")]
    [InlineData("decimalEnclosedCircleChinese", 21, "㉑")]
    [InlineData("decimalEnclosedCircleChinese", 35, "㉟")]
    [InlineData("decimalEnclosedCircle", 36, "㊱")]
    [InlineData("decimalEnclosedCircle", 50, "㊿")]
    [InlineData("decimalEnclosedCircle", 51, "51")]
    [InlineData("decimalEnclosedParen", 1, "⑴")]
    [InlineData("decimalEnclosedParen", 20, "⒇")]
    [InlineData("decimalEnclosedParen", 21, "21")]
    [InlineData("decimalEnclosedFullstop", 3, "⒊")]
    [InlineData("ideographEnclosedCircle", 10, "㊉")]
    [InlineData("decimalFullWidth", 10, "１０")]
    [InlineData("decimalFullWidth2", 7, "７")]
    [InlineData("decimalHalfWidth", 7, "7")]
    [InlineData("upperRoman", 4, "IV")]
    [InlineData("upperRoman", 3999, "MMMCMXCIX")]
    [InlineData("upperRoman", 4000, "4000")]
    [InlineData("lowerRoman", 49, "xlix")]
    [InlineData("lowerRoman", 0, "0")]
    [InlineData("upperLetter", 27, "AA")]
    [InlineData("lowerLetter", 28, "bb")]
    [InlineData("lowerLetter", 2_000_000_000, "2000000000")]
    [InlineData("lowerLetter", 0, "0")]
    [InlineData("chicago", 5, "**")]
    [InlineData("numberInDash", 3, "- 3 -")]
    [InlineData("hex", 255, "FF")]
    [InlineData("ordinal", 12, "12th")]
    [InlineData("ordinal", 22, "22nd")]
    [InlineData("none", 5, "")]
    [InlineData("someFutureFormat", 5, "5")]
    [InlineData("chineseCounting", -3, "-3")]
    [InlineData("decimal", int.MinValue, "-2147483648")]
    public void A_number_is_written_as_Word_writes_it(string format, int number, string expected) =>
        Assert.Equal(expected, NumberFormats.Write(number, format));

    [Theory]
    [InlineData("001, 002, 003, ...", 7, "007")]
    [InlineData("001, 002, 003, ...", 1234, "1234")]
    [InlineData("01, 02, 03, ...", 7, "07")]
    [InlineData("", 7, "7")]
    [InlineData("999999999999999999, ...", 7, "000000007")]
    public void A_custom_format_pads_with_zeros(string pattern, int number, string expected) =>
        Assert.Equal(expected, NumberFormats.Write(number, "custom", pattern));

    [Fact]
    public void Every_format_keeps_every_number_short()
    {
        string[] formats =
        [
            "decimal", "decimalZero", "chineseCounting", "chineseCountingThousand", "chineseLegalSimplified", "ideographLegalTraditional",
            "ideographDigital", "ideographTraditional", "ideographZodiac", "ideographZodiacTraditional", "japaneseCounting", "upperRoman",
            "lowerRoman", "upperLetter", "lowerLetter", "decimalEnclosedCircle", "decimalEnclosedParen", "decimalFullWidth", "chicago",
            "numberInDash", "hex", "ordinal", "custom",
        ];
        foreach (string format in formats)
            foreach (int number in (int[])[int.MinValue, -1, 0, 1, 26 * 30, 26 * 30 + 1, 99_999, 123_456_789, 2_000_000_000, int.MaxValue])
                Assert.InRange(NumberFormats.Write(number, format).Length, 1, 40);
    }
}
