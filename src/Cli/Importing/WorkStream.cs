using System.Runtime.CompilerServices;
using System.Threading.Channels;
using PolicyIngest.Cli.Files;
using PolicyIngest.Cli.Importing.Given;
using PolicyIngest.Cli.Importing.Workers;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Readers.Converted;

namespace PolicyIngest.Cli.Importing;

/// <summary>Has files read while what came of the former ones is taken, in the files' order; who takes slowly makes the reading wait.</summary>
internal static class WorkStream
{
    // Results that wait to be taken; together with those that wait for their turn they bound the memory.
    private const int MaxWaiting = 8;

    /// <summary>What came of each file, of archives' members behind them.</summary>
    /// <exception cref="UsageException">No worker can be started.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async IAsyncEnumerable<WorkResult> Of(
        Triage triage, FoundFiles found, WorkerSettings settings, WorkerCommand worker, GivenLookup given, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var ahead = ConvertAhead(triage, found, settings, cancellation);
        await foreach (var result in Of(triage.Items(found.Files), ahead?.Folder, settings, worker, given, cancellation)) yield return result;
    }

    /// <summary>The same for files that are not all known from the start; each is taken when its turn comes.</summary>
    /// <param name="items">The files.</param>
    /// <param name="converted">Folder of text documents that were converted ahead of their turn, or null.</param>
    /// <param name="settings">Limits and number of jobs.</param>
    /// <param name="worker">How the worker is started.</param>
    /// <param name="given">What was given of files from outside.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async IAsyncEnumerable<WorkResult> Of(
        IEnumerable<WorkItem> items, string? converted, WorkerSettings settings, WorkerCommand worker, GivenLookup given, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var results = Channel.CreateBounded<WorkResult>(MaxWaiting);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var queue = new ExtractionQueue(worker, settings with { Options = settings.Options with { ConvertedFolder = converted } }, given);
        var reading = Task.Run(async () =>
        {
            Exception? fault = null;
            try
            {
                await queue.Run(items, results.Writer, stop.Token);
            }
            catch (Exception caught)
            {
                fault = caught;
            }
            results.Writer.Complete(fault);
        }, CancellationToken.None);
        try
        {
            await foreach (var result in results.Reader.ReadAllAsync(cancellation)) yield return result;
        }
        finally
        {
            await stop.CancelAsync();
            await reading;
        }
    }

    /// <summary>Old text documents among the files are converted many at a time, ahead of their turn.</summary>
    private static ConvertedAhead? ConvertAhead(Triage triage, FoundFiles found, WorkerSettings settings, CancellationToken cancellation)
    {
        var documents = triage.Items(found.Files.Where(file => ConvertedAhead.HasEnding(file.Key))).Where(item => !item.IsDecided)
            .Select(item => (item.File.Key, (Func<SourceFile>)(() => FileBytes.Read(item.File.Path, item.File.Key, settings.MaxFileSize)))).ToList();
        return ConvertedAhead.Start(documents, settings.Options, cancellation);
    }
}
