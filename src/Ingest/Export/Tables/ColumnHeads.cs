using System.Collections.Frozen;

namespace PolicyIngest.Ingest.Export.Tables;

/// <summary>Heads of columns for readers of Chinese, and how wide a column of words is. A column that is not known keeps its name.</summary>
public static class ColumnHeads
{
    private const double UsualWidth = 14;

    private static readonly FrozenDictionary<string, (string Head, double Width)> Known = new Dictionary<string, (string, double)>(StringComparer.Ordinal)
    {
        ["task_id"] = ("任务编号", 12),
        ["assignment_id"] = ("分工编号", 12),
        ["deadline_id"] = ("时限编号", 12),
        ["target_id"] = ("指标编号", 12),
        ["plan_id"] = ("计划编号", 12),
        ["document_id"] = ("文件编号", 9),
        ["document"] = ("文件路径", 40),
        ["document_name"] = ("文件", 24),
        ["plan"] = ("计划", 40),
        ["plan_kind"] = ("文种", 11),
        ["confidence"] = ("可信度", 9),
        ["confidence_reasons"] = ("存疑原因", 24),
        ["issuer"] = ("发文机关", 22),
        ["region"] = ("地区", 10),
        ["province"] = ("省", 10),
        ["city"] = ("市", 10),
        ["county"] = ("县（区）", 10),
        ["place_code"] = ("区划代码", 9),
        ["level"] = ("层级", 9),
        ["year"] = ("年度", 7),
        ["headings"] = ("上级标题", 30),
        ["label"] = ("序号", 12),
        ["part"] = ("分段", 6),
        ["title"] = ("标题", 30),
        ["content"] = ("内容", 70),
        ["kind"] = ("类别", 11),
        ["task_kind"] = ("任务类别", 11),
        ["deadline_kind"] = ("时限类别", 11),
        ["table_role"] = ("用途", 9),
        ["leads"] = ("牵头单位", 26),
        ["supports"] = ("配合单位", 40),
        ["responsible"] = ("负责单位", 30),
        ["implementers"] = ("落实单位", 30),
        ["supervisors"] = ("监管单位", 20),
        ["role"] = ("角色", 11),
        ["unit"] = ("单位", 20),
        ["canonical"] = ("统一名称", 22),
        ["unit_level"] = ("单位级别", 10),
        ["is_group"] = ("泛指", 6),
        ["scope"] = ("分工内容", 20),
        ["starts"] = ("开始日", 12),
        ["first_due"] = ("首个到期日", 12),
        ["due"] = ("到期日", 12),
        ["due_source"] = ("时限出处", 9),
        ["indicator"] = ("指标", 30),
        ["op"] = ("方向", 10),
        ["value"] = ("数值", 10),
        ["indicator_norm"] = ("统一指标", 24),
        ["indicator_place"] = ("适用地区", 10),
        ["target_place"] = ("指标地区", 10),
        ["dimension"] = ("量纲", 9),
        ["value_norm"] = ("折算数值", 12),
        ["measure_norm"] = ("折算单位", 10),
        ["citation_kind"] = ("引用方式", 10),
        ["cited_title"] = ("被引文件", 40),
        ["cited_number"] = ("被引文号", 18),
        ["citations"] = ("引用次数", 8),
        ["measure"] = ("计量单位", 10),
        ["target_year"] = ("目标年", 8),
        ["base_year"] = ("基年", 8),
        ["raw"] = ("原文", 40),
        ["text"] = ("文字", 50),
        ["rule_id"] = ("规则", 26),
        ["start_cp"] = ("位置", 9),
        ["length_cp"] = ("长度", 8),
        ["tasks"] = ("任务数", 8),
        ["plans"] = ("计划数", 8),
        ["lead"] = ("牵头单位", 26),
        ["support"] = ("配合单位", 26),
        ["finding_id"] = ("待核查编号", 12),
        ["severity"] = ("程度", 8),
        ["code"] = ("代码", 20),
        ["message"] = ("说明", 50),
        ["before"] = ("前文", 30),
        ["after"] = ("后文", 30),
        ["report"] = ("报告", 8),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The head of a column.</summary>
    /// <param name="column">Its name in the database.</param>
    /// <param name="chinese">Whether the reader wants it in Chinese.</param>
    public static string Of(string column, bool chinese) => chinese && Known.TryGetValue(column, out var known) ? known.Head : column;

    /// <summary>The width of a column in characters.</summary>
    internal static double Width(string column) => Known.TryGetValue(column, out var known) ? known.Width : Math.Max(UsualWidth, column.Length + 4);
}
