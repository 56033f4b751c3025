using System.Globalization;

namespace PolicyIngest.Ingest.Text;

/// <summary>The one reader of written numbers: 十二, 一百零五, 两万, 二〇二一, 三点五, 1,200, 12 500, 12亿5000万. A number is read whole or not at all.</summary>
public static class ChineseNumber
{
    /// <summary>The longest writing in words that is looked at, in UTF-16 code units.</summary>
    public const int LongestWriting = 24;

    // No plan counts further; what is larger is no number but a code.
    private const int LongestDigits = 15;

    /// <summary>Reads a whole number that takes up the whole of <paramref name="text"/>; digits 0-9 are read as well.</summary>
    /// <param name="text">The number, folded, without spaces.</param>
    /// <param name="value">The number, 0 to 9,999,999,999,999; 0 where there is none.</param>
    /// <returns>Whether the text is a number.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out long value)
    {
        value = 0;
        if (text.IsEmpty || text.Length > LongestWriting) return false;
        if (text.ContainsAny("十百千万亿"))
        {
            if (ReadAt(text) is not { } number || number.Length != text.Length || decimal.Truncate(number.Value) != number.Value) return false;
            value = (long)number.Value;
            return true;
        }
        if (text.Length > 13 || DigitByDigit(text) is not { } digits) return false;
        value = (long)digits;
        return true;
    }

    /// <summary>The value of one digit (〇, 一, 两, 7), or -1.</summary>
    public static int Digit(char c) => c is >= '0' and <= '9' ? c - '0' : HanDigit(c);

    /// <summary>Whether a character belongs to numbers in words: 一, 十, 万, 廿; not 点, 余 and the like, which also stand in them.</summary>
    public static bool IsNumeral(char c) => HanDigit(c) >= 0 || Unit(c) > 0 || c is '廿' or '卅';

    /// <summary>Reads the number with which a text begins; null where it begins with none, or with one that can't be read whole (二三十, 十几, 十四五).</summary>
    /// <param name="text">Folded text, from the number's first character on.</param>
    public static WrittenNumber? ReadAt(ReadOnlySpan<char> text)
    {
        if (DigitRun(text) is { } run) return run.Length == 0 ? null : run;
        var reader = new Reader();
        int at = 0;
        while (at < text.Length && at <= LongestWriting + LongestDigits)
        {
            int gap = reader.Any ? Gap(text, at) : 0;
            int step = reader.Take(text[(at + gap)..]);
            // 三千 八百 is one number, 三千 个 and 12 五 are not.
            if (step < 0 && gap == 0) return null;
            if (step <= 0) break;
            at += gap + step;
        }
        if (!reader.Any || at < text.Length && text[at] is '几' or '幾') return null;
        return new WrittenNumber(at, reader.Total(), reader.Scale, !reader.HasDigits);
    }

    /// <summary>How many characters of a number there are that could not be read, so that its rest is not taken for a number of its own.</summary>
    public static int LengthOfRun(ReadOnlySpan<char> text)
    {
        int i = 0;
        while (i < text.Length && (IsNumeral(text[i]) || char.IsAsciiDigit(text[i]) || i > 0 && text[i] is '点' or '點' or '几' or '幾' or '余' or '多' or '.' && IsInside(text, i))) i++;
        return Math.Max(i, 1);
    }

    /// <summary>Spaces inside a number in words, as converters leave them; between digits they part numbers.</summary>
    private static int Gap(ReadOnlySpan<char> text, int at)
    {
        int end = at;
        while (end < text.Length && text[end] == ' ') end++;
        return end > at && end < text.Length && !char.IsAsciiDigit(text[end]) && text[end] != '.' ? end - at : 0;
    }

    private static bool IsInside(ReadOnlySpan<char> text, int i) => i + 1 < text.Length && (IsNumeral(text[i + 1]) || char.IsAsciiDigit(text[i + 1]));

    /// <summary>二〇二一: digits in words one after the other. A length of 0 where there are such and they are no number (三四个, 二三十).</summary>
    private static WrittenNumber? DigitRun(ReadOnlySpan<char> text)
    {
        int n = 0;
        while (n < text.Length && HanDigit(text[n]) >= 0) n++;
        if (n > 1 && text[n - 1] is '两' or '兩') n--;
        if (n < 2 || text[0] is '零' && n == 2) return null;
        bool isNumber = n is > 2 and <= 13 && (n == text.Length || Unit(text[n]) == 0) && DigitByDigit(text[..n]) is not null;
        // 十四五 and 一百零五 don't begin so; 零五 within one does.
        return isNumber ? new WrittenNumber(n, DigitByDigit(text[..n])!.Value, 1, true) : default(WrittenNumber);
    }

