
namespace PolicyIngest.Ingest.Store.Records;

/// <summary>Stores records in a SQLite file, some of them together in one transaction.</summary>
public sealed class SqliteRecordStore : IRecordStore
{
    private readonly SqliteStore _store;
    private readonly long _run;
    private readonly List<(ExtractionRecord Record, IReadOnlyCollection<string> Members)> _waiting = [];
    private long _waitingBytes;

    /// <summary>Opens the file, or makes it, and begins a run.</summary>
    /// <exception cref="StoreException">The file can't be used.</exception>
    public SqliteRecordStore(string path)
    {
        _store = SqliteStore.Open(path);
        _run = _store.BeginRun(ProgramIdentity.Version, ProgramIdentity.RuleSet);
    }

    /// <inheritdoc/>
    public RunCounts Counts { get; private set; } = new(0, 0, 0, 0, 0, 0);

    /// <inheritdoc/>
    public int LostCorrections => _store.LostCorrections;

    /// <inheritdoc/>
    public void Add(ExtractionRecord record, IReadOnlyCollection<string> members)
    {
        if (record is { IsArchive: false, Document: null, Failure: null }) throw RecordFault.Empty();
        _waiting.Add((record, members));
        _waitingBytes += record.Document?.Rows.Length ?? 0;
        if (_waiting.Count >= SqliteStore.MostTogether || _waitingBytes >= SqliteStore.MostBytesTogether) StoreWaiting();
    }

    /// <inheritdoc/>
    public void Finish(string outcome, CancellationToken cancellation)
    {
        StoreWaiting();
        _store.EndRun(_run, outcome, Counts);
        if (outcome == "finished")
        {
            _store.AdoptCorrections();
            _store.UpdateSearchIndex(cancellation);
        }
        _store.Checkpoint();
    }

    /// <inheritdoc/>
    public void Dispose() => _store.Dispose();

    /// <summary>Stores what waits together; where that fails, each alone, so that those before the one that fails stay.</summary>
    private void StoreWaiting()
    {
        var records = _waiting.ToArray();
        _waiting.Clear();
        _waitingBytes = 0;
        var counts = Counts;
        if (_store.Together(() => StoreEach(records))) return;
        Counts = counts;
        StoreEach(records);
    }

    private void StoreEach((ExtractionRecord Record, IReadOnlyCollection<string> Members)[] records)
    {
        foreach (var (record, members) in records)
        {
            var stamp = new FileStamp(record.Name, record.Size, null);
            if (record.IsArchive) _store.SaveArchive(stamp, record.Sha256!, record.Failure, members, record.RuleSet, _run);
            else if (record.Document is { } document) Counts = Counts.With(_store.Save(stamp, document, record.RuleSet, _run));
            else
            {
                _store.SaveFailure(stamp, record.Sha256, record.Failure!, record.RuleSet, _run);
                Counts = Counts.With(record.Failure!);
            }
        }
    }
}

/// <summary>What is said of a record that says nothing.</summary>
internal static class RecordFault
{
    public static FormatException Empty() => new("the record has neither a document nor a reason why there is none");
}
