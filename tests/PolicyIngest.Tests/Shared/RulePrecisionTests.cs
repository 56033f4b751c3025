using System.Globalization;
using System.Text;
using PolicyIngest.Ingest.Evaluation;
using PolicyIngest.Model;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Shared;

/// <summary>By how much each rule is to be trusted is measured, and not felt.</summary>
public sealed class RulePrecisionTests
{
    private const string Counts = "src/Ingest/Trust/rule-precision.tsv";

    private static readonly (string Measure, Func<Plan, IEnumerable<Evidence>> Facts)[] Kinds =
    [
        (Measures.Tasks, plan => plan.Tasks.Select(task => task.Evidence)),
        (Measures.Assignments, plan => plan.Tasks.SelectMany(task => task.Assignments).Select(fact => fact.Evidence)),
        (Measures.Deadlines, plan => plan.Tasks.SelectMany(task => task.Deadlines.DistinctBy(time => (time.Kind, time.Due, time.Start))).Select(fact => fact.Evidence)),
        (Measures.Targets, plan => plan.Targets.Select(fact => fact.Evidence)),
    ];

    /// <summary>The program's counts are those of the gold: facts of each rule that are right, and all that it found. <c>POLICYINGEST_ACCEPT=1</c> writes them.</summary>
    [SharedFact]
    public void The_counts_of_the_program_are_those_of_the_gold()
    {
        var counts = new SortedDictionary<string, (int Right, int Found)>(StringComparer.Ordinal);
        foreach (var document in GoldDocument.All(Repository.Shared!))
        {
            var compared = document.Compared();
            foreach (var (measure, facts) in Kinds)
            {
                var rules = Rules(document.Plain, measure, facts);
                foreach (var fact in compared.Tallies[measure].Hits) Count(rules, fact.Key, 1);
                foreach (var fact in compared.Tallies[measure].Surplus) Count(rules, fact.Key, 0);
            }
        }
        var table = new StringBuilder("rule\tright\tfound\n");
        foreach (var (rule, (right, found)) in counts) table.Append(CultureInfo.InvariantCulture, $"{rule}\t{right}\t{found}\n");
        string file = Path.Combine(Repository.Root, Counts);
        if (Environment.GetEnvironmentVariable("POLICYINGEST_ACCEPT") == "1") File.WriteAllText(file, table.ToString());
        Assert.Equal(File.ReadAllText(file), table.ToString());

        void Count(Dictionary<string, Queue<string>> rules, string key, int right)
        {
            // A fact of the gold that was found twice by others is counted with the first.
            if (!rules.TryGetValue(key, out var queue) || queue.Count == 0) return;
            string rule = queue.Dequeue();
            var (before, found) = counts.GetValueOrDefault(rule);
            counts[rule] = (before + right, found + 1);
        }
    }

    /// <summary>The rules that found facts, by the facts' keys, in order.</summary>
    private static Dictionary<string, Queue<string>> Rules(Extraction extraction, string measure, Func<Plan, IEnumerable<Evidence>> facts)
    {
        var rules = new Dictionary<string, Queue<string>>(StringComparer.Ordinal);
        foreach (var plan in extraction.Plans)
        {
            // Compared with nothing, a plan lacks all that it has.
            var alone = extraction with { Plans = [plan] };
            var keys = DocumentComparison.Run(FactSheet.Of(alone), found: null, "").Tallies[measure].Missing.Select(fact => fact.Key).ToList();
            var found = facts(plan).Select(evidence => evidence.RuleId).ToList();
            for (int i = 0; i < Math.Min(keys.Count, found.Count); i++)
            {
                if (!rules.TryGetValue(keys[i], out var queue)) rules[keys[i]] = queue = new Queue<string>();
                queue.Enqueue(found[i]);
            }
        }
        return rules;
    }
}
