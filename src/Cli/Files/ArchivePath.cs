namespace PolicyIngest.Cli.Files;

/// <summary>Paths of members of archives: <c>archive.zip!/member</c>.</summary>
internal static class ArchivePath
{
    /// <summary>What stands between an archive and its member.</summary>
    public const string Mark = "!/";

    /// <summary>The paths that may be those of archives around a member; none for an ordinary path. A folder's name may end in ! as well.</summary>
    public static IEnumerable<string> HoldersOf(string path)
    {
        for (int at = path.IndexOf(Mark, StringComparison.Ordinal); at >= 0; at = path.IndexOf(Mark, at + 1, StringComparison.Ordinal))
            yield return path[..at];
    }

    /// <summary>Whether neither the file nor an archive that it is in is there.</summary>
    public static bool IsGone(string path) => !File.Exists(path) && !HoldersOf(path).Any(File.Exists);
}
