using System.Globalization;
using System.Text;
using static PolicyIngest.Ingest.Readers.Excel.NumberFormat;

namespace PolicyIngest.Ingest.Readers.Excel;

/// <summary>Writes numbers by the digit placeholders of a format.</summary>
internal static class NumberText
{
    private const int MaxDecimals = 30;

    /// <summary>The general format: up to eleven digits, as a cell shows them; larger numbers as <c>1.23457E+13</c>.</summary>
    public static string General(double value)
    {
        double size = Math.Abs(value);
        if (size is 0) return "0";
        if (size is >= 1e11 or < 1e-9) return value.ToString("0.#####E+00", CultureInfo.InvariantCulture);
        int whole = size < 1 ? 1 : (int)Math.Floor(Math.Log10(size)) + 1;
        int decimals = Math.Clamp(10 - whole, 0, 9);
        return Fixed(value, decimals).ToString("0.##########", CultureInfo.InvariantCulture);
    }

    /// <summary>The number in a section that is no date.</summary>
    public static string Show(Section section, double value)
    {
        var tokens = section.Tokens;
        if (tokens.Exists(t => t.Kind == TokenKind.Slash) && tokens.Exists(t => t.Kind == TokenKind.Digit)) return Fraction(tokens, value);
        foreach (var token in tokens)
            if (token.Kind == TokenKind.Percent) value *= 100;
        value /= Math.Pow(1000, ScalingCommas(tokens));
        string? exponent = null;
        if (tokens.Exists(t => t.Kind == TokenKind.Exponent)) (value, exponent) = Scientific(tokens, value);

        var layout = Layout.Of(tokens);
        string digits = Math.Abs(value) < 1e28 ? Math.Abs(Fixed(value, layout.Decimals)).ToString("F" + layout.Decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            : Math.Abs(value).ToString("F0", CultureInfo.InvariantCulture);
        bool isNegative = value < 0 && digits.AsSpan().IndexOfAnyInRange('1', '9') >= 0;
        string text = Compose(tokens, layout, digits, exponent, value);
        if (section.InHanDigits) text = InHan(text);
        return isNegative ? "-" + text : text;
    }

    /// <summary>Rounded half away from zero, as Excel does and as the decimal digits of the number ask for.</summary>
    private static decimal Fixed(double value, int decimals) =>
        Math.Abs(value) < 7e27 ? Math.Round((decimal)value, Math.Min(decimals, 28), MidpointRounding.AwayFromZero) : 0;

    private static int ScalingCommas(List<Token> tokens)
    {
        // Commas behind the last digit or right before the point divide by a thousand each: 0.0,, shows millions.
        int commas = 0;
        for (int i = tokens.FindLastIndex(t => t.Kind == TokenKind.Digit) + 1; i < tokens.Count && tokens[i].Kind == TokenKind.Comma; i++) commas++;
        for (int i = tokens.FindIndex(t => t.Kind == TokenKind.Point) - 1; i >= 0 && tokens[i].Kind == TokenKind.Comma; i--) commas++;
        return commas;
    }

    private static (double Value, string Exponent) Scientific(List<Token> tokens, double value)
    {
        int at = tokens.FindIndex(t => t.Kind == TokenKind.Exponent);
        int power = value == 0 ? 0 : (int)Math.Floor(Math.Log10(Math.Abs(value)));
        int decimals = Layout.Of(tokens).Decimals;
        double mantissa = value == 0 ? 0 : value / Math.Pow(10, power);
        if (Math.Abs(Math.Round(mantissa, Math.Min(decimals, 15))) >= 10) (mantissa, power) = (mantissa / 10, power + 1);
        int width = tokens.Skip(at + 1).TakeWhile(t => t.Kind == TokenKind.Digit).Count();
        string sign = power < 0 ? "-" : tokens[at].Text.EndsWith('+') ? "+" : "";
        return (mantissa, "E" + sign + Math.Abs(power).ToString("D" + Math.Max(1, width).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
    }

    private static string Compose(List<Token> tokens, Layout layout, string digits, string? exponent, double value)
    {
        int point = digits.IndexOf('.', StringComparison.Ordinal);
        string whole = point < 0 ? digits : digits[..point], fraction = point < 0 ? "" : digits[(point + 1)..];
        whole = whole.TrimStart('0').PadLeft(layout.MinWhole, '0');
        fraction = fraction.TrimEnd('0').PadRight(layout.MinDecimals, '0');
        var text = new StringBuilder();
        bool isWholeWritten = false, isPastPoint = false, isInExponent = false;
        int decimalsWritten = 0, digitsLeft = layout.WholeDigits;
        foreach (var token in tokens)
        {
            switch (token.Kind)
            {
                case TokenKind.Digit when isInExponent: break;
                case TokenKind.Digit when !isPastPoint:
                    digitsLeft--;
                    if (layout.IsSplit)
                    {
                        AppendShare(text, whole, digitsLeft, isFirst: !isWholeWritten);
                    }
                    else if (!isWholeWritten)
                    {
                        text.Append(layout.HasThousands ? Thousands(whole) : whole);
                    }
                    isWholeWritten = true;
                    break;
                case TokenKind.Digit:
                    if (decimalsWritten < fraction.Length) text.Append(fraction[decimalsWritten]);
                    decimalsWritten++;
                    break;
                case TokenKind.Point:
                    if (!isWholeWritten) text.Append(whole);
                    isWholeWritten = isPastPoint = true;
                    // #.## shows 5. as Excel does only where digits may follow.
                    if (fraction.Length > 0 || layout.MinDecimals > 0) text.Append('.');
                    break;
                case TokenKind.Exponent:
                    text.Append(exponent);
                    isInExponent = true;
                    break;
                case TokenKind.Percent: text.Append('%'); break;
                case TokenKind.General: text.Append(General(Math.Abs(value))); break;
                case TokenKind.Literal or TokenKind.Slash: text.Append(token.Text); break;
            }
        }
        return text.ToString();
    }

    /// <summary>Digits of a code with text between its placeholders, 000-0000: each takes its own, the first all that is left over.</summary>
    private static void AppendShare(StringBuilder text, string whole, int digitsRight, bool isFirst)
    {
        int at = whole.Length - 1 - digitsRight;
        if (at < 0) return;
        if (isFirst) text.Append(whole, 0, at + 1);
        else text.Append(whole[at]);
    }

    private static string Thousands(string whole)
    {
        var text = new StringBuilder(whole);
        for (int at = whole.Length - 3; at > 0; at -= 3) text.Insert(at, ',');
        return text.ToString();
    }

    /// <summary><c># ?/?</c>: the nearest fraction whose denominator has as many digits as the code has places.</summary>
    private static string Fraction(List<Token> tokens, double value)
    {
        int slash = tokens.FindIndex(t => t.Kind == TokenKind.Slash);
        int places = Math.Clamp(tokens.Skip(slash + 1).TakeWhile(t => t.Kind == TokenKind.Digit).Count(), 1, 3);
        int maximum = (int)Math.Pow(10, places) - 1;
        double size = Math.Abs(value), whole = Math.Floor(size), rest = size - whole;
        int best = 1, numerator = (int)Math.Round(rest);
        for (int denominator = 1; denominator <= maximum; denominator++)
        {
            double near = Math.Round(rest * denominator);
            if (Math.Abs(rest - near / denominator) >= Math.Abs(rest - (double)numerator / best) - 1e-12) continue;
            (best, numerator) = (denominator, (int)near);
        }
        if (numerator == best) (whole, numerator) = (whole + 1, 0);
        string sign = value < 0 ? "-" : "";
        string wholeText = whole.ToString("F0", CultureInfo.InvariantCulture);
        if (numerator == 0) return sign + wholeText;
        string fraction = string.Create(CultureInfo.InvariantCulture, $"{numerator}/{best}");
        return whole == 0 ? sign + fraction : sign + wholeText + " " + fraction;
    }

    /// <summary>〇 to 九 for each digit.</summary>
    public static string InHan(string text) => string.Concat(text.Select(c => char.IsAsciiDigit(c) ? "〇一二三四五六七八九"[c - '0'] : c));

    /// <summary>Where a code has its digits.</summary>
    private readonly record struct Layout(int WholeDigits, int MinWhole, int Decimals, int MinDecimals, bool HasThousands, bool IsSplit)
    {
        public static Layout Of(List<Token> tokens)
        {
            int point = tokens.FindIndex(t => t.Kind == TokenKind.Point);
            int exponent = tokens.FindIndex(t => t.Kind == TokenKind.Exponent);
            int end = exponent < 0 ? tokens.Count : exponent;
            var before = tokens.Take(point < 0 || point > end ? end : point).ToList();
            var after = point < 0 || point > end ? [] : tokens.Take(end).Skip(point + 1).Where(t => t.Kind == TokenKind.Digit).ToList();
            var whole = before.Where(t => t.Kind == TokenKind.Digit).ToList();
            int firstZero = whole.FindIndex(t => t.Text == "0");
            int first = before.FindIndex(t => t.Kind == TokenKind.Digit), last = before.FindLastIndex(t => t.Kind == TokenKind.Digit);
            var between = first < 0 ? [] : before.Skip(first).Take(last - first + 1).ToList();
            return new Layout(whole.Count, firstZero < 0 ? 0 : whole.Count - firstZero, Math.Min(after.Count, MaxDecimals),
                Math.Min(after.FindLastIndex(t => t.Text == "0") + 1, MaxDecimals),
                between.Exists(t => t.Kind == TokenKind.Comma), between.Exists(t => t.Kind is TokenKind.Literal));
        }
    }
}
