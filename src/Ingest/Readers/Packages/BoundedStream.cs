using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Packages;

/// <summary>
/// Passes on what is read from a zip part and counts it, because declared sizes lie: stops at the size and ratio limits, and in XML at
/// a stretch without any markup that is longer than any genuine one.
/// </summary>
internal sealed class BoundedStream(Stream inner, string part, long packedSize, ReadOptions options) : Stream
{
    /// <summary>Unpacked bytes before the ratio counts; a small file of blanks is no bomb.</summary>
    public const long RatioGrace = 10L << 20;

    // A run of text this long in one piece is no prose; the XML reader would hold it in memory twice.
    private const long LeastMaxStretch = 64L << 20;
    private const long BytesOfCharacter = 12;

    private readonly long _maxStretch = Math.Max(LeastMaxStretch, BytesOfCharacter * options.MaxParagraphLength);

    /// <summary>Whether the content is XML, which has markup every so often.</summary>
    public bool IsXml { get; init; } = true;

    private long _total;
    private long _stretch;

    public override int Read(Span<byte> buffer)
    {
        int read = inner.Read(buffer);
        Count(buffer[..read]);
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    private void Count(ReadOnlySpan<byte> bytes)
    {
        _total += bytes.Length;
        if (IsXml)
        {
            int last = bytes.LastIndexOf((byte)'<');
            _stretch = last < 0 ? _stretch + bytes.Length : bytes.Length - last;
        }
        if (_total > options.MaxZipPartSize)
            throw new DocumentException(DocumentStatus.ResourceLimit, "part-too-large",
                $"{part} unpacks to more than the limit of {options.MaxZipPartSize >> 20} MB; raise --max-zip-part-size if it is genuine");
        if (_stretch > _maxStretch)
            throw new DocumentException(DocumentStatus.ResourceLimit, "endless-text",
                $"{part} holds more than {_maxStretch >> 20} MB of text in one piece, as no document does; raise --max-paragraph if it is genuine");
        if (_total > RatioGrace && _total / Math.Max(1, packedSize) > options.MaxZipRatio)
            throw new DocumentException(DocumentStatus.ResourceLimit, "zip-ratio",
                $"{part} unpacks to more than {options.MaxZipRatio} times its size, as a zip bomb does; raise --max-zip-ratio if it is genuine");
    }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => _total; set => throw new NotSupportedException(); }
    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
