using PolicyIngest.Ingest.Store;

namespace PolicyIngest.Cli.Importing;

/// <summary>What became of a document: a failure, or its rows with a few figures about it.</summary>
/// <param name="Path">The file's key; a member of an archive is <c>archive.zip!/member</c>.</param>
/// <param name="Size">Size in bytes, or null where the file could not be read.</param>
/// <param name="Sha256">SHA-256 of its bytes, or null where they could not be read.</param>
/// <param name="Failure">Why it could not be used, or null.</param>
/// <param name="Document">Its rows, or null after a failure.</param>
/// <param name="Figures">About the document; null after a failure.</param>
internal sealed record DocumentOutcome(
    string Path, long? Size, string? Sha256, FileFailure? Failure, PreparedDocument? Document = null, DocumentFigures? Figures = null)
{
    /// <summary>Its record in the form that was asked for; else empty. With a line <see cref="Document"/> has no rows.</summary>
    public ReadOnlyMemory<byte> Record { get; init; }
}

/// <summary>What an archive holds.</summary>
/// <param name="Sha256">SHA-256 of the archive's bytes.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="PassedOver">Members that are no documents: what systems leave behind.</param>
/// <param name="Members">The others, in order.</param>
internal sealed record ArchiveListing(string Sha256, long Size, int PassedOver, List<ListedMember> Members);

/// <summary>A member of an archive.</summary>
/// <param name="Path"><c>archive.zip!/member</c>.</param>
/// <param name="Size">Unpacked bytes, as the archive declares.</param>
/// <param name="Failure">Why it can't be read, as far as the archive's directory tells; else null.</param>
internal sealed record ListedMember(string Path, long Size, FileFailure? Failure);

/// <summary>Figures about a document, for the log.</summary>
internal sealed record DocumentFigures(string Format, int Plans, int Tasks, int Assignments, int Deadlines, int Targets, int Diagnostics, int Alarms, int Doubts);
