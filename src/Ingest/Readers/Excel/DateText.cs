using System.Globalization;
using System.Text;
using static PolicyIngest.Ingest.Readers.Excel.NumberFormat;

namespace PolicyIngest.Ingest.Readers.Excel;

/// <summary>Writes dates and times by a format's date parts.</summary>
internal static class DateText
{
    private const double LastDay = 2_958_465;

    /// <summary>
    /// The date; null where the number is none (negative, or past the year 9999). A cell holds a whole date, of which its format may show a
    /// part or an American form: a year of two digits has four here, a month without a year gets it, and 30-Jun-24 is 2024年6月30日.
    /// </summary>
    public static string? Show(Section section, double value, bool startsIn1904)
    {
        var tokens = section.Tokens;
        bool isElapsed = tokens.Exists(t => t.Text.StartsWith('[') && t.Kind == TokenKind.Date);
        if (!isElapsed && value is < 0 or > LastDay) return null;
        if (Math.Abs(value) > LastDay) return null;
        var moment = Moment.Of(value, startsIn1904, HasFractions(tokens));
        var order = DateOrder.Of(tokens);
        if (!isElapsed && (section.IsSystemDate || order.IsForeign)) return Whole(order, moment, section.InHanDigits);
        bool isHalfDay = tokens.Exists(t => t.Kind == TokenKind.Date && t.Text.Contains('/', StringComparison.Ordinal));
        var text = new StringBuilder();
        for (int i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (i == order.Month && order.Year < 0 && !isElapsed) text.Append(Written(moment.Year, 4, 'y', section.InHanDigits)).Append('年');
            if (token.Kind == TokenKind.Date) text.Append(Part(tokens, i, moment, isHalfDay, section.InHanDigits));
            // Digits behind the seconds' point are fractions of a second.
            else if (token.Kind == TokenKind.Digit) text.Append(moment.FractionDigit(tokens, i));
            else text.Append(token.Text);
        }
        return text.ToString().Trim();
    }

    /// <summary>The date in Chinese form, as far as the format goes: without the day where it shows a month and a year only.</summary>
    private static string Whole(DateOrder order, Moment moment, bool inHan)
    {
        string date = Written(moment.Year, 4, 'y', inHan) + "年";
        bool hasDay = order.HasDay || order.Month < 0 && order.Year < 0;
        if (order.Month >= 0 || hasDay) date += Written(moment.Month, 1, 'm', inHan) + "月";
        if (hasDay) date += Written(moment.Day, 1, 'd', inHan) + "日";
        return order.HasHour ? date + " " + Padded(moment.Hour, 1) + ":" + Padded(moment.Minute, 2) : date;
    }

    private static bool HasFractions(List<Token> tokens) => tokens.Exists(t => t.Kind == TokenKind.Digit);

    private static string Part(List<Token> tokens, int index, Moment moment, bool isHalfDay, bool inHan)
    {
        string code = tokens[index].Text;
        return code[0] switch
        {
            'y' or 'e' => Written(moment.Year, 4, 'y', inHan),
            'm' when IsMinute(tokens, index) => Written(moment.Minute, code.Length, 'h', inHan),
            'm' => Written(moment.Month, code.Length, 'm', inHan),
            'd' => Written(moment.Day, code.Length, 'd', inHan),
            'a' when !code.Contains('/', StringComparison.Ordinal) => (code.Length > 3 ? "星期" : "") + "日一二三四五六"[(int)moment.Weekday],
            'h' => Written(isHalfDay ? (moment.Hour + 11) % 12 + 1 : moment.Hour, code.Length, 'h', inHan),
            's' => Written(moment.Second, code.Length, 'h', inHan),
            '[' => moment.Elapsed(code[1], code.Length - 2),
            _ => HalfDay(code, moment.Hour < 12),
        };
    }

    /// <summary>A part in digits, or as Chinese dates are written: 二〇二四 digit by digit, months and days counted (十二, 二十五).</summary>
    private static string Written(int number, int width, char part, bool inHan) =>
        !inHan ? Padded(number, width)
        : part == 'y' ? NumberText.InHan(Padded(number, width))
        : Word.NumberFormats.Write(number, "chineseCounting");

    private static string HalfDay(string code, bool isMorning) => code[0] switch
    {
        '上' => isMorning ? "上午" : "下午",
        _ when code.Length == 3 => isMorning ? "A" : "P",
        _ => isMorning ? "AM" : "PM",
    };

