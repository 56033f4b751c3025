using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using PolicyIngest.Ingest.Corrections;
using PolicyIngest.Ingest.Store.Search;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Store.Correcting;

/// <summary>Corrects documents of a SQLite file.</summary>
public sealed class CorrectionStore : ICorrections
{
    private readonly StoreWriter _writer;
    private readonly CorrectedDocuments _documents;

    private CorrectionStore(StoreWriter writer)
    {
        _writer = writer;
        _documents = new CorrectedDocuments(writer, new SearchIndex(writer), new WordTable(writer));
    }

    /// <summary>Opens a database that an import has filled.</summary>
    /// <exception cref="StoreException">The file can't be used; the message says why.</exception>
    public static CorrectionStore Open(string path)
    {
        // First for reading: the message for an empty or foreign file is the same as that of all who read.
        SqliteFile.OpenFilled(path).Dispose();
        return new CorrectionStore(new StoreWriter(path, SqliteFile.Open(path, SqliteOpenMode.ReadWrite)));
    }

    /// <summary>Corrects in a database that is open already, and is closed with this.</summary>
    internal static CorrectionStore Of(StoreWriter writer) => new(writer);

    /// <summary>Opens a database for corrections that come before its first import; makes it where there is none.</summary>
    /// <exception cref="StoreException">The file can't be used; the message says why.</exception>
    public static CorrectionStore OpenOrCreate(string path)
    {
        SqliteStore.Open(path).Dispose();
        return Open(path);
    }

    /// <inheritdoc/>
    public ImmutableArray<StoredDocument> Documents(string named) => Read(() => StoredExtractions.Documents(_writer.Connection));

    /// <inheritdoc/>
    public CorrectedDocument? Load(long documentId) => Read(() => _documents.HashOf(documentId) is { } sha256
        ? new CorrectedDocument(_documents.Load(documentId), _documents.Revision(sha256), [.. _documents.Corrections.Of(sha256)])
        : null);

    /// <summary>What the rules alone said of a document; null where there is none of that number.</summary>
    /// <exception cref="StoreException">The database is damaged or locked.</exception>
    public Extraction? ByRules(long documentId) => Read(() => _documents.HashOf(documentId) is { } sha256 ? _documents.ByRules(documentId, sha256) : null);

    /// <summary>The revision of a document's corrections: 0 where it never had any, else one more with each change.</summary>
    /// <exception cref="StoreException">The database is damaged or locked.</exception>
    public long Revision(long documentId) => Read(() => _documents.HashOf(documentId) is { } sha256 ? _documents.Revision(sha256) : 0);

    /// <inheritdoc/>
    public ImmutableArray<StoredCorrection> List(long documentId) =>
        Read(() => _documents.HashOf(documentId) is { } sha256 ? _documents.Corrections.Of(sha256).ToImmutableArray() : []);

    /// <inheritdoc/>
    public ImmutableArray<StoredCorrection> List() => Read(() => _documents.Corrections.All().ToImmutableArray());

    /// <inheritdoc/>
    public CorrectionResult Append(long documentId, IReadOnlyList<Correction> corrections, long expectedRevision)
    {
        foreach (var correction in corrections)
            if (CorrectionFields.Problem(correction) is { } problem) return new CorrectionResult(CorrectionStatus.Refused, expectedRevision, [], problem);
        return _writer.InTransaction(() =>
        {
            if (_documents.HashOf(documentId) is not { } sha256) return new CorrectionResult(CorrectionStatus.NotFound, 0, []);
            long revision = _documents.Revision(sha256);
            if (revision != expectedRevision || corrections.Any(each => each.DocumentSha256 != sha256)) return new CorrectionResult(CorrectionStatus.Conflict, revision, []);
            var added = WithIds(corrections);
            return Apply(documentId, sha256, [.. _documents.Corrections.Of(sha256), .. added.Select(New)], added, revision);
        });
    }

    /// <inheritdoc/>
    public CorrectionResult Undo(string id, long? expectedRevision = null) => SetUndone([id], true, expectedRevision);

    /// <summary>Takes several corrections of one document back, all or none.</summary>
    /// <param name="ids">Their ids; at least one.</param>
    /// <param name="expectedRevision">The document's revision that whoever takes them back has seen.</param>
    /// <exception cref="StoreException">The database could not take it; nothing of it is stored.</exception>
    public CorrectionResult Undo(IReadOnlyList<string> ids, long expectedRevision) => SetUndone(ids, true, expectedRevision);

    /// <inheritdoc/>
    public CorrectionResult Redo(string id, long? expectedRevision = null) => SetUndone([id], false, expectedRevision);

    /// <summary>Brings several corrections of one document back, all or none.</summary>
    /// <param name="ids">Their ids; at least one.</param>
    /// <param name="expectedRevision">The document's revision that whoever brings them back has seen.</param>
    /// <exception cref="StoreException">The database could not take it; nothing of it is stored.</exception>
    public CorrectionResult Redo(IReadOnlyList<string> ids, long expectedRevision) => SetUndone(ids, false, expectedRevision);

