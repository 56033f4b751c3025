using PolicyIngest.Ingest.Annotations;
using PolicyIngest.Ingest.Lexicons;
using PolicyIngest.Ingest.Rules.Deadlines;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules.Responsibility;

/// <summary>
/// Finds organs in places where nothing but their part in a task can be meant, whatever the words and signs round them: <c>领办科室：市水务局</c>, <c>｛市水务局、市财政局｝</c>,
/// <c>市水务局统揽，市财政局襄办。</c> What no list knows, neither label nor sign nor the organs themselves, is known by coming back item for item.
/// </summary>
/// <param name="annotations">What was noticed in the text.</param>
/// <param name="isUsed">Whether a unit was read that begins in a place.</param>
internal sealed class UnreadLists(TextAnnotations annotations, Func<TextSpan, bool> isUsed)
{
    private const int LongestLabel = 10, LongestList = 400, LongestOrgan = 20, LongestTail = 8, LongestVerb = 4, LongestInside = 10, LongestDate = 16;

    /// <summary>From how many places on a label, a verb or a name is a habit of the document.</summary>
    private const int Habit = 3;

    // What stands at the ends of plain sentences, numbers and names, and sets no list apart.
    private const string PlainMarks = "\n。;!?《》“”‘’\"'%.";

    private readonly string _folded = annotations.Folded;

    private readonly WordSet _verbs = TargetLexicon.Of(annotations.Lexicons).Act;

    /// <summary>A stretch without marks but those within lists.</summary>
    /// <param name="Span">The stretch.</param>
    /// <param name="Label">The short words before its colon; empty for none.</param>
    /// <param name="IsFramed">Whether a sign sets it apart: a bracket, a colon behind a label, a star.</param>
    /// <param name="Closes">Whether the sentence ends behind it.</param>
    /// <param name="Opens">Whether it begins a sentence.</param>
    private readonly record struct Stretch(TextSpan Span, TextSpan Label, bool IsFramed, bool Opens, bool Closes);

    /// <summary>The lists in some paragraphs and cells, each with its label.</summary>
    /// <param name="passages">Their places, in order.</param>
    /// <param name="cells">Those of cells, where only a label tells.</param>
    public IEnumerable<TextSpan> In(IEnumerable<TextSpan> passages, IEnumerable<TextSpan> cells)
    {
        var stretches = passages.SelectMany(Stretches).Concat(cells.SelectMany(Stretches).Where(stretch => !stretch.Label.IsEmpty))
            .Where(stretch => (stretch.Closes || !stretch.Label.IsEmpty) && stretch.Span.Length is >= 2 and <= LongestList && !ClauseReader.StatesFirstNamed(stretch.Span.In(_folded)) && !IsRemark(stretch)).ToList();
        var labels = Habits(stretches.Where(stretch => !stretch.Label.IsEmpty).Select(stretch => (stretch.Label.Of(_folded), Holds: AreOrgans(stretch.Span, LongestTail))));
        string[] last = [.. stretches.Select(stretch => stretch.Closes ? Verb(stretch.Span) : "")];
        var verbs = Habits(last.Select(verb => (verb, Holds: true)));
        var names = Names(stretches);
        foreach (var (stretch, verb) in stretches.Zip(last))
        {
            bool sure = stretch.Closes && stretch.IsFramed && AreOrgans(stretch.Span, LongestTail) || IsPlainList(stretch);
            bool habit = !stretch.Label.IsEmpty && labels.Contains(stretch.Label.Of(_folded))
                || stretch.Closes && (verb.Length > 0 && verbs.Contains(verb) || stretch.IsFramed && Pieces(stretch.Span).Any(piece => names.Contains(piece.Of(_folded))));
            bool read = isUsed(stretch.Span);
            if (((sure || habit) && !IsCue(stretch.Label) && (!read || Pieces(stretch.Span).Any(IsUnreadOrgan))) || read && (stretch is { Closes: true, IsFramed: true } || !stretch.Label.IsEmpty) && HasDropped(stretch))
                yield return stretch.Label.IsEmpty ? stretch.Span : new TextSpan(stretch.Label.Start, stretch.Span.End);
        }
    }

