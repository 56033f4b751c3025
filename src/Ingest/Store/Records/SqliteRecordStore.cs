
namespace PolicyIngest.Ingest.Store.Records;

/// <summary>Stores records in a SQLite file, each in a transaction of its own.</summary>
public sealed class SqliteRecordStore : IRecordStore
{
    private readonly SqliteStore _store;
    private readonly long _run;

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
        var stamp = new FileStamp(record.Name, record.Size, null);
        if (record.IsArchive) _store.SaveArchive(stamp, record.Sha256!, record.Failure, members, record.RuleSet, _run);
        else if (record.Document is { } document) Counts = Counts.With(_store.Save(stamp, document, record.RuleSet, _run));
        else if (record.Failure is { } failure)
        {
            _store.SaveFailure(stamp, record.Sha256, failure, record.RuleSet, _run);
            Counts = Counts.With(failure);
        }
        else throw RecordFault.Empty();
    }

    /// <inheritdoc/>
    public void Finish(string outcome, CancellationToken cancellation)
    {
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
}

/// <summary>What is said of a record that says nothing.</summary>
internal static class RecordFault
{
    public static FormatException Empty() => new("the record has neither a document nor a reason why there is none");
}
