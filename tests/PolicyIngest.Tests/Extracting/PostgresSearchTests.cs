using System.Globalization;
using System.Text;
using System.Text.Json;
using PolicyIngest.Ingest.Store.Search;
using PolicyIngest.Tests.Cli;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Extracting;

/// <summary>The same searches in PostgreSQL and in SQLite.</summary>
[Collection(PostgresTests.Name)]
public sealed class PostgresSearchTests(PostgresTests.Loaded loaded)
{
    // Words of each length, with marks and wide letters, several of them, and some that stand nowhere.
    private static readonly string[] Queries =
    [
        "生态环境", "污染防治攻坚", "扬尘", "水利", "治", "市", "50%", "%", "a_b", "_", "c:\\temp", "ＰＭ２.５", "VOCs", "\"加强 监管\"", "建设 管理", "县 建设", "、", "。（", "冷链", "漏损率", "没有这个词", "鼍", "zq",
    ];

    [PostgresFact]
    public void Tasks_are_found_as_in_sqlite()
    {
        int found = 0;
        foreach (string query in Queries) found += Compare("tasks", query);
        Assert.True(found > 150, $"{found} tasks");
    }

    [PostgresFact]
    public void Tasks_are_chosen_by_the_same_filters()
    {
        foreach (string[] filters in new string[][]
        {
            ["--unit", "市生态环境局"], ["--unit", "生态环境局", "--role", "lead"], ["--role", "support", "市"], ["--issuer", "人民政府", "建设"], ["--year", "2023", "治"], ["--due-before", "2024-06"],
            ["--due-after", "2024", "--kind", "task"], ["--kind", "safeguard"],
        })
            Assert.True(Compare("tasks", filters) > 0, string.Join(' ', filters));
    }

    [PostgresFact]
    public void Passages_are_found_as_in_sqlite()
    {
        int found = 0;
        foreach (string part in new[] { "text", "targets", "all" })
            foreach (string query in Queries) found += Compare("passages", query, "--in", part);
        Assert.True(found > 1_000, $"{found} passages");
        Assert.True(Compare("passages", "建设", "--in", "all", "--year", "2023", "--issuer", "政府") > 0);
    }

    [PostgresFact]
    public void Signs_of_patterns_stand_for_themselves()
    {
        Assert.Equal(["升级a_b接口，覆盖率达到50%以上"], Titles("a_b接口"));
        Assert.Equal(["升级a_b接口，覆盖率达到50%以上"], Titles("50%以"));
        Assert.Single(Titles("c:\\temp目录"));
        Assert.Empty(Titles("a%b接口"));

        string[] Titles(string query)
        {
            using var json = JsonDocument.Parse(Must("search", query, "--json", "--db", loaded.Address).Out);
            return [.. json.RootElement.GetProperty("tasks").EnumerateArray().Select(task => task.GetProperty("title").GetString() ?? task.GetProperty("content").GetString()!)];
        }
    }

    [PostgresFact]
    public void A_search_goes_by_the_indexes()
    {
        const string Words = "search_fold(coalesce(title || ' ', '') || content)";
        foreach (var (sql, index) in new[]
        {
            ("SELECT task_id FROM v_search WHERE word LIKE '%生态环境%'", "tasks_search"),
            ($"SELECT task_id FROM tasks WHERE restates = 0 AND search_pairs({Words}) @> ARRAY[1]::bigint[]", "tasks_pairs"),
            ("SELECT document_id FROM v_search_text WHERE word LIKE '%生态环境%'", "documents_search"),
            ("SELECT document_id FROM documents WHERE search_pairs(search_fold(text)) @> ARRAY[1]::bigint[]", "documents_pairs"),
        })
            Assert.Contains(loaded.Server.Rows(loaded.Address, $"BEGIN; DROP INDEX tasks_plan; SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off; EXPLAIN {sql}; ROLLBACK"),
                line => line.Contains($"Bitmap Index Scan on {index}", StringComparison.Ordinal));
        string[] sqlite = TemporaryFolder.Query(loaded.Sqlite, "SELECT content FROM v_task WHERE task_id IN (SELECT task_id FROM v_search WHERE word MATCH '生态环境')");
        Assert.NotEmpty(sqlite);
        Assert.Equal([sqlite.Length.ToString(CultureInfo.InvariantCulture)], loaded.Server.Rows(loaded.Address, "SELECT count(*) FROM v_search WHERE word LIKE '%生态环境%'"));
    }

