using System.Buffers;
using System.IO.Compression;

namespace PolicyIngest.Ingest.Store.Records;

/// <summary>Records as JSON by Brotli: an eighth of their length, for a text stands three times in its record.</summary>
public static class PackedRecord
{
    // Higher ones take twice the time for a twentieth less. The window holds a whole record, and so all copies of its text.
    private const int Quality = 5, WindowBits = 22;

    /// <summary>Packs a record: its line, without the end.</summary>
    /// <param name="record">The record.</param>
    /// <param name="line">Room for the line, to be used again.</param>
    public static byte[] Pack(ExtractionRecord record, ArrayBufferWriter<byte> line)
    {
        line.ResetWrittenCount();
        RecordJson.Write(line, record);
        var bytes = line.WrittenSpan[..^1];
        byte[] packed = ArrayPool<byte>.Shared.Rent(BrotliEncoder.GetMaxCompressedLength(bytes.Length));
        try
        {
            if (!BrotliEncoder.TryCompress(bytes, packed, out int length, Quality, WindowBits)) throw new InvalidOperationException("there is room for the whole");
            return packed[..length];
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(packed);
        }
    }

    /// <summary>The line that was packed.</summary>
    /// <param name="packed">What <see cref="Pack"/> gave.</param>
    /// <param name="line">Room for the line, to be used again; what is returned lies in it.</param>
    /// <exception cref="InvalidDataException">It is no packed record.</exception>
    public static ReadOnlyMemory<byte> Unpack(byte[] packed, MemoryStream line)
    {
        line.SetLength(0);
        using var source = new BrotliStream(new MemoryStream(packed, writable: false), CompressionMode.Decompress);
        try
        {
            source.CopyTo(line);
        }
        catch (Exception fault) when (fault is InvalidDataException or InvalidOperationException or IOException)
        {
            throw new InvalidDataException("a record is damaged", fault);
        }
        return line.GetBuffer().AsMemory(0, (int)line.Length);
    }
}
