namespace PolicyIngest.Cli.Files;

/// <summary>
/// The patterns of a <c>.policyingestignore</c>: a pattern a line, <c>#</c> begins a remark, <c>!</c> takes back what an earlier pattern
/// said, the last pattern that is about a path decides.
/// </summary>
internal sealed class IgnoreFile
{
    public const string Name = ".policyingestignore";

    private readonly List<(Glob Glob, bool Ignores)> _patterns = [];

    public IgnoreFile(IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            string pattern = line.Trim();
            if (pattern.Length == 0 || pattern[0] == '#') continue;
            bool ignores = pattern[0] != '!';
            _patterns.Add((new Glob(ignores ? pattern : pattern[1..]), ignores));
        }
    }

    /// <summary>Whether a path is to be ignored; null where no pattern is about it.</summary>
    /// <param name="relativePath">From the ignore file's folder, parted by <c>/</c>.</param>
    /// <param name="isFolder">Whether it is a folder.</param>
    public bool? Ignores(string relativePath, bool isFolder)
    {
        for (int i = _patterns.Count - 1; i >= 0; i--)
            if (_patterns[i].Glob.Matches(relativePath, isFolder)) return _patterns[i].Ignores;
        return null;
    }
}