    /// <summary>Words that stand at the same place so often that they mean something, and mean it more often than not.</summary>
    private static HashSet<string> Habits(IEnumerable<(string Word, bool Holds)> places) =>
        places.Where(place => place.Word.Length > 0).GroupBy(place => place.Word, StringComparer.Ordinal)
            .Where(group => group.Count() >= Habit && group.Count(place => place.Holds) * 2 >= group.Count()).Select(group => group.Key).ToHashSet(StringComparer.Ordinal);

    /// <summary>Names that come back in the lists at the ends of items, though they do not end as organs do (市水务事务栈).</summary>
    private HashSet<string> Names(List<Stretch> stretches)
    {
        var lists = stretches.Where(stretch => stretch is { IsFramed: true, Closes: true, Label.IsEmpty: true }).Select(stretch => Pieces(stretch.Span).Select(piece => piece.Of(_folded)).ToList())
            .Where(list => list.TrueForAll(IsName) && list.Exists(name => BeginsAsOrgan(name))).ToList();
        var listed = lists.Where(list => list.Count > 1).SelectMany(list => list).ToHashSet(StringComparer.Ordinal);
        return lists.SelectMany(list => list.Distinct(StringComparer.Ordinal)).CountBy(name => name, StringComparer.Ordinal)
            .Where(name => name.Value >= Habit && listed.Contains(name.Key)).Select(name => name.Key).ToHashSet(StringComparer.Ordinal);
    }

    private bool IsName(string name) => name.Length is >= 4 and <= LongestOrgan && name.All(IsHan) && !DeadlineRule.IsTime(name, annotations.Lexicons);

    /// <summary>Whether words begin as the names of organs do, whatever they end in: 市水务…, 财政…, 国家…; not 进行补贴申领操作.</summary>
    private bool BeginsAsOrgan(ReadOnlySpan<char> name) =>
        annotations.Organs.LevelLength(name) > 0 || annotations.Organs.StartsAsDepartment(name) || annotations.Organs.IsWellKnown(name) || name is ['各', ..]
        || name.StartsWith("相关") || name.StartsWith("有关") || name.StartsWith("国家") || name.StartsWith("国务院") || name.StartsWith("中央");

    /// <summary>An organ of its own name in a list of which others were read.</summary>
    private bool IsUnreadOrgan(TextSpan piece) => !isUsed(piece) && BeginsWithOrgan(piece.In(_folded), longestTail: 0) && !OrganNames.IsGroup(piece.In(_folded));

    /// <summary>A name in a list of units that was not taken for one: 市水务推进班子.</summary>
    private bool HasDropped(Stretch stretch)
    {
        foreach (var piece in Pieces(stretch.Span))
        {
            var name = piece.In(_folded);
            // What a unit is in charge of, and all behind it; or running text.
            if (name.Length > LongestOrgan || annotations.RoleCues.Within(piece).Any(cue => cue.Kind is CueKind.Verb or CueKind.Before) && isUsed(piece)) return false;
            if (!isUsed(piece) && IsName(piece.Of(_folded)) && name.IndexOf('等') < 0) return true;
        }
        return false;
    }

    /// <summary>市水务局、市财政局 and nothing else from full stop to full stop.</summary>
    private bool IsPlainList(Stretch stretch)
    {
        if (!stretch.Closes || stretch.Span.Length < 6 || stretch.IsFramed || !stretch.Opens) return false;
        var pieces = Pieces(stretch.Span).ToList();
        // 某市医疗保障局 某市财政局 signs, and so does a list above a date.
        return pieces.Count > 1 && stretch.Span.In(_folded).IndexOfAny('、', ',') > 0 && !IsAboveDate(stretch.Span.End) && pieces.TrueForAll(piece => BeginsWithOrgan(WithoutTail(piece), longestTail: 0));
    }

