using System.Globalization;
using DuckDB.NET.Data;
using Microsoft.Data.Sqlite;
using PolicyIngest.Ingest.Export.Columnar;
using PolicyIngest.Ingest.Export.Tables;
using PolicyIngest.Tests.Cli;
using PolicyIngest.Tests.Scale;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Export;

/// <summary>Parquet and DuckDB files, read back by DuckDB and compared with what SQLite says, row by row and value by value.</summary>
public sealed class ColumnarTests(ColumnarTests.Plans plans) : IClassFixture<ColumnarTests.Plans>
{
    public sealed class Plans : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public Plans() => ScaleDatabase.Make(Database, 600);

        public string Database => _folder["p.db"];

        public string this[string name] => _folder[name];

        public async Task<string> Export(string name, params string[] arguments)
        {
            var run = await CliRun.Of(["export", "--db", Database, "--output", _folder[name], .. arguments]);
            Assert.Equal((0, "", ""), (run.Code, run.Out, run.Error));
            return _folder[name];
        }

        public void Dispose() => _folder.Dispose();
    }

    [Fact]
    public async Task Parquet_holds_each_row_of_each_view_as_SQLite_has_it()
    {
        string folder = await plans.Export("all", "--format", "parquet");
        string[] tables = [.. Directory.EnumerateDirectories(folder).Select(table => Path.GetFileName(table)!).Order(StringComparer.Ordinal)];
        Assert.Superset(new HashSet<string> { "documents", "plans", "v_task", "v_assignment", "v_deadline", "v_target", "v_unit", "v_unit_pair", "v_task_unit", "v_to_check", "v_coverage" }, tables.ToHashSet());
        foreach (string table in tables)
        {
            string[] expected = SqliteRows(table);
            Assert.Equal(expected, DuckRows(null, $"SELECT * FROM read_parquet('{folder}/{table}/*.parquet')"));
            if (table is "v_task" or "v_assignment" or "documents") Assert.True(expected.Length > 100 || table == "documents", table);
        }
    }

    [Fact]
    public async Task By_year_each_row_is_in_its_year_and_none_is_lost()
    {
        string folder = await plans.Export("years", "--format", "parquet", "--partition", "year");
        string[] years = [.. Directory.EnumerateDirectories(Path.Combine(folder, "v_task")).Select(part => Path.GetFileName(part)!)];
        Assert.True(years.Length > 1 && years.All(year => year.StartsWith("year=", StringComparison.Ordinal)), string.Join(' ', years));
        const string Columns = "task_id, year, due, leads, content";
        Assert.Equal(TemporaryFolder.Query(plans.Database, "SELECT count(*) FROM v_task").Single(), DuckRows(null, $"SELECT count(*) FROM read_parquet('{folder}/v_task/**/*.parquet', hive_partitioning = true)").Single());
        Assert.Equal(SqliteRows("v_task", Columns), DuckRows(null, $"SELECT {Columns} FROM read_parquet('{folder}/v_task/**/*.parquet', hive_partitioning = true) ORDER BY task_id"));
        // A table without years is whole.
        Assert.True(File.Exists(Path.Combine(folder, "v_task_unit", "part-0.parquet")));
    }

    [Fact]
    public async Task DuckDB_holds_each_row_with_the_same_types_under_the_same_names()
    {
        string file = await plans.Export("all.duckdb", "--format", "duckdb");
        Assert.Equal(SqliteRows("v_task"), DuckRows(file, "SELECT * FROM v_task"));
        Assert.Equal(SqliteRows("v_target"), DuckRows(file, "SELECT * FROM v_target"));
        Assert.Equal(["BIGINT", "DATE", "DOUBLE", "VARCHAR"], DuckRows(file, """
            SELECT data_type FROM information_schema.columns WHERE (table_name, column_name) IN (('v_task', 'task_id'), ('v_task', 'due'), ('v_task', 'leads'), ('v_target', 'value')) ORDER BY data_type
            """));
        Assert.False(File.Exists(file + ".wal"));
    }

    [Fact]
    public async Task The_same_database_gives_the_same_Parquet_files()
    {
        string one = await plans.Export("one", "--format", "parquet"), two = await plans.Export("two", "--format", "parquet");
        foreach (string file in Directory.EnumerateFiles(one, "*", SearchOption.AllDirectories))
            Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(two, Path.GetRelativePath(one, file))));
    }

    [Fact]
    public async Task Words_that_come_again_are_in_a_dictionary()
    {
        string folder = await plans.Export("encoded", "--format", "parquet", "--view", "v_assignment", "--partition", "year");
        string[] encodings = DuckRows(null, $"SELECT DISTINCT encodings FROM parquet_metadata('{folder}/v_assignment/**/*.parquet') WHERE path_in_schema = 'role'");
        Assert.All(encodings, encoding => Assert.Contains("DICTIONARY", encoding, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_query_goes_to_one_file_and_its_types_come_of_its_rows()
    {
        string file = await plans.Export("q.parquet", "--format", "parquet", "--query", "SELECT 1 AS n, 1 AS r, 'a' AS word, NULL AS blank UNION ALL SELECT 2, 0.5, '水', NULL");
        Assert.Equal(["1|1|a|", "2|0.5|水|"], DuckRows(null, $"SELECT * FROM '{file}'"));
        Assert.Equal(["BIGINT|DOUBLE|VARCHAR|VARCHAR"], DuckRows(null, $"SELECT typeof(n), typeof(r), typeof(word), typeof(blank) FROM '{file}' LIMIT 1"));
    }

    [Fact]
    public void More_rows_than_a_group_takes_and_all_kinds_of_values_come_back()
    {
        const int Rows = 70_000;
        object?[] Row(int i) => i % 7 == 3 ? [null, null, null, null] : [i, i / 4.0, $"第{i % 50}项𠮷", new byte[] { (byte)i, 0 }];
        var columns = TypedTable.Columns(() => new MadeRows(["n", "r", "w", "b"], Enumerable.Range(0, 5).Select(Row)));
        Assert.Equal([ColumnType.Integer, ColumnType.Real, ColumnType.Text, ColumnType.Bytes], columns.Select(column => column.Type));
        string file = plans["made.parquet"];
        using (var stream = File.Create(file)) ParquetTable.Write(stream, columns, new MadeRows(["n", "r", "w", "b"], Enumerable.Range(0, Rows).Select(Row)));
        Assert.Equal(Enumerable.Range(0, Rows).Select(i => string.Join('|', Row(i).Select(Shown))), DuckRows(null, $"SELECT * FROM '{file}'"));
        Assert.Equal(["2"], DuckRows(null, $"SELECT count(DISTINCT row_group_id) FROM parquet_metadata('{file}')"));
    }

    [Theory]
    [InlineData("parquet", "standard output")]
    [InlineData("parquet", "not empty", "--output", "{full}")]
    [InlineData("duckdb", "--partition is for", "--output", "{new}", "--partition", "year")]
    [InlineData("csv", "--partition is for", "--output", "{new}", "--partition", "year")]
    public async Task What_can_not_be_written_is_said_and_nothing_is_left(string format, string said, params string[] arguments)
    {
        Directory.CreateDirectory(plans["full"]);
        File.WriteAllText(Path.Combine(plans["full"], "a.txt"), "");
        var run = await CliRun.Of(["export", "--db", plans.Database, "--format", format, .. arguments.Select(word => word.Replace("{full}", plans["full"], StringComparison.Ordinal).Replace("{new}", plans["new"], StringComparison.Ordinal))]);
        Assert.Equal(2, run.Code);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.Equal(["a.txt"], Directory.EnumerateFileSystemEntries(plans["full"]).Select(Path.GetFileName));
        Assert.False(Path.Exists(plans["new"]));
    }

    [Fact]
    public async Task A_column_of_words_and_numbers_is_refused_and_nothing_is_left()
    {
        string sql = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) SELECT CASE WHEN i = 20000 THEN 'word' ELSE i END AS mixed FROM n";
        var run = await CliRun.Of("export", "--db", plans.Database, "--format", "parquet", "--query", sql, "--output", plans["mixed.parquet"]);
        Assert.Equal(2, run.Code);
        Assert.Contains("the column mixed holds values of different kinds", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(plans["mixed.parquet"]));
    }

    private string[] SqliteRows(string table, string columns = "*")
    {
        using var connection = new SqliteConnection($"Data Source={plans.Database};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {columns} FROM {table} ORDER BY 1, 2, 3";
        using var rows = command.ExecuteReader();
        var read = new List<string>();
        while (rows.Read()) read.Add(string.Join('|', Enumerable.Range(0, rows.FieldCount).Select(i => Shown(rows.GetValue(i)))));
        return [.. read];
    }

    private static string[] DuckRows(string? file, string sql)
    {
        using var connection = new DuckDBConnection($"DataSource={file ?? ":memory:"}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        var read = new List<string>();
        while (rows.Read()) read.Add(string.Join('|', Enumerable.Range(0, rows.FieldCount).Select(i => Shown(rows.GetValue(i)))));
        return [.. read];
    }

    private static string Shown(object? value) => value switch
    {
        null or DBNull => "",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Stream bytes => Hex(bytes),
        byte[] bytes => Convert.ToHexString(bytes),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static string Hex(Stream bytes)
    {
        using var copy = new MemoryStream();
        bytes.CopyTo(copy);
        return Convert.ToHexString(copy.ToArray());
    }
}
