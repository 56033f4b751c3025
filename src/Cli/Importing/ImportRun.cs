using System.Diagnostics;
using System.Globalization;
using PolicyIngest.Cli.Files;
using PolicyIngest.Cli.Importing.Given;
using PolicyIngest.Cli.Reporting;
using PolicyIngest.Ingest;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Readers.Converted;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Model;

namespace PolicyIngest.Cli.Importing;

/// <summary>An import: finds files, has them read, writes what came of them, those in one transaction that are ready about the same time, in the order of their paths.</summary>
internal sealed class ImportRun
{
    // How long an import may write into a database that somebody has deleted.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(2);

    // How long a document waits for others to be stored together with it. It waits in memory: the database is locked only while it is written.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    private readonly ImportOptions _options;
    private readonly Terminal _terminal;
    private readonly SqliteStore _store;
    private readonly IImportReporter _reporter;
    private readonly ImportLog? _log;
    private readonly RunTally _tally = new();
    private readonly long _run;
    private ArchiveProgress? _archive;
    private long _lookedAt = Stopwatch.GetTimestamp();

    private string RuleSet => _options.Settings.RuleSet;

    private ImportRun(ImportOptions options, Terminal terminal, SqliteStore store, IImportReporter reporter, ImportLog? log)
    {
        (_options, _terminal, _store, _reporter, _log) = (options, terminal, store, reporter, log);
        _run = store.BeginRun(ProgramIdentity.Version, options.Settings.RuleSet);
    }

    /// <summary>Carries an import out.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="StoreException">The database can't be used.</exception>
    /// <exception cref="UsageException">There is no file to import, or the import can't be carried out as asked.</exception>
    public static async Task<int> Execute(ImportOptions options, Terminal terminal, CancellationToken cancellation)
    {
        var found = FileScanner.Find(options.Paths, options.Filter, cancellation);
        foreach (string problem in found.Problems) terminal.Say(problem);
        if (found.Files.Count == 0 && (!options.Prune || found.Problems.Count > 0))
            throw new UsageException("there is no file to import in the paths given");
        using var store = SqliteStore.Open(options.Database);
        using var log = options.LogFile is null ? null : new ImportLog(options.LogFile);
        using IImportReporter reporter = terminal.ErrorIsTerminal && !options.Quiet
            ? new BarReporter(terminal)
            : new LineReporter(terminal, withProgress: !options.Quiet);
        return await new ImportRun(options, terminal, store, reporter, log).Run(found, cancellation);
    }

    private async Task<int> Run(FoundFiles found, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        _tally.Total = found.Files.Count;
        _reporter.Begin(_tally);
        bool isWhole = false;
        try
        {
            await ImportAll(found, cancellation);
            foreach (string line in _options.Given?.Unused() ?? []) _reporter.Say(_terminal.Language.Translate(line));
            if (_options.Prune) Prune(found, cancellation);
            isWhole = true;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // What is stored stays; the next run does the rest.
        }
        finally
        {
            _reporter.Dispose();
            // Even after Ctrl-C the run's end is noted, for which there is always some time.
            DatabaseWait.Current = DatabaseWait.Current with { Stop = CancellationToken.None, Longest = TimeSpan.FromSeconds(1) };
            _store.EndRun(_run, isWhole ? "finished" : cancellation.IsCancellationRequested ? "cancelled" : "failed", _tally.Counts);
        }
        if (isWhole) _store.AdoptCorrections();
        if (isWhole) _store.UpdateSearchIndex(cancellation);
        _store.Checkpoint();
        _store.EnsureInPlace(_run);
        if (!_options.Quiet) Summarise(found, isWhole, Stopwatch.GetElapsedTime(start));
        if (isWhole && cancellation.IsCancellationRequested) _terminal.Say("stopped before all documents were in the index for search; the next import or search adds the rest");
        if (cancellation.IsCancellationRequested) return ExitCode.Cancelled;
        int bad = _tally.Failed + _tally.Skipped + found.Problems.Count;
        if (bad == 0) return ExitCode.Success;
        return _tally.Imported + _tally.Replaced + _tally.Unchanged == 0 ? ExitCode.Nothing : ExitCode.SomeFailed;
    }

    private async Task ImportAll(FoundFiles found, CancellationToken cancellation)
    {
        var known = _store.Files();
        if (Triage.LostLexicons(known, found.Files, RuleSet) is { } warning) _reporter.Say(_terminal.Language.Translate(warning));
        var given = _options.Given ?? GivenLookup.Stored(known);
        var triage = new Triage(known, RuleSet, _options.Redo, given);
        await foreach (var results in WorkStream.Of(triage, found, _options.Settings, _options.Worker, given, Patience, cancellation))
        {
            Record(results);
            if (Stopwatch.GetElapsedTime(_lookedAt) > BetweenLooks)
            {
                _store.EnsureInPlace(_run);
                _lookedAt = Stopwatch.GetTimestamp();
            }
            _reporter.Advance(_tally);
        }
    }

