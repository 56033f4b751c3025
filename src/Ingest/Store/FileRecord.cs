using PolicyIngest.Ingest.Lexicons;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Store;

/// <summary>A file as an import found it.</summary>
/// <param name="Path">Absolute path with <c>/</c>; a member of an archive is <c>archive.zip!/member</c>.</param>
/// <param name="Size">Size in bytes, or null where it could not be told.</param>
/// <param name="ModifiedAt">Time of last change in UTC, or null where it could not be told.</param>
public sealed record FileStamp(string Path, long? Size, DateTime? ModifiedAt);

/// <summary>What the database knows of a file.</summary>
/// <param name="Stamp">The file when it was last read.</param>
/// <param name="Sha256">SHA-256 of the bytes last read, or null where they could not be read.</param>
/// <param name="Status">How it fared.</param>
/// <param name="RuleSet">The rules in force then.</param>
/// <param name="DocumentId">Its stored content, or null.</param>
public sealed record FileRecord(FileStamp Stamp, string? Sha256, DocumentStatus Status, string RuleSet, long? DocumentId)
{
    /// <summary>What a person said of it from outside (<see cref="Rules.GivenText"/>), or null.</summary>
    public string? Given { get; init; }
}

/// <summary>Why a file could not be used.</summary>
/// <param name="Status">A status other than imported and partial.</param>
/// <param name="Code">A stable name in kebab case.</param>
/// <param name="Reason">One sentence without the file's name.</param>
public sealed record FileFailure(DocumentStatus Status, string Code, string Reason)
{
    /// <summary>The one line that tells it of a file.</summary>
    public string Of(string path) => $"{path}: {Reason} ({StoredNames.Of(Status)}, {Code})";
}

/// <summary>What storing a document changed.</summary>
public enum SaveOutcome
{
    /// <summary>The file was not known or had no content stored.</summary>
    Imported,
    /// <summary>The file's former content, or the former reading of the same content, was replaced.</summary>
    Replaced,
    /// <summary>The content was stored already, as these rules read it.</summary>
    Unchanged,
}

/// <summary>A document made ready to be stored.</summary>
/// <param name="Sha256">SHA-256 of its bytes.</param>
/// <param name="Status">Imported or partial.</param>
/// <param name="Rows">Its rows, as <see cref="ExtractionRows"/> lays them out.</param>
public sealed record PreparedDocument(string Sha256, DocumentStatus Status, ReadOnlyMemory<byte> Rows)
{
    /// <summary>Lays out an extraction. Its units are called as the lexicons say, the program's own where none are given.</summary>
    /// <exception cref="Readers.DocumentException">The document has more of a thing than its keys can number.</exception>
    public static PreparedDocument Of(Extraction extraction, string ruleSet, LexiconSet? lexicons = null) =>
        new(extraction.Document.Source.Sha256, ExtractionRows.StatusOf(extraction), ExtractionRows.Of(extraction, ruleSet, lexicons ?? LexiconSet.BuiltIn));
}
