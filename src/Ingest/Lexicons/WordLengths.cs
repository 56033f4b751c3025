namespace PolicyIngest.Ingest.Lexicons;

/// <summary>
/// How long the words of a list are that begin, or end, with a character. Most characters of a text begin none, so that none of the list's lengths has to be
/// looked up there.
/// </summary>
internal sealed class WordLengths
{
    // Characters that share a place there have the lengths of all of them: more is looked up, nothing is missed.
    private const int Places = 1024;

    private readonly ushort[][] _lengths = new ushort[Places][];

    /// <param name="words">The words, none of them empty.</param>
    /// <param name="atEnd">Whether by their last character, else by their first.</param>
    public WordLengths(IEnumerable<string> words, bool atEnd)
    {
        Array.Fill(_lengths, []);
        foreach (var place in words.GroupBy(word => PlaceOf(atEnd ? word[^1] : word[0])))
            _lengths[place.Key] = [.. place.Select(word => (ushort)word.Length).Distinct().OrderDescending()];
    }

    /// <summary>The lengths, in UTF-16 code units, the longest first.</summary>
    public ReadOnlySpan<ushort> Of(char character) => _lengths[PlaceOf(character)];

    private static int PlaceOf(char character) => character & (Places - 1);
}