    /// <summary>Stores results together; where that fails, each alone, so that those before the one that fails stay.</summary>
    private void Record(List<WorkResult> results)
    {
        var archive = _archive;
        var told = new List<Action>();
        if (_store.Together(() => told.AddRange(results.Select(Store))))
        {
            foreach (var tell in told) tell();
            return;
        }
        _archive = archive;
        foreach (var result in results) Store(result)();
    }

    /// <summary>Stores a result.</summary>
    /// <returns>Counts it and says what there is to say, once it is certain to be stored.</returns>
    private Action Store(WorkResult result)
    {
        var tell = StoreFile(result);
        if (_archive is not { IsComplete: true } archive) return tell;
        // The archive's own row comes after those of its members: a run that ends in between reads it again.
        _archive = null;
        _store.SaveArchive(archive.Item.Stamp, archive.Listing.Sha256, archive.Note, archive.Listing.Members.Select(member => member.Path), RuleSet, _run);
        return tell + (() => _log?.Write(archive, result.Milliseconds));
    }

    private Action StoreFile(WorkResult result)
    {
        var item = result.Item;
        if (result.Archive is { } listing)
        {
            _archive = new ArchiveProgress(item, listing);
            return () => _tally.AddArchive(listing.Members.Count, listing.PassedOver);
        }
        if (result.Outcome is { } outcome)
        {
            if (item.Member is not null) _archive = _archive!.With(outcome);
            return outcome.Failure is { } failure ? StoreFailure(item, outcome, failure, result.Milliseconds) : StoreDocument(item, outcome, result.Milliseconds);
        }
        if (item.Need == Need.FailedBefore)
        {
            return () =>
            {
                _tally.AddFailedBefore();
                _log?.Write(item, "skipped", 0);
            };
        }
        // Other bytes were not found behind the new size or time: only these are noted.
        if (item.Need != Need.Nothing) _store.Touch(item.Stamp, _run);
        return () =>
        {
            _tally.AddUnchanged();
            _log?.Write(item, "unchanged", result.Milliseconds);
        };
    }

    private Action StoreFailure(WorkItem item, DocumentOutcome outcome, FileFailure failure, double milliseconds)
    {
        _store.SaveFailure(item.Stamp, outcome.Sha256, failure, RuleSet, _run);
        return () =>
        {
            _tally.AddFailure(failure);
            _reporter.Say(failure.Of($"{item.File.Path}{outcome.Path[item.File.Key.Length..]}"));
            _log?.Write(outcome, failure.Status == DocumentStatus.Skipped ? "skipped" : "failed", milliseconds);
        };
    }

    private Action StoreDocument(WorkItem item, DocumentOutcome outcome, double milliseconds)
    {
        // It may have been an archive before.
        if (item.Known is { DocumentId: null }) _store.DropMembers(item.Stamp.Path, []);
        var saved = _store.Save(item.Stamp, outcome.Document!, RuleSet, _run, _options.Redo.Force, item.Given);
        return () =>
        {
            _tally.AddSaved(saved, outcome.Figures!);
            _log?.Write(outcome, saved.ToString().ToLowerInvariant(), milliseconds);
        };
    }

    /// <summary>Drops the files of the named folders that are not there any more.</summary>
    private void Prune(FoundFiles found, CancellationToken cancellation)
    {
        var pruning = new Pruning(found);
        foreach (string warning in pruning.Warnings) _reporter.Say(warning);
        foreach (string prefix in pruning.Prefixes) _tally.Pruned += _store.Prune(prefix, pruning.MayDrop, cancellation);
    }

    private void Summarise(FoundFiles found, bool isWhole, TimeSpan time)
    {
        string rate = (_tally.Done / Math.Max(time.TotalSeconds, 0.001)).ToString("0", CultureInfo.InvariantCulture);
        if (!isWhole) _terminal.Say($"stopped after {_tally.Done} of {_tally.Total} files; what is stored stays, the next import does the rest");
        string pruned = _options.Prune ? $", pruned {_tally.Pruned}" : "";
        _terminal.Say(string.Create(CultureInfo.InvariantCulture,
            $"imported {_tally.Imported}, replaced {_tally.Replaced}, unchanged {_tally.Unchanged}, skipped {_tally.Skipped}, failed {_tally.Failed}{pruned} ({time.TotalSeconds:0.0} s, {rate} files/s)"));
        if (_tally.Alarms + _tally.Doubts > 0) _terminal.Say($"  to be checked: {_tally.Alarms} alarms, {_tally.Doubts} doubts; audit --db {_options.Database} lists them");
        if (_store.LostCorrections > 0) _terminal.Say($"  {_store.LostCorrections} corrections have lost their place; corrections list --db {_options.Database} --state lost says which and why");
        // What happened once was told of its file.
        foreach (var (code, count, reason) in _tally.Reasons.Where(reason => reason.Count > 1).OrderByDescending(reason => reason.Count))
            _terminal.Say($"  {count} × {code}: {reason}");
        if (_tally.FailedBefore > 0) _terminal.Say($"  {_tally.FailedBefore} failed before and have not changed; --retry-failed tries them again");
        if (found.PassedOver + _tally.PassedOver is > 0 and int passedOver) _terminal.Say($"  {passedOver} passed over: hidden and lock files, filters, {IgnoreFile.Name}");
    }
}
