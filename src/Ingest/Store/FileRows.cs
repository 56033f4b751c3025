using System.Globalization;
using Microsoft.Data.Sqlite;

namespace PolicyIngest.Ingest.Store;

/// <summary>Reads the table of files.</summary>
internal static class FileRows
{
    /// <summary>All files, by path.</summary>
    public static Dictionary<string, FileRecord> Read(SqliteConnection connection)
    {
        var files = new Dictionary<string, FileRecord>(StringComparer.Ordinal);
        using var row = new RowReader(connection, "SELECT path, size_bytes, modified_at, sha256, status, rule_set, document_id, given FROM files");
        while (row.Read())
        {
            var stamp = new FileStamp(row.Text(), row.OptionalLong(), FromIso(row.OptionalText()));
            files.Add(stamp.Path, new FileRecord(stamp, row.OptionalText(), StoredNames.Status(row.Text()), row.Text(), row.OptionalLong()) { Given = row.OptionalText() });
        }
        return files;
    }

    /// <summary>A time as it is stored: to the ten-millionth of a second, so that any change shows.</summary>
    public static string? Iso(DateTime? time) => time?.ToString("O", CultureInfo.InvariantCulture);

    private static DateTime? FromIso(string? time) =>
        time is null ? null : DateTime.ParseExact(time, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
}
