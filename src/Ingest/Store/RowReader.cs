using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace PolicyIngest.Ingest.Store;

/// <summary>Reads a query's columns one after the other.</summary>
internal sealed class RowReader : IDisposable
{
    private readonly DbCommand _command;
    private readonly DbDataReader _rows;
    private int _column;

    public RowReader(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> parameters) : this(CommandOf(connection, sql, parameters))
    {
    }

    /// <param name="command">A command of any database, which is disposed of with this.</param>
    public RowReader(DbCommand command) => (_command, _rows) = (command, command.ExecuteReader());

    /// <summary>Goes to the next row.</summary>
    public bool Read()
    {
        _column = 0;
        return _rows.Read();
    }

    public long Long() => _rows.GetInt64(_column++);

    public int Int() => _rows.GetInt32(_column++);

    public double Real() => _rows.GetDouble(_column++);

    public string Text() => _rows.GetString(_column++);

    public int? OptionalInt() => _rows.IsDBNull(_column) ? Skip<int?>() : Int();

    public long? OptionalLong() => _rows.IsDBNull(_column) ? Skip<long?>() : Long();

    public double? OptionalReal() => _rows.IsDBNull(_column) ? Skip<double?>() : Real();

    public string? OptionalText() => _rows.IsDBNull(_column) ? Skip<string?>() : Text();

    public DateOnly? OptionalDate() =>
        OptionalText() is { } iso ? DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    public T Value<T>() where T : struct, Enum => StoredNames.Parse<T>(Text());

    public T? OptionalValue<T>() where T : struct, Enum => OptionalText() is { } name ? StoredNames.Parse<T>(name) : null;

    public void Dispose()
    {
        _rows.Dispose();
        _command.Dispose();
    }

    private static SqliteCommand CommandOf(SqliteConnection connection, string sql, ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            if (sql.Contains(name, StringComparison.Ordinal)) command.Parameters.AddWithValue(name, value);
        return command;
    }

    private T Skip<T>()
    {
        _column++;
        return default!;
    }
}
