using System.Collections.Immutable;
using PolicyIngest.Ingest.Rules;
using PolicyIngest.Model;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Rules.Deadlines;

[Collection(Alone.Name)]
public sealed class DeadlineRuleTests
{
    [Theory]
    [InlineData("6月底完成")]
    [InlineData("2024年12月底前完成")]
    [InlineData("完成时限:2024年底")]
    [InlineData("立行立改,2024年6月底前")]
    [InlineData("持续推进")]
    [InlineData("每季度")]
    [InlineData("2024年3月至5月")]
    [InlineData("汛期前")]
    public void A_piece_that_is_only_a_time(string piece) => Assert.True(DeadlineRule.IsTime(piece));

    [Theory]
    [InlineData("市水务局")]
    [InlineData("各区委")]
    [InlineData("2024年工作专班")]
    [InlineData("六月河管理处")]
    [InlineData("持续推进河长制办公室")]
    [InlineData("完成")]
    [InlineData("")]
    public void A_piece_that_is_more_or_no_time(string piece) => Assert.False(DeadlineRule.IsTime(piece));

    [Theory]
    [InlineData("立行立改,按时间节点推进旧井回填,提高标准", "立行立改,按时间节点")]
    [InlineData("按照时间节点推进。", "按照时间节点推进")]
    [InlineData("2024年12月底前持续开展巡查", "2024年12月底前")]
    [InlineData("持续推进2024年底前解决堆场问题", "持续推进")]
    [InlineData("2024年6月底前2024年底前,完成评估", "2024年6月底前")]
    [InlineData("2024年6月底前完成。其余", "2024年6月底前完成")]
    [InlineData("持续推进持续推进清淤", "持续推进")]
    [InlineData("尽快完成", "")]
    public void Where_a_statement_ends_that_runs_on(string text, string statement)
    {
        string before = "完成时限:";
        var found = DeadlineRule.StatementAt(before + text, new TextSpan(before.Length, before.Length + text.Length));
        Assert.Equal(statement, found.Of(before + text));
    }

    [Fact]
    public void The_year_carries_through_the_passages_of_an_item_and_not_further()
    {
        const string first = "2022年5月底前完成设计。", second = "9月底前开工。";
        var context = Context(first + second, new PlanPeriod(2021, 2023));
        TextSpan head = new(0, first.Length), tail = new(first.Length, first.Length + second.Length);
        Assert.Equal(new DateOnly(2022, 9, 30), DeadlineRule.InText(context, [head, tail])[^1].Due);
        Assert.Equal(new DateOnly(2021, 9, 30), DeadlineRule.InText(context, [tail])[0].Due);
    }

    [Theory]
    [InlineData(2021, 2025, 2022, 2022)]
    [InlineData(2021, 2025, 2020, 2021)]
    [InlineData(2021, 2021, 2020, 2021)]
    public void The_year_of_issue_counts_as_far_as_the_plan_covers_it(int first, int last, int issued, int expected)
    {
        const string text = "8月底前完成。";
        var context = Context(text, new PlanPeriod(first, last)) with { IssuedYear = issued };
        Assert.Equal(new DateOnly(expected, 8, 31), Assert.Single(DeadlineRule.InText(context, [new TextSpan(0, text.Length)])).Due);
    }

    [Fact]
    public void Without_any_year_the_words_alone_stay()
    {
        const string text = "8月底前完成。";
        var found = Assert.Single(DeadlineRule.InText(Context(text, null), [new TextSpan(0, text.Length)]));
        Assert.Equal((DeadlineKind.By, null, "8月底前"), (found.Kind, found.Due, found.Evidence.Raw));
    }

    [Theory]
    [InlineData("工期2024.8.5启动改造。", "2024.8.5启动")]
    [InlineData("本着15日完成验收的要求推进。", "15日完成")]
    public void A_date_with_an_action_that_is_no_deadline_is_left_over(string text, string words)
    {
        var context = Context(text, new PlanPeriod(2024, 2024));
        Assert.Empty(DeadlineRule.InText(context, [new TextSpan(0, text.Length)]));
        var left = Assert.Single(context.Annotations.Claims.Left);
        Assert.Equal((LeftoverKind.DatedAction, words), (left.Kind, left.Span.Of(text)));
    }

    [Theory]
    [InlineData("6月5日世界环境日集中宣传。")]
    [InlineData("根据2024年6月25日印发的通知。")]
    [InlineData("2024年6月底前完成改造。")]
    [InlineData("2024年完成改造。")]
    public void A_date_that_means_nothing_leaves_nothing_over(string text)
    {
        var context = Context(text, new PlanPeriod(2024, 2024));
        DeadlineRule.InText(context, [new TextSpan(0, text.Length)]);
        Assert.Empty(context.Annotations.Claims.Left);
    }

    [Fact]
    public void The_cases_show_every_habit()
    {
        var shown = CaseFile.All.Where(test => test.Frame is "passage" or "label")
            .SelectMany(test => CaseRunner.Deadlines(test)).Select(deadline => deadline.Evidence.RuleId["deadline.".Length..]).ToHashSet();
        string[] habits =
        [
            "by-day", "by-month", "by-month-end", "by-year", "by-year-end", "by-quarter-end", "by-half-year", "by-ten-days", "by-mended-date", "by-plan-end",
            "by-event", "by-days-after-event", "by-years", "damaged-date", "from-day", "from-month", "from-year", "from-mended-date",
            "during-month", "during-quarter", "during-ten-days", "during-range", "recurring", "recurring-list", "ongoing",
            "label-by", "label-by-event", "label-from", "label-during", "label-recurring",
        ];
        Assert.Empty(habits.Except(shown));
    }

    /// <summary>Four times the dates, brackets and 每年 take about four times as long, not sixteen.</summary>
    [Theory]
    [InlineData("2021年5月、")]
    [InlineData("每年6月和")]
    [InlineData("《2021年")]
    [InlineData("自收到通知之日起")]
    [InlineData("到2021年底")]
    public void Hostile_text_is_read_in_proportion(string piece)
    {
        TimeSpan once = Fastest(piece, 5_000), fourTimes = Fastest(piece, 20_000);
        Assert.True(fourTimes < 10 * once + TimeSpan.FromMilliseconds(200), $"{once} and {fourTimes}");
    }

    private static TimeSpan Fastest(string piece, int count)
    {
        string text = string.Concat(Enumerable.Repeat(piece, count));
        var context = Context(text, new PlanPeriod(2021, 2021));
        var fastest = TimeSpan.MaxValue;
        for (int i = 0; i < 3; i++)
        {
            var watch = System.Diagnostics.Stopwatch.StartNew();
            DeadlineRule.InText(context, [new TextSpan(0, text.Length)]);
            if (watch.Elapsed < fastest) fastest = watch.Elapsed;
        }
        return fastest;
    }

    internal static FactContext Context(string text, PlanPeriod? period) => new CopiedText(text, period).Context;
}
