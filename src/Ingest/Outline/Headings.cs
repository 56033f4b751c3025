using System.Text.RegularExpressions;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Outline;

/// <summary>Tells a node's heading (标题) from its text: a line of its own, or the first sentence of a longer item.</summary>
internal static partial class Headings
{
    /// <summary>Longest first sentence that is a heading, in characters.</summary>
    private const int LongestSentence = 40;

    /// <summary>Longest line without a full stop that is a heading, in characters.</summary>
    private const int LongestLine = 60;

    [GeneratedRegex("^(?:对|加强|加快|推进|推动|推广|建立|建设|建成|新建|修建|改造|健全|完善|落实|开展|组织|指导|引导|协调|做好|抓好|实施|负责|制定|制订|编制|支持|鼓励|严格|强化|深化|提升|提高|优化|打造|培育|会同|督促|督导|研究|了解|配合|及时|积极|深入|全面|统筹|定期|依法|检查|宣传|报送|收集|汇总|根据[^,]{2,30},)")]
    private static partial Regex Acts();

    /// <summary>Finds the heading of every node of a tree.</summary>
    public static void Assign(OutlineSource source, OutlineDraft root)
    {
        foreach (var node in root.SelfAndBelow().Skip(1)) FindHeading(source, node);
        foreach (var node in root.SelfAndBelow()) MendLostStops(source, node);
    }

    /// <summary>The first sentence of a paragraph without its full stop, where it is short and more follows; null else.</summary>
    public static TextSpan? FirstSentence(string folded, TextSpan paragraph)
    {
        var text = folded.AsSpan(paragraph.Start, paragraph.Length);
        int stop = EndOfSentence(text), clause = ClauseStart(text);
        int end = stop < 0 ? clause : clause < 0 ? stop : Math.Min(stop, clause);
        if (end < 0 || end == text.Length - 1) return null;
        int trimmed = text[..end].TrimEnd("。:;,. ").Length;
        return trimmed is > 0 and <= LongestSentence ? new TextSpan(paragraph.Start, paragraph.Start + trimmed) : null;
    }

    // 一、工作思路根据…，全面…: the name of a part whose line break was lost; not 工作目标为…, 总体要求和主要目标.
    [GeneratedRegex("^(?:工作(?:思路|目标|原则|背景|要求|安排)|总体(?:要求|思路|目标)|指导思想|基本(?:原则|情况)|(?:主要|发展)目标|目标任务|保障措施|实施(?:步骤|范围)|有关要求)(?![和及与的是为分如主])(?=[\u4e00-\u9fff0-9“][^,。]{3,}[,。])", RegexOptions.CultureInvariant)]
    private static partial Regex RunOnPart();

    private static void FindHeading(OutlineSource source, OutlineDraft node)
    {
        if (node.Lines.Count == 0) return;
        var line = node.Lines[0];
        var text = source.At(line);
        if (node.Level == 1)
            foreach (var part in RunOnPart().EnumerateMatches(text))
            {
                node.Heading = new TextSpan(line.Start, line.Start + part.Length);
                return;
            }
        int stop = EndOfSentence(text);
        int clause = ClauseStart(text);
        if (stop < 0 && clause < 0 || stop == text.Length - 1 && clause < 0)
        {
            int length = text.TrimEnd("。:;,. ").Length;
            // （一）对…给予奖励；: a member of a list that says what is to be done, and all of it; not 本市户籍人员；.
            bool sentenceAlone = (stop >= 0 || text[^1] == ';' && text.Length > 2 && text[^2] != '的' && Acts().IsMatch(text)) && node.Lines.Count == 1 && node.Children.Count == 0 && node.Tables.Count == 0;
            if (sentenceAlone || length == 0 || length > (stop < 0 ? LongestLine : LongestSentence)) return;
            node.Heading = new TextSpan(line.Start, line.Start + length);
            node.HeadingAlone = true;
            return;
        }
        node.Heading = FirstSentence(source.Folded, line) ?? (stop == text.Length - 1 ? WholeSentence(text, line) : null);
    }

    /// <summary>A sentence that a clause on a line of its own follows.</summary>
    private static TextSpan? WholeSentence(ReadOnlySpan<char> text, TextSpan line)
    {
        int trimmed = text.TrimEnd("。:;,. ").Length;
        return trimmed is > 0 and <= LongestSentence ? new TextSpan(line.Start, line.Start + trimmed) : null;
    }

    /// <summary>The first full stop outside quotes and brackets; -1 where there is none.</summary>
    private static int EndOfSentence(ReadOnlySpan<char> text)
    {
        int depth = 0;
        for (int i = 0; i < text.Length && i <= LongestLine * 4; i++)
        {
            switch (text[i])
            {
                case '“' or '《' or '(': depth++; break;
                case '”' or '》' or ')': depth = Math.Max(0, depth - 1); break;
                case '。' when depth == 0: return i;
            }
        }
        return text.IndexOf('。');
    }

    /// <summary>Where a responsibility clause begins right behind the heading: <c>建设平台（市工信局牵头）</c>; -1 where none does.</summary>
    private static int ClauseStart(ReadOnlySpan<char> text)
    {
        int open = text.IndexOf('(');
        while (open >= 0 && open <= LongestSentence)
        {
            var inside = text[(open + 1)..];
            int close = inside.IndexOf(')');
            var clause = close < 0 ? inside : inside[..close];
            if (clause.IndexOf("单位:") >= 0 || clause.IndexOf("部门:") >= 0 || clause.EndsWith("负责") || clause.EndsWith("牵头") || clause.EndsWith("配合")) return open;
            int next = inside.IndexOf('(');
            open = next < 0 ? -1 : open + 1 + next;
        }
        return -1;
    }

    /// <summary>
    /// Puts back a full stop that was lost between heading and text (<c>开展某某行动加强…</c>) where the headings beside it all end in
    /// the same word.
    /// </summary>
    private static void MendLostStops(OutlineSource source, OutlineDraft parent)
    {
        if (parent.Children.Count < 4) return;
        string? ending = parent.Children.Where(child => child.Heading is { Length: > 4 })
            .GroupBy(child => source.At(child.Heading!.Value)[^2..].ToString())
            .Where(group => group.Count() * 4 >= parent.Children.Count * 3)
            .Select(group => group.Key).FirstOrDefault();
        if (ending is null) return;
        foreach (var child in parent.Children)
        {
            if (child.Heading is not null || child.Lines.Count == 0) continue;
            var text = source.At(child.Lines[0]);
            int at = text[..Math.Min(text.Length, LongestSentence)].IndexOf(ending);
            if (at < 3 || at + 3 >= text.Length || text[at + 2] is '的' or '方' or '计' or ',' or '、') continue;
            child.Heading = new TextSpan(child.Lines[0].Start, child.Lines[0].Start + at + 2);
        }
    }
}
