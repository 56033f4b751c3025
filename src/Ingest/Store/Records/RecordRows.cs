using System.Buffers;
using System.Collections.Immutable;
using PolicyIngest.Ingest.Export.Tables;

namespace PolicyIngest.Ingest.Store.Records;

/// <summary>Records as a table, a row for each: what the other tables of <see cref="RecordTables"/> leave out (outline, evidence, notes) is whole in them, so that a database can be made of it.</summary>
/// <param name="records">The records, in the order of their rows.</param>
internal sealed class RecordRows(ImmutableArray<ExtractionRecord> records) : ITableRows
{
    private readonly ArrayBufferWriter<byte> _line = new(1 << 16);
    private int _row = -1;

    /// <inheritdoc/>
    public ImmutableArray<string> Columns { get; } = ["path", "document_sha256", RecordTables.RecordColumn];

    /// <inheritdoc/>
    public CellKind? DeclaredKind(int column) => column == 2 ? CellKind.Bytes : CellKind.Text;

    /// <inheritdoc/>
    public bool Read() => ++_row < records.Length;

    /// <inheritdoc/>
    public CellValue Value(int column) => column switch
    {
        0 => new CellValue(CellKind.Text, Text: records[_row].Name),
        1 => records[_row].Document is { } document ? new CellValue(CellKind.Text, Text: document.Sha256) : new CellValue(CellKind.Empty),
        _ => new CellValue(CellKind.Bytes, Bytes: records[_row] is { Made: { IsEmpty: false } made } ? made.ToArray() : PackedRecord.Pack(records[_row], _line)),
    };

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
