using System.IO.Compression;
using System.Text;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;
using SharpCompress.Archives.SevenZip;
using SharpCompress.Common;
using SharpCompress.Readers;

namespace PolicyIngest.Ingest.Readers.Packages;

/// <summary>
/// Archives of other kinds than zip (.7z, .rar, .tar, .tar.gz …), read by SharpCompress. Their members can't be had singly without
/// unpacking those before, so an archive is unpacked once, within the limits, into a zip file in memory, and then is like any other.
/// </summary>
internal static class PackedArchive
{
    // What all members of an archive may unpack to, as a multiple of the largest member.
    private const int MaxTotalOfMember = 4;
    private const int TarSignatureAt = 257;

    private static readonly string[] Endings = [".zip", ".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".tbz"];
    private static readonly UTF8Encoding StrictUtf8 = new(false, true);

    /// <summary>Whether bytes start like an archive that is no zip file.</summary>
    public static bool LooksLike(ReadOnlySpan<byte> bytes) => IsSevenZip(bytes) || IsRar(bytes) || IsTar(bytes)
        || bytes.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B, 8]) || bytes.StartsWith("BZh"u8) && bytes.Length > 10 && bytes[4] == 0x31;

    /// <summary>Whether a file's name is that of an archive.</summary>
    public static bool HasEnding(string name) => Array.Exists(Endings, ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>The archive as a zip file; one that is a zip file already comes back as it is.</summary>
    /// <param name="archive">The archive's bytes.</param>
    /// <param name="options">Limits on members, sizes and ratio.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="DocumentException">It is protected, damaged or passes a limit.</exception>
    public static ReadOnlyMemory<byte> AsZip(ReadOnlyMemory<byte> archive, ReadOptions options, CancellationToken cancellation)
    {
        if (!LooksLike(archive.Span)) return archive;
        try
        {
            return Repack(archive, options, cancellation);
        }
        catch (CryptographicException fault)
        {
            throw Encrypted(fault);
        }
        // The library does not list what it throws at damage.
        catch (Exception fault) when (fault is not (OutOfMemoryException or DocumentException or OperationCanceledException))
        {
            if (fault.Message.Contains("password", StringComparison.OrdinalIgnoreCase)) throw Encrypted(fault);
            throw Damaged(fault);
        }
    }

    private static DocumentException Damaged(Exception? fault) => new(DocumentStatus.Malformed, "damaged-archive",
        "the archive is damaged or packed in an unknown way; unpack it by another program, or fetch it again", fault);

    private static ReadOnlyMemory<byte> Repack(ReadOnlyMemory<byte> archive, ReadOptions options, CancellationToken cancellation)
    {
        var repacked = new MemoryStream();
        using (var zip = new ZipArchive(repacked, ZipArchiveMode.Create, leaveOpen: true))
        {
            long total = 0;
            int members = 0;
            using var stream = OfficePart.Stream(archive);
            using var opened = Open(stream, archive.Span, out var reader);
            while (reader.MoveToNextEntry())
            {
                if (++members > options.MaxZipParts)
                    throw new DocumentException(DocumentStatus.ResourceLimit, "too-many-parts",
                        $"the archive has more than {options.MaxZipParts} members; raise --max-zip-parts if it is genuine");
                if (reader.Entry.IsEncrypted) throw Encrypted(null);
                string name = reader.Entry.Key is { Length: > 0 } key ? key.Replace('\\', '/') : $"member-{members}";
                if (reader.Entry.IsDirectory || reader.Entry.LinkTarget is { Length: > 0 }) continue;
                using var content = new BoundedStream(reader.OpenEntryStream(), name, archive.Length, options) { IsXml = false };
                using var copy = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                long size = Copy(content, copy, cancellation);
                if (reader.Entry.Size > size) throw Damaged(null);
                total += size;
                Check(total, archive.Length, options);
            }
            // A file that is cut off may end in silence.
            if (members == 0) throw Damaged(null);
        }
        return repacked.GetBuffer().AsMemory(0, (int)repacked.Length);
    }

    private static void Check(long total, long packed, ReadOptions options)
    {
        if (total > options.MaxZipPartSize * MaxTotalOfMember)
            throw new DocumentException(DocumentStatus.ResourceLimit, "archive-too-large",
                $"the archive unpacks to more than {options.MaxZipPartSize * MaxTotalOfMember >> 20} MB, which are kept in memory; unpack it and import the folder");
        if (total > BoundedStream.RatioGrace && total / Math.Max(1, packed) > options.MaxZipRatio)
            throw new DocumentException(DocumentStatus.ResourceLimit, "zip-ratio",
                $"the archive unpacks to more than {options.MaxZipRatio} times its size, as a bomb does; raise --max-zip-ratio if it is genuine");
    }

    private static long Copy(Stream from, Stream to, CancellationToken cancellation)
    {
        byte[] buffer = new byte[1 << 16];
        long copied = 0;
        for (int read; (read = from.Read(buffer)) > 0; copied += read)
        {
            cancellation.ThrowIfCancellationRequested();
            to.Write(buffer, 0, read);
        }
        return copied;
    }

    /// <summary>Opens an archive for one pass from the first member to the last.</summary>
    private static IDisposable? Open(Stream stream, ReadOnlySpan<byte> bytes, out IReader reader)
    {
        var settings = new ReaderOptions { LeaveStreamOpen = true, ArchiveEncoding = new ArchiveEncoding { CustomDecoder = Name } };
        var archive = IsSevenZip(bytes) ? SevenZipArchive.OpenArchive(stream, settings) : null;
        reader = archive?.ExtractAllEntries() ?? ReaderFactory.OpenReader(stream, settings);
        return archive ?? (IDisposable)reader;
    }

    /// <summary>Chinese archivers write names in GBK without saying so.</summary>
    private static string Name(byte[] bytes, int start, int length, EncodingType kind)
    {
        try
        {
            return StrictUtf8.GetString(bytes, start, length);
        }
        catch (DecoderFallbackException)
        {
            return Encodings.Gb18030.GetString(bytes, start, length);
        }
    }

    private static bool IsSevenZip(ReadOnlySpan<byte> bytes) => bytes.StartsWith((ReadOnlySpan<byte>)[0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]);

    private static bool IsRar(ReadOnlySpan<byte> bytes) => bytes.StartsWith((ReadOnlySpan<byte>)[0x52, 0x61, 0x72, 0x21, 0x1A, 0x07]);

    private static bool IsTar(ReadOnlySpan<byte> bytes) => bytes.Length >= 512 && bytes[TarSignatureAt..].StartsWith("ustar"u8);

    private static DocumentException Encrypted(Exception? fault) => new(DocumentStatus.Encrypted, "encrypted-archive",
        "the archive is protected by a password; unpack it first", fault);
}
