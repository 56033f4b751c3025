using System.Collections.Immutable;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules.Targets;

/// <summary>Reads the quantities of one clause from left to right and decides which of them are targets.</summary>
internal sealed class ClauseReader(PassageReader passage, Clause clause, List<TimeMention> times)
{
    private readonly string _text = passage.Text;
    private readonly TargetLexicon _lexicon = passage.Lexicon;

    /// <summary>For a quote before 的…目标: the words between, 储气能力.</summary>
    public TextSpan? Goal { get; init; }

    /// <summary>Values that stand together: 65%、70%、75%.</summary>
    private sealed record Group(ImmutableArray<Quantity> Values)
    {
        public Quantity First => Values[0];
        public int End => Values[^1].End;
        public bool Floor => Values.Any(v => v.Bound == Bound.Floor);
        public bool Ceiling => Values.Any(v => v.Bound == Bound.Ceiling);
    }

    public void Read()
    {
        var groups = Groups();
        int from = clause.Span.Start;
        for (int i = 0; i < groups.Count; i++)
        {
            if (groups[i].First.Start < from) continue;
            bool isLast = i + 1 == groups.Count;
            var left = new TextSpan(from, groups[i].First.Start);
            if (!MarksOff(groups, i) && Decide(groups[i], left, RightOf(groups, i), isLast) is { } end) from = end;
        }
    }

    private RightContext RightOf(List<Group> groups, int i) =>
        new(_text, new TextSpan(groups[i].End, i + 1 < groups.Count ? groups[i + 1].First.Start : clause.Span.End));

    /// <summary>面积4000平方米以上或面积超过10000平方米｜的｜工地: numbers joined by 或 that say whom a rule concerns.</summary>
    private bool MarksOff(List<Group> groups, int i)
    {
        bool joined = false;
        for (; i < groups.Count; i++)
        {
            var after = RightOf(groups, i);
            if (joined && after.IsOf && !after.IsGoal) return true;
            if (!after.IsOr) return false;
            joined = true;
        }
        return false;
    }

    private List<Group> Groups()
    {
        var groups = new List<Group>();
        foreach (var q in QuantityScanner.Scan(_text, clause.Span, _lexicon))
        {
            if (q.Kind == MeasureKind.Frequency || clause.Hidden.Any(h => q.Start >= h.Start && q.Start < h.End)) continue;
            if (groups.Count > 0 && groups[^1].First.Kind == q.Kind && q.Kind != MeasureKind.Time
                && _text.AsSpan(groups[^1].End, q.Start - groups[^1].End).Trim() is "" or "、" or "和" or "及" or "与")
                groups[^1] = new Group(groups[^1].Values.Add(q));
            else groups.Add(new Group([q]));
        }
        return groups;
    }

    /// <summary>Where the next quantity's subject begins, if this one is a target; else null.</summary>
    private int? Decide(Group group, TextSpan left, RightContext after, bool isLast)
    {
        var kind = group.First.Kind;
        if (kind is MeasureKind.Money or MeasureKind.Ratio or MeasureKind.None && passage.GrantsUpTo(clause.Span.End)) return null;
        var predicate = Predicate.Read(_text, left, _lexicon);
        if (predicate.IsDone || IsQuota(kind, predicate)) return null;
        if (passage.YearOf(clause, times, group.First.Start) is { } year && passage.IsPast(year)) return null;
        var name = IndicatorName.InSubject(_text, predicate.Subject, _lexicon);

        if (Goal is { } goal && !name.IsEmpty) return Measured(group, predicate, [passage.Original(name) + passage.Original(goal)], name.Start);
        if (kind == MeasureKind.Time && !TimeIsMeasured(predicate, name)) return null;
        if (group.First.InWords && kind != MeasureKind.Ratio) return CountInWords(group, predicate, after, isLast);
        return predicate.Comparison is Comparison.None or Comparison.Plain
            ? WithoutVerb(group, predicate, name, left, after, isLast)
            : WithVerb(group, predicate, name, left, after, isLast);
    }

