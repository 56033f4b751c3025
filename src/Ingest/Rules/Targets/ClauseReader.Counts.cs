using System.Text.RegularExpressions;
using PolicyIngest.Ingest.Annotations;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules.Targets;

/// <summary>Counts of things to be made or done (新建污水处理站3座), and shares of a whole (80%以上的企业…).</summary>
internal sealed partial class ClauseReader
{
    /// <summary>A verb, a number and what is counted: 建成不少于10家企业, 实现80%以上的企业上云.</summary>
    private int? WithObject(NumberGroup group, Predicate predicate, TextSpan place, RightContext after, int? next)
    {
        if (group.Kind == MeasureKind.Ratio) return predicate.Comparison == Comparison.Reach ? Share(group, after, default) : null;
        bool counts = group.Kind is MeasureKind.Count or MeasureKind.Extent or MeasureKind.Frequency || after.NamesMeasure(_lexicon);
        return counts ? Preposed(group, predicate, after, next, _verbs.AtEnd(predicate.Subject) ?? predicate.Verb, place) : null;
    }

    private int? CountedWithoutVerb(NumberGroup group, Predicate predicate, TextSpan name, RightContext after, int? next)
    {
        if (group.Kind == MeasureKind.Count || (group.Kind == MeasureKind.Extent && !group.Ceiling))
            return Preposed(group, predicate, after, next, VerbBefore(predicate.Subject) ?? (group.Kind == MeasureKind.Count && next is null ? VerbBehind(predicate, name, after) : null));
        return !group.Ceiling && after.NamesMeasure(_lexicon) && _verbs.AtEnd(predicate.Subject) is { } verb
            ? Preposed(group, predicate, after, next, verb) : null;
    }

    /// <summary>建成三座污水处理厂, 新建污水处理站一座: the number one only behind its object.</summary>
    private int? CountInWords(NumberGroup group, Predicate predicate, TextSpan name, RightContext after, int? next)
    {
        // 不死一人, 不漏一户: none at all.
        if (group.First.Unit.In(_text) is "项" or "名" or "条" or "处" || !name.IsEmpty && name.In(_text)[0] == '不') return null;
        if (after.IsEnd) return _verbs.In(predicate.Subject) is null ? null : Postposed(group, predicate, name, after);
        if (predicate.Comparison == Comparison.Reach && _verbs.AtEnd(predicate.Subject) is { } bound) return Preposed(group, predicate, after, next, bound);
        return group.First.Value >= 2 && _verbs.AtEnd(predicate.Subject) is "建成" or "新建" or "新增" or "建设" or "完成" or "培育" or "打造" or "创建"
            ? Preposed(group, predicate, after, next, _verbs.AtEnd(predicate.Subject)) : null;
    }

    /// <summary>The object stands behind the number: 培育｜10家｜龙头企业.</summary>
    private int? Preposed(NumberGroup group, Predicate predicate, RightContext after, int? next, string? verb, TextSpan place = default)
    {
        if (verb is null && predicate.Comparison is not (Comparison.Reach or Comparison.Rise or Comparison.Fall)) return null;
        // 每认定1家给予…: a rate.
        if (group.First.Value == 1 && verb is not null && predicate.Subject.In(_text).EndsWith("每" + verb, StringComparison.Ordinal)) return null;
        var right = after.Span;
        // 5个｜收入过200亿元的产业集群: without a separator the next number is part of the object.
        int end = next ?? right.End;
        if (_lexicon.Aspect.AtStart(right.In(_text)) > 0) return null;
        // 确定甲等10个市｜为试点: who was chosen.
        if (verb == "确定" && right.In(_text).Contains('为')) return null;
        bool acts = verb is "开展" or "实现" && predicate.Comparison == Comparison.None;
        var name = IndicatorName.InObject(_text, right with { End = end }, _lexicon, whole: acts);
        if (name.Length < 2 || _lexicon.Structure.Contains(name.In(_text)) || _lexicon.Structure.Contains(_text.AsSpan(right.Start, end - right.Start).TrimEnd())) return null;
        passage.Verb = verb;
        string thing = passage.Original(name);
        // 90名国家级、150名省级｜人才, 10家专业型、20家省级｜平台: the next one names what both are.
        if (thing[^1] is '级' or '型' && next is { } mark && SharedThing(mark) is { } shared) thing += shared;
        string action = verb is null || ActVerbs.IsBare(verb) || _lexicon.Reach.Contains(verb) ? "" : verb;
        Add(group, "target.count-to-finish", [passage.Original(place) + action + thing], TargetOp.Ge,
            place.IsEmpty ? group.Start : place.Start, name.End);
        return next is null ? group.End : end;
    }

