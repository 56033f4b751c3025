using System.Collections.Immutable;

namespace PolicyIngest.Ingest.Evaluation;

/// <summary>Documents compared with their gold.</summary>
/// <param name="Documents">In the order of the gold.</param>
public sealed record EvaluationResult(ImmutableArray<ComparedDocument> Documents)
{
    /// <summary>The measures, in the order of reports: all but those of which no gold says anything and which only such gold is held against.</summary>
    public ImmutableArray<string> Measured { get; } =
        [.. Measures.All.Where(measure => !Measures.WhereGiven.Contains(measure) || Documents.Any(document => document.Tallies[measure].Score is { Gold: > 0 } or { Found: > 0 }))];

    /// <summary>The counts of a measure over all documents.</summary>
    public Score Total(string measure) => Documents.Aggregate(default(Score), (sum, document) => sum + document.Tallies[measure].Score);
}

/// <summary>A least value that a figure must reach: <c>tasks.f1=0.98</c>.</summary>
/// <param name="Measure">The kind of facts.</param>
/// <param name="Figure">precision, recall or f1.</param>
/// <param name="Least">The value.</param>
public sealed record Threshold(string Measure, string Figure, double Least)
{
    /// <summary>The figure's name as it is written: <c>tasks.f1</c>.</summary>
    public string Name => $"{Measure}.{Figure}";

    /// <summary>The value reached.</summary>
    public double Reached(EvaluationResult result) => result.Total(Measure).Figure(Figure);

    /// <summary>Whether the value is reached.</summary>
    public bool Holds(EvaluationResult result) => Reached(result) >= Least;
}
