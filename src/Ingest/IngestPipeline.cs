using PolicyIngest.Ingest.Audit;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Rules;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest;

/// <summary>The way of a document, stage by stage: bytes, text and blocks, outline, facts.</summary>
public static class IngestPipeline
{
    /// <summary>Reads a file and takes out its facts.</summary>
    /// <exception cref="DocumentException">The file can't be read.</exception>
    public static Extraction Run(SourceFile file, ReadOptions options, CancellationToken cancellation = default) =>
        Extract(Read(file, options, cancellation), cancellation);

    /// <summary>Reads a file and takes out its facts.</summary>
    /// <exception cref="DocumentException">The file can't be read.</exception>
    public static Extraction Run(SourceFile file, ReadOptions options, RuleOptions rules, CancellationToken cancellation = default) =>
        Extract(Read(file, options, cancellation), rules, cancellation);

    /// <summary>Bytes to text and blocks.</summary>
    /// <exception cref="DocumentException">The file can't be read.</exception>
    public static PolicyDocument Read(SourceFile file, ReadOptions options, CancellationToken cancellation = default) =>
        ReaderRegistry.Read(file, options, cancellation);

    /// <summary>Text and blocks to plans and facts.</summary>
    public static Extraction Extract(PolicyDocument document, CancellationToken cancellation = default) => Extract(document, RuleOptions.Default, cancellation);

    /// <summary>Text and blocks to plans and facts.</summary>
    public static Extraction Extract(PolicyDocument document, RuleOptions rules, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        return DocumentAudit.Of(RuleSet.Extract(document, rules, cancellation), rules.Lexicons, cancellation);
    }
}
