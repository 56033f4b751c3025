using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using Npgsql;

namespace PolicyIngest.Ingest.Store.Postgres;

/// <summary>Rows of one table in PostgreSQL's binary form of COPY. UTF-8 text goes through as it is.</summary>
/// <param name="table">The table.</param>
/// <param name="columns">Its columns, in the order of their values.</param>
internal sealed class CopyRows(string table, ImmutableArray<(string Name, ColumnKind Kind)> columns)
{
    private static readonly ImmutableDictionary<string, ImmutableArray<(string Name, ColumnKind Kind)>> Known = SchemaDictionary.Of(PlainSchema.Sql).Tables
        .ToImmutableDictionary(each => each.Name, each => each.Columns.Select(column => (column.Name, PostgresSchema.KindOf(column))).ToImmutableArray());

    private readonly ArrayBufferWriter<byte> _bytes = new(1 << 12);
    private int _column;

    /// <summary>The columns of a table of schema.sql.</summary>
    public static ImmutableArray<(string Name, ColumnKind Kind)> ColumnsOf(string table) => Known[table];

    /// <summary>Rows for some columns of a table of schema.sql.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">Names of its columns, in the order of their values.</param>
    /// <param name="target">A table of the same form to which the rows go; null for the table itself.</param>
    public static CopyRows Of(string table, IEnumerable<string> columns, string? target = null) =>
        new(target ?? table, [.. columns.Select(name => Known[table].First(column => column.Name == name))]);

    /// <summary>Number of rows.</summary>
    public int Count { get; private set; }

    /// <summary>Begins a row; a value for each column must follow.</summary>
    public CopyRows Row()
    {
        Count++;
        _column = 0;
        BinaryPrimitives.WriteInt16BigEndian(_bytes.GetSpan(2), (short)columns.Length);
        _bytes.Advance(2);
        return this;
    }

    public CopyRows Null()
    {
        _column++;
        return Length(-1);
    }

    public CopyRows Number(long? value)
    {
        if (value is not { } number) return Null();
        if (columns[_column++].Kind == ColumnKind.Integer)
        {
            BinaryPrimitives.WriteInt32BigEndian(Length(4)._bytes.GetSpan(4), checked((int)number));
            _bytes.Advance(4);
            return this;
        }
        BinaryPrimitives.WriteInt64BigEndian(Length(8)._bytes.GetSpan(8), number);
        _bytes.Advance(8);
        return this;
    }

    public CopyRows Real(double? value)
    {
        if (value is not { } number) return Null();
        _column++;
        BinaryPrimitives.WriteDoubleBigEndian(Length(8)._bytes.GetSpan(8), number);
        _bytes.Advance(8);
        return this;
    }

    public CopyRows Text(string? value) => value is null ? Null() : Text(Encoding.UTF8.GetBytes(value));

    public CopyRows Text(ReadOnlySpan<byte> utf8)
    {
        _column++;
        Length(utf8.Length);
        var span = _bytes.GetSpan(utf8.Length);
        utf8.CopyTo(span);
        // PostgreSQL takes no NUL into a text; places stay.
        span[..utf8.Length].Replace((byte)0, (byte)' ');
        _bytes.Advance(utf8.Length);
        return this;
    }

    /// <summary>A value of a document's row.</summary>
    public void Value(RowValue value, long documentId)
    {
        switch (value.Kind)
        {
            case RowValueKind.Integer: Number(value.Integer); break;
            case RowValueKind.DocumentId: Number(documentId); break;
            case RowValueKind.Key: Number(RowKey.Of(documentId, value.Integer)); break;
            case RowValueKind.Text: Text(value.Utf8); break;
            case RowValueKind.Real: Real(value.Real); break;
            default: Null(); break;
        }
    }

    /// <summary>Sends the rows to the table and is empty again.</summary>
    public void Send(NpgsqlConnection connection)
    {
        if (Count == 0) return;
        using (var copy = connection.BeginRawBinaryCopy($"COPY {table} ({string.Join(", ", columns.Select(column => column.Name))}) FROM STDIN (FORMAT BINARY)"))
        {
            copy.Write(Head);
            copy.Write(_bytes.WrittenSpan);
            copy.Write([0xff, 0xff]);
        }
        Clear();
    }

    /// <summary>Forgets the rows.</summary>
    public void Clear()
    {
        _bytes.ResetWrittenCount();
        Count = 0;
    }

    // The signature, then no flags and no extension.
    private static readonly byte[] Head = [.. "PGCOPY\n"u8, 0xff, (byte)'\r', (byte)'\n', 0, 0, 0, 0, 0, 0, 0, 0, 0];

    private CopyRows Length(int length)
    {
        BinaryPrimitives.WriteInt32BigEndian(_bytes.GetSpan(4), length);
        _bytes.Advance(4);
        return this;
    }
}
