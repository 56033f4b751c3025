namespace PolicyIngest.Cli.Comparing;

/// <summary>Which sentences of two texts are only on one side: a task's content changes by the sentence, seldom as a whole.</summary>
internal static class SentenceDiff
{
    /// <summary>The sentences that are only in the older and only in the newer text, in order.</summary>
    public static (List<string> Gone, List<string> Added) Compare(string? older, string? newer)
    {
        List<string> gone = Sentences(older), added = Sentences(newer);
        var common = gone.CountBy(Squeezed, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var left = new Dictionary<string, int>(common, StringComparer.Ordinal);
        added.RemoveAll(sentence => Take(left, Squeezed(sentence)));
        // What is still counted was not in the newer text.
        gone.Reverse();
        gone.RemoveAll(sentence => !Take(left, Squeezed(sentence)));
        gone.Reverse();
        return (gone, added);
    }

    private static List<string> Sentences(string? text)
    {
        var sentences = new List<string>();
        int start = 0;
        for (int i = 0; i < (text?.Length ?? 0); i++)
        {
            if (text![i] is not ('。' or '；' or ';' or '\n')) continue;
            Add(text[start..(i + 1)]);
            start = i + 1;
        }
        if (text is not null) Add(text[start..]);
        return sentences;

        void Add(string sentence)
        {
            if (!string.IsNullOrWhiteSpace(sentence)) sentences.Add(sentence.Trim());
        }
    }

    private static string Squeezed(string sentence) => string.Concat(sentence.Where(c => !char.IsWhiteSpace(c)));

    private static bool Take(Dictionary<string, int> counts, string key)
    {
        int count = counts.GetValueOrDefault(key);
        if (count > 0) counts[key] = count - 1;
        return count > 0;
    }
}
