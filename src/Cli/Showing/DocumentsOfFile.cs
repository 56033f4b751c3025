using PolicyIngest.Cli.Files;
using PolicyIngest.Cli.Importing;
using PolicyIngest.Ingest;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Readers.Packages;
using PolicyIngest.Ingest.Rules;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Model;

namespace PolicyIngest.Cli.Showing;

/// <summary>Reads the document in a file, or those in an archive, one after the other.</summary>
/// <param name="file">The file.</param>
/// <param name="maxFileSize">Largest file in bytes.</param>
/// <param name="options">Limits of reading.</param>
/// <param name="rules">With what the rules work.</param>
/// <param name="fail">Told of what can't be read: path and reason.</param>
internal sealed class DocumentsOfFile(InputFile file, long maxFileSize, ReadOptions options, RuleOptions rules, Action<string, FileFailure> fail)
{
    public IEnumerable<Extraction> Read()
    {
        string path = file.Path.Text;
        if (Try(path, () => FileBytes.Read(file.Path, path, maxFileSize)) is not { } source) yield break;
        if (!DocumentArchive.IsArchive(source))
        {
            if (Try(path, () => IngestPipeline.Run(source, options, rules)) is { } single) yield return single;
            yield break;
        }
        if (Try(path, () => DocumentArchive.Open(source, options, maxFileSize, default)) is not { } archive) yield break;
        foreach (var member in archive.Members)
            if (Try(member.Path, () => IngestPipeline.Run(archive.Read(member, default), options, rules)) is { } extraction) yield return extraction;
    }

    private T? Try<T>(string path, Func<T> read) where T : class
    {
        try
        {
            return DeepStack.Run(read);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            fail(path, DocumentWork.FailureOf(fault));
            return null;
        }
    }
}
