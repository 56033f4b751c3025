using System.Text.RegularExpressions;

namespace PolicyIngest.Ingest.Text;

/// <summary>Names of documents in the one form by which a citation finds what it cites.</summary>
public static partial class CitedNames
{
    // A title as short as 实施方案 is anybody's.
    private const int ShortestKey = 6;

    /// <summary>
    /// A title without what citations leave out or write otherwise: issuer and 关于, 印发…的通知, quotation marks, brackets, spaces and points.
    /// 国务院关于印发某某规划的通知, 《某某规划》 and 某某规划 are one.
    /// </summary>
    /// <returns>The form; null where too little is left to tell one document from another.</returns>
    public static string? KeyOf(string? title)
    {
        if (title is null) return null;
        string plain = Signs().Replace(Draft().Replace(CharFold.Fold(title), ""), "");
        if (Issued().Match(plain) is { Success: true } issued) plain = issued.Groups["title"].Value;
        else if (About().Match(plain) is { Success: true } about) plain = about.Groups["title"].Value;
        return plain.Length < ShortestKey ? null : plain;
    }

    /// <summary>A document number in its usual form, whatever its brackets have become (国发(2018)42号, 国发﹝2018]第42号); null for none.</summary>
    public static string? NumberOf(string words)
    {
        string folded = CharFold.Fold(words);
        if (First(Order(), folded) is { } order) return Blank().Replace($"{Organ(order)}第{order.Groups["number"].Value}号", "");
        return First(Number(), folded) is { } number
            ? $"{Blank().Replace(Organ(number), "")}〔{number.Groups["year"].Value}〕{int.Parse(number.Groups["number"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture)}号" : null;
    }

    /// <summary>The document numbers in a folded text: where each begins and ends; not in their order.</summary>
    public static IEnumerable<(int Start, int End)> NumbersIn(string folded)
    {
        foreach (Match match in Number().Matches(folded).Concat(Order().Matches(folded)))
        {
            string organ = Organ(match);
            if (organ.Length >= 2) yield return (match.Groups["organ"].Index + match.Groups["organ"].Length - organ.Length, match.Index + match.Length);
        }
    }

    /// <summary>The first match of a pattern that is searched for from the end.</summary>
    private static Match? First(Regex pattern, string text) => pattern.Matches(text) is { Count: > 0 } matches ? matches[^1] : null;

    /// <summary>根据国发: the organ's signs without the words before them.</summary>
    private static string Organ(Match match)
    {
        string organ = match.Groups["organ"].Value;
        int cut = Before().Matches(organ) is { Count: > 0 } words ? words[^1].Index + words[^1].Length : 0;
        return organ[cut..].TrimStart();
    }

    // 某某规划(征求意见稿)
    [GeneratedRegex(@"\((?:公开)?(?:征求意见|会签|审议|送审|报批|讨论|草案)稿?\)")]
    private static partial Regex Draft();

    [GeneratedRegex(@"[\s《》“”""'‘’()\[\]<>,.，。、:：;；·\-—_~]")]
    private static partial Regex Signs();

    [GeneratedRegex(@"^(?:\p{IsCJKUnifiedIdeographs}{2,60}?)?关于(?:印发|转发|发布|公布|下发|颁发|批转)(?<title>.+?)的(?:通知|公告|函|决定)$")]
    private static partial Regex Issued();

    [GeneratedRegex(@"^(?:\p{IsCJKUnifiedIdeographs}{2,60}?)?关于(?<title>.+)$")]
    private static partial Regex About();

    // Searched for from the end: 号 behind a number is rare, a Han character that may begin an organ's signs is not.
    // 国发[2018]42号, 国发(2018)42号, 国发〔2018〕第42号, 国发[2018)42号, 国办发【2018】 42 号, 云财(农)发[2030]5号, 云政发[20305号
    [GeneratedRegex(@"(?<organ>\p{IsCJKUnifiedIdeographs}[\p{IsCJKUnifiedIdeographs} ]{0,14}(?:\(\p{IsCJKUnifiedIdeographs}{1,6}\)[发函字办规]{1,3})?)\s?[\[({<《「“]\s?(?<year>(?:19|20)\d\d)(?:\s?年?\s?[\])}>》」”]\s?(?:第\s?)?|\s?)(?<number>\d{1,5})\s?号", RegexOptions.RightToLeft)]
    private static partial Regex Number();

    // 国务院令第707号
    [GeneratedRegex(@"(?<organ>\p{IsCJKUnifiedIdeographs}{1,16}令)\s?\(?第\s?(?<number>\d{1,5})\s?号", RegexOptions.RightToLeft)]
    private static partial Regex Order();

    // What is no sign of an organ: 根据国发…, 和国办发…, 文件国发…
    [GeneratedRegex("中华人民共和国|根据|依据|依照|按照|遵照|参照|贯彻|落实|执行|印发|转发|废止|修订|文件|通知|意见|方案|办法|规定|精神|要求|以及|和|及|与|见|号|原|由|对|将|为|的|是|在|等")]
    private static partial Regex Before();

    [GeneratedRegex(@"\s")]
    private static partial Regex Blank();
}