    /// <summary>What stands behind 级 in the member of a list that begins at a place: 、150名省级｜人才.</summary>
    private string? SharedThing(int at)
    {
        var rest = _text.AsSpan(at, Math.Min(clause.Span.End - at, 30));
        int kind = rest.IndexOf('级');
        if (kind < 0 || kind + 2 >= rest.Length || rest[1..].IndexOf('、') is > 0 and var mark && mark < kind) return null;
        var thing = IndicatorName.InObject(_text, new TextSpan(at + kind + 1, EndOfMember(at + kind + 1)), _lexicon);
        return thing.Length >= 2 ? passage.Original(thing) : null;
    }

    private int EndOfMember(int start)
    {
        int mark = _text.AsSpan(start, clause.Span.End - start).IndexOfAny("、和");
        return mark < 0 ? clause.Span.End : start + mark;
    }

    /// <summary>The object stands before the number: 新增｜国家高新技术企业｜6家以上.</summary>
    private int? Postposed(NumberGroup group, Predicate predicate, TextSpan name, RightContext after)
    {
        // 完成小区改造120个、1.5万户、｜150万平方米: of the same.
        if (name.IsEmpty && group.Kind is MeasureKind.Count or MeasureKind.Extent or MeasureKind.Amount && predicate.Subject.In(_text) is "、" or "和" && after.IsEnd
            && passage.Found is [.., { Op: TargetOp.Ge } same] && same.Span.End == predicate.Subject.Start && !passage.Names.IsEmpty)
        {
            Add(group, "target.count-to-finish", passage.Names, TargetOp.Ge, group.Start, group.End);
            return group.End;
        }
        if (name.IsEmpty || predicate.Subject.In(_text)[^1] == '的' || IsExisting(name)) return null;
        if (_verbs.IsOne(name)) return AlsoCounted(group, name, after);
        // 班额控制在标准以内:小学45人以下: a ceiling is no count of things to be made.
        if (group.Ceiling) return TopicMeasure() is { } limited ? Measured(group, predicate with { Comparison = Comparison.Limit }, [passage.Original(name) + limited], name.Start) : null;
        if (IsRest(passage.Original(name)) && !passage.Names.IsEmpty && passage.Verb is not null)
        {
            Add(group, "target.count-to-finish", passage.Names, TargetOp.Ge, name.Start, group.End);
            return group.End;
        }
        // 每个乡镇上报信息2篇: what each of them is to do.
        if (after.IsEnd && EachOf().IsMatch(name.In(_text))) passage.Verb ??= "完成";
        var found = _verbs.In(predicate.Subject);
        if (found?.Start == name.Start) return PostposedObject(group, name, found.Value.Verb);
        // 盘活用地2000亩,｜完成｜土地出让1500亩: a verb of its own ends the list.
        if (found is { } own && own.Start < name.Start && own.Start >= clause.Span.Start && passage.Verb is not null) passage.Verb = own.Verb;
        // 新签约项目40个,｜到位资金｜60亿元: sums are no members of a list of things.
        if (passage.Verb is { } listed && (group.Kind != MeasureKind.Money || passage.Found is [.., { Unit: { } unit } last] && unit.EndsWith('元') && last.Indicator.StartsWith(listed, StringComparison.Ordinal)))
        {
            // 其中A区9个: a part of what was counted last.
            bool isPart = IndicatorName.IsPlace(_text, name, _lexicon) && !passage.Names.IsEmpty;
            // 新增企业7家、试点项目｜新增｜15个: the verb is said again behind its object.
            if (!isPart && _verbs.AtEnd(name) is { } again && again == listed && name.Length > again.Length + 1) name = name with { End = name.End - again.Length };
            string indicator = isPart ? OfLevel(passage.Original(name), passage.Names[0]) : (ActVerbs.IsBare(listed) ? "" : listed) + passage.Original(name);
            Add(group, "target.count-to-finish", [indicator], TargetOp.Ge, name.Start, group.End, remember: !isPart);
            return group.End;
        }
        if (passage.Verb is not null) return Measured(group, predicate, [passage.Original(name)], name.Start);
        if (found is { } inside)
        {
            // 依托科技计划每年｜实施｜重大项目20项: what stands before the verb is no part of the name.
            bool starts = inside.Start > name.Start && inside.Start < name.End && _text.AsSpan(0, inside.Start).EndsWith("每年", StringComparison.Ordinal);
            if (starts) return PostposedObject(group, name with { Start = inside.Start }, inside.Verb);
            passage.Verb = inside.Verb;
        }
        // 农村危房改造1000户: the action stands behind its object.
        else if (_verbs.AtEnd(name) is not { } action || name.Length < action.Length + 2 || !after.IsEnd) return null;
        Add(group, "target.count-to-finish", [passage.Original(name)], TargetOp.Ge, name.Start, group.End);
        return group.End;
    }

