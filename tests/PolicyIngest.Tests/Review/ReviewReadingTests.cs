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
