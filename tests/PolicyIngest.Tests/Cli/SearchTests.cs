using System.Text.Json;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Tests.Scale;
using PolicyIngest.Tests.Store;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Cli;

public sealed class SearchTests(SearchTests.GeneratedPlans plans) : IClassFixture<SearchTests.GeneratedPlans>
{
    /// <summary>A database of 800 tasks, so that common words have more matches than are ranked.</summary>
    public sealed class GeneratedPlans : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public GeneratedPlans() => ScaleDatabase.Make(Database, 800);

        public string Database => _folder["p.db"];

        public void Dispose() => _folder.Dispose();
    }

    [Theory]
    [InlineData("扬尘", "instr(title || content, '扬尘')")]
    [InlineData("村", "instr(title || content, '村')")]
    [InlineData("扬尘治理", "instr(title || '/' || content, '扬尘治理')")]
    [InlineData("ｐｍ2.5", "instr(title || '/' || content, 'PM2.5')")]
    [InlineData("扬尘治理 煤", "instr(title || '/' || content, '扬尘治理') AND instr(title || content, '煤')")]
    [InlineData("煤改电 扬尘 水", "instr(title || '/' || content, '煤改电') AND instr(title || content, '扬尘') AND instr(title || content, '水')")]
    [InlineData("\"加快推进 产\"", "0")]
    [InlineData("扬尘 --year 2021", "instr(title || content, '扬尘') AND year = 2021")]
    [InlineData("建 --unit 环保局 --role lead", "instr(title || content, '建') AND leads = '市生态环境局'")]
    [InlineData("--unit 市生态环境局 --role lead --due-before 2021-10", "leads = '市生态环境局' AND due < '2021-10-01'")]
    [InlineData("--issuer 青川县 --due-after 2021-10", "instr(issuer, '青川县') AND due > '2021-10-31'")]
    [InlineData("扬尘 --kind project", "instr(title || content, '扬尘') AND task_kind = 'project'")]
    public async Task Search_finds_what_reading_all_tasks_finds(string arguments, string condition)
    {
        string query = arguments.StartsWith('"') ? arguments : arguments.Split(" --")[0];
        string[] options = arguments.StartsWith("--", StringComparison.Ordinal) ? arguments.Split(' ') : arguments[query.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string[] words = arguments.StartsWith("--", StringComparison.Ordinal) ? [] : [query];
        var run = await CliRun.Of(["search", .. words, .. options, "--db", plans.Database, "--json", "--limit", "500"]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        using var json = JsonDocument.Parse(run.Out);
        string[] found = [.. json.RootElement.GetProperty("tasks").EnumerateArray().Select(task => task.GetProperty("task_id").ToString()).Order(StringComparer.Ordinal)];
        string[] expected = TemporaryFolder.Query(plans.Database, $"SELECT task_id FROM v_task WHERE {condition}");
        Assert.False(json.RootElement.GetProperty("more_match").GetBoolean());
        Assert.Equal(expected.Order(StringComparer.Ordinal), found);
    }

    [Fact]
    public async Task The_best_stand_first_with_their_hits_marked()
    {
        var run = await CliRun.Of("search", "扬尘治理", "--db", plans.Database, "--limit", "3");
        string[] heads = [.. run.Out.Split('\n').Where(line => line.Length > 2 && char.IsDigit(line[0]))];
        Assert.Equal(3, heads.Length);
        Assert.All(heads, head => Assert.Contains("«扬尘治理»", head, StringComparison.Ordinal));
        Assert.Contains("tasks match, 3 are shown", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_that_ranks_only_a_part_says_so()
    {
        var run = await CliRun.Of("search", "重", "--db", plans.Database, "--limit", "1");
        Assert.Contains("more than 500 tasks match; the best 1 of the first 500 are shown: add a word or a filter", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Documents_that_an_import_left_out_are_added_first()
    {
        using var folder = new TemporaryFolder();
        using (var store = SqliteStore.Open(folder["p.db"]))
        {
            long run = store.BeginRun("0", "rules");
            store.Save(new FileStamp("/a", 1, DateTime.UnixEpoch), PreparedDocument.Of(SampleExtraction.Make(), "rules"), "rules", run);
        }
        var found = await CliRun.Of("search", "河道", "--db", folder["p.db"]);
        Assert.Contains("清理«河道»", found.Out, StringComparison.Ordinal);
        Assert.Equal(["1 documents are added to the index first", "1 tasks match, 1 are shown"], found.ErrorLines);
    }

    [Theory]
    [InlineData("name words to look for, or a filter such as --unit")]
    [InlineData("10月: there is no such date; a day is written 2021-10-01, a month 2021-10, a year 2021", "--due-before", "10月")]
    public async Task What_can_not_be_looked_for_is_said(string message, params string[] arguments)
    {
        var run = await CliRun.Of(["search", "--db", plans.Database, .. arguments]);
        Assert.Equal((2, "policy-ingest: " + message), (run.Code, run.ErrorLines[^1]));
    }

    [ToolFact("sqlite3")]
    public void The_sqlite3_command_finds_words_of_every_length_and_several()
    {
        foreach (string word in new[] { "煤", "扬尘", "扬尘治理", "PM2.5", "新能源汽车" })
            Assert.Equal(Read($"instr(title || '/' || content, '{word}')"), Sql(Words(word)));
        Assert.Equal(Read("instr(title || '/' || content, '扬尘治理') AND instr(title || content, '煤')"), Sql(Words("扬尘治理") + " AND " + Words("煤")));

        string Words(string word) => $"task_id IN (SELECT task_id FROM v_search WHERE word MATCH '\"{word}\"')";
        string Sql(string condition) => ToolFactAttribute.Run("sqlite3", "-readonly", plans.Database, $"SELECT count(*) FROM v_task WHERE {condition}").Trim();
        string Read(string condition) => TemporaryFolder.Query(plans.Database, $"SELECT count(*) FROM v_task WHERE {condition}")[0];
    }
}
