using System.Net.Sockets;
using Npgsql;

namespace PolicyIngest.Ingest.Store.Postgres;

/// <summary>
/// A PostgreSQL database by its address, <c>postgresql://user@host:5432/name</c>. Messages name host, port and database, never user or password. A password may stand in the
/// address, and had better stand in PGPASSWORD or ~/.pgpass, where no list of processes shows it.
/// </summary>
public sealed class PostgresServer
{
    private const int MostTries = 12;

    private readonly string _connection;

    // One statement is one statement: the driver does not look for semicolons in it. To be said before the driver's first use.
    static PostgresServer() => AppContext.SetSwitch("Npgsql.EnableSqlRewriting", false);

    private PostgresServer(string name, string? schema, string connection) => (Name, Schema, _connection) = (name, schema, connection);

    /// <summary>Host, port and database, for messages.</summary>
    public string Name { get; }

    /// <summary>The schema that the address names, or null.</summary>
    internal string? Schema { get; }

    /// <summary>Whether a name is an address of PostgreSQL, and no file.</summary>
    public static bool IsAddress(string name) => name.StartsWith("postgresql://", StringComparison.Ordinal) || name.StartsWith("postgres://", StringComparison.Ordinal);

    /// <summary>What a database is called in messages: a file as it was named, a server without user and password.</summary>
    /// <exception cref="StoreException">It is an address that can't be understood; the message does not hold it.</exception>
    public static string NameOf(string database) => IsAddress(database) ? Of(database).Name : database;

    /// <summary>Reads an address.</summary>
    /// <exception cref="StoreException">It can't be understood; the message does not hold it.</exception>
    public static PostgresServer Of(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.AbsolutePath.Length < 2)
            throw new StoreException("the address of the database can't be read; write it as postgresql://user@host:5432/name, and signs such as @ or / in a name or password as %40 or %2F");
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host.Length > 0 ? uri.Host : "localhost",
            Port = uri.Port > 0 ? uri.Port : 5432,
            Database = Uri.UnescapeDataString(uri.AbsolutePath[1..]),
            ApplicationName = "policy-ingest",
            Pooling = false,
            Timeout = 15,
            CommandTimeout = 0,
        };
        string[] user = uri.UserInfo.Split(':', 2);
        if (user[0].Length > 0) settings.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length > 1) settings.Password = Uri.UnescapeDataString(user[1]);
        string? schema = null;
        foreach (string pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)) Set(settings, pair.Split('=', 2), ref schema);
        return new PostgresServer($"postgresql://{settings.Host}:{settings.Port}/{settings.Database}", schema, settings.ConnectionString);
    }

    /// <summary>Connects.</summary>
    /// <exception cref="StoreException">There is no server, or it does not let us in.</exception>
    internal NpgsqlConnection Open() => Guarded(() =>
    {
        var source = new NpgsqlSlimDataSourceBuilder(_connection);
        source.EnableTransportSecurity();
        source.EnableArrays();
        return source.Build().OpenConnection();
    });

    /// <summary>Does something with the server and puts its faults into one sentence.</summary>
    /// <exception cref="StoreException">It can't be done.</exception>
    internal T Guarded<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception fault) when (fault is NpgsqlException or TimeoutException or SocketException or IOException)
        {
            throw Explain(fault);
        }
    }

    /// <summary>Does a transaction again that the server turned away because it stood in another one's way.</summary>
    internal static T Retried<T>(Func<T> transaction)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return transaction();
            }
            catch (PostgresException fault) when (attempt < MostTries && IsInTheWay(fault.SqlState))
            {
                Thread.Sleep(attempt * 20);
            }
        }
    }

    /// <summary>A fault of the server or the way to it as one sentence.</summary>
    internal StoreException Explain(Exception fault) => new($"{Name}: " + fault switch
    {
        PostgresException { SqlState: "28P01" or "28000" } => "the server does not let this user in; check user and password (PGPASSWORD or ~/.pgpass) and what the server allows in pg_hba.conf",
        PostgresException { SqlState: "3D000" } => "there is no such database; make it with createdb --encoding UTF8 --locale C.UTF-8 --template template0",
        PostgresException { SqlState: "42501" } told => $"the user may not do this ({told.MessageText}); ask the owner of the database for the right",
        PostgresException { SqlState: "53300" } => "the server has no connection left; start fewer loaders or raise max_connections",
        PostgresException { SqlState: "53100" } => "the server's disk is full; make room and load again, what is stored so far stays",
        PostgresException { SqlState: "57P01" or "57P02" or "57P03" } => "the server is stopping or starting; load again, what is stored so far stays",
        PostgresException told => told.MessageText,
        _ when fault.InnerException is PostgresException told => told.MessageText,
        _ when IsPassword(fault) => "the server wants a password; give it in PGPASSWORD or ~/.pgpass",
        _ => "the server can't be reached, or the connection broke; check host and port, and that it runs",
    }, fault);

    // Deadlock, serialization, and what another one stored or dropped between two statements.
    private static bool IsInTheWay(string state) => state is "40P01" or "40001" or "23505" or "23503" or "55P03";

    private static bool IsPassword(Exception fault) => fault.Message.Contains("password", StringComparison.OrdinalIgnoreCase);

    private static void Set(NpgsqlConnectionStringBuilder settings, string[] pair, ref string? schema)
    {
        string value = pair.Length > 1 ? Uri.UnescapeDataString(pair[1]) : "";
        switch (pair[0])
        {
            // A folder with the server's socket.
            case "host": settings.Host = value; break;
            case "sslmode" when Enum.TryParse<SslMode>(value.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var mode): settings.SslMode = mode; break;
            case "schema" when value.Length > 0:
                schema = value;
                // The extension is in public.
                settings.SearchPath = $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\",public";
                break;
            default: throw new StoreException($"{pair[0]} in the address of the database is not known, or has no such value; there are host, schema and sslmode (disable, prefer, require, verify-ca, verify-full)");
        }
    }
}
