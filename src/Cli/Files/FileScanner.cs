namespace PolicyIngest.Cli.Files;

/// <summary>The files of the paths that a command was given.</summary>
/// <param name="Files">Each once, in the order of their keys.</param>
/// <param name="Problems">Paths that are not there or can't be listed, each with its reason in one sentence.</param>
/// <param name="PassedOver">Files left out: hidden ones, locks, and by filters and ignore files.</param>
/// <param name="Roots">Keys of the folders that were named.</param>
internal sealed record FoundFiles(List<InputFile> Files, List<string> Problems, int PassedOver, List<string> Roots);

/// <summary>Finds the files in folders. Folders behind symbolic links are looked into once each, so loops do no harm.</summary>
internal sealed class FileScanner
{
    // As many as systems follow themselves.
    private const int MaxLinks = 40;

    private readonly SortedDictionary<string, InputFile> _files = new(StringComparer.Ordinal);
    private readonly List<string> _problems = [];
    private readonly List<string> _roots = [];
    private readonly HashSet<string> _visited = new(StringComparer.Ordinal);
    // A folder's own path comes before one that leads to it by a link, whatever their names.
    private readonly Queue<Folder> _linked = [];
    private readonly FileFilter _filter;
    private int _passedOver;

    private FileScanner(FileFilter filter) => _filter = filter;

    /// <summary>Finds files: those named, whatever they are called, and in named folders those that the filter wants.</summary>
    public static FoundFiles Find(IEnumerable<string> paths, FileFilter filter)
    {
        var scanner = new FileScanner(filter);
        foreach (string path in paths) scanner.AddNamed(path);
        while (scanner._linked.TryDequeue(out var folder)) scanner.AddFolder(folder);
        return new FoundFiles([.. scanner._files.Values], scanner._problems, scanner._passedOver, scanner._roots);
    }

    private void AddNamed(string path)
    {
        if (Directory.Exists(path))
        {
            _roots.Add(InputFile.KeyOf(path));
            AddFolder(new Folder(path, "", []));
        }
        // A broken link is there as well; reading it will say what is wrong.
        else if (File.Exists(path) || new FileInfo(path).LinkTarget is not null) AddFile(path);
        else _problems.Add($"{path}: there is no such file or folder");
    }

    private void AddFolder(Folder folder)
    {
        if (!_visited.Add(RealPath(folder.Path))) return;
        FileSystemInfo[] entries;
        try
        {
            entries = new DirectoryInfo(folder.Path).GetFileSystemInfos();
            folder = folder with { Ignores = folder.WithIgnoreFile() };
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            _problems.Add($"{folder.Path}: the folder can't be listed; check its permissions or the share");
            return;
        }
        Array.Sort(entries, (a, b) => string.CompareOrdinal(a.Name, b.Name));
        foreach (var entry in entries) AddEntry(folder, entry);
    }

    private void AddEntry(Folder folder, FileSystemInfo entry)
    {
        bool isLink = entry.LinkTarget is not null;
        bool isFolder = entry is DirectoryInfo || (isLink && Directory.Exists(entry.FullName));
        string path = Path.Combine(folder.Path, entry.Name), relative = folder.Relative + entry.Name;
        bool isHidden = FileFilter.IsHiddenOrLock(entry.Name) || (OperatingSystem.IsWindows() && entry.Attributes.HasFlag(FileAttributes.Hidden));
        bool isWanted = !isHidden && !folder.IsIgnored(relative, isFolder)
            && (isFolder ? _filter.WantsFolder(relative) : _filter.WantsFile(relative));
        if (!isWanted)
        {
            if (!isFolder && entry.Name != IgnoreFile.Name) _passedOver++;
        }
        else if (!isFolder) AddFile(path);
        else if (isLink) _linked.Enqueue(new Folder(path, relative + "/", folder.Ignores));
        else AddFolder(new Folder(path, relative + "/", folder.Ignores));
    }

    private void AddFile(string path)
    {
        var file = new InputFile(path);
        _files.TryAdd(file.Key, file);
    }

    /// <summary>The path without symbolic links, as far as the system tells.</summary>
    private static string RealPath(string path, int links = 0)
    {
        if (links > MaxLinks) return path;
        try
        {
            string full = Path.GetFullPath(path), root = Path.GetPathRoot(full) ?? "/", real = root;
            foreach (string name in full[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
            {
                real = Path.Combine(real, name);
                if (new DirectoryInfo(real).ResolveLinkTarget(returnFinalTarget: true) is { } target) real = RealPath(target.FullName, links + 1);
            }
            return real;
        }
        catch (IOException)
        {
            return Path.GetFullPath(path);
        }
    }

    /// <summary>A folder on the way.</summary>
    /// <param name="Path">As it is opened.</param>
    /// <param name="Relative">From the folder that was named, with a slash at the end; empty for that one.</param>
    /// <param name="Ignores">Ignore files of the folders above, the nearest last, each with its folder's relative path.</param>
    private sealed record Folder(string Path, string Relative, List<(string Base, IgnoreFile File)> Ignores)
    {
        public List<(string Base, IgnoreFile File)> WithIgnoreFile()
        {
            string path = System.IO.Path.Combine(Path, IgnoreFile.Name);
            return File.Exists(path) ? [.. Ignores, (Relative, new IgnoreFile(File.ReadLines(path)))] : Ignores;
        }

        public bool IsIgnored(string relative, bool isFolder)
        {
            for (int i = Ignores.Count - 1; i >= 0; i--)
                if (Ignores[i].File.Ignores(relative[Ignores[i].Base.Length..], isFolder) is { } verdict) return verdict;
            return false;
        }
    }
}
