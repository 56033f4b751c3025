using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Annotations.Citations;

/// <summary>Finds where a text names other documents: 《…》, document numbers, “十四五”规划.</summary>
internal static partial class CitationScanner
{
    // A sentence that names a dozen documents is shorter.
    private const int LongestSentence = 600;

    // Longer than any title; an opening mark that is closed behind it is a slip.
    private const int LongestTitle = 150;

    // How far before a title the word that says why may stand, and how far behind one that ends, changes or issues it.
    private const int Reach = 60;
    private const int ReachBehind = 50;

    // 《甲》《乙》… in one list.
    private const int LongestList = 20;

    /// <summary>The citations of a folded text, in order, none overlapping another.</summary>
    /// <param name="text">The text as written.</param>
    /// <param name="folded">The same, folded.</param>
    public static IEnumerable<Citation> Scan(string text, string folded)
    {
        var numbers = CitedNames.NumbersIn(folded).Select(each => new TextSpan(each.Start, each.End)).OrderBy(each => each.Start).ToList();
        var found = new List<(TextSpan Span, TextSpan? Title, TextSpan? Number, string Rule)>();
        foreach (var title in Titles(folded))
        {
            // 《…》(国发[2018]42号): title and number are one citation.
            var number = NextBehind(numbers, title.End, folded);
            found.Add((number is { } at ? new TextSpan(title.Start, Closed(at.End, folded)) : title, title, number, "citation.title"));
        }
        AddUncovered(found, numbers.Select(number => (number, (TextSpan?)null, (TextSpan?)number, "citation.number")));
        AddUncovered(found, ShortName().Matches(folded).Select(match => new TextSpan(match.Index, match.Index + match.Length)).Select(name => (name, (TextSpan?)name, (TextSpan?)null, "citation.short")));
        foreach (var (span, title, number, rule) in found)
            yield return new Citation(KindOf(folded, span), title is { } words ? Plain(words, text) : null, number is { } digits ? CitedNames.NumberOf(digits.Of(folded)) : null,
                new Evidence(rule, span, span.Of(text)));
    }

    /// <summary>Why a document is named, from the words around it: what is done to it behind it (废止, 修订), else the nearest word before it in its sentence.</summary>
    internal static CitationKind KindOf(string folded, TextSpan span)
    {
        string behind = Behind(folded, span.End), before = Before(folded, span.Start);
        if (EndsBehind().IsMatch(behind)) return CitationKind.Ends;
        if (ChangesBehind().IsMatch(behind)) return CitationKind.Changes;
        if (With().IsMatch(before) && GuideBehind().IsMatch(behind)) return CitationKind.Basis;
        var cue = Cue().Match(before);
        if (cue.Groups["basis"].Success) return CitationKind.Basis;
        if (cue.Groups["ends"].Success) return CitationKind.Ends;
        if (cue.Groups["changes"].Success) return CitationKind.Changes;
        return cue.Groups["carries"].Success || CarriedBehind().IsMatch(behind) ? CitationKind.Implements : CitationKind.Mentions;
    }

    /// <summary>What stands behind a name in its sentence. 《甲》《乙》和《丙》同时废止: what is said of the last is said of all.</summary>
    private static string Behind(string folded, int at)
    {
        for (int i = 0; i < LongestList && Further().Match(folded, at) is { Success: true } further; i++) at += further.Length;
        int end = at;
        while (end < folded.Length && end - at < ReachBehind && folded[end] is not ('。' or ';' or '；' or '\n' or '《')) end++;
        return folded[at..end];
    }

    private static string Before(string folded, int at)
    {
        int start = at;
        while (start > 0 && at - start < LongestSentence && folded[start - 1] is not ('。' or ';' or '；' or '\n')) start--;
        string before = WithoutTitles(folded[start..at]);
        return before.Length > Reach ? before[^Reach..] : before;
    }

    /// <summary>根据《甲》（国发〔2030〕1号）和《乙》: what stands in other titles says nothing of this one.</summary>
    private static string WithoutTitles(string before)
    {
        if (!before.Contains('《', StringComparison.Ordinal)) return before;
        var kept = new System.Text.StringBuilder(before.Length);
        int depth = 0;
        foreach (char c in before)
        {
            if (c == '《') depth++;
            else if (c == '》') depth = Math.Max(0, depth - 1);
            else if (depth == 0) kept.Append(c);
        }
        return kept.ToString();
    }

