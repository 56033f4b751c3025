using PolicyIngest.Cli.Files;
using PolicyIngest.Ingest.Evaluation;
using PolicyIngest.Ingest.Readers;

namespace PolicyIngest.Cli.Evaluating;

/// <summary>A gold file and what it holds.</summary>
internal sealed record NamedGold(string Path, GoldFile Content);

/// <summary>Finds and reads gold files.</summary>
internal static class GoldFiles
{
    // Gold is written by hand; a larger file is something else.
    private const long MaxSize = 64L << 20;

    /// <summary>Reads the files named and the .json and .jsonl files of the folders named, in the order of their paths.</summary>
    /// <exception cref="UsageException">There is none, or one can't be read.</exception>
    public static List<NamedGold> Read(IReadOnlyList<string> paths)
    {
        var files = new List<string>();
        foreach (string path in paths)
        {
            if (File.Exists(path)) files.Add(path);
            else if (!Directory.Exists(path)) throw new UsageException($"{path}: there is no such file or folder");
            else files.AddRange(Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(IsJson).Order(StringComparer.Ordinal));
        }
        if (files.Count == 0) throw new UsageException("there is no gold file (.json, .jsonl) in the folders given; 'policy-ingest gold init DOCUMENT' writes one");
        return [.. files.Select(file => new NamedGold(file, GoldReader.Read(Bytes(file))))];
    }

    /// <summary>Reads a file whole.</summary>
    /// <exception cref="UsageException">It can't be read.</exception>
    public static byte[] Bytes(string path)
    {
        try
        {
            return FileBytes.Read(new FilePath(path), path, MaxSize).Bytes.ToArray();
        }
        catch (DocumentException fault)
        {
            throw new UsageException($"{path}: {fault.Message}");
        }
    }

    private static bool IsJson(string file) =>
        file.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase);
}
