using System.Buffers.Binary;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace PolicyIngest.Ingest.Store;

/// <summary>
/// A statement compiled once and run many times. UTF-8 text is bound as it is: no string is made, no value boxed, which is what
/// most of the time of a <see cref="SqliteCommand"/> goes into when rows are small.
/// </summary>
internal sealed class PreparedStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    /// <exception cref="SqliteException">The SQL is wrong.</exception>
    public PreparedStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle ?? throw new InvalidOperationException("the connection is not open");
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(_database, sql, out _statement), _database);
    }

    public PreparedStatement Bind(int index, string? value)
    {
        if (value is null) raw.sqlite3_bind_null(_statement, index);
        else raw.sqlite3_bind_text(_statement, index, value);
        return this;
    }

    public PreparedStatement Bind(int index, long? value)
    {
        if (value is { } number) raw.sqlite3_bind_int64(_statement, index, number);
        else raw.sqlite3_bind_null(_statement, index);
        return this;
    }

    public PreparedStatement Bind(int index, double? value)
    {
        if (value is { } number) raw.sqlite3_bind_double(_statement, index, number);
        else raw.sqlite3_bind_null(_statement, index);
        return this;
    }

    /// <summary>Binds UTF-8 text.</summary>
    public PreparedStatement Bind(int index, ReadOnlySpan<byte> utf8)
    {
        // An empty span has no address, and SQLite takes a missing address for NULL.
        if (utf8.IsEmpty) raw.sqlite3_bind_text(_statement, index, "");
        else raw.sqlite3_bind_text(_statement, index, utf8);
        return this;
    }

    public void Bind(int index, RowValue value, long documentId)
    {
        switch (value.Kind)
        {
            case RowValueKind.Integer: raw.sqlite3_bind_int64(_statement, index, value.Integer); break;
            case RowValueKind.Real: raw.sqlite3_bind_double(_statement, index, value.Real); break;
            case RowValueKind.DocumentId: raw.sqlite3_bind_int64(_statement, index, documentId); break;
            case RowValueKind.Key: raw.sqlite3_bind_int64(_statement, index, RowKey.Of(documentId, value.Integer)); break;
            case RowValueKind.Text: Bind(index, value.Utf8); break;
            default: raw.sqlite3_bind_null(_statement, index); break;
        }
    }

    /// <summary>Goes to the next row of the result.</summary>
    /// <returns>False at the end; the statement is then ready for the next run.</returns>
    /// <exception cref="SqliteException">The statement failed.</exception>
    public bool Step()
    {
        int code = raw.sqlite3_step(_statement);
        if (code == raw.SQLITE_ROW) return true;
        Reset();
        if (code != raw.SQLITE_DONE) SqliteException.ThrowExceptionForRC(code, _database);
        return false;
    }

    /// <summary>Leaves the rest of the result unread; the statement is then ready for the next run.</summary>
    public void Reset() => raw.sqlite3_reset(_statement);

    /// <summary>Runs a statement without results.</summary>
    /// <exception cref="SqliteException">The statement failed.</exception>
    public void Run()
    {
        while (Step())
        {
        }
    }

    /// <summary>The first value of the first row as a number, or null where there is none.</summary>
    /// <exception cref="SqliteException">The statement failed.</exception>
    public long? Number()
    {
        if (!Step()) return null;
        long? number = raw.sqlite3_column_type(_statement, 0) == raw.SQLITE_NULL ? null : raw.sqlite3_column_int64(_statement, 0);
        Reset();
        return number;
    }

    /// <summary>The first column of all rows as text.</summary>
    /// <exception cref="SqliteException">The statement failed.</exception>
    public List<string> Texts()
    {
        var texts = new List<string>();
        while (Step()) texts.Add(raw.sqlite3_column_text(_statement, 0).utf8_to_string());
        return texts;
    }

    /// <summary>A column of the present row as a number.</summary>
    public long Integer(int column) => raw.sqlite3_column_int64(_statement, column);

    /// <summary>A column of the present row as a number; null where it is NULL.</summary>
    public long? OptionalInteger(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL ? null : Integer(column);

    /// <summary>A column of the present row as a number; null where it is NULL.</summary>
    public double? OptionalReal(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL ? null : raw.sqlite3_column_double(_statement, column);

    /// <summary>A column of the present row as text; null where it is NULL.</summary>
    public string? Text(int column) =>
        raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL ? null : raw.sqlite3_column_text(_statement, column).utf8_to_string();

    /// <summary>Adds all values of the present row to a hash, each with its type and length, so that no two rows look alike.</summary>
    public void AppendRowTo(Sha256 hash)
    {
        Span<byte> head = stackalloc byte[9];
        for (int column = 0; column < raw.sqlite3_column_count(_statement); column++)
        {
            int type = raw.sqlite3_column_type(_statement, column);
            var text = type == raw.SQLITE_TEXT ? raw.sqlite3_column_blob(_statement, column) : [];
            head[0] = (byte)type;
            BinaryPrimitives.WriteInt64LittleEndian(head[1..], type switch
            {
                raw.SQLITE_INTEGER => raw.sqlite3_column_int64(_statement, column),
                raw.SQLITE_FLOAT => BitConverter.DoubleToInt64Bits(raw.sqlite3_column_double(_statement, column)),
                _ => text.Length,
            });
            hash.Append(head);
            hash.Append(text);
        }
    }

    public void Dispose() => _statement.Dispose();
}
