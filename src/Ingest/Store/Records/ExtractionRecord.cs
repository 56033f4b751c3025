namespace PolicyIngest.Ingest.Store.Records;

/// <summary>
/// What came of one file, complete in itself: made on one machine, stored on another. The same bytes read by the same rules give the same record, but for its name.
/// </summary>
/// <param name="Name">The file as it was named; a member of an archive is <c>archive.zip!/member</c>.</param>
/// <param name="Size">Size in bytes, or null where the file could not be read.</param>
/// <param name="Sha256">SHA-256 of its bytes, 64 hexadecimal digits, or null where they could not be read.</param>
/// <param name="RuleSet">The rules in force (<see cref="ProgramIdentity.RuleSet"/>).</param>
/// <param name="Failure">Why it could not be used, or what is to be said of an archive; else null.</param>
/// <param name="Document">Its rows; null after a failure and for an archive.</param>
public sealed record ExtractionRecord(string Name, long? Size, string? Sha256, string RuleSet, FileFailure? Failure, PreparedDocument? Document)
{
    /// <summary>Version of the form of records; goes up with each change of it.</summary>
    public const int Version = 1;

    /// <summary>The record's bytes in the form that was asked for, where they are made already; else empty. As a line it is whole, and its document has no rows.</summary>
    public ReadOnlyMemory<byte> Made { get; init; }

    /// <summary>Whether the file is an archive, whose members have records of their own.</summary>
    public bool IsArchive { get; init; }
}

/// <summary>In which form a record is wanted.</summary>
public enum RecordForm
{
    /// <summary>Not as bytes.</summary>
    None,
    /// <summary>As <see cref="RecordJson"/> writes it.</summary>
    Line,
    /// <summary>As <see cref="PackedRecord"/> packs it.</summary>
    Packed,
}
