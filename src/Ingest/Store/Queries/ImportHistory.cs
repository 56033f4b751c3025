using System.Collections.Immutable;
using Microsoft.Data.Sqlite;

namespace PolicyIngest.Ingest.Store.Queries;

/// <summary>A file that the last import could not use.</summary>
/// <param name="Path">Its absolute path.</param>
/// <param name="Status">How it fared, as files.status has it.</param>
/// <param name="Code">Stable name of the reason, or null.</param>
/// <param name="Reason">The reason in one sentence, or null.</param>
/// <param name="FormerVersion">Key of the document with its former content, or null where there is none.</param>
public sealed record UnusedFile(string Path, string Status, string? Code, string? Reason, long? FormerVersion);

/// <summary>How a database came to be: its last run and the files that gave nothing.</summary>
/// <param name="LastRun">The last run, or null where there was none.</param>
/// <param name="Unused">Files that could not be used or were skipped, by status and path.</param>
public sealed record ImportHistory(RunLine? LastRun, ImmutableArray<UnusedFile> Unused)
{
    /// <summary>Reads the history.</summary>
    /// <exception cref="StoreException">The database can't be used.</exception>
    public static ImportHistory Of(string database)
    {
        var lastRun = DatabaseStatus.Of(database, runs: 1).Runs.FirstOrDefault();
        using var connection = SqliteFile.OpenFilled(database);
        return SqliteFile.Guarded(database, () => new ImportHistory(lastRun, UnusedFiles(connection)));
    }

    private static ImmutableArray<UnusedFile> UnusedFiles(SqliteConnection connection)
    {
        var unused = ImmutableArray.CreateBuilder<UnusedFile>();
        using var row = new RowReader(connection, """
            SELECT path, status, code, reason, document_id FROM files WHERE status NOT IN ('imported', 'partial') ORDER BY status = 'skipped', status, path
            """);
        while (row.Read()) unused.Add(new UnusedFile(row.Text(), row.Text(), row.OptionalText(), row.OptionalText(), row.OptionalLong()));
        return unused.ToImmutable();
    }
}
