using System.Buffers;
using System.Runtime.InteropServices;
using PolicyIngest.Ingest.Text;

namespace PolicyIngest.Ingest.Annotations.Times;

/// <summary>
/// The sentences of a text in which a time may stand, one behind the other, so that a dozen patterns go over a fifth of it. No form of a time goes over the end of a sentence or line.
/// </summary>
internal sealed class TimeSentences
{
    private static readonly SearchValues<char> Ends = SearchValues.Create("。;\n");

    /// <summary>Every form but the words of a lexicon holds one of these, most of them beside a number.</summary>
    private static readonly SearchValues<char> Signs = SearchValues.Create("年月季旬每按日号天周时期五底末前一至到~./-");

    // Where each sentence begins in the text, and where it begins here; a sentence has the mark that ends the one before, on which patterns look back.
    private readonly List<(int InText, int Here, int Length)> _sentences = [];

    /// <param name="text">The folded text.</param>
    public TimeSentences(string text)
    {
        for (int at = 0; at < text.Length;)
        {
            int sign = text.AsSpan(at).IndexOfAny(Signs);
            if (sign < 0) break;
            at += sign;
            if (MayBeTime(text, at)) at = Add(text, at);
            else at++;
        }
    }

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => _sentences.Count == 0;

    /// <summary>The sentences, taken from a text of the same length as the one in which they were found.</summary>
    public string Of(char[] text) => _sentences.Count == 0 ? "" : string.Create(_sentences[^1].Here + _sentences[^1].Length, (text, _sentences), static (joined, from) =>
    {
        foreach (var (inText, here, length) in from._sentences) from.text.AsSpan(inText, length).CopyTo(joined[here..]);
    });

    /// <summary>A mention found in the sentences, at its place in the text.</summary>
    public TimeMention InText(TimeMention mention)
    {
        var (inText, here, _) = _sentences[Ordered.FirstFrom<(int, int Here, int)>(CollectionsMarshal.AsSpan(_sentences), static sentence => sentence.Here, mention.Start + 1) - 1];
        int shift = inText - here;
        return shift == 0 ? mention : mention with { Start = mention.Start + shift, End = mention.End + shift };
    }

    /// <summary>Adds the sentence around a place.</summary>
    /// <returns>The place behind it.</returns>
    private int Add(string text, int at)
    {
        var last = _sentences.Count > 0 ? _sentences[^1] : default;
        int open = last.InText + last.Length;
        // The mark before belongs to this sentence, unless the one before, which ends with it, is here too.
        int start = open + text.AsSpan(open, at - open).LastIndexOfAny(Ends);
        int length = text.AsSpan(at).IndexOfAny(Ends);
        int end = length < 0 ? text.Length : at + length + 1;
        start = Math.Max(start, open);
        _sentences.Add((start, last.Here + last.Length, end - start));
        return end;
    }

    private static bool MayBeTime(string text, int at)
    {
        char before = at > 0 ? text[at - 1] : '\n', after = at + 1 < text.Length ? text[at + 1] : '\n';
        return text[at] switch
        {
            // 2021年, 6月, 第一季度, 上旬, 每周
            '年' or '月' or '季' or '旬' or '每' => true,
            // 按周, 按日
            '按' => after is '半' or '周' or '日' or '天',
            // 3日, 10号, 三十天, 两周, 5个工作日
            '日' or '号' or '天' or '周' => IsNumber(before) || before is '作' or '个',
            // 24小时内
            '时' => before == '小' && after is '内' or '之' or '以',
            // 上年同期
            '期' => before == '同',
            // “十四五”末
            '五' => at > 1 && text[at - 2] == '十' && IsNumber(before),
            // 20213前, 2021底
            '底' or '末' or '前' => char.IsAsciiDigit(before),
            // 2021至2023, 2021.09, 2021-10-31
            _ => at >= 4 && text[at - 4] is '1' or '2' && text.AsSpan(at - 3, 3).IndexOfAnyExceptInRange('0', '9') < 0,
        };
    }

    private static bool IsNumber(char c) => char.IsAsciiDigit(c) || ChineseNumber.IsNumeral(c);
}
