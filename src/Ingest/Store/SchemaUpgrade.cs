using System.Collections.Immutable;
using Microsoft.Data.Sqlite;

namespace PolicyIngest.Ingest.Store;

/// <summary>Brings a database of an earlier version up to date: views and the search index are made anew, words are taken out of the tables that had them. Facts and corrections stay.</summary>
internal static class SchemaUpgrade
{
    /// <summary>The first version with the same columns of facts, the earliest that can be brought up to date.</summary>
    public const int Earliest = 6;

    private const int TextOnceSince = 9;
    private const string IndexedDocuments = "search_documents";

    /// <summary>Does it, within the caller's transaction; the next search or import fills the index.</summary>
    /// <param name="connection">The database.</param>
    /// <param name="version">Its version.</param>
    /// <exception cref="SqliteException">It is not as this program made it.</exception>
    public static void Run(SqliteConnection connection, long version)
    {
        List<string> old;
        using (var found = new PreparedStatement(connection, $"SELECT 'DROP ' || type || ' ' || name FROM sqlite_schema WHERE type = 'view' OR sql LIKE 'CREATE VIRTUAL TABLE search%' OR name = '{IndexedDocuments}'"))
            old = found.Texts();
        var moved = version < TextOnceSince ? [.. Made("CREATE TABLE text_pieces "), .. MovedWords] : ImmutableArray<string>.Empty;
        string[] emptied = ["DELETE FROM unit_sums", "DELETE FROM unit_pair_sums"];
        foreach (string statement in (string[])[.. old, .. emptied, .. moved, .. Made("CREATE VIEW ", SqliteSchema.Virtual, $"CREATE TABLE {IndexedDocuments} ")])
        {
            using var step = new PreparedStatement(connection, statement);
            step.Run();
        }
    }

    /// <summary>Takes the words out of tables.</summary>
    private static ImmutableArray<string> MovedWords { get; } =
    [
        $"""
        WITH RECURSIVE piece (number) AS (SELECT 0 UNION ALL SELECT number + 1 FROM piece WHERE number < (SELECT max(length_cp) FROM documents) / {TextPieces.Length})
        INSERT INTO text_pieces (piece_id, text)
        SELECT document_id * {RowKey.PerDocument} + number, substr(text, number * {TextPieces.Length} + 1, {TextPieces.Length})
        FROM documents JOIN piece ON number <= length_cp / {TextPieces.Length} ORDER BY document_id, number
        """,
        "DROP INDEX documents_text",
        .. LastColumn("documents", "text_hash", "text"),
        .. LastColumn("findings", "message", "raw"),
        "ALTER TABLE paragraphs DROP COLUMN text",
        "ALTER TABLE table_cells DROP COLUMN text",
        "ALTER TABLE tasks ADD COLUMN joined_content TEXT",
        "ALTER TABLE tasks ADD COLUMN content_start_cp INTEGER",
        "ALTER TABLE tasks ADD COLUMN content_length_cp INTEGER",
        """
        UPDATE tasks SET joined_content = CASE WHEN instr(raw, content) = 0 THEN content END,
            content_start_cp = CASE WHEN instr(raw, content) > 0 THEN start_cp + instr(raw, content) - 1 END,
            content_length_cp = CASE WHEN instr(raw, content) > 0 THEN length(content) END
        """,
        "ALTER TABLE tasks DROP COLUMN content",
        "ALTER TABLE tasks DROP COLUMN raw",
        .. StoreTable.All.Where(table => !table.Placed.IsEmpty).Select(table => $"ALTER TABLE {table.Name} RENAME TO {table.StoredName}"),
        .. Made("CREATE INDEX documents_text ", "CREATE TRIGGER "),
    ];

    /// <summary>Drops a table's last column, which SQLite can't do where it stands between remarks: the one before it is written anew behind it.</summary>
    private static string[] LastColumn(string table, string before, string last) =>
    [
        $"ALTER TABLE {table} ADD COLUMN written_anew TEXT",
        $"UPDATE {table} SET written_anew = {before}",
        $"ALTER TABLE {table} DROP COLUMN {last}",
        $"ALTER TABLE {table} DROP COLUMN {before}",
        $"ALTER TABLE {table} RENAME COLUMN written_anew TO {before}",
    ];

    /// <summary>The statements of schema.sql that begin with one of these.</summary>
    private static IEnumerable<string> Made(params string[] beginnings) =>
        SqliteSchema.Statements(SqliteSchema.Sql).Where(statement => beginnings.Any(beginning => statement.StartsWith(beginning, StringComparison.Ordinal)));
}
