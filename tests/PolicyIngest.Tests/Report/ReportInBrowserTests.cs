using System.Globalization;
using System.Text;
using System.Text.Json;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Report;

/// <summary>The report in Chromium, as a person uses it.</summary>
[Collection(Alone.Name)]
public sealed class ReportInBrowserTests
{
    /// <summary>Least contrast of words to their ground: WCAG 2, level AA.</summary>
    private const double LeastContrast = 4.5;

    private const double FilterLimit = 100;

    [BrowserFact]
    public async Task A_page_of_hostile_words_works_and_keeps_them_words()
    {
        using var page = await ReportPage.Of((HostilePlan.Name, HostilePlan.Text));
        var seen = await Browser.Look("report.mjs", page.Html);
        Check(page, seen);
        Assert.Equal("plans.db – PolicyIngest", seen.GetProperty("title").GetString());
        Assert.Equal(("政策任务总览", "Policy tasks at a glance", "政策任务总览"), (Text(seen, "chinese"), Text(seen, "english"), Text(seen, "switched")));
        var attack = seen.GetProperty("attack");
        Assert.Equal((0, "static", false), (attack.GetProperty("ran").GetInt32(), attack.GetProperty("position").GetString(), attack.GetProperty("made").GetBoolean()));
        Assert.True(attack.GetProperty("refusals").GetInt32() >= 4, attack.ToString());
        foreach (string theme in (string[])["light", "dark"])
            Assert.Empty(seen.GetProperty(theme).EnumerateArray().Where(pair => pair[1].ValueKind == JsonValueKind.Number && pair[1].GetDouble() < LeastContrast).Select(pair => $"{theme}: {pair}"));
    }

    [BrowserFact]
    public async Task The_filter_answers_at_once_over_thousands_of_tasks()
    {
        const int Tasks = 4_000;
        var plan = new StringBuilder("云岭市河道治理工作方案\n一、主要任务\n");
        for (int i = 1; i <= Tasks; i++)
            plan.Append(CultureInfo.InvariantCulture, $"{i}. 治理{i}号河道。{2025 + i % 9}年{1 + i % 12}月底前清理{i}公里，达标率达到9{i % 10}%。（市水利局牵头，市财政局、市{i % 40}局配合）\n");
        using var page = await ReportPage.Of(("plan.txt", plan.ToString()));
        Assert.True(int.Parse(page.Query("SELECT count(*) FROM tasks")[0], CultureInfo.InvariantCulture) >= Tasks - 10);
        var seen = await Browser.Look("report.mjs", page.Html, "filter");
        Assert.Empty(seen.GetProperty("errors").EnumerateArray());
        CheckFilter(seen);
    }

    [BrowserFact]
    public async Task Three_hundred_documents_are_made_as_they_are_looked_at()
    {
        const int MostElements = 4_000;
        string[] kinds = ["工作方案", "若干措施", "实施意见"];
        var files = Enumerable.Range(1, 300).Select(i => ($"plan{i}.txt", string.Create(CultureInfo.InvariantCulture, $"""
            {(i % 3 == 0 ? "济南市" : "青岛市")}{i}号河道治理{kinds[i % kinds.Length]}
            {2030 + i % 3}年3月1日
            一、主要任务
            1. 清理{i}号河道。{2031 + i % 5}年{1 + i % 12}月底前清理{i}公里，达标率达到{60 + i % 40}%。（市水利局牵头，市财政局配合）
            2. 巡查{i}号河道两岸，发现问题及时处置，形成台账。（市{(char)('甲' + i % 2)}局牵头）

            """)));
        using var page = await ReportPage.Of([.. files]);
        var seen = await Browser.Look("report.mjs", page.Html, "many");
        Assert.Empty(seen.GetProperty("errors").EnumerateArray().Select(error => error.GetString()));
        Assert.All(seen.GetProperty("elements").EnumerateArray().Append(seen.GetProperty("elementsAtEnd")), n => Assert.InRange(n.GetInt32(), 500, MostElements));
        CheckOutline(seen.GetProperty("outline"));
        Assert.Matches(@"\d{4}-\d\d-\d\d \d\d:\d\d UTC\+8", Text(seen, "note"));
        Assert.Contains(seen.GetProperty("places").EnumerateArray(), each => each.GetString()!.StartsWith("山东省 300 份计划", StringComparison.Ordinal));
        Assert.Equal(3, seen.GetProperty("form").GetArrayLength());
        Assert.Equal(["2032", "2031", "2030"], seen.GetProperty("year").EnumerateArray().Select(each => each.GetString()!.Split(' ')[0]));
        CheckOrders(page, seen.GetProperty("orders"));
        var values = seen.GetProperty("values").EnumerateArray().Select(value => value.GetDouble()).ToList();
        Assert.Equal(values.Order(), values);
        Assert.Equal(page.Query("SELECT count(*) FROM targets")[0], $"{values.Count}");
        Assert.Equal("[200,100,2]", seen.GetProperty("paper").GetRawText());
        Assert.Contains("页", Text(seen, "total"), StringComparison.Ordinal);
        Assert.Equal("[\"tasks\",\"sources\"]", seen.GetProperty("usual").GetRawText());
        Assert.Equal("[0,\"block\",\"目标值\"]", seen.GetProperty("phone").GetRawText());
    }

    [BrowserFact(needsShared: true)]
    public async Task The_corpus_opens_small_and_whole()
    {
        using var page = await ReportPage.OfFolder(Path.Combine(Repository.Shared!, "corpus"));
        Assert.InRange(new FileInfo(page.Html).Length, 500_000, 5_000_000);
        Check(page, await Browser.Look("report.mjs", page.Html, "facts"));
    }

