using PolicyIngest.Cli.Importing;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Model;

namespace PolicyIngest.Cli.Reporting;

/// <summary>Counts how the files of a run fared.</summary>
internal sealed class RunTally
{
    private readonly SortedDictionary<string, (int Count, string Reason)> _reasons = new(StringComparer.Ordinal);

    public int Imported { get; private set; }

    public int Replaced { get; private set; }

    public int Unchanged { get; private set; }

    /// <summary>Files left alone: those that failed before, and those left out on purpose.</summary>
    public int Skipped { get; private set; }

    /// <summary>Of the skipped ones, those that failed before and have not changed.</summary>
    public int FailedBefore { get; private set; }

    public int Failed { get; private set; }

    public int Pruned { get; set; }

    /// <summary>Alarms in the documents that were stored.</summary>
    public int Alarms { get; private set; }

    /// <summary>Doubts in the documents that were stored.</summary>
    public int Doubts { get; private set; }

    /// <summary>Files of the run as far as they are known; archives count as what they hold once they are opened.</summary>
    public int Total { get; set; }

    /// <summary>Files in archives that are no documents.</summary>
    public int PassedOver { get; private set; }

    /// <summary>Files done so far.</summary>
    public int Done => Imported + Replaced + Unchanged + Skipped + Failed;

    /// <summary>Reasons of failures with their numbers, each with the words of the first one.</summary>
    public IEnumerable<(string Code, int Count, string Reason)> Reasons => _reasons.Select(pair => (pair.Key, pair.Value.Count, pair.Value.Reason));

    /// <summary>The figures for the database.</summary>
    public RunCounts Counts => new(Imported, Replaced, Unchanged, Skipped, Failed, Pruned);

    public void AddSaved(SaveOutcome outcome, DocumentFigures figures)
    {
        if (outcome != SaveOutcome.Unchanged) (Alarms, Doubts) = (Alarms + figures.Alarms, Doubts + figures.Doubts);
        if (outcome == SaveOutcome.Imported) Imported++;
        else if (outcome == SaveOutcome.Replaced) Replaced++;
        else Unchanged++;
    }

    public void AddUnchanged() => Unchanged++;

    public void AddFailedBefore()
    {
        Skipped++;
        FailedBefore++;
    }

    public void AddArchive(int members, int passedOver)
    {
        Total += members - 1;
        PassedOver += passedOver;
    }

    public void AddFailure(FileFailure failure)
    {
        if (failure.Status == DocumentStatus.Skipped) Skipped++;
        else Failed++;
        var former = _reasons.GetValueOrDefault(failure.Code, (Count: 0, failure.Reason));
        _reasons[failure.Code] = (former.Count + 1, former.Reason);
    }
}
