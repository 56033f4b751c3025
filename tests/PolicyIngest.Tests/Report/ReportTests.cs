using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AngleSharp.Dom;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Report;

public sealed class ReportTests
{
    [Fact]
    public async Task The_texts_stand_in_the_page_to_the_letter_each_character_in_one_block()
    {
        using var page = await ReportPage.OfFolder(Repository.Samples);
        using var data = Data(page);
        var texts = data.RootElement.GetProperty("texts").EnumerateArray().ToList();
        Assert.Equal(page.Query("SELECT document_id FROM documents ORDER BY 1"), texts.Select(text => text.GetProperty("id").GetInt64()).Order().Select(id => $"{id}"));
        foreach (var text in texts)
        {
            string words = text.GetProperty("text").GetString()!;
            Assert.Equal(page.Query($"SELECT text FROM documents WHERE document_id = {text.GetProperty("id")}")[0], words);
            var pieces = text.GetProperty("blocks").EnumerateArray().SelectMany(Pieces).ToList();
            Assert.Equal(0, pieces[0].Start);
            Assert.Equal(words.Length, pieces[^1].End);
            Assert.All(pieces.Skip(1).Zip(pieces), pair => Assert.Equal(pair.Second.End, pair.First.Start));
        }
    }

    [Fact]
    public async Task Each_fact_has_its_words_under_the_key_of_the_database()
    {
        using var page = await ReportPage.OfFolder(Repository.Samples);
        using var data = Data(page);
        var texts = data.RootElement.GetProperty("texts").EnumerateArray().ToDictionary(text => text.GetProperty("id").GetInt64(), text => text.GetProperty("text").GetString()!);
        foreach (var (table, key) in (ReadOnlySpan<(string, string)>)[("tasks", "task_id"), ("assignments", "assignment_id"), ("deadlines", "deadline_id"), ("targets", "target_id")])
        {
            string[] stored = page.Query($"SELECT {key} || '|' || raw FROM {table} ORDER BY {key}");
            Assert.NotEmpty(stored);
            Assert.Equal(stored, data.RootElement.GetProperty(table).EnumerateArray().Select(fact => (Id: fact.GetProperty("id").GetInt64(), At: fact.GetProperty("at"))).OrderBy(fact => fact.Id)
                .Select(fact => $"{fact.Id}|{texts[fact.Id / 1_000_000][fact.At[0].GetInt32()..fact.At[1].GetInt32()]}"));
        }
    }

    [Fact]
    public async Task Citations_lead_to_the_plan_that_is_meant()
    {
        using var page = await ReportPage.Of(("a.txt", HostilePlan.Text), ("b.txt", "云岭市碧水行动方案\n一、总体要求\n根据《青禾县护河工作方案》（青政发〔2031〕7号）制定本方案。\n二、主要任务\n1. 清理河道。2031年6月底前完成。（市水利局牵头）\n"),
            ("c.txt", "青禾县人民政府关于印发青禾县护河工作方案的通知\n青政发〔2031〕7号\n青禾县护河工作方案\n一、主要任务\n1. 巡查河道。2031年8月底前完成。（县水利局牵头）\n"));
        using var data = Data(page);
        var citation = Assert.Single(data.RootElement.GetProperty("citations").EnumerateArray(), each => each.TryGetProperty("title", out var title) && title.GetString() == "青禾县护河工作方案");
        Assert.Equal(("basis", "青政发〔2031〕7号"), (citation.GetProperty("kind").GetString(), citation.GetProperty("number").GetString()));
        Assert.Contains($"{citation.GetProperty("plan")}", page.Query("SELECT plan_id FROM plans JOIN files USING (document_id) WHERE files.name = 'c.txt'"));
    }

