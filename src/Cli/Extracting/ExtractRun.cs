using System.Buffers;
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
}

/// <summary>Reads files as an import does and writes a record for each, in the files' order, instead of storing it.</summary>
internal sealed class ExtractRun
{
    private readonly ExtractOptions _options;
    private readonly Terminal _terminal;
    private readonly Stream _output;
    private readonly ArrayBufferWriter<byte> _line = new(1 << 16);
    private readonly Dictionary<string, string> _namesByKey = new(StringComparer.Ordinal);
    private ArchiveProgress? _archive;
    private int _done, _failed;

    private ExtractRun(ExtractOptions options, Terminal terminal, Stream output) => (_options, _terminal, _output) = (options, terminal, output);

    /// <summary>Carries it out.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="UsageException">There is no file, or no worker can be started.</exception>
    /// <exception cref="OperationCanceledException">It was stopped; not all records are written.</exception>
    public static async Task<int> Execute(ExtractOptions options, Terminal terminal, Stream output, CancellationToken cancellation)
    {
        var found = FileScanner.Find(options.Paths, options.Filter, cancellation);
        foreach (string problem in found.Problems) terminal.Say(problem);
        if (found.Files.Count == 0) throw new UsageException("there is no file to extract in the paths given");
        var run = new ExtractRun(options, terminal, output);
        await run.Write(found, cancellation);
        if (run._failed + found.Problems.Count == 0) return ExitCode.Success;
        return run._done == 0 ? ExitCode.Nothing : ExitCode.SomeFailed;
    }

    private async Task Write(FoundFiles found, CancellationToken cancellation)
    {
        foreach (var file in found.Files) _namesByKey[file.Key] = file.Path.Text;
        var known = new Dictionary<string, FileRecord>();
        var given = GivenLookup.Stored(known);
        var triage = new Triage(known, _options.Settings.RuleSet, new RedoOptions(Force: false, Verify: false, RetryFailed: false), given);
        await foreach (var result in WorkStream.Of(triage, found, _options.Settings, _options.Worker, given, cancellation)) Write(result);
        await _output.FlushAsync(cancellation);
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
            if (item.Member is not null) _archive!.Add(outcome);
        }
        // The archive's own record stands behind those of its members.
        if (_archive is not { IsComplete: true } whole) return;
        _archive = null;
        Write(new ExtractionRecord(NameOf(whole.Item.Stamp.Path, whole.Item), whole.Listing.Size, whole.Listing.Sha256, _options.Settings.RuleSet, whole.Note, null) { IsArchive = true });
    }

    /// <summary>A file as it was named: the same wherever the folders lie.</summary>
    private string NameOf(string path, WorkItem item) => _namesByKey[item.File.Key].Replace(Path.DirectorySeparatorChar, '/') + path[item.File.Key.Length..];

    private void Write(ExtractionRecord record)
    {
        _line.ResetWrittenCount();
        RecordJson.Write(_line, record);
        _output.Write(_line.WrittenSpan);
    }
}
