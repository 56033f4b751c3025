namespace PolicyIngest.Cli.Files;

/// <summary>
/// Which known files of the folders that were named are gone and may be dropped. What could not be looked into is not gone: a share that is
/// away, a folder without permission, a link that leads nowhere now.
/// </summary>
internal sealed class Pruning
{
    private readonly HashSet<string> _there;
    private readonly HashSet<string> _unlisted;

    public Pruning(FoundFiles found)
    {
        _there = found.Files.Select(file => file.Key).ToHashSet(StringComparer.Ordinal);
        _unlisted = found.Unlisted.ToHashSet(StringComparer.Ordinal);
        var roots = found.Roots.Where(root => !_unlisted.Contains(root)).ToList();
        // A share that is not mounted looks like an empty folder.
        var empty = roots.Where(root => !found.Files.Exists(file => IsBelow(file.Key, root))).ToList();
        Prefixes = [.. roots.Except(empty).Select(Prefix)];
        Warnings =
        [
            .. empty.Select(root => $"{root}: the folder holds no file at all, so nothing of it is pruned; is the share there?"),
            .. found.Unlisted.Where(folder => found.Roots.Exists(root => folder == root || IsBelow(folder, root)))
                .Select(folder => $"{folder}: what is below could not be looked at, so nothing of it is pruned"),
        ];
    }

    /// <summary>What the paths of files that may be dropped begin with: folders with a slash at their end.</summary>
    public IReadOnlyList<string> Prefixes { get; }

    /// <summary>What is left alone and why, a sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Whether a file below one of <see cref="Prefixes"/> is gone for certain.</summary>
    public bool MayDrop(string key) => !_there.Contains(key) && !IsBelowUnlisted(key) && ArchivePath.IsGone(key);

    private bool IsBelowUnlisted(string key)
    {
        if (_unlisted.Count == 0) return false;
        for (int slash = key.IndexOf('/', 1); slash >= 0; slash = key.IndexOf('/', slash + 1))
            if (_unlisted.Contains(key[..slash])) return true;
        return false;
    }

    private static bool IsBelow(string key, string folder) => key.StartsWith(Prefix(folder), StringComparison.Ordinal);

    private static string Prefix(string folder) => folder.TrimEnd('/') + "/";
}
