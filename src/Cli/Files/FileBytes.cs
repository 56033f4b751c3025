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
        if (path.Raw is null && !FilePath.IsName(path.Text)) throw new DocumentException(DocumentStatus.Io, "file-gone", "the file is not there any more");
        // Not even opened: a pipe without a writer would wait for ever.
        if (FileKinds.Of(path) is FileKind.Other) throw NoFile("it is a pipe, a socket or a device, no ordinary file; save its content to a file");
        if (FileKinds.Of(path) is FileKind.Folder) throw NoFile("it is a folder, no file; name a file in it");
        try
        {
            using var stream = Open(path);
            // Elsewhere than on Linux it shows only now.
            if (!stream.CanSeek) throw NoFile("it is a pipe, a socket or a device, no ordinary file; save its content to a file");
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
            throw new DocumentException(DocumentStatus.Io, "read-error", $"the file can't be read ({SystemFault.Reason(fault)}); check the disk or the share", fault);
        }
    }

    private static DocumentException NoFile(string reason) => new(DocumentStatus.Unsupported, "not-a-file", reason);

    private static FileStream Open(FilePath path) => path.Raw is null
        ? new FileStream(path.Text, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1)
        : new FileStream(LinuxFiles.Open(path), FileAccess.Read, 1);
}
