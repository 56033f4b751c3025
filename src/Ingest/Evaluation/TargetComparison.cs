using System.Collections.Immutable;
using System.Globalization;

namespace PolicyIngest.Ingest.Evaluation;

/// <summary>Compares targets: by place, value and unit; strictly by direction, year and indicator as well.</summary>
internal static class TargetComparison
{
    /// <summary>Least likeness of two indicators that are taken for one.</summary>
    private const double LeastLikeness = 0.6;

    /// <summary>Adds a plan's targets to the tallies.</summary>
    public static void Run(ImmutableArray<SheetTarget> gold, ImmutableArray<SheetTarget> found, IReadOnlyDictionary<string, Tally> tallies, string where)
    {
        List<Fact> FactsOf(IEnumerable<SheetTarget> targets) => [.. targets.Select(target => FactOf(target, where))];
        tallies[Measures.Targets].Compare(FactsOf(gold.Where(target => !target.IsOptional)), FactsOf(gold.Where(target => target.IsOptional)), FactsOf(found));
        Strictly(gold, found, tallies[Measures.TargetsStrict], where);
        Normalised(gold, found, tallies[Measures.NormalMeasures], where);
    }

    /// <summary>Of targets whose normalised measure the gold gives and which were found, whether it is the same; what was not found is counted among the targets.</summary>
    private static void Normalised(ImmutableArray<SheetTarget> gold, ImmutableArray<SheetTarget> found, Tally tally, string where)
    {
        var left = found.Select(target => (Target: target, Key: KeyOf(target))).ToList();
        foreach (var target in gold.Where(target => target.ValueNorm is not null))
        {
            string key = KeyOf(target);
            int at = left.FindIndex(each => each.Key == key);
            if (at < 0) continue;
            tally.Compare([NormalFact(target, where)], [], [NormalFact(left[at].Target, where)]);
            left.RemoveAt(at);
        }
    }

    private static Fact NormalFact(SheetTarget target, string where) => new(string.Create(CultureInfo.InvariantCulture, $"{KeyOf(target)}\u001F{target.ValueNorm:R}\u001F{target.MeasureNorm}"),
        string.Create(CultureInfo.InvariantCulture, $"{where} › {target.Indicator} {target.Value} {target.Unit} = {target.ValueNorm:R} {target.MeasureNorm ?? "-"}"), target.Line);

    /// <summary>Each gold target takes, of those that agree with it, the one whose indicator is most alike; the sure ones choose first.</summary>
    private static void Strictly(ImmutableArray<SheetTarget> gold, ImmutableArray<SheetTarget> found, Tally tally, string where)
    {
        var left = found.Select(target => (Target: target, Key: KeyOf(target))).ToList();
        foreach (var target in gold.OrderBy(target => target.IsOptional))
        {
            string key = KeyOf(target);
            int best = BestOf(left, target, key);
            // An optional target excuses one that agrees in value and unit alone.
            if (best < 0 && target.IsOptional) best = left.FindIndex(each => each.Key == key);
            if (best >= 0) left.RemoveAt(best);
            if (target.IsOptional) continue;
            if (best >= 0) tally.AddHit(FactOf(target, where));
            else tally.AddMissing(FactOf(target, where));
        }
        foreach (var (target, _) in left) tally.AddSurplus(FactOf(target, where));
    }

    private static int BestOf(List<(SheetTarget Target, string Key)> left, SheetTarget target, string key)
    {
        int best = -1;
        double most = LeastLikeness;
        for (int i = 0; i < left.Count; i++)
        {
            var (other, otherKey) = left[i];
            if (otherKey != key || other.Op != target.Op || other.Year != target.Year) continue;
            double likeness = Wording.Likeness(other.Indicator, target.Indicator);
            if (best < 0 ? likeness < most : likeness <= most) continue;
            (best, most) = (i, likeness);
        }
        return best;
    }

    private static string KeyOf(SheetTarget target) => string.Create(CultureInfo.InvariantCulture,
        $"{PlanComparison.PathKey(target.Path)}\u001F\u001F{target.Value:R}\u001F{Wording.Measure(target.Unit)}");

    private static Fact FactOf(SheetTarget target, string where) => new(KeyOf(target), string.Create(CultureInfo.InvariantCulture,
        $"{where} › {PlanComparison.PathOf(target.Path, 1)} › {target.Indicator} {target.Op} {target.Value} {target.Unit} {(target.Year is { } year ? year : "-")}"), target.Line);
}
