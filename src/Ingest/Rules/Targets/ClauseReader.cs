using System.Collections.Immutable;
using System.Text.RegularExpressions;
using PolicyIngest.Ingest.Annotations;
using PolicyIngest.Ingest.Lexicons;
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
    private string? _per;
    private int? _carriedYear;

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
        if (ForWhomItHolds().IsMatch(text))
        {
            passage.PassOver(clause.Span, "对…的企业: whom a rule concerns");
            return;
        }
        var groups = NumberGroup.In(_text, passage.Context.Annotations.Quantities.Within(clause.Span), at => clause.IsHidden(at) || IsDay(at));
        int from = clause.Span.Start;
        for (int i = 0; i < groups.Count; i++)
        {
            if (groups[i].Start < from) continue;
            if (MarksOff(groups, i))
            {
                PassOver(groups[i], "numbers joined by 或 say whom a rule concerns");
                continue;
            }
            if (IsAttribute(groups, i))
            {
                PassOver(groups[i], "it tells what is counted (产值超100亿元、有竞争力的企业2家), and is no count itself");
                continue;
            }
            if (RateBefore().IsMatch(_text.AsSpan(clause.Span.Start, groups[i].Start - clause.Span.Start)))
            {
                PassOver(groups[i], "每 before it: a rate");
                return;
            }
            var left = new TextSpan(Math.Max(from, groups[i].Start - LongestSubject), groups[i].Start);
            if (ShareOfEachYear(groups, i, left) is { } next)
            {
                from = next;
                continue;
            }
            if (Decide(groups[i], left, RightOf(groups, i), NextSubject(groups, i)) is { } end) from = end;
        }
    }

    /// <summary>Whether a number is the month or day of a date: 15个项目确保｜12月20日｜前竣工.</summary>
    private bool IsDay(int at)
    {
        int end = at;
        while (end < clause.Span.End && char.IsAsciiDigit(_text[end])) end++;
        if (end + 1 >= clause.Span.End || end == at) return false;
        return _text[end] == '月' && char.IsAsciiDigit(_text[end + 1]) || _text[end] == '日' && at > 0 && _text[at - 1] == '月';
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

    /// <summary>培育年产值超100亿元、具备竞争力的｜龙头企业2家: a number in an attribute of what the next number counts.</summary>
    private bool IsAttribute(List<NumberGroup> groups, int i)
    {
        if (i + 1 >= groups.Count || groups[i].Kind is MeasureKind.Count or MeasureKind.Time || groups[i + 1].Kind != MeasureKind.Count) return false;
        var between = RightOf(groups, i).Span.In(_text);
        int of = between.LastIndexOf('的');
        return of > 0 && between.Length - of > 2 && between[..of].IndexOf("达到", StringComparison.Ordinal) < 0
            && _verbs.In(new TextSpan(clause.Span.Start, groups[i].Start)) is not null;
    }

    /// <summary>
    /// Where the subject of the next quantity begins: behind what the words between count, from the 、 or 和 there on (5个站｜、管网10公里). Null for the last
    /// quantity; the clause's end where the next one belongs to what is counted (5个｜收入过200亿元的产业集群).
    /// </summary>
    private int? NextSubject(List<NumberGroup> groups, int i)
    {
        if (i + 1 == groups.Count) return null;
        var between = RightOf(groups, i).Span;
        // 具有A技术与B能力的｜企业、: the object's own name comes behind its attribute.
        int of = between.In(_text).LastIndexOf('的');
        if (new RightContext(_text, between with { Start = between.Start + of + 1 }).FirstSeparator() is not { } separator) return clause.Span.End;
        // 创新型、营收超10亿元的企业: the attribute goes on behind the 、.
        bool goesOn = groups[i + 1].Kind != MeasureKind.Count && RightOf(groups, i + 1) is { IsOf: true, IsGoal: false };
        return goesOn ? clause.Span.End : separator;
    }

    /// <summary>Where the next quantity's subject begins, if this one is a target; else null.</summary>
    private int? Decide(NumberGroup group, TextSpan left, RightContext after, int? next)
    {
        if (group.Kind is MeasureKind.Money or MeasureKind.Ratio or MeasureKind.None && passage.GrantsUpTo(clause.Span.End) && !IsShareInAnyCase(group, left) && !IsLending(group, left))
            return PassOver(group, "the sentence is about grants (给予, 补助): its sums and shares are no targets");
        _per = PerMeasure().Match(_text, left.Start, left.Length) is { Success: true } per ? _text[(per.Index + 1)..(per.Index + per.Length)] : null;
        var predicate = Predicate.Read(_text, _per is null ? left : left with { End = left.End - _per.Length - 1 }, _lexicon);
        bool hasVerb = predicate.Comparison is not (Comparison.None or Comparison.Plain);
        if (predicate.IsDone) return PassOver(group, "已 before it: what is the case already");
        if (IsQuota(group.Kind, predicate)) return PassOver(group, "a quota of an application (推荐, 限报)");
        if (group.Kind == MeasureKind.Time && (AlsoLimited(group, left) ?? HandlingTime(group, predicate, after)) is { } handled) return handled;
        if (!hasVerb && Goal is null && group.Kind is MeasureKind.None or MeasureKind.Time) return PassOver(group, "no unit of measure, or a duration, and no verb that commits somebody to it");
        if (passage.YearOf(clause, times, group.Start) is { } year && passage.IsPast(year)) return PassOver(group, "the year lies before the plan: what has been");
        var name = IndicatorName.InSubject(passage.Context.Annotations, predicate.Subject, _lexicon);
        if (Goal is { } goal && !name.IsEmpty) return Measured(group, predicate, [passage.Original(name) + passage.Original(goal)], name.Start);
        if (IsFrequency(group)) return PassOver(group, "how often something is done (每年2场)");
        if (group.Kind == MeasureKind.Time && !TimeIsMeasured(group, predicate, name)) return PassOver(group, "a duration, and time is not what is measured");
        // 一项, 三大: a lone figure in words is mostly no count; 三千五百公顷 is one as in digits.
        if (group.First is { InWords: true, Number.Length: 1, Value: not (100 or 1000), Kind: not MeasureKind.Ratio })
            return CountInWords(group, predicate, name, after, next) ?? PassOver(group, "a number in words that no verb of building or adding stands before");
        return (hasVerb ? WithVerb(group, predicate, name, after, next) : WithoutVerb(group, predicate, name, after, next)) ?? NotUnderstood(group, predicate, after, hasVerb)
            ?? PassOver(group, left.In(_text).Contains('已') ? "已 before the verb: what is the case already" : hasVerb ? "the verb before it has no measure, or marks off whom a rule concerns" : "no measure, and no verb of building or adding, that would commit somebody to it");
    }

    /// <summary>A bound number (达到5000) for which no rule knows what it measures, and none why it is no target, is handed on.</summary>
    private int? NotUnderstood(NumberGroup group, Predicate predicate, RightContext after, bool hasVerb)
    {
        if (hasVerb && !predicate.MarksOff && !after.IsOf && !predicate.Subject.In(_text).Contains('已') && predicate.Verb is not ("完成" or "实现" or "增加" or "减少"))
            passage.Context.Annotations.Leftovers.Add(new Leftover(LeftoverKind.BoundNumber, new TextSpan(Math.Min(predicate.Subject.End, group.Start), group.End)));
        return null;
    }

    /// <summary>每年举办2场, 每季度不少于1期.</summary>
    private bool IsFrequency(NumberGroup group) =>
        group.First.Unit.In(_text) is "场" or "场次" or "期" or "届" && EveryTime().IsMatch(_text.AsSpan(passage.SentenceStart, clause.Span.End - passage.SentenceStart));

    [GeneratedRegex("限额|基准|标准|门槛|起付线|低保线", RegexOptions.CultureInvariant)]
    private static partial Regex Threshold();

    /// <summary>平均担保费率降至1%以下, 信用贷款占比提高3个百分点: a measure that is brought to a level is no rule of grants, though it is called after loans or fees.</summary>
    private bool IsShareInAnyCase(NumberGroup group, TextSpan left)
    {
        if (group.Kind != MeasureKind.Ratio || Gives().IsMatch(clause.Span.In(_text))) return false;
        var predicate = Predicate.Read(_text, left, _lexicon);
        return predicate.Comparison is not (Comparison.None or Comparison.Plain)
            && IndicatorName.InSubject(passage.Context.Annotations, predicate.Subject, _lexicon) is { IsEmpty: false } name && IndicatorName.IsMeasure(_text, name, _lexicon);
    }

    /// <summary>新增制造业贷款80亿元: what is to be lent in all.</summary>
    private bool IsLending(NumberGroup group, TextSpan left) =>
        group.Kind == MeasureKind.Money && !Gives().IsMatch(clause.Span.In(_text)) && Lends().IsMatch(_text.AsSpan(left.Start, left.Length)) && group.End == clause.Span.End;

    [GeneratedRegex("(?:新增|净增|发放|投放|授信)[^,、]{0,12}(?:贷款|信贷|贷)(?:余额|总额)?(?:达到?|不少于|突破|超过)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Lends();

    // 给予, 补助, 按: what is paid, to whom and how much of it; not 补助资金用于…的比重.
    [GeneratedRegex("给予|奖励|(?:奖补|补助|补贴)(?!资金)|资助|贴息|返还|报销|减免|减征|免征|缴纳|预付|抵扣|税率|计税|加计|扣|[加得计]分|最高|按(?!期|时|规划)|承担|拨付|兑现|支付", RegexOptions.CultureInvariant)]
    private static partial Regex Gives();

    // 其中,对年营业收入达到2000万元以上的企业: not 对100家企业.
    [GeneratedRegex(@"^(?:其中)?(?:对于?|针对|凡)(?!\d).+的(?:企业|单位|机构|项目|个人|人员|工地|平台|园区|用户|主体|家庭|团队|人才|载体|产品)$", RegexOptions.CultureInvariant)]
    private static partial Regex ForWhomItHolds();

    private int? PassOver(NumberGroup group, string reason)
    {
        passage.PassOver(new TextSpan(group.Start, group.End), reason);
        return null;
    }

    private int? WithVerb(NumberGroup group, Predicate predicate, TextSpan name, RightContext after, int? next)
    {
        // 海南工业园区完成｜6公里｜管网建设: the verb's object follows.
        bool completes = predicate.Verb is "完成" or "实现" && after.IsNoun && group.Kind != MeasureKind.Ratio;
        if (name.IsEmpty || completes || _verbs.IsOne(name))
        {
            if (after.IsNoun || (after.IsOf && group.Kind == MeasureKind.Ratio))
                return WithObject(group, predicate, completes && IndicatorName.IsPlace(_text, name, _lexicon) ? name : default, after, next);
            return after.IsOf ? null : Carried(group, predicate);
        }
        if (after.IsOf && !after.IsGoal) return Fund(group, predicate, name, after);
        // 面向不少于10个｜应用场景: for whom it is done.
        if (after.IsNoun && group.Kind == MeasureKind.Count && ForWhom().IsMatch(name.In(_text))) return Preposed(group, predicate, after, next, verb: null);
        // 高度超过45米的高架源, 浓度低于50mg/m3排放标准: the verb marks off whom the rule concerns.
        if (predicate.MarksOff && after.IsNoun) return null;
        // 培育龙头企业不少于10家 is measured, 新建不少于10家｜企业 counted.
        if (after.IsNoun && group.Kind is (MeasureKind.Count or MeasureKind.Frequency) && _verbs.AtEnd(name) is { } verb) return Preposed(group, predicate, after, next, verb);
        return Measured(group, predicate, Named(name, group), name.Start);
    }

    private int? WithoutVerb(NumberGroup group, Predicate predicate, TextSpan name, RightContext after, int? next)
    {
        bool isShare = group.Kind == MeasureKind.Ratio;
        if (after.IsOf && Fund(group, predicate, name, after) is { } fund) return fund;
        if (after.IsNoun || after.IsOf) return isShare ? ShareWithoutVerb(group, predicate, name, after) : CountedWithoutVerb(group, predicate, name, after, next);
        if (isShare && predicate.Subject.In(_text).EndsWith("的", StringComparison.Ordinal)) return PartOfWhole(group, predicate.Subject);
        // 收入准入限额为49952元: a rule says from where on it holds.
        if (group.Kind == MeasureKind.Money && Threshold().IsMatch(name.In(_text))) return null;
        bool isMeasure = !name.IsEmpty && (IndicatorName.IsMeasure(_text, name, _lexicon) || after.IsEnd && PerHeads().IsMatch(name.In(_text)));
        // 现有储备能力1920万吨,其中…: what there is, to the sentence's end.
        if (isMeasure && name.In(_text).IndexOf("现有") is >= 0 and < 12)
        {
            passage.TellsWhatIs();
            return null;
        }
        if (isShare && isMeasure && ChangeBefore(predicate.Subject, name) is { } change) return Measured(group, predicate with { Comparison = change.Comparison }, Named(change.Name, group), name.Start);
        if (isMeasure && (isShare || _verbs.In(predicate.Subject) is null)) return Measured(group, predicate, Named(name, group), name.Start);
        // 2座330千伏变电站: a second number goes straight on.
        if (isShare || (after.Span.IsEmpty && next is not null)) return null;
        return Postposed(group, predicate, name, after);
    }

    // 每千老年人口养老床位40张
    [GeneratedRegex("^每[百千万](?:名|户|个)?.{0,4}(?:人|户|学生|儿童)", RegexOptions.CultureInvariant)]
    private static partial Regex PerHeads();

    /// <summary>压减｜审批时限｜50%以上, 提高｜生产效率｜20%: the verb stands before what it changes; 提高秸秆利用率95% says how high.</summary>
    private (Comparison Comparison, TextSpan Name)? ChangeBefore(TextSpan subject, TextSpan name)
    {
        var text = name.In(_text);
        if (Level().IsMatch(text)) return null;
        int fall = _lexicon.Fall.AtStart(text);
        if (fall > 0 && _lexicon.Keep.AtStart(text) <= fall && text.Length > fall + 1) return (Comparison.Fall, name with { Start = name.Start + fall });
        return _lexicon.Rise.AtEnd(_text.AsSpan(subject.Start, name.Start - subject.Start)) > 0 ? (Comparison.Rise, name) : null;
    }

    [GeneratedRegex("(?<!效)率$|比例$|比重$|占比$|水平$", RegexOptions.CultureInvariant)]
    private static partial Regex Level();

    /// <summary>设立总规模不少于100亿元的｜产业基金: what is paid in is the number; not 给予不超过100万元的.</summary>
    private int? Fund(NumberGroup group, Predicate predicate, TextSpan name, RightContext after)
    {
        if (group.Kind != MeasureKind.Money || predicate.Comparison is not (Comparison.Reach or Comparison.None or Comparison.Plain) || !SetsUp().IsMatch(name.In(_text))) return null;
        var fund = IndicatorName.InObject(_text, after.WithoutOf(), _lexicon);
        var text = fund.In(_text);
        if (!text.EndsWith("基金", StringComparison.Ordinal) && !text.EndsWith("资金", StringComparison.Ordinal)) return null;
        return Measured(group, predicate, [passage.Original(fund) + "规模"], name.Start);
    }

    [GeneratedRegex("^(?:在[^,]{2,24}(?:下|中|内))?(?:整合|积极|加快|争取|推动)?(?:设立|组建|建立|成立|发起|形成|打造|筹集)(?:一支|一只|一批)?(?:(?:总|首期|母基金|资金)?规模)?$", RegexOptions.CultureInvariant)]
    private static partial Regex SetsUp();

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
        if (names.IsEmpty) return null;
        // 能力2024年确保达到80万吨,力争达到100万吨: of the same year.
        if (times.Count == 0 && passage.Found is [.., { Year: { } year }] && names == passage.Names) _carriedYear = year;
        int? end = Measured(group, predicate, names, group.Start);
        _carriedYear = null;
        return end;
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

    // 控制在｜每平方公里｜1万人: what the unit is counted on; not 每年, 每村.
    [GeneratedRegex(@"(?<=[在到至过于超达])每(?:平方公里|平方千米|平方米|公顷|亩|立方米|公里|千米|吨|万元|万人|千人|百人|百户|千户|万户)$", RegexOptions.CultureInvariant)]
    private static partial Regex PerMeasure();

    private string? UnitOf(Quantity q) => _per is null ? q.UnitAsWritten(passage.Original) : q.UnitAsWritten(passage.Original) + "/" + _per;

    private void Add(NumberGroup group, string rule, ImmutableArray<string> names, TargetOp op, int start, int end, int? compared = null, bool remember = true)
    {
        int? year = passage.YearOf(clause, times, group.Start) ?? _carriedYear ?? passage.DefaultYear;
        // 每年提升1个百分点: a step of every year.
        if (op is TargetOp.Increase or TargetOp.Decrease && YearlyStep().IsMatch(_text.AsSpan(Math.Min(start, group.Start), Math.Max(0, group.Start - start)))) year = null;
        int n = group.Values.Length;
        int? firstYear = names.Length == 1 ? FirstOfYearsEach(group) : null;
        for (int i = 0; i < n; i++)
        {
            var q = group.Values[i];
            var span = new TextSpan(Math.Min(start, q.Start), Math.Max(n == 1 ? end : q.End, q.End));
            passage.Add(new Finding(rule, span, q.Start, names.Length == n ? names[i] : names[0], op, Value(q, op), UnitOf(q),
                firstYear is { } first ? first + i : year, compared));
        }
        if (remember) passage.Names = names;
    }

    /// <summary>2—3个 is at least 2, 控制在30—35 at most 35.</summary>
    private static decimal Value(Quantity q, TargetOp op) => op == TargetOp.Le ? q.High ?? q.Value : q.Value;

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

    /// <summary>The names for a group's values: distributed over 分别, or with the last measure behind a mere place (县城达到65%).</summary>
    private ImmutableArray<string> Named(TextSpan name, NumberGroup group)
    {
        string text = passage.Original(name);
        // 数字经济规模突破1万亿元,｜占GDP比重达到50%: the share of what was measured last.
        if (text is ['占', _, _, ..] && group.Kind == MeasureKind.Ratio && group.Values.Length == 1 && passage.Names is [{ Length: > 1 and <= 16 } whole] && passage.Found is [.., { Op: TargetOp.Ge }] && name.Start == clause.Span.Start
            && !whole.Contains('占', StringComparison.Ordinal))
            return [whole[..^(_lexicon.Measure.AtEnd(whole) is var measured && measured < whole.Length - 1 ? measured : 0)] + text];
        if (group.Values.Length > 1) return IndicatorName.Distribute(text, group.Values.Length, _lexicon);
        // 审批事项达到100项,试验区达到150项: a place is not counted in 项; 示范社区达到15个 counts places.
        bool ofPlace = group.Kind == MeasureKind.Ratio || group.Kind == MeasureKind.Count && group.First.Unit.In(_text) is not ("个" or "家" or "处" or "座" or "片");
        if (!ofPlace || !IndicatorName.IsPlace(_text, name, _lexicon)) return [IsRest(text) && !passage.Names.IsEmpty ? passage.Names[0] : text];
        // 再生水利用率缺水城市达到25%: the measure stands before the place.
        if (text.Length > 6 && text.IndexOf('率', StringComparison.Ordinal) is > 2 and var rate && rate < text.Length - 2) return [text[(rate + 1)..] + text[..(rate + 1)]];
        if (TopicMeasure() is { } measure) return [text + measure];
        return passage.Names.IsEmpty ? [text] : [text + IndicatorName.WithoutPlace(passage.Names[0])];
    }

    /// <summary>剩余256座, 其余: of the same that was counted before.</summary>
    private static bool IsRest(string name) => name is "剩余" or "其余" or "余下" or "剩下";

    /// <summary>The measure that the clause before speaks of without a value: 进一步提高机械化清扫率,市区达到75%.</summary>
    private string? TopicMeasure()
    {
        if (passage.Topic is not { IsEmpty: false } topic) return null;
        var name = IndicatorName.InSubject(passage.Context.Annotations, topic, _lexicon);
        // 办理时限｜压缩一半,分别减至1个月: what happens to it in part is no part of the name.
        if (InPart().Match(_text, name.Start, name.Length) is { Success: true } part && part.Index > name.Start) name = name with { End = part.Index };
        return IndicatorName.IsMeasure(_text, name, _lexicon) ? passage.Original(name) : null;
    }

    /// <summary>A duration is a target where time itself is measured: 优良天数达到300天, 办理时间压缩至3天.</summary>
    private bool TimeIsMeasured(NumberGroup group, Predicate predicate, TextSpan name)
    {
        if (predicate.Comparison is Comparison.None or Comparison.Plain) return false;
        if (predicate.Verb is { } verb && verb[0] is '压' or '缩' or '减' or '降' or '精' || predicate.Comparison == Comparison.Fall) return !name.IsEmpty || TopicMeasure() is not null;
        var text = name.In(_text);
        return text.EndsWith("天数", StringComparison.Ordinal) || text.EndsWith("寿命", StringComparison.Ordinal) || text.EndsWith("受教育年限", StringComparison.Ordinal) || text.EndsWith("时长", StringComparison.Ordinal) && predicate.Comparison == Comparison.Reach || predicate.Verb is { } limit && limit.StartsWith("控制", StringComparison.Ordinal) && !name.IsEmpty
            || predicate.Comparison == Comparison.Limit && group.First.Unit.In(_text) is not ("年" or "岁" or "周岁") && HandlingName().IsMatch(text);
    }

    /// <summary>分别减至5个工作日、｜1个月: the next one of a list.</summary>
    private int? AlsoLimited(NumberGroup group, TextSpan left) =>
        left.In(_text) is "、" or "和" && passage.Found is [.., { Op: TargetOp.Le } last] && last.Span.End == left.Start && !passage.Names.IsEmpty
            ? Measured(group, new Predicate(Comparison.Limit, left), passage.Names, group.Start) : null;

    /// <summary>应于2个工作日内｜办结: the time that a procedure may take.</summary>
    private int? HandlingTime(NumberGroup group, Predicate predicate, RightContext after)
    {
        var behind = _text.AsSpan(group.First.Span.End, clause.Span.End - group.First.Span.End).TrimStart();
        if (predicate.Comparison != Comparison.None || !behind.StartsWith("内") && !group.Ceiling) return null;
        var rest = after.Span.In(_text).TrimStart("内 ");
        if (!Handled().IsMatch(rest) || OneEvent().IsMatch(_text.AsSpan(clause.Span.Start, group.Start - clause.Span.Start))) return null;
        var subject = HandlingLead().Match(_text, predicate.Subject.Start, predicate.Subject.Length) is { Success: true } lead ? predicate.Subject with { End = lead.Index } : predicate.Subject;
        var name = IndicatorName.InSubject(passage.Context.Annotations, subject, _lexicon);
        string indicator = name.Length >= 2 ? passage.Original(name) : passage.Original(new TextSpan(after.Span.End - rest.Length, after.Span.End));
        Add(group, "target.at-most", [indicator + (indicator.EndsWith("时限", StringComparison.Ordinal) ? "" : "办理时限")], TargetOp.Le, name.IsEmpty ? group.Start : name.Start, group.End, remember: false);
        return group.End;
    }

    // 每新增1家, 每招用1人, 每5000名: a rate; not 每年10家, 每个县1家, 每村1名.
    [GeneratedRegex(@"每(?:(?:成功|多|新|再|有)?(?:增加|新增|认定|招用|引进|推荐|缴纳|增|招|获得|建成|培育|满|超过?|完成|举办|办理)?)$", RegexOptions.CultureInvariant)]
    private static partial Regex RateBefore();

    [GeneratedRegex(@"每(?:年|季|月|半年|周|学期|学年|期)", RegexOptions.CultureInvariant)]
    private static partial Regex EveryTime();

    [GeneratedRegex(@"每年|逐年", RegexOptions.CultureInvariant)]
    private static partial Regex YearlyStep();

    [GeneratedRegex(@"(?:压缩|压减|缩短|减少|降低|提高|增长|增加|减半)(?:了)?(?:一半|一倍|[一二三四五六七八九十]+分之[一二三四五六七八九]|[一二三四五六七八九]成)?(?:以上|左右)?$", RegexOptions.CultureInvariant)]
    private static partial Regex InPart();

    [GeneratedRegex(@"(?:时间|时限|时长|期限|周期|用时)$", RegexOptions.CultureInvariant)]
    private static partial Regex HandlingName();

    [GeneratedRegex(@"^(?:审核办结|办结|完成(?:审批|审核|审查|办理|登记|核查|核准|备案|受理|答复|初审|评审)|审批|审核|受理|答复|核发|出具|作出(?:决定|答复|许可)|予以(?:答复|办理|受理))", RegexOptions.CultureInvariant)]
    private static partial Regex Handled();

    // 自本通知印发之日起30日内, 目录更新后30天内: one event, a deadline.
    [GeneratedRegex(@"通知|印发|文件|目录|方案|公布之日|发布之日", RegexOptions.CultureInvariant)]
    private static partial Regex OneEvent();

    // 自受理之日起, 应在, 须于: before the time of a procedure.
    [GeneratedRegex(@"(?:自[^,]{1,16}之日起|在?收到[^,]{1,16}后|应当?|须|要|在|于)+$", RegexOptions.CultureInvariant)]
    private static partial Regex HandlingLead();

}
