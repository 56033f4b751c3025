using System.Globalization;
using Microsoft.Data.Sqlite;

namespace PolicyIngest.Ingest.Store;

/// <summary>The database's definition, schema.sql, and the version by which a file is known to follow it.</summary>
public static class SqliteSchema
{
    /// <summary>Version of the definition, kept in <c>PRAGMA user_version</c>. Goes up by one with each change of schema.sql.</summary>
    public const int Version = 6;

    /// <summary>The text of schema.sql.</summary>
    public static string Sql { get; } = EmbeddedFile.Text("schema.sql");

    /// <summary>Makes the tables in a new file; leaves one of this version as it is.</summary>
    /// <exception cref="StoreException">The file is another program's database, or of another version.</exception>
    internal static void Ensure(SqliteConnection connection, string path)
    {
        if (IsReady(connection, path)) return;
        // Of two imports that begin at once, one makes the tables; the other waits for it and finds them made.
        using var transaction = connection.BeginTransaction(deferred: false);
        if (IsReady(connection, path)) return;
        Execute(connection, transaction, Sql);
        Execute(connection, transaction, $"PRAGMA user_version = {Version}");
        transaction.Commit();
    }

    /// <summary>Whether the tables are there; false for an empty file.</summary>
    /// <exception cref="StoreException">The file is another program's database, or of another version.</exception>
    internal static bool IsReady(SqliteConnection connection, string path)
    {
        // Another import may make the tables between two looks. It makes them and sets the version at once: tables seen first come with a version.
        bool hasTables = Number(connection, "SELECT count(*) FROM sqlite_schema") > 0;
        long version = Number(connection, "PRAGMA user_version");
        if (version == Version) return true;
        if (version > Version)
            throw new StoreException($"{path}: the database has schema version {version}, this program knows {Version}; use a newer policy-ingest");
        if (version > 0)
            throw new StoreException($"{path}: the database has schema version {version}, this program writes {Version}; import into a new file");
        if (hasTables) throw new StoreException($"{path}: the file is a database of another program; name another file");
        return false;
    }

    private static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static void Execute(SqliteConnection connection, SqliteTransaction transaction, string sql)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
