using Parquet;

namespace PolicyIngest.Ingest.Export.Columnar;

/// <summary>Reads a column of bytes from a Parquet file, whoever wrote it. A group of its rows is in memory at a time.</summary>
public static class ParquetColumn
{
    private static readonly int OfNoSystem = new IOException().HResult;

    /// <summary>The values that are not empty, in the rows' order.</summary>
    /// <param name="input">The file; can seek, and stays open.</param>
    /// <param name="name">The column.</param>
    /// <exception cref="InvalidDataException">It is no Parquet file, or a damaged one, or has no such column, or one of another kind than bytes.</exception>
    /// <exception cref="IOException">It can't be read.</exception>
    public static IEnumerable<byte[]> Read(Stream input, string name)
    {
        var reader = Guarded(() => ParquetReader.CreateAsync(input, leaveStreamOpen: true));
        try
        {
            var field = Array.Find(reader.Schema.DataFields, field => field.Name == name) ?? throw new InvalidDataException($"it has no column {name}");
            for (int group = 0; group < reader.RowGroupCount; group++)
            {
                foreach (byte[]? value in Guarded(() => ReadGroup(reader, group, field)))
                    if (value is not null) yield return value;
            }
        }
        finally
        {
            reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private static async Task<byte[]?[]> ReadGroup(ParquetReader reader, int group, Parquet.Schema.DataField field)
    {
        using var rows = reader.OpenRowGroupReader(group);
        var values = new byte[]?[rows.RowCount];
        await rows.ReadAsync(field, values.AsMemory()!).ConfigureAwait(false);
        return values;
    }

    private static T Guarded<T>(Func<Task<T>> read)
    {
        try
        {
            return read().GetAwaiter().GetResult();
        }
        catch (Exception fault) when (fault is not (IOException or UnauthorizedAccessException or OperationCanceledException) || fault is EndOfStreamException || fault.HResult == OfNoSystem)
        {
            // The library has no fault of its own for what a damaged file makes of it; those of the system have its numbers.
            throw new InvalidDataException("it is no whole Parquet file", fault);
        }
    }
}
