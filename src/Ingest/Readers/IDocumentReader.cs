using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PolicyIngest.Ingest.Readers.Recognition;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers;

/// <summary>Turns the bytes of one format into a <see cref="PolicyDocument"/>. Stateless; one instance serves all threads.</summary>
public interface IDocumentReader
{
    /// <summary>The format's short name, as stored: <c>txt</c>, <c>html</c>, <c>docx</c> …</summary>
    string Format { get; }

    /// <summary>File endings that people give this format, lower case, with the dot.</summary>
    ImmutableArray<string> Extensions { get; }

    /// <summary>How sure the reader is, from the bytes alone, that it can read them: 0 (no) to 100 (magic bytes).</summary>
    int Recognise(SourceFile file);

    /// <summary>Reads the document.</summary>
    /// <exception cref="DocumentException">The file can't be read; the message says why and what to do.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    PolicyDocument Read(SourceFile file, ReadOptions options, CancellationToken cancellation);
}

/// <summary>A file's bytes with the path that they were found under. No reader opens files itself.</summary>
/// <param name="Path">As given, with <c>/</c>; a member of an archive is <c>archive.zip!/member</c>.</param>
/// <param name="Bytes">The whole content.</param>
public sealed record SourceFile(string Path, ReadOnlyMemory<byte> Bytes)
{
    private string? _sha256;
    private Packages.ContainerKind? _container;

    /// <summary>The path's ending in lower case, with the dot; empty without one.</summary>
    public string Extension => System.IO.Path.GetExtension(Path).ToLowerInvariant();

    /// <summary>Which package or office format the bytes are.</summary>
    internal Packages.ContainerKind Container => _container ??= Packages.ContainerKinds.Of(Bytes.Span);

    /// <summary>SHA-256 of the bytes, 64 hexadecimal digits in lower case.</summary>
    public string Sha256 => _sha256 ??= Ingest.Sha256.Hex(Bytes.Span);

    /// <summary>Describes this file as read in <paramref name="format"/>.</summary>
    public SourceInfo Info(string format, string? encoding = null) => new(Path, format, Bytes.Length, Sha256, encoding);
}

/// <summary>Limits and outside tools for readers. Every limit has a default that a large real document keeps well clear of.</summary>
public sealed record ReadOptions
{
    /// <summary>The options in force when the user states none.</summary>
    public static ReadOptions Default { get; } = new();

    /// <summary>Longest text of a document, in UTF-16 code units.</summary>
    public int MaxTextLength { get; init; } = 50_000_000;

    /// <summary>Most cells in one table.</summary>
    public int MaxTableCells { get; init; } = 1_000_000;

    /// <summary>Deepest nesting of XML elements.</summary>
    public int MaxXmlDepth { get; init; } = 256;

    /// <summary>Deepest nesting of HTML elements.</summary>
    public int MaxHtmlDepth { get; init; } = 512;

    /// <summary>Most elements of a web page.</summary>
    public int MaxHtmlElements { get; init; } = 500_000;

    /// <summary>Longest paragraph, in UTF-16 code units.</summary>
    public int MaxParagraphLength { get; init; } = 5_000_000;

    /// <summary>Most parts of a zip package.</summary>
    public int MaxZipParts { get; init; } = 10_000;

    /// <summary>Largest unpacked size of one zip part, in bytes.</summary>
    public long MaxZipPartSize { get; init; } = 1L << 30;

    /// <summary>Largest ratio of unpacked to packed bytes of a zip part, counted past the first 10 MB.</summary>
    public int MaxZipRatio { get; init; } = 200;

    /// <summary>Deepest nesting of archives in archives.</summary>
    public int MaxZipNesting { get; init; } = 3;

    /// <summary>Most pages of a PDF.</summary>
    public int MaxPdfPages { get; init; } = 5_000;

    /// <summary>Which pictures of pages go through text recognition.</summary>
    public OcrMode Ocr { get; init; } = OcrMode.Auto;

    /// <summary>Folder of the recognition models, or null to look beside the program and among the user's data.</summary>
    public string? OcrModels { get; init; }

    /// <summary>Most pictures of pages that are recognised in a document.</summary>
    public int MaxOcrPages { get; init; } = 300;

    /// <summary>Told of work that takes its time by nature, such as the recognition of a page: how much longer the document may take for it.</summary>
    [JsonIgnore]
    public Action<TimeSpan>? AllowTime { get; init; }

    /// <summary>Longest run of a child process.</summary>
    public TimeSpan ChildTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Most memory of a child process, in bytes.</summary>
    public long ChildMemory { get; init; } = 1L << 30;

    /// <summary>Folder of LibreOffice's program <c>soffice</c>, or null to look on the PATH and where it is usually installed.</summary>
    public string? OfficeFolder { get; init; }

    /// <summary>Folder of <see cref="Converted.ConvertedAhead"/> in which documents converted before their turn are found, or null.</summary>
    public string? ConvertedFolder { get; init; }
}

/// <summary>A document that can't be read, for a reason that its reader knows.</summary>
/// <param name="status">The status to record.</param>
/// <param name="code">A stable name in kebab case, such as <c>empty-file</c>.</param>
/// <param name="message">One sentence without the file's name: what is wrong and what to do.</param>
/// <param name="inner">The fault behind it, if any.</param>
public sealed class DocumentException(DocumentStatus status, string code, string message, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>The status to record.</summary>
    public DocumentStatus Status { get; } = status;

    /// <summary>A stable name in kebab case.</summary>
    public string Code { get; } = code;
}
