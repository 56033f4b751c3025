using PolicyIngest.Ingest.Export.Columnar;
using PolicyIngest.Ingest.Readers.Processes;
using PolicyIngest.Ingest.Store.Records;

namespace PolicyIngest.Cli.Lake;

/// <summary>
/// Makes one part of many: each document once, by year and province where that is asked. The new part is there before the former ones go; views of lake.sql show each document once all
/// the while, and a compaction that dies is done again.
/// </summary>
internal static class LakeCompaction
{
    // Rows wait in memory until they make a group: by number alone, 120,000 documents with their texts would.
    private const string GroupBytes = "8MB";

    // Rows that wait before they are given to their partitions.
    private const int RowsToPartition = 4_096;

    /// <summary>Carries it out.</summary>
    /// <returns>How many parts became one.</returns>
    /// <exception cref="UsageException">It can't be done.</exception>
    public static int Execute(LakeFolder lake, IReadOnlyList<string> partition)
    {
        using var locked = lake.LockParts();
        lake.Tidy();
        string[] parts = lake.Parts;
        if (parts.Length == 0 || (parts.Length == 1 && partition.Count == 0)) return 0;
        using var folder = new TemporaryFolder();
        using var duck = DuckDbFile.InMemory(folder.Path);
        string name = "";
        lake.Add(draft =>
        {
            var part = Merge(duck, lake, parts, partition, draft);
            name = part.Name;
            return part;
        });
        foreach (string part in parts)
            if (part != name) lake.Drop(part);
        return parts.Length;
    }

    private static LakePart Merge(DuckDbFile duck, LakeFolder lake, string[] parts, IReadOnlyList<string> partition, string draft)
    {
        duck.Run($"SET partitioned_write_flush_threshold = {RowsToPartition}");
        duck.Run($"CREATE TABLE {LakeSql.Documents} AS {LakeSql.ChosenDocuments(Files(lake, parts, "files"))}");
        duck.Run($"CREATE TABLE {LakeSql.Paths} AS {LakeSql.ChosenPaths(Files(lake, parts, "files"))}");
        var rows = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (string table in lake.Tables)
        {
            string folder = Path.Combine(draft, table), query = LakeSql.Once(table, Files(lake, parts, table));
            Directory.CreateDirectory(folder);
            duck.Run($"CREATE OR REPLACE VIEW merged AS {query}");
            string[] by = [.. partition.Where(column => duck.Columns("merged").Contains(column, StringComparer.Ordinal))];
            int written = by.Length == 0 ? 0 : Copy(duck, folder, $", PARTITION_BY ({string.Join(", ", by)}), WRITE_PARTITION_COLUMNS true, OVERWRITE_OR_IGNORE true");
            // Without a row there is no partition, and a table without a file is none to who reads.
            rows.Add(table, written > 0 ? written : Copy(duck, Path.Combine(folder, "part-0.parquet"), ""));
        }
        // A name that these parts give, laid out so; the same work twice has the same.
        return new LakePart(RecordTables.KeyOf([.. parts, .. partition]), rows["documents"], rows, parts);
    }

    private static int Copy(DuckDbFile duck, string target, string layout) => duck.Run($"COPY (SELECT * FROM merged) TO {Quoted(target)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE_BYTES '{GroupBytes}'{layout})");

    private static string Files(LakeFolder lake, string[] parts, string table) =>
        $"[{string.Join(", ", parts.Select(part => Quoted(Path.Combine(lake.PlaceOf(part), table, "**", "*.parquet").Replace(Path.DirectorySeparatorChar, '/'))))}]";

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
