using System.Text;
using PolicyIngest.Ingest.Store.Records;

namespace PolicyIngest.Cli.Lake;

/// <summary>SQL for DuckDB over a lake.</summary>
internal static class LakeSql
{
    // Of a path such as parts/3fa9…/v_task/part-0.parquet.
    private const string Part = @"regexp_extract(filename, 'parts[/\\]([0-9a-f]+)[/\\]', 1)";

    /// <summary>Views that show each document once, whatever jobs wrote twice, under the names of the database's views.</summary>
    public static string Views { get; } = MakeViews();

    /// <summary>The rows of a table in some parts, each document once.</summary>
    /// <param name="table">The table.</param>
    /// <param name="files">The files of its parts, as DuckDB reads them.</param>
    /// <param name="chosen">A table or view of document_sha256 and the part from which the document is taken.</param>
    public static string Once(string table, string files, string chosen)
    {
        string rows = $"SELECT *, {Part} AS lake_part FROM read_parquet({files}, filename = true, hive_partitioning = false, union_by_name = true)";
        return table == "files"
            ? $"SELECT * EXCLUDE (filename, lake_part) FROM ({rows}) QUALIFY row_number() OVER (PARTITION BY path ORDER BY lake_part) = 1"
            : $"SELECT * EXCLUDE (filename, lake_part) FROM ({rows}) SEMI JOIN {chosen} USING (document_sha256, lake_part)";
    }

    /// <summary>The part from which each document is taken: that in which its first path stands, for the database too calls a document by the first of its paths.</summary>
    /// <param name="files">The files of the table files.</param>
    public static string Chosen(string files) =>
        $"SELECT document_sha256, {Part} AS lake_part FROM read_parquet({files}, filename = true, hive_partitioning = false) WHERE document_sha256 IS NOT NULL QUALIFY row_number() OVER (PARTITION BY document_sha256 ORDER BY path, lake_part) = 1";

    private static string MakeViews()
    {
        var sql = new StringBuilder("""
            -- The lake as views for DuckDB, each document once. To be read in this folder: duckdb -init lake.sql
            -- Names and columns are those of the database's views; each row has document_sha256 besides. Sums are made when they are asked for.

            """);
        Add("chosen", Chosen("'parts/*/files/**/*.parquet'"));
        foreach (string table in RecordTables.Names) Add(table, Once(table, $"'parts/*/{table}/**/*.parquet'", "chosen"));
        Add("v_unit", "SELECT unit AS canonical, role, year, sum(tasks)::BIGINT AS tasks, count(*) AS plans FROM plan_units GROUP BY unit, role, year");
        Add("v_unit_pair", "SELECT lead, support, year, sum(tasks)::BIGINT AS tasks, count(*) AS plans FROM plan_unit_pairs GROUP BY lead, support, year");
        return sql.ToString();

        void Add(string name, string query) => sql.Append($"CREATE OR REPLACE VIEW {name} AS {query};\n");
    }
}
