using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Data.Sqlite;
using PolicyIngest.Ingest.Store.Correcting;
using PolicyIngest.Ingest.Store.Search;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Store;

/// <summary>
/// Writes documents into a database, each in one transaction or some of them together in one. One thread at a time; several processes may write to one file,
/// each transaction waits for the other's.
/// </summary>
public sealed class SqliteStore : IDisposable
{
    /// <summary>As many documents may well be stored together: no other process waits for more than some tenths of a second.</summary>
    public const int MostTogether = 64;

    /// <summary>Bytes of rows after which no more documents are stored together with those before.</summary>
    public const long MostBytesTogether = 4L << 20;

    private readonly StoreWriter _writer;
    private readonly DocumentRows _rows;
    private readonly SearchIndex _search;
    private readonly WordTable _words;
    private readonly LineageTable _lineage;
    private readonly CorrectedDocuments _corrected;
    private string? _begunAt;

    private SqliteStore(StoreWriter writer)
    {
        _writer = writer;
        _rows = new DocumentRows(writer);
        _search = new SearchIndex(writer);
        _words = new WordTable(writer);
        _lineage = new LineageTable(writer);
        _corrected = new CorrectedDocuments(writer, _search, _words);
    }

    /// <summary>Opens a database for writing; makes it where there is none.</summary>
    /// <exception cref="StoreException">The file can't be used; the message says why.</exception>
    public static SqliteStore Open(string path) => Open(path, StoreWriter.UsualLogToFold, StoreWriter.UsualMostLog);

