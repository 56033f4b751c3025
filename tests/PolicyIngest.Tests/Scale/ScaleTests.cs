using System.Diagnostics;
using Microsoft.Data.Sqlite;
using PolicyIngest.Ingest.Store.Search;
using PolicyIngest.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace PolicyIngest.Tests.Scale;

/// <summary>
/// Questions to a large database. The test suite asks them of 2,000 tasks; <c>./dev.sh scale FILE</c> makes a million in FILE, where they are not
/// there yet, and holds the clock against each: the best of ten runs, the file being in the system's memory as far as it fits.
/// </summary>
[Collection(Alone.Name)]
public sealed class ScaleTests(ITestOutputHelper output, ScaleTests.Plans plans) : IClassFixture<ScaleTests.Plans>
{
    private const int ViewLimit = 50, SearchLimit = 30; // milliseconds

    /// <summary>The database.</summary>
    public sealed class Plans : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public Plans()
        {
            string? file = Environment.GetEnvironmentVariable("POLICYINGEST_SCALE");
            IsFull = !string.IsNullOrEmpty(file);
            Database = IsFull ? file! : _folder["p.db"];
            ScaleDatabase.Make(Database, IsFull ? 1_000_000 : 2_000);
        }

        public string Database { get; }

        /// <summary>Whether the clock is held against it.</summary>
        public bool IsFull { get; }

        public void Dispose() => _folder.Dispose();
    }

    /// <summary>Questions of people who browse: the first hundred rows.</summary>
    public static TheoryData<string> Questions()
    {
        var questions = new TheoryData<string>();
        foreach (string view in new[] { "v_task", "v_assignment", "v_deadline", "v_target", "v_coverage" })
        {
            questions.Add($"{view} WHERE year = 2021");
            questions.Add($"{view} WHERE document_id = 31");
            questions.Add($"{view} WHERE document = '/plans/0/plan000030.txt'");
            questions.Add($"{view} WHERE document_name = 'plan000030.txt'");
        }
        foreach (string view in new[] { "v_task", "v_deadline", "v_target" })
            questions.Add($"{view} WHERE task_id IN (SELECT task_id FROM v_task_unit WHERE canonical = '生态环境局' AND role = 'lead')");
        questions.Add("v_assignment WHERE canonical = '生态环境局'");
        questions.Add("v_assignment WHERE canonical = '生态环境局' AND role = 'lead' AND due < '2021-10-01'");
        questions.Add("v_assignment WHERE canonical = '妇女联合会' OR unit = '市妇联'");
        questions.Add("v_task WHERE due < '2021-10-01' ORDER BY due");
        questions.Add("v_target WHERE target_year = 2025");
        questions.Add("v_unit WHERE canonical = '生态环境局'");
        questions.Add("v_unit WHERE year = 2021");
        questions.Add("v_unit_pair WHERE lead = '生态环境局'");
        questions.Add("v_unit_pair WHERE support = '生态环境局'");
        questions.Add("v_unit_pair WHERE year = 2021");
        questions.Add("v_task WHERE task_id IN (SELECT task_id FROM v_search WHERE word MATCH '危险废物')");
        return questions;
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public void A_view_answers_at_once(string question)
    {
        using var connection = new SqliteConnection($"Data Source={plans.Database};Mode=ReadOnly;Pooling=False");
        connection.Open();
        int rows = 0;
        double best = Best(() => rows = Count(connection, $"SELECT * FROM {question} LIMIT 100"));
        output.WriteLine($"{best,8:0.0} ms  {rows,4} rows  {question}");
        Assert.NotEqual(0, rows);
        if (plans.IsFull) Assert.True(best < ViewLimit, $"{question}: {best:0} ms");
    }

    [Theory]
    [InlineData("水", "建", "村", "5", "推")]
    [InlineData("建设", "扬尘", "5g", "推进", "渔船")]
    [InlineData("煤改电", "危险废", "3%以", "和项目")]
    [InlineData("项目建设", "扬尘治理", "生物多样", "为重点，")]
    [InlineData("PM2.5", "新能源汽车", "高标准农田", "建设项目建")]
    [InlineData("超低排放改造", "推进项目建设", "压实责任，推", "建立台账")]
    [InlineData("大力推进产业发展", "农村人居环境", "挥发性有机物", "建设挥发性有机物")]
    [InlineData("绝无此词", "无", "此词", "推进无此词")]
    public void Search_answers_at_once(params string[] words)
    {
        using var search = TaskSearch.Open(plans.Database);
        foreach (string word in words)
        {
            SearchResult? result = null;
            double best = Best(() => result = search.Run(new SearchRequest(SearchRequest.WordsOf(word))));
            output.WriteLine($"{best,8:0.0} ms  {(result!.IsCapped ? "more than " : "")}{result.Matches} tasks  {word}");
            Assert.All(result.Tasks, task => Assert.NotEmpty(task.TitleHits.Concat(task.ContentHits)));
            if (plans.IsFull) Assert.True(best < SearchLimit, $"{word}: {best:0} ms");
        }
    }

    private double Best(Action work)
    {
        double best = double.MaxValue;
        for (int i = 0; i < (plans.IsFull ? 10 : 1); i++)
        {
            long start = Stopwatch.GetTimestamp();
            work();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        return best;
    }

    private static int Count(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var values = new object[reader.FieldCount];
        int rows = 0;
        for (; reader.Read(); rows++) reader.GetValues(values);
        return rows;
    }
}
