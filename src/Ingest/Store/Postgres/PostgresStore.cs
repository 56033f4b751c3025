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

    private readonly PostgresServer _server;
    private readonly Action<string> _say;
    private readonly NpgsqlConnection _connection;
    private readonly PostgresBatch _batch;
    private readonly LoadedCorrections _corrections;
    private readonly List<RecordWithMembers> _waiting = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal), _contents = new(StringComparer.Ordinal);
    private readonly long _run;
    private long _bytes;

    /// <summary>Connects, makes the tables where there are none, and begins a run.</summary>
    /// <param name="server">The server.</param>
    /// <param name="say">Is told, as messages for people, what takes long.</param>
    /// <exception cref="StoreException">The database can't be used.</exception>
    public PostgresStore(PostgresServer server, Action<string> say)
    {
        (_server, _say) = (server, say);
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
            _corrections = new LoadedCorrections(new PostgresCommands(_connection), server.Name);
            _batch = new PostgresBatch(_connection, _run, _corrections);
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
    public int LostCorrections { get; private set; }

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
            if (outcome != "finished") return true;
            LostCorrections += PostgresServer.Retried(_corrections.Adopt);
            PostgresTables.EndLoading(_connection, _say, cancellation);
            return true;
        });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _corrections.Dispose();
        _connection.Dispose();
    }

    private void Store()
    {
        if (_waiting.Count == 0) return;
        (Counts, int lost) = _server.Guarded(() => PostgresServer.Retried(() => _batch.Save(_waiting, Counts)));
        LostCorrections += lost;
        _waiting.Clear();
        _names.Clear();
        _contents.Clear();
        _bytes = 0;
    }
}

/// <summary>A record and, for an archive, the names of its members.</summary>
internal sealed record RecordWithMembers(ExtractionRecord Record, IReadOnlyCollection<string> Members);
