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

    /// <summary>Name of <see cref="ChosenDocuments"/> and <see cref="ChosenPaths"/> where <see cref="Once"/> looks for them.</summary>
    public const string Documents = "chosen", Paths = "chosen_paths";

    /// <summary>The rows of a table in some parts, each document once; what goes by files, each path once.</summary>
    /// <param name="table">The table.</param>
    /// <param name="files">The files of its parts, as DuckDB reads them.</param>
    public static string Once(string table, string files) =>
        $"SELECT * EXCLUDE (filename, lake_part) FROM (SELECT *, {Part} AS lake_part FROM read_parquet({files}, filename = true, hive_partitioning = false, union_by_name = true)) " +
        (table is "files" or RecordTables.Records ? $"SEMI JOIN {Paths} USING (path, lake_part)" : $"SEMI JOIN {Documents} USING (document_sha256, lake_part)");

    /// <summary>document_sha256 and the part from which the document is taken: that in which its first path stands, for the database too calls a document by the first of its paths.</summary>
    /// <param name="files">The files of the table files.</param>
    public static string ChosenDocuments(string files) =>
        $"SELECT document_sha256, {Part} AS lake_part FROM read_parquet({files}, filename = true, hive_partitioning = false) WHERE document_sha256 IS NOT NULL QUALIFY row_number() OVER (PARTITION BY document_sha256 ORDER BY path, lake_part) = 1";

    /// <summary>Each path and the part from which its row is taken.</summary>
    /// <param name="files">The files of the table files.</param>
    public static string ChosenPaths(string files) =>
        $"SELECT path, {Part} AS lake_part FROM read_parquet({files}, filename = true, hive_partitioning = false) QUALIFY row_number() OVER (PARTITION BY path ORDER BY lake_part) = 1";

    private const string Indicators = """
        SELECT indicator_norm, coalesce(target_place, county, city, province, region) AS indicator_place, target_year, op, value_norm, measure_norm, base_year, dimension,
            count(DISTINCT (document_sha256, plan_id)) AS sources, string_agg(DISTINCT document_name, ',' ORDER BY document_name) AS documents
        FROM v_target GROUP BY ALL
        """;

    private const string Passages = """
        WITH file_of AS (SELECT document_sha256, min(path) AS path, arg_min(name, path) AS name FROM files WHERE document_sha256 IS NOT NULL GROUP BY document_sha256)
        SELECT p.document_id, f.path AS document, f.name AS document_name, 'paragraph' AS passage_kind, p.paragraph_id AS passage_key, p.text AS passage, p.start_cp, p.length_cp, p.document_sha256
        FROM paragraphs p JOIN file_of f USING (document_sha256)
        UNION ALL SELECT document_id, document, document_name, 'cell', table_id, text, start_cp, length_cp, document_sha256 FROM v_table_cell
        UNION ALL SELECT document_id, document, document_name, 'target', target_id, indicator || ' ' || raw, start_cp, length_cp, document_sha256 FROM v_target
        UNION ALL SELECT document_id, document, document_name, 'task', task_id, coalesce(title || ' ', '') || content, start_cp, length_cp, document_sha256 FROM v_task
        """;

    /// <summary>As the database's view, whose queries within a row are joins here: the plan that is meant is that of the first rule that finds one.</summary>
    private const string Citations = """
        WITH meant AS (
            SELECT c.document_sha256, c.citation_id, x.plan_id AS cited_plan_id, x.document_sha256 AS cited_sha256, x.plan_no, x.issued_on, CASE
                WHEN x.document_sha256 = c.document_sha256 AND x.title_key = c.title_key AND (x.doc_number IS NULL OR c.cited_number IS NULL OR x.doc_number = c.cited_number) THEN 1
                WHEN x.doc_number = c.cited_number AND x.title_key = c.title_key THEN 2
                WHEN x.doc_number = c.cited_number THEN 3
                WHEN x.title_key = c.title_key AND (x.doc_number IS NULL OR c.cited_number IS NULL)
                    AND (x.province IS NULL OR p.province IS NULL OR x.province = p.province OR instr(c.title_key, substr(x.province, 1, 2)) > 0) THEN 4 END AS by_rule
            FROM (SELECT *, title_key AS wanted FROM citations UNION ALL SELECT *, cited_number FROM citations) c LEFT JOIN plans p ON p.document_sha256 = c.document_sha256 AND p.plan_id = c.plan_id
                JOIN (SELECT *, title_key AS wanted FROM plans UNION ALL SELECT *, doc_number FROM plans) x ON x.wanted = c.wanted),
        chosen_plan AS (
            SELECT document_sha256, citation_id, cited_plan_id FROM meant WHERE by_rule IS NOT NULL
            QUALIFY row_number() OVER (PARTITION BY document_sha256, citation_id ORDER BY by_rule, CASE WHEN by_rule = 4 THEN issued_on END NULLS LAST, cited_sha256, plan_no) = 1),
        number_of AS (SELECT title_key, min(cited_number) AS cited_number FROM citations WHERE cited_number IS NOT NULL GROUP BY title_key HAVING min(cited_number) = max(cited_number)),
        file_of AS (SELECT document_sha256, min(path) AS path, arg_min(name, path) AS name FROM files WHERE document_sha256 IS NOT NULL GROUP BY document_sha256)
        SELECT c.citation_id, c.document_id, f.path AS document, f.name AS document_name, c.plan_id, p.title AS plan, p.kind AS plan_kind, p.issuer, p.region, p.province, p.city, p.county, p.place_code, p.level, p.year,
            c.kind AS citation_kind, c.cited_title, c.cited_number, coalesce(c.cited_number, n.cited_number, c.title_key, c.cited_title) AS cited_key, m.cited_plan_id, c.start_cp, c.length_cp, c.raw,
            substr(d.text, greatest(1, c.start_cp - 39), least(40, c.start_cp)) AS before, substr(d.text, c.start_cp + c.length_cp + 1, 40) AS after, c.rule_id, c.document_sha256
        FROM citations c JOIN documents d USING (document_sha256) JOIN file_of f USING (document_sha256) LEFT JOIN plans p ON p.document_sha256 = c.document_sha256 AND p.plan_id = c.plan_id
            LEFT JOIN number_of n ON n.title_key = c.title_key LEFT JOIN chosen_plan m ON m.document_sha256 = c.document_sha256 AND m.citation_id = c.citation_id
        """;

    private static string MakeViews()
    {
        var sql = new StringBuilder("""
            -- The lake as views for DuckDB, each document once. To be read in this folder: duckdb -init lake.sql
            -- Names and columns are those of the database's views; each row has document_sha256 besides. Sums are made when they are asked for.

            """);
        Add(Documents, ChosenDocuments(FilesOf("files")));
        Add(Paths, ChosenPaths(FilesOf("files")));
        foreach (string table in RecordTables.Written) Add(table, table == RecordTables.Paragraphs ? WithText(Once(table, FilesOf(table))) : Once(table, FilesOf(table)));
        Add("v_unit", "SELECT unit AS canonical, role, year, sum(tasks)::BIGINT AS tasks, count(*) AS plans FROM plan_units GROUP BY unit, role, year");
        Add("v_unit_pair", "SELECT lead, support, year, sum(tasks)::BIGINT AS tasks, count(*) AS plans FROM plan_unit_pairs GROUP BY lead, support, year");
        Add("v_indicator", Indicators);
        Add("v_citation", Citations);
        Add("v_passage", Passages);
        return sql.ToString();

        static string WithText(string places) => $"SELECT p.*, substr(d.text, p.start_cp + 1, p.length_cp) AS text FROM ({places}) p JOIN documents d USING (document_sha256)";

        static string FilesOf(string table) => $"'parts/*/{table}/**/*.parquet'";

        void Add(string name, string query) => sql.Append($"CREATE OR REPLACE VIEW {name} AS {query};\n");
    }
}
