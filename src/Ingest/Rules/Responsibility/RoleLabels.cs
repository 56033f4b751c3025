using System.Text.RegularExpressions;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules.Responsibility;

/// <summary>What a label in a responsibility clause announces.</summary>
internal enum LabelKind
{
    /// <summary>Units: 牵头单位, 配合部门 …</summary>
    Units,
    /// <summary>A time: 完成时限.</summary>
    Time,
    /// <summary>Neither: 适用范围, 责任人, 联系电话.</summary>
    Other,
}

/// <summary>A label found in text.</summary>
/// <param name="Kind">What it announces.</param>
/// <param name="Role">The role, for units.</param>
/// <param name="Start">Where the label's words begin.</param>
/// <param name="WordsEnd">Where its words end, before the colon.</param>
/// <param name="End">Where its content begins.</param>
internal readonly record struct RoleLabel(LabelKind Kind, AssignmentRole Role, int Start, int WordsEnd, int End);

/// <summary>The labels by which plans hand out work: 牵头单位：, 责任部门：, 完成时限：…</summary>
internal static partial class RoleLabels
{
    // 牵头单位: 配合落实单位: 牵头监管部门: 责任主体: 完成时限: 适用范围: 责任人: – role words, then what holds the role, then a colon
    [GeneratedRegex(
        @"(?<role>(?:主要|总|第一|直接|具体|行业|属地|共同)?(?:牵头|主责|主办|责任|负责|配合|协助|协作|协同|协办|参与|参加|支持|支撑|落实|实施|承办|承担|执行|监管|监督|督办|考核|主管|推进|指导){1,3}(?:推进|落实|实施)?(?:单位|部门|主体|机关|机构|科室|处室|股室)(?:及分工)?)\s*:\s*"
        + @"|(?<time>(?:完成|办结|整改|工作|推进|实施|落实|计划完成|预计完成|拟完成)?(?:时限|时间节点|期限)(?:要求|安排)?|(?:完成|办结|整改|落实|实施|推进)时间(?:节点)?(?:要求)?|时间安排|时间要求|进度安排|进度要求)\s*:\s*"
        + @"|(?<other>适用(?:范围|地区|对象)|实施范围|责任(?:人|领导|县领导|市领导|区领导)|(?:牵头|分管|包抓|挂帅|联系)(?:县|市|区)?领导|联系(?:人|电话|方式)|(?:第一|主要|直接)?责任人)\s*:\s*")]
    private static partial Regex Label();

    // the role words of a column's head: 牵头单位, 责任单位(部门), 配合单位
    [GeneratedRegex(@"^(?:市|县|区|省|各)?(?:级)?(?<role>(?:主要|总|第一|直接|具体|行业|属地|共同)?(?:牵头|主责|主办|责任|负责|配合|协助|协作|协同|协办|参与|参加|支持|支撑|落实|实施|承办|承担|执行|监管|监督|督办|考核|主管){1,3}(?:推进|落实|实施)?(?:单位|部门|主体|机关|机构|科室|处室|股室|乡镇|街道|县区)?)(?:及.{0,6}|和.{0,6}|与.{0,6}|\(.{0,12}\))?$")]
    private static partial Regex ColumnHead();

    /// <summary>The labels between two places of a folded text, in order.</summary>
    public static List<RoleLabel> Find(string folded, TextSpan span)
    {
        var labels = new List<RoleLabel>();
        if (folded.AsSpan(span.Start, span.Length).IndexOf(':') < 0) return labels;
        for (var match = Label().Match(folded, span.Start, span.Length); match.Success; match = match.NextMatch())
        {
            if (match.Groups["role"] is { Success: true } role)
                labels.Add(new RoleLabel(LabelKind.Units, RoleOf(role.ValueSpan)!.Value, role.Index, role.Index + role.Length, match.Index + match.Length));
            else
            {
                var group = match.Groups["time"].Success ? match.Groups["time"] : match.Groups["other"];
                labels.Add(new RoleLabel(match.Groups["time"].Success ? LabelKind.Time : LabelKind.Other, default, group.Index, group.Index + group.Length, match.Index + match.Length));
            }
        }
        return labels;
    }

    /// <summary>The role that a column's head names, or null where the column holds no units.</summary>
    public static AssignmentRole? RoleOfColumn(ReadOnlySpan<char> head)
    {
        var match = ColumnHead().Match(head.ToString());
        if (!match.Success) return null;
        var role = match.Groups["role"].ValueSpan;
        bool holder = role.EndsWith("单位") || role.EndsWith("部门") || role.EndsWith("主体") || role.EndsWith("机关") || role.EndsWith("机构") || role.EndsWith("科室")
            || role.EndsWith("处室") || role.EndsWith("股室") || role.EndsWith("街道") || role.EndsWith("乡镇") || role.EndsWith("县区") || role is "牵头" or "配合" or "责任";
        return holder ? RoleOf(role) : null;
    }

    /// <summary>The role that words stand for: 牵头 before 配合 before 监管 before 落实 before 责任; null where there is none.</summary>
    public static AssignmentRole? RoleOf(ReadOnlySpan<char> words)
    {
        if (Has(words, "牵头", "主办", "总负责")) return AssignmentRole.Lead;
        if (Has(words, "配合", "协助", "协作", "协同", "协办", "参与", "参加", "支持", "支撑")) return AssignmentRole.Support;
        if (Has(words, "监管", "监督", "督办", "考核", "指导")) return AssignmentRole.Supervise;
        if (Has(words, "落实", "实施", "承办", "承担", "执行", "推进")) return Has(words, "责任", "负责") ? AssignmentRole.Responsible : AssignmentRole.Implement;
        return Has(words, "责任", "负责", "主责", "主管") ? AssignmentRole.Responsible : null;
    }

    private static bool Has(ReadOnlySpan<char> words, params ReadOnlySpan<string> any)
    {
        foreach (string word in any)
            if (words.IndexOf(word, StringComparison.Ordinal) >= 0) return true;
        return false;
    }
}
