namespace PolicyIngest.Cli.Files;

/// <summary>The files of the paths that a command was given.</summary>
/// <param name="Files">Each once, in the order of their keys.</param>
/// <param name="Problems">Paths that are not there or can't be listed, each with its reason in one sentence.</param>
/// <param name="PassedOver">Files left out: hidden ones, locks, and by filters and ignore files.</param>
/// <param name="Roots">Keys of the folders that were named.</param>
/// <param name="Unlisted">Keys of folders that could not be looked into, and of links that lead nowhere now: what is below is not known.</param>
internal sealed record FoundFiles(List<InputFile> Files, List<string> Problems, int PassedOver, List<string> Roots, List<string> Unlisted);

/// <summary>Finds the files in folders. Folders behind symbolic links are looked into once each, so loops do no harm.</summary>
internal sealed class FileScanner
{
    // As many as systems follow themselves.
    private const int MaxLinks = 40;

    private readonly SortedDictionary<string, InputFile> _files = new(StringComparer.Ordinal);
    private readonly List<string> _problems = [];
    private readonly List<string> _roots = [];
    private readonly List<string> _unlisted = [];
    private readonly HashSet<string> _visited = new(StringComparer.Ordinal);
    // A folder's own path comes before one that leads to it by a link, whatever their names.
    private readonly Queue<Folder> _linked = [];
    private readonly FileFilter _filter;
    private int _passedOver;

    private readonly CancellationToken _cancellation;

    private FileScanner(FileFilter filter, CancellationToken cancellation) => (_filter, _cancellation) = (filter, cancellation);

    /// <summary>Finds files: those named, whatever they are called, and in named folders those that the filter wants.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static FoundFiles Find(IEnumerable<FilePath> paths, FileFilter filter, CancellationToken cancellation = default)
    {
        var scanner = new FileScanner(filter, cancellation);
        foreach (var path in paths) scanner.AddNamed(path);
        while (scanner._linked.TryDequeue(out var folder)) scanner.AddFolder(folder);
        return new FoundFiles([.. scanner._files.Values], scanner._problems, scanner._passedOver, scanner._roots, scanner._unlisted);
    }

    private void AddNamed(FilePath path)
    {
        if (path.Raw is not null ? IsRawFolder(path) : Directory.Exists(path.Text))
        {
            _roots.Add(path.Key);
            AddFolder(new Folder(path, "", []));
        }
        // A broken link is there as well; reading it will say what is wrong.
        else if (path.Raw is not null || File.Exists(path.Text) || new FileInfo(path.Text).LinkTarget is not null) AddFile(path);
        else _problems.Add($"{path}: there is no such file or folder");
    }

    private void AddFolder(Folder folder)
    {
        _cancellation.ThrowIfCancellationRequested();
        if (!_visited.Add(folder.Path.Raw is null ? RealPath(folder.Path.Text) : folder.Path.Key)) return;
        try
        {
            if (IgnoreFile.Of(folder.Path, _problems) is { } ignores) folder = folder with { Ignores = [.. folder.Ignores, (folder.Relative, ignores)] };
            foreach (var entry in Entries(folder.Path)) AddEntry(folder, entry);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            _problems.Add($"{folder.Path}: the folder can't be listed; check its permissions or the share");
            _unlisted.Add(folder.Path.Key);
        }
    }

    private static IEnumerable<Entry> Entries(FilePath folder)
    {
        var entries = folder.Raw is null ? new DirectoryInfo(folder.Text).GetFileSystemInfos().Select(info => EntryOf(folder, info)).ToList() : [];
        // Where a name is no UTF-8, .NET puts U+FFFD, under which nothing can be opened.
        if (LinuxFiles.IsSupported && (folder.Raw is not null || entries.Exists(entry => entry.Name.Contains('\uFFFD', StringComparison.Ordinal))))
        {
            entries.RemoveAll(entry => entry.Name.Contains('\uFFFD', StringComparison.Ordinal));
            foreach (var (name, isFolder) in LinuxFiles.List(folder))
            {
                var path = folder.Child(name);
                if (path.Raw is not null || System.Text.Encoding.UTF8.GetString(name).Contains('\uFFFD', StringComparison.Ordinal))
                    entries.Add(new Entry(path, path.Text[(path.Text.LastIndexOf('/') + 1)..], isFolder, IsLink: false, IsHidden: false));
            }
        }
        return entries.OrderBy(entry => entry.Name, StringComparer.Ordinal);
    }

    private static Entry EntryOf(FilePath folder, FileSystemInfo info)
    {
        bool isLink = info.LinkTarget is not null;
        bool isFolder = info is DirectoryInfo || (isLink && Directory.Exists(info.FullName));
        return new Entry(folder.Child(info.Name), info.Name, isFolder, isLink, OperatingSystem.IsWindows() && info.Attributes.HasFlag(FileAttributes.Hidden));
    }

    private void AddEntry(Folder folder, Entry entry)
    {
        string relative = folder.Relative + entry.Name;
        bool isWanted = !entry.IsHidden && !FileFilter.IsHiddenOrLock(entry.Name) && !folder.IsIgnored(relative, entry.IsFolder)
            && (entry.IsFolder ? _filter.WantsFolder(relative) : _filter.WantsFile(relative));
        if (!isWanted)
        {
            if (!entry.IsFolder && entry.Name != IgnoreFile.Name) _passedOver++;
        }
        else if (!entry.IsFolder)
        {
            if (entry.IsLink && FileKinds.Of(entry.Path) is FileKind.Missing or FileKind.Unknown) _unlisted.Add(entry.Path.Key);
            AddFile(entry.Path);
        }
        else if (entry.IsLink) _linked.Enqueue(new Folder(entry.Path, relative + "/", folder.Ignores));
        else AddFolder(new Folder(entry.Path, relative + "/", folder.Ignores));
    }

    private void AddFile(FilePath path)
    {
        if (_files.TryAdd(path.Key, new InputFile(path))) return;
        // \xB7.txt, the byte, and \xB7.txt, the four letters.
        if (_files[path.Key].Path.Raw is null != path.Raw is null)
            _problems.Add($"{path}: two files show the same name, since that of one is no UTF-8; only one is read, rename the other");
    }

    private static bool IsRawFolder(FilePath path)
    {
        try
        {
            _ = LinuxFiles.List(path);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
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

    /// <summary>Something in a folder.</summary>
    private sealed record Entry(FilePath Path, string Name, bool IsFolder, bool IsLink, bool IsHidden);

    /// <summary>A folder on the way.</summary>
    /// <param name="Path">As it is opened.</param>
    /// <param name="Relative">From the folder that was named, with a slash at the end; empty for that one.</param>
    /// <param name="Ignores">Ignore files of the folders above, the nearest last, each with its folder's relative path.</param>
    private sealed record Folder(FilePath Path, string Relative, List<(string Base, IgnoreFile File)> Ignores)
    {
        public bool IsIgnored(string relative, bool isFolder)
        {
            for (int i = Ignores.Count - 1; i >= 0; i--)
                if (Ignores[i].File.Ignores(relative[Ignores[i].Base.Length..], isFolder) is { } verdict) return verdict;
            return false;
        }
    }
}
