using System.Collections.Immutable;
using System.Text.Json;
using PolicyIngest.Ingest.Store;

namespace PolicyIngest.Cli.Searching;

/// <summary>A question that Datasette offers with fields to fill in.</summary>
/// <param name="Name">Its name in the address.</param>
/// <param name="Title">Its title.</param>
/// <param name="Sql">The query; <c>:word</c> and the like are the fields.</param>
internal sealed record CannedQuery(string Name, string Title, string Sql);

/// <summary>The metadata file of Datasette (0.50 and later).</summary>
internal static class DatasetteMetadata
{
    private static readonly ImmutableArray<(string Table, string[] Facets, string? Sort)> Browsed =
    [
        ("v_task", ["year", "province", "task_kind"], null),
        ("v_assignment", ["role", "unit_level", "year"], null),
        ("v_deadline", ["deadline_kind", "year"], null),
        ("v_target", ["target_year", "op", "measure"], null),
        ("v_unit", ["role", "year"], "tasks"),
        ("v_unit_pair", ["year"], "tasks"),
        ("v_coverage", ["format", "year"], "unread_share"),
        ("files", ["status", "code"], null),
        ("diagnostics", ["severity", "code"], null),
    ];

    /// <summary>Tables that say nothing by themselves.</summary>
    private static readonly string[] Hidden = ["search_documents", "unit_sums", "unit_pair_sums", "plan_units", "plan_unit_pairs", "document_coverage", "v_search", "v_search_text", "words", "task_words", "word_documents", "task_lineage", "lineage_documents"];

    private const string Word = "task_id IN (SELECT task_id FROM v_search WHERE word MATCH '\"' || replace(:word, '\"', '\"\"') || '\"')";

    /// <summary>The ready questions.</summary>
    public static ImmutableArray<CannedQuery> Queries { get; } =
    [
        new("search", "Tasks in which a word stands (one character or more)", $"""
            SELECT task_id, title, content, leads, supports, due, plan, document_name FROM v_task
            WHERE {Word} LIMIT 200
            """),
        new("tasks_of_unit", "Tasks that a unit (canonical name: 生态环境局) leads, due before a day", """
            SELECT due, title, content, unit, plan, label, document_name FROM v_assignment
            WHERE canonical = :canonical AND role = 'lead' AND due < :due_before ORDER BY due LIMIT 500
            """),
        new("overdue", "Tasks whose first due date has passed by today", """
            SELECT due, title, leads, supports, plan, label, document_name FROM v_task WHERE due < date('now') ORDER BY due DESC LIMIT 500
            """),
        new("targets_by_year", "What must reach which value by a year", """
            SELECT target_year, indicator, op, value, measure, base_year, leads, plan, raw FROM v_target
            WHERE target_year <= :year ORDER BY target_year DESC, indicator LIMIT 500
            """),
        new("who_supports_whom", "Who leads and who supports, by number of tasks", """
            SELECT lead, support, sum(tasks) AS tasks, sum(plans) AS plans FROM v_unit_pair GROUP BY lead, support ORDER BY tasks DESC LIMIT 200
            """),
        new("where_from", "Where a target stands in its source: the words before and behind it", """
            SELECT g.raw, substr(d.text, max(1, g.start_cp - 39), min(40, g.start_cp)) AS before,
                substr(d.text, g.start_cp + g.length_cp + 1, 40) AS behind, g.document, g.label, g.start_cp, g.length_cp, g.rule_id
            FROM v_target g JOIN documents d USING (document_id) WHERE g.indicator LIKE '%' || :indicator || '%' LIMIT 200
            """),
        new("unread", "Documents of which the least was understood", """
            SELECT document_name, format, tasks, characters, unread_share FROM v_coverage ORDER BY unread_share DESC LIMIT 200
            """),
    ];

    /// <summary>Writes the metadata of a database that Datasette knows under <paramref name="name"/>.</summary>
    public static void Write(Utf8JsonWriter json, string name)
    {
        var dictionary = SchemaDictionary.Of(PlainSchema.Sql);
        json.WriteStartObject();
        json.WriteString("title", "Policy tasks 政策任务");
        json.WriteString("description", dictionary.Introduction[0]);
        json.WriteStartObject("databases");
        json.WriteStartObject(name);
        json.WriteString("description", "Begin with the views (v_…). Each fact keeps its words (raw), its place (start_cp, length_cp) and the rule that found it (rule_id).");
        json.WriteStartObject("tables");
        foreach (var table in dictionary.Views.Concat(dictionary.Tables)) Write(json, table);
        foreach (string table in SqliteSchema.SearchTables)
        {
            json.WriteStartObject(table);
            json.WriteBoolean("hidden", true);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteStartObject("queries");
        foreach (var query in Queries)
        {
            json.WriteStartObject(query.Name);
            json.WriteString("title", query.Title);
            json.WriteString("sql", query.Sql);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, SchemaTable table)
    {
        json.WriteStartObject(table.Name);
        json.WriteString("description", "One row: " + table.Row);
        if (Hidden.Contains(table.Name)) json.WriteBoolean("hidden", true);
        json.WriteStartObject("columns");
        foreach (var column in table.Columns) json.WriteString(column.Name, column.Description);
        json.WriteEndObject();
        if (table.Columns.Any(column => column.Name == "size_bytes"))
        {
            json.WriteStartObject("units");
            json.WriteString("size_bytes", "B");
            json.WriteEndObject();
        }
        if (table.Name is "tasks" or "v_task")
        {
            // Datasette's own search box.
            json.WriteString("fts_table", "v_search_box");
            json.WriteString("fts_pk", "task_id");
        }
        var (name, facets, sort) = Browsed.FirstOrDefault(browsed => browsed.Table == table.Name);
        if (name is not null)
        {
            json.WriteStartArray("facets");
            foreach (string facet in facets) json.WriteStringValue(facet);
            json.WriteEndArray();
        }
        if (sort is not null) json.WriteString("sort_desc", sort);
        json.WriteEndObject();
    }
}
