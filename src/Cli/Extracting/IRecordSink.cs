using PolicyIngest.Ingest.Store.Records;

namespace PolicyIngest.Cli.Extracting;

/// <summary>Where records go.</summary>
internal interface IRecordSink
{
    /// <summary>Takes a record.</summary>
    void Write(ExtractionRecord record);

    /// <summary>Writes what waits.</summary>
    void Finish();
}
