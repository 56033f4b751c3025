using System.Collections.Immutable;

namespace PolicyIngest.Ingest.Rules.Catalogue;

/// <summary>Rules that find who has which part in a task.</summary>
internal static class ResponsibilityRules
{
    public static ImmutableArray<RuleDescription> All { get; } =
    [
        new("responsibility.label", "“牵头单位：”等标签后的单位", "units behind a label such as 牵头单位：",
            ["清理河道。\n牵头单位：市水务局\n配合单位：市财政局、住建局\n", "清理河道。（责任单位：市水务局）"],
            ["市水务局要加强清理。", "清理河道。\n联系人：张某\n"]),
        new("responsibility.verb", "括号中“……牵头，……配合”等动词前的单位", "units before a verb of role in a closing bracket: 牵头, 配合, 负责",
            ["清理河道。（市水务局牵头，市财政局配合）", "清理河道。（市水务局、住建局按职责分工负责）"],
            ["由市水务局牵头制定办法。", "清理河道（含支流）。"]),
        new("responsibility.units-alone", "句末括号中只列单位", "units alone in a closing bracket",
            ["清理河道。（市水务局、市财政局）"], ["清理河道。（清河、白河）", "整治（市水务局、市财政局）管辖的河道。"]),
        new("responsibility.cell", "表格单位栏中的单位", "units in a table's column of units",
            ["云岭市河道治理分工表\n\n\t序号\n\t重点任务\n\t牵头单位\n\n\t1\n\t清除河面漂浮物\n\t市水务局、财政局\n\n"],
            ["云岭市河道治理分工表\n\n\t序号\n\t重点任务\n\t牵头单位\n\n\t1\n\t清除河面漂浮物\n\t/\n\n"], ExampleFrame.Document),
        new("responsibility.first-named-leads", "“列第一位者为牵头单位”之后的责任条款", "units under the rule that the one named first leads (列第一位者为牵头单位)",
            ["云岭市河道治理工作方案\n一、主要任务\n（一）清理河道。清除淤泥。（市水务局、财政局负责。列第一位者为牵头单位，下同）\n（二）种植树木。新建苗圃。（市林业局、住建局负责）\n"],
            ["云岭市河道治理工作方案\n一、主要任务\n（一）清理河道。清除淤泥。（市水务局、财政局负责）\n"], ExampleFrame.Document),
        new("responsibility.duty", "职责部分或有条文的办法中，句首机关的职责", "the organ that heads or begins an item in a section of duties or a rule-book",
            ["云岭市河道治理工作方案\n一、职责分工\n（一）市水务局：负责清理河道，修复护岸。\n（二）市财政局：负责保障资金。\n"],
            ["云岭市河道治理工作方案\n一、主要任务\n（一）市水务局：负责清理河道，修复护岸。\n"], ExampleFrame.Document),
    ];
}