    /// <summary>创建省级和美乡村3个、｜市级｜10个: of another level; 其中A区9个: a part.</summary>
    private static string OfLevel(string part, string name) =>
        LevelWord().IsMatch(part) && part.Length <= 3 && LevelWord().Match(name) is { Success: true } level ? name[..level.Index] + part + name[(level.Index + level.Length)..] : part + name;

    [GeneratedRegex("(?:国家|省|市|州|县|区|镇|乡)级")]
    private static partial Regex LevelWord();

    [GeneratedRegex(@"^(?:每个?|各)(?:市|县|区|乡镇|镇|街道|村|社区|学校|单位|企业|园区|地市|州)", RegexOptions.CultureInvariant)]
    private static partial Regex EachOf();

    /// <summary>已建成污水处理站36座, 现有泵站12座: what is there.</summary>
    private bool IsExisting(TextSpan name)
    {
        var text = name.In(_text);
        return text[0] == '已' || (text.Length > 1 && text[..2] is "现有" or "共有" or "建有" or "拥有" or "设有" or "存量");
    }

    private int? PostposedObject(NumberGroup group, TextSpan name, string verb)
    {
        var thing = IndicatorName.WithoutAttribute(_text, name with { Start = name.Start + verb.Length }, _lexicon);
        passage.Verb = verb;
        Add(group, "target.count-to-finish", [(ActVerbs.IsBare(verb) ? "" : verb) + passage.Original(thing)], TargetOp.Ge, name.Start, group.End);
        return group.End;
    }

    /// <summary>培育示范企业50家,每年｜新增｜10家以上: a verb alone, with the object of the count before.</summary>
    private int? AlsoCounted(NumberGroup group, TextSpan verb, RightContext after)
    {
        // 造林3500公顷: the verb holds its object.
        if (verb.In(_text) is "造林" or "绿化" or "改厕" or "清淤" or "植树" or "招工")
        {
            Add(group, "target.count-to-finish", [passage.Original(verb)], TargetOp.Ge, verb.Start, group.End);
            return group.End;
        }
        if (passage.Names.IsEmpty || passage.Verb is not { } before || !after.IsEnd) return null;
        // 实施项目120个,完成投资80亿元,｜新开工｜30个: what was counted in the same unit.
        string? unit = UnitOf(group.First);
        string thing = passage.Found.LastOrDefault(found => found.Unit == unit)?.Indicator ?? passage.Names[0];
        if (passage.Names[0] != thing && _lexicon.Act.AtStart(thing) is > 0 and var act && act < thing.Length - 1) thing = thing[act..];
        if (thing.StartsWith(before, StringComparison.Ordinal)) thing = thing[before.Length..];
        Add(group, "target.count-to-finish", [passage.Original(verb) + thing], TargetOp.Ge, verb.Start, group.End, remember: false);
        return group.End;
    }

    private int? ShareWithoutVerb(NumberGroup group, Predicate predicate, TextSpan name, RightContext after)
    {
        bool unnamed = name.IsEmpty || _verbs.IsOne(name) || name.In(_text) is "对";
        if (after.IsOf) return unnamed ? Share(group, after, default) : null;
        if (!group.Floor) return null;
        return unnamed ? Share(group, after, default) : predicate.IsAim ? Share(group, after, name) : null;
    }

    /// <summary>2024年70%以上、2025年80%以上｜机关达到…: a share for each year of a whole that is named once, behind the last.</summary>
    private int? ShareOfEachYear(List<NumberGroup> groups, int i, TextSpan left)
    {
        int last = i;
        while (last + 1 < groups.Count && groups[last + 1] is { Kind: MeasureKind.Ratio, Floor: true } && IsYearAlone(groups[last].End, groups[last + 1].Start)) last++;
        if (last == i || groups[i] is not { Kind: MeasureKind.Ratio, Floor: true, Values.Length: 1 } || !RightOf(groups, last).IsNoun) return null;
        if (!IndicatorName.InSubject(passage.Context.Annotations, Predicate.Read(_text, left, _lexicon).Subject, _lexicon).IsEmpty) return null;
        return Share(groups[i], RightOf(groups, last), default) is null ? null : groups[i].End;
    }

