using System.Collections.Immutable;

namespace PolicyIngest.Ingest.Evaluation;

/// <summary>The kinds of facts that are measured, by the names under which figures are given.</summary>
public static class Measures
{
    public const string Plans = "plans";
    public const string Tasks = "tasks";
    public const string Titles = "titles";
    public const string Kinds = "kinds";
    public const string Assignments = "assignments";
    public const string Deadlines = "deadlines";
    public const string Whole = "whole";
    public const string Targets = "targets";
    public const string TargetsStrict = "targets_strict";
    public const string Citations = "citations";
    public const string CitationKinds = "citation_kinds";
    public const string Places = "places";
    public const string NormalMeasures = "measures";
    public const string TasksTolerant = "tasks_tolerant";
    public const string AssignmentsTolerant = "assignments_tolerant";
    public const string DeadlinesTolerant = "deadlines_tolerant";

    /// <summary>All of them, in the order of reports.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        Plans, Tasks, Titles, Kinds, Assignments, Deadlines, Whole, Targets, TargetsStrict, Citations, CitationKinds, Places, NormalMeasures, TasksTolerant, AssignmentsTolerant, DeadlinesTolerant,
    ];

    /// <summary>What only gold that says something of it is held against.</summary>
    public static ImmutableArray<string> WhereGiven { get; } = [Citations, CitationKinds, Places, NormalMeasures];

    /// <summary>The figures that each has.</summary>
    public static ImmutableArray<string> Figures { get; } = ["precision", "recall", "f1"];
}

/// <summary>Counts of one kind of facts, and the figures that follow from them.</summary>
/// <param name="Hit">Gold facts that were found.</param>
/// <param name="Missing">Gold facts that were not.</param>
/// <param name="Surplus">Facts found that the gold does not have.</param>
public readonly record struct Score(int Hit, int Missing, int Surplus)
{
    /// <summary>Gold facts: the support.</summary>
    public int Gold => Hit + Missing;

    /// <summary>Facts found.</summary>
    public int Found => Hit + Surplus;

    /// <summary>Share of what was found that is right; 1 where nothing was found.</summary>
    public double Precision => Found == 0 ? 1 : (double)Hit / Found;

    /// <summary>Share of the gold that was found; 1 where there is none.</summary>
    public double Recall => Gold == 0 ? 1 : (double)Hit / Gold;

    /// <summary>Harmonic mean of precision and recall.</summary>
    public double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

    /// <summary>A figure by its name.</summary>
    public double Figure(string name) => name switch
    {
        "precision" => Precision,
        "recall" => Recall,
        "f1" => F1,
        _ => throw new ArgumentException($"there is no figure '{name}'", nameof(name)),
    };

    public static Score operator +(Score a, Score b) => new(a.Hit + b.Hit, a.Missing + b.Missing, a.Surplus + b.Surplus);
}
