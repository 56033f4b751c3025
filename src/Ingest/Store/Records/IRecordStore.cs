namespace PolicyIngest.Ingest.Store.Records;

/// <summary>A database that takes records.</summary>
public interface IRecordStore : IDisposable
{
    /// <summary>How the records fared that are stored so far.</summary>
    RunCounts Counts { get; }

    /// <summary>How many corrections lost their place in what is stored so far.</summary>
    int LostCorrections { get; }

    /// <summary>Takes a record; it may be stored together with those that follow.</summary>
    /// <param name="record">The record.</param>
    /// <param name="members">For an archive, the names of its members.</param>
    /// <exception cref="StoreException">The database could not take it.</exception>
    /// <exception cref="FormatException">The record has neither a document nor a reason why there is none.</exception>
    void Add(ExtractionRecord record, IReadOnlyCollection<string> members);

    /// <summary>Stores what waits, and ends the run.</summary>
    /// <param name="outcome">finished, cancelled or failed.</param>
    /// <param name="cancellation">Stops what can be done later.</param>
    /// <exception cref="StoreException">The database could not take it.</exception>
    void Finish(string outcome, CancellationToken cancellation);
}
