using System.Globalization;
using PolicyIngest.Cli.Files;
using PolicyIngest.Cli.Lake;
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

    /// <summary>Loads the records of files and lakes; <c>-</c> is standard input.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="StoreException">The database can't be used.</exception>
    /// <exception cref="UsageException">A folder is no lake, or one of which no database can be made.</exception>
    public int Execute(IReadOnlyList<string> files, CancellationToken cancellation)
    {
        var lakes = new Dictionary<string, LakeReader>(StringComparer.Ordinal);
        try
        {
            // What can't be read at all is told before there is a database.
            foreach (string folder in files.Where(Directory.Exists).Distinct(StringComparer.Ordinal)) lakes.Add(folder, new LakeReader(folder));
            return Execute(files, lakes, cancellation);
        }
        finally
        {
            foreach (var lake in lakes.Values) lake.Dispose();
        }
    }

    private int Execute(IReadOnlyList<string> files, Dictionary<string, LakeReader> lakes, CancellationToken cancellation)
    {
        using IRecordStore store = PostgresServer.IsAddress(database) ? new PostgresStore(PostgresServer.Of(database), quiet ? _ => { } : terminal.Say) : new SqliteRecordStore(database);
        string outcome = "failed";
        try
        {
            foreach (string file in files)
            {
                if (lakes.TryGetValue(file, out var lake)) LoadLake(store, file, lake, cancellation);
                else LoadFile(store, file, cancellation);
            }
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
        if (store.LostCorrections > 0) terminal.Say($"  {store.LostCorrections} corrections have lost their place; corrections list --db {PostgresServer.NameOf(database)} --state lost says which and why");
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
            var members = new Members();
            for (int number = 1; reader.ReadLine() is { } line; number++)
                if (line.Length > 0 && Read(() => RecordJson.Read(line), $"{name}:{number}", cancellation) is { } record) Store(store, record, members, $"{name}:{number}");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            _bad++;
            terminal.Say($"{name}: the records can't be read ({SystemFault.Reason(fault)})");
        }
    }

    private void LoadLake(IRecordStore store, string folder, LakeReader lake, CancellationToken cancellation)
    {
        int before = _bad;
        var members = new Members();
        // An archive's members may stand in any part; its own record drops those that it had formerly and has no more.
        var archives = new List<ExtractionRecord>();
        foreach (string part in lake.Parts)
        {
            int number = 0;
            try
            {
                foreach (var line in lake.Records(part))
                {
                    string place = $"{folder}: part {part}:{++number}";
                    if (Read(() => RecordJson.Read(line), place, cancellation) is not { } record) continue;
                    if (record.IsArchive) archives.Add(record);
                    else Store(store, record, members, place);
                }
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                _bad++;
                terminal.Say($"{folder}: part {part} can't be read ({(fault is InvalidDataException ? fault.Message : SystemFault.Reason(fault))}); extract its files anew");
            }
        }
        // Of members that could not be read nobody knows whether their archive has them still.
        if (_bad > before && archives.Count > 0) terminal.Say($"{folder}: the archives themselves are left out, since not all of the lake could be read");
        else foreach (var archive in archives.OrderBy(record => record.Name, StringComparer.Ordinal)) Store(store, archive, members, folder);
    }

    private ExtractionRecord? Read(Func<ExtractionRecord> read, string place, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Told(place, read);
    }

    private void Store(IRecordStore store, ExtractionRecord record, Members members, string place)
    {
        members.Note(record.Name);
        Told<object?>(place, () =>
        {
            store.Add(record, record.IsArchive ? members.Of(record.Name) : []);
            return null;
        });
    }

    private T? Told<T>(string place, Func<T?> work)
    {
        try
        {
            return work();
        }
        catch (FormatException fault)
        {
            _bad++;
            terminal.Say($"{place}: {fault.Message}");
            return default;
        }
    }

    /// <summary>The files that archives hold.</summary>
    private sealed class Members
    {
        private readonly Dictionary<string, List<string>> _names = new(StringComparer.Ordinal);

        public void Note(string name)
        {
            if (ArchivePath.HoldersOf(name).FirstOrDefault() is not { } holder) return;
            if (!_names.TryGetValue(holder, out var its)) _names.Add(holder, its = []);
            its.Add(name);
        }

        public List<string> Of(string archive) => _names.GetValueOrDefault(archive) ?? [];
    }
}
