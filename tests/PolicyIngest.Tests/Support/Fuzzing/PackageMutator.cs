using System.IO.Compression;

namespace PolicyIngest.Tests.Support.Fuzzing;

/// <summary>Damages a zip package part by part: parts are dropped, doubled, exchanged, reordered, renamed, or changed themselves.</summary>
internal sealed class PackageMutator(Random random, Func<byte[], byte[]> mutatePart)
{
    public byte[] Mutate(byte[] package)
    {
        if (Parts(package) is not { Count: > 0 } parts) return package[..random.Next(package.Length)];
        int at = random.Next(parts.Count), other = random.Next(parts.Count);
        switch (random.Next(9))
        {
            case 0: parts.RemoveAt(at); break;
            case 1: parts.Insert(other, parts[at]); break;
            case 2: (parts[at], parts[other]) = (parts[at] with { Content = parts[other].Content }, parts[other] with { Content = parts[at].Content }); break;
            case 3: parts = [.. parts.OrderBy(_ => random.Next())]; break;
            case 4: parts[at] = parts[at] with { Name = "../" + parts[at].Name }; break;
            default:
                // Mostly the largest ones, where the document is.
                if (random.Next(2) == 0) at = parts.IndexOf(parts.MaxBy(part => part.Content.Length)!);
                if (parts[at].Content.Length > 0) parts[at] = parts[at] with { Content = mutatePart(parts[at].Content) };
                break;
        }
        return Zip(parts);
    }

    private static List<Part>? Parts(byte[] package)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(package), ZipArchiveMode.Read);
            return [.. zip.Entries.Select(entry => new Part(entry.FullName, Content(entry)))];
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or ArgumentException or NotSupportedException)
        {
            // An earlier change made it unreadable.
            return null;
        }
    }

    private static byte[] Content(ZipArchiveEntry entry)
    {
        using var content = new MemoryStream();
        using var stream = entry.Open();
        stream.CopyTo(content);
        return content.ToArray();
    }

    private static byte[] Zip(List<Part> parts)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var part in parts)
            {
                using var entry = zip.CreateEntry(part.Name, CompressionLevel.Fastest).Open();
                entry.Write(part.Content);
            }
        return stream.ToArray();
    }

    private sealed record Part(string Name, byte[] Content);
}
