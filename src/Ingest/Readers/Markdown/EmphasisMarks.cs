using System.Text.RegularExpressions;

namespace PolicyIngest.Ingest.Readers.Markdown;

/// <summary>
/// Takes the marks of Markdown out of a paragraph in which they stand as plain characters, as in Word files that a careless converter or a
/// copy from a chat has made: <c>**一、总体要求**</c>, <c>## 二、重点任务</c>.
/// </summary>
internal static partial class EmphasisMarks
{
    // ## 二、重点任务; not #1机组 and not a line of signs
    [GeneratedRegex(@"^\s{0,3}(?<marks>#{1,6})[ \t\u3000]{1,4}(?<text>[^#\s].*?)(?:\s+#{1,6})?\s*$", RegexOptions.Singleline)]
    private static partial Regex Heading();

    // **重点任务**, 做到**三个到位**要求; not 张**、李**, 1101**1990**12, 2**3**4 and not *** of a masked name
    [GeneratedRegex(@"(?<![A-Za-z0-9*\\])\*\*(?<text>[\p{L}\p{Nd}\p{No}（(《“【〔\[][^*\n]{0,300}?(?<![\s、，])|[\p{L}\p{Nd}])\*\*(?!\*)")]
    private static partial Regex Stars();

    // __重点任务__ alone between blanks or marks; not ____年__月__日
    [GeneratedRegex(@"(?<=^|[\s，。；：（])__(?<text>[\p{L}\p{Nd}（《“][^_\n]{0,300}[^_\s])__(?=$|[\s，。；：）])")]
    private static partial Regex Bars();

    /// <summary>The text without marks, and the heading level that a mark stated; null where there was none.</summary>
    public static (string Text, int? Level) Strip(string text)
    {
        if (text.AsSpan().IndexOfAny('*', '#', '_') < 0) return (text, null);
        int? level = null;
        if (Heading().Match(text) is { Success: true } heading)
        {
            level = heading.Groups["marks"].Length;
            text = heading.Groups["text"].Value;
        }
        if (text.Contains("**", StringComparison.Ordinal)) text = Stars().Replace(text, "${text}");
        if (text.Contains("__", StringComparison.Ordinal)) text = Bars().Replace(text, "${text}");
        return (text, level);
    }
}
