using System.Collections.Immutable;
using PolicyIngest.Ingest.Corrections;
using PolicyIngest.Model;

namespace PolicyIngest.Cli.Correcting;

/// <summary>Files of corrections that the user named.</summary>
internal static class CorrectionFiles
{
    /// <summary>Largest file, in bytes.</summary>
    public const long MaxSize = 512L << 20;

    /// <summary>The corrections of a .jsonl file, or of all such files of a folder, in the order of their names.</summary>
    /// <exception cref="UsageException">There is none, or one can't be used; the message says which line and why.</exception>
    public static ImmutableArray<Correction> Read(string path)
    {
        var corrections = ImmutableArray.CreateBuilder<Correction>();
        foreach (string file in FilesOf(path))
        {
            try
            {
                corrections.AddRange(CorrectionsFile.Read(Bytes(file)));
            }
            catch (CorrectionsFileException fault)
            {
                throw new UsageException($"{file}: {fault.Message}");
            }
        }
        return corrections.ToImmutable();
    }

    /// <summary>A file's bytes.</summary>
    /// <exception cref="UsageException">It can't be read.</exception>
    public static byte[] Bytes(string file)
    {
        try
        {
            if (new FileInfo(file) is { Exists: true, Length: > MaxSize }) throw new UsageException($"{file}: the file is larger than {MaxSize >> 20} MB, as no file of corrections is");
            return File.ReadAllBytes(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UsageException($"{file}: the file can't be read ({SystemFault.Reason(fault)})");
        }
    }

    private static string[] FilesOf(string path)
    {
        if (!Directory.Exists(path)) return [path];
        string[] files = [.. Directory.EnumerateFiles(path, "*.jsonl").Order(StringComparer.Ordinal)];
        return files.Length > 0 ? files : throw new UsageException($"{path}: the folder has no file of corrections, *.jsonl");
    }
}
