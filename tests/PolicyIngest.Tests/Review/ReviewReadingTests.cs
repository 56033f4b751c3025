using System.Text.Json;
using Xunit;

namespace PolicyIngest.Tests.Review;

/// <summary>What the page is told of documents.</summary>
public sealed class ReviewReadingTests
{
    [Fact]
    public async Task A_document_comes_whole_with_its_blocks_covering_the_text()
    {
        await using var site = await ReviewSite.Of((ReviewPlan.Name, ReviewPlan.Text), (Report.HostilePlan.Name, Report.HostilePlan.Text));
        using var page = await site.Visitor();
        foreach (var each in (await page.Get("/api/documents")).GetProperty("documents").EnumerateArray())
        {
            var document = await page.Get($"/api/document?id={each.GetProperty("id").GetInt64()}&text=1");
            string text = document.GetProperty("text").GetString()!;
            int at = 0;
            foreach (var block in document.GetProperty("blocks").EnumerateArray())
            {
                Assert.Equal(at, block.GetProperty("s").GetInt32());
                at = block.GetProperty("e").GetInt32();
                if (!block.TryGetProperty("rows", out var rows)) continue;
                int cellAt = block.GetProperty("s").GetInt32();
                foreach (var cell in rows.EnumerateArray().SelectMany(row => row.EnumerateArray()))
                {
                    Assert.Equal(cellAt, cell[0].GetInt32());
                    cellAt = cell[1].GetInt32();
                }
                Assert.Equal(at, cellAt);
            }
            Assert.Equal(text.Length, at);
            // The text never changes and is asked for once.
            Assert.False((await page.Get($"/api/document?id={each.GetProperty("id").GetInt64()}")).TryGetProperty("text", out _));
        }
    }

    [Fact]
    public async Task The_queue_begins_with_what_hangs_most_on_a_look()
    {
        await using var site = await ReviewSite.Of((ReviewPlan.Name, ReviewPlan.Text), ("无题.txt", "关于某事\n1. 牵头单位：市水利局\n2. 牵头单位：市财政局\n"));
        using var page = await site.Visitor();
        foreach (string by in (string[])["severity", "document", "plan", "code", "unit"])
        {
            var groups = (await page.Get($"/api/queue?by={by}")).GetProperty("groups").EnumerateArray().ToList();
            Assert.NotEmpty(groups);
            foreach (var group in groups)
            {
                var entries = (await page.Get($"/api/queue?by={by}&from=0&group={Uri.EscapeDataString(group.GetProperty("key").GetString()!)}")).GetProperty("entries");
                Assert.Equal(group.GetProperty("count").GetInt32(), entries.GetArrayLength());
            }
            if (by == "unit") continue;
            string[] ranks = ["alarm", "doubt", "info"];
            var severities = groups.Select(group => Array.IndexOf(ranks, group.GetProperty("severity").GetString())).ToList();
            Assert.Equal(severities.Order(), severities);
        }
    }

