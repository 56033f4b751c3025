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
    public async Task The_texts_stand_in_the_page_to_the_letter()
    {
        using var page = await ReportPage.OfFolder(Repository.Samples);
        var html = page.Parse();
        var articles = html.QuerySelectorAll("article.source-text");
        Assert.Equal(page.Query("SELECT document_id FROM documents ORDER BY 1"), articles.Select(article => article.Id![4..]).OrderBy(int.Parse));
        foreach (var article in articles)
            Assert.Equal(page.Query($"SELECT text FROM documents WHERE document_id = {article.Id![4..]}")[0], article.TextContent);
    }

    [Fact]
    public async Task Each_mark_has_the_words_of_its_fact_under_the_keys_of_the_database()
    {
        using var page = await ReportPage.OfFolder(Repository.Samples);
        var html = page.Parse();
        foreach (var (letter, table, key) in (ReadOnlySpan<(char, string, string)>)
            [('t', "tasks", "task_id"), ('a', "assignments", "assignment_id"), ('d', "deadlines", "deadline_id"), ('g', "targets", "target_id")])
        {
            string[] stored = page.Query($"SELECT '{letter}' || {key} || '|' || raw FROM {table} ORDER BY {key}");
            Assert.NotEmpty(stored);
            Assert.Equal(stored, Marked(html, letter));
        }
    }

    [Fact]
    public async Task What_a_document_says_stays_text()
    {
        using var page = await ReportPage.Of((HostilePlan.Name, HostilePlan.Text));
        var html = page.Parse();
        Assert.Equal(2, html.Scripts.Length); // the page's own, and the data
        Assert.Empty(html.QuerySelectorAll("img, svg, iframe, [onerror], [onload], [style]"));
        Assert.Equal(page.Query("SELECT text FROM documents")[0], html.QuerySelector("article.source-text")!.TextContent);
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

    /// <summary>Facts of a kind in the page as <c>id|words</c>, the pieces of a fact joined.</summary>
    private static string[] Marked(IParentNode html, char letter)
    {
        string attribute = letter == 't' ? "data-t" : "data-f";
        var words = new Dictionary<string, StringBuilder>(StringComparer.Ordinal);
        foreach (var piece in html.QuerySelectorAll($"[{attribute}]"))
            foreach (string id in piece.GetAttribute(attribute)!.Split(' ').Where(id => id[0] == letter))
            {
                if (!words.TryGetValue(id, out var said)) words.Add(id, said = new StringBuilder());
                said.Append(piece.TextContent);
            }
        return [.. words.OrderBy(pair => long.Parse(pair.Key.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture)).Select(pair => $"{pair.Key}|{pair.Value}")];
    }

    private static string HashOf(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static (int, int, int) LeftOut(ReportPage page)
    {
        using var data = JsonDocument.Parse(page.Parse().QuerySelector("#data")!.TextContent);
        var left = data.RootElement.GetProperty("leftOut");
        return (left.GetProperty("otherDocuments").GetInt32(), left.GetProperty("overLimit").GetInt32(), left.GetProperty("texts").GetInt32());
    }

    private static string[] Names(Cli.CliRun run) => [.. run.ErrorLines.Select(line => line[(line.LastIndexOf('/') + 1)..])];
}
