using PolicyIngest.Cli.Files;
using PolicyIngest.Cli.Importing;
using PolicyIngest.Ingest;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Readers.Packages;
using PolicyIngest.Ingest.Readers.Processes;
using PolicyIngest.Ingest.Rules;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Model;

namespace PolicyIngest.Cli.Showing;

/// <summary>Reads the document in a file, or those in an archive, one after the other.</summary>
/// <param name="file">The file.</param>
/// <param name="maxFileSize">Largest file in bytes.</param>
/// <param name="timeout">Longest time for a document; unpacking it counts, and so does listing an archive, by itself.</param>
/// <param name="options">Limits of reading.</param>
/// <param name="rules">With what the rules work.</param>
/// <param name="fail">Told of what can't be read: path and reason.</param>
internal sealed class DocumentsOfFile(InputFile file, long maxFileSize, TimeSpan timeout, ReadOptions options, RuleOptions rules, Action<string, FileFailure> fail)
{
    public IEnumerable<Extraction> Read()
    {
        string path = file.Path.Text;
        if (Try(path, (_, _) => FileBytes.Read(file.Path, path, maxFileSize)) is not { } source) yield break;
        if (!DocumentArchive.IsArchive(source))
        {
            if (Try(path, (limit, allow) => IngestPipeline.Run(source, options with { AllowTime = allow }, rules, limit)) is { } single) yield return single;
            yield break;
        }
        if (Try(path, (limit, _) => DocumentArchive.Open(source, options, maxFileSize, limit)) is not { } archive) yield break;
        foreach (var member in archive.Members)
            if (Try(member.Path, (limit, allow) => IngestPipeline.Run(archive.Read(member, limit), options with { AllowTime = allow }, rules, limit)) is { } extraction) yield return extraction;
    }

    private T? Try<T>(string path, Func<CancellationToken, Action<TimeSpan>, T> read) where T : class
    {
        using var limit = new CancellationTokenSource();
        using var clock = new AwakeTimeout(timeout, limit.Cancel);
        try
        {
            return DeepStack.Run(() => read(limit.Token, clock.Extend), limit.Token);
        }
        catch (OperationCanceledException)
        {
            fail(path, DocumentWork.TimedOut(timeout));
            return null;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            fail(path, DocumentWork.FailureOf(fault));
            return null;
        }
    }
}
