using System.Collections.Immutable;

namespace PolicyIngest.Ingest.Store.Queries;

/// <summary>By what a queue of things to look at is grouped.</summary>
public enum QueueOrder
{
    /// <summary>Findings by how much hangs on them: alarms, doubts, what is only worth knowing.</summary>
    Severity,
    /// <summary>Findings by document.</summary>
    Document,
    /// <summary>Findings by plan.</summary>
    Plan,
    /// <summary>Findings by their code.</summary>
    Code,
    /// <summary>Tasks by unit.</summary>
    Unit,
}

/// <summary>A group of a queue.</summary>
/// <param name="Key">By which its entries are asked for.</param>
/// <param name="Name">What it is called: a code, a title, a file's name.</param>
/// <param name="Count">How many entries it has.</param>
/// <param name="Severity">The highest severity in it; null for tasks.</param>
public sealed record QueueGroup(string Key, string? Name, long Count, string? Severity);

/// <summary>An entry of a queue.</summary>
/// <param name="Document">Key of its document.</param>
/// <param name="DocumentName">Name of the document's file.</param>
/// <param name="Fact">Its key: <c>f</c> or <c>t</c> and the key of the finding or task.</param>
/// <param name="Code">The finding's code, or null for a task.</param>
/// <param name="Severity">The finding's severity, or null for a task.</param>
/// <param name="Words">The words at its place, or the task's title or first words; null for a finding of the whole document.</param>
public sealed record QueueEntry(long Document, string DocumentName, string Fact, string? Code, string? Severity, string? Words);

/// <summary>How far a document has been looked through.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Name">Name of its file.</param>
/// <param name="Title">Title of its first plan, or null.</param>
/// <param name="Tasks">Its tasks, those that only restate others left out.</param>
/// <param name="Alarms">Its alarms.</param>
/// <param name="Doubts">Its doubts.</param>
public sealed record QueueDocument(long Id, string Name, string? Title, long Tasks, long Alarms, long Doubts);

/// <summary>What a database has to look at.</summary>
public static class ReviewQueue
{
    /// <summary>How many groups, or entries of a group, are given at once.</summary>
    public const int Page = 200;

    private const string Rank = "CASE g.severity WHEN 'alarm' THEN 0 WHEN 'doubt' THEN 1 ELSE 2 END";
    private const string Highest = "CASE min(" + Rank + ") WHEN 0 THEN 'alarm' WHEN 1 THEN 'doubt' ELSE 'info' END";
    private const string FileName = "(SELECT name FROM files WHERE document_id = g.document_id ORDER BY path LIMIT 1)";

    /// <summary>The groups, those first on which most hangs.</summary>
    /// <exception cref="StoreException">The database can't be used.</exception>
    public static ImmutableArray<QueueGroup> Groups(string database, QueueOrder order) => Read(database, order switch
    {
        QueueOrder.Severity => $"SELECT g.severity, g.severity, count(*), g.severity FROM findings g GROUP BY g.severity ORDER BY {Rank}",
        QueueOrder.Document => $"SELECT CAST(g.document_id AS TEXT), {FileName}, count(*), {Highest} FROM findings g GROUP BY g.document_id ORDER BY min({Rank}), count(*) DESC, g.document_id LIMIT {Page}",
        QueueOrder.Plan => $"SELECT CAST(g.plan_id AS TEXT), p.title, count(*), {Highest} FROM findings g JOIN plans p USING (plan_id) GROUP BY g.plan_id ORDER BY min({Rank}), count(*) DESC, g.plan_id LIMIT {Page}",
        QueueOrder.Code => $"SELECT g.code, g.code, count(*), g.severity FROM findings g GROUP BY g.code, g.severity ORDER BY {Rank}, count(*) DESC, g.code",
        _ => $"SELECT unit, unit, sum(tasks), NULL FROM plan_units GROUP BY unit ORDER BY sum(tasks) DESC, unit LIMIT {Page}",
    }, "", 0, row => new QueueGroup(row.Text(), row.OptionalText(), row.Long(), row.OptionalText()));

    /// <summary>Entries of a group, in the text's order.</summary>
    /// <param name="database">The database's file.</param>
    /// <param name="order">How it is grouped.</param>
    /// <param name="group">The group's key.</param>
    /// <param name="from">How many entries are passed over.</param>
    /// <exception cref="StoreException">The database can't be used.</exception>
    public static ImmutableArray<QueueEntry> Entries(string database, QueueOrder order, string group, int from) => Read(database, order == QueueOrder.Unit
        ? $"""
           SELECT t.task_id / 1000000, {FileName.Replace("g.document_id", "t.task_id / 1000000", StringComparison.Ordinal)}, 't' || t.task_id, NULL, NULL, coalesce(t.title, substr(t.raw, 1, 60))
           FROM tasks t WHERE NOT t.restates AND t.task_id IN (SELECT a.task_id FROM assignments a JOIN units u ON u.name = a.unit WHERE u.canonical = @group)
           ORDER BY t.task_id LIMIT {Page} OFFSET @from
           """
        : $"""
           SELECT g.document_id, {FileName}, 'f' || g.finding_id, g.code, g.severity, substr(g.raw, 1, 60)
           FROM findings g WHERE {Key(order)} = @group ORDER BY {Rank}, g.finding_id LIMIT {Page} OFFSET @from
           """,
        group, from, row => new QueueEntry(row.Long(), row.Text(), row.Text(), row.OptionalText(), row.OptionalText(), row.OptionalText()));

    /// <summary>All documents, by name.</summary>
    /// <exception cref="StoreException">The database can't be used.</exception>
    public static ImmutableArray<QueueDocument> Documents(string database) => Read(database, """
        SELECT d.document_id, (SELECT name FROM files WHERE document_id = d.document_id ORDER BY path LIMIT 1), (SELECT title FROM plans WHERE document_id = d.document_id ORDER BY plan_no LIMIT 1),
            (SELECT count(*) FROM tasks WHERE task_id BETWEEN d.document_id * 1000000 AND d.document_id * 1000000 + 999999 AND NOT restates),
            (SELECT count(*) FROM findings WHERE document_id = d.document_id AND severity = 'alarm'), (SELECT count(*) FROM findings WHERE document_id = d.document_id AND severity = 'doubt')
        FROM documents d WHERE EXISTS (SELECT 1 FROM files WHERE document_id = d.document_id) ORDER BY 2, 1
        """, "", 0, row => new QueueDocument(row.Long(), row.Text(), row.OptionalText(), row.Long(), row.Long(), row.Long()));

    private static string Key(QueueOrder order) => order switch
    {
        QueueOrder.Severity => "g.severity",
        QueueOrder.Document => "CAST(g.document_id AS TEXT)",
        QueueOrder.Plan => "CAST(g.plan_id AS TEXT)",
        _ => "g.code",
    };

    private static ImmutableArray<T> Read<T>(string database, string sql, string group, int from, Func<RowReader, T> read)
    {
        using var connection = SqliteFile.OpenFilled(database);
        return SqliteFile.Guarded(database, () =>
        {
            var rows = ImmutableArray.CreateBuilder<T>();
            using var row = new RowReader(connection, sql, ("@group", group), ("@from", from));
            while (row.Read()) rows.Add(read(row));
            return rows.ToImmutable();
        });
    }
}