    [Fact]
    public async Task Without_scripts_the_page_has_its_figures_and_its_plans()
    {
        using var page = await ReportPage.Of(("a.txt", HostilePlan.Text), ("c.txt", "没有计划。\n"));
        using var stream = File.OpenRead(page.Html);
        var html = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(stream);
        Assert.Equal(page.Query("SELECT coalesce(title, '没有计划。') FROM documents LEFT JOIN plans USING (document_id) ORDER BY document_id, plan_no"),
            html.QuerySelectorAll("noscript tbody tr").Select(row => row.FirstElementChild!.TextContent));
        Assert.Contains($"{page.Query("SELECT count(*) FROM tasks WHERE restates = 0")[0]} 项任务", html.QuerySelector("noscript")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_of_what_is_to_be_checked_have_their_Chinese()
    {
        using var page = await ReportPage.OfFolder(Repository.Samples);
        using var data = Data(page);
        var messages = data.RootElement.GetProperty("diagnostics").EnumerateArray().Select(each => each.GetProperty("message").GetString()!).Distinct().ToList();
        Assert.NotEmpty(messages);
        Assert.All(messages, message => Assert.True(data.RootElement.GetProperty("chinese").TryGetProperty(message, out _), message));
    }

    [Fact]
    public async Task What_a_document_says_stays_text()
    {
        using var page = await ReportPage.Of((HostilePlan.Name, HostilePlan.Text));
        var html = page.Parse();
        Assert.Equal(2, html.Scripts.Length); // the page's own, and the data
        Assert.Empty(html.QuerySelectorAll("img, svg, iframe, [onerror], [onload], [style]"));
        using var data = JsonDocument.Parse(html.QuerySelector("#data")!.TextContent);
        Assert.Equal(HostilePlan.Name, data.RootElement.GetProperty("documents")[0].GetProperty("name").GetString());
        Assert.DoesNotContain(html.QuerySelector("#data")!.TextContent, c => c is '<' or '\u2028');
    }

    [Fact]
    public async Task The_policy_allows_this_script_and_this_style_only()
    {
        using var page = await ReportPage.Of(("a.txt", HostilePlan.Text));
        var html = page.Parse();
        string policy = html.QuerySelector("meta[http-equiv='Content-Security-Policy']")!.GetAttribute("content")!;
        Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Contains($"script-src '{HashOf(html.Scripts[0].TextContent)}';", policy, StringComparison.Ordinal);
        Assert.Contains($"style-src '{HashOf(html.QuerySelector("style")!.TextContent)}';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", File.ReadAllText(page.Html).Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("https://", File.ReadAllText(page.Html), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_left_out_is_said()
    {
        using var page = await ReportPage.Of(("a.txt", HostilePlan.Text), ("b.txt", HostilePlan.Text + "4. 护林。（市林业局牵头）\n"), ("c.txt", "没有计划。\n"));
        Assert.Equal((0, 0, 0), LeftOut(page));
        Assert.Equal(["report.html: 1 document, 2 not asked for"], Names(await page.Write("--document", "b.txt")));
        Assert.Equal((2, 0, 0), LeftOut(page));
        Assert.Equal(["report.html: 2 documents, 1 not asked for, 2 without text"], Names(await page.Write("--plan", "整治工作方案", "--no-text")));
        Assert.Equal((1, 0, 2), LeftOut(page));
        Assert.Equal(["report.html: 1 document, 2 left out by --max-tasks"], Names(await page.Write("--max-tasks", "1")));
        Assert.Equal((0, 2, 0), LeftOut(page));
        await page.Write("--max-text", "0");
        Assert.Equal((0, 0, 3), LeftOut(page));
        await page.Write("--no-text");
        using var data = JsonDocument.Parse(page.Parse().QuerySelector("#data")!.TextContent);
        Assert.Equal(page.Query("SELECT raw FROM deadlines ORDER BY deadline_id"),
            data.RootElement.GetProperty("deadlines").EnumerateArray().Select(deadline => deadline.GetProperty("at").GetString()));
    }

    [Fact]
    public async Task The_same_database_gives_the_same_page()
    {
        using var page = await ReportPage.Of(("a.txt", HostilePlan.Text));
        byte[] first = File.ReadAllBytes(page.Html);
        await page.Write();
        Assert.Equal(first, File.ReadAllBytes(page.Html));
    }

    private static JsonDocument Data(ReportPage page) => JsonDocument.Parse(page.Parse().QuerySelector("#data")!.TextContent);

    /// <summary>A paragraph's stretch of the text, or those of a table's cells.</summary>
    private static IEnumerable<(int Start, int End)> Pieces(JsonElement block) =>
        block.TryGetProperty("rows", out var rows) ? rows.EnumerateArray().SelectMany(row => row.EnumerateArray()).Select(cell => (cell[0].GetInt32(), cell[1].GetInt32()))
            : [(block.GetProperty("s").GetInt32(), block.GetProperty("e").GetInt32())];

    private static string HashOf(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static (int, int, int) LeftOut(ReportPage page)
    {
        using var data = Data(page);
        var left = data.RootElement.GetProperty("leftOut");
        return (left.GetProperty("otherDocuments").GetInt32(), left.GetProperty("overLimit").GetInt32(), left.GetProperty("texts").GetInt32());
    }

    private static string[] Names(Cli.CliRun run) => [.. run.ErrorLines.Select(line => line[(line.LastIndexOf('/') + 1)..])];
}
