using System.Globalization;
using System.Text;

namespace PolicyIngest.Ingest.Readers.Word;

/// <summary>
/// Writes a list number in one of Word's formats (<c>w:numFmt</c>). A number that a format can't write comes out in plain digits,
/// as Word does it; no number makes a label of more than a few dozen characters.
/// </summary>
internal static class NumberFormats
{
    private const string Digits = "〇一二三四五六七八九";
    private const string FormalDigits = "零壹贰叁肆伍陆柒捌玖";
    private const string TraditionalDigits = "零壹貳參肆伍陸柒捌玖";
    private const string Stems = "甲乙丙丁戊己庚辛壬癸";
    private const string Branches = "子丑寅卯辰巳午未申酉戌亥";

    /// <summary>The number as the format writes it.</summary>
    /// <param name="number">The counter's value.</param>
    /// <param name="format">A value of <c>w:numFmt</c>; an unknown one is taken for <c>decimal</c>.</param>
    /// <param name="custom">The pattern of the format <c>custom</c>, such as <c>001, 002, 003, ...</c>.</param>
    public static string Write(int number, string format, string? custom = null) => format switch
    {
        "none" => "",
        "decimalZero" => number is >= 0 and < 10 ? "0" + Decimal(number) : Decimal(number),
        "custom" => Padded(number, custom),
        "decimalFullWidth" or "decimalFullWidth2" => Mapped(number, '０'),
        "numberInDash" => "- " + Decimal(number) + " -",
        "hex" => number >= 0 ? number.ToString("X", CultureInfo.InvariantCulture) : Decimal(number),
        "ordinal" => Decimal(number) + OrdinalEnding(number),
        "decimalEnclosedCircle" or "decimalEnclosedCircleChinese" => Circled(number),
        "decimalEnclosedParen" => Enclosed(number, '⑴'),
        "decimalEnclosedFullstop" => Enclosed(number, '⒈'),
        "ideographEnclosedCircle" => number is >= 1 and <= 10 ? ((char)('㊀' + number - 1)).ToString() : Decimal(number),
        "upperLetter" => Letters(number, 'A'),
        "lowerLetter" => Letters(number, 'a'),
        "upperRoman" => Roman(number),
        "lowerRoman" => Roman(number).ToLowerInvariant(),
        "chicago" => Chicago(number),
        // 一 … 十 … 九十九, then digit by digit: 一〇〇
        "chineseCounting" or "taiwaneseCounting" => number is > 0 and < 100 ? Counting(number) : ByDigit(number),
        "ideographDigital" or "taiwaneseDigital" or "japaneseDigitalTenThousand" => ByDigit(number),
        // 一 … 九十九, 一百, 一百零一
        "chineseCountingThousand" or "taiwaneseCountingThousand" => Counting(number),
        // 百, not 一百
        "japaneseCounting" => Counting(number, elideOne: true),
        "chineseLegalSimplified" => Formal(number, FormalDigits, '万'),
        "ideographLegalTraditional" => Formal(number, TraditionalDigits, '萬'),
        "ideographTraditional" => number is >= 1 and <= 10 ? Stems[number - 1].ToString() : Decimal(number),
        "ideographZodiac" => number is >= 1 and <= 12 ? Branches[number - 1].ToString() : Decimal(number),
        "ideographZodiacTraditional" => number is >= 1 and <= 60
            ? string.Concat(Stems.AsSpan((number - 1) % 10, 1), Branches.AsSpan((number - 1) % 12, 1))
            : Decimal(number),
        _ => Decimal(number),
    };

