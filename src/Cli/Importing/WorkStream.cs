using System.Runtime.CompilerServices;
using System.Threading.Channels;
using PolicyIngest.Cli.Files;
using PolicyIngest.Cli.Importing.Given;
using PolicyIngest.Cli.Importing.Workers;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Readers.Converted;
using PolicyIngest.Ingest.Store;

namespace PolicyIngest.Cli.Importing;

/// <summary>Has files read while what came of the former ones is taken, in the files' order; who takes slowly makes the reading wait.</summary>
internal static class WorkStream
{
    /// <summary>What came of each file, of archives' members behind them; in groups of those that were ready about the same time.</summary>
    /// <param name="triage">What is to be done with a file.</param>
    /// <param name="found">The files.</param>
    /// <param name="settings">Limits and number of jobs.</param>
    /// <param name="worker">How the worker is started.</param>
    /// <param name="given">What was given of files from outside.</param>
    /// <param name="patience">How long the first of a group waits for others; with zero a group is what is ready.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="UsageException">No worker can be started.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async IAsyncEnumerable<List<WorkResult>> Of(
        Triage triage, FoundFiles found, WorkerSettings settings, WorkerCommand worker, GivenLookup given, TimeSpan patience,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var ahead = ConvertAhead(triage, found, settings, cancellation);
        await foreach (var results in Of(triage.Items(found.Files), ahead?.Folder, settings, worker, given, patience, cancellation)) yield return results;
    }

    /// <summary>The same for files that are not all known from the start; each is taken when its turn comes.</summary>
    /// <param name="items">The files.</param>
    /// <param name="converted">Folder of text documents that were converted ahead of their turn, or null.</param>
    /// <param name="settings">Limits and number of jobs.</param>
    /// <param name="worker">How the worker is started.</param>
    /// <param name="given">What was given of files from outside.</param>
    /// <param name="patience">How long the first of a group waits for others.</param>
    /// <param name="cancellation">Stops it; a group that was begun is given still.</param>
    public static async IAsyncEnumerable<List<WorkResult>> Of(
        IEnumerable<WorkItem> items, string? converted, WorkerSettings settings, WorkerCommand worker, GivenLookup given, TimeSpan patience,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        var results = Channel.CreateBounded<WorkResult>(SqliteStore.MostTogether);
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
            while (await results.Reader.WaitToReadAsync(cancellation)) yield return await Group(results.Reader, queue, patience, cancellation);
        }
        finally
        {
            await stop.CancelAsync();
            await reading;
        }
    }

    /// <summary>What is ready, and what becomes ready within a time, as much as may go together.</summary>
    private static async Task<List<WorkResult>> Group(ChannelReader<WorkResult> ready, ExtractionQueue queue, TimeSpan patience, CancellationToken cancellation)
    {
        var group = new List<WorkResult>();
        var over = patience == TimeSpan.Zero ? Task.CompletedTask : Task.Delay(patience, cancellation);
        long bytes = 0;
        while (group.Count < SqliteStore.MostTogether && bytes < SqliteStore.MostBytesTogether)
        {
            if (ready.TryRead(out var result))
            {
                group.Add(result);
                bytes += ExtractionQueue.BytesOf(result);
                queue.Taken(result);
                continue;
            }
            if (over.IsCompleted) break;
            // Neither the end nor Ctrl-C takes away what is in the group.
            var more = ready.WaitToReadAsync(CancellationToken.None).AsTask();
            if (await Task.WhenAny(more, over) == over || !more.IsCompletedSuccessfully || !await more) break;
        }
        return group;
    }

    /// <summary>Old text documents among the files are converted many at a time, ahead of their turn.</summary>
    private static ConvertedAhead? ConvertAhead(Triage triage, FoundFiles found, WorkerSettings settings, CancellationToken cancellation)
    {
        var documents = triage.Items(found.Files.Where(file => ConvertedAhead.HasEnding(file.Key))).Where(item => !item.IsDecided)
            .Select(item => (item.File.Key, (Func<SourceFile>)(() => FileBytes.Read(item.File.Path, item.File.Key, settings.MaxFileSize)))).ToList();
        return ConvertedAhead.Start(documents, settings.Options, cancellation);
    }
}
