using System.Collections.Immutable;
using Npgsql;
using PolicyIngest.Ingest.Store.Correcting;
using PolicyIngest.Ingest.Store.Search;

namespace PolicyIngest.Ingest.Store.Postgres;

/// <summary>
/// A document of a PostgreSQL database with its corrections, in a SQLite database in memory, where it is corrected by the code that corrects any document; and the way back. Keys are the
/// same in both. Who changes it keeps others from it by a transaction.
/// </summary>
internal sealed class WorkingCopy : IDisposable
{
    // What corrections leave as it is. Units are shared with other documents.
    private static readonly ImmutableArray<StoreTable> FactTables =
        [.. StoreTable.All.Except([StoreTable.Documents, StoreTable.Paragraphs, StoreTable.Tables, StoreTable.TableCells, StoreTable.DocumentFields, StoreTable.Diagnostics, StoreTable.Units])];

    private readonly StoreWriter _writer;
    private readonly DocumentRows _rows;

    /// <summary>Makes an empty one.</summary>
    /// <param name="name">What the database is called in messages.</param>
    public WorkingCopy(string name)
    {
        _writer = new StoreWriter(name, SqliteFile.InMemory(name));
        _rows = new DocumentRows(_writer);
        Documents = new CorrectedDocuments(_writer, new SearchIndex(_writer), new WordTable(_writer));
        Store = CorrectionStore.Of(_writer);
        Run("INSERT INTO import_runs (run_id, started_at, program_version, rule_set) VALUES (1, '', '', '')");
    }

    /// <summary>Corrects, each act in a transaction of its own.</summary>
    public CorrectionStore Store { get; }

    /// <summary>Corrects within the caller's doing.</summary>
    public CorrectedDocuments Documents { get; }

    /// <summary>Empties it.</summary>
    public void Clear()
    {
        foreach (string table in new[] { "files", StoreTable.Documents.StoredName, "units", "corrections", "corrected_documents" }) Run($"DELETE FROM {table}");
    }

    /// <summary>Takes a document out of PostgreSQL.</summary>
    public void Take(PostgresCommands postgres, long documentId)
    {
        var rows = new RowBuffer(1 << 16);
        foreach (var table in StoreTable.All)
        {
            if (table == StoreTable.Units) Read(postgres, table, "name IN (SELECT unit FROM assignments WHERE assignment_id BETWEEN $1 AND $2)", rows, KeysOf(documentId));
            else if (table.Columns[0] == "document_id") Read(postgres, table, "document_id = $1", rows, PostgresCommands.Number(documentId));
            else Read(postgres, table, $"{table.Columns[0]} BETWEEN $1 AND $2 ORDER BY {FirstOf(table)}", rows, KeysOf(documentId));
        }
        _rows.Insert(rows.Bytes.Span, documentId);
        foreach (string path in postgres.Texts("SELECT path FROM files WHERE document_id = $1", PostgresCommands.Number(documentId))) AddFile(path, documentId);
    }

    /// <summary>Takes a document as a load stores it.</summary>
    public void Take(PreparedDocument document, long documentId, string path)
    {
        _rows.Insert(document.Rows.Span, documentId);
        AddFile(path, documentId);
    }

    /// <summary>Takes corrections: those of contents, those of ids, and the last of all, behind which new ones stand. With them come the units that they name, as the database calls them.</summary>
    /// <param name="postgres">The database.</param>
    /// <param name="contents">Hashes of documents, stored or not; null for all corrections.</param>
    /// <param name="ids">Ids.</param>
    /// <param name="units">Further units.</param>
    public void TakeCorrections(PostgresCommands postgres, string[]? contents, string[] ids, IEnumerable<string> units)
    {
        string chosen = contents is null ? "true" : "(sha256 = ANY ($1) OR correction_id = ANY ($2) OR correction_id = (SELECT max(correction_id) FROM corrections))";
        NpgsqlParameter[] values = contents is null ? [] : [PostgresCommands.Texts(contents), PostgresCommands.Texts(ids)];
        Copy(postgres, "corrections", ColumnsOf("corrections"), chosen, values);
        if (contents is null) return;
        Copy(postgres, "corrected_documents", ColumnsOf("corrected_documents"), "sha256 = ANY ($1)", PostgresCommands.Texts(contents));
        var named = _writer.Statement("SELECT now ->> 'unit' FROM corrections WHERE now ->> 'unit' IS NOT NULL UNION SELECT was ->> 'unit' FROM corrections WHERE was ->> 'unit' IS NOT NULL").Texts();
        Copy(postgres, "units", StoreTable.Units.Columns, "name = ANY ($1)", PostgresCommands.Texts([.. named.Concat(units).Distinct(StringComparer.Ordinal)]));
    }

    /// <summary>Writes a document's facts to PostgreSQL in place of those that are there, with all sums.</summary>
    public void GiveFacts(PostgresCommands postgres, long documentId)
    {
        string[] former = [.. postgres.Texts("SELECT DISTINCT unit FROM assignments WHERE assignment_id BETWEEN $1 AND $2", KeysOf(documentId))];
        postgres.AddToSums([documentId], -1);
        foreach (var root in CorrectedDocuments.FactRoots) postgres.Run($"DELETE FROM {root.Name} WHERE document_id = $1", PostgresCommands.Number(documentId));
        Merge(postgres, "units", StoreTable.Units.Columns, "name", isKept: true);
        foreach (var table in FactTables) RowsOf(table.Name, table.Columns, null, $"ORDER BY {FirstOf(table)}").Send(postgres.Connection);
        postgres.AddToSums([documentId], +1);
        postgres.Run("DELETE FROM units WHERE name = ANY ($1) AND NOT EXISTS (SELECT FROM assignments WHERE unit = name)", PostgresCommands.Texts(former));
    }

