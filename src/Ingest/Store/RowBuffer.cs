using System.Buffers.Binary;
using System.Text;

namespace PolicyIngest.Ingest.Store;

/// <summary>What a value of a row is.</summary>
internal enum RowValueKind : byte
{
    Null,
    Integer,
    Real,
    Text,
    /// <summary>The document's key, which is known only when the row is stored.</summary>
    DocumentId,
    /// <summary>The key of a thing inside the document: its number, to which the document's key is put.</summary>
    Key,
}

/// <summary>
/// Rows in a compact form that can be handed from one process to another and bound to SQLite as it is. A row is its table's place in
/// <see cref="StoreTable.All"/>, then its values: a byte for the kind, then the number or the UTF-8 text.
/// </summary>
internal sealed class RowBuffer
{
    // The kind's byte and a number.
    private const int HeadSize = 9;

    private byte[] _bytes;
    private int _length;

    /// <param name="capacity">Bytes to make room for; more is taken when it is needed.</param>
    public RowBuffer(int capacity) => _bytes = GC.AllocateUninitializedArray<byte>(capacity);

    /// <summary>The rows so far.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(0, _length);

    /// <summary>Begins a row; as many values as the table has columns must follow.</summary>
    public RowBuffer Row(StoreTable table)
    {
        Byte((byte)StoreTable.All.IndexOf(table));
        return this;
    }

    public RowBuffer Null()
    {
        Byte((byte)RowValueKind.Null);
        return this;
    }

    public RowBuffer Integer(long value) => Tagged(RowValueKind.Integer, value);

    public RowBuffer Integer(long? value) => value is { } number ? Integer(number) : Null();

    public RowBuffer Flag(bool value) => Integer(value ? 1 : 0);

    public RowBuffer Real(double value) => Tagged(RowValueKind.Real, BitConverter.DoubleToInt64Bits(value));

    public RowBuffer Real(double? value) => value is { } number ? Real(number) : Null();

    public RowBuffer DocumentId()
    {
        Byte((byte)RowValueKind.DocumentId);
        return this;
    }

    /// <summary>The key of a thing inside the document.</summary>
    /// <param name="number">Its number in the document, from 1.</param>
    public RowBuffer Key(int number) => Tagged(RowValueKind.Key, number);

    public RowBuffer Key(int? number) => number is { } value ? Key(value) : Null();

    public RowBuffer Text(string? value) => value is null ? Null() : Text(value.AsSpan());

    public RowBuffer Text(ReadOnlySpan<char> value)
    {
        var span = Room(HeadSize + Encoding.UTF8.GetMaxByteCount(value.Length));
        int length = Encoding.UTF8.GetBytes(value, span[HeadSize..]);
        span[0] = (byte)RowValueKind.Text;
        BinaryPrimitives.WriteInt64LittleEndian(span[1..], length);
        _length += HeadSize + length;
        return this;
    }

    private RowBuffer Tagged(RowValueKind kind, long number)
    {
        var span = Room(HeadSize);
        span[0] = (byte)kind;
        BinaryPrimitives.WriteInt64LittleEndian(span[1..], number);
        _length += HeadSize;
        return this;
    }

    private void Byte(byte value)
    {
        Room(1)[0] = value;
        _length++;
    }

    /// <summary>The free bytes, at least as many as are needed. An ArrayBufferWriter would fill them with zeros first.</summary>
    private Span<byte> Room(int needed)
    {
        if (_bytes.Length - _length < needed)
        {
            byte[] larger = GC.AllocateUninitializedArray<byte>((int)Math.Min(Array.MaxLength, Math.Max(2L * _bytes.Length, (long)_length + needed)));
            _bytes.AsSpan(0, _length).CopyTo(larger);
            _bytes = larger;
        }
        return _bytes.AsSpan(_length);
    }
}

/// <summary>A value of a row.</summary>
/// <param name="kind">What it is.</param>
/// <param name="bits">The number, or the bits of a real one.</param>
/// <param name="utf8">The text.</param>
internal readonly ref struct RowValue(RowValueKind kind, long bits, ReadOnlySpan<byte> utf8)
{
    public RowValueKind Kind { get; } = kind;

    public long Integer { get; } = bits;

    public double Real => BitConverter.Int64BitsToDouble(Integer);

    public ReadOnlySpan<byte> Utf8 { get; } = utf8;
}

/// <summary>Reads what a <see cref="RowBuffer"/> holds.</summary>
internal ref struct RowCursor(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>Bytes that are not read yet.</summary>
    public int Left => _rest.Length;

    /// <summary>Goes to the next row, all values of the former one having been read.</summary>
    /// <returns>The row's table, or null at the end.</returns>
    public StoreTable? NextRow()
    {
        if (_rest.IsEmpty) return null;
        var table = StoreTable.All[_rest[0]];
        _rest = _rest[1..];
        return table;
    }

    /// <summary>The row's next value.</summary>
    public RowValue NextValue()
    {
        var kind = (RowValueKind)_rest[0];
        _rest = _rest[1..];
        if (kind is RowValueKind.Null or RowValueKind.DocumentId) return new RowValue(kind, 0, []);
        long number = BinaryPrimitives.ReadInt64LittleEndian(_rest);
        _rest = _rest[8..];
        if (kind != RowValueKind.Text) return new RowValue(kind, number, []);
        var text = _rest[..checked((int)number)];
        _rest = _rest[(int)number..];
        return new RowValue(kind, number, text);
    }
}
