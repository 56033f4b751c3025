using System.Collections.Immutable;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules.Targets;

/// <summary>
/// Reads the quantities of one clause from left to right and decides which of them are targets: this part sees to those that are
/// measured (清洁取暖率达到70%), the other one to counts and shares.
/// </summary>
internal sealed partial class ClauseReader(PassageReader passage, Clause clause, List<YearMention> times)
{
    private readonly string _text = passage.Text;
    private readonly TargetLexicon _lexicon = passage.Lexicon;
    private readonly ActVerbs _verbs = passage.Verbs;

    // A subject with its adverbs is not longer.
    private const int LongestSubject = 150;

    /// <summary>For a quote before 的…目标: the words between, 储气能力.</summary>
    public TextSpan? Goal { get; init; }

    public void Read()
    {
        var text = clause.Span.In(_text);
        // 营业收入达到2000万元的,给予…: a condition; 是指…不少于3家的企业: a definition.
        if (text[^1] == '的' || text.Contains("是指", StringComparison.Ordinal))
        {
            if (text.IndexOfAnyInRange('0', '9') >= 0) passage.PassOver(clause.Span, "the clause is a condition (…的) or a definition (是指)");
            return;
        }
        var groups = NumberGroup.In(_text, QuantityScanner.Scan(_text, clause.Span, _lexicon), at => clause.Hidden.Any(h => at >= h.Start && at < h.End));
        int from = clause.Span.Start;
        for (int i = 0; i < groups.Count; i++)
        {
            if (groups[i].Start < from) continue;
            if (MarksOff(groups, i))
            {
                PassOver(groups[i], "numbers joined by 或 say whom a rule concerns");
                continue;
            }
            var left = new TextSpan(Math.Max(from, groups[i].Start - LongestSubject), groups[i].Start);
            if (Decide(groups[i], left, RightOf(groups, i), isLast: i + 1 == groups.Count) is { } end) from = end;
        }
    }

    private RightContext RightOf(List<NumberGroup> groups, int i) =>
        new(_text, new TextSpan(groups[i].End, i + 1 < groups.Count ? groups[i + 1].Start : clause.Span.End));

    /// <summary>面积4000平方米以上或面积超过10000平方米｜的｜工地: numbers joined by 或 that say whom a rule concerns.</summary>
    private bool MarksOff(List<NumberGroup> groups, int i)
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

    /// <summary>Where the next quantity's subject begins, if this one is a target; else null.</summary>
    private int? Decide(NumberGroup group, TextSpan left, RightContext after, bool isLast)
    {
        if (group.Kind is MeasureKind.Money or MeasureKind.Ratio or MeasureKind.None && passage.GrantsUpTo(clause.Span.End))
            return PassOver(group, "the sentence is about grants (给予, 补助): its sums and shares are no targets");
        var predicate = Predicate.Read(_text, left, _lexicon);
        bool hasVerb = predicate.Comparison is not (Comparison.None or Comparison.Plain);
        if (predicate.IsDone) return PassOver(group, "已 before it: what is the case already");
        if (IsQuota(group.Kind, predicate)) return PassOver(group, "a quota of an application (推荐, 限报)");
        if (!hasVerb && Goal is null && group.Kind is MeasureKind.None or MeasureKind.Time) return PassOver(group, "no unit of measure, or a duration, and no verb that commits somebody to it");
        if (passage.YearOf(clause, times, group.Start) is { } year && passage.IsPast(year)) return PassOver(group, "the year lies before the plan: what has been");
        var name = IndicatorName.InSubject(passage.Context.Annotations, predicate.Subject, _lexicon);
        if (Goal is { } goal && !name.IsEmpty) return Measured(group, predicate, [passage.Original(name) + passage.Original(goal)], name.Start);
        if (group.Kind == MeasureKind.Time && !TimeIsMeasured(predicate, name)) return PassOver(group, "a duration, and time is not what is measured");
        if (group.First.InWords && group.Kind != MeasureKind.Ratio)
            return CountInWords(group, predicate, name, after, isLast) ?? PassOver(group, "a number in words that no verb of building or adding stands before");
        return (hasVerb ? WithVerb(group, predicate, name, after, isLast) : WithoutVerb(group, predicate, name, after, isLast))
            ?? PassOver(group, left.In(_text).Contains('已') ? "已 before the verb: what is the case already" : hasVerb ? "the verb before it has no measure, or marks off whom a rule concerns" : "no measure, and no verb of building or adding, that would commit somebody to it");
    }

