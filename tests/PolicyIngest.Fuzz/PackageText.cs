using System.IO.Compression;
using System.Text;

namespace PolicyIngest.Fuzz;

/// <summary>A zip package written as one run of bytes, its parts unpacked one after the other, each behind a line with its name.</summary>
internal static class PackageText
{
    private const int LongestName = 500;
    private static readonly byte[] Mark = "\n%%part "u8.ToArray();

    /// <summary>The package as such a run of bytes.</summary>
    public static byte[] Unpack(byte[] package)
    {
        using var zip = new ZipArchive(new MemoryStream(package));
        using var text = new MemoryStream();
        foreach (var entry in zip.Entries)
        {
            text.Write(Mark);
            text.Write(Encoding.UTF8.GetBytes(entry.FullName + "\n"));
            using var part = entry.Open();
            part.CopyTo(text);
        }
        return text.ToArray();
    }

    /// <summary>The package that such a run stands for, whatever its bytes.</summary>
    public static byte[] Pack(byte[] text)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            for (int at = text.AsSpan().IndexOf(Mark); at >= 0;)
            {
                int start = at + Mark.Length, next = text.AsSpan(start).IndexOf(Mark);
                var part = next < 0 ? text.AsSpan(start) : text.AsSpan(start, next);
                int line = part.IndexOf((byte)'\n');
                string name = Encoding.UTF8.GetString((line < 0 ? part : part[..line])[..Math.Min(line < 0 ? part.Length : line, LongestName)]);
                using (var entry = zip.CreateEntry(name.Length == 0 ? "-" : name, CompressionLevel.NoCompression).Open())
                    if (line >= 0) entry.Write(part[(line + 1)..]);
                at = next < 0 ? -1 : start + next;
            }
        return stream.ToArray();
    }
}
