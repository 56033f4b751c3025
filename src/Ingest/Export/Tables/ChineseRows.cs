using System.Collections.Frozen;
using System.Collections.Immutable;

namespace PolicyIngest.Ingest.Export.Tables;

/// <summary>A table whose words of closed lists are Chinese: 牵头 for lead, ≥ for ge. Names, numbers and words of the documents stay.</summary>
public sealed class ChineseRows : ITableRows
{
    private static readonly FrozenDictionary<string, string> Levels = Words(("state", "国家"), ("province", "省"), ("city", "市"), ("county", "县"), ("town", "乡镇"), ("zone", "园区"));

    private static readonly FrozenDictionary<string, FrozenDictionary<string, string>> Lists = new Dictionary<string, FrozenDictionary<string, string>>(StringComparer.Ordinal)
    {
        ["role"] = Words(("lead", "牵头"), ("support", "配合"), ("implement", "落实"), ("responsible", "负责"), ("supervise", "监管")),
        ["op"] = Words(("ge", "≥"), ("le", "≤"), ("increase", "提高"), ("decrease", "下降"), ("eq", "等于")),
        ["task_kind"] = Words(("task", "任务"), ("safeguard", "保障措施"), ("project", "项目")),
        ["deadline_kind"] = Words(("by", "之前"), ("from", "起"), ("during", "期间"), ("recurring", "定期"), ("ongoing", "持续")),
        ["due_source"] = Words(("label", "时限栏"), ("text", "正文")),
        ["plan_kind"] = Words(("plan", "方案计划"), ("measures", "政策措施"), ("opinion", "意见"), ("division", "任务分工"), ("assessment", "考核办法"), ("notice", "通知公告"), ("rulebook", "办法规定"),
            ("law", "法律"), ("standard", "技术标准"), ("guide", "指南"), ("report", "报告"), ("reply", "批复函件"), ("personnel", "人事任免"), ("interpretation", "政策解读"), ("holiday", "放假安排")),
        ["level"] = Levels,
        ["unit_level"] = Levels,
        ["severity"] = Words(("info", "提示"), ("doubt", "疑点"), ("alarm", "警报")),
        ["origin"] = Words(("rule", "规则"), ("person", "人工")),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Sheets = Words(("tasks", "任务"), ("assignments", "分工"), ("deadlines", "时限"), ("targets", "指标"), ("to_check", "待核查"));

    private readonly ITableRows _rows;
    private readonly FrozenDictionary<string, string>?[] _lists;

    /// <summary>Puts the words of a table into Chinese.</summary>
    /// <param name="rows">The table; ends with this one.</param>
    public ChineseRows(ITableRows rows)
    {
        _rows = rows;
        _lists = [.. rows.Columns.Select(Lists.GetValueOrDefault)];
    }

    /// <inheritdoc/>
    public ImmutableArray<string> Columns => _rows.Columns;

    /// <summary>The name of a sheet in Chinese; another name stays.</summary>
    public static string SheetName(string name) => Sheets.GetValueOrDefault(name, name);

    /// <summary>A word of a closed list in Chinese; another word stays.</summary>
    /// <param name="column">The column in which such words stand: role, op.</param>
    /// <param name="word">The word: lead, ge.</param>
    public static string Of(string column, string word) => Lists[column].GetValueOrDefault(word, word);

    /// <inheritdoc/>
    public bool Read() => _rows.Read();

    /// <inheritdoc/>
    public CellValue Value(int column)
    {
        var value = _rows.Value(column);
        return value.Kind == CellKind.Text && _lists[column]?.GetValueOrDefault(value.Text) is { } word ? value with { Text = word } : value;
    }

    /// <inheritdoc/>
    public void Dispose() => _rows.Dispose();

    private static FrozenDictionary<string, string> Words(params (string Word, string Chinese)[] words) =>
        words.ToFrozenDictionary(each => each.Word, each => each.Chinese, StringComparer.Ordinal);
}
