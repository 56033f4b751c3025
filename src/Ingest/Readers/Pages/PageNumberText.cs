using System.Text.RegularExpressions;

namespace PolicyIngest.Ingest.Readers.Pages;

/// <summary>Tells what reads like the number of a page, with dashes or words around it or bare.</summary>
internal static partial class PageNumberText
{
    private const string SmallRomans = "ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅺⅻ", LargeRomans = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ";

    /// <summary>Whether a line may be a page's number: — 3 —, 第3页, 3, ３, iv.</summary>
    public static bool IsMatch(string text) => Number().IsMatch(text);

    /// <summary>Whether its dashes or words say so, whatever stands around it: — 3 —, 第3页.</summary>
    public static bool IsDressed(string text) => Number().IsMatch(text) && ValueOf(text) is null;

    /// <summary>The value of a bare number: 3, ３, iv, ⅳ; null for any other text.</summary>
    public static int? ValueOf(string text)
    {
        if (text.Length is 0 or > 6) return null;
        if (text.Length == 1 && (SmallRomans + LargeRomans).IndexOf(text[0], StringComparison.Ordinal) is >= 0 and var at) return at % SmallRomans.Length + 1;
        int value = 0;
        if (text.All(char.IsDigit))
        {
            foreach (char digit in text) value = 10 * value + (int)char.GetNumericValue(digit);
            return value;
        }
        int before = 0;
        foreach (char letter in text.Reverse())
        {
            int own = letter switch { 'i' or 'I' => 1, 'v' or 'V' => 5, 'x' or 'X' => 10, _ => 0 };
            if (own == 0) return null;
            value += own < before ? -own : own;
            before = own;
        }
        return value;
    }

    // 3, — 3 —, - 3 -, －3－, · 3 ·, 第 3 页, 第3页 共9页, 3 / 9, iv, ⅳ, Page 3 of 9 — but not 2021年 or 3.5
    [GeneratedRegex(@"^[—–\-－―─~～·•\s]{0,6}(?:第\s?)?(?:[0-9０-９]{1,4}|[ivxIVX]{1,6}|[Ⅰ-Ⅻⅰ-ⅻ])(?:\s?页)?(?:\s?[/,，（(]?\s?(?:共|of)?\s?[0-9]{1,4}\s?页?[)）]?)?[—–\-－―─~～·•\s]{0,6}$|^Page\s\d{1,4}(?:\sof\s\d{1,4})?$")]
    private static partial Regex Number();
}
