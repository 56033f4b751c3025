using System.Collections.Immutable;

namespace PolicyIngest.Ingest.Store;

/// <summary>A table that is filled from an extraction, with its columns in the order in which their values are written.</summary>
/// <param name="Name">The table's name in schema.sql.</param>
/// <param name="Columns">Its columns' names.</param>
/// <param name="OnConflict">What follows the INSERT where a row may be there already.</param>
internal sealed record StoreTable(string Name, ImmutableArray<string> Columns, string OnConflict = "")
{
    /// <summary>Columns whose words SQLite cuts out of the document's text when they are asked for: the name is a view's then, and rows go to a table without them.</summary>
    public ImmutableArray<string> Placed { get; private init; } = [];

    /// <summary>Columns that this table has in SQLite instead of some of <see cref="Placed"/>.</summary>
    public ImmutableArray<string> Places { get; private init; } = [];

    /// <summary>The table's columns in SQLite, in the order in which <see cref="InsertSql"/> takes their values.</summary>
    public IEnumerable<string> StoredColumns => Columns.Except(Placed).Concat(Places);

    /// <summary>The table's name in SQLite.</summary>
    public string StoredName => Placed.IsEmpty ? Name : SqliteSchema.StoredPrefix + Name;

    public static StoreTable Documents { get; } = Of("documents",
        "document_id sha256 format encoding size_bytes status rule_set length_cp text_hash text") with { Placed = ["text"] };

    public static StoreTable Paragraphs { get; } = Of("paragraphs",
        "paragraph_id document_id block_no role start_cp length_cp text label_start_cp label_length_cp outline_level style is_centered line page sheet") with { Placed = ["text"] };

    public static StoreTable Tables { get; } = Of("tables",
        "table_id document_id block_no role start_cp length_cp row_count column_count head_rows line page sheet");

    public static StoreTable TableCells { get; } = Of("table_cells",
        "table_id row_no column_no row_span column_span page start_cp length_cp text") with { Placed = ["text"] };

    public static StoreTable DocumentFields { get; } = Of("document_fields",
        "field_id document_id name start_cp length_cp value");

    public static StoreTable Plans { get; } = Of("plans",
        "plan_id document_id plan_no kind title doc_number issuer issued_on title_key period_first period_last region province city county place_code level place_source year start_cp length_cp");

    public static StoreTable PlanEvidence { get; } = Of("plan_evidence",
        "plan_id field rule_id start_cp length_cp raw origin is_checked");

    public static StoreTable OutlineNodes { get; } = Of("outline_nodes",
        "node_id plan_id node_no parent_id level label heading section label_start_cp label_length_cp heading_start_cp heading_length_cp body_cp start_cp length_cp");

    public static StoreTable Tasks { get; } = Of("tasks",
        "task_id plan_id node_id path path_json part kind restates headings title content starts first_due due passages_cp rule_id start_cp length_cp raw origin is_checked confidence confidence_reasons") with { Placed = ["content", "raw"], Places = ["joined_content", "content_start_cp", "content_length_cp"] };

    public static StoreTable Units { get; } = Of("units", "name canonical level is_group") with
    {
        // Canonical forms may get better from one rule set to the next; an equal row is left as it is.
        OnConflict = """
            ON CONFLICT (name) DO UPDATE SET canonical = excluded.canonical, level = excluded.level, is_group = excluded.is_group
            WHERE (canonical, level, is_group) IS NOT (excluded.canonical, excluded.level, excluded.is_group)
            """,
    };

    public static StoreTable Assignments { get; } = Of("assignments",
        "assignment_id task_id role unit label scope rule_id start_cp length_cp raw origin is_checked confidence confidence_reasons");

    public static StoreTable Deadlines { get; } = Of("deadlines",
        "deadline_id task_id kind starts due source rule_id start_cp length_cp raw origin is_checked confidence confidence_reasons");

    public static StoreTable Targets { get; } = Of("targets",
        "target_id plan_id task_id path path_json part indicator op value indicator_norm target_place dimension value_norm measure_norm measure target_year base_year rule_id start_cp length_cp raw origin is_checked confidence confidence_reasons");

    public static StoreTable Citations { get; } = Of("citations",
        "citation_id document_id plan_id kind cited_title cited_number title_key rule_id start_cp length_cp raw origin is_checked");

    public static StoreTable PlanUnits { get; } = Of("plan_units", "plan_id unit role year tasks");

    public static StoreTable PlanUnitPairs { get; } = Of("plan_unit_pairs", "plan_id lead support year tasks");

    public static StoreTable DocumentCoverage { get; } = Of("document_coverage",
        "document_id characters in_tasks in_facts in_headings in_tables set_apart unread confidence confidence_reasons");

    public static StoreTable Diagnostics { get; } = Of("diagnostics",
        "diagnostic_id document_id stage severity code message start_cp length_cp");

    public static StoreTable Findings { get; } = Of("findings",
        "finding_id document_id ordinal code severity plan_id start_cp length_cp message raw") with { Placed = ["raw"] };

    /// <summary>All of them, parents before children; a row names its table by its place here.</summary>
    public static ImmutableArray<StoreTable> All { get; } =
    [
        Documents, Paragraphs, Tables, TableCells, DocumentFields, Plans, PlanEvidence, OutlineNodes, Tasks, Units, Assignments,
        Deadlines, Targets, Citations, PlanUnits, PlanUnitPairs, DocumentCoverage, Diagnostics, Findings,
    ];

    /// <summary>The statement that inserts one row into SQLite.</summary>
    public string InsertSql =>
        $"INSERT INTO {StoredName} ({string.Join(", ", StoredColumns)}) VALUES ({string.Join(", ", StoredColumns.Select(_ => "?"))}) {OnConflict}";

    /// <summary>Whether a column holds the key of a thing inside the document.</summary>
    public static bool IsKey(string column) => column.EndsWith("_id", StringComparison.Ordinal) && column is not ("rule_id" or "document_id");

    /// <summary>Whether a column's numbers are real ones.</summary>
    public static bool IsReal(string column) => column is "value" or "value_norm";

    private static StoreTable Of(string name, string columns) => new(name, [.. columns.Split(' ')]);
}
