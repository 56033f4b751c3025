namespace PolicyIngest.Ingest.Lexicons;

/// <summary>Words of one kind, looked up at the end or the beginning of a stretch of text; the longest word wins.</summary>
internal sealed class WordSet
{
    // A frozen set takes longer to look up a span: it finds the comparer anew each time.
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly WordLengths _atStart, _atEnd;

    public WordSet(IEnumerable<string> words)
    {
        var set = new HashSet<string>(words, StringComparer.Ordinal);
        _lookup = set.GetAlternateLookup<ReadOnlySpan<char>>();
        (_atStart, _atEnd) = (new WordLengths(set, atEnd: false), new WordLengths(set, atEnd: true));
    }

    /// <summary>Length of the longest word with which <paramref name="text"/> ends; 0 for none.</summary>
    public int AtEnd(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return 0;
        foreach (int length in _atEnd.Of(text[^1]))
            if (length <= text.Length && _lookup.Contains(text[^length..])) return length;
        return 0;
    }

    /// <summary>Length of the longest word with which <paramref name="text"/> begins; 0 for none.</summary>
    public int AtStart(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return 0;
        foreach (int length in _atStart.Of(text[0]))
            if (length <= text.Length && _lookup.Contains(text[..length])) return length;
        return 0;
    }

    /// <summary>Position of the first word in <paramref name="text"/>; -1 for none.</summary>
    public int IndexIn(ReadOnlySpan<char> text)
    {
        for (int i = 0; i < text.Length; i++)
            if (AtStart(text[i..]) > 0) return i;
        return -1;
    }

    public bool Contains(ReadOnlySpan<char> word) => _lookup.Contains(word);
}
