using System.Collections.Immutable;

namespace PolicyIngest.Cli.Files;

/// <summary>
/// A pattern for paths, as in .gitignore: <c>*</c> and <c>?</c> stop at <c>/</c>, <c>**</c> does not, <c>[ab]</c> is one of several
/// characters. With a slash inside, a pattern is about the whole path from its folder, without one about the last name at any depth; with
/// a slash at its end only about folders. Upper and lower case are the same.
/// <para>A path is looked at once, its characters times the pattern's parts; what a pattern is made of can't make it slower.</para>
/// </summary>
internal sealed class Glob
{
    /// <summary>Longest pattern in characters.</summary>
    public const int MaxLength = 4_096;

    private readonly ImmutableArray<GlobPart> _parts;
    private readonly bool _onlyFolders;

    private Glob(ImmutableArray<GlobPart> parts, bool onlyFolders) => (_parts, _onlyFolders) = (parts, onlyFolders);

    /// <summary>Reads a pattern.</summary>
    /// <exception cref="FormatException">It is none; the message says why, in words that go on after the pattern.</exception>
    public static Glob Parse(string pattern)
    {
        if (pattern.Length > MaxLength) throw new FormatException($"it has {pattern.Length} characters, more than {MaxLength}");
        if (pattern.Any(char.IsControl)) throw new FormatException("it holds control characters");
        bool onlyFolders = pattern.EndsWith('/');
        string body = pattern.TrimEnd('/');
        bool isAnchored = body.Contains('/', StringComparison.Ordinal);
        body = body.TrimStart('/');
        if (body.Length == 0) throw new FormatException("it names nothing");
        return new Glob(GlobPart.Parse(isAnchored ? body : "**/" + body), onlyFolders);
    }

    /// <summary>Whether the pattern is about a path.</summary>
    /// <param name="relativePath">From the pattern's folder, parted by <c>/</c>.</param>
    /// <param name="isFolder">Whether it is a folder.</param>
    public bool Matches(string relativePath, bool isFolder) => (isFolder || !_onlyFolders) && Matches(relativePath);

    /// <summary>All places of the pattern at which the path may be, moved on character by character.</summary>
    private bool Matches(string path)
    {
        bool[] places = new bool[_parts.Length + 1], next = new bool[_parts.Length + 1];
        Enter(places, 0);
        foreach (char c in path)
        {
            Array.Clear(next);
            bool isAlive = false;
            for (int at = 0; at < _parts.Length; at++)
            {
                if (!places[at]) continue;
                var part = _parts[at];
                switch (part.Kind)
                {
                    case GlobPartKind.InName when c != '/':
                    case GlobPartKind.AnyDepth:
                    case GlobPartKind.Folders when c == '/':
                        Enter(next, at);
                        break;
                    case GlobPartKind.Folders:
                        next[at] = true;
                        break;
                    case GlobPartKind.One when part.Fits(c):
                        Enter(next, at + 1);
                        break;
                    default:
                        continue;
                }
                isAlive = true;
            }
            if (!isAlive) return false;
            (places, next) = (next, places);
        }
        return places[^1];
    }

    /// <summary>Comes to a place, and past the parts there that may stand for nothing.</summary>
    private void Enter(bool[] places, int at)
    {
        while (true)
        {
            places[at] = true;
            if (at == _parts.Length || _parts[at].Kind == GlobPartKind.One) return;
            at++;
        }
    }
}
