namespace PolicyIngest.Ingest.Text;

/// <summary>Reads whole numbers written in Chinese: 十二, 二十三, 一百零五, 两万, 二〇二一.</summary>
public static class ChineseNumber
{
    /// <summary>The longest writing that is looked at, in UTF-16 code units.</summary>
    public const int LongestWriting = 24;

    /// <summary>Reads a number that takes up the whole of <paramref name="text"/>; digits 0-9 are read as well.</summary>
    /// <param name="text">The number, folded, without spaces.</param>
    /// <param name="value">The number, 0 to 9,999,999,999,999; 0 where there is none.</param>
    /// <returns>Whether the text is a number.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out long value)
    {
        value = 0;
        if (text.IsEmpty || text.Length > LongestWriting) return false;
        return text.IndexOfAny("十百千万亿") < 0 ? TryDigits(text, out value) : TryWords(text, out value);
    }

    /// <summary>The value of one digit (〇, 一, 两, 7), or -1.</summary>
    public static int Digit(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        '〇' or '○' or '零' => 0,
        '一' or '壹' => 1,
        '二' or '两' or '贰' => 2,
        '三' or '叁' => 3,
        '四' or '肆' => 4,
        '五' or '伍' => 5,
        '六' or '陆' => 6,
        '七' or '柒' => 7,
        '八' or '捌' => 8,
        '九' or '玖' => 9,
        _ => -1,
    };

    /// <summary>二〇二一: one digit after the other.</summary>
    private static bool TryDigits(ReadOnlySpan<char> text, out long value)
    {
        value = 0;
        if (text.Length > 13) return false;
        foreach (char c in text)
        {
            int digit = Digit(c);
            if (digit < 0) { value = 0; return false; }
            value = value * 10 + digit;
        }
        return true;
    }

    /// <summary>三万二千零五: digits with 十, 百, 千 inside a group, groups closed by 万 and 亿.</summary>
    private static bool TryWords(ReadOnlySpan<char> text, out long value)
    {
        value = 0;
        long total = 0, group = 0, digit = -1;
        long lastUnit = long.MaxValue, lastGroup = long.MaxValue;
        foreach (char c in text)
        {
            int d = Digit(c);
            if (d == 0 && digit < 0) continue; // the 零 of 一百零五
            if (d >= 0)
            {
                if (digit >= 0) return false;
                digit = d;
                continue;
            }
            long unit = c switch { '十' => 10, '百' => 100, '千' => 1000, '万' => 10_000, '亿' => 100_000_000, _ => 0 };
            if (unit == 0) return false;
            if (unit < 10_000)
            {
                if (unit >= lastUnit || (digit < 0 && unit != 10)) return false;
                group += (digit < 0 ? 1 : digit) * unit; // 十二 is 一十二
                lastUnit = unit;
            }
            else
            {
                long closed = group + Math.Max(digit, 0);
                if (unit >= lastGroup || closed == 0) return false;
                total += closed * unit;
                (group, lastUnit, lastGroup) = (0, long.MaxValue, unit);
            }
            digit = -1;
        }
        value = total + group + Math.Max(digit, 0);
        return true;
    }
}
