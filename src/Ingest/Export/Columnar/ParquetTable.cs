using System.Collections.Immutable;
using Parquet;
using Parquet.Schema;
using PolicyIngest.Ingest.Export.Tables;

namespace PolicyIngest.Ingest.Export.Columnar;

/// <summary>
/// Writes a table as a Parquet file: typed, words that come again as numbers into a dictionary, by Zstandard. A group of rows is in memory at a time. The same rows give
/// the same file.
/// </summary>
public static class ParquetTable
{
    // A group ends at so many rows or characters, whichever comes first.
    private const int MostRows = 65_536, MostCharacters = 32 << 20;

    // A column whose words are new in more than half of its rows needs no dictionary.
    private const double MostDistinct = 0.5;

    /// <summary>Writes all rows.</summary>
    /// <param name="output">Where to; can seek, and stays open.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="rows">The table, with these columns in this order.</param>
    /// <exception cref="InvalidDataException">A value is of another type than its column; the message says which.</exception>
    public static void Write(Stream output, ImmutableArray<TypedColumn> columns, ITableRows rows) => WriteAsync(output, columns, rows).GetAwaiter().GetResult();

    private static async Task WriteAsync(Stream output, ImmutableArray<TypedColumn> columns, ITableRows rows)
    {
        var buffers = columns.Select(Buffer.Of).ToArray();
        var options = new ParquetOptions { CompressionMethod = CompressionMethod.Zstd, DictionaryEncodingThreshold = MostDistinct };
        foreach (var column in columns.Where(column => column.Type == ColumnType.Text)) options.ColumnEncodingHints[column.Name] = EncodingHint.Dictionary;
        await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(buffers.Select(buffer => buffer.Field).ToArray<Field>()), output, options).ConfigureAwait(false);
        for (bool isMore = true; isMore;)
        {
            int count = 0;
            long characters = 0;
            while (count < MostRows && characters < MostCharacters && (isMore = rows.Read()))
            {
                for (int i = 0; i < buffers.Length; i++) characters += buffers[i].Add(rows.Value(i));
                count++;
            }
            if (count == 0) break;
            using var group = writer.CreateRowGroup();
            foreach (var buffer in buffers) await buffer.WriteTo(group).ConfigureAwait(false);
            group.CompleteValidate();
        }
    }

    /// <summary>A column's values of one group.</summary>
    private abstract class Buffer(TypedColumn column, DataField itsField)
    {
        public DataField Field => itsField;

        protected TypedColumn Column => column;

        public static Buffer Of(TypedColumn column) => column.Type switch
        {
            ColumnType.Integer => new Values<long>(column, TypedTable.Integer),
            ColumnType.Real => new Values<double>(column, TypedTable.Real),
            ColumnType.Day => new Values<DateOnly>(column, TypedTable.Day),
            ColumnType.Bytes => new Bytes(column),
            _ => new Words(column),
        };

        /// <summary>Takes a value.</summary>
        /// <returns>How many characters or bytes it has, as far as it matters.</returns>
        public abstract int Add(CellValue value);

        /// <summary>Writes the values and is empty again.</summary>
        public abstract Task WriteTo(ParquetRowGroupWriter group);
    }

    private sealed class Values<T>(TypedColumn column, Func<TypedColumn, CellValue, T?> read) : Buffer(column, new DataField<T>(column.Name, nullable: true)) where T : struct
    {
        private readonly List<T?> _values = [];

        public override int Add(CellValue value)
        {
            _values.Add(read(Column, value));
            return 0;
        }

        public override async Task WriteTo(ParquetRowGroupWriter group)
        {
            await group.WriteAsync<T>(Field, _values.ToArray()).ConfigureAwait(false);
            _values.Clear();
        }
    }

    private sealed class Words(TypedColumn column) : Buffer(column, new DataField<string>(column.Name, nullable: true))
    {
        private readonly List<string?> _values = [];

        public override int Add(CellValue value)
        {
            string? text = TypedTable.Text(value);
            _values.Add(text);
            return text?.Length ?? 0;
        }

        public override async Task WriteTo(ParquetRowGroupWriter group)
        {
            await group.WriteAsync(Field, _values!).ConfigureAwait(false);
            _values.Clear();
        }
    }

    private sealed class Bytes(TypedColumn column) : Buffer(column, new DataField<byte[]>(column.Name, nullable: true))
    {
        private readonly List<byte[]?> _values = [];

        public override int Add(CellValue value)
        {
            byte[]? bytes = TypedTable.Bytes(Column, value);
            _values.Add(bytes);
            return bytes?.Length ?? 0;
        }

        public override async Task WriteTo(ParquetRowGroupWriter group)
        {
            await group.WriteAsync(Field, _values!).ConfigureAwait(false);
            _values.Clear();
        }
    }
}
