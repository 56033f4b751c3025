using System.Text.Json;
using System.Text.RegularExpressions;
using DuckDB.NET.Data;
using Microsoft.Data.Sqlite;
using PolicyIngest.Cli.Searching;
using PolicyIngest.Ingest.Lexicons;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Tests.Scale;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Cli;

/// <summary>Every example of docs/queries.md runs, and so does every question of the metadata for Datasette.</summary>
public sealed partial class QueriesDocumentTests(QueriesDocumentTests.Plans plans) : IClassFixture<QueriesDocumentTests.Plans>
{
    private static string Page { get; } = File.ReadAllText(Path.Combine(Repository.Root, "docs", "queries.md")).ReplaceLineEndings("\n");

    /// <summary>A database named policies.db.</summary>
    public sealed class Plans : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public Plans()
        {
            ScaleDatabase.Make(Database, 400);
            using var store = SqliteStore.Open(Database);
            var cutter = new WordCutter(LexiconSet.BuiltIn);
            store.UpdateWords(cutter, CancellationToken.None);
            store.Checkpoint();
        }

        public string Folder => _folder.Path;

        public string Database => _folder["policies.db"];

        public void Dispose() => _folder.Dispose();
    }

    public static TheoryData<string> Sql() => [.. Blocks("sql")];

    public static TheoryData<string> Commands() => [.. Blocks("sh")];

    [Theory]
    [MemberData(nameof(Sql))]
    public void Sql_runs(string sql)
    {
        string[] rows = TemporaryFolder.Query(plans.Database, sql);
        // The generated plans have no tables.
        if (!sql.Contains("v_table_cell", StringComparison.Ordinal)) Assert.NotEmpty(rows);
    }

    /// <summary>However many plans there are: no table is read from end to end, but for an index that holds all that is asked.</summary>
    [Fact]
    public void The_twelve_questions_find_their_rows_by_an_index()
    {
        string[] questions = [.. BlocksOf(Page[Page.IndexOf("## Twelve questions", StringComparison.Ordinal)..Page.IndexOf("## Sources", StringComparison.Ordinal)], "sql")];
        Assert.Equal(12, questions.Length);
        foreach (string question in questions.Concat(Blocks("sql").Where(block => block.Contains("v_passage", StringComparison.Ordinal))))
        {
            // Column 3 is the step: SEARCH g USING INDEX …, SCAN p. What a view or a recursion has gathered may be read whole.
            var scans = TemporaryFolder.Query(plans.Database, "EXPLAIN QUERY PLAN " + question).Select(row => row.Split('|')[3])
                .Where(step => step.StartsWith("SCAN ", StringComparison.Ordinal) && !Gathered().IsMatch(step));
            Assert.True(!scans.Any(), $"{string.Join("; ", scans)}: {question}");
        }
    }

    [GeneratedRegex(@"^SCAN (?:v_\w+$|\w+ VIRTUAL TABLE|chain|CONSTANT ROW|\(subquery-\d+\)|\w+ USING COVERING INDEX)")]
    private static partial Regex Gathered();

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_command_answers(string command)
    {
        string[] args = [.. Argument().Matches(command).Select(match => match.Value[0] is '"' or '\'' ? match.Value[1..^1] : match.Value).Skip(1)];
        var run = await CliRun.Of([.. args.Select(arg => arg == "policies.db" ? plans.Database : arg)]);
        Assert.Equal(0, run.Code);
        // Of 400 generated tasks none speaks of both words.
        if (!command.Contains("超低排放 扬尘", StringComparison.Ordinal)) Assert.True(run.Out.Split('\n').Length > 3, run.Out + run.Error);
    }

    [ToolFact("sqlite3")]
    public void The_sqlite3_command_runs_the_same()
    {
        foreach (string sql in Blocks("sql")) ToolFactAttribute.Run("sqlite3", "-readonly", plans.Database, sql);
    }

    [Fact]
    public async Task Lineage_is_asked_for_after_the_command_found_it()
    {
        Assert.Equal(0, (await CliRun.Of("lineage", "--db", plans.Database)).Code);
        TemporaryFolder.Query(plans.Database, Blocks("lineage").Single());
        Assert.Equal(["0"], TemporaryFolder.Query(plans.Database, Blocks("behind").Single()));
    }

    [Theory]
    [InlineData("parquet", "tables")]
    [InlineData("years", "tables-by-year", "--partition", "year")]
    public async Task DuckDB_answers_on_Parquet(string language, string folder, params string[] arguments)
    {
        Assert.Equal(0, (await CliRun.Of(["export", "--db", plans.Database, "--format", "parquet", "--output", Path.Combine(plans.Folder, "duck", folder), .. arguments])).Code);
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        string[] questions = Blocks(language).Single().Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.NotEmpty(questions);
        foreach (string sql in questions)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql.Replace($"'{folder}/", $"'{plans.Folder}/duck/{folder}/", StringComparison.Ordinal);
            using var rows = command.ExecuteReader();
            Assert.True(rows.Read(), sql);
        }
    }

    [PythonFact("pandas", "pyarrow")]
    public Task Pandas_reads_Parquet() => ReadsParquet("parquetpandas");

    [PythonFact("polars")]
    public Task Polars_reads_Parquet() => ReadsParquet("polars");

    private async Task ReadsParquet(string language)
    {
        string folder = Path.Combine(plans.Folder, language);
        Assert.Equal(0, (await CliRun.Of("export", "--db", plans.Database, "--format", "parquet", "--output", Path.Combine(folder, "tables"))).Code);
        Assert.NotEmpty(ToolFactAttribute.Run("python3", "-c", $"import os\nos.chdir({JsonSerializer.Serialize(folder)})\n{Blocks(language).Single()}"));
    }

    [ToolFact("python3")]
    public void Python_runs()
    {
        string printed = ToolFactAttribute.Run("python3", "-c", $"import os\nos.chdir({JsonSerializer.Serialize(plans.Folder)})\n{Blocks("python").Single()}");
        Assert.NotEmpty(printed);
    }

    [Fact]
    public void Metadata_names_tables_columns_and_facets_that_there_are()
    {
        using var json = Metadata("policies");
        var database = json.RootElement.GetProperty("databases").GetProperty("policies");
        Assert.Equal(["description", "tables", "queries"], database.EnumerateObject().Select(property => property.Name));
        foreach (var table in database.GetProperty("tables").EnumerateObject())
        {
            Assert.All(table.Value.EnumerateObject(), property =>
                Assert.Contains(property.Name, new[] { "description", "hidden", "columns", "units", "fts_table", "fts_pk", "facets", "sort_desc" }));
            string[] columns = TemporaryFolder.Query(plans.Database, $"SELECT name FROM pragma_table_info('{table.Name}')");
            Assert.NotEmpty(columns);
            if (table.Value.TryGetProperty("columns", out var explained)) Assert.Equal(columns, explained.EnumerateObject().Select(column => column.Name));
            if (table.Value.TryGetProperty("facets", out var facets)) Assert.All(facets.EnumerateArray(), facet => Assert.Contains(facet.GetString()!, columns));
            if (table.Value.TryGetProperty("sort_desc", out var sort)) Assert.Contains(sort.GetString()!, columns);
        }
    }

    [Theory]
    [InlineData("search", ":word", "扬尘")]
    [InlineData("search", ":word", "PM2.5")]
    [InlineData("tasks_of_unit", ":canonical", "生态环境局", ":due_before", "2030-01-01")]
    [InlineData("overdue")]
    [InlineData("targets_by_year", ":year", "2025")]
    [InlineData("who_supports_whom")]
    [InlineData("where_from", ":indicator", "污水处理率")]
    [InlineData("unread")]
    public void A_ready_question_answers(string name, params string[] fields)
    {
        string sql = DatasetteMetadata.Queries.Single(query => query.Name == name).Sql;
        Assert.Equal(fields.Where((_, i) => i % 2 == 0), Field().Matches(sql).Select(match => match.Value).Distinct());
        using var connection = new SqliteConnection($"Data Source={plans.Database};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        for (int i = 0; i < fields.Length; i += 2) command.Parameters.AddWithValue(fields[i], fields[i + 1]);
        using var rows = command.ExecuteReader();
        Assert.True(rows.Read());
    }

    [Fact]
    public void Every_ready_question_is_tried() =>
        Assert.Equal(["search", "tasks_of_unit", "overdue", "targets_by_year", "who_supports_whom", "where_from", "unread"], DatasetteMetadata.Queries.Select(query => query.Name));

    [Theory]
    [InlineData("abc", 3)]
    [InlineData("市水利局", 8)]
    [InlineData("（一）", 6)]
    [InlineData("𠮷a", 3)]
    public void A_chinese_character_is_as_wide_as_two_letters(string text, int width) => Assert.Equal(width, TerminalTable.Width(text));

    [Fact]
    public async Task Query_prints_a_table_that_lines_up_and_no_terminal_escapes()
    {
        var run = await CliRun.Of("query", "SELECT '水利局' AS 单位, 1 AS n UNION ALL SELECT 'ab' || char(27), 22", "--db", plans.Database);
        Assert.Equal("单位      n \n--------  --\n水利局    1 \nab\\u{1B}  22\n".Replace(" \n", "\n", StringComparison.Ordinal), run.Out.Replace(" \n", "\n", StringComparison.Ordinal));
        Assert.Equal("2 rows", run.Error.TrimEnd());
    }

    private static JsonDocument Metadata(string name)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream)) DatasetteMetadata.Write(json, name);
        return JsonDocument.Parse(stream.ToArray());
    }

    private static List<string> Blocks(string language) => BlocksOf(Page, language);

    private static List<string> BlocksOf(string part, string language) =>
        [.. Block().Matches(part).Where(match => match.Groups["language"].Value == language).Select(match => match.Groups["text"].Value)];

    // A fenced block with its language.
    [GeneratedRegex("^```(?<language>[a-z]+)\n(?<text>.*?)\n```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    // A word of a command line, or what stands in quotes.
    [GeneratedRegex("\"[^\"]*\"|'[^']*'|[^ ]+")]
    private static partial Regex Argument();

    // :word; not the colon of a text.
    [GeneratedRegex(":[a-z_]+")]
    private static partial Regex Field();
}
