using System.Collections.Immutable;
using System.Diagnostics;
using System.IO.Compression;
using System.Xml;
using Microsoft.Data.Sqlite;
using PolicyIngest.Ingest.Store;
using SQLitePCL;

namespace PolicyIngest.Bench.Whole;

/// <summary>What has to be done in any case, done with nothing around it.</summary>
internal static class LowerBound
{
    /// <summary>Reads all files of a folder and inflates and parses the XML of packages, on all cores.</summary>
    public static ChildCost Read(string folder) => Time(() =>
        Parallel.ForEach(Directory.EnumerateFiles(folder), file =>
        {
            byte[] bytes = File.ReadAllBytes(file);
            if (!bytes.AsSpan().StartsWith("PK"u8)) return;
            using var zip = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
            foreach (var part in zip.Entries)
            {
                if (!part.FullName.EndsWith(".xml", StringComparison.Ordinal)) continue;
                using var xml = XmlReader.Create(part.Open());
                while (xml.Read())
                {
                }
            }
        }));

    /// <summary>
    /// Inserts the rows of a database into a new one of the same definition: one transaction a document, prepared statements, write-ahead
    /// log, one thread. Only the inserting is timed, not where the rows come from.
    /// </summary>
    public static ChildCost Insert(string database, string copy)
    {
        using var from = Open(database);
        using var to = Open(copy);
        Execute(to, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 8000; PRAGMA cache_size = -32000; PRAGMA foreign_keys = ON");
        Execute(to, SqliteSchema.Sql);
        using var begin = new Statement(to, "BEGIN IMMEDIATE");
        using var commit = new Statement(to, "COMMIT");
        CopyAll(from, to, "import_runs");
        var pieces = new StoreTable("text_pieces", ["piece_id", "text"]);
        var tables = StoreTable.All.Where(table => table != StoreTable.Units).Append(pieces).Select(table => new TableCopy(from, to, table)).ToImmutableArray();
        var files = new TableCopy(from, to, new StoreTable("files", ["document_id", .. "file_id path name size_bytes modified_at sha256 status rule_set run_id".Split(' ')]));
        CopyAll(from, to, "units");
        var (wall, processor) = (TimeSpan.Zero, TimeSpan.Zero);
        foreach (long document in Documents(from))
        {
            var rows = tables.Append(files).Select(table => (table.Insert, Rows: table.Rows(document))).ToList();
            var (start, startProcessor) = (Stopwatch.GetTimestamp(), Process.GetCurrentProcess().TotalProcessorTime);
            start = Stopwatch.GetTimestamp();
            begin.Run([]);
            foreach (var (insert, values) in rows)
                foreach (object?[] row in values) insert.Run(row);
            commit.Run([]);
            wall += Stopwatch.GetElapsedTime(start);
            processor += Process.GetCurrentProcess().TotalProcessorTime - startProcessor;
        }
        return new ChildCost(wall.TotalSeconds, processor.TotalSeconds, 0);
    }

    /// <summary>Times work inside this process.</summary>
    public static ChildCost Time(Action work)
    {
        var processor = Process.GetCurrentProcess().TotalProcessorTime;
        long start = Stopwatch.GetTimestamp();
        work();
        double wall = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return new ChildCost(wall, (Process.GetCurrentProcess().TotalProcessorTime - processor).TotalSeconds, 0);
    }

    private static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static List<long> Documents(SqliteConnection from)
    {
        using var ids = new Statement(from, "SELECT document_id FROM documents ORDER BY document_id");
        return [.. ids.Query([]).Select(row => (long)row[0]!)];
    }

    private static void CopyAll(SqliteConnection from, SqliteConnection to, string table)
    {
        using var select = new Statement(from, $"SELECT * FROM {table}");
        var rows = select.Query([]);
        if (rows.Count == 0) return;
        using var insert = new Statement(to, $"INSERT INTO {table} VALUES ({string.Join(", ", rows[0].Select(_ => "?"))})");
        foreach (object?[] row in rows) insert.Run(row);
    }

    /// <summary>One table's way from the one database to the other.</summary>
    private sealed class TableCopy
    {
        private readonly Statement _select;
        private readonly bool _byDocument;

        public TableCopy(SqliteConnection from, SqliteConnection to, StoreTable table)
        {
            _byDocument = table.Columns[0] == "document_id";
            _select = new Statement(from, $"SELECT {string.Join(", ", table.StoredColumns)} FROM {table.StoredName} WHERE {table.Columns[0]} BETWEEN ? AND ?");
            Insert = new Statement(to, table.InsertSql);
        }

        public Statement Insert { get; }

        public List<object?[]> Rows(long document) =>
            _select.Query(_byDocument ? [document, document] : [RowKey.Of(document, 0), RowKey.Of(document + 1, 0) - 1]);
    }

    /// <summary>A prepared statement with values of any type; text stays the bytes that it is.</summary>
    private sealed class Statement : IDisposable
    {
        private readonly sqlite3_stmt _statement;

        public Statement(SqliteConnection connection, string sql)
        {
            int code = raw.sqlite3_prepare_v2(connection.Handle, sql, out _statement);
            SqliteException.ThrowExceptionForRC(code, connection.Handle);
        }

        public void Dispose() => _statement.Dispose();

        public void Run(object?[] values) => Query(values);

        public List<object?[]> Query(object?[] values)
        {
            for (int i = 0; i < values.Length; i++)
            {
                switch (values[i])
                {
                    case long number: raw.sqlite3_bind_int64(_statement, i + 1, number); break;
                    case double number: raw.sqlite3_bind_double(_statement, i + 1, number); break;
                    case byte[] { Length: 0 }: raw.sqlite3_bind_text(_statement, i + 1, ""); break;
                    case byte[] text: raw.sqlite3_bind_text(_statement, i + 1, text.AsSpan()); break;
                    default: raw.sqlite3_bind_null(_statement, i + 1); break;
                }
            }
            var rows = new List<object?[]>();
            int code;
            while ((code = raw.sqlite3_step(_statement)) == raw.SQLITE_ROW)
                rows.Add([.. Enumerable.Range(0, raw.sqlite3_column_count(_statement)).Select(Value)]);
            raw.sqlite3_reset(_statement);
            if (code != raw.SQLITE_DONE) throw new InvalidOperationException($"SQLite gave code {code}");
            return rows;
        }

        private object? Value(int column) => raw.sqlite3_column_type(_statement, column) switch
        {
            raw.SQLITE_INTEGER => raw.sqlite3_column_int64(_statement, column),
            raw.SQLITE_FLOAT => raw.sqlite3_column_double(_statement, column),
            raw.SQLITE_TEXT => raw.sqlite3_column_blob(_statement, column).ToArray(),
            _ => null,
        };
    }
}
