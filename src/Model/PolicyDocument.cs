using System.Collections.Immutable;

namespace PolicyIngest.Model;

/// <summary>A document as read: its text, its blocks and what the source says about itself. Made by a reader, never changed afterwards.</summary>
/// <param name="Source">Which file it is.</param>
/// <param name="Text">All text in reading order. Every span of the document and of its facts points into it.</param>
/// <param name="Blocks">Paragraphs and tables in reading order.</param>
/// <param name="Metadata">Fields that the source itself names, such as 发文字号 on a government page.</param>
/// <param name="Diagnostics">What the reader noticed.</param>
public sealed record PolicyDocument(
    SourceInfo Source,
    string Text,
    ImmutableArray<Block> Blocks,
    ImmutableArray<MetadataField> Metadata,
    ImmutableArray<Diagnostic> Diagnostics);

/// <summary>Which file a document came from.</summary>
/// <param name="Path">The path as given, with <c>/</c>; a member of an archive is <c>archive.zip!/member</c>.</param>
/// <param name="Format">The format by content: <c>txt</c>, <c>html</c>, <c>docx</c>, <c>pdf</c>, <c>xlsx</c>; a converted file names both (<c>doc+docx</c>).</param>
/// <param name="Size">Size in bytes.</param>
/// <param name="Sha256">SHA-256 of the bytes, 64 hexadecimal digits in lower case.</param>
/// <param name="Encoding">The character encoding that was used, by its IANA name; null where the format has none.</param>
public sealed record SourceInfo(string Path, string Format, long Size, string Sha256, string? Encoding = null);

/// <summary>A field that the source names about itself.</summary>
/// <param name="Name">The field's name as written, without colon: 发文字号, 发文机关, 成文日期, 标题, 索引号 …</param>
/// <param name="Value">The place of its value in the text.</param>
public sealed record MetadataField(string Name, TextSpan Value);

/// <summary>How much a diagnostic matters.</summary>
public enum DiagnosticSeverity
{
    /// <summary>Worth knowing.</summary>
    Info,
    /// <summary>Something may be missing or wrong.</summary>
    Warning,
    /// <summary>The file, or a part of it, could not be used.</summary>
    Error,
}

/// <summary>Something a person should know about a document.</summary>
/// <param name="Severity">How much it matters.</param>
/// <param name="Code">A stable name in kebab case, such as <c>encoding-guessed</c>.</param>
/// <param name="Message">One English sentence: what is wrong and what to do.</param>
/// <param name="Span">The place it is about, or null for the whole document.</param>
public sealed record Diagnostic(DiagnosticSeverity Severity, string Code, string Message, TextSpan? Span = null);