    private int? WithVerb(Group group, Predicate predicate, TextSpan name, TextSpan left, RightContext after, bool isLast)
    {
        var kind = group.First.Kind;
        bool share = kind == MeasureKind.Ratio;
        if (name.IsEmpty || IsVerbAlone(name))
        {
            if (after.IsNoun || (share && after.IsOf))
            {
                // 建成不少于10家企业; 实现80%以上的企业上云.
                if (kind is MeasureKind.Count or MeasureKind.Extent) return Preposed(group, predicate, after, isLast, VerbAtEnd(predicate.Subject) ?? predicate.Verb);
                if (share && predicate.Comparison is Comparison.Reach) return Share(group, after);
                if (kind is MeasureKind.Money or MeasureKind.Amount && after.NamesMeasure(_lexicon)) return Preposed(group, predicate, after, isLast, VerbAtEnd(predicate.Subject) ?? predicate.Verb);
                return null;
            }
            return after.IsOf ? null : Carried(group, predicate);
        }
        if (after.IsOf && !after.IsGoal) return null;
        // 高度超过45米的高架源, 浓度低于50mg/m3排放标准: the verb marks off whom the rule concerns.
        if (predicate.Names && after.IsNoun) return null;
        if (predicate.Subject.In(_text).EndsWith("的", StringComparison.Ordinal) && share)
            return Measured(group, predicate, [passage.Original(name)], name.Start);
        if (after.IsNoun && kind is MeasureKind.Count && VerbAtEnd(name) is { } verb) return Preposed(group, predicate, after, isLast, verb);
        return Measured(group, predicate, Named(name, group), name.Start);
    }

    private int? WithoutVerb(Group group, Predicate predicate, TextSpan name, TextSpan left, RightContext after, bool isLast)
    {
        var kind = group.First.Kind;
        if (kind is MeasureKind.None or MeasureKind.Time) return null;
        if (after.IsOf && kind == MeasureKind.Ratio) return name.IsEmpty || IsVerbAlone(name) || name.In(_text) is "对" ? Share(group, after) : null;
        if (!after.IsNoun && !after.IsOf)
        {
            bool isMeasure = !name.IsEmpty && IndicatorName.IsMeasure(_text, name, _lexicon);
            if (kind == MeasureKind.Ratio && predicate.Subject.In(_text).EndsWith("的", StringComparison.Ordinal)) return PartOfWhole(group, predicate.Subject);
            if (isMeasure && (kind == MeasureKind.Ratio || VerbIn(predicate.Subject) is null))
                return Measured(group, predicate, Named(name, group), name.Start);
            // 配套2座330千伏变电站: a second number goes straight on.
            if (kind == MeasureKind.Ratio || (after.Span.IsEmpty && !isLast)) return null;
            return Postposed(group, predicate, name);
        }
        if (kind == MeasureKind.Ratio && group.Floor && (name.IsEmpty || IsVerbAlone(name) || predicate.IsAim)) return Share(group, after, name);
        if (kind is MeasureKind.Count || (kind is MeasureKind.Extent && !group.Ceiling))
            return Preposed(group, predicate, after, isLast, VerbBefore(predicate.Subject, left));
        if (kind is MeasureKind.Money or MeasureKind.Amount && !group.Ceiling && after.NamesMeasure(_lexicon) && VerbAtEnd(predicate.Subject) is { } verb)
            return Preposed(group, predicate, after, isLast, verb);
        return null;
    }

    /// <summary>建成三座污水处理厂, 新建污水处理站一座: the number one only behind its object.</summary>
    private int? CountInWords(Group group, Predicate predicate, RightContext after, bool isLast)
    {
        if (group.First.Unit.In(_text) is "项" or "名" or "条" or "处") return null;
        var name = IndicatorName.InSubject(_text, predicate.Subject, _lexicon);
        if (after.IsEnd) return VerbIn(predicate.Subject) is null ? null : Postposed(group, predicate, name);
        return group.First.Value >= 2 && VerbAtEnd(predicate.Subject) is "建成" or "新建" or "新增" or "建设" or "完成" or "培育" or "打造" or "创建"
            ? Preposed(group, predicate, after, isLast, VerbAtEnd(predicate.Subject)) : null;
    }