    /// <summary>统揽 of 市水务局统揽: what stands behind the last organ, where the first of the words is an organ too; empty for nothing.</summary>
    private string Verb(TextSpan span)
    {
        if (!AreOrgans(span, LongestVerb) || !BeginsAsOrgan(Pieces(span).First().In(_folded))) return "";
        var last = Pieces(span).Last().In(_folded);
        // 市财政局襄办 ends as organs do, and is none.
        return annotations.Organs.FirstEnd(last) is > 1 and var end && !annotations.Organs.IsEnding(last[end..]) ? last[end..].ToString() : "";
    }

    /// <summary>Whether the first of the words, and half of all, begin with an organ: 市水务局、市财政局、国网云岭公司 and 市水务局领办.</summary>
    private bool AreOrgans(TextSpan list, int longestTail)
    {
        int organs = 0, all = 0;
        foreach (var piece in Pieces(list))
        {
            all++;
            if (BeginsWithOrgan(piece.In(_folded), longestTail)) organs++;
            else if (all == 1) return false;
        }
        return organs * 2 >= all && all > 0;
    }

    /// <summary>An organ with no more than a few words behind it.</summary>
    private bool BeginsWithOrgan(ReadOnlySpan<char> name, int longestTail) =>
        (_verbs.AtStart(name) == 0 || annotations.Organs.StartsAsDepartment(name)) && !EndsAsWord(name) && (name.Length <= LongestOrgan && annotations.Organs.IsNamed(name)
            || annotations.Organs.FirstEnd(name) is > 1 and var end && name.Length - end <= longestTail && annotations.Organs.IsNamed(name[..end]) && !EndsAsWord(name[..end]) && !IsTorn(name[(end - 1)..]));

    // 产业布局, 全部: end as organs do.
    private static readonly string[] EndWords = ["格局", "布局", "大局", "全局", "全部", "内部", "外部", "局部", "所有部", "个部"];

    // 辅助稽查办|案, 三个部|分: the organ's last character is the first of another word.
    private static readonly string[] Torn = ["办理", "办案", "办结", "办学", "办事", "部分", "部署", "部件", "部位", "处理", "处置", "处罚", "处分", "委托", "委派", "局面", "院内", "位名称", "位性质", "位公章", "位签章", "位和个人"];

    private static bool EndsAsWord(ReadOnlySpan<char> name) => Has(EndWords, name, atEnd: true);

    private static bool IsTorn(ReadOnlySpan<char> name) => Has(Torn, name, atEnd: false);

    private static bool Has(string[] words, ReadOnlySpan<char> text, bool atEnd)
    {
        foreach (string word in words)
            if (atEnd ? text.EndsWith(word, StringComparison.Ordinal) : text.StartsWith(word, StringComparison.Ordinal)) return true;
        return false;
    }

    private ReadOnlySpan<char> WithoutTail(TextSpan piece)
    {
        var name = piece.In(_folded);
        int tail = name.LastIndexOf('等');
        return tail > 2 ? name[..tail] : name;
    }

    /// <summary>The words between 、 and ，.</summary>
    private IEnumerable<TextSpan> Pieces(TextSpan list)
    {
        int start = list.Start;
        for (int i = list.Start; i <= list.End; i++)
        {
            if (i < list.End && _folded[i] is not ('、' or ',' or ' ')) continue;
            if (i > start) yield return new TextSpan(start, i);
            start = i + 1;
        }
    }

    private bool IsCue(TextSpan label) => !label.IsEmpty && annotations.RoleCues.Within(label).Any(cue => cue.Kind is CueKind.Label or CueKind.Time or CueKind.Other);

