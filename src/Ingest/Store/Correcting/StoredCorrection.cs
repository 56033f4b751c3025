using System.Collections.Immutable;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Store.Correcting;

/// <summary>How a stored correction fares.</summary>
public enum CorrectionState
{
    /// <summary>It is in force.</summary>
    Applied,
    /// <summary>Its place is gone or reads otherwise now; a finding says so.</summary>
    Lost,
    /// <summary>Somebody took it back.</summary>
    Undone,
    /// <summary>Its document is not in the database.</summary>
    Waiting,
}

/// <summary>A correction as the database holds it.</summary>
/// <param name="Correction">The correction.</param>
/// <param name="State">How it fares.</param>
/// <param name="Reason">Why it is lost; null in any other state.</param>
public sealed record StoredCorrection(Correction Correction, CorrectionState State, string? Reason);

/// <summary>A document as it stands after its corrections.</summary>
/// <param name="Extraction">The corrected extraction.</param>
/// <param name="Revision">Which change of its corrections this is; to be given to <see cref="CorrectionStore.Append"/>.</param>
/// <param name="Corrections">Its corrections, undone ones too, in the order in which they were made.</param>
public sealed record CorrectedDocument(Extraction Extraction, long Revision, ImmutableArray<StoredCorrection> Corrections);

/// <summary>How an attempt to correct a document ended.</summary>
public enum CorrectionStatus
{
    /// <summary>All is stored and in force.</summary>
    Stored,
    /// <summary>The document was corrected or imported anew meanwhile; nothing was written. Load it again and look.</summary>
    Conflict,
    /// <summary>A correction can't be applied; nothing was written. <see cref="CorrectionResult.Reason"/> says why.</summary>
    Refused,
    /// <summary>There is no such document or correction; nothing was written.</summary>
    NotFound,
}

/// <summary>What came of an attempt to correct a document.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Revision">The document's revision now.</param>
/// <param name="Corrections">The corrections as they were stored, with their ids; empty unless stored.</param>
/// <param name="Reason">Why it was refused, in one sentence; else null.</param>
public sealed record CorrectionResult(CorrectionStatus Status, long Revision, ImmutableArray<Correction> Corrections, string? Reason = null);

/// <summary>What came of corrections from a file.</summary>
/// <param name="Added">Corrections that the database did not know.</param>
/// <param name="Known">Corrections that it knew.</param>
/// <param name="Lost">Of those added, how many could not be applied; each has an alarm among the findings.</param>
/// <param name="Waiting">Of those added, how many belong to documents that are not in the database.</param>
public sealed record CorrectionCounts(int Added, int Known, int Lost, int Waiting)
{
    /// <summary>The counts of both.</summary>
    public static CorrectionCounts operator +(CorrectionCounts one, CorrectionCounts two) => new(one.Added + two.Added, one.Known + two.Known, one.Lost + two.Lost, one.Waiting + two.Waiting);
}