    /// <summary>The same with other limits for the write-ahead log, in bytes.</summary>
    internal static SqliteStore Open(string path, long logToFold, long mostLog)
    {
        var connection = SqliteFile.Open(path, SqliteOpenMode.ReadWriteCreate);
        try
        {
            return SqliteFile.Guarded(path, () =>
            {
                SqliteSchema.Ensure(connection, path);
                // Rows come from typed records: to check them again is a third of the time of a save. `fingerprint --verify` does it for a whole database.
                using (var rules = new PreparedStatement(connection, "PRAGMA ignore_check_constraints = ON")) rules.Run();
                return new SqliteStore(new StoreWriter(path, connection) { LogToFold = logToFold, MostLog = mostLog });
            });
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Stores several documents in one transaction: small ones change the same pages, which are written once then. It begins with the first thing that is stored; what is done
    /// besides must not take long, for nobody else can write meanwhile.
    /// </summary>
    /// <param name="work">Saves, notes and drops; nothing of it may be told before all is stored.</param>
    /// <returns>False if something could not be stored: then nothing of all is, and each thing may be stored alone, so that only what fails is lost.</returns>
    /// <exception cref="StoreException">The database can't be written at all; nothing is stored.</exception>
    /// <exception cref="OperationCanceledException">The wait for another process was ended; nothing is stored.</exception>
    public bool Together(Action work)
    {
        int lost = LostCorrections;
        if (_writer.Together(work)) return true;
        LostCorrections = lost;
        return false;
    }

    /// <summary>All files that the database knows, by path.</summary>
    /// <exception cref="StoreException">The database is damaged or locked.</exception>
    public Dictionary<string, FileRecord> Files() => SqliteFile.Guarded(_writer.Path, () => FileRows.Read(_writer.Connection));

    /// <summary>Begins a run.</summary>
    /// <returns>Its number.</returns>
    /// <exception cref="StoreException">The database could not take it.</exception>
    public long BeginRun(string programVersion, string ruleSet) => InTransaction(() =>
    {
        _begunAt = Now();
        Statement("INSERT INTO import_runs (started_at, program_version, rule_set) VALUES (?, ?, ?)")
            .Bind(1, _begunAt).Bind(2, programVersion).Bind(3, ruleSet).Run();
        return Statement("SELECT last_insert_rowid()").Number()!.Value;
    });

    /// <summary>Ends a run.</summary>
    /// <exception cref="StoreException">The database could not take it.</exception>
    public void EndRun(long runId, string outcome, RunCounts counts) => InTransaction(() =>
    {
        Statement("""
            UPDATE import_runs SET finished_at = ?, outcome = ?, imported = ?, replaced = ?, unchanged = ?, skipped = ?, failed = ?, pruned = ?
            WHERE run_id = ?
            """)
            .Bind(1, Now()).Bind(2, outcome).Bind(3, counts.Imported).Bind(4, counts.Replaced).Bind(5, counts.Unchanged)
            .Bind(6, counts.Skipped).Bind(7, counts.Failed).Bind(8, counts.Pruned).Bind(9, runId).Run();
        return true;
    });

    /// <summary>Makes sure that the file of the database's name is the one that a run writes to: on Unix it may be deleted or replaced meanwhile.</summary>
    /// <param name="runId">The run that was begun.</param>
    /// <exception cref="StoreException">It is another file, or there is none.</exception>
    public void EnsureInPlace(long runId)
    {
        if (!File.Exists(_writer.Path)) throw new StoreException($"{_writer.Path}: {SqliteFile.MovedAway}");
        using var there = SqliteFile.Open(_writer.Path, SqliteOpenMode.ReadOnly);
        bool isSame = SqliteFile.Guarded(_writer.Path, () =>
        {
            using var tables = new PreparedStatement(there, "SELECT count(*) FROM sqlite_schema WHERE name = 'import_runs'");
            if (tables.Number() is not > 0) return false;
            using var run = new PreparedStatement(there, "SELECT run_id FROM import_runs WHERE run_id = ? AND started_at = ?");
            return run.Bind(1, runId).Bind(2, _begunAt).Number() is not null;
        });
        if (!isSame) throw new StoreException($"{_writer.Path}: {SqliteFile.MovedAway}");
    }

    /// <summary>How many corrections lost their place in what was saved since the store was opened.</summary>
    public int LostCorrections { get; private set; }

    /// <summary>
    /// Stores a document under its file's path, in place of what was there, and applies its corrections. Where the file's content is another one than before, the
    /// corrections of the former content are carried to it, as far as their words are found.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="document">What it holds.</param>
    /// <param name="ruleSet">Hash of the rules in force.</param>
    /// <param name="runId">The run.</param>
    /// <param name="force">Whether the same content is stored anew.</param>
    /// <param name="given">What was given of it from outside, or null; where it is other than before, the same content is stored anew.</param>
    /// <exception cref="StoreException">The database could not take it; nothing of it is stored.</exception>
    public SaveOutcome Save(FileStamp file, PreparedDocument document, string ruleSet, long runId, bool force = false, string? given = null) =>
        InTransaction(() =>
        {
            long? former = Statement("SELECT document_id FROM files WHERE path = ?").Bind(1, file.Path).Number();
            long? same = Statement("SELECT document_id FROM documents WHERE sha256 = ?").Bind(1, document.Sha256).Number();
            string? formerGiven = Statement("SELECT given FROM files WHERE path = ? AND given IS NOT NULL").Bind(1, file.Path).Texts().FirstOrDefault();
            force |= given != formerGiven;
            bool upToDate = same is { } stored && !force &&
                Statement("SELECT 1 FROM documents WHERE document_id = ? AND rule_set = ?").Bind(1, stored).Bind(2, ruleSet).Number() is not null;
            bool formerDies = former is { } old && old != same && !IsShared(old, file.Path);
            string? formerContent = former is { } known && same is null ? _corrected.HashOf(known) : null;
            var carried = formerContent is null ? [] : _corrected.Carried(formerContent, document.Sha256, stays: !formerDies);
            var units = new List<string>();
            if (formerDies) units.AddRange(Remove(former!.Value));
            if (same is { } id && !upToDate) units.AddRange(Remove(id));
            // A file's new content takes over the former one's number, so that document 12 remains document 12.
            long documentId = same ?? (formerDies ? former!.Value : Statement("SELECT coalesce(max(document_id), 0) + 1 FROM documents").Number()!.Value);
            if (!upToDate) _rows.Insert(document.Rows.Span, documentId);
            WriteFile(file, document.Sha256, document.Status, null, null, documentId, ruleSet, runId);
            if (given != formerGiven) Statement("UPDATE files SET given = ? WHERE path = ?").Bind(1, given).Bind(2, file.Path).Run();
            if (!upToDate) Correct(documentId, document.Sha256, carried);
            _rows.DropUnused(units);
            if (former is not null && (former != same || !upToDate)) return SaveOutcome.Replaced;
            return former is null ? SaveOutcome.Imported : SaveOutcome.Unchanged;
        });

    /// <summary>
    /// Corrections that wait for a document of which only another version is stored, under the same name, are carried to it, as far as their words are found. To be called
    /// when the documents are stored.
    /// </summary>
    /// <exception cref="StoreException">The database could not be changed.</exception>
    public void AdoptCorrections()
    {
        if (Explained(() => Statement("SELECT 1 FROM corrections WHERE state = 'waiting' LIMIT 1").Number()) is not null)
            LostCorrections += InTransaction(_corrected.Adopt);
    }

    /// <summary>Notes that a file could not be used; what was stored of it before stays.</summary>
    /// <exception cref="StoreException">The database could not take the note.</exception>
    public void SaveFailure(FileStamp file, string? sha256, FileFailure failure, string ruleSet, long runId) =>
        InTransaction(() =>
        {
            long? former = Statement("SELECT document_id FROM files WHERE path = ?").Bind(1, file.Path).Number();
            WriteFile(file, sha256, failure.Status, failure.Code, failure.Reason, former, ruleSet, runId);
            return true;
        });

    /// <summary>
    /// Stores an archive's own row, after those of its members, and drops what the archive held before and holds no more.
    /// </summary>
    /// <param name="archive">The archive.</param>
    /// <param name="sha256">SHA-256 of its bytes.</param>
    /// <param name="note">What is to be said of it, or null where all of its members were read.</param>
    /// <param name="members">Paths of its members.</param>
    /// <param name="ruleSet">Hash of the rules in force.</param>
    /// <param name="runId">The run.</param>
    /// <exception cref="StoreException">The database could not take it.</exception>
    public void SaveArchive(FileStamp archive, string sha256, FileFailure? note, IEnumerable<string> members, string ruleSet, long runId) =>
        InTransaction(() =>
        {
            // What was a document before is an archive now.
            if (Statement("SELECT document_id FROM files WHERE path = ?").Bind(1, archive.Path).Number() is not null) Drop(archive.Path);
            DropStale(archive.Path, members);
            WriteFile(archive, sha256, note?.Status ?? DocumentStatus.Imported, note?.Code, note?.Reason, null, ruleSet, runId);
            return true;
        });

    /// <summary>Drops what an archive held, except for these members.</summary>
    /// <exception cref="StoreException">The database could not be changed.</exception>
    public void DropMembers(string archivePath, IEnumerable<string> except) => InTransaction(() => DropStale(archivePath, except));

    /// <summary>Notes that a file's size and time are other ones, its bytes being the same.</summary>
    /// <exception cref="StoreException">The database could not take the note.</exception>
    public void Touch(FileStamp file, long runId) =>
        InTransaction(() =>
        {
            Statement("UPDATE files SET size_bytes = ?, modified_at = ?, run_id = ? WHERE path = ?")
                .Bind(1, file.Size).Bind(2, FileRows.Iso(file.ModifiedAt)).Bind(3, runId).Bind(4, file.Path).Run();
            return true;
        });

    /// <summary>Drops files below a folder, and documents that no file has any more.</summary>
    /// <param name="prefix">The folder's path with a slash at its end.</param>
    /// <param name="isGone">Whether a file, or the archive that it is in, is not there any more; called with the file's path.</param>
    /// <param name="cancellation">Stops between two files.</param>
    /// <returns>How many were dropped.</returns>
    /// <exception cref="StoreException">The database could not be changed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; what was dropped is gone.</exception>
    public int Prune(string prefix, Func<string, bool> isGone, CancellationToken cancellation = default)
    {
        int dropped = 0;
        foreach (string path in Explained(() => PathsBelow(prefix)))
        {
            cancellation.ThrowIfCancellationRequested();
            if (!isGone(path)) continue;
            InTransaction(() => Drop(path));
            dropped++;
        }
        return dropped;
    }

    /// <summary>Brings the index for full-text search up to date, in transactions of its own. To be called when the documents are stored.</summary>
    /// <param name="cancellation">Stops it; the rest is done the next time.</param>
    /// <returns>How many documents were added.</returns>
    /// <exception cref="StoreException">The database could not be changed; what was added stays.</exception>
    public int UpdateSearchIndex(CancellationToken cancellation) => Explained(() => _search.Update(cancellation));

    /// <summary>Adds the words of documents that are not in the word table, in transactions of its own.</summary>
    /// <param name="cutter">Cuts the words; documents that were cut by another version are done anew.</param>
    /// <param name="cancellation">Stops it; the rest is done the next time.</param>
    /// <returns>How many documents were added.</returns>
    /// <exception cref="StoreException">The database could not be changed; what was added stays.</exception>
    public int UpdateWords(WordCutter cutter, CancellationToken cancellation) => Explained(() => _words.Update(cutter, cancellation));

    /// <summary>How many documents are not looked at yet for which task comes from which, or were so by other rules or words.</summary>
    /// <param name="words">The cutter's version.</param>
    public long MissingFromLineage(string words) => _lineage.Missing(words);

    /// <summary>Finds anew which task comes from which; the words are up to date.</summary>
    /// <param name="words">The cutter's version.</param>
    /// <param name="cancellation">Stops it; what was there stays.</param>
    /// <returns>How many links there are.</returns>
    /// <exception cref="StoreException">The database could not be changed.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public int MakeLineage(string words, CancellationToken cancellation) => Explained(() => _lineage.Make(words, cancellation));

    /// <summary>Folds the write-ahead log into the file, which alone is whole then.</summary>
    /// <remarks>While another program reads, the log stays; whoever is last folds it in.</remarks>
    /// <exception cref="StoreException">The file can't be written.</exception>
    public void Checkpoint() => _writer.FoldLog();

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    /// <summary>Paths that begin with a prefix which ends with a slash; after the slash comes 0, which bounds them.</summary>
    private List<string> PathsBelow(string prefix) =>
        Statement("SELECT path FROM files WHERE path >= ? AND path < ? ORDER BY path").Bind(1, prefix).Bind(2, prefix[..^1] + "0").Texts();

    private bool DropStale(string archivePath, IEnumerable<string> except)
    {
        var kept = except.ToHashSet(StringComparer.Ordinal);
        foreach (string path in PathsBelow(archivePath + "!/"))
            if (!kept.Contains(path)) Drop(path);
        return true;
    }

    /// <summary>Removes a file's row, and its document where no other file has it.</summary>
    private bool Drop(string path)
    {
        long? document = Statement("SELECT document_id FROM files WHERE path = ?").Bind(1, path).Number();
        bool dies = document is { } id && !IsShared(id, path);
        Statement("DELETE FROM files WHERE path = ?").Bind(1, path).Run();
        if (dies) _rows.DropUnused(Remove(document!.Value));
        return true;
    }

    /// <summary>Applies a document's own corrections and those that are carried to it, after its rows were written as the rules say.</summary>
    private void Correct(long documentId, string sha256, ImmutableArray<StoredCorrection> carried)
    {
        if (carried.IsEmpty && !_corrected.Corrections.Any(sha256)) return;
        _corrected.Forget(sha256);
        LostCorrections += _corrected.Apply(documentId, sha256, [.. _corrected.Corrections.Of(sha256), .. carried]).Count(outcome => outcome.Lost is not null);
    }

    /// <summary>Removes a document with all that hangs on it.</summary>
    /// <returns>The units that it named.</returns>
    private List<string> Remove(long documentId)
    {
        var units = _rows.Units(documentId);
        if (_corrected.HashOf(documentId) is { } sha256) _corrected.Release(sha256);
        _search.Remove(documentId);
        _words.Remove(documentId);
        Statement($"DELETE FROM {StoreTable.Documents.StoredName} WHERE document_id = ?").Bind(1, documentId).Run();
        return units;
    }

    private bool IsShared(long documentId, string path) =>
        Statement("SELECT 1 FROM files WHERE document_id = ? AND path <> ? LIMIT 1").Bind(1, documentId).Bind(2, path).Number() is not null;

    private void WriteFile(
        FileStamp file, string? sha256, DocumentStatus status, string? code, string? reason, long? documentId, string ruleSet, long runId) =>
        Statement("""
            INSERT INTO files (path, name, size_bytes, modified_at, sha256, status, code, reason, document_id, rule_set, run_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (path) DO UPDATE SET size_bytes = excluded.size_bytes, modified_at = excluded.modified_at, sha256 = excluded.sha256,
                status = excluded.status, code = excluded.code, reason = excluded.reason, document_id = excluded.document_id,
                rule_set = excluded.rule_set, run_id = excluded.run_id
            """)
            .Bind(1, file.Path).Bind(2, file.Path[(file.Path.LastIndexOf('/') + 1)..]).Bind(3, file.Size).Bind(4, FileRows.Iso(file.ModifiedAt))
            .Bind(5, sha256).Bind(6, StoredNames.Of(status)).Bind(7, code).Bind(8, reason).Bind(9, documentId).Bind(10, ruleSet).Bind(11, runId)
            .Run();

    private T InTransaction<T>(Func<T> work) => _writer.InTransaction(work);

    private T Explained<T>(Func<T> work) => _writer.Explained(work);

    private PreparedStatement Statement(string sql) => _writer.Statement(sql);

    private static string Now() => DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}

/// <summary>How the files of a run fared.</summary>
public sealed record RunCounts(int Imported, int Replaced, int Unchanged, int Skipped, int Failed, int Pruned)
{
    /// <summary>The counts with one document more.</summary>
    internal RunCounts With(SaveOutcome outcome) => outcome switch
    {
        SaveOutcome.Imported => this with { Imported = Imported + 1 },
        SaveOutcome.Replaced => this with { Replaced = Replaced + 1 },
        _ => this with { Unchanged = Unchanged + 1 },
    };

    /// <summary>The counts with one file more that could not be used.</summary>
    internal RunCounts With(FileFailure failure) => failure.Status == DocumentStatus.Skipped ? this with { Skipped = Skipped + 1 } : this with { Failed = Failed + 1 };
}