    private int? PassOver(NumberGroup group, string reason)
    {
        passage.PassOver(new TextSpan(group.Start, group.End), reason);
        return null;
    }

    private int? WithVerb(NumberGroup group, Predicate predicate, TextSpan name, RightContext after, bool isLast)
    {
        // 海南工业园区完成｜6公里｜管网建设: the verb's object follows.
        bool completes = predicate.Verb is "完成" or "实现" && after.IsNoun && group.Kind != MeasureKind.Ratio;
        if (name.IsEmpty || completes || _verbs.IsOne(name))
        {
            if (after.IsNoun || (after.IsOf && group.Kind == MeasureKind.Ratio))
                return WithObject(group, predicate, completes && IndicatorName.IsPlace(_text, name, _lexicon) ? name : default, after, isLast);
            return after.IsOf ? null : Carried(group, predicate);
        }
        if (after.IsOf && !after.IsGoal) return null;
        // 高度超过45米的高架源, 浓度低于50mg/m3排放标准: the verb marks off whom the rule concerns.
        if (predicate.MarksOff && after.IsNoun) return null;
        // 培育龙头企业不少于10家 is measured, 新建不少于10家｜企业 counted.
        if (after.IsNoun && group.Kind == MeasureKind.Count && _verbs.AtEnd(name) is { } verb) return Preposed(group, predicate, after, isLast, verb);
        return Measured(group, predicate, Named(name, group), name.Start);
    }

    private int? WithoutVerb(NumberGroup group, Predicate predicate, TextSpan name, RightContext after, bool isLast)
    {
        bool isShare = group.Kind == MeasureKind.Ratio;
        if (after.IsNoun || after.IsOf) return isShare ? ShareWithoutVerb(group, predicate, name, after) : CountedWithoutVerb(group, predicate, after, isLast);
        if (isShare && predicate.Subject.In(_text).EndsWith("的", StringComparison.Ordinal)) return PartOfWhole(group, predicate.Subject);
        bool isMeasure = !name.IsEmpty && IndicatorName.IsMeasure(_text, name, _lexicon);
        if (isMeasure && (isShare || _verbs.In(predicate.Subject) is null)) return Measured(group, predicate, Named(name, group), name.Start);
        // 2座330千伏变电站: a second number goes straight on.
        if (isShare || (after.Span.IsEmpty && !isLast)) return null;
        return Postposed(group, predicate, name, after);
    }

    /// <summary>完成｜总工程量｜的40%; 比例不低于｜资金总量｜的80%; 占｜总数｜的60%.</summary>
    private int? PartOfWhole(NumberGroup group, TextSpan subject)
    {
        var text = subject.In(_text);
        int verb = -1, length = 0;
        for (int i = Math.Max(0, text.Length - 24); i < text.Length - 2; i++)
        {
            int found = text[i] == '占' ? 1 : text[i..].StartsWith("完成", StringComparison.Ordinal) ? 2
                : Math.Max(_lexicon.Reach.AtStart(text[i..]), _lexicon.Limit.AtStart(text[i..]));
            if (found == 0) continue;
            (verb, length) = (i, found);
            i += found - 1;
        }
        if (verb < 0) return null;
        var whole = subject with { Start = subject.Start + verb + length, End = subject.End - 1 };
        var before = IndicatorName.InSubject(passage.Context.Annotations, subject with { End = subject.Start + verb }, _lexicon);
        string name = text[verb] switch
        {
            '占' => passage.Original(before) + "占" + passage.Original(whole),
            '完' => passage.Original(whole) + "完成比例",
            _ => passage.Original(before),
        };
        if (name.Length < 2 || whole.Length < 2) return null;
        var comparison = _lexicon.Limit.AtStart(text[verb..]) == length ? Comparison.Limit : Comparison.Reach;
        return Measured(group, new Predicate(comparison, subject), [name], before.IsEmpty ? subject.Start + verb : before.Start);
    }

    /// <summary>A value without a name of its own has the name of the clause before, or of the value before: 到2025年达到85%.</summary>
    private int? Carried(NumberGroup group, Predicate predicate)
    {
        ImmutableArray<string> names = TopicMeasure() is { } topic ? [topic] : passage.Names;
        return names.IsEmpty ? null : Measured(group, predicate, names, group.Start);
    }

    private int? Measured(NumberGroup group, Predicate predicate, ImmutableArray<string> names, int start)
    {
        var (op, rule) = predicate.Comparison switch
        {
            Comparison.Limit => (TargetOp.Le, "target.at-most"),
            Comparison.Rise => (TargetOp.Increase, "target.increase"),
            Comparison.Fall => (TargetOp.Decrease, "target.decrease"),
            _ when group.Ceiling => (TargetOp.Le, "target.at-most"),
            _ => (TargetOp.Ge, "target.reach"),
        };
        Add(group, rule, names, op, start, group.End, op is TargetOp.Increase or TargetOp.Decrease ? BaseYear(group.Start) : null);
        return group.End;
    }

