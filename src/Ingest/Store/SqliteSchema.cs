using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace PolicyIngest.Ingest.Store;

/// <summary>The database's definition, schema.sql, and the version by which a file is known to follow it.</summary>
public static partial class SqliteSchema
{
    /// <summary>Version of the definition, kept in <c>PRAGMA user_version</c>. Goes up by one with each change of schema.sql.</summary>
    public const int Version = 9;

    /// <summary>What the names of tables begin with that views show under the names without it, together with words of the text.</summary>
    internal const string StoredPrefix = "stored_";

    internal const string Virtual = "CREATE VIRTUAL TABLE ";

    /// <summary>The text of schema.sql.</summary>
    public static string Sql { get; } = EmbeddedFile.Text("schema.sql");

    /// <summary>The statements of a definition, in order, without its remarks.</summary>
    internal static ImmutableArray<string> Statements(string sql) =>
        [.. Ends().Split(Remark().Replace(sql, "")).Select(statement => statement.Trim()).Where(statement => statement.Length > 0)];

    /// <summary>Names of the full-text tables.</summary>
    public static ImmutableArray<string> SearchTables { get; } = [.. Statements(Sql).Where(IsVirtual).Select(statement => statement[Virtual.Length..].Split(' ')[0])];

    /// <summary>Makes the tables in a new file, brings one of an earlier version up to date where that loses nothing, leaves one of this version as it is.</summary>
    /// <exception cref="StoreException">The file is another program's database, or of another version.</exception>
    internal static void Ensure(SqliteConnection connection, string path)
    {
        if (IsReady(connection, path, SchemaUpgrade.Earliest) && VersionOf(connection) == Version) return;
        // Of two imports that begin at once, one makes the tables; the other waits for it and finds them made.
        using var transaction = connection.BeginTransaction(deferred: false);
        bool isFilled = IsReady(connection, path, SchemaUpgrade.Earliest);
        if (isFilled && VersionOf(connection) == Version) return;
        if (isFilled) SchemaUpgrade.Run(connection, VersionOf(connection));
        else Execute(connection, transaction, Sql);
        Execute(connection, transaction, $"PRAGMA user_version = {Version}");
        transaction.Commit();
    }

    /// <summary>Whether the tables are there; false for an empty file.</summary>
    /// <exception cref="StoreException">The file is another program's database, or of another version.</exception>
    internal static bool IsReady(SqliteConnection connection, string path) => IsReady(connection, path, Version);

    private static bool IsReady(SqliteConnection connection, string path, int earliest)
    {
        // Another import may make the tables between two looks. It makes them and sets the version at once: tables seen first come with a version.
        bool hasTables = Number(connection, "SELECT count(*) FROM sqlite_schema") > 0;
        long version = VersionOf(connection);
        if (version >= earliest && version <= Version) return true;
        if (version > Version)
            throw new StoreException($"{path}: the database has schema version {version}, this program knows {Version}; use a newer policy-ingest");
        if (version >= SchemaUpgrade.Earliest)
            throw new StoreException($"{path}: the database was made by an earlier policy-ingest; the next import brings it up to date");
        if (version > 0)
            throw new StoreException($"{path}: the database has schema version {version}, this program writes {Version}; import into a new file");
        if (hasTables) throw new StoreException($"{path}: the file is a database of another program; name another file");
        return false;
    }

    /// <summary>Whether a statement makes a table that only SQLite knows.</summary>
    internal static bool IsVirtual(string statement) => statement.StartsWith(Virtual, StringComparison.Ordinal);

    private static long VersionOf(SqliteConnection connection) => Number(connection, "PRAGMA user_version");

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

    // Statements end at the end of a line.
    [GeneratedRegex(@";[ ]*(?:\n|$)")]
    private static partial Regex Ends();

    [GeneratedRegex("(?:^|[ ])--.*$", RegexOptions.Multiline)]
    private static partial Regex Remark();
}
