using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using PolicyIngest.Ingest.Text;
using Xunit;

namespace PolicyIngest.Tests.Text;

/// <summary>Numbers and numbering printed in any of the written forms are read back.</summary>
public sealed class WrittenNumbersProperties
{
    private static readonly (NumberStyle Style, int Most, Func<int, string> Print)[] Labels =
    [
        (NumberStyle.HanComma, 99, n => Words(n) + "、"),
        (NumberStyle.HanComma, 99, n => Words(n) + "．"),
        (NumberStyle.HanParen, 99, n => $"（{Words(n)}）"),
        (NumberStyle.HanParen, 99, n => $"( {Words(n)} )"),
        (NumberStyle.Arabic, 999, n => $"{n}."),
        (NumberStyle.Arabic, 999, n => $"{n}、"),
        (NumberStyle.Arabic, 99, n => Wide(n) + "．"),
        (NumberStyle.ArabicParen, 999, n => $"（{n}）"),
        (NumberStyle.ArabicHalfParen, 99, n => $"{n}）"),
        (NumberStyle.Circle, 20, n => ((char)('①' + n - 1)).ToString()),
        (NumberStyle.ArabicParen, 20, n => ((char)('⑴' + n - 1)).ToString()),
        (NumberStyle.Chapter, 99, n => $"第{Words(n)}章 "),
        (NumberStyle.Section, 99, n => $"第{Words(n)}节　"),
        (NumberStyle.Article, 99, n => $"第{Words(n)}条　"),
        (NumberStyle.Part, 99, n => $"第{Words(n)}部分 "),
    ];

    [Fact]
    public void Numbers_in_words_are_read_back() => Prop.ForAll(
        Arb.From(Gen.OneOf(Gen.Choose(1, 9_999), Gen.Choose(1, int.MaxValue))),
        number => ChineseNumber.TryParse(Words(number), out long value) && value == number).QuickCheckThrowOnFailure();

    [Fact]
    public void Numbers_in_digits_are_read_back() => Prop.ForAll(
        Arb.From(Gen.Choose(0, int.MaxValue)),
        number => ChineseNumber.TryParse(Digits(number), out long value) && value == number).QuickCheckThrowOnFailure();

    [Fact]
    public void Numbering_is_read_back() => Prop.ForAll(
        Arb.From(from form in Gen.Choose(0, Labels.Length - 1) from number in Gen.Choose(1, Labels[form].Most) select (form, number)),
        printed =>
        {
            var (style, _, print) = Labels[printed.form];
            string label = print(printed.number);
            var read = OutlineNumbering.Recognise(CharFold.Fold(label + "加强河道治理"));
            return read is { } found && found.Style == style && found.Value == printed.number && found.Length == label.Length;
        }).QuickCheckThrowOnFailure();

    /// <summary>12 is 十二, 105 一百零五, 20030 二万零三十.</summary>
    private static string Words(int number)
    {
        if (number < 10_000) return Group(number, isFirst: true);
        int unit = number >= 100_000_000 ? 100_000_000 : 10_000;
        int high = number / unit, low = number % unit;
        string rest = low == 0 ? "" : (low < unit / 10 ? "零" : "") + (low < 10_000 ? Group(low, isFirst: false) : Words(low));
        return Words(high) + (unit == 10_000 ? "万" : "亿") + rest;
    }

    private static string Group(int number, bool isFirst)
    {
        string words = "";
        bool isGap = false;
        foreach (var (value, name) in new[] { (1_000, "千"), (100, "百"), (10, "十"), (1, "") })
        {
            int digit = number / value % 10;
            if (digit == 0)
            {
                isGap = words.Length > 0;
                continue;
            }
            if (isGap) words += "零";
            isGap = false;
            // 十二, not 一十二, at the start.
            words += (digit == 1 && value == 10 && words.Length == 0 && isFirst ? "" : Digits(digit)) + name;
        }
        return words;
    }

    private static string Digits(int number) =>
        string.Concat(number.ToString(CultureInfo.InvariantCulture).Select(c => "〇一二三四五六七八九"[c - '0']));

    private static string Wide(int number) =>
        string.Concat(number.ToString(CultureInfo.InvariantCulture).Select(c => (char)(c + 0xFEE0)));
}
