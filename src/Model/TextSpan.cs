namespace PolicyIngest.Model;

/// <summary>A half-open stretch of <see cref="PolicyDocument.Text"/>.</summary>
/// <param name="Start">First position, in UTF-16 code units from the start of the document's text; at least 0.</param>
/// <param name="End">Position after the last one, in UTF-16 code units; at least <paramref name="Start"/>.</param>
public readonly record struct TextSpan(int Start, int End)
{
    /// <summary>Length in UTF-16 code units.</summary>
    public int Length => End - Start;

    /// <summary>Whether the span covers nothing.</summary>
    public bool IsEmpty => End <= Start;

    /// <summary>Whether <paramref name="other"/> lies inside this span (equal ends included).</summary>
    public bool Contains(TextSpan other) => other.Start >= Start && other.End <= End;

    /// <summary>Whether the two spans share at least one character.</summary>
    public bool Overlaps(TextSpan other) => other.Start < End && Start < other.End;

    /// <summary>The characters of <paramref name="text"/> that the span covers.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The span reaches past the text.</exception>
    public ReadOnlySpan<char> In(string text) => text.AsSpan(Start, Length);

    /// <summary>The covered characters as a string.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The span reaches past the text.</exception>
    public string Of(string text) => text.Substring(Start, Length);

    /// <summary>The span without white space at either end; empty at its start when there is nothing else.</summary>
    public TextSpan Trimmed(string text)
    {
        int start = Start, end = End;
        while (start < end && char.IsWhiteSpace(text[start])) start++;
        while (end > start && char.IsWhiteSpace(text[end - 1])) end--;
        return new TextSpan(start, end);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Start}..{End}";
}
