using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Text;

/// <summary>
/// Translates positions in a text between UTF-16 code units, by which C# counts, and Unicode code points, by which SQLite's
/// <c>substr</c>, Python and R count. They differ behind each character outside the Basic Multilingual Plane, such as 𠮷.
/// </summary>
public sealed class CodePointMap
{
    // Positions of the second halves of all surrogate pairs, ascending; a lone surrogate counts as one character.
    private readonly int[] _secondHalves;

    /// <summary>Prepares the translation for <paramref name="text"/>.</summary>
    public CodePointMap(ReadOnlySpan<char> text)
    {
        _secondHalves = text.IndexOfAnyInRange('\uD800', '\uDBFF') < 0 ? [] : Find(text);
        Length = text.Length - _secondHalves.Length;
    }

    /// <summary>Length of the text in code points.</summary>
    public int Length { get; }

    /// <summary>A position in UTF-16 code units as one in code points.</summary>
    public int ToCodePoints(int utf16) => _secondHalves.Length == 0 ? utf16 : utf16 - CountBefore(utf16);

    /// <summary>A span as start and length in code points.</summary>
    public (int Start, int Length) ToCodePoints(TextSpan span)
    {
        int start = ToCodePoints(span.Start);
        return (start, ToCodePoints(span.End) - start);
    }

    /// <summary>A start and length in code points as a span in UTF-16 code units.</summary>
    public TextSpan ToUtf16(int start, int length) => new(ToUtf16(start), ToUtf16(start + length));

    private int ToUtf16(int codePoint)
    {
        // The k-th pair's second half (k from 0) lies behind the code point _secondHalves[k] - 1 - k.
        int low = 0, high = _secondHalves.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_secondHalves[middle] - 1 - middle < codePoint) low = middle + 1;
            else high = middle;
        }
        return codePoint + low;
    }

    private int CountBefore(int utf16)
    {
        int found = Array.BinarySearch(_secondHalves, utf16);
        return found >= 0 ? found : ~found;
    }

    private static int[] Find(ReadOnlySpan<char> text)
    {
        var found = new List<int>();
        for (int i = 1; i < text.Length; i++)
        {
            if (!char.IsSurrogatePair(text[i - 1], text[i])) continue;
            found.Add(i);
            i++;
        }
        return [.. found];
    }
}