    /// <summary>《…》, the outermost where one stands in another (《关于修改〈…〉的决定》).</summary>
    private static IEnumerable<TextSpan> Titles(string folded)
    {
        int at = 0;
        while (at < folded.Length && folded.IndexOf('《', at) is >= 0 and var open)
        {
            int depth = 0, i = open, breaks = 0;
            for (; i < folded.Length && i - open <= LongestTitle && breaks < 3; i++)
            {
                if (folded[i] == '《') depth++;
                else if (folded[i] == '》' && --depth == 0) break;
                else if (folded[i] == '\n') breaks++;
            }
            bool closed = i < folded.Length && i - open <= LongestTitle && breaks < 3 && depth == 0;
            if (!closed && folded.IndexOf('》', open, Math.Min(LongestTitle, folded.Length - open)) is >= 0 and var close && folded.IndexOf('\n', open, close - open) < 0) (closed, i) = (true, close);
            // 国发《2018》42号: a number in the wrong marks.
            if (closed && i - open > 1 && !Year().IsMatch(folded.AsSpan(open + 1, i - open - 1))) yield return new TextSpan(open, i + 1);
            at = closed ? i + 1 : open + 1;
        }
    }

    private static TextSpan? NextBehind(List<TextSpan> numbers, int end, string folded)
    {
        int next = Ordered.FirstFrom<TextSpan>(CollectionsMarshal.AsSpan(numbers), static number => number.Start, end);
        if (next == numbers.Count || numbers[next].Start - end > 3) return null;
        var between = folded.AsSpan(end, numbers[next].Start - end).Trim();
        return between.Length == 1 && between[0] is '(' or '[' ? numbers[next] : null;
    }

    private static void AddUncovered(List<(TextSpan Span, TextSpan? Title, TextSpan? Number, string Rule)> found, IEnumerable<(TextSpan Span, TextSpan? Title, TextSpan? Number, string Rule)> more)
    {
        found.AddRange(more.Where(each => !Covered(found, each.Span)).ToList());
        found.Sort((one, other) => one.Span.Start.CompareTo(other.Span.Start));
    }

    /// <summary>Whether one of what was found, in order, touches a place.</summary>
    private static bool Covered(List<(TextSpan Span, TextSpan? Title, TextSpan? Number, string Rule)> found, TextSpan place)
    {
        int next = Ordered.FirstFrom<(TextSpan Span, TextSpan? Title, TextSpan? Number, string Rule)>(CollectionsMarshal.AsSpan(found), static each => each.Span.Start, place.Start + 1);
        return next > 0 && found[next - 1].Span.End > place.Start || next < found.Count && found[next].Span.Start < place.End;
    }

    private static int Closed(int end, string folded) => end < folded.Length && folded[end] is ')' or ']' ? end + 1 : end;

    private static string Plain(TextSpan title, string text)
    {
        string words = string.Concat(title.Of(text).Where(c => !char.IsWhiteSpace(c)));
        return words.StartsWith('《') ? words[1..^1] : words;
    }

    [GeneratedRegex(@"^\s?(?:19|20)\d\d\s?年?\s?$")]
    private static partial Regex Year();

    // 国家“十四五”规划, 省“十四五”规划纲要, “十四五”生态环境保护规划
    [GeneratedRegex("“十[一二三四五六]五”\\p{IsCJKUnifiedIdeographs}{0,16}?规划(?:纲要)?")]
    private static partial Regex ShortName();

    // 《甲》《乙》(云政发[2030]5号)、《丙》: the next one of a list.
    [GeneratedRegex(@"\G(?:\([^()《》\n]{1,40}\))?\s?[、和及与]?\s?《[^《》\n]{1,80}》(?:\([^()《》\n]{1,40}\))?")]
    private static partial Regex Further();

    // The nearest word before: the pattern is read from the right; 按照市政府印发的《…》 is no issuing. What is being made, broken or kept to is only named: 制定《…》, 违反《…》, 符合《…》.
    [GeneratedRegex("(?<basis>根据|依据|依照|按照|遵照|遵循|参照|对照)|(?<ends>废止|取代|代替)|(?<changes>(?:修订|修改|修正)(?!的)|调整(?=.{0,2}$))|(?<carries>贯彻|落实|执行|实施|遵守|(?:印发|转发|发布)(?!的))|(?<names>(?:制定|编制|出台)(?!的)|完成|违反|符合)", RegexOptions.RightToLeft)]
    private static partial Regex Cue();

    [GeneratedRegex("废止|失效|停止执行|不再执行")]
    private static partial Regex EndsBehind();

    // 对《…》进行动态调整; not 《…》(GB1-2030)修改单
    [GeneratedRegex("^[^,，、]{0,8}?(?:修订|修改|修正|调整|更新)(?![单版稿本])")]
    private static partial Regex ChangesBehind();

    // 以《…》为指导, 以《…》中的分工为准
    [GeneratedRegex("以[^,，]{0,30}$")]
    private static partial Regex With();

    [GeneratedRegex("^[^,，]{0,24}?为(?:指导|依据|指引|遵循|引领|统领|准)")]
    private static partial Regex GuideBehind();

    // 《…》印发以来; 《…》组织实施; 《…》落实情况; 《…》年度任务; 《…》已经市政府同意,现印发给你们
    [GeneratedRegex("^(?:.{0,4}?(?:印发|落实|执行|贯彻|实施|任务)|.{0,12}?经.{1,30}?(?:同意|批准|通过).{0,4}?印发)")]
    private static partial Regex CarriedBehind();
}
