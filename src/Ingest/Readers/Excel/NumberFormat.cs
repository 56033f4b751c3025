using System.Globalization;
using System.Text;

namespace PolicyIngest.Ingest.Readers.Excel;

/// <summary>
/// Shows a number as a cell's number format does: <c>0.0%</c>, <c>#,##0.00</c>, <c>yyyy"年"m"月"</c>. Colours and widths have no
/// place in text; a code that makes no sense shows the number in the general format.
/// </summary>
internal sealed class NumberFormat
{
    private const int MaxCode = 1_000;

    private readonly Section[] _sections;

    private NumberFormat(Section[] sections) => _sections = sections;

    /// <summary>The format <c>General</c>.</summary>
    public static NumberFormat General { get; } = new([]);

    /// <summary>Reads a format code, such as <c>0.00_);[Red]\(0.00\)</c>.</summary>
    public static NumberFormat Parse(string code) =>
        code.Length > MaxCode || code.Equals("General", StringComparison.OrdinalIgnoreCase) ? General : new NumberFormat([.. Split(code).Take(4).Select(Section.Parse)]);

    /// <summary>The number as it is shown.</summary>
    /// <param name="value">The cell's number.</param>
    /// <param name="startsIn1904">Whether days count from 1904 and not from 1900.</param>
    public string Show(double value, bool startsIn1904)
    {
        if (!double.IsFinite(value)) return "";
        if (_sections.Length == 0) return NumberText.General(value);
        var (section, showsSign) = Choose(value);
        if (section.IsText) return NumberText.General(value);
        if (section.IsDate) return DateText.Show(section, value, startsIn1904) ?? NumberText.General(value);
        return NumberText.Show(section, showsSign ? value : Math.Abs(value));
    }

    /// <summary>The section for a value; the second one, for negative numbers, writes the sign itself.</summary>
    private (Section Section, bool ShowsSign) Choose(double value)
    {
        foreach (var section in _sections)
            if (section.Condition is { } condition && condition(value)) return (section, true);
        if (_sections.Any(section => section.Condition is not null))
            return (_sections.LastOrDefault(section => section.Condition is null && !section.IsText) ?? _sections[^1], true);
        if (value < 0 && _sections.Length >= 2 && !_sections[1].IsText) return (_sections[1], false);
        return value == 0 && _sections.Length >= 3 && !_sections[2].IsText ? (_sections[2], true) : (_sections[0], true);
    }

    private static List<string> Split(string code)
    {
        var parts = new List<string>();
        var part = new StringBuilder();
        bool isQuoted = false;
        for (int i = 0; i < code.Length; i++)
        {
            char c = code[i];
            if (c == '"') isQuoted = !isQuoted;
            else if (c == '\\' && !isQuoted && i + 1 < code.Length)
            {
                part.Append(c).Append(code[++i]);
                continue;
            }
            else if (c == ';' && !isQuoted)
            {
                parts.Add(part.ToString());
                part.Clear();
                continue;
            }
            part.Append(c);
        }
        parts.Add(part.ToString());
        return parts;
    }

    /// <summary>The kind of a token.</summary>
    internal enum TokenKind
    {
        /// <summary>Stands as it is.</summary>
        Literal,
        /// <summary>A placeholder of a digit: <c>0</c>, <c>#</c>, <c>?</c>.</summary>
        Digit,
        /// <summary>The decimal point.</summary>
        Point,
        /// <summary>A comma between or behind digits.</summary>
        Comma,
        /// <summary>A percent sign.</summary>
        Percent,
        /// <summary><c>E+</c> or <c>E-</c>.</summary>
        Exponent,
        /// <summary>The slash of a fraction.</summary>
        Slash,
        /// <summary>A part of a date or time: <c>yyyy</c>, <c>mm</c>, <c>[h]</c>, <c>上午/下午</c>.</summary>
        Date,
        /// <summary>The text itself, <c>@</c>.</summary>
        Text,
        /// <summary>The word <c>General</c>.</summary>
        General,
    }

    /// <summary>A token of a section.</summary>
    internal readonly record struct Token(TokenKind Kind, string Text);

    /// <summary>One of up to four sections of a code: positive; negative; zero; text.</summary>
    internal sealed class Section
    {
        private Section(List<Token> tokens, Func<double, bool>? condition, bool inHan, bool isSystemDate)
        {
            (Tokens, Condition, InHanDigits) = (tokens, condition, inHan);
            IsDate = tokens.Exists(t => t.Kind == TokenKind.Date);
            IsSystemDate = isSystemDate;
            IsText = !IsDate && tokens.Exists(t => t.Kind == TokenKind.Text);
        }

        public List<Token> Tokens { get; }

        /// <summary>For which numbers it is meant, <c>[&gt;=100]</c>; null where it states none.</summary>
        public Func<double, bool>? Condition { get; }

        /// <summary>Whether digits are written 一二三 (<c>[DBNum1]</c>).</summary>
        public bool InHanDigits { get; }

        public bool IsDate { get; }

