using System.Buffers.Binary;

namespace PolicyIngest.Ingest.Readers.Recognition;

/// <summary>
/// The pages of a TIFF file, each as a file with this page alone: one after another can be decoded so, and a list of pages without end does no harm.
/// </summary>
internal sealed class TiffPages
{
    private const int EntrySize = 12;

    private readonly byte[] _file;
    private readonly bool _isLittle;
    private readonly List<(int At, int Next)> _directories = [];

    private TiffPages(byte[] file, bool isLittle) => (_file, _isLittle) = (file, isLittle);

    public int Count => _directories.Count;

    /// <summary>Whether bytes are a TIFF file.</summary>
    public static bool IsTiff(ReadOnlySpan<byte> bytes) => bytes.StartsWith("II*\0"u8) || bytes.StartsWith("MM\0*"u8);

    /// <summary>Lists the pages, at most <paramref name="most"/>; a list that leads back to itself or out of the file ends there.</summary>
    public static TiffPages Of(ReadOnlySpan<byte> bytes, int most)
    {
        var pages = new TiffPages(bytes.ToArray(), bytes[0] == 'I');
        var seen = new HashSet<long>();
        long at = pages.Int32(4);
        while (at >= 8 && at + 2 <= bytes.Length && pages._directories.Count < most && seen.Add(at))
        {
            long next = at + 2 + EntrySize * pages.Int16((int)at);
            if (next + 4 > bytes.Length) break;
            pages._directories.Add(((int)at, (int)next));
            at = pages.Int32((int)next);
        }
        return pages;
    }

    /// <summary>A file with one of the pages, from 0. It is changed by the next call.</summary>
    public byte[] Page(int index)
    {
        var (at, next) = _directories[index];
        Write(4, (uint)at);
        Write(next, 0);
        return _file;
    }

    private uint Int32(int at) => _isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(_file.AsSpan(at)) : BinaryPrimitives.ReadUInt32BigEndian(_file.AsSpan(at));

    private ushort Int16(int at) => _isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(_file.AsSpan(at)) : BinaryPrimitives.ReadUInt16BigEndian(_file.AsSpan(at));

    private void Write(int at, uint value)
    {
        if (_isLittle) BinaryPrimitives.WriteUInt32LittleEndian(_file.AsSpan(at), value);
        else BinaryPrimitives.WriteUInt32BigEndian(_file.AsSpan(at), value);
    }
}
