using System.Text.RegularExpressions;
using PolicyIngest.Ingest.Outline;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules;

/// <summary>
/// Decides what each part of a plan is for, when the responsibility clauses are known. Evidence, strongest first: clauses, position, the headings of a part's
/// items, last the words of its own heading. No word of a heading throws a part with responsibilities away.
/// </summary>
internal sealed partial class Sections(OutlineSource source, Func<OutlineDraft, bool> hasClause)
{
    // 指导思想, 基本原则, 总体要求, 适用范围, 明确范围
    [GeneratedRegex(@"指导思想|(?:基本|工作|主要|建设|发展|实施|编制|总体)(?:思路|原则)|(?:总体|基本)(?:要求|思路|考虑)|^总则$|总要求|(?:适用|实施|明确|规划|支持|政策)范围|编制依据|(?:战略|功能|发展|总体)定位|概念|名词解释|相关定义|(?:支持|扶持|适用|政策|奖励|补贴)对象|政策依据|^(?:定义|术语)")]
    private static partial Regex Principles();

    // 工作目标, 主要目标, 发展目标与指标; not 健全目标责任体系
    [GeneratedRegex(@"(?:目标|指标)(?:体系|要求)?$|^(?:主要|发展|工作|总体|规划|行动|建设|具体|预期|阶段性?|年度|奋斗|任务)*(?:目标|指标)(?:和指标|与指标|任务)?$|总体目标|目标要求")]
    private static partial Regex Goals();

    // 现状, 形势, 存在问题, 发展基础 …
    [GeneratedRegex(@"现状|形势|(?:战略|发展)态势|背景|(?:发展|工作)基础|存在(?:的)?(?:主要)?问题|回顾|政治站位|(?:重要|重大)?意义|充分认识|必要性|基本情况|发展环境|机遇|挑战|提高认识|统一思想|期间.{0,12}(?:状况|情况|成效)|取得.{0,6}成(?:效|就|绩)")]
    private static partial Regex Background();

    // 夯实发展基础, 抢抓机遇: a heading that tells somebody to act
    [GeneratedRegex(@"^(?:夯实|加强|加快|推进|提升|强化|完善|优化|构建|建设|打造|深化|实施|推动|健全|培育|促进|发展|营造|抢抓|筑牢|巩固|增强|拓展|壮大|改善|扩大|支持|着力|大力|全面|积极|深入|进一步|突出|聚焦|坚持|做好|抓好|改造|补齐|建立|开展|创新|落实|严格|严守)(?!(?:基础|环境|现状|形势|背景)(?:$|[与和及、])|机遇|目标$|指标$|思路$|原则$|要求$|定位$)")]
    private static partial Regex Action();

    // the short names of what stands before the tasks, where a plan puts them below a heading of another kind
    [GeneratedRegex(@"^(?:(?<principles>指导思想|(?:基本|工作)原则|总体要求|总体思路)|(?<goals>(?:主要|发展|工作|总体|规划|行动|建设|具体)?(?:目标|指标))|(?<background>(?:面临|发展)(?:的)?形势(?:和挑战)?|形势(?:与|和)(?:需求|挑战|任务)|(?:发展)?(?:现状|基础|环境|成就)|基础(?:与|和)优势|存在(?:的)?(?:主要)?问题|主要成[就效])|(?<tasks>(?:主要|重点|工作|具体)+任务|重点工作))$")]
    private static partial Regex FrontPart();

