using System.Globalization;
using System.Text;
using System.Text.Json;
using PolicyIngest.Cli.Importing.Workers;
using PolicyIngest.Ingest.Corrections;
using PolicyIngest.Tests.Report;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Review;

/// <summary>The review page in Chromium, by keyboard alone, over the real program.</summary>
[Collection(Alone.Name)]
public sealed class ReviewInBrowserTests : IDisposable
{
    /// <summary>Longest work of the page's thread for a key, in milliseconds.</summary>
    private const double KeyLimit = 100;

    private readonly TemporaryFolder _folder = new();

    private string Corrections => _folder["corrections.jsonl"];

    public void Dispose() => _folder.Dispose();

    [BrowserFact]
    public async Task A_document_is_corrected_by_keyboard_and_nothing_is_lost_when_the_server_is_killed()
    {
        using var page = await ReportPage.Of((ReviewPlan.Name, ReviewPlan.Text), (HostilePlan.Name, HostilePlan.Text));
        string? shots = Snapshot.Accepting ? Path.Combine(Repository.Root, "docs", "images") : null;
        var seen = await Look(page, "correct", shots);
        Assert.Empty(Texts(seen, "complaints"));
        Assert.Empty(Texts(seen, "requests"));
        Assert.DoesNotContain("token", Text(seen, "address"), StringComparison.Ordinal);
        Assert.Contains("H1 云岭市河道治理工作方案", Texts(seen, "headings"));

        Assert.Contains(Texts(seen, "head"), row => row.Contains("云岭市人民政府", StringComparison.Ordinal));
        Assert.Equal(["云岭市人民政府"], page.Query("SELECT issuer FROM plans WHERE title LIKE '%河道治理%'"));
        Assert.Contains("市财政局", Text(seen, "offer"), StringComparison.Ordinal);
        Assert.Empty(page.Query("SELECT 1 FROM assignments a JOIN tasks t USING (task_id) JOIN plans p USING (plan_id) WHERE unit = '市财政局' AND p.title LIKE '%河道治理%'"));

        Assert.Contains(Texts(seen, "proposals"), proposal => proposal.Contains("清运建筑垃圾", StringComparison.Ordinal) && proposal.Contains("万吨", StringComparison.Ordinal));
        Assert.Contains(Texts(seen, "added"), row => row.Contains("清运建筑垃圾", StringComparison.Ordinal));
        Assert.Single(page.Query("SELECT 1 FROM targets WHERE indicator = '清运建筑垃圾' AND measure = '万吨' AND origin = 'person'"));
        Assert.DoesNotContain(Texts(seen, "dropped"), row => row.Contains("市公安局", StringComparison.Ordinal));
        Assert.Contains(Texts(seen, "undone"), row => row.Contains("市公安局", StringComparison.Ordinal));
        Assert.Equal(Texts(seen, "dropped"), Texts(seen, "redone"));
        Assert.NotEqual(Text(seen, "split"), Text(seen, "joined"));
        foreach (string key in (string[])["撤销", "重做", "拆分", "合并", "补充", "修改", "删除", "无误"]) Assert.Contains(key, Text(seen, "help"), StringComparison.Ordinal);

        // Killed with SIGKILL: what was told as saved is there, whatever was on its way is there whole or not at all.
        Assert.Equal("已保存", Text(seen, "saved"));
        Assert.NotEqual("", Text(seen, "dead"));
        Assert.Contains(Texts(seen, "after"), row => row.Contains("清运建筑垃圾", StringComparison.Ordinal));
        Assert.Equal("ok", Assert.Single(page.Query("PRAGMA integrity_check")));
        Assert.StartsWith("已撤销", Text(seen, "undoneAfter"), StringComparison.Ordinal);
        Assert.Contains("完成", Text(seen, "finished"), StringComparison.Ordinal);
        Assert.Matches(@"^\d+ of \d+ tasks? looked at", Text(seen, "english"));

        // The portable file says what the database says.
        var kept = CorrectionsFile.Read(File.ReadAllBytes(Corrections));
        Assert.Equal(page.Query("SELECT correction_id FROM corrections WHERE state = 'applied' ORDER BY 1"), kept.Select(correction => correction.Id).Order(StringComparer.Ordinal));
        Assert.Empty(page.Query("SELECT 1 FROM corrections WHERE state NOT IN ('applied', 'undone')"));
    }

