namespace PolicyIngest.Ingest.Lineage;

/// <summary>How rare words are: by how few plans have them.</summary>
internal sealed class WordRarity
{
    // In a database of two plans a word that both have is not common for that: rarity is told as if there were so many plans more without it.
    private const int OtherPlans = 100;

    private readonly int[] _plans;
    private readonly double[] _rarity;

    public WordRarity(LineageCorpus corpus)
    {
        int words = corpus.Words.Numbers.Length == 0 ? 0 : corpus.Words.Numbers.Max() + 1;
        _plans = new int[words];
        var last = new int[words];
        Array.Fill(last, -1);
        for (int task = 0; task < corpus.Count; task++)
            foreach (int word in corpus.Words[task])
            {
                if (last[word] == corpus.PlanOf[task]) continue;
                last[word] = corpus.PlanOf[task];
                _plans[word]++;
            }
        _rarity = [.. _plans.Select(plans => Math.Log((corpus.Plans.Length + OtherPlans + 1) / (plans + 0.5)))];
    }

    /// <summary>One more than the highest word.</summary>
    public int Count => _plans.Length;

    /// <summary>A word's rarity, above 0.</summary>
    public double this[int word] => _rarity[word];

    /// <summary>Whether several plans have a word.</summary>
    public bool IsShared(int word) => _plans[word] > 1;

    /// <summary>The rarity of all words of a task.</summary>
    public double Sum(ReadOnlySpan<int> words)
    {
        double sum = 0;
        foreach (int word in words) sum += _rarity[word];
        return sum;
    }

    /// <summary>Words, the rarest first.</summary>
    public IEnumerable<int> Rarest(IEnumerable<int> words) => words.OrderByDescending(word => _rarity[word]).ThenBy(word => word);
}
