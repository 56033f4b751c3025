using System.Diagnostics;
using System.Text;
using PolicyIngest.Ingest.Rules;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Rules.Targets;

[Collection(Alone.Name)]
public sealed class TargetRuleTests
{
    [Fact]
    public void The_year_carries_through_passages_and_places_are_exact()
    {
        const string text = "到2025年，主要目标如下。\n（1）普及率达到５０％以上。\n（2）新建站点12座。";
        var context = Context(text, new PlanPeriod(2021, 2030));
        int second = text.IndexOf("（1）", StringComparison.Ordinal), third = text.IndexOf("（2）", StringComparison.Ordinal);
        var targets = TargetRule.InText(context, [new(0, second), new(second, third), new(third, text.Length)], ["一", "(二)"], 2);
        Assert.Equal(["普及率达到５０％以上", "新建站点12座"], targets.Select(t => t.Evidence.Raw));
        Assert.Equal([2025, 2025], targets.Select(t => t.Year));
        Assert.All(targets, t => Assert.Equal(t.Evidence.Raw, t.Evidence.Span.Of(text)));
        Assert.All(targets, t => Assert.Equal((2, "一"), (t.Part, t.Path[0])));
    }

    [Fact]
    public void Without_a_period_the_year_stays_open()
    {
        const string text = "回收率达到80%。";
        Assert.Null(Assert.Single(TargetRule.InText(Context(text, null), [new(0, text.Length)], [], 1)).Year);
    }

    /// <summary>Text that repeats what the patterns look for must not take more than its length's share of time.</summary>
    [Theory]
    [InlineData("达到或优于国家地表水标准的")]
    [InlineData("比2020年")]
    [InlineData("（（（（")]
    [InlineData("“新增")]
    [InlineData("1,234,")]
    [InlineData("的不低于的")]
    [InlineData("确保力争实现")]
    [InlineData("65%、")]
    [InlineData("A断面、")]
    [InlineData("2021—2023年、")]
    [InlineData("一百")]
    public void Hostile_text_is_read_in_linear_time(string unit)
    {
        _ = Time(unit, 1_000);
        double small = Math.Max(Time(unit, 4_000), 10), large = Time(unit, 32_000);
        Assert.True(large < small * 8 * 5 + 500, $"{unit}: {small} ms for 4,000 characters, {large} ms for 32,000");
    }

    private static double Time(string unit, int length)
    {
        var text = new StringBuilder();
        while (text.Length < length) text.Append(unit);
        string document = text + "达到5%。";
        var context = Context(document, new PlanPeriod(2024, 2024));
        // The best of three: other work on the machine must not count.
        double best = double.MaxValue;
        for (int run = 0; run < 3; run++)
        {
            var watch = Stopwatch.StartNew();
            _ = TargetRule.InText(context, [new(0, document.Length)], [], 1);
            best = Math.Min(best, watch.Elapsed.TotalMilliseconds);
        }
        return best;
    }

    private static FactContext Context(string text, PlanPeriod? period) =>
        new(new PolicyDocument(new SourceInfo("a.txt", "txt", 0, ""), text, [], [], []), CharFold.Fold(text), period, null);
}
