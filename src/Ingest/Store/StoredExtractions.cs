using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Store;

/// <summary>A stored document: its key and the paths of its content, in order.</summary>
public sealed record StoredDocument(long Id, ImmutableArray<string> Paths);

/// <summary>The document that a citation means.</summary>
/// <param name="Key">What all citations of one document share: its number, else its title.</param>
/// <param name="Plan">Key of the plan of this database, or null where it is not here.</param>
public sealed record CitedDocument(string Key, long? Plan);

/// <summary>Reads extractions back from a database, equal to what was stored. The file is opened for reading only.</summary>
public sealed class StoredExtractions : IDisposable
{
    private readonly string _path;
    private readonly SqliteConnection _connection;

    private StoredExtractions(string path) => (_path, _connection) = (path, SqliteFile.OpenFilled(path));

    /// <summary>Opens a database for reading.</summary>
    /// <exception cref="StoreException">The file can't be used; the message says why.</exception>
    public static StoredExtractions Open(string path) => new(path);

    /// <summary>All files that the database knows, by path.</summary>
    /// <exception cref="StoreException">The database is damaged or locked.</exception>
    public Dictionary<string, FileRecord> Files() => SqliteFile.Guarded(_path, () => FileRows.Read(_connection));

    /// <summary>What the units are called in this database.</summary>
    /// <exception cref="StoreException">The database is damaged or locked.</exception>
    public StoredUnits Units() => SqliteFile.Guarded(_path, () => StoredUnits.Read(_connection));

    /// <summary>Number that changes whenever another connection has changed the database; it says nothing to another <see cref="StoredExtractions"/>.</summary>
    /// <exception cref="StoreException">The database is damaged or locked.</exception>
    public long Version() => SqliteFile.Guarded(_path, () =>
    {
        using var row = new RowReader(_connection, "PRAGMA data_version");
        row.Read();
        return row.Long();
    });

    /// <summary>All documents by their first path.</summary>
    /// <exception cref="StoreException">The database is damaged or locked.</exception>
    public ImmutableArray<StoredDocument> Documents() => SqliteFile.Guarded(_path, () => Documents(_connection));

    internal static ImmutableArray<StoredDocument> Documents(SqliteConnection connection)
    {
        var paths = new Dictionary<long, ImmutableArray<string>.Builder>();
        var order = new List<long>();
        using var rows = new RowReader(connection, "SELECT document_id, path FROM files WHERE document_id IS NOT NULL ORDER BY path");
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
    /// <exception cref="StoreException">The database is damaged or locked, or an import has dropped the document meanwhile.</exception>
    public Extraction Load(StoredDocument stored) => SqliteFile.Guarded(_path, () =>
    {
        // Two tables may be read one after the other: a transaction keeps an import from changing the document in between.
        using var transaction = _connection.BeginTransaction(deferred: true);
        return new ExtractionLoad(_connection, stored).Run();
    });

    /// <summary>What a document's citations mean, in the order of <see cref="Extraction.Citations"/>.</summary>
    /// <exception cref="StoreException">The database is damaged or locked.</exception>
    public ImmutableArray<CitedDocument> Cited(StoredDocument stored) => SqliteFile.Guarded(_path, () =>
    {
        var cited = ImmutableArray.CreateBuilder<CitedDocument>();
        using var row = new RowReader(_connection, "SELECT cited_key, cited_plan_id FROM v_citation WHERE document_id = @document ORDER BY citation_id", ("@document", stored.Id));
        while (row.Read()) cited.Add(new CitedDocument(row.OptionalText() ?? "", row.OptionalLong()));
        return cited.ToImmutable();
    });

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();
}
