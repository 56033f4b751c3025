using System.Collections.Immutable;

namespace PolicyIngest.Ingest.Rules.Catalogue;

/// <summary>Rules that find plans and tasks.</summary>
internal static class PlanAndTaskRules
{
    private const string Body = "\n一、主要任务\n（一）清理河道。清除淤泥。\n";

    public static ImmutableArray<RuleDescription> All { get; } =
    [
        Document("plan.title", "方案、计划等文件的标题", "the title of a plan",
            ["云岭市河道治理工作方案" + Body], ["一、清理河道。清除淤泥。\n二、种植树木。新建苗圃。\n"]),
        Document("plan.doc-number", "发文字号", "the document number",
            ["云政办〔2024〕8号\n云岭市河道治理工作方案" + Body], ["云岭市河道治理工作方案" + Body]),
        Document("plan.issuer", "发文机关：网页字段、标题或落款", "the issuer, from a page's fields, the title or the signature",
            ["云岭市人民政府办公室关于印发云岭市河道治理工作方案的通知\n各县区人民政府：\n现印发给你们。\n云岭市河道治理工作方案" + Body], ["河道治理工作方案" + Body]),
        Document("plan.issued-on", "成文日期", "the date of issue",
            ["云岭市河道治理工作方案" + Body + "云岭市人民政府\n2024年3月5日\n"], ["云岭市河道治理工作方案\n一、主要任务\n（一）清理河道。2024年3月5日前清除淤泥。\n"]),
        Document("task.numbered-item", "任务部分中有正文或责任单位的编号条目", "a numbered item of the task part with text or units of its own",
            ["云岭市河道治理工作方案" + Body], ["云岭市河道治理工作方案\n一、指导思想\n（一）坚持保护优先。统筹水陆。\n"]),
        Document("task.numbered-item-part", "一个条目内由各自责任条款结束的几段", "one of several segments of an item, each closed by a clause of its own",
            ["云岭市河道治理工作方案\n一、主要任务\n（一）清理河道。清除河面漂浮物。（市水务局负责）修复破损护岸和堤防。（市住建局负责）\n"], ["云岭市河道治理工作方案" + Body]),
        Document("task.closed-paragraph", "任务部分中以责任条款结束的无编号段落", "a paragraph without a number that closes with a clause of its own",
            ["云岭市河道治理工作方案\n一、重点任务\n清除河面漂浮物，修复护岸。（市水务局负责）\n沿河种植树木，新建苗圃。（市林业局负责）\n二、保障措施\n加强领导。\n"],
            ["云岭市河道治理工作方案\n一、重点任务\n清除河面漂浮物，修复护岸。\n沿河种植树木，新建苗圃。\n"]),
        Document("task.table-row", "任务分工表的一行", "a row of a table that has a column for what is to be done and one for units",
            ["云岭市河道治理分工表\n\n\t序号\n\t重点任务\n\t牵头单位\n\n\t1\n\t清除河面漂浮物\n\t市水务局\n\n"],
            ["云岭市河道治理分工表\n\n\t序号\n\t河道名称\n\t长度\n\n\t1\n\t清河\n\t3公里\n\n"]),
        Document("task.project-row", "项目表的一行", "a row of a table of projects",
            ["云岭市河道治理项目表\n\n\t序号\n\t项目名称\n\t责任单位\n\n\t1\n\t清河护岸修复\n\t市水务局\n\n"],
            ["云岭市河道治理分工表\n\n\t序号\n\t重点任务\n\t牵头单位\n\n\t1\n\t清除河面漂浮物\n\t市水务局\n\n"]),
    ];

    private static RuleDescription Document(string id, string chinese, string english, ImmutableArray<string> finds, ImmutableArray<string> passes) =>
        new(id, chinese, english, finds, passes, ExampleFrame.Document);
}
