using System.Globalization;
using PolicyIngest.Cli.Files;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Ingest.Store.Postgres;
using PolicyIngest.Ingest.Store.Records;

namespace PolicyIngest.Cli.Extracting;

/// <summary>Stores records that <c>extract</c> made, here or on other machines; what is stored already stays.</summary>
/// <param name="database">A file for SQLite, or an address of PostgreSQL.</param>
/// <param name="quiet">Whether the summary is left out.</param>
/// <param name="terminal">Where to say what went wrong.</param>
internal sealed class RecordLoad(string database, bool quiet, Terminal terminal)
{
    private int _bad;

    /// <summary>Loads the records of files; <c>-</c> is standard input.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="StoreException">The database can't be used.</exception>
    public int Execute(IReadOnlyList<string> files, CancellationToken cancellation)
    {
        using IRecordStore store = PostgresServer.IsAddress(database) ? new PostgresStore(PostgresServer.Of(database)) : new SqliteRecordStore(database);
        string outcome = "failed";
        try
        {
            foreach (string file in files) LoadFile(store, file, cancellation);
            outcome = "finished";
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // What is stored stays; the next run does the rest.
            outcome = "cancelled";
        }
        finally
        {
            store.Finish(outcome, cancellation);
        }
        var counts = store.Counts;
        int without = counts.Failed + counts.Skipped;
        if (!quiet)
            terminal.Say(string.Create(CultureInfo.InvariantCulture, $"loaded {counts.Imported}, replaced {counts.Replaced}, unchanged {counts.Unchanged}, without a document {without}"));
        if (cancellation.IsCancellationRequested) return ExitCode.Cancelled;
        if (_bad == 0) return ExitCode.Success;
        return counts.Imported + counts.Replaced + counts.Unchanged + without == 0 ? ExitCode.Nothing : ExitCode.SomeFailed;
    }

    private void LoadFile(IRecordStore store, string file, CancellationToken cancellation)
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
                    Store(store, RecordJson.Read(line), members);
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

    private static void Store(IRecordStore store, ExtractionRecord record, Dictionary<string, List<string>> members)
    {
        if (ArchivePath.HoldersOf(record.Name).FirstOrDefault() is { } holder)
        {
            if (!members.TryGetValue(holder, out var its)) members.Add(holder, its = []);
            its.Add(record.Name);
        }
        store.Add(record, record.IsArchive ? members.GetValueOrDefault(record.Name) ?? [] : []);
    }
}