    /// <summary>The object stands behind the number: 培育｜10家｜龙头企业.</summary>
    private int? Preposed(Group group, Predicate predicate, RightContext after, bool isLast, string? verb)
    {
        if (verb is null && predicate.Comparison is not (Comparison.Reach or Comparison.Rise or Comparison.Fall)) return null;
        var right = after.Span;
        // 5个｜收入过200亿元的产业集群: without a separator the next number is part of the object.
        int end = isLast ? right.End : after.FirstSeparator() ?? clause.Span.End;
        var name = IndicatorName.InObject(_text, right with { End = end }, _lexicon);
        if (name.Length < 2 || _lexicon.Aspect.AtStart(name.In(_text)) > 0 || _lexicon.Structure.Contains(name.In(_text))) return null;
        passage.Verb = verb;
        string indicator = (verb is null || IsBareVerb(verb) ? "" : verb) + passage.Original(name);
        Add(group, "target.count-to-finish", [indicator], TargetOp.Ge, group.First.Start, name.End, null);
        return isLast ? group.End : end;
    }

    /// <summary>The object stands before the number: 新增｜国家高新技术企业｜6家以上.</summary>
    private int? Postposed(Group group, Predicate predicate, TextSpan name)
    {
        var subject = predicate.Subject;
        if (name.IsEmpty) return null;
        string? verb = VerbIn(subject);
        bool continues = verb is null && passage.Verb is not null;
        if (verb is null && !continues) return null;
        if (verb is not null && name.In(_text).StartsWith(verb, StringComparison.Ordinal))
        {
            var bare = IndicatorName.WithoutAttribute(_text, name with { Start = name.Start + verb.Length });
            return Count(IsBareVerb(verb) ? passage.Original(bare) : verb + passage.Original(bare), true);
        }
        string indicator = passage.Original(name);
        if (continues && IndicatorName.IsPlace(_text, name, _lexicon) && !passage.Names.IsEmpty) indicator += passage.Names[0];
        else if (continues && !IsBareVerb(passage.Verb!)) indicator = passage.Verb + indicator;
        return Count(indicator, !(continues && IndicatorName.IsPlace(_text, name, _lexicon)));

        int? Count(string text, bool remember)
        {
            if (verb is not null) passage.Verb = verb;
            Add(group, "target.count-to-finish", [text], TargetOp.Ge, name.Start, group.End, null, remember);
            return group.End;
        }
    }

    /// <summary>完成｜总工程量｜的40%; 比例不低于｜资金总量｜的80%; 占｜总数｜的60%.</summary>
    private int? PartOfWhole(Group group, TextSpan subject)
    {
        var text = subject.In(_text);
        int verb = -1, length = 0;
        for (int i = text.Length - 2; i >= 0 && text.Length - i < 24 && verb < 0; i--)
        {
            length = text[i] == '占' ? 1 : text[i..].StartsWith("完成", StringComparison.Ordinal) ? 2
                : Math.Max(_lexicon.Reach.AtStart(text[i..]), _lexicon.Limit.AtStart(text[i..]));
            if (length > 0) verb = i;
        }
        if (verb < 0) return null;
        var whole = subject with { Start = subject.Start + verb + length, End = subject.End - 1 };
        var before = IndicatorName.InSubject(_text, subject with { End = subject.Start + verb }, _lexicon);
        bool completes = text[verb..].StartsWith("完成", StringComparison.Ordinal);
        string name = completes ? passage.Original(whole) + "完成比例"
            : text[verb] == '占' ? passage.Original(before) + "占" + passage.Original(whole)
            : passage.Original(before);
        if (name.Length < 2 || whole.IsEmpty) return null;
        var comparison = _lexicon.Limit.AtStart(text[verb..]) == length ? Comparison.Limit : Comparison.Reach;
        int start = before.IsEmpty ? subject.Start + verb : before.Start;
        return Measured(group, new Predicate(comparison, subject, false, false, false, false, null), [name], start);
    }

