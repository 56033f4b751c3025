using System.Text.RegularExpressions;

namespace PolicyIngest.Ingest.Readers.Pages;

/// <summary>What layout needs to know of characters: which are as wide as high, which may not begin or end a line.</summary>
internal static partial class Script
{
    private const int LongestFieldName = 9;

    /// <summary>Han characters, kana, CJK punctuation and full-width forms: one em wide, set without spaces.</summary>
    public static bool IsWide(char c) => c is
        >= '\u2E80' and <= '\uA4CF' or >= '\uF900' and <= '\uFAFF' or >= '\uFE30' and <= '\uFE4F' or >= '\uFF01' and <= '\uFF60' or >= '\uFFE0' and <= '\uFFE6'
        or >= '\uD840' and <= '\uDFFF' or '…' or '—' or '“' or '”' or '‘' or '’' or '、' or '。'
        or >= '\u2460' and <= '\u24FF' or >= '\u2160' and <= '\u217F' or '\u3000';

    /// <summary>Width against other characters of the same size; the second half of a surrogate pair has none.</summary>
    public static double Weight(char c) => char.IsLowSurrogate(c) ? 0 : IsWide(c) ? 1 : 0.5;

    /// <summary>Punctuation that no line begins with.</summary>
    public static bool ClosesPhrase(char c) => "，。、；：？！）〕】》〉」』”’％…—～,.;:?!)]}%℃°·/-".Contains(c, StringComparison.Ordinal);

    /// <summary>Punctuation that no line ends with.</summary>
    public static bool OpensPhrase(char c) => "（〔【《〈「『“‘([{".Contains(c, StringComparison.Ordinal);

    /// <summary>Marks that end a sentence or an item of a list; a closing bracket or quotation mark may follow.</summary>
    public static bool EndsSentence(string text)
    {
        int i = text.Length - 1;
        while (i > 0 && "）)”’》".Contains(text[i], StringComparison.Ordinal)) i--;
        return i >= 0 && "。；！？：;!?:".Contains(text[i], StringComparison.Ordinal);
    }

    /// <summary>Whether a line ends where its sentence clearly goes on: with 、 or ， or an opening bracket.</summary>
    public static bool GoesOnInList(string text) => text.Length > 0 && ("、，,和及与至或第".Contains(text[^1], StringComparison.Ordinal) || OpensPhrase(text[^1]));

    /// <summary>Whether a text can't end here: its last bracket is open, or the next one starts with a mark that closes.</summary>
    public static bool IsCutBetween(string text, string next)
    {
        if (text.Length == 0 || next.Length == 0) return false;
        if (text[^1] is '、' or '，' || OpensPhrase(text[^1]) || "，。、；：）》”".Contains(next[0], StringComparison.Ordinal)) return true;
        int open = text.LastIndexOfAny(['（', '《', '“']);
        return open >= 0 && text.AsSpan(open).IndexOfAny('）', '》', '”') < 0 && next.AsSpan().IndexOfAny('）', '》', '”') >= 0;
    }

    /// <summary>Whether a text ends as the names of most organs do.</summary>
    public static bool EndsUnit(ReadOnlySpan<char> text) => text.Length > 2 && (text[^1] == '局' || text.EndsWith("政府", StringComparison.Ordinal)
        || text.EndsWith("委会", StringComparison.Ordinal) || text.EndsWith("公司", StringComparison.Ordinal) || EndsShortCommission(text));

    /// <summary>Whether a text ends with one of the commissions whose short names are usual; 市委 alone may go on with 宣传部.</summary>
    private static bool EndsShortCommission(ReadOnlySpan<char> text) => text.EndsWith("发改委", StringComparison.Ordinal) || text.EndsWith("改革委", StringComparison.Ordinal)
        || text.EndsWith("卫健委", StringComparison.Ordinal) || text.EndsWith("健康委", StringComparison.Ordinal) || text.EndsWith("国资委", StringComparison.Ordinal);

    /// <summary>Whether a text can only go on with the name before it or with the sentence around it: 等单位, 牵头, 及有关部门.</summary>
    public static bool GoesOnUnit(string text) => "等及和与或长的机党员、，；：。）)负牵配按".Contains(text[0], StringComparison.Ordinal);

    /// <summary>Whether a text has the marks of a sentence.</summary>
    public static bool HasStop(string text) => text.AsSpan().IndexOfAny('。', '，', '；') >= 0;

    /// <summary>Whether a text is a number and nothing else, such as one below the other in a column of amounts: 2.5, 54, 1,200, 80%.</summary>
    public static bool IsNumber(string text) => Number().IsMatch(text);

    /// <summary>Whether a line starts with the number of an item or heading.</summary>
    public static bool StartsWithLabel(string text) => Label().IsMatch(text);

    /// <summary>Whether a line starts with a name and a colon, as in 牵头单位：市发展改革委.</summary>
    public static bool StartsWithField(string text) => Field().IsMatch(text);

    /// <summary>Whether a line starts with a short name and a colon, as the fields of forms do: 联系人：张三.</summary>
    public static bool HasField(string text) => text.AsSpan(0, Math.Min(text.Length, LongestFieldName)).IndexOfAny('：', ':') > 0;

    /// <summary>Whether a line is the label of a table, alone or with its title: 附件2, 附表3：, 表1-2 …清单, 续表.</summary>
    public static bool IsTableLabel(string text) => text.Length < 60 && TableLabel().IsMatch(text);

    /// <summary>Whether the text is a chapter's number, after which a gap is a space: 第一章　总则.</summary>
    public static bool IsChapterNumber(string text) => ChapterNumber().IsMatch(text);

    // 一、 十二、 （一） (3) 3. 3．12、 ① ⑴ 6） 5.1.1 4.2 总则 第三章 附件2 — but not 3.5亿元, 2021年, 一是, （含一期）
    [GeneratedRegex(@"^(?:\d{1,2}(?:\.\d{1,2}){2,4}(?![\d.%])|\d{1,2}\.\d{1,2}\s+(?=[\u4E00-\u9FFF])|\d{1,2}[)）](?!\d)|[一二三四五六七八九十百]{1,4}、|[（(](?:[一二三四五六七八九十百]{1,4}|\d{1,3})[）)]|\d{1,3}(?:[．、]|\.(?!\d))|[①-⒛]|第[一二三四五六七八九十百\d]{1,4}[章节条篇部编]|附[件表](?:\d{1,2}|[一二三四五六七八九十]{1,2})?[：:\s]?$)")]
    private static partial Regex Label();

    // 2.5 -54 1,200 80% — but not 2025年, 3.1.2, 12.
    [GeneratedRegex(@"^[-+±]?\d{1,9}(?:,\d{3}){0,4}(?:\.\d{1,6})?[%％]?$")]
    private static partial Regex Number();

    // 牵头单位：… 完成时限：… — but not 其中：… in the middle of a line
    [GeneratedRegex(@"^[\u4E00-\u9FFF]{3,10}[：:]")]
    private static partial Regex Field();

    // 附件 附件2： 附表 3 续表 表1-2 表四 — but not 附近, 表层土
    [GeneratedRegex(@"^(?:附[件表]|续?表)\s?(?:[\d一二三四五六七八九十：:（(]|$)")]
    private static partial Regex TableLabel();

    // 第一章 第十二节 第3条 — the whole text
    [GeneratedRegex(@"^第[一二三四五六七八九十百零〇\d]{1,5}[章节条篇编部]$")]
    private static partial Regex ChapterNumber();
}
