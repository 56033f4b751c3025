using Npgsql;
using PolicyIngest.Ingest.Store.Records;

namespace PolicyIngest.Ingest.Store.Postgres;

/// <summary>
/// Stores records in PostgreSQL, many in one transaction. Several loaders may store at once: each document is stored once, by the hash of its bytes; where two loaders are in
/// each other's way, the one that the server turns away does its transaction again.
/// </summary>
public sealed class PostgresStore : IRecordStore
{
    // Of one transaction; the rows wait in memory.
    private const int MostRecords = 256, MostBytes = 16 << 20;

    private const int MostTries = 12;

    private readonly PostgresServer _server;
    private readonly NpgsqlConnection _connection;
    private readonly PostgresBatch _batch;
    private readonly List<RecordWithMembers> _waiting = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal), _contents = new(StringComparer.Ordinal);
    private readonly long _run;
    private long _bytes;

    /// <summary>Connects, makes the tables where there are none, and begins a run.</summary>
    /// <exception cref="StoreException">The database can't be used.</exception>
    public PostgresStore(PostgresServer server)
    {
        _server = server;
        _connection = server.Open();
        try
        {
            _run = server.Guarded(() =>
            {
                PostgresTables.Ensure(server, _connection);
                PostgresTables.BeginLoading(_connection);
                using var command = new NpgsqlCommand($"INSERT INTO import_runs (started_at, program_version, rule_set) VALUES ({PostgresBatch.Now}, $1, $2) RETURNING run_id", _connection);
                command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = ProgramIdentity.Version });
                command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = ProgramIdentity.RuleSet });
                return (long)command.ExecuteScalar()!;
            });
            _batch = new PostgresBatch(_connection, _run);
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public RunCounts Counts { get; private set; } = new(0, 0, 0, 0, 0, 0);

    /// <inheritdoc/>
    public void Add(ExtractionRecord record, IReadOnlyCollection<string> members)
    {
        if (record.Document is null && record.Failure is null && !record.IsArchive) throw RecordFault.Empty();
        // In one transaction a file has one content, and a content one reading.
        bool isKnown = _names.Contains(record.Name) || (record.Document is { } known && _contents.Contains(known.Sha256));
        if (isKnown || record.IsArchive || _waiting.Count == MostRecords || _bytes > MostBytes) Store();
        _waiting.Add(new RecordWithMembers(record, members));
        _names.Add(record.Name);
        if (record.Document is not { } document) return;
        _contents.Add(document.Sha256);
        _bytes += document.Rows.Length;
    }

    /// <inheritdoc/>
    public void Finish(string outcome, CancellationToken cancellation)
    {
        // After a fault the connection may be gone: the fault is what has to be told.
        if (outcome == "failed") return;
        if (outcome == "finished") Store();
        _server.Guarded(() =>
        {
            _batch.EndRun(outcome, Counts);
            if (outcome == "finished") PostgresTables.EndLoading(_connection, cancellation);
            return true;
        });
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private void Store()
    {
        if (_waiting.Count == 0) return;
        Counts = _server.Guarded(() =>
        {
            for (int attempt = 1; ; attempt++)
            {
                try
                {
                    return _batch.Save(_waiting, Counts);
                }
                catch (PostgresException fault) when (attempt < MostTries && IsInTheWay(fault.SqlState))
                {
                    Thread.Sleep(attempt * 20);
                }
            }
        });
        _waiting.Clear();
        _names.Clear();
        _contents.Clear();
        _bytes = 0;
    }

    // Deadlock, serialization, and what another loader stored or dropped between two statements.
    private static bool IsInTheWay(string state) => state is "40P01" or "40001" or "23505" or "23503" or "55P03";
}

/// <summary>A record and, for an archive, the names of its members.</summary>
internal sealed record RecordWithMembers(ExtractionRecord Record, IReadOnlyCollection<string> Members);
