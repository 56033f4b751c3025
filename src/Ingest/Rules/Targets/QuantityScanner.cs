using System.Globalization;
using System.Text.RegularExpressions;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules.Targets;

/// <summary>Finds quantities in folded text.</summary>
internal static partial class QuantityScanner
{
    /// <summary>The quantities in <paramref name="span"/>, in order.</summary>
    public static IEnumerable<Quantity> Scan(string folded, TextSpan span, TargetLexicon lexicon)
    {
        int from = span.Start;
        while (from < span.End)
        {
            var match = Number().Match(folded, from, span.End - from);
            if (!match.Success) yield break;
            from = match.Index + match.Length;
            if (Read(folded, match, span.End, lexicon) is not { } quantity) continue;
            from = quantity.End;
            yield return quantity;
        }
    }

    private static Quantity? Read(string folded, Match match, int end, TargetLexicon lexicon)
    {
        bool inWords = match.Groups["han"].Success || match.Groups["percent"].Success;
        if (!match.Groups["han"].Success && IsPartOfName(folded, match)) return null;
        decimal? value = match.Groups["percent"].Success ? HanNumber(match.Groups["percent"].ValueSpan)
            : match.Groups["han"].Success ? HanNumber(match.ValueSpan)
            : Decimal(match.Groups["low"].ValueSpan);
        if (value is null) return null;
        if (match.Groups["percent"].Success)
            return WithBound(folded, new TextSpan(match.Index, match.Index + match.Length), value.Value,
                new TextSpan(match.Index, match.Index + 3), MeasureKind.Ratio, end, true);

        int at = SkipSpaces(folded, match.Index + match.Length, end);
        var (unit, kind) = ReadUnit(folded, at, end, lexicon);
        if (unit.IsEmpty)
        {
            // 20以上 may do without a unit, 5星 and 3A may not; a number in words needs one.
            if (match.Groups["han"].Success) return null;
            unit = new TextSpan(match.Index + match.Length, match.Index + match.Length);
            if (unit.End < end && (char.IsAsciiLetterOrDigit(folded[unit.End]) || folded[unit.End] is ':' or '/' or '.' or '_' or '×')) return null;
            bool isWord = at < end && char.IsLetter(folded[at]) && !match.Value.Contains('.', StringComparison.Ordinal);
            if (isWord && !BoundWord().IsMatch(folded.AsSpan(at, end - at))) return null;
        }
        // 2025年 is a date.
        if (kind == MeasureKind.Time && value >= 1900 && folded[unit.Start] == '年') return null;
        return WithBound(folded, new TextSpan(match.Index, unit.End), value.Value, unit, kind, end, inWords);
    }

    private static Quantity WithBound(string folded, TextSpan span, decimal value, TextSpan unit, MeasureKind kind, int end, bool inWords)
    {
        int at = SkipSpaces(folded, span.End, end);
        var bound = BoundWord().Match(folded, at, end - at);
        if (!bound.Success) return new Quantity(span, span.End, value, unit, kind, Bound.None, inWords);
        return new Quantity(span, at + bound.Length, value, unit, kind, bound.Groups["le"].Success ? Bound.Ceiling : Bound.Floor, inWords);
    }

    /// <summary>A unit with its multiplier (万, 亿) and what follows a stroke: 万亩, 吨/月·平方公里. 余 and 多 stand outside.</summary>
    private static (TextSpan Unit, MeasureKind Kind) ReadUnit(string folded, int at, int end, TargetLexicon lexicon)
    {
        while (at < end && folded[at] is '余' or '多' or '几' or '来') at++;
        int start = at;
        int afterMultiplier = at;
        while (afterMultiplier < end && folded[afterMultiplier] is '万' or '亿' or '千' or '百' or '十') afterMultiplier++;
        if (afterMultiplier > start && afterMultiplier < end && folded[afterMultiplier] is '余' or '多') afterMultiplier++;
        if (UnitAt(folded, afterMultiplier, end, lexicon) is not { } first)
            return afterMultiplier > start ? (new TextSpan(start, afterMultiplier), MeasureKind.Count) : (new TextSpan(at, at), MeasureKind.None);
        at = afterMultiplier + first.Length;
        var kind = first.Kind;
        while (at + 1 < end && folded[at] is '/' or '·' && UnitAt(folded, at + 1, end, lexicon) is { } next)
        {
            at += 1 + next.Length;
            if (kind is MeasureKind.Count or MeasureKind.Extent) kind = MeasureKind.Amount;
        }
        return (new TextSpan(start, at), kind);
    }

    private static (int Length, MeasureKind Kind)? UnitAt(string folded, int at, int end, TargetLexicon lexicon)
    {
        if (lexicon.UnitAt(folded.AsSpan(at, end - at)) is not { } unit) return null;
        // MW is a unit, 5G and 3A are not: a Latin unit ends where the letters end.
        int after = at + unit.Length;
        return char.IsAsciiLetter(folded[after - 1]) && after < end && char.IsAsciiLetterOrDigit(folded[after]) ? null : unit;
    }

    /// <summary>PM2.5, GB 3095-2012, 第3章, 〔2021〕, 1:3, 217省道: digits that belong to a name.</summary>
    private static bool IsPartOfName(string folded, Match match)
    {
        if (match.Index == 0) return false;
        char before = folded[match.Index - 1];
        if (before == ' ' && match.Index > 1 && char.IsAsciiLetter(folded[match.Index - 2])) return true;
        return char.IsAsciiLetter(before) || before is '第' or '[' or '-' or '/' or ':' or '.' or '_' or '#' or '№' or '±' or '×' or '前';
    }

    private static decimal? Decimal(ReadOnlySpan<char> digits) =>
        decimal.TryParse(digits, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out decimal value) ? value : null;

    /// <summary>三, 十二, 二十, 一百: numbers below ten thousand in characters.</summary>
    internal static decimal? HanNumber(ReadOnlySpan<char> text)
    {
        int total = 0, digit = -1;
        foreach (char c in text)
        {
            int d = "零一二三四五六七八九".IndexOf(c, StringComparison.Ordinal);
            if (c == '两') d = 2;
            if (d >= 0)
            {
                if (digit > 0) return null;
                digit = d;
                continue;
            }
            int scale = c switch { '十' => 10, '百' => 100, '千' => 1000, _ => 0 };
            if (scale == 0) return null;
            total += (digit < 0 ? 1 : digit) * scale;
            digit = -1;
        }
        return total + Math.Max(digit, 0);
    }

    private static int SkipSpaces(string text, int at, int end)
    {
        while (at < end && text[at] == ' ') at++;
        return at;
    }

    // 46.61, 1,200, 2-3, 10%-20%, 三, 二十, 百分之九十. Not 2021年 and other times: those are told by their unit.
    [GeneratedRegex(@"(?<low>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,12}(?:\.\d{1,8})?)(?:(?:%|个|家|万|亿)?\s?(?:-{1,2}|~|至|到)\s?(?=\d)(?<high>\d{1,12}(?:\.\d{1,8})?))?|百分之(?<percent>[零一二两三四五六七八九十百]{1,4})|(?<han>[一二两三四五六七八九十百]{1,5})(?=[个家座条名套台所处项亩公])", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    // 以上, 及以上, (含)以上, 左右; 以内, 以下.
    [GeneratedRegex(@"\G(?:\(含\))?(?:(?<ge>及?以上|及其以上|之上|左右|上下)|(?<le>及?以内|及?以下|之内|以里))", RegexOptions.CultureInvariant)]
    private static partial Regex BoundWord();
}
