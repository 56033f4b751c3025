using System.Collections.Frozen;

namespace PolicyIngest.Ingest.Lexicons;

/// <summary>Words of one kind, looked up at the end or the beginning of a stretch of text; the longest word wins.</summary>
internal sealed class WordSet
{
    private readonly FrozenSet<string> _words;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly int _longest;

    public WordSet(IEnumerable<string> words)
    {
        _words = words.ToFrozenSet(StringComparer.Ordinal);
        _lookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        _longest = _words.Count == 0 ? 0 : _words.Max(w => w.Length);
    }

    /// <summary>Length of the longest word with which <paramref name="text"/> ends; 0 for none.</summary>
    public int AtEnd(ReadOnlySpan<char> text)
    {
        for (int n = Math.Min(_longest, text.Length); n > 0; n--)
            if (_lookup.Contains(text[^n..])) return n;
        return 0;
    }

    /// <summary>Length of the longest word with which <paramref name="text"/> begins; 0 for none.</summary>
    public int AtStart(ReadOnlySpan<char> text)
    {
        for (int n = Math.Min(_longest, text.Length); n > 0; n--)
            if (_lookup.Contains(text[..n])) return n;
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