    private static void Check(ReportPage page, JsonElement seen)
    {
        Assert.Empty(seen.GetProperty("errors").EnumerateArray().Select(error => error.GetString()));
        Assert.Empty(seen.GetProperty("requests").EnumerateArray());
        Assert.Empty(seen.GetProperty("badLinks").EnumerateArray());
        var stored = page.Query("""
            SELECT 't' || task_id || '|' || raw FROM tasks UNION ALL SELECT 'a' || assignment_id || '|' || raw FROM assignments
            UNION ALL SELECT 'd' || deadline_id || '|' || raw FROM deadlines UNION ALL SELECT 'g' || target_id || '|' || raw FROM targets
            """).Order(StringComparer.Ordinal);
        Assert.Equal(stored, seen.GetProperty("marks").EnumerateObject().Select(mark => $"{mark.Name}|{mark.Value}").Order(StringComparer.Ordinal));
        Assert.Equal(page.Query("SELECT 'text' || document_id || '|' || text FROM documents ORDER BY 1"),
            seen.GetProperty("texts").EnumerateObject().Select(text => $"{text.Name}|{text.Value}").Order(StringComparer.Ordinal));
        Assert.Empty(seen.GetProperty("repeating").EnumerateArray().Select(each => each.GetString()));
        CheckOutline(seen.GetProperty("outlineOfText"));
        CheckFilter(seen);
        CheckWays(seen.GetProperty("ways"));
        Assert.Contains("规则", Text(seen, "hover"), StringComparison.Ordinal);
        Assert.True(seen.GetProperty("tipGone").GetBoolean());
        Assert.Equal(("search", "tip"), (Text(seen, "slashFocuses"), Text(seen, "describedBy")));
        Assert.Contains("规则", Text(seen, "tabTip"), StringComparison.Ordinal);
        Assert.Contains("here", Text(seen, "enterLeadsTo"), StringComparison.Ordinal);
        Assert.True(seen.GetProperty("escapeHides").GetBoolean());
        Assert.Equal(1, seen.GetProperty("narrowed").GetInt32());
        Assert.InRange(seen.GetProperty("phoneOverflow").GetInt32(), -1, 0);
        Assert.Equal("[false,true]", seen.GetProperty("touch").GetRawText());
        Assert.False(seen.GetProperty("print").GetProperty("head").GetBoolean());
    }

    /// <summary>One heading of the first level, and no level left out on the way down.</summary>
    private static void CheckOutline(JsonElement outline)
    {
        int[] levels = [.. outline.EnumerateArray().Select(level => level.GetInt32())];
        Assert.Equal(1, levels[0]);
        Assert.Single(levels, level => level == 1);
        Assert.All(levels.Skip(1).Zip(levels), pair => Assert.InRange(pair.First, 2, pair.Second + 1));
    }

    /// <summary>All tasks in each order: by place in the documents, by first due date and by unit with those without at the end, by the plan's title.</summary>
    private static void CheckOrders(ReportPage page, JsonElement orders)
    {
        var tasks = page.Query("""
            SELECT task_id || '|' || plan_id || '|' || coalesce((SELECT min(due) FROM deadlines d WHERE d.task_id = t.task_id), '9') || '|' ||
                coalesce((SELECT canonical FROM assignments a JOIN units u ON u.name = a.unit WHERE a.task_id = t.task_id AND role = 'lead' ORDER BY assignment_id LIMIT 1), '')
            FROM tasks t
            """).Select(row => row.Split('|')).ToDictionary(row => row[0]);
        foreach (var order in orders.EnumerateObject())
        {
            var rows = order.Value.EnumerateArray().Select(id => tasks[id.GetString()!]).ToList();
            Assert.Equal(tasks.Count, rows.Distinct().Count());
            if (order.Name == "due") Assert.Equal(rows.Select(row => row[2]).Order(StringComparer.Ordinal), rows.Select(row => row[2]));
            else
            {
                // Each unit, plan or document stands in one stretch.
                int column = order.Name == "unit" ? 3 : 1;
                int stretches = rows.Skip(1).Zip(rows).Count(pair => pair.First[column] != pair.Second[column]) + 1;
                Assert.Equal(rows.Select(row => row[column]).Distinct().Count(), stretches);
            }
        }
    }

    private static void CheckFilter(JsonElement seen) =>
        Assert.All(seen.GetProperty("filterMilliseconds").EnumerateArray(), time => Assert.InRange(time.GetDouble(), 0, FilterLimit));

    /// <summary>A mark leads to its fact and the fact back to the mark; where facts share words, to one of them.</summary>
    private static void CheckWays(JsonElement ways)
    {
        Assert.True(ways.EnumerateObject().Count() >= 4);
        foreach (var way in ways.EnumerateObject())
        {
            string[] back = way.Value.GetProperty("back").GetString()!.Split(' ');
            Assert.Contains(way.Name, back);
            Assert.Contains(way.Value.GetProperty("goesTo").GetString(), back);
            Assert.Equal(way.Value.GetProperty("goesTo").GetString(), way.Value.GetProperty("fact").GetString());
            Assert.True(way.Value.GetProperty("wordsInView").GetBoolean() && way.Value.GetProperty("factInView").GetBoolean(), way.ToString());
        }
    }

    private static string Text(JsonElement seen, string name) => seen.GetProperty(name).GetString() ?? "";
}