        /// <summary>Whether the system's long date is meant (<c>[$-F800]</c>), whatever the rest of the code says.</summary>
        public bool IsSystemDate { get; }

        public bool IsText { get; }

        public static Section Parse(string code)
        {
            var tokens = new List<Token>();
            Func<double, bool>? condition = null;
            bool inHan = false, isSystemDate = false;
            int i = 0;
            while (i < code.Length)
            {
                char c = code[i];
                if (c == '[')
                {
                    int end = code.IndexOf(']', i);
                    if (end < 0) break;
                    string inner = code[(i + 1)..end];
                    i = end + 1;
                    if (inner.Equals("DBNum1", StringComparison.OrdinalIgnoreCase)) inHan = true;
                    else if (IsElapsed(inner)) tokens.Add(new Token(TokenKind.Date, "[" + inner.ToLowerInvariant() + "]"));
                    else if (inner is ['<' or '>' or '=', ..]) condition = Comparison(inner);
                    else if (inner.Equals("$-F800", StringComparison.OrdinalIgnoreCase)) isSystemDate = true;
                    else if (inner.StartsWith('$')) AddCurrency(tokens, inner);
                    continue;
                }
                i += ReadToken(code, i, tokens);
            }
            return new Section(tokens, condition, inHan, isSystemDate);
        }

        private static int ReadToken(string code, int i, List<Token> tokens)
        {
            char c = code[i];
            switch (c)
            {
                case '"':
                    int end = code.IndexOf('"', i + 1);
                    if (end < 0) end = code.Length;
                    tokens.Add(new Token(TokenKind.Literal, code[(i + 1)..end]));
                    return end - i + 1;
                case '\\' or '!' when i + 1 < code.Length: tokens.Add(new Token(TokenKind.Literal, code[i + 1].ToString())); return 2;
                // A blank as wide as the next character, and a character that fills the cell.
                case '_' when i + 1 < code.Length: tokens.Add(new Token(TokenKind.Literal, " ")); return 2;
                case '*' when i + 1 < code.Length: return 2;
                case '0' or '#' or '?': tokens.Add(new Token(TokenKind.Digit, c.ToString())); return 1;
                case '.': tokens.Add(new Token(TokenKind.Point, ".")); return 1;
                case ',': tokens.Add(new Token(TokenKind.Comma, ",")); return 1;
                case '%': tokens.Add(new Token(TokenKind.Percent, "%")); return 1;
                case '/': tokens.Add(new Token(TokenKind.Slash, "/")); return 1;
                case '@': tokens.Add(new Token(TokenKind.Text, "@")); return 1;
                case 'E' or 'e' when i + 1 < code.Length && code[i + 1] is '+' or '-': tokens.Add(new Token(TokenKind.Exponent, code.Substring(i, 2))); return 2;
                default: return ReadWord(code, i, tokens);
            }
        }

        private static int ReadWord(string code, int i, List<Token> tokens)
        {
            ReadOnlySpan<char> rest = code.AsSpan(i);
            foreach (string word in (ReadOnlySpan<string>)["General", "上午/下午", "AM/PM", "A/P"])
            {
                if (!rest.StartsWith(word, StringComparison.OrdinalIgnoreCase)) continue;
                tokens.Add(new Token(word == "General" ? TokenKind.General : TokenKind.Date, word));
                return word.Length;
            }
            char c = char.ToLowerInvariant(rest[0]);
            if (c is 'y' or 'm' or 'd' or 'h' or 's' or 'a' or 'e')
            {
                int length = 1;
                while (length < rest.Length && char.ToLowerInvariant(rest[length]) == c) length++;
                if (c != 'a' || length >= 3)
                {
                    tokens.Add(new Token(TokenKind.Date, new string(c, length)));
                    return length;
                }
            }
            tokens.Add(new Token(TokenKind.Literal, rest[0].ToString()));
            return 1;
        }

        private static bool IsElapsed(string inner) =>
            inner.Length is >= 1 and <= 3 && inner.All(c => c is 'h' or 'H') || inner.Length is 1 or 2 && (inner.All(c => c is 'm' or 'M') || inner.All(c => c is 's' or 'S'));

        /// <summary><c>[$¥-804]</c> shows ¥; <c>[$-F800]</c> only names a language.</summary>
        private static void AddCurrency(List<Token> tokens, string inner)
        {
            int dash = inner.IndexOf('-', StringComparison.Ordinal);
            string sign = dash < 0 ? inner[1..] : inner[1..dash];
            if (sign.Length > 0) tokens.Add(new Token(TokenKind.Literal, sign));
        }

        private static Func<double, bool>? Comparison(string text)
        {
            string sign = new([.. text.TakeWhile(c => c is '<' or '>' or '=')]);
            if (!double.TryParse(text.AsSpan(sign.Length), NumberStyles.Float, CultureInfo.InvariantCulture, out double limit)) return null;
            return sign switch
            {
                "<" => value => value < limit,
                "<=" => value => value <= limit,
                ">" => value => value > limit,
                ">=" => value => value >= limit,
                "=" => value => value == limit,
                "<>" => value => value != limit,
                _ => null,
            };
        }
    }
}
