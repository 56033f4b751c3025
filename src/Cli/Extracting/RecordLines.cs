using System.Buffers;
using PolicyIngest.Ingest.Store.Records;

namespace PolicyIngest.Cli.Extracting;

/// <summary>Writes records as JSON Lines.</summary>
internal sealed class RecordLines(Stream output) : IRecordSink
{
    private readonly ArrayBufferWriter<byte> _line = new(1 << 16);

    /// <inheritdoc/>
    public RecordForm Form => RecordForm.Line;

    /// <inheritdoc/>
    public void Write(ExtractionRecord record)
    {
        if (!record.Made.IsEmpty)
        {
            output.Write(record.Made.Span);
            return;
        }
        _line.ResetWrittenCount();
        RecordJson.Write(_line, record);
        output.Write(_line.WrittenSpan);
    }

    /// <inheritdoc/>
    public void Finish() => output.Flush();
}