    private static decimal? DigitByDigit(ReadOnlySpan<char> text)
    {
        decimal value = 0;
        foreach (char c in text)
        {
            if (Digit(c) is var digit && digit < 0) return null;
            value = value * 10 + digit;
        }
        return value;
    }

    /// <summary>1200, 1,200, 12 500, 0.58, .5.</summary>
    private static int AsciiLength(ReadOnlySpan<char> text)
    {
        int i = 0;
        while (i < text.Length && char.IsAsciiDigit(text[i])) i++;
        if (i is > 0 and <= 3)
            while (i + 3 < text.Length && text[i] is ',' or ' ' && IsGroup(text[(i + 1)..])) i += 4;
        if (i + 1 < text.Length && text[i] == '.' && char.IsAsciiDigit(text[i + 1]))
        {
            i++;
            while (i < text.Length && char.IsAsciiDigit(text[i])) i++;
        }
        return i;
    }

    private static bool IsGroup(ReadOnlySpan<char> text) =>
        char.IsAsciiDigit(text[0]) && char.IsAsciiDigit(text[1]) && char.IsAsciiDigit(text[2]) && (text.Length == 3 || !char.IsAsciiDigit(text[3]));

    private static int HanDigit(char c) => c switch
    {
        '〇' or '○' or '零' => 0,
        '一' or '壹' => 1,
        '二' or '两' or '贰' or '兩' or '貳' or '倆' => 2,
        '三' or '叁' => 3,
        '四' or '肆' => 4,
        '五' or '伍' => 5,
        '六' or '陆' or '陸' => 6,
        '七' or '柒' => 7,
        '八' or '捌' => 8,
        '九' or '玖' => 9,
        _ => -1,
    };

    private static decimal Unit(char c) => c switch
    {
        '十' or '拾' => 10,
        '百' or '佰' => 100,
        '千' or '仟' => 1000,
        '万' or '萬' => 10_000,
        '亿' or '億' => 100_000_000,
        '兆' => 1_000_000_000_000,
        _ => 0,
    };

