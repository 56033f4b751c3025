using System.Collections.Immutable;
using Npgsql;
using PolicyIngest.Ingest.Store.Records;
using PolicyIngest.Ingest.Store.Search;

namespace PolicyIngest.Ingest.Store.Postgres;

/// <summary>
/// Stores many records in one transaction. Documents, files, units and sums are written in the order of their keys, so that two loaders wait for each other and seldom stand in
/// each other's way.
/// </summary>
internal sealed class PostgresBatch
{
    /// <summary>The time as it stands in the tables.</summary>
    public const string Now = "to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')";

    private static readonly string[] FileColumns = ["path", "name", "size_bytes", "sha256", "status", "code", "reason", "rule_set"];

    private static readonly string DocumentColumns = string.Join(", ", StoreTable.Documents.Columns.Skip(1));

    private readonly NpgsqlConnection _connection;
    private readonly PostgresCommands _commands;
    private readonly LoadedCorrections _corrections;
    private readonly long _run;
    private readonly ImmutableArray<CopyRows> _tables;
    private readonly CopyRows _documents, _units, _files;

    public PostgresBatch(NpgsqlConnection connection, long run, LoadedCorrections corrections)
    {
        (_connection, _commands, _run, _corrections) = (connection, new PostgresCommands(connection), run, corrections);
        foreach (string table in new[] { "documents", "units", "files" }) Run($"CREATE TEMPORARY TABLE given_{table} (LIKE {table}) ON COMMIT DELETE ROWS");
        // What the loader gives has no number yet.
        Run("ALTER TABLE given_documents DROP COLUMN document_id");
        Run("ALTER TABLE given_files DROP COLUMN file_id, DROP COLUMN run_id");
        _tables = [.. StoreTable.All.Select(table => CopyRows.Of(table.Name, table.Columns))];
        _documents = CopyRows.Of("documents", StoreTable.Documents.Columns.Skip(1), "given_documents");
        _units = CopyRows.Of("units", StoreTable.Units.Columns, "given_units");
        _files = CopyRows.Of("files", FileColumns, "given_files");
    }

    /// <summary>Stores records.</summary>
    /// <param name="records">No two have the same name or the same content.</param>
    /// <param name="counts">How the former records fared.</param>
    /// <returns>How all fared, and how many corrections have lost their place.</returns>
    /// <exception cref="PostgresException">Nothing of them is stored.</exception>
    public (RunCounts Counts, int Lost) Save(IReadOnlyList<RecordWithMembers> records, RunCounts counts)
    {
        Clear();
        using var transaction = _connection.BeginTransaction();
        PostgresTables.BeginBatch(_connection);
        foreach (var (record, _) in records) Give(record);
        _documents.Send(_connection);
        _files.Send(_connection);
        var formerContents = _corrections.FormerContents();
        var written = WriteDocuments(formerContents);
        foreach (var (record, _) in records)
            if (record.Document is { } document && written.TryGetValue(document.Sha256, out long id)) Give(document, id);
        WriteFacts();
        var former = Former();
        WriteFiles();
        DropOrphans([.. former.Values, .. records.Where(each => each.Record.IsArchive).SelectMany(DropStale)]);
        _commands.AddToSums([.. written.Values], +1);
        Run("INSERT INTO search_documents (document_id, version) SELECT unnest($1), $2", PostgresCommands.Longs([.. written.Values]), PostgresCommands.Number(SearchText.Version));
        int lost = _corrections.Apply(records, written, formerContents);
        transaction.Commit();
        return (records.Aggregate(counts, (sum, each) => Count(sum, each.Record, former.ContainsKey(each.Record.Name), written)), lost);
    }

    /// <summary>Ends the run.</summary>
    public void EndRun(string outcome, RunCounts counts) => Run(
        $"UPDATE import_runs SET finished_at = {Now}, outcome = $1, imported = $2, replaced = $3, unchanged = $4, skipped = $5, failed = $6 WHERE run_id = $7",
        PostgresCommands.Text(outcome), PostgresCommands.Number(counts.Imported), PostgresCommands.Number(counts.Replaced), PostgresCommands.Number(counts.Unchanged), PostgresCommands.Number(counts.Skipped), PostgresCommands.Number(counts.Failed), PostgresCommands.Number(_run));

    private static RunCounts Count(RunCounts counts, ExtractionRecord record, bool wasKnown, Dictionary<string, long> written)
    {
        if (record.Document is { } document)
            return counts.With(!wasKnown ? SaveOutcome.Imported : written.ContainsKey(document.Sha256) ? SaveOutcome.Replaced : SaveOutcome.Unchanged);
        return record is { IsArchive: false, Failure: { } failure } ? counts.With(failure) : counts;
    }

    private void Clear()
    {
        foreach (var rows in (CopyRows[])[.. _tables, _documents, _units, _files]) rows.Clear();
    }

    private void Give(ExtractionRecord record)
    {
        string status = StoredNames.Of(record.Failure?.Status ?? record.Document?.Status ?? Model.DocumentStatus.Imported);
        _files.Row().Text(record.Name).Text(record.Name[(record.Name.LastIndexOf('/') + 1)..]).Number(record.Size).Text(record.Sha256).Text(status)
            .Text(record.Failure?.Code).Text(record.Failure?.Reason).Text(record.RuleSet);
        if (record.Document is not { } document) return;
        var cursor = new RowCursor(document.Rows.Span);
        cursor.NextRow();
        cursor.NextValue();
        _documents.Row();
        for (int i = 1; i < StoreTable.Documents.Columns.Length; i++) _documents.Value(cursor.NextValue(), 0);
    }

