using System.Collections.Immutable;

namespace PolicyIngest.Cli.Files;

/// <summary>Which files of a folder are wanted.</summary>
/// <param name="include">Patterns of which a file must match one; all files where there is none.</param>
/// <param name="exclude">Patterns of files and folders to leave out.</param>
/// <exception cref="UsageException">A pattern is none.</exception>
internal sealed class FileFilter(IEnumerable<string> include, IEnumerable<string> exclude)
{
    // As much of a bad pattern as is shown.
    private const int MaxShown = 60;

    private readonly ImmutableArray<Glob> _include = [.. include.Select(pattern => Parse("--include", pattern))];
    private readonly ImmutableArray<Glob> _exclude = [.. exclude.Select(pattern => Parse("--exclude", pattern))];

    /// <summary>Every file.</summary>
    public static FileFilter All { get; } = new([], []);

    /// <summary>Whether a file is wanted.</summary>
    /// <param name="relativePath">From the folder that was named, parted by <c>/</c>.</param>
    public bool WantsFile(string relativePath) =>
        !IsExcluded(relativePath, isFolder: false)
        && (_include.IsEmpty || _include.Any(glob => glob.Matches(relativePath, isFolder: false)));

    /// <summary>Whether a folder is to be looked into.</summary>
    public bool WantsFolder(string relativePath) => !IsExcluded(relativePath, isFolder: true);

    /// <summary>
    /// Whether a name is that of a hidden file, of a lock or owner file (<c>~$plan.docx</c>, <c>.~lock.plan.odt#</c>) or of what systems
    /// leave in folders.
    /// </summary>
    public static bool IsHiddenOrLock(string name) =>
        name.StartsWith('.') || name.StartsWith("~$", StringComparison.Ordinal)
        || name.Equals("Thumbs.db", StringComparison.OrdinalIgnoreCase) || name.Equals("desktop.ini", StringComparison.OrdinalIgnoreCase)
        || name == "__MACOSX";

    private static Glob Parse(string option, string pattern)
    {
        try
        {
            return Glob.Parse(pattern);
        }
        catch (FormatException fault)
        {
            throw new UsageException($"{option} {(pattern.Length > MaxShown ? pattern[..MaxShown] + "…" : pattern)}: this is no pattern: {fault.Message}");
        }
    }

    private bool IsExcluded(string relativePath, bool isFolder) => _exclude.Any(glob => glob.Matches(relativePath, isFolder));
}
