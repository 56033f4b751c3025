using System.Globalization;

namespace PolicyIngest.Ingest.Text;

/// <summary>Recognises the number (序号) at the start of a line: 第一章, 一、, （一）, 1., 1.1, （1）, ⑴, 1）, ①.</summary>
public static class OutlineNumbering
{
    /// <summary>Reads the number at the very start of a folded line.</summary>
    /// <param name="line">The line, folded, without leading white space.</param>
    /// <returns>The number, or null where the line starts with none.</returns>
    public static NumberLabel? Recognise(ReadOnlySpan<char> line)
    {
        if (line.IsEmpty) return null;
        char first = line[0];
        if (first == '第') return Division(line);
        if (first == '(') return Bracketed(line);
        if (IsHanDigit(first)) return HanComma(line);
        if (char.IsAsciiDigit(first)) return Arabic(line);
        return Letters(line) ?? Enclosed(line);
    }

    /// <summary>The first number alone where <c>11.121人才工程</c> can also be read as 11 and the words behind it; null where it can't.</summary>
    /// <param name="line">A folded line whose number is dotted.</param>
    public static NumberLabel? FirstAlone(ReadOnlySpan<char> line)
    {
        int dot = line.IndexOf('.');
        return dot is > 0 and <= 3 && ParseInt(line[..dot]) is int value and > 0 ? new NumberLabel(NumberStyle.Arabic, value, line[..dot].ToString(), dot + 1) : null;
    }

    /// <summary>Value of a Chinese numeral from 一 to 九百九十九; 0 where it is none.</summary>
    public static int HanValue(ReadOnlySpan<char> han)
    {
        foreach (char c in han)
            if (!IsHanDigit(c)) return 0;
        return ChineseNumber.TryParse(han, out long value) && value < 1000 ? (int)value : 0;
    }

    /// <summary>Whether a character can stand in the number of 一、 or （十二）.</summary>
    public static bool IsHanDigit(char c) => c is '一' or '二' or '三' or '四' or '五' or '六' or '七' or '八' or '九' or '十' or '百' or '零';

    /// <summary>第一章, 第 二 节, 第三部分; not 第三方 or 第一批.</summary>
    private static NumberLabel? Division(ReadOnlySpan<char> line)
    {
        int i = SkipSpaces(line, 1), start = i;
        while (i < line.Length && i - start < 4 && (IsHanDigit(line[i]) || char.IsAsciiDigit(line[i]))) i++;
        var number = line[start..i];
        int after = SkipSpaces(line, i);
        if (number.IsEmpty || after >= line.Length) return null;
        int value = char.IsAsciiDigit(number[0]) ? ParseInt(number) : HanValue(number);
        if (value <= 0) return null;
        NumberStyle? style = line[after] switch
        {
            '编' or '篇' => NumberStyle.Part,
            '章' => NumberStyle.Chapter,
            '节' => NumberStyle.Section,
            '条' => NumberStyle.Article,
            '部' when line[after..].StartsWith("部分") => NumberStyle.Part,
            _ => null,
        };
        if (style is null) return null;
        int end = after + (line[after] == '部' ? 2 : 1);
        // 第三条之一 stands between 第三条 and 第四条.
        if (end + 1 < line.Length && line[end] == '之' && IsHanDigit(line[end + 1])) end += 2;
        // 第一章 opens a heading; 第三条规定 and 第二节课 run on in a sentence.
        bool apart = end == line.Length || line[end] is ' ' or '\t' or '、' or ':' or '.' or ',';
        if (!apart && style is NumberStyle.Article) return null;
        return new NumberLabel(style.Value, value, $"第{number}{line[after..end]}", SkipMark(line, end));
    }

    /// <summary>（一） and （1）, spaces inside allowed; not （含）.</summary>
    private static NumberLabel? Bracketed(ReadOnlySpan<char> line)
    {
        int close = line[..Math.Min(line.Length, 8)].IndexOf(')');
        if (close < 2) return null;
        var inner = line[1..close].Trim();
        if (inner.IsEmpty || inner.Length > 4) return null;
        if (char.IsAsciiDigit(inner[0]))
        {
            int number = ParseInt(inner);
            return number is > 0 and < 1000 ? new NumberLabel(NumberStyle.ArabicParen, number, $"({number})", SkipMark(line, close + 1)) : null;
        }
        int value = HanValue(inner);
        return value > 0 ? new NumberLabel(NumberStyle.HanParen, value, $"({inner})", SkipMark(line, close + 1)) : null;
    }

