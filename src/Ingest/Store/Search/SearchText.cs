using System.Text;
using PolicyIngest.Ingest.Text;

namespace PolicyIngest.Ingest.Store.Search;

/// <summary>
/// Text as the search index holds it: full-width letters as half-width ones, capitals as small letters, all quotation marks as one. One
/// character stays one, so that a hit's place in the folded text is its place in the text.
/// </summary>
internal static class SearchText
{
    /// <summary>Version of the folding and of what is indexed; goes up by one with each change of it, and the index is then made anew.</summary>
    public const int Version = 5;

    /// <summary>Folds a text.</summary>
    public static string Fold(string text) => string.Create(text.Length, text, static (folded, source) =>
    {
        for (int i = 0; i < folded.Length; i++) folded[i] = Fold(source[i]);
    });

    /// <summary>Characters that a fold changes into others than their small letters, and what they become, place by place; for databases that fold by themselves.</summary>
    public static (string From, string To) Folded { get; } = FoldedCharacters();

    private static (string From, string To) FoldedCharacters()
    {
        var (from, to) = (new StringBuilder(), new StringBuilder());
        for (int code = 1; code <= char.MaxValue; code++)
        {
            char c = (char)code, folded = Fold(c);
            // Digits of other scripts are many, and stand in none of these texts: each character would be held against them.
            if (char.IsSurrogate(c) || folded == char.ToLowerInvariant(c) || (char.IsDigit(c) && c < '\uFF10')) continue;
            from.Append(c);
            to.Append(folded);
        }
        return (from.ToString(), to.ToString());
    }

    private static char Fold(char c)
    {
        char folded = CharFold.Fold(c);
        if (folded < '\u0080') return char.IsControl(folded) ? ' ' : char.ToLowerInvariant(folded);
        return folded switch
        {
            '“' or '”' or '„' or '‟' or '«' or '»' or '「' or '」' or '『' or '』' or '〝' or '〞' => '"',
            '‘' or '’' or '‚' or '‛' => '\'',
            '•' or '・' or '‧' or '∙' or '⋅' => '·',
            _ => char.ToLowerInvariant(folded),
        };
    }

    /// <summary>Number of characters (code points) of a folded word.</summary>
    public static int LengthOf(string word) => word.EnumerateRunes().Count();

    /// <summary>Whether a folded word of one or two characters stands in the index of short words: letters, digits and % do, punctuation does not.</summary>
    public static bool IsShortWord(string word) => LengthOf(word) is 1 or 2 && word.EnumerateRunes().All(IsPartOfWord);

    /// <summary>What stands in a folded word between characters that belong to no word: 治理、扬尘 gives 治理 and 扬尘.</summary>
    public static List<string> PartsOf(string folded)
    {
        var parts = new List<string>();
        int start = 0, at = 0;
        foreach (var rune in folded.EnumerateRunes())
        {
            if (!IsPartOfWord(rune))
            {
                if (at > start) parts.Add(folded[start..at]);
                start = at + rune.Utf16SequenceLength;
            }
            at += rune.Utf16SequenceLength;
        }
        if (at > start) parts.Add(folded[start..at]);
        return parts;
    }

    /// <summary>Whether a character is part of a word: letters, digits and %, no punctuation.</summary>
    public static bool IsPartOfWord(Rune rune) => rune.Value == '%' || Rune.IsLetterOrDigit(rune);
}
