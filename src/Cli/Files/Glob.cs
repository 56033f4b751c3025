using System.Text;
using System.Text.RegularExpressions;

namespace PolicyIngest.Cli.Files;

/// <summary>
/// A pattern for paths, as in .gitignore: <c>*</c> and <c>?</c> stop at <c>/</c>, <c>**</c> does not, <c>[ab]</c> is one of several
/// characters. With a slash inside, a pattern is about the whole path from its folder, without one about the last name at any depth; with
/// a slash at its end only about folders. Upper and lower case are the same.
/// </summary>
internal sealed class Glob
{
    private readonly Regex _regex;
    private readonly bool _onlyFolders;

    public Glob(string pattern)
    {
        _onlyFolders = pattern.EndsWith('/');
        string body = pattern.TrimEnd('/');
        bool isAnchored = body.Contains('/', StringComparison.Ordinal);
        string regex = (isAnchored ? "^" : "^(?:.*/)?") + Translate(body.TrimStart('/')) + "$";
        _regex = new Regex(regex, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Singleline);
    }

    /// <summary>Whether the pattern is about a path.</summary>
    /// <param name="relativePath">From the pattern's folder, parted by <c>/</c>.</param>
    /// <param name="isFolder">Whether it is a folder.</param>
    public bool Matches(string relativePath, bool isFolder) => (isFolder || !_onlyFolders) && _regex.IsMatch(relativePath);

    private static string Translate(string glob)
    {
        var regex = new StringBuilder();
        for (int i = 0; i < glob.Length; i++)
        {
            var rest = glob.AsSpan(i);
            int classEnd = rest[0] == '[' ? rest[1..].IndexOf(']') : -1;
            if (rest.StartsWith("**/"))
            {
                regex.Append("(?:.*/)?");
                i += 2;
            }
            else if (rest.StartsWith("**"))
            {
                regex.Append(".*");
                i++;
            }
            else if (rest[0] == '*') regex.Append("[^/]*");
            else if (rest[0] == '?') regex.Append("[^/]");
            else if (classEnd > 0)
            {
                string inside = rest.Slice(1, classEnd).ToString();
                bool negated = inside[0] is '!' or '^';
                regex.Append(negated ? "[^" : "[").Append(EscapeClass(negated ? inside[1..] : inside)).Append(']');
                i += classEnd + 1;
            }
            else if (rest[0] == '\\' && rest.Length > 1)
            {
                regex.Append(Regex.Escape(rest[1].ToString()));
                i++;
            }
            else regex.Append(Regex.Escape(rest[0].ToString()));
        }
        return regex.ToString();
    }

    private static string EscapeClass(string inside)
    {
        string escaped = inside.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("[", @"\[", StringComparison.Ordinal).Replace("^", @"\^", StringComparison.Ordinal);
        // An empty class, as in [!], stands for the character itself.
        return escaped.Length == 0 ? "!" : escaped;
    }
}
