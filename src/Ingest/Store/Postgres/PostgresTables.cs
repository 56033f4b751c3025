using System.Globalization;
using Npgsql;

namespace PolicyIngest.Ingest.Store.Postgres;

/// <summary>Makes the tables in a new database, and knows by their version which ones are there.</summary>
internal static class PostgresTables
{
    // Any numbers that no other program takes for a lock in the same database.
    private const long MakingTables = 0x706f6c696379;
    private const int Loading = 0x706f6c69, Correcting = 0x706f6c63;

    /// <summary>Makes the tables where there are none; of several loaders that begin at once, one does.</summary>
    /// <exception cref="StoreException">They are of another version, or the database can't hold them.</exception>
    public static void Ensure(PostgresServer server, NpgsqlConnection connection)
    {
        if (IsReady(server, connection)) return;
        using var transaction = connection.BeginTransaction();
        Run(connection, $"SELECT pg_advisory_xact_lock({MakingTables})");
        if (IsReady(server, connection)) return;
        RequireLetters(server, connection);
        try
        {
            Run(connection, "CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA public");
        }
        catch (PostgresException fault)
        {
            throw new StoreException($"{server.Name}: the extension pg_trgm is missing; install it on the server (Debian: package postgresql-contrib or postgresql) and have its owner run CREATE EXTENSION pg_trgm", fault);
        }
        foreach (string statement in PostgresSchema.Statements) Run(connection, statement);
        Run(connection, $"INSERT INTO schema_version VALUES ({SqliteSchema.Version})");
        transaction.Commit();
    }

    /// <summary>Whether the tables are there, of this version or one that differs from it only in SQLite's search index.</summary>
    /// <exception cref="StoreException">They are of another version, or the schema that the address names is not there.</exception>
    public static bool IsReady(PostgresServer server, NpgsqlConnection connection)
    {
        string found = "to_regclass('schema_version')";
        if (server.Schema is { } schema)
        {
            // Tables that stand behind it in the search path are another team's.
            if (Value(connection, "SELECT current_schema()") != schema) throw new StoreException($"{server.Name}: there is no schema {schema}, or the user may not use it; make it with CREATE SCHEMA, as the user who loads");
            found = "to_regclass(quote_ident(current_schema()) || '.schema_version')";
        }
        if (Value(connection, $"SELECT {found}::text") is not { Length: > 0 }) return false;
        int version = int.Parse(Value(connection, "SELECT version::text FROM schema_version")!, CultureInfo.InvariantCulture);
        return version is >= SchemaUpgrade.Earliest and <= SqliteSchema.Version ? true
            : throw new StoreException($"{server.Name}: the database has schema version {version}, this program writes {SqliteSchema.Version}; load into a new database");
    }

    /// <summary>Keeps others from correcting and storing documents until the transaction ends; waits for them.</summary>
    public static void BeginCorrecting(NpgsqlConnection connection) => Run(connection, $"SELECT pg_advisory_xact_lock({Correcting}, hashtext(current_schema()))");

    /// <summary>Keeps others from correcting documents until the transaction ends; waits for them. Others may store documents.</summary>
    public static void BeginBatch(NpgsqlConnection connection) => Run(connection, $"SELECT pg_advisory_xact_lock_shared({Correcting}, hashtext(current_schema()))");

    /// <summary>Says, until the connection ends, that somebody loads into these tables.</summary>
    public static void BeginLoading(NpgsqlConnection connection) => Run(connection, $"SELECT pg_advisory_lock_shared({Loading}, hashtext(current_schema()))");

    /// <summary>The last of several loaders makes the search indexes, if they are not there: while rows come, each would take four times as long.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="say">Is told, as a message for people, what takes long.</param>
    /// <param name="cancellation">Stops it; the next load makes what is missing.</param>
    public static void EndLoading(NpgsqlConnection connection, Action<string> say, CancellationToken cancellation)
    {
        Run(connection, $"SELECT pg_advisory_unlock_shared({Loading}, hashtext(current_schema()))");
        if (PostgresSearchIndex.IsComplete(connection)) return;
        // Who finds another one loading leaves it to him; who begins meanwhile waits.
        if (Value(connection, $"SELECT pg_try_advisory_lock({Loading}, hashtext(current_schema()))::text") != "true") return;
        try
        {
            PostgresSearchIndex.Complete(connection, say, cancellation);
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.QueryCanceled && cancellation.IsCancellationRequested)
        {
            // The next load makes what is missing.
        }
    }

    private static void RequireLetters(PostgresServer server, NpgsqlConnection connection)
    {
        // In the C locale no Chinese character is a letter, and the index of trigrams would hold none.
        string? kind = Value(connection, "SELECT pg_encoding_to_char(encoding) || ' ' || datctype FROM pg_database WHERE datname = current_database()");
        if (kind is "UTF8 C" or "UTF8 POSIX" || kind?.StartsWith("UTF8 ", StringComparison.Ordinal) != true)
            throw new StoreException($"{server.Name}: the database's encoding and locale ({kind}) can't hold an index of Chinese text; make one with createdb --encoding UTF8 --locale C.UTF-8 --template template0");
    }

    private static string? Value(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteScalar() as string;
    }

    private static void Run(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