    private IEnumerable<Stretch> Stretches(TextSpan passage)
    {
        var label = default(TextSpan);
        int start = passage.Start;
        for (int i = passage.Start; i <= passage.End; i++)
        {
            if (i < passage.End && !IsMark(ref i, start)) continue;
            var span = new TextSpan(start, i).Trimmed(_folded);
            char left = start > passage.Start ? _folded[start - 1] : '\n', right = i < passage.End ? _folded[i] : '\n';
            // 牵头单位：市水务局，配合单位：…: what stands before a colon is the next label.
            int cut = right == ':' ? span.Start + span.In(_folded).LastIndexOfAny('、', ',', ' ') : -1;
            var before = right == ':' ? new TextSpan(Math.Max(span.Start, cut + 1), span.End) : default;
            if (right == ':') span = new TextSpan(span.Start, Math.Max(span.Start, cut));
            if (!span.IsEmpty)
            {
                bool framed = left == ':' ? !label.IsEmpty : IsSign(left, ")]}〉〗>") || IsSign(right, ":([{〈〖<");
                yield return new Stretch(span, left == ':' ? label : default, framed, left is '\n' or '。' or ';', Closes(i, passage.End));
            }
            label = before.Length is >= 2 and <= LongestLabel ? before : default;
            start = i + 1;
        }
    }

    /// <summary>Whether a place parts stretches; moves it behind a bracket that belongs to a name (各县（市、区）人民政府).</summary>
    private bool IsMark(ref int at, int start)
    {
        char c = _folded[at];
        if (char.IsLetterOrDigit(c) || c is '、' or ',' or ' ') return false;
        if (c != '(' || at == start || !char.IsLetter(_folded[at - 1])) return true;
        int close = annotations.Brackets.ClosingOf(at);
        bool inside = close > 0 && close - at <= LongestInside && close + 1 < _folded.Length && char.IsLetter(_folded[close + 1]);
        if (inside) at = close;
        return !inside;
    }

    /// <summary>Whether nothing but signs stands between a place and the sentence's end.</summary>
    private bool Closes(int at, int end)
    {
        for (; at < end; at++)
        {
            if (_folded[at] is '。' or ';' or '\n') return true;
            // （市水务局·领）
            if (char.IsLetter(_folded[at]) && _folded.AsSpan(at + 1, Math.Min(2, end - at - 1)).IndexOf(')') is var close and >= 0)
            {
                at += close;
                continue;
            }
            if (char.IsLetterOrDigit(_folded[at]) || _folded[at] is '(' or '[' or '《' or '“' or ':') return false;
        }
        return true;
    }

    // （以下简称市河长办）, （含市水务局）, 附件：市水务局名单 say something of words, and hand nothing out.
    private static readonly string[] Remarks = ["以下", "简称", "含各", "含市", "含县", "含区", "包含", "包括", "附件", "详情", "盖章", "加盖", "指标来源", "来源", "抄送", "抄报", "主送", "发布机构", "发文机关", "批准编号", "邮寄地址", "地址"];

    // （市粮食局办公室代章）, （市人民政府令第7号公布）
    private static readonly string[] Seals = ["代章", "盖章", "签章", "公章", "公布", "印发"];

    private bool IsAboveDate(int end)
    {
        var rest = _folded.AsSpan(end).TrimStart("。 \n\u3000");
        rest = rest[..Math.Min(LongestDate, rest.Length)];
        int line = rest.IndexOf('\n');
        return (line < 0 ? rest : rest[..line]) is var date && date.IndexOf('年') is > 0 and var year && date.IndexOf('月') > year && date.TrimEnd() is [.., '日'];
    }

    private bool IsRemark(Stretch stretch)
    {
        if (Seals.Any(word => stretch.Span.In(_folded).EndsWith(word, StringComparison.Ordinal))) return true;
        foreach (string word in Remarks)
            if (stretch.Span.In(_folded).StartsWith(word, StringComparison.Ordinal) || stretch.Label.In(_folded).StartsWith(word, StringComparison.Ordinal)) return true;
        return false;
    }

    private static bool IsSign(char c, string otherWay) => !PlainMarks.Contains(c, StringComparison.Ordinal) && !otherWay.Contains(c, StringComparison.Ordinal);

    private static bool IsHan(char c) => c is >= '\u4E00' and <= '\u9FFF';
}