    /// <summary><c>m</c> means minutes right behind hours or right before seconds.</summary>
    private static bool IsMinute(List<Token> tokens, int index)
    {
        int before = index - 1, after = index + 1;
        while (before >= 0 && tokens[before].Kind != TokenKind.Date) before--;
        while (after < tokens.Count && tokens[after].Kind != TokenKind.Date) after++;
        return (before >= 0 && (tokens[before].Text[0] == 'h' || tokens[before].Text.StartsWith("[h", StringComparison.Ordinal)))
            || (after < tokens.Count && (tokens[after].Text[0] == 's' || tokens[after].Text.StartsWith("[s", StringComparison.Ordinal)));
    }

    /// <summary>Where a format's year and month stand, -1 where it has none, and what else of a moment it shows.</summary>
    private readonly record struct DateOrder(int Year, int Month, bool HasDay, bool HasHour, bool IsForeign)
    {
        public static DateOrder Of(List<Token> tokens)
        {
            int year = -1, month = -1, first = -1;
            bool hasDay = false, hasHour = false, hasName = false;
            for (int i = 0; i < tokens.Count; i++)
            {
                if (tokens[i].Kind != TokenKind.Date) continue;
                string code = tokens[i].Text;
                bool isDatePart = true;
                switch (code[0])
                {
                    case 'y' or 'e': year = i; break;
                    case 'm' when !IsMinute(tokens, i):
                        month = i;
                        hasName |= code.Length > 2;
                        break;
                    case 'd':
                        hasDay = true;
                        hasName |= code.Length > 2;
                        break;
                    case 'a' when !code.Contains('/', StringComparison.Ordinal): hasDay = true; break;
                    default:
                        hasHour |= code[0] == 'h';
                        isDatePart = false;
                        break;
                }
                if (isDatePart && first < 0) first = i;
            }
            // m月d日 takes the year in place; 6/30, 6/30/24 and a weekday alone do not.
            bool isInOrder = year >= 0 ? first == year : month >= 0 && month + 1 < tokens.Count && tokens[month + 1].Text.StartsWith('月');
            return new DateOrder(year, month, hasDay, hasHour, first >= 0 && (hasName || !isInOrder));
        }
    }

    private static string Padded(int number, int width) =>
        number.ToString("D" + Math.Clamp(width, 1, 4).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>A day and time of day. The calendar from 1900 has a 29 February 1900 (day 60) that never was.</summary>
    private readonly record struct Moment(int Year, int Month, int Day, DayOfWeek Weekday, int Hour, int Minute, int Second, double Fraction, double Days)
    {
        public static Moment Of(double value, bool startsIn1904, bool keepsFraction)
        {
            double days = Math.Floor(value);
            // Whole seconds, or thousandths where fractions are shown: 0.9999999 of a day is the next day.
            double scale = keepsFraction ? 1000 : 1;
            double units = Math.Round((value - days) * 86_400 * scale, MidpointRounding.AwayFromZero);
            if (units >= 86_400 * scale) (days, units) = (days + 1, 0);
            double seconds = units / scale;
            int second = (int)seconds;
            var (date, isPhantom) = Date(days, startsIn1904);
            return new Moment(date.Year, isPhantom ? 2 : date.Month, isPhantom ? 29 : date.Day, date.DayOfWeek,
                second / 3600, second / 60 % 60, second % 60, seconds - second, days + seconds / 86_400);
        }

        private static (DateTime Date, bool IsPhantom) Date(double days, bool startsIn1904)
        {
            if (startsIn1904) return (new DateTime(1904, 1, 1).AddDays(Math.Clamp(days, -1_000, LastDay - 1_462)), false);
            if (days is 60) return (new DateTime(1900, 2, 28), true);
            var first = days < 60 ? new DateTime(1899, 12, 31) : new DateTime(1899, 12, 30);
            return (first.AddDays(Math.Clamp(days, -1_000, LastDay)), false);
        }

        public string Elapsed(char unit, int width)
        {
            double seconds = Days * 86_400;
            double amount = unit switch { 'h' => seconds / 3600, 'm' => seconds / 60, _ => seconds };
            return Math.Floor(amount + 1e-6).ToString("F0", CultureInfo.InvariantCulture).PadLeft(Math.Min(width, 4), '0');
        }

        public char FractionDigit(List<Token> tokens, int index)
        {
            int place = 1;
            while (index - place >= 0 && tokens[index - place].Kind == TokenKind.Digit) place++;
            return (char)('0' + (int)(Fraction * Math.Pow(10, Math.Min(place, 9)) + 1e-6) % 10);
        }
    }
}