    /// <summary>The year compared with, in the clause or, alone, in the one before: 在2020年基础上,用水量下降6%.</summary>
    private int? BaseYear(int end) => YearMention.Base(passage.Context.Annotations, new TextSpan(clause.Span.Start, end)) is { } own ? own.Year
        : passage.Topic is { IsEmpty: false } topic ? YearMention.Base(passage.Context.Annotations, topic)?.Year : null;

    private void Add(NumberGroup group, string rule, ImmutableArray<string> names, TargetOp op, int start, int end, int? compared = null, bool remember = true)
    {
        int? year = passage.YearOf(clause, times, group.Start) ?? passage.Context.Period?.Last;
        int n = group.Values.Length;
        int? firstYear = names.Length == 1 ? FirstOfYearsEach(group) : null;
        for (int i = 0; i < n; i++)
        {
            var q = group.Values[i];
            var span = new TextSpan(Math.Min(start, q.Start), Math.Max(n == 1 ? end : q.End, q.End));
            passage.Add(new Finding(rule, span, q.Start, names.Length == n ? names[i] : names[0], op, q.Value, UnitOf(q),
                firstYear is { } first ? first + i : year, compared));
        }
        if (remember) passage.Names = names;
    }

    /// <summary>2021-2023年分别达到65%、70%、75% and 2024年、2025年分别达到…: the first of as many years as there are values.</summary>
    private int? FirstOfYearsEach(NumberGroup group)
    {
        int n = group.Values.Length;
        var before = times.Where(t => t.Span.Start < group.Start).ToList();
        if (n < 2 || before.Count == 0) return null;
        if (before[^1].Last - before[^1].First + 1 == n) return before[^1].First;
        bool listed = before.Count >= n && before[^1].Last - before[^n].Last == n - 1
            && _text.AsSpan(before[^2].Span.End, before[^1].Span.Start - before[^2].Span.End).Trim() is "、" or "和" or "及" or "";
        return listed ? before[^n].Last : null;
    }

    /// <summary>The unit as written, 余 and 多 left out: 20余万户 and 4.4万余户 are 万户.</summary>
    private string? UnitOf(Quantity q) => q.Unit.IsEmpty ? null
        : q.Unit.In(_text).StartsWith("百分之", StringComparison.Ordinal) ? "%"
        : passage.Original(q.Unit).Replace("余", "", StringComparison.Ordinal).Replace("多", "", StringComparison.Ordinal);

    /// <summary>The names for a group's values: distributed over 分别, or with the last measure behind a mere place (县城达到65%).</summary>
    private ImmutableArray<string> Named(TextSpan name, NumberGroup group)
    {
        string text = passage.Original(name);
        if (group.Values.Length > 1) return IndicatorName.Distribute(text, group.Values.Length, _lexicon);
        if (group.Kind != MeasureKind.Ratio || !IndicatorName.IsPlace(_text, name, _lexicon)) return [text];
        if (TopicMeasure() is { } measure) return [text + measure];
        return passage.Names.IsEmpty ? [text] : [text + IndicatorName.WithoutPlace(passage.Names[0])];
    }

    /// <summary>The measure that the clause before speaks of without a value: 进一步提高机械化清扫率,市区达到75%.</summary>
    private string? TopicMeasure()
    {
        if (passage.Topic is not { IsEmpty: false } topic) return null;
        var name = IndicatorName.InSubject(passage.Context.Annotations, topic, _lexicon);
        return IndicatorName.IsMeasure(_text, name, _lexicon) ? passage.Original(name) : null;
    }

    /// <summary>A duration is a target where time itself is measured: 优良天数达到300天, 办理时间压缩至3天.</summary>
    private bool TimeIsMeasured(Predicate predicate, TextSpan name)
    {
        if (predicate.Comparison is Comparison.None or Comparison.Plain || name.IsEmpty) return false;
        var text = name.In(_text);
        if (text.EndsWith("天数", StringComparison.Ordinal) || text.EndsWith("寿命", StringComparison.Ordinal)) return true;
        return predicate.Comparison == Comparison.Fall || predicate.Verb is { Length: > 2 } verb && verb[..2] is "压缩" or "缩短" or "控制" or "缩减" or "降低" or "减少";
    }
}
