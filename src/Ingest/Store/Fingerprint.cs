using System.Collections.Immutable;
using System.Text;
using Microsoft.Data.Sqlite;

namespace PolicyIngest.Ingest.Store;

/// <summary>
/// A hash over all that a database says. Two databases made from the same files by the same rules have the same one, in whatever order,
/// with however many workers and interruptions they were made. Left out is what does not come from the files: numbers of documents
/// and runs, times, the folders that files lie in, and the hash of the rules itself.
/// </summary>
/// <param name="Whole">The fingerprint, 64 hexadecimal digits.</param>
/// <param name="Tables">The same for each table, to see where two databases differ.</param>
public sealed record Fingerprint(string Whole, ImmutableArray<(string Table, string Hash)> Tables)
{
    private const string Files = "SELECT name, size_bytes, sha256, status, code, document_id IS NOT NULL FROM files ORDER BY name, sha256, status, path";
    // What was corrected is part of what a database says; when, by whom and why is not, and what was undone says nothing any more.
    private const string Corrections = """
        SELECT sha256, action, subject, words, start_cp, was, now, state FROM corrections WHERE state <> 'undone'
        ORDER BY sha256, start_cp, subject, action, was, now, words, state
        """;

    // A piece that is short before the last one moves all that stands behind it.
    private static readonly string BrokenTexts = $"""
        SELECT 'text_pieces: the text of document ' || document_id || ' is not whole' FROM documents
        WHERE length(text) IS NOT length_cp OR EXISTS (
            SELECT 1 FROM text_pieces WHERE length(text) <> {TextPieces.Length}
            AND piece_id BETWEEN document_id * {RowKey.PerDocument} AND document_id * {RowKey.PerDocument} + length_cp / {TextPieces.Length} - 1)
        UNION ALL
        SELECT DISTINCT 'text_pieces: text of document ' || (piece_id / {RowKey.PerDocument}) || ', which is not there' FROM text_pieces
        WHERE piece_id / {RowKey.PerDocument} NOT IN (SELECT document_id FROM stored_documents) LIMIT 100
        """;

    private const string Units = "SELECT name, canonical, level, is_group FROM units ORDER BY name";

    /// <summary>Computes the fingerprint of a database.</summary>
    /// <exception cref="StoreException">The database can't be used.</exception>
    public static Fingerprint Of(string database)
    {
        using var connection = SqliteFile.OpenFilled(database);
        return SqliteFile.Guarded(database, () => Of(connection));
    }

    /// <summary>What SQLite finds wrong in a database: values against the schema's rules, damaged pages, rows whose parents are missing.</summary>
    /// <returns>One line each, a hundred at most; none where all is right.</returns>
    /// <exception cref="StoreException">The database can't be used; its file must be one that may be written.</exception>
    public static ImmutableArray<string> Faults(string database)
    {
        // Of a database that it opens for reading alone SQLite does not even read the schema's CHECKs.
        using (SqliteFile.OpenFilled(database)) { }
        using var connection = SqliteFile.Open(database, SqliteOpenMode.ReadWrite);
        return SqliteFile.Guarded(database, () =>
        {
            using var check = new PreparedStatement(connection, "PRAGMA quick_check(100)");
            using var parents = new PreparedStatement(connection, "SELECT DISTINCT \"table\" || ': a row without its parent in ' || parent FROM pragma_foreign_key_check LIMIT 100");
            using var texts = new PreparedStatement(connection, BrokenTexts);
            return check.Texts().Where(line => line != "ok").Concat(parents.Texts()).Concat(texts.Texts()).ToImmutableArray();
        });
    }

    private static Fingerprint Of(SqliteConnection connection)
    {
        // An import that goes on must not change anything between two tables.
        using var transaction = connection.BeginTransaction(deferred: true);
        var documents = new List<long>();
        using (var ids = new PreparedStatement(connection, "SELECT document_id FROM documents ORDER BY sha256"))
            while (ids.Step()) documents.Add(ids.Integer(0));
        var tables = ImmutableArray.CreateBuilder<(string, string)>();
        tables.Add(("files", HashOf(connection, Files)));
        tables.Add(("units", HashOf(connection, Units)));
        foreach (var table in StoreTable.All)
            if (table != StoreTable.Units) tables.Add((table.Name, HashOf(connection, table, documents)));
        tables.Add(("corrections", HashOf(connection, Corrections)));
        byte[] all = Encoding.ASCII.GetBytes(string.Join('\n', tables.Select(table => $"{table.Item1} {table.Item2}")));
        return new Fingerprint(Sha256.Hex(all), tables.ToImmutable());
    }

    private static string HashOf(SqliteConnection connection, string sql)
    {
        var hash = new Sha256();
        using var rows = new PreparedStatement(connection, sql);
        while (rows.Step()) rows.AppendRowTo(hash);
        return hash.ToHex();
    }

    /// <summary>Hashes a table's rows document by document, the documents in the order of their content's hashes.</summary>
    private static string HashOf(SqliteConnection connection, StoreTable table, List<long> documents)
    {
        string columns = string.Join(", ", table.Columns.Where(column => column is not ("document_id" or "rule_set")).Select(InDocument));
        var hash = new Sha256();
        using var rows = new PreparedStatement(connection,
            $"SELECT {columns} FROM {table.Name} WHERE {table.Columns[0]} BETWEEN ? AND ? ORDER BY {string.Join(", ", table.Columns.Take(3))}");
        foreach (long document in documents)
        {
            bool isDocument = table == StoreTable.Documents;
            rows.Bind(1, isDocument ? document : RowKey.Of(document, 0)).Bind(2, isDocument ? document : RowKey.Of(document + 1, 0) - 1);
            while (rows.Step()) rows.AppendRowTo(hash);
        }
        return hash.ToHex();
    }

    /// <summary>A key inside a document as its number there; any other column as it is.</summary>
    private static string InDocument(string column) =>
        StoreTable.IsKey(column) ? $"{column} % {RowKey.PerDocument}" : column;
}
