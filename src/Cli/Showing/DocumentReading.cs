using PolicyIngest.Cli.Files;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Rules;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Model;

namespace PolicyIngest.Cli.Showing;

/// <summary>Reads documents inside this process, for the verbs that look at a few files; what can't be read is told in one line.</summary>
/// <param name="options">Limits of reading.</param>
/// <param name="maxFileSize">Largest file in bytes.</param>
/// <param name="timeout">Longest time for a document.</param>
/// <param name="terminal">Where failures are told.</param>
internal sealed class DocumentReading(ReadOptions options, long maxFileSize, TimeSpan timeout, Terminal terminal)
{
    /// <summary>With what the rules work.</summary>
    public RuleOptions Rules { get; init; } = RuleOptions.Default;

    /// <summary>How many documents could not be read.</summary>
    public int Failed { get; private set; }

    /// <summary>The document in a file, or those in an archive.</summary>
    public IEnumerable<Extraction> Read(InputFile file) => new DocumentsOfFile(file, maxFileSize, timeout, options, Rules, Fail).Read();

    /// <summary>The only document that a path leads to.</summary>
    /// <exception cref="UsageException">There is no such file, or it is a folder.</exception>
    public Extraction? ReadOne(string path)
    {
        if (Directory.Exists(path)) throw new UsageException($"{path}: it is a folder; name a file");
        if (!File.Exists(path)) throw new UsageException($"{path}: there is no such file");
        return Read(new InputFile(new FilePath(path))).FirstOrDefault();
    }

    private void Fail(string path, FileFailure failure)
    {
        terminal.Say(failure.Of(path));
        Failed++;
    }
}