    /// <summary>一、 and 十二. at the start; not 一是, 一、二等奖.</summary>
    private static NumberLabel? HanComma(ReadOnlySpan<char> line)
    {
        int i = 0;
        while (i < line.Length && i < 5 && IsHanDigit(line[i])) i++;
        int mark = SkipSpaces(line, i);
        if (mark >= line.Length || line[mark] is not ('、' or '.' or ',' or ':')) return SpacedHeading(line, i, mark);
        int value = HanValue(line[..i]);
        int end = SkipMark(line, mark);
        // 三、四类 lists numerals.
        if (value <= 0 || end < line.Length && IsHanDigit(line[end]) && end + 1 < line.Length && line[end + 1] is '类' or '级' or '等' or '期' or '线') return null;
        return new NumberLabel(NumberStyle.HanComma, value, line[..i].ToString(), end);
    }

    /// <summary>一 总体要求: a numeral, a space and a short heading.</summary>
    private static NumberLabel? SpacedHeading(ReadOnlySpan<char> line, int digits, int rest)
    {
        bool heading = digits is > 0 and <= 3 && rest > digits && rest < line.Length && line.Length <= 30 && IsHan(line[rest]) && line.IndexOfAny("。,;:、") < 0;
        return heading && HanValue(line[..digits]) is int value and > 0 ? new NumberLabel(NumberStyle.HanComma, value, line[..digits].ToString(), rest) : null;
    }

    /// <summary>1. 1、 1.1 1) and, before a short heading, 1 alone; not 1.5倍, 2021年, 3个.</summary>
    private static NumberLabel? Arabic(ReadOnlySpan<char> line)
    {
        int i = 0;
        while (i < line.Length && char.IsAsciiDigit(line[i])) i++;
        if (i > 3) return null;
        int value = ParseInt(line[..i]);
        int mark = SkipSpaces(line, i);
        if (value == 0 || mark >= line.Length) return null;
        char c = line[mark];
        if (c == ')') return new NumberLabel(NumberStyle.ArabicHalfParen, value, $"{value})", SkipMark(line, mark + 1));
        if (c == '-' && mark + 1 < line.Length && char.IsAsciiDigit(line[mark + 1])) return Dashed(line, mark);
        // 1,推进…: a slip of the pen; not 1,000.
        bool slip = c is ',' or ':' && mark + 1 < line.Length && IsHan(line[mark + 1]);
        if (!slip && c is not ('.' or '、'))
        {
            // "1 总则": a number, a space and a short heading without a full stop.
            bool heading = mark > i && line.Length <= 30 && IsHan(c) && value <= 30 && line.IndexOfAny('。', ',', ';') < 0 && c is not ('年' or '月' or '日' or '个' or '万' or '亿');
            return heading ? new NumberLabel(NumberStyle.Arabic, value, line[..i].ToString(), mark) : null;
        }
        int end = mark + 1;
        if (end >= line.Length) return null;
        if (char.IsAsciiDigit(line[end]) && !StartsWithYear(line[end..])) return c == '.' ? Dotted(line) : null;
        return new NumberLabel(NumberStyle.Arabic, value, line[..i].ToString(), SkipMark(line, mark));
    }

    /// <summary>1-1 before Chinese text; not 3-5年, 1-6月.</summary>
    private static NumberLabel? Dashed(ReadOnlySpan<char> line, int dash)
    {
        int end = dash + 1;
        while (end < line.Length && char.IsAsciiDigit(line[end])) end++;
        int value = ParseInt(line[(dash + 1)..end]);
        int rest = SkipMark(line, end);
        bool apart = end < line.Length && line[end] is ' ' or '.' or '、';
        if (dash > 2 || end - dash > 3 || value == 0 || rest >= line.Length || !IsHan(line[rest]) || !apart && Measures.Contains(line[rest])) return null;
        return new NumberLabel(NumberStyle.ArabicDotted, value, line[..end].ToString(), rest);
    }

    /// <summary>Ⅱ、 II. A. B、 before Chinese text; not A级, I类.</summary>
    private static NumberLabel? Letters(ReadOnlySpan<char> line)
    {
        bool sign = line[0] is >= '\u2160' and <= '\u216B';
        int i = 0;
        while (!sign && i < line.Length && i < 4 && line[i] is 'I' or 'V' or 'X') i++;
        if (sign) i = 1;
        bool roman = sign || i > 0;
        if (!roman && line[0] is >= 'A' and <= 'H') i = 1;
        int mark = SkipSpaces(line, i);
        if (i == 0 || mark + 1 >= line.Length || line[mark] is not ('、' or '.') || !IsHan(line[SkipMark(line, mark) is int end && end < line.Length ? end : 0])) return null;
        int value = sign ? line[0] - '\u2160' + 1 : roman ? RomanValue(line[..i]) : line[0] - 'A' + 1;
        return value == 0 ? null : new NumberLabel(roman ? NumberStyle.Roman : NumberStyle.Letter, value, line[..i].ToString(), SkipMark(line, mark));
    }

