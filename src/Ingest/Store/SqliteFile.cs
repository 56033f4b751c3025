using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace PolicyIngest.Ingest.Store;

/// <summary>Opens database files and puts SQLite's faults into words.</summary>
internal static class SqliteFile
{
    // SQLite itself waits but shortly: a longer wait is told.
    private const int BusyMilliseconds = 200;

    /// <summary>Opens a file with foreign keys and write-ahead log.</summary>
    /// <exception cref="StoreException">The file can't be used; the message says why.</exception>
    public static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        if (Postgres.PostgresServer.IsAddress(path))
            throw new StoreException("this command works on a database file; to PostgreSQL there are policy-ingest load --to, and search, query, correct and corrections --db");
        if (mode != SqliteOpenMode.ReadWriteCreate && !File.Exists(path))
            throw new StoreException($"{path}: there is no such database; make one with policy-ingest import");
        return Guarded(path, () =>
        {
            try
            {
                return Open(path, SourceOf(path), mode);
            }
            catch (SqliteException fault) when (mode == SqliteOpenMode.ReadOnly && fault.SqliteErrorCode is raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY && IsAtRest(path))
            {
                // In a folder that can't be written to SQLite can't make the files that go with the log; without a log the file alone is whole.
                return Open(path, ImmutableSourceOf(path), mode);
            }
        });
    }

    /// <summary>A new database in memory, with all tables, which goes with its connection.</summary>
    /// <param name="name">What it is called in messages.</param>
    public static SqliteConnection InMemory(string name)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = ":memory:", Pooling = false, ForeignKeys = true }.ConnectionString);
        connection.Open();
        SqliteSchema.Ensure(connection, name);
        return connection;
    }

    /// <summary>
    /// Does something that reads. Where the database is locked it is done again, and what SQLite can't do, or finds in a damaged file, is put
    /// into one sentence.
    /// </summary>
    /// <exception cref="StoreException">It can't be done; the message says why.</exception>
    /// <exception cref="OperationCanceledException">A wait was ended.</exception>
    public static T Guarded<T>(string path, Func<T> work)
    {
        try
        {
            return DatabaseWait.For(path, work);
        }
        catch (SqliteException fault)
        {
            throw Explain(path, fault);
        }
        catch (Exception fault) when (fault is InvalidCastException or FormatException or OverflowException or ArgumentException or InvalidOperationException
            or IndexOutOfRangeException or KeyNotFoundException or System.Text.Json.JsonException or NullReferenceException)
        {
            // Values that no import writes: text where a number stands, spans outside the text.
            throw new StoreException($"{path}: {Damaged}", fault);
        }
    }

    private static SqliteConnection Open(string path, string source, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = source,
            Mode = mode,
            Pooling = false,
            ForeignKeys = true,
            DefaultTimeout = 1,
        }.ConnectionString);
        try
        {
            connection.Open();
            raw.sqlite3_busy_timeout(connection.Handle, BusyMilliseconds);
            using var command = connection.CreateCommand();
            command.CommandText = mode == SqliteOpenMode.ReadOnly
                ? "SELECT count(*) FROM sqlite_schema"
                : "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -32000";
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // The full path: a name such as :memory: or file:x means something else to SQLite.
    private static string SourceOf(string path) => Path.GetFullPath(path);

    private static string ImmutableSourceOf(string path) =>
        "file:" + string.Join('/', Path.GetFullPath(path).Split(Path.DirectorySeparatorChar).Select(Uri.EscapeDataString)) + "?immutable=1";

    private static bool IsAtRest(string path) => !File.Exists(path + "-wal") || new FileInfo(path + "-wal").Length == 0;

    /// <summary>Opens a database that an import has filled, for reading.</summary>
    /// <exception cref="StoreException">The file can't be used; the message says why.</exception>
    public static SqliteConnection OpenFilled(string path)
    {
        var connection = Open(path, SqliteOpenMode.ReadOnly);
        try
        {
            if (!Guarded(path, () => SqliteSchema.IsReady(connection, path))) throw new StoreException($"{path}: the database is empty; fill it with policy-ingest import");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>What is said where a database was taken away while it was in use.</summary>
    public const string MovedAway = "the database was deleted or replaced while it was in use, and what was stored in it last is lost; import again";

    private const string Damaged = "the database is damaged; import into a new file";

    // SQLITE_READONLY_DBMOVED: the file of that name is another one now, or there is none.
    private const int Moved = 1032;

    /// <summary>SQLite's fault as one sentence.</summary>
    public static StoreException Explain(string path, SqliteException fault) => new($"{path}: " + fault.SqliteErrorCode switch
    {
        raw.SQLITE_CANTOPEN => "the database can't be opened; check that its folder is there and may be written to",
        raw.SQLITE_READONLY when fault.SqliteExtendedErrorCode == Moved => MovedAway,
        raw.SQLITE_READONLY or raw.SQLITE_PERM => "the database can't be written; check its permissions and those of its folder",
        raw.SQLITE_NOTADB => "the file is no SQLite database; name another file",
        raw.SQLITE_CORRUPT => Damaged,
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => $"another program kept the database locked for {DatabaseWait.Current.Longest.TotalSeconds} s; try again when it is done",
        raw.SQLITE_FULL => "the disk is full; make room and import again, what is stored so far stays",
        raw.SQLITE_IOERR => "the disk gave a read or write error; check it and import again, what is stored so far stays",
        // What the file itself says that is no SQL: a schema that was changed by hand or by chance.
        raw.SQLITE_ERROR or raw.SQLITE_SCHEMA or raw.SQLITE_MISMATCH => $"the database is not as this program made it ({fault.Message}); import into a new file",
        _ => fault.Message,
    }, fault);
}
