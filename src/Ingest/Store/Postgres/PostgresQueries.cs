using System.Collections.Immutable;
using System.Globalization;
using Npgsql;
using PolicyIngest.Ingest.Export.Tables;
using PolicyIngest.Ingest.Store.Queries;

namespace PolicyIngest.Ingest.Store.Postgres;

/// <summary>Queries that a user writes, to PostgreSQL: one statement in a transaction that can only read.</summary>
public sealed class PostgresQueries : IDisposable
{
    private readonly PostgresServer _server;
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;
    private readonly QueryLimits _limits;

    private PostgresQueries(PostgresServer server, NpgsqlConnection connection, QueryLimits limits)
    {
        (_server, _connection, _limits) = (server, connection, limits);
        _transaction = connection.BeginTransaction();
        double milliseconds = Math.Min(limits.Longest.TotalMilliseconds, int.MaxValue);
        using var settings = new NpgsqlCommand(string.Create(CultureInfo.InvariantCulture, $"SELECT set_config('transaction_read_only', 'on', true), set_config('statement_timeout', '{milliseconds:F0}', true)"), connection);
        settings.ExecuteNonQuery();
    }

    /// <summary>Connects.</summary>
    /// <exception cref="StoreException">The database can't be used; the message says why.</exception>
    public static PostgresQueries Open(PostgresServer server, QueryLimits limits)
    {
        var connection = server.Open();
        try
        {
            return server.Guarded(() => PostgresTables.IsReady(server, connection)
                ? new PostgresQueries(server, connection, limits)
                : throw new StoreException($"{server.Name}: the database is empty; fill it with policy-ingest load --to"));
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>The rows of a query.</summary>
    /// <param name="sql">One statement that reads.</param>
    /// <exception cref="StoreException">It is wrong, or more than one statement, or does more than read, or takes too long.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public ITableRows Query(string sql) => Told(() => new QueryRows(this, sql));

    /// <inheritdoc/>
    public void Dispose()
    {
        _transaction.Dispose();
        _connection.Dispose();
    }

    private T Told<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (PostgresException fault)
        {
            _limits.Stop.ThrowIfCancellationRequested();
            throw fault.SqlState switch
            {
                "25006" => new StoreException("the query does more than read; give one SELECT", fault),
                "57014" => new StoreException($"the query takes longer than the limit of {_limits.Longest.TotalSeconds} s; raise --timeout if it is meant to", fault),
                // Syntax, names, types and values.
                ['4', '2', ..] or ['2', '2', ..] => new StoreException($"the query is wrong: {fault.MessageText}", fault),
                _ => _server.Explain(fault),
            };
        }
        catch (NpgsqlException fault)
        {
            throw _server.Explain(fault);
        }
    }

    /// <summary>The rows of one statement. All values come as text, so that no type is unknown; numbers are made numbers, true and false 1 and 0.</summary>
    private sealed class QueryRows : ITableRows
    {
        private readonly PostgresQueries _owner;
        private readonly NpgsqlCommand _command;
        private readonly NpgsqlDataReader _rows;
        private readonly CancellationTokenRegistration _stop;
        private readonly ImmutableArray<string> _types;

        public QueryRows(PostgresQueries owner, string sql)
        {
            _owner = owner;
            _command = new NpgsqlCommand(sql, owner._connection) { AllResultTypesAreUnknown = true };
            _stop = owner._limits.Stop.Register(_command.Cancel);
            _rows = _command.ExecuteReader();
            Columns = [.. Enumerable.Range(0, _rows.FieldCount).Select(_rows.GetName)];
            _types = [.. Enumerable.Range(0, _rows.FieldCount).Select(_rows.GetDataTypeName)];
        }

        public ImmutableArray<string> Columns { get; }

        public bool Read() => _owner.Told(_rows.Read);

        public CellValue Value(int column)
        {
            if (_rows.IsDBNull(column)) return new CellValue(CellKind.Empty);
            string text = _rows.GetString(column);
            return _types[column] switch
            {
                "boolean" => new CellValue(CellKind.Integer, Integer: text == "t" ? 1 : 0),
                "smallint" or "integer" or "bigint" or "numeric" when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) => new CellValue(CellKind.Integer, Integer: whole),
                "real" or "double precision" or "numeric" when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double real) => new CellValue(CellKind.Real, Real: real),
                _ => new CellValue(CellKind.Text, Text: text),
            };
        }

        public void Dispose()
        {
            _stop.Dispose();
            _rows.Dispose();
            _command.Dispose();
        }
    }
}
