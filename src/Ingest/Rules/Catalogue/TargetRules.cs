using System.Collections.Immutable;

namespace PolicyIngest.Ingest.Rules.Catalogue;

/// <summary>Rules that find numeric targets.</summary>
internal static class TargetRules
{
    private const string Indicators = "云岭市2024年河道治理工作方案\n一、主要任务\n（一）清理河道。清除淤泥。\n附件1\n主要指标表\n\n";

    public static ImmutableArray<RuleDescription> All { get; } =
    [
        new("target.reach", "指标达到、不低于某值", "a measure that is to reach a value",
            ["农村生活污水治理率达到60%。", "森林覆盖率不低于35%。"], ["对处理能力达到500吨的企业给予补助。", "目前污水治理率已达到60%。"]),
        new("target.at-most", "指标控制在、不超过某值", "a measure that is to stay below a value",
            ["PM2.5年均浓度控制在35微克/立方米以内。"], ["装机容量35蒸吨/小时以下的燃煤锅炉全部淘汰。"]),
        new("target.increase", "比基年提高、增长", "a rise against a base",
            ["粮食产量比2020年增长5%。"], ["粮食产量达到5万吨。", "2020年粮食产量增长5%。"]),
        new("target.decrease", "比基年下降、减少", "a fall against a base",
            ["单位产值能耗比2020年下降13.5%。"], ["单位产值能耗有所下降。", "单位产值能耗控制在2%以内。"]),
        new("target.share", "一定比例的对象达到要求", "a share of a whole that is to do or be something",
            ["80%以上的规上企业实现数字化改造。"], ["污水治理率达到80%。"]),
        new("target.count-to-finish", "建设、新增、完成一定数量", "things to be built, added or finished, by number",
            ["新建污水处理站3座。", "培育10家龙头企业。"], ["已建成污水处理站3座。", "每年开展2次检查。"]),
        new("target.water-grade", "水质类别目标", "a grade of water quality to be reached",
            ["清河国控断面水质稳定达到Ⅲ类标准。"], ["Ⅱ类用地严格管控。"]),
        new("target.table-indicator", "指标表中的目标值", "a value in a column of goals of an indicator table",
            [Indicators + "\t序号\n\t指标\n\t单位\n\t2024年目标\n\n\t1\n\t污水治理率\n\t%\n\t60\n\n\t2\n\t绿化面积\n\t公顷\n\t30\n\n"],
            [Indicators + "\t序号\n\t锅炉名称\n\t吨位\n\n\t1\n\t一号锅炉\n\t10\n\n\t2\n\t二号锅炉\n\t20\n\n"], ExampleFrame.Document),
        new("target.table-object", "表中断面等对象的水质目标", "the grade of water that a table sets for an object such as a section of river",
            [Indicators + "\t序号\n\t断面名称\n\t2024年水质目标\n\n\t1\n\t清河桥\n\tⅢ类\n\n\t2\n\t白河口\n\tⅡ类\n\n"],
            [Indicators + "\t序号\n\t断面名称\n\t2023年现状\n\n\t1\n\t清河桥\n\tⅢ类\n\n\t2\n\t白河口\n\tⅡ类\n\n"], ExampleFrame.Document),
    ];
}
