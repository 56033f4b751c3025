using System.Collections.Immutable;

namespace PolicyIngest.Ingest.Rules.Catalogue;

/// <summary>Rules that find where a text names other documents.</summary>
internal static class CitationRules
{
    public static ImmutableArray<RuleDescription> All { get; } =
    [
        new("citation.title", "《……》中的文件名，连同其后的文号", "a title in 《》, with the document number behind it",
            ["根据《云岭省河道治理条例》清理河道。", "落实《河道治理规划》（云政发〔2030〕5号）。"], ["清理河道，种植树木。"]),
        new("citation.number", "单独出现的文号", "a document number without a title", ["按照云政发〔2030〕5号文件要求清理河道。", "按照云政发(2030)5号清理河道。"], ["2030年清理5号河道。"]),
        new("citation.short", "未加书名号的五年规划", "a five-year plan by its short name", ["落实省“十四五”规划，清理河道。"], ["“十四五”期间清理河道。"]),
    ];
}