    // 保障措施, 组织实施, 强化组织领导 …: what secures the plan itself; not 社会保障, 要素保障, 会议服务保障工作, 保障和改善民生
    [GeneratedRegex(@"(?<!服务)保障(?:措施|机制|工作|体系)(?:$|[及和与])|(?:措施|组织|实施|工作|政策|机制|制度)(?:与|和|及)?(?:[^、]{0,4})保障|^(?:强化|加强|健全|落实|完善|推进|支撑)?保障$|保障(?:(?:和|与|及)(?!改善|增进|提升|提高|服务|民生|促进|发展|福利)|实施|落实)|组织(?:实施|领导|推进|推动|管理|落实|机构|方式|体系|分工)|(?:推进|工作|实施|协调)机制|(?:工作|有关|实施|相关|几点|具体|纪律)要求|监督(?:考核|管理|检查|评估)|考核(?:评价|监督|奖惩|问责|评估)|督[查导](?:考核|检查|评估|落实)|督促检查|责任追究|(?:抓好|确保|推动|贯彻|狠抓|强化|加强|推进)(?:组织)?落实|规划实施|党的(?:全面)?领导|附则|其他事项|施行日期|有效期|实施(?:与|和)(?:监督|评估|保障)")]
    private static partial Regex Safeguards();

    // 加强组织领导, 压实责任, 加大资金投入, 强化督导考核, 营造良好氛围: the usual items of such a part
    [GeneratedRegex(@"组织(?:领导|保障|实施|协调|推进|推动)|统筹(?:协调|推进|谋划)|(?:责任|任务|工作|政策|措施|组织|推动|狠抓)落实|落实.{0,8}(?:责任|任务)|(?:压实|明确|强化|夯实|细化|严格).{0,6}(?:责任|分工)|督[导查促办]|考核|监督(?:检查|管理|评估)?$|(?:监测|跟踪|效果|绩效|动态|实施)评[估价]|跟踪(?:问效|评估|落实|调度)|宣传|氛围|舆论|(?:资金|经费|财政|财力)(?:投入|保障|支持|扶持|管理|支撑)|投入(?:保障|力度|机制)|加大.{0,6}(?:投入|扶持|支持)|(?:工作|协调|推进|协同|联动|调度)机制|党的(?:全面)?领导|人才(?:保障|支撑|队伍)|(?:政策|法治|制度|队伍)(?:保障|支持)|总结(?:推广|经验)|试点示范|信息报送|(?:严肃|强化)问责")]
    private static partial Regex SafeguardItem();

    // 主要任务, 重点工作, 工作措施: says that what follows is to be done
    [GeneratedRegex(@"任务|重点工作|工作重点|工作内容|主要工作|工作安排|主要措施|工作措施|重点举措|具体措施|政策措施|主要举措|行动|工程")]
    private static partial Regex TaskWords();

    // 重点任务 alone: names the part, says nothing of its own
    [GeneratedRegex(@"^(?:主要|重点|具体|工作|目标|年度|总体)*(?:任务|工作|措施|举措|内容|安排|任务和措施|任务及措施|任务及分工|任务分工|任务与措施|政策措施|任务举措)(?:及.{0,6}|和.{0,6}|与.{0,6})?$")]
    private static partial Regex Generic();

    /// <summary>Gives every node of a tree its section.</summary>
    public void Assign(OutlineDraft root)
    {
        var parts = root.Children.FindAll(node => !node.IsAnnex);
        bool tasksSeen = false;
        int place = 0;
        foreach (var top in root.Children)
        {
            if (top.IsAnnex)
            {
                AssignAnnex(top);
                continue;
            }
            top.Section = KindOf(top, place++, parts, tasksSeen);
            tasksSeen |= top.Section == SectionKind.Tasks;
            foreach (var child in top.Children) AssignBelow(child, top.Section);
        }
    }

    /// <summary>Whether a heading only names the task part (重点任务).</summary>
    public static bool IsGeneric(ReadOnlySpan<char> heading) => Generic().IsMatch(heading);