    private static string Decimal(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary><c>001, 002, 003, ...</c> pads with zeros to the width of its first number.</summary>
    private static string Padded(int number, string? pattern)
    {
        int width = 0;
        while (width < (pattern?.Length ?? 0) && width < 9 && char.IsAsciiDigit(pattern![width])) width++;
        return number.ToString("D" + Math.Max(1, width).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    private static string Mapped(int number, char zero) =>
        string.Concat(Decimal(number).Select(c => char.IsAsciiDigit(c) ? (char)(zero + c - '0') : c));

    private static string ByDigit(int number) =>
        number < 0 ? Decimal(number) : string.Concat(Decimal(number).Select(c => Digits[c - '0']));

    private static string OrdinalEnding(int number) => (Math.Abs(number % 100), Math.Abs(number % 10)) switch
    {
        (11 or 12 or 13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };

    /// <summary>① to ⑳, ㉑ to ㉟ and ㊱ to ㊿ stand in three places of Unicode.</summary>
    private static string Circled(int number) => number switch
    {
        0 => "⓪",
        >= 1 and <= 20 => ((char)('①' + number - 1)).ToString(),
        >= 21 and <= 35 => ((char)('㉑' + number - 21)).ToString(),
        >= 36 and <= 50 => ((char)('㊱' + number - 36)).ToString(),
        _ => Decimal(number),
    };

    private static string Enclosed(int number, char first) =>
        number is >= 1 and <= 20 ? ((char)(first + number - 1)).ToString() : Decimal(number);

    /// <summary>A … Z, AA, BB … ZZ, AAA; Word stops at 30 letters.</summary>
    private static string Letters(int number, char first) =>
        number is >= 1 and <= 26 * 30 ? new string((char)(first + (number - 1) % 26), (number - 1) / 26 + 1) : Decimal(number);

    private static string Chicago(int number) =>
        number is >= 1 and <= 4 * 30 ? new string("*†‡§"[(number - 1) % 4], (number - 1) / 4 + 1) : Decimal(number);

    private static string Roman(int number)
    {
        if (number is < 1 or > 3999) return Decimal(number);
        ReadOnlySpan<(int, string)> steps =
        [
            (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
            (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
        ];
        var roman = new StringBuilder();
        foreach (var (value, letters) in steps)
            for (; number >= value; number -= value) roman.Append(letters);
        return roman.ToString();
    }

    /// <summary>As counted: 十, 十一, 二十, 一百零一, 一万; a leading 一十 is 十.</summary>
    private static string Counting(int number, bool elideOne = false)
    {
        if (number < 0) return Decimal(number);
        if (number == 0) return "〇";
        string text = Grouped(number, "零一二三四五六七八九", "十百千", '万', '亿', elideOne);
        return text.StartsWith("一十", StringComparison.Ordinal) ? text[1..] : text;
    }

    private static string Formal(int number, string digits, char tenThousand) =>
        number < 0 ? Decimal(number)
        : number == 0 ? "零"
        : Grouped(number, digits, "拾佰仟", tenThousand, tenThousand == '万' ? '亿' : '億', elideOne: false);

    private static string Grouped(int number, string digits, string units, char tenThousand, char hundredMillion, bool elideOne)
    {
        var text = new StringBuilder();
        int[] groups = [number / 100_000_000, number / 10_000 % 10_000, number % 10_000];
        bool gap = false;
        for (int g = 0; g < 3; g++)
        {
            int group = groups[g];
            if (group == 0)
            {
                gap |= text.Length > 0;
                continue;
            }
            if (text.Length > 0 && (gap || group < 1000)) text.Append(digits[0]);
            AppendGroup(text, group, digits, units, elideOne);
            if (g < 2) text.Append(g == 0 ? hundredMillion : tenThousand);
            gap = false;
        }
        return text.ToString();
    }

    private static void AppendGroup(StringBuilder text, int group, string digits, string units, bool elideOne)
    {
        bool started = false, zero = false;
        for (int place = 3, scale = 1000; place >= 0; place--, scale /= 10)
        {
            int digit = group / scale % 10;
            if (digit == 0)
            {
                zero = started;
                continue;
            }
            if (zero && !elideOne) text.Append(digits[0]);
            if (!(elideOne && digit == 1 && place > 0)) text.Append(digits[digit]);
            if (place > 0) text.Append(units[place - 1]);
            started = true;
            zero = false;
        }
    }
}
