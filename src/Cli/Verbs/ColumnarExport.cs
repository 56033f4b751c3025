using System.Collections.Immutable;
using System.Globalization;
using PolicyIngest.Ingest.Export.Columnar;
using PolicyIngest.Ingest.Export.Tables;
using PolicyIngest.Ingest.Store.Queries;

namespace PolicyIngest.Cli.Verbs;

/// <summary>Writes tables for programs that want each column typed: Parquet files, or a DuckDB file.</summary>
internal static class ColumnarExport
{
    // As Hive, Spark, DuckDB, pyarrow and polars name a partition without a value.
    private const string NoYear = "__HIVE_DEFAULT_PARTITION__";

    public static void Write(TableRequest asked, bool byYear, Terminal terminal)
    {
        if (asked.Output is null or "-") throw new UsageException($"{asked.Format} can't go to standard output; name a file, or a folder for many parquet files (--output)");
        if (byYear && (asked.Format != "parquet" || asked.Query is not null)) throw new UsageException("--partition is for --format parquet, whole or with --view");
        using var tables = TableQueries.Open(asked.Database, asked.Limits);
        try
        {
            if (asked.Format == "duckdb") OutputFile.WriteAs(asked.Output, draft => WriteDuckDb(asked, tables, draft));
            else if (asked.IsWhole || byYear) OutputFolder.Write(asked.Output, folder => WriteFolder(asked, tables, byYear, folder));
            else OutputFile.Write(asked.Output, terminal, stream => Write(stream, asked.View is { } view ? () => tables.Ordered(view) : () => tables.Query(asked.Query!)));
        }
        catch (InvalidDataException fault)
        {
            throw new UsageException(fault.Message);
        }
        catch (DllNotFoundException)
        {
            throw new UsageException("DuckDB's library is not beside the program: put libduckdb.so (duckdb.dll on Windows, libduckdb.dylib on macOS) of DuckDB 1.5 there, or take --format parquet, which DuckDB reads too");
        }
    }

    private static void Write(Stream stream, Func<ITableRows> open)
    {
        var columns = TypedTable.Columns(open);
        using var rows = open();
        ParquetTable.Write(stream, columns, rows);
    }

    private static void WriteFolder(TableRequest asked, TableQueries tables, bool byYear, string folder)
    {
        foreach (string name in asked.View is { } view ? [view] : tables.Tables)
        {
            var columns = TypedTable.Columns(() => tables.Ordered(name));
            var years = byYear ? tables.Years(name) : [];
            if (years.IsEmpty) WriteFile(Path.Combine(folder, name), columns, () => tables.Ordered(name));
            foreach (var year in years)
            {
                string part = "year=" + (year.Number?.ToString(CultureInfo.InvariantCulture) ?? NoYear);
                WriteFile(Path.Combine(folder, name, part), [.. columns.Where(column => column.Name != "year")], () => tables.Ordered(name, year));
            }
        }
    }

    private static void WriteFile(string folder, ImmutableArray<TypedColumn> columns, Func<ITableRows> open)
    {
        Directory.CreateDirectory(folder);
        using var stream = File.Create(Path.Combine(folder, "part-0.parquet"));
        using var rows = open();
        ParquetTable.Write(stream, columns, rows);
    }

    private static void WriteDuckDb(TableRequest asked, TableQueries tables, string draft)
    {
        using var file = DuckDbFile.Create(draft);
        if (asked.Query is { } sql) Add("query", () => tables.Query(sql));
        else
            foreach (string name in asked.View is { } view ? [view] : tables.Tables) Add(name, () => tables.Ordered(name));
        file.Finish();

        void Add(string name, Func<ITableRows> open)
        {
            var columns = TypedTable.Columns(open);
            using var rows = open();
            file.Add(name, columns, rows);
        }
    }
}
