using System.Collections.Immutable;
using Microsoft.Data.Sqlite;

namespace PolicyIngest.Ingest.Store;

/// <summary>A run as it is reported.</summary>
public sealed record RunLine(long Run, string StartedAt, string? FinishedAt, string Outcome, string Version, string RuleSet, RunCounts Counts);

/// <summary>A number of files or documents that have something in common, with one of them for an example.</summary>
public sealed record GroupLine(string Name, string? Detail, long Count, string? Example);

/// <summary>What a person wants to know of a database.</summary>
/// <param name="Totals">Number of rows of each main table.</param>
/// <param name="Runs">The last runs, the latest first.</param>
/// <param name="Formats">Documents by format.</param>
/// <param name="Failures">Files that could not be used, by status and code.</param>
/// <param name="Diagnostics">Diagnostics that need a human, by code.</param>
/// <param name="Findings">Alarms, then doubts, by code.</param>
public sealed record DatabaseStatus(
    ImmutableArray<GroupLine> Totals,
    ImmutableArray<RunLine> Runs,
    ImmutableArray<GroupLine> Formats,
    ImmutableArray<GroupLine> Failures,
    ImmutableArray<GroupLine> Diagnostics,
    ImmutableArray<GroupLine> Findings)
{
    /// <summary>Corrections by state.</summary>
    public ImmutableArray<GroupLine> Corrections { get; init; } = [];

    /// <summary>Tables that commands fill and that lack documents since, with how many; none of what was never filled.</summary>
    public ImmutableArray<GroupLine> Behind { get; init; } = [];

    /// <summary>Reads the status.</summary>
    /// <param name="database">The file.</param>
    /// <param name="runs">How many runs to show.</param>
    /// <exception cref="StoreException">The database can't be used.</exception>
    public static DatabaseStatus Of(string database, int runs)
    {
        using var connection = SqliteFile.OpenFilled(database);
        return SqliteFile.Guarded(database, () => Of(connection, runs));
    }

    private static DatabaseStatus Of(SqliteConnection connection, int runs)
    {
        using var transaction = connection.BeginTransaction(deferred: true);
        string[] main = ["files", "documents", "plans", "tasks", "assignments", "deadlines", "targets", "units"];
        return new DatabaseStatus(
            Groups(connection, string.Join(" UNION ALL ", main.Select(table => $"SELECT '{table}', NULL, count(*), NULL FROM {table}"))),
            LastRuns(connection, runs),
            Groups(connection, "SELECT format, NULL, count(*), NULL FROM documents GROUP BY format ORDER BY count(*) DESC, format"),
            Groups(connection, """
                SELECT status || ', ' || code, reason, count(*), min(path) FROM files WHERE status NOT IN ('imported', 'partial')
                GROUP BY status, code ORDER BY count(*) DESC, code
                """),
            Groups(connection, """
                SELECT g.severity || ', ' || g.code, g.message, count(*), min(f.path) FROM diagnostics g JOIN files f USING (document_id)
                WHERE g.severity <> 'info' GROUP BY g.severity, g.code ORDER BY count(*) DESC, g.code
                """),
            Groups(connection, """
                SELECT severity || ', ' || code, message, count(*), min(document) FROM v_to_check GROUP BY severity, code
                ORDER BY severity = 'doubt', count(*) DESC, code
                """))
        {
            Corrections = Groups(connection, "SELECT state, min(reason), count(*), NULL FROM corrections GROUP BY state ORDER BY state"),
            Behind = Groups(connection, string.Join(" UNION ALL ", Behindhand("words", "word_documents", "terms"), Behindhand("task_lineage", "lineage_documents", "lineage"))),
        };
    }

    private static string Behindhand(string table, string documents, string command) => $"""
        SELECT '{table}', 'documents are new or changed; policy-ingest {command} adds them', n, NULL
        FROM (SELECT count(*) AS n FROM documents WHERE document_id NOT IN (SELECT document_id FROM {documents})) WHERE n > 0 AND EXISTS (SELECT 1 FROM {documents})
        """;

    private static ImmutableArray<GroupLine> Groups(SqliteConnection connection, string sql)
    {
        var lines = ImmutableArray.CreateBuilder<GroupLine>();
        using var row = new RowReader(connection, sql);
        while (row.Read()) lines.Add(new GroupLine(row.Text(), row.OptionalText(), row.Long(), row.OptionalText()));
        return lines.ToImmutable();
    }

    private static ImmutableArray<RunLine> LastRuns(SqliteConnection connection, int limit)
    {
        var lines = ImmutableArray.CreateBuilder<RunLine>();
        using var row = new RowReader(connection, """
            SELECT run_id, started_at, finished_at, outcome, program_version, rule_set, imported, replaced, unchanged, skipped, failed, pruned
            FROM import_runs ORDER BY run_id DESC LIMIT @limit
            """, ("@limit", limit));
        while (row.Read())
        {
            lines.Add(new RunLine(row.Long(), row.Text(), row.OptionalText(), row.Text(), row.Text(), row.Text(),
                new RunCounts(row.Int(), row.Int(), row.Int(), row.Int(), row.Int(), row.Int())));
        }
        return lines.ToImmutable();
    }
}
