using System.Globalization;
using System.Text;
using PolicyIngest.Ingest.Lexicons;

namespace PolicyIngest.Ingest.Text;

/// <summary>A word of a text.</summary>
/// <param name="Word">The word, folded.</param>
/// <param name="Field">Its field in the lexicon policy-terms; null for any other word.</param>
public readonly record struct CutWord(string Word, string? Field);

/// <summary>
/// Cuts text into words: first the terms of the lexicon policy-terms, the longest at each place, so that 煤改电 and 双随机一公开 stay whole; the rest by
/// jieba.NET. Left out are single characters and what holds no letter. For several threads.
/// </summary>
public sealed class WordCutter
{
    // Goes up by one with each change of what is cut how.
    private const int Rules = 2;

    // Longer "words" are addresses of web pages and the like.
    private const int LongestWord = 40;

    private readonly Dictionary<string, CutWord> _terms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CutWord>.AlternateLookup<ReadOnlySpan<char>> _termsBySpan;
    private readonly Dictionary<char, int[]> _lengths;

    /// <summary>Makes a cutter; the dictionary is read with the first text.</summary>
    /// <param name="lexicons">The word lists, of which policy-terms counts.</param>
    public WordCutter(LexiconSet lexicons)
    {
        foreach (var entry in lexicons["policy-terms"].Entries)
        {
            string term = Fold(entry.Term);
            _terms[term] = new CutWord(term, entry.Kind);
        }
        _termsBySpan = _terms.GetAlternateLookup<ReadOnlySpan<char>>();
        _lengths = _terms.Keys.GroupBy(term => term[0]).ToDictionary(group => group.Key, group => group.Select(term => term.Length).Distinct().OrderDescending().ToArray());
        string lexicon = string.Concat(_terms.Values.Select(term => $"{term.Word}\t{term.Field}\n"));
        Version = string.Create(CultureInfo.InvariantCulture,
            $"{Rules}, {WordBreaker.Version}, lexicon {Sha256.Hex(lexicon + string.Join('\n', WordBreaker.JointTerms))[..12]}");
    }

    /// <summary>By what words are cut: rules, jieba.NET and lexicons. The same version cuts the same text in the same way.</summary>
    public string Version { get; }

    /// <summary>A word as the cutter writes it: small letters, half-width forms.</summary>
    public static string Fold(string text) => string.Create(text.Length, text, static (folded, source) =>
    {
        for (int i = 0; i < folded.Length; i++) folded[i] = char.ToLowerInvariant(CharFold.Fold(source[i]));
    });

    /// <summary>The words of a text: first the terms, then the others, each in the order of the text.</summary>
    public List<CutWord> Cut(string text)
    {
        string folded = Fold(text);
        var words = new List<CutWord>();
        // A term gives way to blanks, so that jieba sees only the rest and ends its words there.
        char[] rest = folded.ToCharArray();
        for (int i = 0; i < folded.Length;)
        {
            int length = TermAt(folded, i, out var term);
            if (length > 0)
            {
                words.Add(term);
                rest.AsSpan(i, length).Fill(' ');
            }
            i += Math.Max(1, length);
        }
        AddOthers(new string(rest), words);
        return words;
    }

    private int TermAt(string text, int start, out CutWord term)
    {
        term = default;
        if (!_lengths.TryGetValue(text[start], out int[]? lengths)) return 0;
        foreach (int length in lengths)
            if (start + length <= text.Length && _termsBySpan.TryGetValue(text.AsSpan(start, length), out term) && !IsWithinWord(text, start, length)) return length;
        return 0;
    }

    /// <summary>Whether a term's letters or digits go on beside it: 5g in 15g, pm10 in pm100.</summary>
    private static bool IsWithinWord(string text, int start, int length) =>
        (start > 0 && char.IsAsciiLetterOrDigit(text[start]) && char.IsAsciiLetterOrDigit(text[start - 1]))
        || (start + length < text.Length && char.IsAsciiLetterOrDigit(text[start + length - 1]) && char.IsAsciiLetterOrDigit(text[start + length]));

    private void AddOthers(string text, List<CutWord> words)
    {
        var boundaries = new List<int>();
        WordBreaker.AddBoundaries(text, boundaries);
        for (int i = 1; i < boundaries.Count; i++)
        {
            var word = text.AsSpan(boundaries[i - 1]..boundaries[i]);
            if (IsCounted(word)) words.Add(_termsBySpan.TryGetValue(word, out var term) ? term : new CutWord(word.ToString(), null));
        }
    }

    private static bool IsCounted(ReadOnlySpan<char> word)
    {
        if (word.Length is < 2 or > LongestWord) return false;
        int characters = 0;
        bool hasLetter = false;
        foreach (var rune in word.EnumerateRunes())
        {
            characters++;
            hasLetter |= Rune.IsLetter(rune);
        }
        return hasLetter && characters > 1;
    }
}
