namespace PolicyIngest.Cli.Files;

/// <summary>Finds the files of the paths that a command was given.</summary>
internal static class FileScanner
{
    /// <summary>Files and the files in folders, below them as well, each once, in the order of their absolute paths.</summary>
    /// <exception cref="UsageException">A path does not exist.</exception>
    public static List<InputFile> Find(IEnumerable<string> paths)
    {
        var found = new SortedDictionary<string, InputFile>(StringComparer.Ordinal);
        foreach (string path in paths)
        {
            if (File.Exists(path)) Add(path);
            else if (Directory.Exists(path))
            {
                foreach (string file in Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)) Add(file);
            }
            else throw new UsageException($"{path}: there is no such file or folder");
        }
        return [.. found.Values];

        void Add(string path)
        {
            var file = new InputFile(path);
            found.TryAdd(file.Key, file);
        }
    }
}
