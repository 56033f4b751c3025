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

    private static readonly ImmutableDictionary<string, ImmutableArray<(string, ColumnKind)>> Columns = SchemaDictionary.Of(SqliteSchema.Sql).Tables
        .ToImmutableDictionary(table => table.Name, table => table.Columns.Select(column => (column.Name, PostgresSchema.KindOf(column))).ToImmutableArray());

    private static readonly string[] FileColumns = ["path", "name", "size_bytes", "sha256", "status", "code", "reason", "rule_set"];

    private static readonly string DocumentColumns = string.Join(", ", StoreTable.Documents.Columns.Skip(1));

    private readonly NpgsqlConnection _connection;
    private readonly long _run;
    private readonly ImmutableArray<CopyRows> _tables;
    private readonly CopyRows _documents, _units, _files;

    public PostgresBatch(NpgsqlConnection connection, long run)
    {
        (_connection, _run) = (connection, run);
        foreach (string table in new[] { "documents", "units", "files" }) Run($"CREATE TEMPORARY TABLE given_{table} (LIKE {table}) ON COMMIT DELETE ROWS");
        // What the loader gives has no number yet.
        Run("ALTER TABLE given_documents DROP COLUMN document_id");
        Run("ALTER TABLE given_files DROP COLUMN file_id, DROP COLUMN run_id");
        _tables = [.. StoreTable.All.Select(table => RowsOf(table.Name, table.Columns))];
        _documents = RowsOf("documents", StoreTable.Documents.Columns.Skip(1), "given_documents");
        _units = RowsOf("units", StoreTable.Units.Columns, "given_units");
        _files = RowsOf("files", FileColumns, "given_files");
    }

    /// <summary>Stores records.</summary>
    /// <param name="records">No two have the same name or the same content.</param>
    /// <param name="counts">How the former records fared.</param>
    /// <returns>How all fared.</returns>
    /// <exception cref="PostgresException">Nothing of them is stored.</exception>
    public RunCounts Save(IReadOnlyList<RecordWithMembers> records, RunCounts counts)
    {
        Clear();
        using var transaction = _connection.BeginTransaction();
        foreach (var (record, _) in records) Give(record);
        _documents.Send(_connection);
        _files.Send(_connection);
        var written = WriteDocuments();
        foreach (var (record, _) in records)
            if (record.Document is { } document && written.TryGetValue(document.Sha256, out long id)) Give(document, id);
        WriteFacts();
        var former = Former();
        WriteFiles();
        DropOrphans([.. former.Values, .. records.Where(each => each.Record.IsArchive).SelectMany(DropStale)]);
        AddToSums([.. written.Values], +1);
        Run("INSERT INTO search_documents (document_id, version) SELECT unnest($1), $2", Longs([.. written.Values]), Number(SearchText.Version));
        transaction.Commit();
        return records.Aggregate(counts, (sum, each) => Count(sum, each.Record, former.ContainsKey(each.Record.Name), written));
    }

    /// <summary>Ends the run.</summary>
    public void EndRun(string outcome, RunCounts counts) => Run(
        $"UPDATE import_runs SET finished_at = {Now}, outcome = $1, imported = $2, replaced = $3, unchanged = $4, skipped = $5, failed = $6 WHERE run_id = $7",
        Text(outcome), Number(counts.Imported), Number(counts.Replaced), Number(counts.Unchanged), Number(counts.Skipped), Number(counts.Failed), Number(_run));

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
    /// <returns>Their numbers by the hash of their bytes.</returns>
    private Dictionary<string, long> WriteDocuments()
    {
        var old = Pairs("SELECT d.sha256, d.document_id FROM documents d JOIN given_documents g USING (sha256) WHERE d.rule_set <> g.rule_set ORDER BY d.sha256 FOR UPDATE OF d");
        Remove([.. old.Values]);
        return Pairs($"""
            INSERT INTO documents (document_id, {DocumentColumns})
            SELECT coalesce(o.id, nextval('documents_document_id_seq')), {string.Join(", ", StoreTable.Documents.Columns.Skip(1).Select(column => "g." + column))}
            FROM given_documents g LEFT JOIN unnest($1, $2) AS o(id, sha256) ON o.sha256 = g.sha256 ORDER BY g.sha256
            ON CONFLICT (sha256) DO NOTHING RETURNING sha256, document_id
            """, Longs([.. old.Values]), Texts([.. old.Keys]));
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
            """, Number(_run));
    }

    /// <summary>Drops what an archive held before and holds no more, and what it was when it was no archive.</summary>
    /// <returns>The documents that they had.</returns>
    private IEnumerable<long> DropStale(RecordWithMembers archive)
    {
        Run("UPDATE files SET document_id = NULL WHERE path = $1", Text(archive.Record.Name));
        return Pairs("DELETE FROM files WHERE starts_with(path, $1) AND path <> ALL ($2) AND document_id IS NOT NULL RETURNING path, document_id",
            Text(archive.Record.Name + "!/"), Texts([.. archive.Members])).Values;
    }

    private void DropOrphans(long[] documents)
    {
        if (documents.Length == 0) return;
        Remove([.. Pairs("SELECT sha256, document_id FROM documents d WHERE document_id = ANY ($1) AND NOT EXISTS (SELECT FROM files f WHERE f.document_id = d.document_id) ORDER BY sha256 FOR UPDATE",
            Longs(documents)).Values]);
    }

    private void Remove(long[] documents)
    {
        if (documents.Length == 0) return;
        AddToSums(documents, -1);
        Run("DELETE FROM documents WHERE document_id = ANY ($1)", Longs(documents));
    }

    private void AddToSums(long[] documents, int sign)
    {
        foreach (var (sums, counts, one, two) in new[] { ("unit_sums", "plan_units", "unit", "role"), ("unit_pair_sums", "plan_unit_pairs", "lead", "support") })
        {
            Run($"""
                INSERT INTO {sums} ({one}, {two}, year, tasks, plans)
                SELECT c.{one}, c.{two}, c.year, $1 * sum(c.tasks), $1 * count(*) FROM {counts} c JOIN plans p USING (plan_id) WHERE p.document_id = ANY ($2)
                GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
                ON CONFLICT ({one}, {two}, coalesce(year, 0)) DO UPDATE SET tasks = {sums}.tasks + excluded.tasks, plans = {sums}.plans + excluded.plans
                """, Number(sign), Longs(documents));
        }
    }

    private static CopyRows RowsOf(string table, IEnumerable<string> columns, string? target = null)
    {
        var known = Columns[table].ToDictionary(column => column.Item1, StringComparer.Ordinal);
        return new CopyRows(target ?? table, [.. columns.Select(name => known[name])]);
    }

    private Dictionary<string, long> Pairs(string sql, params NpgsqlParameter[] parameters)
    {
        var pairs = new Dictionary<string, long>(StringComparer.Ordinal);
        using var command = Command(sql, parameters);
        using var rows = command.ExecuteReader();
        while (rows.Read()) pairs.Add(rows.GetString(0), rows.GetInt64(1));
        return pairs;
    }

    private void Run(string sql, params NpgsqlParameter[] parameters)
    {
        using var command = Command(sql, parameters);
        command.ExecuteNonQuery();
    }

    private NpgsqlCommand Command(string sql, NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlCommand(sql, _connection);
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        return command;
    }

    private static NpgsqlParameter Text(string value) => new NpgsqlParameter<string> { TypedValue = value };

    private static NpgsqlParameter Number(long value) => new NpgsqlParameter<long> { TypedValue = value };

    private static NpgsqlParameter Longs(long[] values) => new NpgsqlParameter<long[]> { TypedValue = values };

    private static NpgsqlParameter Texts(string[] values) => new NpgsqlParameter<string[]> { TypedValue = values };
}