    /// <summary>All rows of a document but its first.</summary>
    private void Give(PreparedDocument document, long id)
    {
        var cursor = new RowCursor(document.Rows.Span);
        while (cursor.NextRow() is { } table)
        {
            var rows = table == StoreTable.Documents ? null : table == StoreTable.Units ? _units : _tables[StoreTable.All.IndexOf(table)];
            rows?.Row();
            for (int i = 0; i < table.Columns.Length; i++)
            {
                var value = cursor.NextValue();
                rows?.Value(value, id);
            }
        }
    }

    /// <summary>Stores the documents that are not there, and anew those that other rules read.</summary>
    /// <param name="formerContents">Former contents of files; those of files whose present content is stored already go out, for it has corrections of its own.</param>
    /// <returns>Their numbers by the hash of their bytes.</returns>
    private Dictionary<string, long> WriteDocuments(Dictionary<string, string> formerContents)
    {
        if (formerContents.Count > 0)
            foreach (string path in _commands.Texts("SELECT path FROM given_files JOIN documents USING (sha256)")) formerContents.Remove(path);
        var old = Pairs("SELECT d.sha256, d.document_id FROM documents d JOIN given_documents g USING (sha256) WHERE d.rule_set <> g.rule_set ORDER BY d.sha256 FOR UPDATE OF d");
        Remove([.. old.Values]);
        return Pairs($"""
            INSERT INTO documents (document_id, {DocumentColumns})
            SELECT coalesce(o.id, nextval('documents_document_id_seq')), {string.Join(", ", StoreTable.Documents.Columns.Skip(1).Select(column => "g." + column))}
            FROM given_documents g LEFT JOIN unnest($1, $2) AS o(id, sha256) ON o.sha256 = g.sha256 ORDER BY g.sha256
            ON CONFLICT (sha256) DO NOTHING RETURNING sha256, document_id
            """, PostgresCommands.Longs([.. old.Values]), PostgresCommands.Texts([.. old.Keys]));
    }

    private void WriteFacts()
    {
        _units.Send(_connection);
        // Canonical forms may get better from one rule set to the next. Rows that are there are not locked: all loaders have them.
        Run("INSERT INTO units (name, canonical, level, is_group) SELECT DISTINCT ON (name) name, canonical, level, is_group FROM given_units ORDER BY name ON CONFLICT (name) DO NOTHING");
        Run("""
            UPDATE units u SET canonical = g.canonical, level = g.level, is_group = g.is_group FROM given_units g
            WHERE g.name = u.name AND (u.canonical, u.level, u.is_group) IS DISTINCT FROM (g.canonical, g.level, g.is_group)
            """);
        foreach (var rows in _tables) rows.Send(_connection);
    }

    /// <summary>The documents that the files had, by the files' names.</summary>
    private Dictionary<string, long> Former() =>
        Pairs("SELECT f.path, coalesce(f.document_id, 0) FROM files f JOIN given_files g USING (path) WHERE f.document_id IS NOT NULL ORDER BY f.path FOR UPDATE OF f");

    /// <summary>A file that can't be used any more keeps what was stored of it, as in an import; an archive has no document of its own.</summary>
    private void WriteFiles()
    {
        Run("UPDATE given_files g SET document_id = d.document_id FROM documents d WHERE d.sha256 = g.sha256 AND g.code IS NULL");
        Run($"""
            INSERT INTO files ({string.Join(", ", FileColumns)}, document_id, run_id)
            SELECT {string.Join(", ", FileColumns)}, document_id, $1 FROM given_files ORDER BY path
            ON CONFLICT (path) DO UPDATE SET {string.Join(", ", FileColumns.Skip(1).Select(column => $"{column} = excluded.{column}"))},
                document_id = coalesce(excluded.document_id, files.document_id), run_id = excluded.run_id
            """, PostgresCommands.Number(_run));
    }

    /// <summary>Drops what an archive held before and holds no more, and what it was when it was no archive.</summary>
    /// <returns>The documents that they had.</returns>
    private IEnumerable<long> DropStale(RecordWithMembers archive)
    {
        Run("UPDATE files SET document_id = NULL WHERE path = $1", PostgresCommands.Text(archive.Record.Name));
        return Pairs("DELETE FROM files WHERE starts_with(path, $1) AND path <> ALL ($2) AND document_id IS NOT NULL RETURNING path, document_id",
            PostgresCommands.Text(archive.Record.Name + "!/"), PostgresCommands.Texts([.. archive.Members])).Values;
    }

    private void DropOrphans(long[] documents)
    {
        if (documents.Length == 0) return;
        Remove([.. Pairs("SELECT sha256, document_id FROM documents d WHERE document_id = ANY ($1) AND NOT EXISTS (SELECT FROM files f WHERE f.document_id = d.document_id) ORDER BY sha256 FOR UPDATE",
            PostgresCommands.Longs(documents)).Values]);
    }

    private void Remove(long[] documents)
    {
        if (documents.Length == 0) return;
        _corrections.Release(documents);
        _commands.AddToSums(documents, -1);
        Run("DELETE FROM documents WHERE document_id = ANY ($1)", PostgresCommands.Longs(documents));
    }

    private Dictionary<string, long> Pairs(string sql, params NpgsqlParameter[] parameters) => _commands.Pairs(sql, parameters);

    private void Run(string sql, params NpgsqlParameter[] parameters) => _commands.Run(sql, parameters);
}