    [BrowserFact]
    public async Task Two_tabs_see_each_other_and_overwrite_nothing()
    {
        using var page = await ReportPage.Of((ReviewPlan.Name, ReviewPlan.Text));
        var seen = await Look(page, "two", null);
        Assert.Empty(Texts(seen, "complaints"));
        Assert.Contains("李核对 删除", Text(seen, "conflict"), StringComparison.Ordinal);
        Assert.DoesNotContain(Texts(seen, "secondAfter"), row => row.Contains("市公安局", StringComparison.Ordinal));
        Assert.Contains(Texts(seen, "first"), row => row.Contains("市财政厅", StringComparison.Ordinal));
        Assert.Equal(["市水利局", "市财政厅"], page.Query("SELECT unit FROM assignments JOIN tasks USING (task_id) WHERE title = '清理河道垃圾' ORDER BY assignment_id"));
    }

    [BrowserFact]
    public async Task A_document_of_two_hundred_pages_answers_each_key_at_once()
    {
        using var page = await ReportPage.Of(("plan.txt", LongPlan()));
        var seen = await Look(page, "speed", null);
        Assert.Empty(Texts(seen, "complaints"));
        Assert.InRange(seen.GetProperty("characters").GetInt32(), 140_000, 400_000);
        foreach (var key in seen.GetProperty("keys").EnumerateObject())
        {
            var worked = key.Value.GetProperty("worked").EnumerateArray().Select(each => each.GetDouble()).Order().ToList();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{key.Name}: worked {worked[worked.Count / 2]:0.0} ms (most {worked[^1]:0.0}), with what follows {Median(key.Value, "behind"):0.0}, waited {Median(key.Value, "waited"):0.0} ms, saved after {Median(key.Value, "saved"):0} ms"));
            Assert.InRange(worked[worked.Count / 2], 0, KeyLimit);
        }
    }

    [BrowserFact(needsShared: true)]
    public async Task A_document_of_the_corpus_is_corrected_by_keyboard()
    {
        string file = Directory.EnumerateFiles(Path.Combine(Repository.Shared!, "corpus"), "*.txt", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First(path => new FileInfo(path).Length is > 15_000 and < 40_000);
        using var page = await ReportPage.Of((Path.GetFileName(file), File.ReadAllText(file)));
        string before = Facts(page);
        var seen = await Look(page, "corpus", null);
        Assert.Empty(Texts(seen, "complaints"));
        Assert.Matches(@"^(\d+) 项任务已看 \1 项", Text(seen, "progress"));
        Assert.Empty(page.Query("SELECT 1 FROM tasks WHERE NOT restates AND NOT is_checked"));
        Assert.Equal(before, Facts(page));
        Assert.Equal(page.Query("SELECT correction_id FROM corrections WHERE state = 'applied' ORDER BY 1"), CorrectionsFile.Read(File.ReadAllBytes(Corrections)).Select(correction => correction.Id).Order(StringComparer.Ordinal));
    }

    private static string Facts(ReportPage page) =>
        string.Join('\n', page.Query("SELECT unit || role || raw FROM assignments UNION ALL SELECT kind || coalesce(due, '') || raw FROM deadlines UNION ALL SELECT indicator || value FROM targets"));

    /// <summary>About 200 pages of 700 characters.</summary>
    private static string LongPlan()
    {
        var plan = new StringBuilder("云岭市河道治理工作方案\n一、主要任务\n");
        for (int i = 1; i <= 1_100; i++)
            plan.Append(CultureInfo.InvariantCulture, $"{i}. 治理{i}号河道。对沿岸排口逐一登记造册，制定整治方案，分期分批组织实施，定期组织回头看，防止问题反弹回潮；加强宣传引导，发动群众参与，形成共建共治共享的良好局面。{2025 + i % 9}年{1 + i % 12}月底前清理{i}公里，达标率达到9{i % 10}%。（市水利局牵头，市财政局、市{(char)('甲' + i % 9)}城区人民政府配合）\n");
        return plan.ToString();
    }

    private static double Median(JsonElement key, string name)
    {
        var times = key.GetProperty(name).EnumerateArray().Select(each => each.GetDouble()).Order().ToList();
        return times[times.Count / 2];
    }

    private async Task<JsonElement> Look(ReportPage page, string part, string? shots)
    {
        string[] command = [WorkerCommand.OfThisProgram().FileName, "review", "--db", page.Database, "--corrections", Corrections, "--who", "李核对"];
        string settings = _folder.Write("settings.json", JsonSerializer.Serialize(new { command, part, shots }));
        return await Browser.Look("review.mjs", settings);
    }

    private static string Text(JsonElement seen, string name) => seen.GetProperty(name).GetString() ?? "";

    private static List<string> Texts(JsonElement seen, string name) => [.. seen.GetProperty(name).EnumerateArray().Select(each => each.GetString() ?? "")];
}
