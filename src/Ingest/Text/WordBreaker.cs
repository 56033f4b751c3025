using JiebaNet.Segmenter;

namespace PolicyIngest.Ingest.Text;

/// <summary>
/// The word breaker of jieba.NET, which knows Chinese words by a dictionary and guesses others, with joint terms (合成词) on top. Its dictionary lies inside the program and is read when the first
/// text is cut: that takes a second and 100 MB. For several threads.
/// </summary>
internal static class WordBreaker
{
    private static readonly Lazy<JiebaSegmenter> Jieba = new(Load);

    private static readonly Lazy<string[]> Joint = new(() => [.. Lines("Text.joint-terms.txt").Where(line => !line.StartsWith('#'))]);

    /// <summary>What words are cut by; another version may cut otherwise.</summary>
    public static string Version { get; } = $"jieba.NET {typeof(JiebaSegmenter).Assembly.GetName().Version}";

    /// <summary>The joint terms, which go with the version.</summary>
    public static IReadOnlyList<string> JointTerms => Joint.Value;

    /// <summary>Adds the boundaries of a text to a list, in UTF-16 code units, from 0 to its length.</summary>
    public static void AddBoundaries(string text, List<int> boundaries)
    {
        boundaries.Add(0);
        int at = 0;
        foreach (string word in Jieba.Value.Cut(text, cutAll: false, hmm: true))
        {
            int start = text.IndexOf(word, at, StringComparison.Ordinal);
            if (word.Length == 0 || start < 0) continue;
            if (start > at) boundaries.Add(start);
            boundaries.Add(at = start + word.Length);
        }
        if (at < text.Length) boundaries.Add(text.Length);
    }

    /// <summary>jieba.NET reads its dictionary from files only: they are written to a folder of the moment.</summary>
    private static JiebaSegmenter Load()
    {
        string folder = Directory.CreateTempSubdirectory("policy-ingest-words-").FullName;
        try
        {
            foreach (string name in new[] { "dict.txt", "prob_trans.json", "prob_emit.json" })
            {
                using var file = File.Create(Path.Combine(folder, name));
                using var packed = EmbeddedFile.Open($"Text.jieba.{name}");
                packed.CopyTo(file);
            }
            ConfigManager.ConfigFileBaseDir = folder;
            var jieba = new JiebaSegmenter();
            foreach (string term in JointTerms) jieba.AddWord(term);
            // All that it reads it has read with the first text.
            foreach (string _ in jieba.Cut("推进工作")) { }
            return jieba;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<string> Lines(string name)
    {
        using var text = new StreamReader(EmbeddedFile.Open(name));
        while (text.ReadLine() is { } line)
            if (line.Length > 0) yield return line;
    }
}