    private static int RomanValue(ReadOnlySpan<char> roman) => roman switch
    {
        "I" => 1, "II" => 2, "III" => 3, "IV" => 4, "V" => 5, "VI" => 6, "VII" => 7, "VIII" => 8, "IX" => 9, "X" => 10, "XI" => 11, "XII" => 12,
        _ => 0,
    };

    /// <summary>1.1 and 2.3.1 before Chinese text; not 1.5万亩, 3.2公里.</summary>
    private static NumberLabel? Dotted(ReadOnlySpan<char> line)
    {
        int i = 0, last = 0, dots = 0;
        while (i < line.Length && dots <= 3)
        {
            int start = i;
            while (i < line.Length && char.IsAsciiDigit(line[i])) i++;
            // 11.121人才工程: no number has a part of three digits; the first stands alone.
            if (i - start > 2) return start > 0 ? FirstAlone(line) : null;
            if (i == start) return null;
            last = ParseInt(line[start..i]);
            if (i >= line.Length || line[i] != '.' || i + 1 >= line.Length || !char.IsAsciiDigit(line[i + 1])) break;
            dots++;
            i++;
        }
        if (dots == 0 || last is 0 or > 40 || i >= line.Length) return null;
        var number = line[..i];
        bool apart = line[i] is ' ' or '.' or '、';
        int end = SkipMark(line, i);
        if (end >= line.Length || !IsHan(line[end])) return null;
        if (!apart && Measures.Contains(line[end])) return null;
        return new NumberLabel(NumberStyle.ArabicDotted, last, number.ToString(), end);
    }

    private const string Measures = "万亿倍个元米吨亩公千平立度家户人次项年月日天座台条辆种类级成分名所处届批岁层周小楼栋号";

    /// <summary>⑴ ① ⒈ ㈠ ❶: one character that holds the number.</summary>
    private static NumberLabel? Enclosed(ReadOnlySpan<char> line)
    {
        char c = line[0];
        NumberLabel? label = c switch
        {
            >= '\u2474' and <= '\u2487' => new NumberLabel(NumberStyle.ArabicParen, c - '\u2474' + 1, $"({c - '\u2474' + 1})", 1),
            >= '\u2488' and <= '\u249B' => new NumberLabel(NumberStyle.Arabic, c - '\u2488' + 1, $"{c - '\u2488' + 1}", 1),
            >= '\u3220' and <= '\u3229' => new NumberLabel(NumberStyle.HanParen, c - '\u3220' + 1, $"({"一二三四五六七八九十"[c - '\u3220']})", 1),
            >= '\u2460' and <= '\u2473' => new NumberLabel(NumberStyle.Circle, c - '\u2460' + 1, c.ToString(), 1),
            >= '\u3251' and <= '\u325F' => new NumberLabel(NumberStyle.Circle, c - '\u3251' + 21, c.ToString(), 1),
            >= '\u32B1' and <= '\u32BF' => new NumberLabel(NumberStyle.Circle, c - '\u32B1' + 36, c.ToString(), 1),
            >= '\u2776' and <= '\u277F' => new NumberLabel(NumberStyle.Circle, c - '\u2776' + 1, c.ToString(), 1),
            _ => null,
        };
        return label is { } found ? found with { Length = SkipMark(line, 1) } : null;
    }

    /// <summary>Passes over 、 . and spaces behind a number.</summary>
    private static int SkipMark(ReadOnlySpan<char> line, int i)
    {
        i = SkipSpaces(line, i);
        if (i < line.Length && line[i] is '、' or '.' or ':') i++;
        return SkipSpaces(line, i);
    }

    private static int SkipSpaces(ReadOnlySpan<char> line, int i)
    {
        while (i < line.Length && line[i] is ' ' or '\t') i++;
        return i;
    }

    private static bool StartsWithYear(ReadOnlySpan<char> s) =>
        s.Length > 4 && char.IsAsciiDigit(s[1]) && char.IsAsciiDigit(s[2]) && char.IsAsciiDigit(s[3]) && s[4] is '年' or '-';

    private static bool IsHan(char c) => c is >= '\u4E00' and <= '\u9FFF' or '“' or '《';

    private static int ParseInt(ReadOnlySpan<char> digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : 0;
}
