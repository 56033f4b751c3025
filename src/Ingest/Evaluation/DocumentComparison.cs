using System.Collections.Immutable;
using PolicyIngest.Ingest.Text;

namespace PolicyIngest.Ingest.Evaluation;

/// <summary>A document compared with its gold.</summary>
/// <param name="Document">The document's name without ending.</param>
/// <param name="GoldFile">Path of the gold file.</param>
/// <param name="WasFound">Whether there was such a document; one that was not there counts as empty.</param>
/// <param name="Tallies">By measure.</param>
public sealed record ComparedDocument(string Document, string GoldFile, bool WasFound, ImmutableSortedDictionary<string, Tally> Tallies);

/// <summary>Compares a document's plans with those of its gold.</summary>
public static class DocumentComparison
{
    /// <summary>Least likeness of the titles of two plans that are taken for one.</summary>
    private const double LeastLikeness = 0.5;

    /// <summary>Compares.</summary>
    /// <param name="gold">The gold.</param>
    /// <param name="found">What was taken out; null where there is no such document.</param>
    /// <param name="goldFile">Path of the gold file.</param>
    /// <param name="fullName">The full name of a unit, by which the tolerant figures compare; as the program's own word lists say where it is null.</param>
    public static ComparedDocument Run(FactSheet gold, FactSheet? found, string goldFile, Func<string, string>? fullName = null)
    {
        fullName ??= name => UnitNames.Describe(name).Canonical;
        var tallies = Measures.All.ToImmutableSortedDictionary(name => name, _ => new Tally(), StringComparer.Ordinal);
        ImmutableArray<SheetPlan> foundPlans = found?.Plans ?? [];
        ComparePlans(gold, foundPlans, tallies[Measures.Plans]);
        var pool = foundPlans.ToList();
        bool alone = gold.Plans.Length == 1 && foundPlans.Length == 1;
        foreach (var plan in gold.Plans)
        {
            var match = Match(plan, pool);
            if (match is not null && !alone && Wording.Likeness(match.Title, plan.Title) < LeastLikeness) match = null;
            if (match is not null) pool.RemoveAt(pool.FindIndex(each => ReferenceEquals(each, match)));
            PlanComparison.Run(plan, match ?? SheetPlan.None, tallies, $"{gold.Stem} · {plan.Title ?? "-"}", fullName);
        }
        // A partial gold file says nothing about the document's other plans.
        if (!gold.IsPartial)
            foreach (var plan in pool) PlanComparison.Run(SheetPlan.None, plan, tallies, $"{gold.Stem} · {plan.Title ?? "-"}", fullName);
        CitationComparison.Run(gold, found, tallies);
        if (gold.About is { } only) tallies = tallies.SetItems(Measures.All.Except(only).Select(name => KeyValuePair.Create(name, new Tally())));
        return new ComparedDocument(gold.Stem, goldFile, found is not null, tallies);
    }

    private static void ComparePlans(FactSheet gold, ImmutableArray<SheetPlan> found, Tally tally)
    {
        var goldFacts = gold.Plans.Select(plan => FactOf(gold.Stem, plan)).ToList();
        var foundFacts = found.Select(plan => FactOf(gold.Stem, plan)).ToList();
        tally.Compare(goldFacts, gold.IsPartial ? foundFacts : [], foundFacts);
    }

    private static Fact FactOf(string stem, SheetPlan plan) => new(Wording.Of(plan.Title), $"{stem} › plan {plan.Title ?? "-"}", plan.Line);

    /// <summary>The plan of the same title, else the one whose title is most alike; the first of equals.</summary>
    private static SheetPlan? Match(SheetPlan gold, List<SheetPlan> pool) =>
        pool.MaxBy(plan => (Wording.Of(plan.Title) == Wording.Of(gold.Title), Wording.Likeness(plan.Title, gold.Title)));
}
