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

    /// <summary>Whether it is certain that neither the file nor an archive that it is in is there.</summary>
    /// <param name="path">A key, as the database has it.</param>
    public static bool IsGone(string path) => IsMissing(path) && HoldersOf(path).All(IsMissing);

    private static bool IsMissing(string path)
    {
        if (!FilePath.ThatMayBe(path).All(each => FileKinds.Of(each) is FileKind.Missing)) return false;
        // Below a link whose target is away nothing is to be found, and it may be back tomorrow.
        string? above = path;
        while ((above = Path.GetDirectoryName(above)) is not null)
        {
            if (FilePath.ThatMayBe(above).Any(each => FileKinds.Of(each) is not FileKind.Missing)) return true;
            if (new FileInfo(above).LinkTarget is not null) return false;
        }
        return true;
    }
}