    /// <inheritdoc/>
    public CorrectionCounts Import(IReadOnlyList<Correction> corrections)
    {
        foreach (var correction in corrections)
            if (CorrectionFields.Problem(correction) is { } problem) throw new ArgumentException(problem);
        var counts = new CorrectionCounts(0, 0, 0, 0);
        foreach (var document in corrections.GroupBy(each => each.DocumentSha256, StringComparer.Ordinal))
        {
            var one = _writer.InTransaction(() => Import(document.Key, [.. document]));
            counts += one;
        }
        return counts;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            _writer.FoldLog();
        }
        catch (StoreException)
        {
            // Another program is at it; whoever is last folds the log in.
        }
        _writer.Dispose();
    }

    private CorrectionCounts Import(string sha256, List<Correction> corrections)
    {
        var unknown = corrections.Where(each => each.Id.Length == 0 || _documents.Corrections.Find(each.Id) is null).ToList();
        var known = new CorrectionCounts(0, corrections.Count - unknown.Count, 0, 0);
        if (unknown.Count == 0) return known;
        var added = WithIds(unknown).Select(New).ToList();
        if (_documents.DocumentOf(sha256) is not { } documentId)
        {
            foreach (var stored in added) _documents.Corrections.Write(stored with { State = CorrectionState.Waiting });
            return known with { Added = added.Count, Waiting = added.Count };
        }
        var ids = added.Select(stored => stored.Correction.Id).ToHashSet(StringComparer.Ordinal);
        var outcomes = _documents.Apply(documentId, sha256, [.. _documents.Corrections.Of(sha256), .. added]);
        return known with { Added = added.Count, Lost = outcomes.Count(outcome => outcome.Lost is not null && ids.Contains(outcome.Correction.Id)) };
    }

    private CorrectionResult SetUndone(IReadOnlyList<string> ids, bool undone, long? expectedRevision) => _writer.InTransaction(() =>
    {
        var named = ids.Select(_documents.Corrections.Find).OfType<StoredCorrection>().ToList();
        if (named.Count == 0 || named.Count < ids.Count) return new CorrectionResult(CorrectionStatus.NotFound, 0, []);
        string sha256 = named[0].Correction.DocumentSha256;
        if (named.Exists(stored => stored.Correction.DocumentSha256 != sha256)) return new CorrectionResult(CorrectionStatus.NotFound, 0, []);
        long revision = _documents.Revision(sha256);
        if (expectedRevision is { } expected && expected != revision) return new CorrectionResult(CorrectionStatus.Conflict, revision, []);
        var changed = named.Where(stored => undone != (stored.State == CorrectionState.Undone))
            .Select(stored => stored with { State = undone ? CorrectionState.Undone : CorrectionState.Waiting, Reason = null })
            .ToDictionary(stored => stored.Correction.Id, StringComparer.Ordinal);
        ImmutableArray<Correction> corrections = [.. named.Select(stored => stored.Correction)];
        if (changed.Count == 0) return new CorrectionResult(CorrectionStatus.Stored, revision, corrections);
        if (_documents.DocumentOf(sha256) is not { } documentId)
        {
            foreach (var stored in changed.Values) _documents.Corrections.Write(stored);
            return new CorrectionResult(CorrectionStatus.Stored, revision, corrections);
        }
        List<StoredCorrection> all = [.. _documents.Corrections.Of(sha256).Select(each => changed.GetValueOrDefault(each.Correction.Id, each))];
        return Apply(documentId, sha256, all, undone ? [] : [.. corrections], revision);
    });

    /// <summary>Applies a document's corrections; where one of those that matter can't be applied, nothing is written.</summary>
    private CorrectionResult Apply(long documentId, string sha256, List<StoredCorrection> all, List<Correction> matter, long revision)
    {
        var ids = matter.Select(correction => correction.Id).ToHashSet(StringComparer.Ordinal);
        string? refused = null;
        _documents.Apply(documentId, sha256, all, outcomes => (refused = outcomes.FirstOrDefault(outcome => outcome.Lost is not null && ids.Contains(outcome.Correction.Id))?.Lost) is null);
        return refused is null
            ? new CorrectionResult(CorrectionStatus.Stored, revision + 1, [.. matter])
            : new CorrectionResult(CorrectionStatus.Refused, revision, [], refused);
    }

    private List<Correction> WithIds(IReadOnlyList<Correction> corrections)
    {
        string? last = _documents.Corrections.LastId();
        var named = new List<Correction>();
        // One time for the whole act, so that its ids follow each other closely however long it takes.
        var now = DateTime.UtcNow;
        int step = CorrectionId.BetweenActs;
        foreach (var correction in corrections)
        {
            if (correction.Id.Length == 0) (last, step) = (CorrectionId.After(now, last, step), 1);
            named.Add(correction.Id.Length > 0 ? correction : correction with { Id = last! });
        }
        return named;
    }

    private static StoredCorrection New(Correction correction) => new(correction, CorrectionState.Waiting, null);

    private T Read<T>(Func<T> work) => SqliteFile.Guarded(_writer.Path, () =>
    {
        // Several tables are read one after the other: a transaction keeps another process from changing them in between.
        _writer.Statement("BEGIN").Run();
        try
        {
            return work();
        }
        finally
        {
            _writer.Statement("COMMIT").Run();
        }
    });
}
