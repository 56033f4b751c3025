using System.Net;
using System.Text.Json;
using Xunit;

namespace PolicyIngest.Tests.Review;

/// <summary>What is changed on the page is stored at once, can be taken back, and never overwrites what somebody else did.</summary>
public sealed class ReviewWritingTests
{
    private const string Units = "SELECT unit || ' ' || role FROM assignments ORDER BY assignment_id";

    [Fact]
    public async Task A_change_is_in_the_database_when_it_is_answered()
    {
        await using var site = await ReviewSite.Of((ReviewPlan.Name, ReviewPlan.Text));
        using var page = await site.Visitor();
        var document = await page.Get("/api/document?id=1");
        var unit = Fact(document, "assignments", "unit", "市水利局");
        var answer = await Stored(page, document, new { action = "change", subject = "assignment", id = Id(unit), now = new { unit = "市水务局" } });
        Assert.Contains("市水务局 lead", site.Query(Units));
        Assert.DoesNotContain("市水利局 lead", site.Query(Units));
        var shown = Fact(answer, "assignments", "unit", "市水务局");
        Assert.True(shown.GetProperty("checked").GetBoolean());
        Assert.Equal("person", shown.GetProperty("origin").GetString());
        Assert.Equal("李核对|change|assignment|市水利局|applied", Assert.Single(site.Query("SELECT made_by || '|' || action || '|' || subject || '|' || words || '|' || state FROM corrections")));
    }

    [Fact]
    public async Task Whoever_has_not_seen_the_last_change_is_told_and_nothing_is_overwritten()
    {
        await using var site = await ReviewSite.Of((ReviewPlan.Name, ReviewPlan.Text));
        using var first = await site.Visitor();
        using var second = await site.Visitor();
        var seen = await first.Get("/api/document?id=1");
        var unit = Fact(seen, "assignments", "unit", "市水利局");
        await Stored(first, seen, new { action = "change", subject = "assignment", id = Id(unit), now = new { unit = "市水务局" } });
        string[] before = site.Query(Units);
        var (status, answer) = await second.Post("/api/change", Asked(seen, new { action = "drop", subject = "assignment", id = Id(unit) }));
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Equal("李核对 change 市水利局", Assert.Single(answer.GetProperty("others").EnumerateArray().Select(each => $"{each.GetProperty("who")} {each.GetProperty("action")} {each.GetProperty("words")}")));
        Assert.Equal(before, site.Query(Units));
        // What is told with the conflict is how it stands now: with it the same change goes.
        await Stored(second, answer, new { action = "drop", subject = "assignment", id = Id(Fact(answer, "assignments", "unit", "市水务局")) });
        Assert.DoesNotContain("市水务局 lead", site.Query(Units));
    }

    [Fact]
    public async Task Everything_can_be_taken_back_and_done_again()
    {
        await using var site = await ReviewSite.Of((ReviewPlan.Name, ReviewPlan.Text));
        using var page = await site.Visitor();
        var document = await page.Get("/api/document?id=1");
        var states = new List<string> { Content(site) };
        for (int i = 0; i < 6; i++)
        {
            object change = (i % 3) switch
            {
                0 => new { action = "drop", subject = "assignment", id = Id(document.GetProperty("assignments").EnumerateArray().Last()) },
                1 => new { action = "confirm", subject = "task", id = Id(document.GetProperty("tasks")[0]) },
                _ => new { action = "change", subject = "task", id = Id(document.GetProperty("tasks")[1]), now = new { title = $"第{i}个标题" } },
            };
            document = await Stored(page, document, change);
            states.Add(Content(site));
        }
        Assert.Equal(states.Count, states.Distinct(StringComparer.Ordinal).Count() + 1); // the same task confirmed twice changes nothing
        var undone = new Stack<string[]>();
        for (int i = states.Count - 2; i >= 0; i--)
        {
            string[] ids = [.. document.GetProperty("history")[0].GetProperty("ids").EnumerateArray().Select(each => each.GetString()!)];
            undone.Push(ids);
            document = await Stored(page, "/api/undo", new { document = 1, revision = document.GetProperty("revision").GetInt64(), ids });
            Assert.Equal(states[i], Content(site));
        }
        Assert.Equal(0, document.GetProperty("history").GetArrayLength());
        for (int i = 1; i < states.Count; i++)
        {
            document = await Stored(page, "/api/redo", new { document = 1, revision = document.GetProperty("revision").GetInt64(), ids = undone.Pop() });
            Assert.Equal(states[i], Content(site));
        }
    }