    private bool IsYearAlone(int start, int end) =>
        times.Exists(time => time.Span.Start >= start && time.Span.End <= end && _text.AsSpan(start, time.Span.Start - start).Trim("、和 ").IsEmpty && _text.AsSpan(time.Span.End, end - time.Span.End).Trim().IsEmpty);

    /// <summary>A share of a whole: 80%以上的企业实现数字化.</summary>
    private int? Share(NumberGroup group, RightContext after, TextSpan of)
    {
        var whole = after.WithoutOf();
        // 90%的市和｜70%的县达到二星级: the next share follows.
        int joined = whole.IsEmpty ? 0 : _text[whole.End - 1] is '和' or '及' or '、' ? 1 : 0;
        var name = IndicatorName.InObject(_text, whole with { End = whole.End - joined }, _lexicon);
        if (name.Length < (joined > 0 ? 1 : 2)) return null;
        Add(group, "target.share", [passage.Original(of) + passage.Original(name)], TargetOp.Ge, of.IsEmpty ? group.Start : of.Start, name.End);
        return joined > 0 ? whole.End : group.End;
    }

    /// <summary>每个单位推荐不超过3个: a rule of the application, no target.</summary>
    private bool IsQuota(MeasureKind kind, Predicate predicate)
    {
        var text = clause.Span.In(_text);
        if (kind != MeasureKind.Time && Applicant().IsMatch(text)) return true;
        if (kind is not MeasureKind.Count) return false;
        return (predicate.Comparison == Comparison.Limit && (text.Contains("推荐", StringComparison.Ordinal) || text.Contains("申报", StringComparison.Ordinal)))
            || text.Contains("限申报", StringComparison.Ordinal) || text.Contains("限报", StringComparison.Ordinal);
    }

    // 申请人应…, 申报单位…, 每位申报人, 报名者: what an applicant must be or may have.
    [GeneratedRegex(@"申请(?:人|者|单位|企业|家庭|机构|项目|书)|申报(?:人|者|单位|主体|企业|机构|书|材料)|报名(?:人|者)|参评|填报", RegexOptions.CultureInvariant)]
    private static partial Regex Applicant();

    /// <summary>
    /// The verb of a count whose object follows: directly before the number (建设10个), before the names it counts up (完成A、B等4条),
    /// before a place (治理某区12个), or that of the list it goes on (培育20家…、100家…).
    /// </summary>
    private string? VerbBefore(TextSpan subject)
    {
        if (_verbs.AtEnd(subject) is { } direct) return direct;
        var text = subject.In(_text);
        if (text.Trim("、和及与以 ").IsEmpty) return passage.Verb;
        // 2000年建成的｜3处水闸: what is there; not 关停由甲整合的｜6家.
        if (text[^1] == '的' && _verbs.AtEnd(subject with { End = subject.End - 1 }) is { } done && _verbs.In(subject) is { } first && first.Start == subject.End - 1 - done.Length) return null;
        bool bridges = text[^1] is '等' or '的' || IndicatorName.IsPlace(_text, subject, _lexicon);
        return bridges ? _verbs.In(subject)?.Verb : null;
    }

    /// <summary>各级100个高频事项｜实现“最多跑一次”, 面向3万名技术人员｜开展培训: the verb stands behind what is counted.</summary>
    private string? VerbBehind(Predicate predicate, TextSpan name, RightContext after)
    {
        var right = after.Span.In(_text);
        var subject = predicate.Subject.In(_text);
        if (ForWhom().IsMatch(subject)) return subject.EndsWith("面向", StringComparison.Ordinal) || Does().IsMatch(right) ? "开展" : null;
        bool opens = name.IsEmpty || IndicatorName.IsPlace(_text, name, _lexicon) || name.In(_text).EndsWith("各级", StringComparison.Ordinal);
        return opens && Reaches().IsMatch(right) ? "实现" : null;
    }

    [GeneratedRegex("(?:面向|加强与|^对|^与|^为)$", RegexOptions.CultureInvariant)]
    private static partial Regex ForWhom();

    [GeneratedRegex("^.{2,}(?:实现|完成|建成|达到|通过|开工|投产|上市)", RegexOptions.CultureInvariant)]
    private static partial Regex Reaches();

    [GeneratedRegex("开展|进行|实施|培训|提供", RegexOptions.CultureInvariant)]
    private static partial Regex Does();
}
