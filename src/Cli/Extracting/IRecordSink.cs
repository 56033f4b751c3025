using PolicyIngest.Ingest.Store.Records;

namespace PolicyIngest.Cli.Extracting;

/// <summary>Where records go.</summary>
internal interface IRecordSink
{
    /// <summary>How it needs records, so that the process that reads documents makes them.</summary>
    RecordForm Form { get; }

    /// <summary>Takes a record.</summary>
    void Write(ExtractionRecord record);

    /// <summary>Writes what waits.</summary>
    void Finish();
}
