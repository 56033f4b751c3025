using System.Text.RegularExpressions;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Outline;

/// <summary>Decides from headings and position what each part of a plan is for.</summary>
internal static partial class Sections
{
    // 指导思想, 基本原则, 总体要求, 适用范围; not 任务
    [GeneratedRegex(@"指导思想|基本原则|工作原则|主要原则|总体要求|总体思路|工作思路|基本思路|总则|适用范围|编制依据|总体考虑|(?:建设|发展|工作|实施|编制|总体)(?:思路|原则)|基本要求|总要求|战略定位|功能定位|发展定位|概念|名词解释|相关定义|支持对象|扶持对象|政策依据")]
    private static partial Regex Principles();

    // 工作目标, 主要目标, 总体目标和任务 without 任务 alone
    [GeneratedRegex(@"目标|指标")]
    private static partial Regex Goals();

    // 现状, 形势, 存在问题, 发展基础 …
    [GeneratedRegex(@"现状|形势|背景|发展基础|工作基础|存在(?:的)?(?:主要)?问题|回顾|政治站位|重要意义|重大意义|意义|充分认识|必要性|基本情况|发展环境|机遇|挑战|提高认识|统一思想|期间.{0,12}(?:状况|情况|成效)|取得.{0,6}成(?:效|就|绩)")]
    private static partial Regex Background();

    // 夯实发展基础, 抢抓机遇: a heading that tells somebody to act is no background
    [GeneratedRegex(@"^(?:夯实|加强|加快|推进|提升|强化|完善|优化|构建|建设|打造|深化|实施|推动|健全|培育|促进|发展|营造|抢抓|筑牢|巩固|增强|拓展|壮大|改善|扩大|支持|着力|大力|全面|积极|深入|进一步|突出|聚焦|坚持|做好|抓好|改造|补齐)(?!基础$|环境$|现状$|形势$|背景$|机遇)")]
    private static partial Regex Action();

    // the short names of what stands before the tasks, where a plan puts them below a heading of another kind
    [GeneratedRegex(@"^(?:(?<principles>指导思想|基本原则|总体要求|总体思路)|(?<goals>(?:主要|发展|工作|总体|规划|行动|建设|具体)?(?:目标|指标))|(?<background>面临(?:的)?形势(?:和挑战)?|形势(?:与|和)(?:需求|挑战|任务)|(?:发展)?(?:现状|基础|环境|成就)|基础(?:与|和)优势|存在(?:的)?(?:主要)?问题|主要成[就效]))$")]
    private static partial Regex FrontPart();

    // 保障措施, 组织实施, 强化组织领导 …; not 社会保障, 住房保障
    [GeneratedRegex(@"保障措施|措施保障|保障机制|保障工作|组织保障|实施保障|工作保障|政策保障|要素保障|强化保障|落实保障|健全保障|^(?:推进|支撑)?保障$|保障和|组织实施|组织领导|组织推进|组织推动|组织管理|组织落实|组织机构|推进机制|工作要求|有关要求|实施要求|相关要求|几点要求|工作机制|监督考核|考核(?:评价|监督|奖惩|问责)|督查考核|督促检查|督导检查|责任追究|抓好落实|确保落实|推动落实|贯彻落实|狠抓落实|强化落实|实施机制|规划实施|保障实施|^推进措施$|附则|其他事项|施行日期|有效期")]
    private static partial Regex Safeguards();

    // 主要任务, 重点工作, 工作措施: says that what follows is to be done
    [GeneratedRegex(@"任务|重点工作|工作重点|工作内容|主要工作|工作安排|主要措施|工作措施|重点举措|具体措施|政策措施|主要举措|行动")]
    private static partial Regex TaskWords();

    // 重点任务 alone: names the part, says nothing of its own
    [GeneratedRegex(@"^(?:主要|重点|具体|工作|目标|年度|总体)*(?:任务|工作|措施|举措|内容|安排|任务和措施|任务及措施|任务及分工|任务分工|任务与措施|政策措施|任务举措)(?:及.{0,6}|和.{0,6}|与.{0,6})?$")]
    private static partial Regex Generic();

    /// <summary>Gives every node of a tree its section.</summary>
    public static void Assign(OutlineSource source, OutlineDraft root)
    {
        bool tasksSeen = false;
        foreach (var top in root.Children)
        {
            if (top.IsAnnex) { Inherit(top, SectionKind.Annex); continue; }
            var kind = OfHeading(HeadingText(source, top), top, tasksSeen);
            tasksSeen |= kind == SectionKind.Tasks;
            top.Section = kind;
            foreach (var child in top.Children) AssignBelow(source, child, kind);
        }
    }

    /// <summary>Whether a heading only names the task part (重点任务).</summary>
    public static bool IsGeneric(ReadOnlySpan<char> heading) => Generic().IsMatch(heading);

    private static SectionKind OfHeading(string heading, OutlineDraft node, bool tasksSeen)
    {
        if (heading.Length == 0) return SectionKind.Tasks;
        if (heading.Length <= 30 && Safeguards().IsMatch(heading) && !TaskWords().IsMatch(heading.Replace("工作要求", "", StringComparison.Ordinal))) return SectionKind.Safeguards;
        if (Principles().IsMatch(heading) && !heading.Contains("任务", StringComparison.Ordinal)) return SectionKind.Principles;
        bool goals = heading.EndsWith("目标", StringComparison.Ordinal) || heading.EndsWith("指标", StringComparison.Ordinal) || !TaskWords().IsMatch(heading);
        if (goals && Goals().IsMatch(heading) && heading.Length <= 20) return SectionKind.Goals;
        if (!tasksSeen && Background().IsMatch(heading) && !Action().IsMatch(heading)) return SectionKind.Background;
        return SectionKind.Tasks;
    }

    private static void AssignBelow(OutlineSource source, OutlineDraft node, SectionKind above)
    {
        node.Section = above;
        if (above is SectionKind.Principles or SectionKind.Background && node.Level <= 3)
        {
            string heading = HeadingText(source, node);
            if (Goals().IsMatch(heading) && heading.Length <= 20) node.Section = SectionKind.Goals;
        }
        else if (above is SectionKind.Tasks && node.Level == 2 && FrontPart().Match(HeadingText(source, node)) is { Success: true } front)
        {
            node.Section = front.Groups["goals"].Success ? SectionKind.Goals : front.Groups["principles"].Success ? SectionKind.Principles : SectionKind.Background;
        }
        foreach (var child in node.Children) AssignBelow(source, child, node.Section);
    }

    private static void Inherit(OutlineDraft node, SectionKind kind)
    {
        foreach (var each in node.SelfAndBelow()) each.Section = kind;
    }

    private static string HeadingText(OutlineSource source, OutlineDraft node) =>
        node.Heading is { } span ? source.At(span).ToString().Replace(" ", "", StringComparison.Ordinal) : "";
}
