using PolicyIngest.Cli.Files;
using PolicyIngest.Cli.Importing;
using PolicyIngest.Cli.Importing.Given;
using PolicyIngest.Cli.Importing.Workers;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Ingest.Store.Records;

namespace PolicyIngest.Cli.Extracting;

/// <summary>What an extraction without a database is asked to do.</summary>
/// <param name="Paths">Files and folders.</param>
/// <param name="Filter">Which files of folders are wanted.</param>
/// <param name="Settings">Limits and number of jobs.</param>
internal sealed record ExtractOptions(IReadOnlyList<FilePath> Paths, FileFilter Filter, WorkerSettings Settings)
{
    /// <summary>How worker processes are started.</summary>
    public WorkerCommand Worker { get; init; } = WorkerCommand.OfThisProgram();

    /// <summary>Whether the files come as frames on standard input (<see cref="FrameSource"/>), and not by their paths.</summary>
    public bool Frames { get; init; }
}

/// <summary>Reads files as an import does and writes a record for each, in the files' order, instead of storing it.</summary>
internal sealed class ExtractRun
{
    private readonly ExtractOptions _options;
    private readonly Terminal _terminal;
    private readonly IRecordSink _sink;
    private readonly WorkerSettings _settings;
    private string? _lastKey;
    private ArchiveProgress? _archive;
    private int _done, _failed;

    private ExtractRun(ExtractOptions options, Terminal terminal, IRecordSink sink) =>
        (_options, _terminal, _sink, _settings) = (options, terminal, sink, options.Settings with { Records = sink.Form });

    /// <summary>Carries it out.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="UsageException">There is no file, or no worker can be started.</exception>
    /// <exception cref="OperationCanceledException">It was stopped; not all records are written.</exception>
    public static async Task<int> Execute(ExtractOptions options, Terminal terminal, IRecordSink sink, CancellationToken cancellation)
    {
        var run = new ExtractRun(options, terminal, sink);
        int problems = options.Frames ? await run.WriteFrames(cancellation) : await run.WriteFiles(cancellation);
        if (run._failed + problems == 0) return ExitCode.Success;
        return run._done == 0 ? ExitCode.Nothing : ExitCode.SomeFailed;
    }

    /// <returns>How many paths are not there.</returns>
    private async Task<int> WriteFiles(CancellationToken cancellation)
    {
        var found = FileScanner.Find(_options.Paths, _options.Filter, cancellation);
        foreach (string problem in found.Problems) _terminal.Say(problem);
        if (found.Files.Count == 0) throw new UsageException("there is no file to extract in the paths given");
        var triage = Fresh(out var given);
        await foreach (var results in WorkStream.Of(triage, found, _settings, _options.Worker, given, TimeSpan.Zero, cancellation))
            foreach (var result in results) Write(result);
        _sink.Finish();
        return found.Problems.Count;
    }

    private async Task<int> WriteFrames(CancellationToken cancellation)
    {
        using var frames = new FrameSource(_terminal.In, _settings.MaxFileSize);
        var triage = Fresh(out var given);
        await foreach (var results in WorkStream.Of(triage.Items(frames.Files()), null, _settings, _options.Worker, given, TimeSpan.Zero, cancellation))
        {
            foreach (var result in results)
            {
                if (_lastKey is { } last && last != result.Item.File.Key) FrameSource.Done(last);
                _lastKey = result.Item.File.Key;
                Write(result);
            }
        }
        _sink.Finish();
        return 0;
    }

    /// <summary>Nothing is known of any file.</summary>
    private Triage Fresh(out GivenLookup given)
    {
        var known = new Dictionary<string, FileRecord>();
        given = GivenLookup.Stored(known);
        return new Triage(known, _settings.RuleSet, new RedoOptions(Force: false, Verify: false, RetryFailed: false), given);
    }

    private void Write(WorkResult result)
    {
        var item = result.Item;
        if (result.Archive is { } listing) _archive = new ArchiveProgress(item, listing);
        if (result.Outcome is { } outcome)
        {
            if (outcome.Failure is { } failure)
            {
                _failed++;
                _terminal.Say(failure.Of(item.Name));
            }
            else _done++;
            Write(new ExtractionRecord(item.Name, outcome.Size, outcome.Sha256, _settings.RuleSet, outcome.Failure, outcome.Document) { Made = outcome.Record });
            if (item.Member is not null) _archive = _archive!.With(outcome);
        }
        // The archive's own record stands behind those of its members.
        if (_archive is not { IsComplete: true } whole) return;
        _archive = null;
        Write(new ExtractionRecord(whole.Item.Name, whole.Listing.Size, whole.Listing.Sha256, _settings.RuleSet, whole.Note, null) { IsArchive = true });
    }

    private void Write(ExtractionRecord record) => _sink.Write(record);
}
