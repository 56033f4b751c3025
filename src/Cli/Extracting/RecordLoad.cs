using System.Globalization;
using PolicyIngest.Cli.Files;
using PolicyIngest.Ingest;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Ingest.Store.Records;
using PolicyIngest.Model;

namespace PolicyIngest.Cli.Extracting;

/// <summary>Stores records that <c>extract</c> made, here or on other machines, each in one transaction; what is stored already stays.</summary>
internal sealed class RecordLoad(string database, bool quiet, Terminal terminal)
{
    private int _imported, _replaced, _unchanged, _failed, _skipped, _bad;

    /// <summary>Loads the records of files; <c>-</c> is standard input.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="StoreException">The database can't be used.</exception>
    public int Execute(IReadOnlyList<string> files, CancellationToken cancellation)
    {
        using var store = SqliteStore.Open(database);
        long run = store.BeginRun(ProgramIdentity.Version, ProgramIdentity.RuleSet);
        bool isWhole = false;
        try
        {
            foreach (string file in files) LoadFile(store, run, file, cancellation);
            isWhole = true;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // What is stored stays; the next run does the rest.
        }
        finally
        {
            store.EndRun(run, isWhole ? "finished" : cancellation.IsCancellationRequested ? "cancelled" : "failed", new RunCounts(_imported, _replaced, _unchanged, _skipped, _failed, 0));
        }
        if (isWhole)
        {
            store.AdoptCorrections();
            store.UpdateSearchIndex(cancellation);
        }
        store.Checkpoint();
        if (!quiet)
            terminal.Say(string.Create(CultureInfo.InvariantCulture, $"loaded {_imported}, replaced {_replaced}, unchanged {_unchanged}, without a document {_failed + _skipped}"));
        if (cancellation.IsCancellationRequested) return ExitCode.Cancelled;
        if (_bad == 0) return ExitCode.Success;
        return _imported + _replaced + _unchanged + _failed + _skipped == 0 ? ExitCode.Nothing : ExitCode.SomeFailed;
    }

    private void LoadFile(SqliteStore store, long run, string file, CancellationToken cancellation)
    {
        string name = file == "-" ? "standard input" : file;
        try
        {
            using var reader = new StreamReader(file == "-" ? terminal.In : File.OpenRead(file));
            var members = new Dictionary<string, List<string>>(StringComparer.Ordinal);
            for (int number = 1; reader.ReadLine() is { } line; number++)
            {
                cancellation.ThrowIfCancellationRequested();
                if (line.Length == 0) continue;
                try
                {
                    Store(store, run, RecordJson.Read(line), members);
                }
                catch (FormatException fault)
                {
                    _bad++;
                    terminal.Say($"{name}:{number}: {fault.Message}");
                }
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            _bad++;
            terminal.Say($"{name}: the records can't be read ({SystemFault.Reason(fault)})");
        }
    }

    private void Store(SqliteStore store, long run, ExtractionRecord record, Dictionary<string, List<string>> members)
    {
        var stamp = new FileStamp(record.Name, record.Size, null);
        if (ArchivePath.HoldersOf(record.Name).FirstOrDefault() is { } holder)
        {
            if (!members.TryGetValue(holder, out var its)) members.Add(holder, its = []);
            its.Add(record.Name);
        }
        if (record.IsArchive) store.SaveArchive(stamp, record.Sha256!, record.Failure, members.GetValueOrDefault(record.Name) ?? [], record.RuleSet, run);
        else if (record.Document is { } document)
        {
            switch (store.Save(stamp, document, record.RuleSet, run))
            {
                case SaveOutcome.Imported: _imported++; break;
                case SaveOutcome.Replaced: _replaced++; break;
                default: _unchanged++; break;
            }
        }
        else if (record.Failure is { } failure)
        {
            store.SaveFailure(stamp, record.Sha256, failure, record.RuleSet, run);
            if (failure.Status == DocumentStatus.Skipped) _skipped++;
            else _failed++;
        }
        else throw new FormatException("the record has neither a document nor a reason why there is none");
    }
}
