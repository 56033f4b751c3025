using System.Collections.Immutable;
using System.Text;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Rules;
using PolicyIngest.Ingest.Rules.Catalogue;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest;

/// <summary>An example of a rule that does not hold.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="Example">The example's text.</param>
/// <param name="ShouldFind">Whether the rule should find something in it.</param>
/// <param name="Found">Ids of the rules that did, parted by commas.</param>
public sealed record FailedExample(string RuleId, string Example, bool ShouldFind, string Found);

/// <summary>Runs the rules' own examples.</summary>
public static class RuleTrial
{
    /// <summary>The examples that do not hold, of all rules.</summary>
    public static ImmutableArray<FailedExample> Run(RuleOptions? rules = null) => [.. RuleCatalogue.All.SelectMany(rule => Run(rule, rules ?? RuleOptions.Default))];

    /// <summary>The ids of the rules whose facts an extraction holds, one for each fact.</summary>
    public static IEnumerable<string> IdsIn(Extraction extraction) => extraction.Plans.SelectMany(plan =>
        new[] { plan.TitleEvidence, plan.DocNumberEvidence, plan.IssuerEvidence, plan.IssuedOnEvidence }.OfType<Evidence>()
            .Concat(plan.Tasks.SelectMany(task => task.Assignments.Select(fact => fact.Evidence).Concat(task.Deadlines.Select(fact => fact.Evidence)).Prepend(task.Evidence)))
            .Concat(plan.Targets.Select(target => target.Evidence)).Select(evidence => evidence.RuleId))
        .Concat(extraction.Citations.Select(citation => citation.Evidence.RuleId));

    private static IEnumerable<FailedExample> Run(RuleDescription rule, RuleOptions rules)
    {
        foreach (var (example, shouldFind) in rule.Finds.Select(each => (each, true)).Concat(rule.Passes.Select(each => (each, false))))
        {
            var file = new SourceFile("example.txt", Encoding.UTF8.GetBytes(rule.DocumentOf(example)));
            var ids = IdsIn(IngestPipeline.Run(file, ReadOptions.Default, rules)).ToList();
            if (ids.Contains(rule.Id) != shouldFind) yield return new FailedExample(rule.Id, example, shouldFind, string.Join(", ", ids.Distinct(StringComparer.Ordinal)));
        }
    }
}