    /// <summary>Puts a number together: digits with 十, 百, 千 make a section, which 万 and 亿 close.</summary>
    private ref struct Reader
    {
        private decimal _total, _section, _digit, _lastUnit, _lastGroup;
        private bool _hasDigit, _plainDigit, _zero, _fraction, _groupJustClosed;

        public Reader() => (_lastUnit, _lastGroup, Scale) = (decimal.MaxValue, decimal.MaxValue, 1);

        public decimal Scale { get; private set; }
        public bool Any { get; private set; }
        public bool HasDigits { get; private set; }

        /// <summary>Takes the next sign; 0 where the number ends before it, less where it is none.</summary>
        public int Take(ReadOnlySpan<char> text)
        {
            char c = text[0];
            if (char.IsAsciiDigit(c) || c == '.' && !Any) return TakeDigits(text);
            // 三十两, 两万两: as the last sign it is the unit; a number doesn't end so.
            if (Any && c is '两' or '兩' && (text.Length < 2 || Unit(text[1]) == 0)) return 0;
            if (HanDigit(c) is var digit && digit >= 0) return TakeHan(digit);
            if (Any && c == '打' && (text.Length < 2 || !char.IsLetter(text[1]))) return TakeDozens();
            if (c is '廿' or '卅') return TakeTens(c == '廿' ? 20 : 30);
            if (Any && c is '点' or '點') return TakeFraction(text);
            // 二十余万, 500多亿, 二十几万.
            if (Any && c is '余' or '多' or '几' or '幾' or '来') return text.Length > 1 && Unit(text[1]) >= 10_000 ? 1 : 0;
            decimal unit = Unit(c);
            if (unit == 0) return 0;
            if (c == '千' && IsPrefix(text) || c == '兆' && (text.Length < 2 || HanDigit(text[1]) < 0)) return 0;
            return unit < 10_000 ? TakeUnit(unit) : TakeGroup(unit);
        }

        public readonly decimal Total()
        {
            decimal last = _hasDigit ? _digit : 0;
            // 四百五 is 450, 一万三 13,000; 一百零五 and 3万500 say what they mean.
            if (_hasDigit && !_plainDigit && !_zero && !_fraction)
                last *= _section > 0 ? Math.Max(1, _lastUnit / 10) : _total > 0 ? _lastGroup / 10 : 1;
            return _total + _section + last;
        }

        /// <summary>千瓦, 千米, 千克: a unit of its own.</summary>
        private static bool IsPrefix(ReadOnlySpan<char> text) =>
            text.Length > 1 && ("瓦米克卡伏帕焦赫安乏".Contains(text[1], StringComparison.Ordinal) || text[1..].StartsWith("字节") || text[1..].StartsWith("比特"));

        private int TakeDigits(ReadOnlySpan<char> text)
        {
            int n = AsciiLength(text);
            if (n == 0) return 0;
            if (_hasDigit || n > LongestDigits + 5) return -1;
            Span<char> digits = stackalloc char[n];
            int length = 0;
            foreach (char c in text[..n])
                if (c is not (',' or ' ')) digits[length++] = c;
            if (length > LongestDigits) return -1;
            _digit = decimal.Parse(digits[..length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
            HasDigits = _hasDigit = Any = true;
            _plainDigit = length > 1;
            return n;
        }

        private int TakeHan(int digit)
        {
            if (_fraction) return -1;
            if (digit == 0 && !_hasDigit && Any)
            {
                _zero = true;
                return 1;
            }
            if (_hasDigit) return -1;
            (_digit, _hasDigit, _plainDigit, Any) = (digit, true, false, true);
            return 1;
        }

        private int TakeDozens()
        {
            (_total, _section, _hasDigit, _zero) = (Total() * 12, 0, false, true);
            return 1;
        }

        private int TakeTens(int tens)
        {
            if (_hasDigit || _lastUnit <= 10) return -1;
            _section += tens;
            (_lastUnit, Any) = (10, true);
            return 1;
        }

        /// <summary>十五点七, 两千万点五五; 八点三十 is a time of day.</summary>
        private int TakeFraction(ReadOnlySpan<char> text)
        {
            int n = 1;
            while (n < text.Length && text[n] == ' ') n++;
            int first = n;
            decimal part = 0, weight = 0.1m;
            while (n < text.Length && n <= LongestDigits && HanDigit(text[n]) is var digit && digit >= 0)
            {
                part += digit * weight;
                weight /= 10;
                n++;
            }
            if (n == first) return 0;
            if (HasDigits || _fraction || n < text.Length && (Unit(text[n]) is > 0 and < 10_000 || HanDigit(text[n]) >= 0)) return -1;
            if (!_hasDigit) _digit = 0;
            else if (_section > 0 && !_zero) _digit *= Math.Max(1, _lastUnit / 10);
            _digit += part;
            (_hasDigit, _fraction) = (true, true);
            return n;
        }

        private int TakeUnit(decimal unit)
        {
            if (!_hasDigit && (unit != 10 || unit >= _lastUnit)) return 0;
            if (unit >= _lastUnit || _fraction) return -1;
            _section += (_hasDigit ? _digit : 1) * unit;
            (_lastUnit, _hasDigit, _zero, _groupJustClosed, Any) = (unit, false, false, false, true);
            return 1;
        }

        private int TakeGroup(decimal unit)
        {
            decimal closed = _section + (_hasDigit ? _digit : 0);
            if (closed == 0 && !_groupJustClosed) return Any ? -1 : 0;
            if (unit < _lastGroup)
            {
                _total += closed * unit;
                Scale = Math.Max(Scale, unit);
            }
            // 一万五千亿: 15,000 times 亿.
            else if (unit > _lastGroup && closed > 0)
            {
                _total = (_total + closed) * unit;
                Scale = unit;
            }
            // 4.78万亿, 四万万.
            else if (_groupJustClosed && closed == 0)
            {
                _total *= unit;
                Scale = _lastGroup == 10_000 && unit == 10_000 ? 100_000_000 : Scale * unit;
            }
            else return -1;
            (_section, _hasDigit, _zero, _fraction, _lastUnit, _lastGroup, _groupJustClosed) = (0, false, false, false, decimal.MaxValue, unit, true);
            return 1;
        }
    }
}