    /// <summary>A share of a whole: 80%以上的企业实现数字化.</summary>
    private int? Share(Group group, RightContext after, TextSpan of = default)
    {
        var name = IndicatorName.InObject(_text, after.WithoutOf(), _lexicon);
        if (name.Length < 2) return null;
        Add(group, "target.share", [passage.Original(of) + passage.Original(name)], TargetOp.Ge, of.IsEmpty ? group.First.Start : of.Start, name.End, null);
        return group.End;
    }

    private int? Carried(Group group, Predicate predicate)
    {
        var names = passage.Names;
        if (passage.Topic is { IsEmpty: false } topic && IndicatorName.InSubject(_text, topic, _lexicon) is var name && IndicatorName.IsMeasure(_text, name, _lexicon))
            names = [passage.Original(name)];
        if (names.IsEmpty) return null;
        return Measured(group, predicate, names, group.First.Start);
    }

    private int? Measured(Group group, Predicate predicate, ImmutableArray<string> names, int start)
    {
        var op = predicate.Comparison switch
        {
            Comparison.Limit => TargetOp.Le,
            Comparison.Rise => TargetOp.Increase,
            Comparison.Fall => TargetOp.Decrease,
            _ => group.Ceiling ? TargetOp.Le : TargetOp.Ge,
        };
        string rule = op switch
        {
            TargetOp.Le => "target.at-most",
            TargetOp.Increase => "target.increase",
            TargetOp.Decrease => "target.decrease",
            _ => "target.reach",
        };
        int? compared = op is TargetOp.Increase or TargetOp.Decrease ? TimeMention.Base(_text, new TextSpan(clause.Span.Start, group.First.Start))?.Year : null;
        Add(group, rule, names, op, start, group.End, compared);
        return group.End;
    }

    private void Add(Group group, string rule, ImmutableArray<string> names, TargetOp op, int start, int end, int? compared, bool remember = true)
    {
        var mention = times.LastOrDefault(t => t.Span.Start < group.First.Start);
        int? year = passage.YearOf(clause, times, group.First.Start) ?? passage.Context.Period?.Last;
        int n = group.Values.Length;
        for (int i = 0; i < n; i++)
        {
            var q = group.Values[i];
            // 2021-2023年分别达到65%、70%、75%: a year each.
            int? own = mention is not null && n > 1 && names.Length == 1 && mention.Last - mention.First + 1 == n ? mention.First + i : year;
            string name = names.Length == n ? names[i] : names[0];
            string? unit = q.Unit.IsEmpty ? null : q.Unit.In(_text).StartsWith("百分之", StringComparison.Ordinal) ? "%" : passage.Original(q.Unit);
            var span = new TextSpan(Math.Min(start, q.Start), Math.Max(n == 1 ? end : q.End, q.End));
            passage.Add(new Finding(rule, span, q.Start, name, op, q.Value, unit, own, compared));
        }
        if (remember) passage.Names = names;
    }

    /// <summary>The names for a group's values: distributed over 分别, or with the last measure behind a mere place (县城达到65%).</summary>
    private ImmutableArray<string> Named(TextSpan name, Group group)
    {
        string text = passage.Original(name);
        if (group.Values.Length > 1) return IndicatorName.Distribute(text, group.Values.Length);
        if (group.First.Kind != MeasureKind.Ratio || !IndicatorName.IsPlace(_text, name, _lexicon)) return [text];
        if (passage.Topic is { IsEmpty: false } topic && TopicMeasure(topic) is { } measure) return [text + measure];
        return passage.Names.IsEmpty ? [text] : [text + MeasureOf(passage.Names[0])];
    }

