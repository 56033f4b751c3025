namespace PolicyIngest.Ingest.Evaluation;

/// <summary>A fact in a comparable form.</summary>
/// <param name="Key">What is compared.</param>
/// <param name="Shown">For people: plan, path and fact.</param>
/// <param name="Line">Line of the gold file; 0 for what was found.</param>
public readonly record struct Fact(string Key, string Shown, int Line);

/// <summary>Counts the facts of one kind and keeps them for reports.</summary>
public sealed class Tally
{
    private int _surplus;

    /// <summary>Gold facts that were found.</summary>
    public List<Fact> Hits { get; } = [];

    /// <summary>Gold facts that were not.</summary>
    public List<Fact> Missing { get; } = [];

    /// <summary>Facts found that the gold does not have, as far as they are told apart.</summary>
    public List<Fact> Surplus { get; } = [];

    /// <summary>The counts.</summary>
    public Score Score => new(Hits.Count, Missing.Count, _surplus);

    /// <summary>Compares facts as multisets: what stands twice must be found twice.</summary>
    /// <param name="sure">Gold facts that must be found.</param>
    /// <param name="optional">Gold facts that may be found.</param>
    /// <param name="found">What was found.</param>
    internal void Compare(IReadOnlyList<Fact> sure, IReadOnlyList<Fact> optional, IReadOnlyList<Fact> found)
    {
        var left = Counted(found);
        foreach (var fact in sure)
        {
            if (Take(left, fact.Key)) AddHit(fact);
            else AddMissing(fact);
        }
        foreach (var fact in optional) Take(left, fact.Key);
        // Of equal facts the last ones are those too many.
        for (int i = found.Count - 1; i >= 0; i--)
            if (Take(left, found[i].Key)) AddSurplus(found[i]);
    }

    internal void AddHit(Fact fact) => Hits.Add(fact);

    internal void AddMissing(Fact fact) => Missing.Add(fact);

    internal void AddSurplus(Fact fact)
    {
        Surplus.Add(fact);
        _surplus++;
    }

    /// <summary>Counts surplus that is not told apart; a negative number takes some back.</summary>
    internal void CountSurplus(int number) => _surplus += number;

    private static Dictionary<string, int> Counted(IReadOnlyList<Fact> facts)
    {
        var counts = new Dictionary<string, int>(facts.Count, StringComparer.Ordinal);
        foreach (var fact in facts) counts[fact.Key] = counts.GetValueOrDefault(fact.Key) + 1;
        return counts;
    }

    private static bool Take(Dictionary<string, int> counts, string key)
    {
        int count = counts.GetValueOrDefault(key);
        if (count > 0) counts[key] = count - 1;
        return count > 0;
    }
}
