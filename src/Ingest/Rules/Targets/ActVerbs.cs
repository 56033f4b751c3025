using PolicyIngest.Ingest.Lexicons;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules.Targets;

/// <summary>The verbs that commit somebody to a count (新建, 培育), looked for in the text before a number.</summary>
internal sealed class ActVerbs(string folded, TargetLexicon lexicon)
{
    /// <summary>Whether a text is one of the verbs and nothing else.</summary>
    public bool IsOne(TextSpan text) => !text.IsEmpty && lexicon.Act.Contains(text.In(folded));

    /// <summary>Verbs that say no more than that something is to be done; they are no part of a name.</summary>
    public static bool IsBare(string verb) => verb is "完成" or "实施" or "推动" or "推进" or "实现" or "突破" or "组织" or "保障" or "促进" or "支持" or "开展";

    /// <summary>The verb with which a text ends; null for none, and for 已建成.</summary>
    public string? AtEnd(TextSpan text)
    {
        int length = lexicon.Act.AtEnd(text.In(folded));
        if (length == 0 || IsDone(text.In(folded)[..^length])) return null;
        // 新引育, 新发布: 新 belongs to the verb.
        if (length < text.Length && folded[text.End - length - 1] == '新' && (length + 1 == text.Length || folded[text.End - length - 2] is not ('创' or '更' or '革'))) length++;
        return folded.Substring(text.End - length, length);
    }

    /// <summary>Whether what stands before a verb says that it has been done: 已, 已经, 共已.</summary>
    public static bool IsDone(ReadOnlySpan<char> before) => before.EndsWith("已", StringComparison.Ordinal) || before.EndsWith("已经", StringComparison.Ordinal);

    /// <summary>The first verb in a text that has an object behind it. 建成了 and 已建成 are done and count for none.</summary>
    public (int Start, string Verb)? In(TextSpan text)
    {
        var span = text.In(folded);
        int at = lexicon.Act.IndexIn(span);
        if (at < 0) return null;
        int end = at + lexicon.Act.AtStart(span[at..]);
        // 力争净增: the aim is no part of what is done.
        if (span[at..end] is "力争" && lexicon.Act.AtStart(span[end..]) is > 0 and var aimed) (at, end) = (end, end + aimed);
        return end < span.Length && span[end] != '了' && !IsDone(span[..at]) ? (text.Start + at, span[at..end].ToString()) : null;
    }
}
