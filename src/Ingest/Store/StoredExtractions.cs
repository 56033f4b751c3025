using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Store;

/// <summary>A stored document: its key and the paths of its content, in order.</summary>
public sealed record StoredDocument(long Id, ImmutableArray<string> Paths);

/// <summary>Reads extractions back from a database, equal to what was stored. The file is opened for reading only.</summary>
public sealed class StoredExtractions : IDisposable
{
    private readonly SqliteConnection _connection;

    private StoredExtractions(SqliteConnection connection) => _connection = connection;

    /// <summary>Opens a database for reading.</summary>
    /// <exception cref="StoreException">The file can't be used; the message says why.</exception>
    public static StoredExtractions Open(string path) => new(SqliteFile.OpenFilled(path));

    /// <summary>All files that the database knows, by path.</summary>
    public Dictionary<string, FileRecord> Files() => FileRows.Read(_connection);

    /// <summary>All documents by their first path.</summary>
    public ImmutableArray<StoredDocument> Documents()
    {
        var paths = new Dictionary<long, ImmutableArray<string>.Builder>();
        var order = new List<long>();
        using var rows = new RowReader(_connection, "SELECT document_id, path FROM files WHERE document_id IS NOT NULL ORDER BY path");
        while (rows.Read())
        {
            long id = rows.Long();
            if (!paths.TryGetValue(id, out var list))
            {
                paths.Add(id, list = ImmutableArray.CreateBuilder<string>());
                order.Add(id);
            }
            list.Add(rows.Text());
        }
        return [.. order.Select(id => new StoredDocument(id, paths[id].ToImmutable()))];
    }

    /// <summary>Reads a document's extraction.</summary>
    public Extraction Load(StoredDocument stored)
    {
        // Two tables may be read one after the other: a transaction keeps an import from changing the document in between.
        using var transaction = _connection.BeginTransaction(deferred: true);
        return new ExtractionLoad(_connection, stored).Run();
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();
}
