using System.Collections.Immutable;

namespace PolicyIngest.Ingest.Rules.Catalogue;

/// <summary>Rules that find times which bound an action.</summary>
internal static class DeadlineRules
{
    private const string Phrase = "开展排查。";

    public static ImmutableArray<RuleDescription> All { get; } =
    [
        // A date with 前 behind it, 到 before it, or an end: 底, 末, 内.
        new("deadline.by-day", "某日前", "by a day", ["2024年6月25日前完成排查。", "6月25日前完成排查。"], ["根据2024年6月25日印发的通知，开展排查。"]),
        new("deadline.by-ten-days", "某月上、中、下旬前", "by the first, middle or last ten days of a month", ["10月中旬前完成排查。"], ["10月中旬，开展排查。"]),
        new("deadline.by-month", "某月前：到上月末为止", "before a month, which is by the end of the one before it", ["10月前完成排查。"], ["10月以来完成排查。"]),
        new("deadline.by-month-end", "某月底前、某月内", "by the end of a month", ["10月底前完成排查。", "10月内完成排查。"], ["腊月底前后雨水较少。", "采暖季期间加强巡查。"]),
        new("deadline.by-quarter", "某季度前", "before a quarter of the year, which is by the end of the one before it", ["第三季度前完成排查。"], ["前三季度增长较快。"]),
        new("deadline.by-quarter-end", "某季度末", "by the end of a quarter of the year", ["三季度末完成排查。"], ["每季度末报送情况。"]),
        new("deadline.by-half-year", "上半年前、下半年前", "by half of the year", ["上半年前完成排查。"], ["每半年开展排查。"]),
        new("deadline.by-half-year-end", "上半年内、下半年内", "within half of the year", ["上半年内完成排查。"], ["上半年形势较好。"]),
        new("deadline.by-year", "到某年、某年前", "by a year: with 到, or 前", ["到2025年，建成示范园。", "2025年前完成改造。"], ["2024年，全市绿化率达到35%。", "比2025年提高3%。"]),
        new("deadline.by-year-end", "年底前、年内", "by the end of a year", ["2025年底前完成改造。", "年内完成排查。"], ["做好年底考核工作。"]),
        new("deadline.by-plan-end", "“十四五”末", "by the end of a five-year plan", ["到“十四五”末，建成示范园。"], ["“十四五”期间，建设示范园。"]),
        new("deadline.by-mended-date", "保存中丢失一个字、只有一种读法的日期", "a damaged date that can be read in one way only", ["20244月底前完成排查。"], ["20000元用于排查。"]),
        new("deadline.by-days-after-event", "自某事起若干日内", "a number of days after an event", ["自收到通知之日起3日内完成整改。"], ["近3日内多次降雨。"]),
        new("deadline.by-event", "采暖季前、春节前等", "before a season or feast", ["采暖季前完成改造。"], ["采暖季前后加强巡查。", "采暖季期间加强巡查。"]),
        new("deadline.by-years", "用若干年时间、若干年内完成", "within a number of years", ["用三年时间完成改造。"], ["近三年连续增长。"]),
        new("deadline.by-unknown-year", "没有年份可依的日期", "a date whose year nobody can tell",
            ["云岭市河道治理工作方案\n一、主要任务\n（一）清理河道。10月底前完成排查。\n"], ["云岭市2024年河道治理工作方案\n一、主要任务\n（一）清理河道。10月底前完成排查。\n"], ExampleFrame.Document),
        new("deadline.damaged-date", "有两种读法的残缺日期，只留原文", "a damaged date that can be read in two ways; the words alone are kept",
            ["从2024111日起执行新标准。"], ["从202411日起执行新标准。"]),
        new("deadline.from-day", "自某日起", "from a day", ["2024年7月1日起执行新标准。"], ["7月1日前执行新标准。"]),
        new("deadline.from-ten-days", "自某旬起", "from ten days of a month", ["10月中旬起开展排查。"], ["10月中旬前开展排查。"]),
        new("deadline.from-month", "自某月起", "from a month", ["2024年7月起开展排查。"], ["2024年7月起草办法。"]),
        new("deadline.from-month-end", "自某月底起", "from the end of a month", ["10月底起开展排查。"], ["10月底前开展排查。"]),
        new("deadline.from-quarter", "自某季度起", "from a quarter of the year", ["第三季度起开展排查。"], ["第三季度前开展排查。"]),
        new("deadline.from-quarter-end", "自某季度末起", "from the end of a quarter of the year", ["三季度末起开展排查。"], ["三季度末开展排查。"]),
        new("deadline.from-half-year", "自上、下半年起", "from half of the year", ["下半年起开展排查。"], ["下半年起草办法。"]),
        new("deadline.from-half-year-end", "自上、下半年末起", "from the end of half of the year", ["上半年末起开展排查。"], ["上半年末开展排查。"]),
        new("deadline.from-year", "自某年起", "from a year", ["2024年起执行新标准。"], ["2024年起草办法。"]),
        new("deadline.from-year-end", "自年底起", "from the end of a year", ["2024年底起执行新标准。"], ["2024年底前执行新标准。"]),
        new("deadline.from-plan-end", "自“十四五”末起", "from the end of a five-year plan", ["自“十四五”末起执行新标准。"], ["到“十四五”末建成示范园。"]),
        new("deadline.from-mended-date", "自残缺日期起，只有一种读法", "from a damaged date that can be read in one way only", ["自202441日起执行新标准。"], ["自2024111日起执行新标准。"]),
        new("deadline.during-day", "某日开展", "on a day", ["2024年6月5日，" + Phrase], ["6月5日世界环境日。", "2024年6月5日前" + Phrase]),
        new("deadline.during-ten-days", "某旬开展", "in ten days of a month", ["10月中旬，" + Phrase], ["10月中旬前" + Phrase]),
        new("deadline.during-month", "某月开展", "in a month", ["2024年5月，" + Phrase], ["2024年5月的会议要求开展排查。", "2024年5月以来，" + Phrase]),
        new("deadline.during-quarter", "某季度开展", "in a quarter of the year", ["第二季度，" + Phrase], ["每季度" + Phrase]),
        new("deadline.during-half-year", "上、下半年开展", "in half of the year", ["下半年，" + Phrase], ["每半年" + Phrase]),
        new("deadline.during-range", "某月至某月", "from one month or day to another", ["2024年3月至5月，" + Phrase], ["2021—2023年，" + Phrase]),
        new("deadline.during-mended-date", "残缺的某月开展，只有一种读法", "in a damaged month that can be read in one way only", ["20245月，" + Phrase], ["20245月底前" + Phrase]),
        new("deadline.recurring", "每月、每季度、每年某日前", "a time that comes again", ["每月4日前报送进度。", "每季度调度一次。"], ["每人每月80元。", "每年可节水3万吨。"]),
        new("deadline.recurring-list", "每年……，……前：后一个日期也每年重复", "a second date of a list that comes again every year",
            ["每年3月底前报送计划，12月底前报送总结。"], ["3月底前报送计划，12月底前报送总结。"]),
        new("deadline.ongoing", "完成时限为持续推进、立行立改等", "a label's statement that there is no last day",
            ["清理河道。\n完成时限：持续推进\n"], ["持续推进河道清理。"]),
        new("deadline.label-by", "完成时限中的日期", "a date behind 完成时限",
            ["清理河道。\n完成时限：2024年10月底\n"], ["2024年10月底前清理河道。"]),
        new("deadline.label-by-mended-date", "完成时限中只有一种读法的残缺日期", "a damaged date behind 完成时限 that can be read in one way only",
            ["清理河道。\n完成时限：202410月底\n"], ["清理河道。\n完成时限：2024年10月底\n"]),
        new("deadline.label-by-event", "完成时限：采暖季前等", "a season or feast behind 完成时限", ["清理河道。\n完成时限：采暖季前\n"], ["采暖季前清理河道。"]),
        new("deadline.label-by-span", "完成时限：若干日、若干年内", "a number of days or years behind 完成时限", ["清理河道。\n完成时限：自收到通知之日起30日内\n"], ["30日内清理河道。"]),
        new("deadline.label-by-unknown-year", "完成时限中没有年份可依的日期", "a date behind 完成时限 whose year nobody can tell",
            ["云岭市河道治理工作方案\n一、主要任务\n（一）清理河道。\n完成时限：10月底前\n"], ["云岭市2024年河道治理工作方案\n一、主要任务\n（一）清理河道。\n完成时限：10月底前\n"], ExampleFrame.Document),
        new("deadline.label-damaged-date", "完成时限中有两种读法的残缺日期", "a damaged date behind 完成时限 that can be read in two ways", ["清理河道。\n完成时限：2024111日前\n"], ["清理河道。\n完成时限：2024年11月1日前\n"]),
        new("deadline.label-during", "完成时限中的起止时间", "a stretch behind 完成时限", ["清理河道。\n完成时限：2024年3月至5月\n"], ["清理河道。\n完成时限：2024年5月\n"]),
        new("deadline.label-recurring", "完成时限中的每季度、每年等", "a time behind 完成时限 that comes again", ["清理河道。\n完成时限：每季度末\n"], ["清理河道。\n完成时限：2024年第四季度\n"]),
        new("deadline.label-from", "完成时限中自某时起", "a time behind 完成时限 from which something holds", ["清理河道。\n完成时限：2024年7月1日起\n"], ["清理河道。\n完成时限：2024年7月1日前\n"]),
    ];
}
