using System.Text;
using PolicyIngest.Ingest.Readers;

namespace PolicyIngest.Cli.Files;

/// <summary>
/// The patterns of a <c>.policyingestignore</c>: a pattern a line, <c>#</c> begins a remark, <c>!</c> takes back what an earlier pattern
/// said, the last pattern that is about a path decides.
/// </summary>
internal sealed class IgnoreFile
{
    public const string Name = ".policyingestignore";

    // Patterns are written by hand; a larger file is something else.
    private const long MaxSize = 1L << 20;

    private readonly List<(Glob Glob, bool Ignores)> _patterns = [];

    private IgnoreFile(IEnumerable<string> lines, string path, List<string> problems)
    {
        int number = 0;
        foreach (string line in lines)
        {
            number++;
            string pattern = line.Trim();
            if (pattern.Length == 0 || pattern[0] == '#') continue;
            bool ignores = pattern[0] != '!';
            try
            {
                _patterns.Add((Glob.Parse(ignores ? pattern : pattern[1..]), ignores));
            }
            catch (FormatException fault)
            {
                problems.Add($"{path}:{number}: the pattern is passed over: {fault.Message}");
            }
        }
    }

    /// <summary>Reads a folder's ignore file; what is wrong with it is added to the problems, and the rest of it counts.</summary>
    /// <returns>Null where there is none or it can't be used.</returns>
    public static IgnoreFile? Of(FilePath folder, List<string> problems)
    {
        var path = folder.Child(Name);
        if (FileKinds.Of(path) is FileKind.Missing) return null;
        try
        {
            string text = Encoding.UTF8.GetString(FileBytes.Read(path, path.Text, MaxSize).Bytes.Span);
            // One line says that a file is no text, not one for each of its lines.
            if (!text.Contains('\0', StringComparison.Ordinal)) return new IgnoreFile(text.Split('\n'), path.Text, problems);
            problems.Add($"{path}: the file is no text, so its patterns are passed over");
        }
        catch (DocumentException fault)
        {
            problems.Add($"{path}: {fault.Message}; its patterns are passed over");
        }
        return null;
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
