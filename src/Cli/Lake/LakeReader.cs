using PolicyIngest.Ingest.Export.Columnar;
using PolicyIngest.Ingest.Store.Records;

namespace PolicyIngest.Cli.Lake;

/// <summary>Reads the records of a lake, of which a database can be made, part by part.</summary>
internal sealed class LakeReader : IDisposable
{
    private readonly LakeFolder _lake;
    private readonly IDisposable _locked;
    private readonly MemoryStream _line = new();

    /// <summary>Opens a lake, whose parts stay where they are until this is disposed of.</summary>
    /// <exception cref="UsageException">It is none, or holds no records, or a compact is at work on it.</exception>
    public LakeReader(string path)
    {
        _lake = LakeFolder.Open(path);
        if (!_lake.Tables.Contains(RecordTables.Records)) throw new UsageException($"{path}: the lake was made by a former version and holds no records; extract the files anew into a new one");
        _locked = _lake.KeepParts();
    }

    /// <summary>Names of the parts, in order.</summary>
    public string[] Parts => _lake.Parts;

    /// <summary>The records of a part, as <see cref="RecordJson"/> has them, without lines' ends. Each is there until the next one is asked for.</summary>
    /// <exception cref="InvalidDataException">One of its files is damaged, or some are missing.</exception>
    /// <exception cref="IOException">It can't be read.</exception>
    public IEnumerable<ReadOnlyMemory<byte>> Records(string part)
    {
        long count = 0;
        foreach (string file in Directory.EnumerateFiles(Path.Combine(_lake.PlaceOf(part), RecordTables.Records), "*.parquet", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            using var stream = File.OpenRead(file);
            foreach (byte[] record in ParquetColumn.Read(stream, RecordTables.RecordColumn))
            {
                count++;
                yield return PackedRecord.Unpack(record, _line);
            }
        }
        long expected = _lake.Manifest(part).Rows.GetValueOrDefault(RecordTables.Records);
        if (count != expected) throw new InvalidDataException($"it has {count} records, and its manifest says {expected}");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _locked.Dispose();
        _line.Dispose();
    }
}