    [PostgresFact]
    public void The_server_folds_as_the_index_of_a_file_does()
    {
        string from = SearchText.Folded.From + "ABCÉΩЖ水，、《》１Ａｚ";
        string[] rows = loaded.Server.Rows(loaded.Address, $"SELECT ascii(search_fold(chr(code))) FROM unnest(ARRAY[{string.Join(',', from.Select(c => (int)c))}]) WITH ORDINALITY AS given(code, place) ORDER BY place");
        Assert.Equal(SearchText.Fold(from).Select(c => ((int)c).ToString(CultureInfo.InvariantCulture)), rows);
    }

    [PostgresFact]
    public void Of_more_tasks_than_are_ranked_the_same_are_shown_each_time_and_what_a_filter_leaves()
    {
        string address = loaded.Server.NewDatabase();
        var plan = new StringBuilder("云岭市工作方案\n一、主要任务\n");
        for (int i = 1; i <= 620; i++) plan.Append(CultureInfo.InvariantCulture, $"{i}. 清理河道第{i}段。（{(i % 100 == 0 ? "市财政局" : "市水利局")}负责）\n");
        string records = loaded.Extract("many.jsonl", loaded.Folder.Write("many.txt", plan.ToString()));
        Must("load", records, "--to", address);
        var first = Must("search", "清理河道", "--db", address);
        Assert.Equal("more than 500 tasks match; the best 20 of the first 500 are shown: add a word or a filter", first.ErrorLines[^1]);
        Assert.Equal(first.Out, Must("search", "清理河道", "--db", address).Out);
        Assert.Equal("6 tasks match, 6 are shown", Must("search", "清理河道", "--unit", "财政局", "--db", address).ErrorLines[^1]);

        // A load that was cut short left no index: everything is found all the same, and the next one makes it.
        loaded.Server.Rows(address, "DROP INDEX tasks_search; DROP INDEX documents_pairs");
        var without = Must("search", "第617段", "--db", address);
        Assert.Contains("the search indexes are not there", without.ErrorLines[0], StringComparison.Ordinal);
        Must("load", records, "--to", address);
        var with = Must("search", "第617段", "--db", address);
        Assert.Equal(["1 tasks match, 1 are shown"], with.ErrorLines);
        Assert.Equal(without.Out, with.Out);
    }

    /// <summary>Holds what both databases find against each other, but for keys, and sees that PostgreSQL's order is the one that is promised.</summary>
    /// <returns>How many there are.</returns>
    private int Compare(string what, params string[] arguments)
    {
        string[] command = ["search", .. arguments, "--json", "--limit", "500", "--db"];
        using var sqlite = JsonDocument.Parse(Must([.. command, loaded.Sqlite]).Out);
        using var postgres = JsonDocument.Parse(Must([.. command, loaded.Address]).Out);
        Assert.False(sqlite.RootElement.GetProperty("more_match").GetBoolean());
        string[] expected = Found(sqlite), found = Found(postgres);
        Assert.True(expected.SequenceEqual(found), $"{string.Join(' ', arguments)}: {expected.Length} and {found.Length}, first other: {expected.Except(found).FirstOrDefault()} / {found.Except(expected).FirstOrDefault()}");
        Assert.Equal(sqlite.RootElement.GetProperty("matches").GetInt32(), postgres.RootElement.GetProperty("matches").GetInt32());
        double[] scores = [.. postgres.RootElement.GetProperty(what).EnumerateArray().Select(each => each.GetProperty("score").GetDouble())];
        Assert.Equal(scores.OrderDescending(), scores);
        return found.Length;

        string[] Found(JsonDocument json) => [.. json.RootElement.GetProperty(what).EnumerateArray()
            .Select(each => string.Join(" | ", each.EnumerateObject().Where(field => field.Name is not ("task_id" or "key" or "document_id")).Select(field => $"{field.Name} {field.Value}"))).Order(StringComparer.Ordinal)];
    }

    private static CliRun Must(params string[] arguments) => PostgresTests.Loaded.Must(arguments);
}
