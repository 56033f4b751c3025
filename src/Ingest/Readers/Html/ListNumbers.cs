using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace PolicyIngest.Ingest.Readers.Html;

/// <summary>The numbers that a browser sets before the items of an ordered list.</summary>
internal sealed partial class ListNumbers
{
    // 一、 （一） 1. 1、 (1) ① 第一条: an item that carries a number of its own; not 2021年 or 一是
    [GeneratedRegex(@"^\s{0,8}(?:[（(][0-9０-９一二三四五六七八九十]{1,4}[）)]|[0-9０-９]{1,3}[.．、](?![0-9])|[一二三四五六七八九十]{1,4}、|[①-⑳⑴-⒇⒈-⒛]|第[一二三四五六七八九十0-9]{1,4}[章节条])")]
    private static partial Regex TypedNumber();

    private readonly string _type;
    private readonly int _step;
    private long _next;

    /// <summary>Reads the attributes of an <c>ol</c>.</summary>
    public ListNumbers(IElement list, string? style)
    {
        _type = TypeOf(list, style) ?? "decimal";
        _step = list.HasAttribute("reversed") ? -1 : 1;
        _next = Number(list.GetAttribute("start")) ?? (_step < 0 ? list.Children.Count(child => child.LocalName == "li") : 1);
    }

    /// <summary>The label of an item, such as <c>1.</c> or <c>一、</c>; null where none is shown, or where the item's text brings its own.</summary>
    public string? Next(IElement item)
    {
        long number = Number(item.GetAttribute("value")) ?? _next;
        _next = number + _step;
        string type = TypeOf(item, item.GetAttribute("style")) ?? _type;
        // Sites number items by hand and take the list's own numbers off in a style sheet that isn't at hand.
        return type == "none" || BringsOwnNumber(item) ? null : Format(number, type);
    }

    /// <summary>A label as it stands before its text: a space keeps <c>1.</c> from the digits of <c>2021年</c>.</summary>
    public static string Before(string label, string text)
    {
        char first = text.AsSpan().TrimStart() is [var c, ..] ? c : '\0';
        return char.IsAsciiLetterOrDigit(label[^1]) || label[^1] == '.' && char.IsAsciiLetterOrDigit(first) ? label + " " : label;
    }

    private static bool BringsOwnNumber(IElement item)
    {
        string? text = item.Descendants<IText>().Select(node => node.Data).FirstOrDefault(data => !string.IsNullOrWhiteSpace(data));
        return text is not null && TypedNumber().IsMatch(text.AsSpan().TrimStart());
    }

    /// <summary>The number that an attribute begins with, as browsers read it: <c>5.</c> is 5; past their range the nearest in it.</summary>
    private static long? Number(string? text)
    {
        var digits = text.AsSpan().TrimStart();
        bool isNegative = digits is ['-', ..];
        if (digits is ['-' or '+', ..]) digits = digits[1..];
        int end = digits.IndexOfAnyExceptInRange('0', '9');
        if (end >= 0) digits = digits[..end];
        if (digits.IsEmpty) return null;
        long number = long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long parsed) ? Math.Min(parsed, int.MaxValue) : int.MaxValue;
        return isNegative ? -number : number;
    }

    private static string? TypeOf(IElement element, string? style)
    {
        if (style is not null && (Visibility.ValueOf(style, "list-style-type") ?? Visibility.ValueOf(style, "list-style")) is { } css)
            return css.Split(' ')[0].ToLowerInvariant();
        return element.GetAttribute("type") switch
        {
            "a" => "lower-alpha",
            "A" => "upper-alpha",
            "i" => "lower-roman",
            "I" => "upper-roman",
            "1" => "decimal",
            _ => null,
        };
    }

    private static string? Format(long number, string type) => type switch
    {
        "disc" or "circle" or "square" => null,
        "lower-alpha" or "lower-latin" when number > 0 => Letters(number).ToLowerInvariant() + ".",
        "upper-alpha" or "upper-latin" when number > 0 => Letters(number) + ".",
        "lower-roman" when number is > 0 and < 4000 => Roman(number).ToLowerInvariant() + ".",
        "upper-roman" when number is > 0 and < 4000 => Roman(number) + ".",
        "cjk-ideographic" or "simp-chinese-informal" or "trad-chinese-informal" or "cjk-decimal" or "japanese-informal"
            when number is > 0 and < 100 => Chinese(number) + "、",
        "decimal-leading-zero" when number is >= 0 and < 10 => $"0{number}.",
        _ => number.ToString(CultureInfo.InvariantCulture) + ".",
    };

    private static string Letters(long number)
    {
        var letters = new StringBuilder();
        for (; number > 0; number = (number - 1) / 26) letters.Insert(0, (char)('A' + (number - 1) % 26));
        return letters.ToString();
    }

    private static string Roman(long number)
    {
        var roman = new StringBuilder();
        foreach (var (value, sign) in new[]
        {
            (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
        })
            for (; number >= value; number -= value) roman.Append(sign);
        return roman.ToString();
    }

    private static string Chinese(long number)
    {
        const string Digits = "一二三四五六七八九";
        string tens = number < 10 ? "" : number < 20 ? "十" : Digits[(int)number / 10 - 1] + "十";
        return number % 10 == 0 ? tens : tens + Digits[(int)number % 10 - 1];
    }
}
