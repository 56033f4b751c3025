using PolicyIngest.Cli.Extracting;
using PolicyIngest.Ingest.Export.Columnar;
using PolicyIngest.Ingest.Export.Tables;
using PolicyIngest.Ingest.Readers.Processes;
using PolicyIngest.Ingest.Store.Records;

namespace PolicyIngest.Cli.Lake;

/// <summary>Writes records into a lake, some hundreds a part. The same files in the same order give the same parts.</summary>
internal sealed class LakeWriter(LakeFolder lake) : IRecordSink
{
    // Of a part: its records wait in memory, and so do a group of its rows.
    private const int MostRecords = 1_000, MostBytes = 8 << 20;

    private readonly List<ExtractionRecord> _waiting = [];
    private long _bytes;

    /// <inheritdoc/>
    public RecordForm Form => RecordForm.Packed;

    /// <inheritdoc/>
    public void Write(ExtractionRecord record)
    {
        _waiting.Add(record);
        _bytes += record.Document?.Rows.Length ?? 0;
        if (_waiting.Count >= MostRecords || _bytes >= MostBytes) Finish();
    }

    /// <inheritdoc/>
    public void Finish()
    {
        if (_waiting.Count == 0) return;
        using (var folder = new TemporaryFolder())
        {
            using var tables = new RecordTables(_waiting, Path.Combine(folder.Path, "part.db"));
            lake.Add(draft => Write(tables, draft));
        }
        _waiting.Clear();
        _bytes = 0;
    }

    private static LakePart Write(RecordTables tables, string draft)
    {
        var rows = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (string name in RecordTables.Written)
        {
            var columns = TypedTable.Columns(() => tables.Rows(name)).Select(column => column.Name.EndsWith("_share", StringComparison.Ordinal) ? column with { Type = ColumnType.Real } : column);
            string folder = Path.Combine(draft, name);
            Directory.CreateDirectory(folder);
            using var stream = File.Create(Path.Combine(folder, "part-0.parquet"));
            using var counted = new CountedRows(tables.Rows(name));
            ParquetTable.Write(stream, [.. columns], counted);
            rows.Add(name, counted.Count);
        }
        return new LakePart(tables.Key, tables.Documents, rows, []);
    }

    private sealed class CountedRows(ITableRows rows) : ITableRows
    {
        public long Count { get; private set; }

        public System.Collections.Immutable.ImmutableArray<string> Columns => rows.Columns;

        public bool Read()
        {
            bool isRow = rows.Read();
            if (isRow) Count++;
            return isRow;
        }

        public CellValue Value(int column) => rows.Value(column);

        public void Dispose() => rows.Dispose();
    }
}