    /// <summary>Writes the corrections to PostgreSQL, each in place of the one of its id.</summary>
    public void GiveCorrections(PostgresCommands postgres)
    {
        Merge(postgres, "corrections", ColumnsOf("corrections"), "correction_id", isKept: false);
        Merge(postgres, "corrected_documents", ColumnsOf("corrected_documents"), "sha256", isKept: false);
    }

    /// <inheritdoc/>
    public void Dispose() => Store.Dispose();

    private static ImmutableArray<string> ColumnsOf(string table) => [.. CopyRows.ColumnsOf(table).Select(column => column.Name)];

    private static NpgsqlParameter[] KeysOf(long documentId) => [PostgresCommands.Number(RowKey.Of(documentId, 0)), PostgresCommands.Number(RowKey.Of(documentId + 1, 0) - 1)];

    private static string FirstOf(StoreTable table) => string.Join(", ", table.Columns.Take(3));

    private static ColumnKind[] KindsOf(string table, ImmutableArray<string> columns) => [.. columns.Select(name => CopyRows.ColumnsOf(table).First(column => column.Name == name).Kind)];

    private void AddFile(string path, long documentId) =>
        _writer.Statement("INSERT INTO files (path, name, sha256, status, document_id, rule_set, run_id) SELECT ?, ?, sha256, status, document_id, rule_set, 1 FROM documents WHERE document_id = ?")
            .Bind(1, path).Bind(2, path[(path.LastIndexOf('/') + 1)..]).Bind(3, documentId).Run();

    private static void Read(PostgresCommands postgres, StoreTable table, string condition, RowBuffer into, params NpgsqlParameter[] values)
    {
        var kinds = KindsOf(table.Name, table.Columns);
        using var rows = postgres.Rows($"SELECT {string.Join(", ", table.Columns)} FROM {table.Name} WHERE {condition}", values);
        while (rows.Read())
        {
            into.Row(table);
            foreach (var kind in kinds)
            {
                if (kind == ColumnKind.Text) into.Text(rows.OptionalText());
                else if (kind == ColumnKind.Real) into.Real(rows.OptionalReal());
                else into.Integer(kind == ColumnKind.Long ? rows.OptionalLong() : rows.OptionalInt());
            }
        }
    }

    private void Copy(PostgresCommands postgres, string table, ImmutableArray<string> columns, string condition, params NpgsqlParameter[] values)
    {
        var kinds = KindsOf(table, columns);
        var insert = _writer.Statement($"INSERT OR REPLACE INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(_ => "?"))})");
        using var rows = postgres.Rows($"SELECT {string.Join(", ", columns)} FROM {table} WHERE {condition}", values);
        while (rows.Read())
        {
            for (int i = 0; i < kinds.Length; i++)
            {
                if (kinds[i] == ColumnKind.Text) insert.Bind(i + 1, rows.OptionalText());
                else if (kinds[i] == ColumnKind.Real) insert.Bind(i + 1, rows.OptionalReal());
                else if (kinds[i] == ColumnKind.Long) insert.Bind(i + 1, rows.OptionalLong());
                else insert.Bind(i + 1, (long?)rows.OptionalInt());
            }
            insert.Run();
        }
    }

    private CopyRows RowsOf(string table, ImmutableArray<string> columns, string? target, string order)
    {
        var (rows, kinds) = (CopyRows.Of(table, columns, target), KindsOf(table, columns));
        var stored = _writer.Statement($"SELECT {string.Join(", ", columns)} FROM {table} {order}");
        while (stored.Step())
        {
            rows.Row();
            for (int i = 0; i < kinds.Length; i++)
            {
                if (kinds[i] == ColumnKind.Text) rows.Text(stored.Text(i));
                else if (kinds[i] == ColumnKind.Real) rows.Real(stored.OptionalReal(i));
                else rows.Number(stored.OptionalInteger(i));
            }
        }
        return rows;
    }

    /// <summary>Puts all rows of a table into PostgreSQL's.</summary>
    private void Merge(PostgresCommands postgres, string table, ImmutableArray<string> columns, string key, bool isKept)
    {
        postgres.Run($"CREATE TEMPORARY TABLE merged ON COMMIT DROP AS SELECT {string.Join(", ", columns)} FROM {table} LIMIT 0");
        RowsOf(table, columns, "merged", $"ORDER BY {key}").Send(postgres.Connection);
        string what = isKept ? "NOTHING" : $"UPDATE SET {string.Join(", ", columns.Where(column => column != key).Select(column => $"{column} = excluded.{column}"))}";
        postgres.Run($"INSERT INTO {table} ({string.Join(", ", columns)}) SELECT {string.Join(", ", columns)} FROM merged ORDER BY {key} ON CONFLICT ({key}) DO {what}");
        postgres.Run("DROP TABLE merged");
    }

    private void Run(string sql) => _writer.Statement(sql).Run();
}