    [Fact]
    public async Task A_name_is_changed_in_the_places_that_were_chosen_in_all_documents()
    {
        await using var site = await ReviewSite.Of(("一.txt", ReviewPlan.Text), ("二.txt", ReviewPlan.Text.Replace("云岭市", "青川县", StringComparison.Ordinal)));
        using var page = await site.Visitor();
        var places = (await page.Get("/api/places?name=" + Uri.EscapeDataString("市财政局"))).GetProperty("places").EnumerateArray().Select(place => place.GetProperty("assignment").GetInt64()).ToList();
        Assert.True(places.Count >= 4, string.Join(' ', places));
        var answer = await Stored(page, "/api/rename", new { document = 1, from = "市财政局", to = "市财政厅", assignments = places.SkipLast(1) });
        Assert.Equal((places.Count - 1, 0), (answer.GetProperty("changed").GetInt32(), answer.GetProperty("left").GetInt32()));
        Assert.Equal([$"{places[^1]}"], site.Query("SELECT assignment_id FROM assignments WHERE unit = '市财政局'"));
        // What is called otherwise by now is left alone.
        var again = await Stored(page, "/api/rename", new { document = 1, from = "市财政局", to = "市财政厅", assignments = places });
        Assert.Equal((1, places.Count - 1), (again.GetProperty("changed").GetInt32(), again.GetProperty("left").GetInt32()));
    }

