using System.Collections.Immutable;
using DuckDB.NET.Data;
using PolicyIngest.Ingest.Export.Tables;

namespace PolicyIngest.Ingest.Export.Columnar;

/// <summary>
/// Writes tables into a new DuckDB file, row by row. DuckDB's library is loaded here and nowhere else, and lies beside the program: with it in the program each first start would
/// unpack some 70 MB.
/// </summary>
public sealed class DuckDbFile : IDisposable
{
    private readonly DuckDBConnection _connection;

    private DuckDbFile(DuckDBConnection connection) => _connection = connection;

    /// <summary>Makes a file.</summary>
    /// <param name="path">Its path; nothing may be there.</param>
    /// <exception cref="DllNotFoundException">DuckDB's library is missing.</exception>
    /// <exception cref="IOException">It can't be made.</exception>
    public static DuckDbFile Create(string path)
    {
        var connection = new DuckDBConnection(new DuckDBConnectionStringBuilder { DataSource = path }.ConnectionString);
        try
        {
            Guarded(connection.Open);
            var file = new DuckDbFile(connection);
            // One thread keeps the rows' order; nothing is fetched from the network.
            file.Run("SET threads = 1; SET memory_limit = '512MB'; SET autoinstall_known_extensions = false; SET autoload_known_extensions = false");
            return file;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>A database in memory, to read files with and write others.</summary>
    /// <param name="temporary">Folder for what has no room in memory.</param>
    /// <exception cref="DllNotFoundException">DuckDB's library is missing.</exception>
    public static DuckDbFile InMemory(string temporary)
    {
        var file = Create(":memory:");
        file.Run($"SET temp_directory = '{temporary.Replace("'", "''", StringComparison.Ordinal)}'; SET memory_limit = '150MB'; SET preserve_insertion_order = false");
        return file;
    }

    /// <summary>The columns of a table or view.</summary>
    public ImmutableArray<string> Columns(string table)
    {
        var columns = ImmutableArray.CreateBuilder<string>();
        Guarded(() =>
        {
            using var command = _connection.CreateCommand();
            command.CommandText = $"SELECT column_name FROM (DESCRIBE {Quoted(table)})";
            using var rows = command.ExecuteReader();
            while (rows.Read()) columns.Add(rows.GetString(0));
        });
        return columns.ToImmutable();
    }

    /// <summary>Writes a table.</summary>
    /// <param name="name">Its name in the file.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="rows">The table, with these columns in this order.</param>
    /// <exception cref="InvalidDataException">A value is of another type than its column; the message says which.</exception>
    public void Add(string name, ImmutableArray<TypedColumn> columns, ITableRows rows)
    {
        Run($"CREATE TABLE {Quoted(name)} ({string.Join(", ", columns.Select(column => $"{Quoted(column.Name)} {Sql(column.Type)}"))})");
        Guarded(() =>
        {
            using var appender = _connection.CreateAppender(name);
            while (rows.Read())
            {
                var row = appender.CreateRow();
                for (int i = 0; i < columns.Length; i++) Append(row, columns[i], rows.Value(i));
                row.EndRow();
            }
        });
    }

    /// <summary>Ends the file: all is in it, and no log beside it.</summary>
    public void Finish() => Run("CHECKPOINT");

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private static void Append(IDuckDBAppenderRow row, TypedColumn column, CellValue value)
    {
        switch (column.Type)
        {
            case var _ when value.Kind == CellKind.Empty: row.AppendNullValue(); break;
            case ColumnType.Integer: row.AppendValue(TypedTable.Integer(column, value)); break;
            case ColumnType.Real: row.AppendValue(TypedTable.Real(column, value)); break;
            case ColumnType.Day: row.AppendValue(TypedTable.Day(column, value)); break;
            case ColumnType.Bytes: row.AppendValue(TypedTable.Bytes(column, value)); break;
            default: row.AppendValue(TypedTable.Text(value)); break;
        }
    }

    /// <summary>Runs statements.</summary>
    /// <returns>How many rows they wrote.</returns>
    /// <exception cref="IOException">One failed.</exception>
    public int Run(string sql)
    {
        int rows = 0;
        Guarded(() =>
        {
            using var command = _connection.CreateCommand();
            command.CommandText = sql;
            rows = command.ExecuteNonQuery();
        });
        return rows;
    }

    private static void Guarded(Action work)
    {
        try
        {
            work();
        }
        catch (DuckDBException fault)
        {
            throw new IOException(fault.Message.Split('\n')[0], fault);
        }
    }

    private static string Sql(ColumnType type) => type switch
    {
        ColumnType.Integer => "BIGINT",
        ColumnType.Real => "DOUBLE",
        ColumnType.Day => "DATE",
        ColumnType.Bytes => "BLOB",
        _ => "VARCHAR",
    };

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
