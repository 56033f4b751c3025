using PolicyIngest.Ingest.Store;

namespace PolicyIngest.Cli.Reporting;

/// <summary>Counts how the files of a run fared.</summary>
internal sealed class RunTally
{
    private readonly SortedDictionary<string, (int Count, string Reason)> _reasons = new(StringComparer.Ordinal);

    public int Imported { get; private set; }

    public int Replaced { get; private set; }

    public int Unchanged { get; private set; }

    public int Skipped { get; private set; }

    public int Failed { get; private set; }

    public int Pruned { get; set; }

    /// <summary>Files done so far.</summary>
    public int Done => Imported + Replaced + Unchanged + Skipped + Failed;

    /// <summary>Reasons of failures with their numbers, each with the words of the first one.</summary>
    public IEnumerable<(string Code, int Count, string Reason)> Reasons => _reasons.Select(pair => (pair.Key, pair.Value.Count, pair.Value.Reason));

    /// <summary>The figures for the database.</summary>
    public RunCounts Counts => new(Imported, Replaced, Unchanged, Skipped, Failed, Pruned);

    public void AddSaved(SaveOutcome outcome)
    {
        if (outcome == SaveOutcome.Imported) Imported++;
        else if (outcome == SaveOutcome.Replaced) Replaced++;
        else Unchanged++;
    }

    public void AddUnchanged() => Unchanged++;

    public void AddSkipped() => Skipped++;

    public void AddFailure(string code, string reason)
    {
        Failed++;
        var former = _reasons.GetValueOrDefault(code, (0, reason));
        _reasons[code] = (former.Item1 + 1, former.Item2);
    }
}