    [Fact]
    public async Task What_was_looked_at_counts_and_is_asked_for_no_more()
    {
        await using var site = await ReviewSite.Of((ReviewPlan.Name, ReviewPlan.Text));
        using var page = await site.Visitor();
        var document = await page.Get("/api/document?id=1");
        Assert.DoesNotContain(document.GetProperty("tasks").EnumerateArray(), task => task.TryGetProperty("checked", out _));
        foreach (var task in document.GetProperty("tasks").EnumerateArray().ToList()) document = await Stored(page, document, new { action = "confirm", subject = "task", id = Id(task) });
        Assert.All(document.GetProperty("tasks").EnumerateArray(), task => Assert.True(task.GetProperty("checked").GetBoolean()));
        document = await Stored(page, document, new { action = "confirm", subject = "plan", id = Id(document.GetProperty("plans")[0]) });
        Assert.Equal("[0]", document.GetProperty("checkedPlans").ToString());
        while (document.GetProperty("findings").EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } finding)
        {
            int left = document.GetProperty("findings").GetArrayLength();
            document = await Stored(page, document, new { action = "confirm", subject = "finding", id = Id(finding) });
            Assert.True(document.GetProperty("findings").GetArrayLength() < left);
        }
        Assert.False(document.GetProperty("finished").GetBoolean());
        document = await Stored(page, document, new { action = "finish", subject = "document" });
        Assert.True(document.GetProperty("finished").GetBoolean());
        Assert.Empty((await page.Get("/api/queue?by=severity")).GetProperty("groups").EnumerateArray());
    }

    [Fact]
    public async Task Units_and_tasks_are_added_split_and_joined()
    {
        await using var site = await ReviewSite.Of((ReviewPlan.Name, ReviewPlan.Text));
        using var page = await site.Visitor();
        var document = await page.Get("/api/document?id=1");
        var task = Fact(document, "tasks", "title", "取缔违法建筑");
        int at = ReviewPlan.Text.IndexOf("清运建筑垃圾", StringComparison.Ordinal), number = document.GetProperty("tasks").GetArrayLength();
        document = await Stored(page, document, new { action = "split", subject = "task", id = Id(task), at = new[] { at, at } });
        Assert.Equal(number + 1, document.GetProperty("tasks").GetArrayLength());
        task = Fact(document, "tasks", "title", "取缔违法建筑");
        document = await Stored(page, document, new { action = "join", subject = "task", id = Id(task) });
        Assert.Equal(number, document.GetProperty("tasks").GetArrayLength());
        document = await Stored(page, document, new { action = "add", subject = "target", plan = 0, task = Id(Fact(document, "tasks", "title", "取缔违法建筑")), at = new[] { at, at + 9 }, now = new { indicator = "清运建筑垃圾", op = "ge", value = "5", unit = "万吨" } });
        Assert.Contains("清运建筑垃圾 ge 5.0 万吨 person", site.Query("SELECT indicator || ' ' || op || ' ' || value || ' ' || measure || ' ' || origin FROM targets"));
        int label = ReviewPlan.Text.IndexOf("领办科室：", StringComparison.Ordinal);
        document = await Stored(page, document, new { action = "add", subject = "task", plan = 0, at = new[] { label, label + 14 }, now = new { title = "领办" } });
        Assert.Equal(number + 1, document.GetProperty("tasks").GetArrayLength());
    }

    [Theory]
    [InlineData("""{"action":"change","subject":"assignment","id":1000001,"now":{"role":"chief"}}""")]
    [InlineData("""{"action":"change","subject":"assignment","id":1000001,"now":{"colour":"red"}}""")]
    [InlineData("""{"action":"change","subject":"assignment","id":1000999,"now":{"unit":"市水务局"}}""")]
    [InlineData("""{"action":"change","subject":"deadline","id":1000001,"now":{"due":"2031-02-30"}}""")]
    [InlineData("""{"action":"add","subject":"assignment","plan":0,"task":1000001,"at":[5,3],"now":{"unit":"x","role":"lead"}}""")]
    [InlineData("""{"action":"add","subject":"assignment","plan":0,"task":1000001,"now":{"unit":"x","role":"lead"}}""")]
    [InlineData("""{"action":"add","subject":"target","plan":7,"at":[0,3],"now":{"indicator":"x","op":"ge","value":"1"}}""")]
    [InlineData("""{"action":"explode","subject":"assignment","id":1000001}""")]
    [InlineData("""{"action":"drop","subject":"government","id":1000001}""")]
    [InlineData("""{"action":"drop"}""")]
    public async Task What_makes_no_sense_is_refused_and_changes_nothing(string change)
    {
        await using var site = await ReviewSite.Of((ReviewPlan.Name, ReviewPlan.Text));
        using var page = await site.Visitor();
        string before = Content(site);
        var document = await page.Get("/api/document?id=1");
        var (status, answer) = await page.Post("/api/change", Asked(document, JsonSerializer.Deserialize<JsonElement>(change)));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.False(string.IsNullOrWhiteSpace(answer.GetProperty("en").GetString()));
        Assert.Equal(before, Content(site));
        Assert.Empty(site.Query("SELECT 1 FROM corrections"));
    }

    private static string Content(ReviewSite site) => string.Join('\n', site.Query("""
        SELECT 't' || title || kind || is_checked FROM tasks UNION ALL SELECT 'a' || unit || role || is_checked FROM assignments
        UNION ALL SELECT 'd' || kind || coalesce(due, '') || is_checked FROM deadlines UNION ALL SELECT 'g' || indicator || is_checked FROM targets
        """));

    private static JsonElement Fact(JsonElement document, string list, string field, string value) =>
        document.GetProperty(list).EnumerateArray().First(fact => fact.TryGetProperty(field, out var found) && found.GetString() == value);

    private static long Id(JsonElement fact) => fact.GetProperty("id").GetInt64();

    private static object Asked(JsonElement document, object change) => new
    {
        document = document.GetProperty("documents")[0].GetProperty("id").GetInt64(),
        revision = document.GetProperty("revision").GetInt64(),
        last = document.GetProperty("last").GetString(),
        changes = new[] { change },
    };

    private static Task<JsonElement> Stored(HttpClient page, JsonElement document, object change) => Stored(page, "/api/change", Asked(document, change));

    private static async Task<JsonElement> Stored(HttpClient page, string path, object asked)
    {
        var (status, answer) = await page.Post(path, asked);
        Assert.True(status == HttpStatusCode.OK, answer.ToString());
        return answer;
    }
}
