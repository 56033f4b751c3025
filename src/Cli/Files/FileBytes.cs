using PolicyIngest.Ingest.Readers;
using PolicyIngest.Model;

namespace PolicyIngest.Cli.Files;

/// <summary>Reads files from disk.</summary>
internal static class FileBytes
{
    /// <summary>Largest file that is read, in bytes, when the user states no limit.</summary>
    public const long DefaultLimit = 256L << 20;

    /// <summary>Reads a file whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="knownAs">The path by which the document is known.</param>
    /// <param name="limit">Largest size in bytes.</param>
    /// <exception cref="DocumentException">It can't be opened or read, or is too large.</exception>
    public static SourceFile Read(FilePath path, string knownAs, long limit = DefaultLimit)
    {
        try
        {
            using var stream = Open(path);
            // A pipe or a device has no length and could go on without end.
            if (!stream.CanSeek)
                throw new DocumentException(DocumentStatus.Unsupported, "not-a-file", "it is a pipe or a device, no ordinary file; save its content to a file");
            if (stream.Length > limit)
                throw new DocumentException(DocumentStatus.ResourceLimit, "file-too-large",
                    $"the file has {stream.Length} bytes, more than the limit of {limit}; raise --max-file-size if it is genuine");
            byte[] bytes = new byte[stream.Length];
            int read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return new SourceFile(knownAs, bytes.AsMemory(0, read));
        }
        catch (UnauthorizedAccessException fault)
        {
            throw new DocumentException(DocumentStatus.Io, "no-permission", "the file may not be read; check its permissions", fault);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DocumentException(DocumentStatus.Io, "file-gone", "the file is not there any more", fault);
        }
        catch (IOException fault)
        {
            throw new DocumentException(DocumentStatus.Io, "read-error", $"the file can't be read ({fault.Message}); check the disk or the share", fault);
        }
    }

    private static FileStream Open(FilePath path) => path.Raw is null
        ? new FileStream(path.Text, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1)
        : new FileStream(LinuxFiles.Open(path), FileAccess.Read, 1);
}
