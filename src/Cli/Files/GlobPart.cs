using System.Collections.Immutable;

namespace PolicyIngest.Cli.Files;

/// <summary>What a part of a pattern stands for.</summary>
internal enum GlobPartKind
{
    /// <summary>One character: itself, <c>?</c>, or one of a class.</summary>
    One,
    /// <summary>Any characters of a name: <c>*</c>.</summary>
    InName,
    /// <summary>Any characters, slashes too: <c>**</c>.</summary>
    AnyDepth,
    /// <summary>Any folders, or none: <c>**/</c>.</summary>
    Folders,
}

/// <summary>A part of a pattern.</summary>
/// <param name="Kind">What it stands for.</param>
/// <param name="Ranges">Of one character: the characters that fit, in capitals, from the first to the last of each range.</param>
/// <param name="IsNegated">Whether all others fit.</param>
internal sealed record GlobPart(GlobPartKind Kind, ImmutableArray<(char First, char Last)> Ranges = default, bool IsNegated = false)
{
    /// <summary>Whether a character is the one that is meant; a slash only where the pattern writes it.</summary>
    public bool Fits(char c)
    {
        if (IsNegated && c == '/') return false;
        foreach (var (first, last) in Ranges)
            if (Between(c, first, last) || Between(char.ToUpperInvariant(c), first, last) || Between(char.ToLowerInvariant(c), first, last)) return !IsNegated;
        return IsNegated;
    }

    private static bool Between(char c, char first, char last) => c >= first && c <= last;

    /// <summary>Takes a pattern apart; stars that follow each other are one.</summary>
    /// <exception cref="FormatException">A range of characters runs backwards.</exception>
    public static ImmutableArray<GlobPart> Parse(string pattern)
    {
        var parts = ImmutableArray.CreateBuilder<GlobPart>();
        for (int at = 0; at < pattern.Length;)
        {
            var rest = pattern.AsSpan(at);
            int stars = rest.IndexOfAnyExcept('*') is var end and >= 0 ? end : rest.Length;
            int classEnd = rest[0] == '[' ? ClassEnd(rest) : -1;
            if (stars > 1 && rest.Length > stars && rest[stars] == '/')
            {
                AddOnce(parts, GlobPartKind.Folders);
                at += stars + 1;
            }
            else if (stars > 0)
            {
                AddOnce(parts, stars > 1 ? GlobPartKind.AnyDepth : GlobPartKind.InName);
                at += stars;
            }
            else if (classEnd > 0)
            {
                parts.Add(Class(rest[1..classEnd]));
                at += classEnd + 1;
            }
            else
            {
                bool isEscaped = rest[0] == '\\' && rest.Length > 1;
                char c = isEscaped ? rest[1] : rest[0];
                parts.Add(c == '?' && !isEscaped ? new GlobPart(GlobPartKind.One, [], IsNegated: true) : new GlobPart(GlobPartKind.One, [(c, c)]));
                at += isEscaped ? 2 : 1;
            }
        }
        return parts.ToImmutable();
    }

    private static void AddOnce(ImmutableArray<GlobPart>.Builder parts, GlobPartKind kind)
    {
        if (parts.Count == 0 || parts[^1].Kind != kind) parts.Add(new GlobPart(kind));
    }

    /// <summary>Where a class ends, or -1: at the first <c>]</c> that is not its first character. A bracket that is never closed is itself.</summary>
    private static int ClassEnd(ReadOnlySpan<char> rest)
    {
        int at = rest.Length > 1 && rest[1] is '!' or '^' ? 2 : 1;
        if (at < rest.Length) at += Width(rest, at);
        while (at < rest.Length && rest[at] != ']') at += Width(rest, at);
        return at < rest.Length ? at : -1;
    }

    /// <summary>A class from what stands between its brackets: <c>ab</c>, <c>a-f</c>, <c>!0-9</c>.</summary>
    private static GlobPart Class(ReadOnlySpan<char> inside)
    {
        bool isNegated = inside[0] is '!' or '^';
        var ranges = ImmutableArray.CreateBuilder<(char, char)>();
        for (int at = isNegated ? 1 : 0; at < inside.Length;)
        {
            int width = Width(inside, at);
            char first = inside[at + width - 1];
            int last = at + width + 1;
            if (last < inside.Length && inside[at + width] == '-')
            {
                int lastWidth = Width(inside, last);
                char end = inside[last + lastWidth - 1];
                if (end < first) throw new FormatException($"the range {first}-{end} in it runs backwards");
                ranges.Add((first, end));
                at = last + lastWidth;
            }
            else
            {
                ranges.Add((first, first));
                at += width;
            }
        }
        return new GlobPart(GlobPartKind.One, ranges.ToImmutable(), isNegated);
    }

    // A backslash takes the next character as it is.
    private static int Width(ReadOnlySpan<char> inside, int at) => inside[at] == '\\' && at + 1 < inside.Length ? 2 : 1;
}