    private SectionKind KindOf(OutlineDraft top, int place, List<OutlineDraft> parts, bool tasksSeen)
    {
        string heading = HeadingOf(top);
        if (heading.Length == 0) return SectionKind.Tasks;
        // 附则: from when it holds, who explains it.
        if (heading is "附则" or "施行日期" or "有效期" or "施行时间" && place > 0 && !HasResponsibilities(top)) return SectionKind.Principles;
        if (IsSafeguard(top, heading, place, parts)) return SectionKind.Safeguards;
        if (HasResponsibilities(top)) return SectionKind.Tasks;
        bool acts = Action().IsMatch(heading);
        if (heading.Length <= 24 && !acts && Principles().IsMatch(heading) && !heading.Contains("任务", StringComparison.Ordinal)) return SectionKind.Principles;
        bool goals = heading.EndsWith("目标", StringComparison.Ordinal) || heading.EndsWith("指标", StringComparison.Ordinal) || !TaskWords().IsMatch(heading);
        if (heading.Length <= 20 && goals && !acts && Goals().IsMatch(heading)) return SectionKind.Goals;
        if (!tasksSeen && !acts && Background().IsMatch(heading)) return SectionKind.Background;
        return SectionKind.Tasks;
    }

    /// <summary>Whether a part secures the plan itself: by its heading, or as one of the last parts by its items.</summary>
    private bool IsSafeguard(OutlineDraft top, string heading, int place, List<OutlineDraft> parts)
    {
        if (heading.Length > 30 || place == 0 && parts.Count > 1) return false;
        int usual = top.Children.Count(child => SafeguardItem().IsMatch(HeadingOf(child)));
        bool tasks = TaskWords().IsMatch(heading.Replace("工作要求", "", StringComparison.Ordinal));
        if (Safeguards().IsMatch(heading) && !tasks) return true;
        // 推进措施 may close a plan or hold its tasks: its items tell.
        if (heading == "推进措施") return usual * 2 >= top.Children.Count;
        // 五、强化支撑 with 加强组织领导, 加大资金投入 and 营造良好氛围 below it.
        bool last = place >= parts.Count - 2 && parts.Skip(place + 1).All(after => Safeguards().IsMatch(HeadingOf(after)));
        return last && place > 0 && top.Children.Count >= 3 && usual * 3 >= top.Children.Count * 2;
    }

    /// <summary>Whether a part hands out work: a clause in a third of its items at least, or in several of them.</summary>
    private bool HasResponsibilities(OutlineDraft top)
    {
        int items = 0, clauses = 0;
        foreach (var node in top.SelfAndBelow())
        {
            if (node.Children.Count == 0) items++;
            if (hasClause(node)) clauses++;
        }
        return clauses > 1 || clauses * 3 >= items && clauses > 0;
    }

    private void AssignBelow(OutlineDraft node, SectionKind above)
    {
        node.Section = above;
        string heading = HeadingOf(node);
        if (above is SectionKind.Principles or SectionKind.Background && node.Level <= 3)
        {
            if (hasClause(node) || FrontPart().Match(heading).Groups["tasks"].Success) node.Section = SectionKind.Tasks;
            else if (heading.Length <= 20 && Goals().IsMatch(heading)) node.Section = SectionKind.Goals;
        }
        else if (above is SectionKind.Tasks && node.Level is 2 or 3 && !HasResponsibilities(node) && FrontPart().Match(heading) is { Success: true } front && !front.Groups["tasks"].Success)
        {
            node.Section = front.Groups["goals"].Success ? SectionKind.Goals : front.Groups["principles"].Success ? SectionKind.Principles : SectionKind.Background;
        }
        foreach (var child in node.Children) AssignBelow(child, node.Section);
    }

    /// <summary>An annex's text makes tasks only where it hands out work.</summary>
    private void AssignAnnex(OutlineDraft annex)
    {
        foreach (var each in annex.SelfAndBelow()) each.Section = SectionKind.Annex;
        for (int i = 0; i < annex.Children.Count; i++)
        {
            var part = annex.Children[i];
            if (!HasResponsibilities(part)) continue;
            var kind = IsSafeguard(part, HeadingOf(part), i, annex.Children) ? SectionKind.Safeguards : SectionKind.Tasks;
            foreach (var each in part.SelfAndBelow()) each.Section = kind;
        }
    }

    private string HeadingOf(OutlineDraft node) =>
        node.Heading is { } span ? source.At(span).ToString().Replace(" ", "", StringComparison.Ordinal) : "";
}