    private string? TopicMeasure(TextSpan topic)
    {
        var name = IndicatorName.InSubject(_text, topic, _lexicon);
        return IndicatorName.IsMeasure(_text, name, _lexicon) ? passage.Original(name) : null;
    }

    /// <summary>城市污水处理率 → 污水处理率: the measure without the place before it.</summary>
    private static string MeasureOf(string name)
    {
        foreach (string place in (string[])["建成区", "城区", "县城", "城市", "城镇", "农村", "市", "县", "区"])
            if (name.LastIndexOf(place, StringComparison.Ordinal) is >= 0 and var at && at + place.Length < name.Length - 2) return name[(at + place.Length)..];
        return name;
    }

    /// <summary>每个单位推荐不超过3个: a rule of the application, no target.</summary>
    private bool IsQuota(MeasureKind kind, Predicate predicate)
    {
        if (kind is not MeasureKind.Count) return false;
        var text = _text.AsSpan(clause.Span.Start, clause.Span.Length);
        return (predicate.Comparison == Comparison.Limit && (text.Contains("推荐", StringComparison.Ordinal) || text.Contains("申报", StringComparison.Ordinal)))
            || text.Contains("限申报", StringComparison.Ordinal) || text.Contains("限报", StringComparison.Ordinal);
    }

    private bool TimeIsMeasured(Predicate predicate, TextSpan name)
    {
        if (predicate.Comparison is Comparison.None or Comparison.Plain || name.IsEmpty) return false;
        var text = name.In(_text);
        if (text.EndsWith("天数", StringComparison.Ordinal) || text.EndsWith("寿命", StringComparison.Ordinal)) return true;
        return predicate.Comparison is Comparison.Limit or Comparison.Fall
            && (text.EndsWith("时间", StringComparison.Ordinal) || text.EndsWith("时限", StringComparison.Ordinal) || text.EndsWith("周期", StringComparison.Ordinal) || text.EndsWith("时长", StringComparison.Ordinal));
    }

    private bool IsVerbAlone(TextSpan name) => _lexicon.Act.AtEnd(name.In(_text)) == name.Length;

    private static bool IsBareVerb(string verb) => verb is "完成" or "实施" or "推动" or "推进" or "确保" or "实现" or "达到" or "力争" or "争取"
        or "超过" or "不少于" or "不低于" or "突破" or "至少" or "组织" or "保障" or "促进" or "累计" or "共" or "支持" or "开展";

    private string? VerbAtEnd(TextSpan subject)
    {
        int length = _lexicon.Act.AtEnd(subject.In(_text));
        return length == 0 ? null : _text.Substring(subject.End - length, length);
    }

    /// <summary>The first verb of commitment in a subject, if an object follows it.</summary>
    private string? VerbIn(TextSpan subject)
    {
        var text = subject.In(_text);
        int at = _lexicon.Act.IndexIn(text);
        if (at < 0) return null;
        int length = _lexicon.Act.AtStart(text[at..]);
        return at + length < text.Length ? text.Slice(at, length).ToString() : null;
    }

    /// <summary>
    /// The verb of a count whose object follows: directly before the number (建设10个), before the names it counts up (完成A、B等4条),
    /// before a place (治理利通区12个), or that of the list it goes on (培育20家…、100家…).
    /// </summary>
    private string? VerbBefore(TextSpan subject, TextSpan left)
    {
        if (VerbAtEnd(subject) is { } direct) return direct;
        if (subject.IsEmpty || subject.In(_text).Trim("、和及与以 ").IsEmpty) return passage.Verb;
        var text = subject.In(_text);
        if ((text[^1] is '等' or '的' || IndicatorName.IsPlace(_text, subject, _lexicon)) && VerbIn(subject) is { } far
            && IndicatorName.InSubject(_text, subject, _lexicon).Length < text.Length + 1) return far;
        return null;
    }
}
