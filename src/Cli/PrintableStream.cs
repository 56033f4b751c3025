using System.Globalization;
using System.Text;

namespace PolicyIngest.Cli;

/// <summary>
/// Passes UTF-8 on to a terminal, with what would command it – escapes, other control characters, marks that turn the direction of
/// writing – as <c>\u{1B}</c>. What goes to a file or a pipe is left as it is.
/// </summary>
internal sealed class PrintableStream(Stream terminal) : Stream
{
    // The beginning of a character whose rest comes with the next write.
    private readonly byte[] _kept = new byte[4];
    private int _keptLength;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        byte[] bytes = [.. _kept.AsSpan(0, _keptLength), .. buffer];
        using var shown = new MemoryStream(bytes.Length);
        var rest = bytes.AsSpan();
        _keptLength = 0;
        while (!rest.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(rest, out var rune, out int length);
            if (status == System.Buffers.OperationStatus.NeedMoreData)
            {
                rest.CopyTo(_kept);
                _keptLength = rest.Length;
                break;
            }
            // Bytes that are no UTF-8 may be a control character in another encoding.
            if (status == System.Buffers.OperationStatus.InvalidData) Escape(shown, rest[0]);
            else if (rune.Value is '\n' or '\t' || rune.Utf16SequenceLength > 1 || !Terminal.IsUnprintable((char)rune.Value)) shown.Write(rest[..length]);
            else Escape(shown, rune.Value);
            rest = rest[length..];
        }
        terminal.Write(shown.GetBuffer().AsSpan(0, (int)shown.Length));
    }

    public override void Flush() => terminal.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) terminal.Dispose();
        base.Dispose(disposing);
    }

    private static void Escape(MemoryStream shown, int character) =>
        shown.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\\u{{{character:X}}}")));
}