    [Fact]
    public async Task A_long_queue_comes_page_by_page()
    {
        string items = string.Concat(Enumerable.Range(1, 230).Select(number => $"{number}. 清理第{number}段河道。全面清理。\n领办科室：市水利局\n"));
        await using var site = await ReviewSite.Of(("长.txt", $"云岭市2031年治水工作方案\n一、重点任务\n{items}"));
        using var page = await site.Visitor();
        int count = (await page.Get("/api/queue?by=code")).GetProperty("groups").EnumerateArray().Single(group => group.GetProperty("key").GetString() == "unused-units").GetProperty("count").GetInt32();
        var entries = new List<string?>();
        for (int from = 0; from < count; from += 200)
            entries.AddRange((await page.Get($"/api/queue?by=code&group=unused-units&from={from}")).GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("fact").GetString()));
        Assert.Equal((230, 230), (count, entries.Distinct().Count()));
    }

    [Fact]
    public async Task Facts_say_why_they_are_not_to_be_trusted_and_a_tasks_content_comes_when_asked_for()
    {
        await using var site = await ReviewSite.Of(("跳号.txt", "云岭市2031年治水工作方案\n一、重点任务\n（一）清理河道。全面清理河道。\n牵头单位：市水利局\n（三）修复湿地。修复受损湿地。\n牵头单位：市林业局\n"));
        using var page = await site.Visitor();
        long id = (await page.Get("/api/documents")).GetProperty("documents")[0].GetProperty("id").GetInt64();
        var units = (await page.Get($"/api/document?id={id}")).GetProperty("assignments").EnumerateArray().ToList();
        Assert.False(units[0].TryGetProperty("unsure", out _));
        Assert.Equal(("medium", "numbering-jumps"), (units[1].GetProperty("unsure").GetString(), units[1].GetProperty("why").GetString()));
        Assert.Equal("修复受损湿地。", (await page.Get($"/api/content?id={id}&task={units[1].GetProperty("task").GetInt64()}")).GetProperty("content").GetString());
    }

    [Fact]
    public async Task Units_are_completed_and_their_places_told()
    {
        await using var site = await ReviewSite.Of((ReviewPlan.Name, ReviewPlan.Text));
        using var page = await site.Visitor();
        var known = (await page.Get("/api/units?words=" + Uri.EscapeDataString("财政"))).GetProperty("units");
        Assert.Equal("市财政局", known[0].GetProperty("name").GetString());
        var places = (await page.Get("/api/places?name=" + Uri.EscapeDataString("市财政局"))).GetProperty("places");
        Assert.Equal(known[0].GetProperty("count").GetInt32(), places.GetArrayLength());
        Assert.All(places.EnumerateArray(), place => Assert.Equal("市财政局", place.GetProperty("raw").GetString()));
        Assert.Equal("配合单位：", places[0].GetProperty("before").GetString()![^5..]);
    }

    [Theory]
    [InlineData("市住建局会同市公安局", "assignment unit=市住建局 role=lead", "assignment unit=市公安局 role=support label=会同")]
    [InlineData("2031年10月底前完成", "deadline kind=by due=2031-10-31 source=label")]
    [InlineData("清运建筑垃圾5万吨", "target indicator=清运建筑垃圾 op=ge value=5 unit=万吨")]
    [InlineData("领办科室：市水利局、市财政局", "assignment unit=市水利局 role=lead", "assignment unit=市财政局 role=lead")]
    public async Task Selected_words_are_read_by_the_scanners_of_the_rules(string words, params string[] expected)
    {
        await using var site = await ReviewSite.Of((ReviewPlan.Name, ReviewPlan.Text));
        using var page = await site.Visitor();
        int start = ReviewPlan.Text.IndexOf(words, StringComparison.Ordinal);
        var (_, answer) = await page.Post("/api/propose", new { document = 1, start, end = start + words.Length, plan = 0 });
        string subject = expected[0].Split(' ')[0];
        Assert.Equal(expected, answer.GetProperty("proposals").EnumerateArray().Select(Told).Where(told => told.StartsWith(subject, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_a_task_lacks_is_proposed_and_what_it_has_is_not()
    {
        await using var site = await ReviewSite.Of((ReviewPlan.Name, ReviewPlan.Text));
        using var page = await site.Visitor();
        var document = await page.Get("/api/document?id=1");
        foreach (var task in document.GetProperty("tasks").EnumerateArray())
        {
            long id = task.GetProperty("id").GetInt64();
            var known = document.GetProperty("assignments").EnumerateArray().Concat(document.GetProperty("deadlines").EnumerateArray()).Where(fact => fact.GetProperty("task").GetInt64() == id).Select(Span).ToList();
            var (_, answer) = await page.Post("/api/propose", new { document = 1, task = id });
            Assert.All(answer.GetProperty("proposals").EnumerateArray().Select(Span), proposed => Assert.DoesNotContain(known, fact => fact.Start < proposed.End && proposed.Start < fact.End));
        }

        static (int Start, int End) Span(JsonElement fact) => (fact.GetProperty("at")[0].GetInt32(), fact.GetProperty("at")[1].GetInt32());
    }

    private static string Told(JsonElement proposal) =>
        proposal.GetProperty("subject").GetString() + string.Concat(proposal.GetProperty("values").EnumerateObject().Select(value => $" {value.Name}={value.Value.GetString()}"));
}
