using System.Collections.Immutable;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Store.Correcting;

/// <summary>
/// Corrects documents of a database. Each change is one transaction: the corrections, the document's facts, sums and findings go together, and whatever stops the
/// program leaves either all of it or nothing. Several processes may correct one database; who has not seen another's change is told of a conflict.
/// One thread at a time.
/// </summary>
public interface ICorrections : IDisposable
{
    /// <summary>The documents that may be meant by a name, each with all of its paths.</summary>
    /// <param name="named">A path, the last part of one, or a number.</param>
    /// <exception cref="StoreException">The database can't be read.</exception>
    ImmutableArray<StoredDocument> Documents(string named);

    /// <summary>A document as it stands now, with its revision and corrections; null where there is none of that number.</summary>
    /// <exception cref="StoreException">The database can't be read.</exception>
    CorrectedDocument? Load(long documentId);

    /// <summary>A document's corrections, undone ones too, in the order in which they were made.</summary>
    /// <exception cref="StoreException">The database can't be read.</exception>
    ImmutableArray<StoredCorrection> List(long documentId);

    /// <summary>All corrections, those of documents that are not stored too.</summary>
    /// <exception cref="StoreException">The database can't be read.</exception>
    ImmutableArray<StoredCorrection> List();

    /// <summary>Stores corrections of a document and applies them, all or none.</summary>
    /// <param name="documentId">The document.</param>
    /// <param name="corrections">Corrections without ids, in the order in which they are to be applied; <see cref="Corrections.CorrectionDraft"/> makes them.</param>
    /// <param name="expectedRevision">The revision that whoever made them has seen.</param>
    /// <returns>The new revision and the corrections with their ids, or why nothing was written.</returns>
    /// <exception cref="StoreException">The database could not take it; nothing of it is stored.</exception>
    CorrectionResult Append(long documentId, IReadOnlyList<Correction> corrections, long expectedRevision);

    /// <summary>Takes a correction back; it stays in the list as undone.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="expectedRevision">The document's revision that whoever takes it back has seen; null where that does not matter.</param>
    /// <exception cref="StoreException">The database could not take it; nothing of it is stored.</exception>
    CorrectionResult Undo(string id, long? expectedRevision = null);

    /// <summary>Brings a correction back that was undone; it is applied at its former place in the order.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="expectedRevision">The document's revision that whoever brings it back has seen; null where that does not matter.</param>
    /// <exception cref="StoreException">The database could not take it; nothing of it is stored.</exception>
    CorrectionResult Redo(string id, long? expectedRevision = null);

    /// <summary>Takes corrections from a file: those whose ids are not known yet. What has lost its place is kept with an alarm, what has no document waits for it.</summary>
    /// <exception cref="StoreException">The database could not take them; documents done before stay done.</exception>
    /// <exception cref="ArgumentException">A correction is not fit to be stored.</exception>
    CorrectionCounts Import(IReadOnlyList<Correction> corrections);
}
