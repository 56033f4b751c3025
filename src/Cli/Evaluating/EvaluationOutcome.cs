using System.Collections.Immutable;
using PolicyIngest.Ingest.Evaluation;
using PolicyIngest.Ingest.Store;

namespace PolicyIngest.Cli.Evaluating;

/// <summary>An evaluation with what was asked of it.</summary>
/// <param name="Result">The figures and facts.</param>
/// <param name="Thresholds">What must be reached.</param>
/// <param name="Drops">Measures that fell against the baseline.</param>
/// <param name="Changes">Facts that fare otherwise than in the baseline.</param>
/// <param name="HasBaseline">Whether there is a baseline.</param>
/// <param name="Shown">How many missing and surplus facts of each kind are shown.</param>
internal sealed record EvaluationOutcome(
    EvaluationResult Result,
    ImmutableArray<Threshold> Thresholds,
    ImmutableArray<Drop> Drops,
    ImmutableArray<FactChange> Changes,
    bool HasBaseline,
    int Shown)
{
    /// <summary>The rules and word lists in force.</summary>
    public string RuleSet { get; init; } = "";

    /// <summary>Rules whose facts people changed or dropped in the database that was measured, those corrected most first; empty for files.</summary>
    public ImmutableArray<(string Rule, RuleCount Count)> Corrected { get; init; } = [];

    /// <summary>Whether all is reached and nothing fell.</summary>
    public bool Holds => Drops.IsEmpty && Thresholds.All(threshold => threshold.Holds(Result));

    /// <summary>What falls short, a sentence each.</summary>
    public IEnumerable<string> Complaints()
    {
        foreach (var threshold in Thresholds.Where(threshold => !threshold.Holds(Result))) yield return $"{threshold.Name} is {ShortBy(threshold)}";
        foreach (var drop in Drops) yield return $"{drop.Measure}.f1 {FellBy(drop)}";
    }

    /// <summary>0.9700, less than 0.9800.</summary>
    public string ShortBy(Threshold threshold)
    {
        var (reached, least) = Figures.Apart(threshold.Reached(Result), threshold.Least);
        return $"{reached}, less than {least}";
    }

    /// <summary>fell from 0.9900 to 0.9800.</summary>
    public static string FellBy(Drop drop)
    {
        var (before, now) = Figures.Apart(drop.Before, drop.Now);
        return $"fell from {before} to {now}";
    }

    /// <summary>The first missing or surplus facts of a measure, over all documents.</summary>
    public IEnumerable<(ComparedDocument Document, Fact Fact)> FirstFacts(string measure, bool missing) =>
        Result.Documents.SelectMany(document => (missing ? document.Tallies[measure].Missing : document.Tallies[measure].Surplus).Select(fact => (document, fact))).Take(Shown);

    /// <summary>A change in words.</summary>
    public static string NameOf(ChangeKind kind) => kind switch
    {
        ChangeKind.NewlyMissed => "newly missed",
        ChangeKind.NewlyFound => "newly found",
        ChangeKind.NewlyWrong => "newly wrong",
        _ => "no longer wrong",
    };
}
