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
    private readonly Dictionary<string, string> _namesByKey = new(StringComparer.Ordinal);
    private FrameSource? _frames;
    private string? _lastKey;
    private ArchiveProgress? _archive;
    private int _done, _failed;

    private ExtractRun(ExtractOptions options, Terminal terminal, IRecordSink sink) => (_options, _terminal, _sink) = (options, terminal, sink);

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
        foreach (var file in found.Files) _namesByKey[file.Key] = file.Path.Text;
        var triage = Fresh(out var given);
        await foreach (var results in WorkStream.Of(triage, found, _options.Settings, _options.Worker, given, TimeSpan.Zero, cancellation))
            foreach (var result in results) Write(result);
        _sink.Finish();
        return found.Problems.Count;
    }

    private async Task<int> WriteFrames(CancellationToken cancellation)
    {
        using var frames = _frames = new FrameSource(_terminal.In, _options.Settings.MaxFileSize);
        var triage = Fresh(out var given);
        await foreach (var results in WorkStream.Of(triage.Items(frames.Files()), null, _options.Settings, _options.Worker, given, TimeSpan.Zero, cancellation))
        {
            foreach (var result in results)
            {
                if (_lastKey is { } last && last != result.Item.File.Key) frames.Done(last);
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
        return new Triage(known, _options.Settings.RuleSet, new RedoOptions(Force: false, Verify: false, RetryFailed: false), given);
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
                _terminal.Say(failure.Of(NameOf(outcome.Path, item)));
            }
            else _done++;
            Write(new ExtractionRecord(NameOf(outcome.Path, item), outcome.Size, outcome.Sha256, _options.Settings.RuleSet, outcome.Failure, outcome.Document));
            if (item.Member is not null) _archive = _archive!.With(outcome);
        }
        // The archive's own record stands behind those of its members.
        if (_archive is not { IsComplete: true } whole) return;
        _archive = null;
        Write(new ExtractionRecord(NameOf(whole.Item.Stamp.Path, whole.Item), whole.Listing.Size, whole.Listing.Sha256, _options.Settings.RuleSet, whole.Note, null) { IsArchive = true });
    }

    /// <summary>A file as it was named: the same wherever the folders lie.</summary>
    private string NameOf(string path, WorkItem item) =>
        (_frames?.NameOf(item.File.Key) ?? _namesByKey[item.File.Key].Replace(Path.DirectorySeparatorChar, '/')) + path[item.File.Key.Length..];

    private void Write(ExtractionRecord record) => _sink.Write(record);
}
