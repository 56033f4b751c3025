using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Corrections;

/// <summary>Finds the place of words that a person gave, without a place.</summary>
public static class DocumentWords
{
    /// <summary>The place of words: within <paramref name="item"/>, else in the whole text where they stand once.</summary>
    /// <param name="text">The document's text.</param>
    /// <param name="words">The words, letter for letter.</param>
    /// <param name="item">Place of the task or plan to which they belong.</param>
    /// <exception cref="ArgumentException">They stand nowhere, or in several places; the message says so.</exception>
    public static TextSpan Find(string text, string words, TextSpan item)
    {
        if (words.Length == 0) throw new ArgumentException("the words of the document that say so are missing");
        int inside = item.In(text).IndexOf(words, StringComparison.Ordinal);
        if (inside >= 0) return new TextSpan(item.Start + inside, item.Start + inside + words.Length);
        int first = text.IndexOf(words, StringComparison.Ordinal);
        if (first < 0) throw new ArgumentException($"the words \"{words}\" do not stand in the document");
        if (text.IndexOf(words, first + 1, StringComparison.Ordinal) >= 0)
            throw new ArgumentException($"the words \"{words}\" stand in several places of the document and not in the task; give more of the words around them");
        return new TextSpan(first, first + words.Length);
    }
}
