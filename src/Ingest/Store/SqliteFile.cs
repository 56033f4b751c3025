using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace PolicyIngest.Ingest.Store;

/// <summary>Opens database files and puts SQLite's faults into words.</summary>
internal static class SqliteFile
{
    /// <summary>How long a transaction waits for another process's.</summary>
    public static TimeSpan BusyTimeout { get; } = TimeSpan.FromSeconds(60);

    /// <summary>Opens a file with foreign keys, write-ahead log and busy timeout set.</summary>
    /// <exception cref="StoreException">The file can't be used; the message says why.</exception>
    public static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        if (mode != SqliteOpenMode.ReadWriteCreate && !File.Exists(path))
            throw new StoreException($"{path}: there is no such database; make one with policy-ingest import");
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
            ForeignKeys = true,
            DefaultTimeout = (int)BusyTimeout.TotalSeconds,
        }.ConnectionString);
        try
        {
            connection.Open();
            raw.sqlite3_busy_timeout(connection.Handle, (int)BusyTimeout.TotalMilliseconds);
            using var command = connection.CreateCommand();
            command.CommandText = mode == SqliteOpenMode.ReadOnly
                ? "SELECT count(*) FROM sqlite_schema"
                : "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 8000; PRAGMA cache_size = -32000";
            command.ExecuteNonQuery();
            return connection;
        }
        catch (SqliteException fault)
        {
            connection.Dispose();
            throw Explain(path, fault);
        }
    }

    /// <summary>Opens a database that an import has filled, for reading.</summary>
    /// <exception cref="StoreException">The file can't be used; the message says why.</exception>
    public static SqliteConnection OpenFilled(string path)
    {
        var connection = Open(path, SqliteOpenMode.ReadOnly);
        try
        {
            if (!SqliteSchema.IsReady(connection)) throw new StoreException($"{path}: the database is empty; fill it with policy-ingest import");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>SQLite's fault as one sentence.</summary>
    public static StoreException Explain(string path, SqliteException fault) => new($"{path}: " + fault.SqliteErrorCode switch
    {
        raw.SQLITE_CANTOPEN => "the database can't be opened; check that its folder is there and may be written to",
        raw.SQLITE_READONLY or raw.SQLITE_PERM => "the database can't be written; check its permissions and those of its folder",
        raw.SQLITE_NOTADB => "the file is no SQLite database; name another file",
        raw.SQLITE_CORRUPT => "the database is damaged; import into a new file",
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => $"another program kept the database locked for {BusyTimeout.TotalSeconds} s; try again when it is done",
        raw.SQLITE_FULL => "the disk is full; make room and import again, what is stored so far stays",
        raw.SQLITE_IOERR => "the disk gave a read or write error; check it and import again, what is stored so far stays",
        _ => fault.Message,
    }, fault);
}
