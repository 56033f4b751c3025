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
    string Path, long? Size, string? Sha256, FileFailure? Failure, PreparedDocument? Document = null, DocumentFigures? Figures = null);

/// <summary>Figures about a document, for the log.</summary>
internal sealed record DocumentFigures(string Format, int Plans, int Tasks, int Assignments, int Deadlines, int Targets, int Diagnostics);
