using System.Collections.Immutable;
using System.Text.Json;

namespace PolicyIngest.Ingest.Evaluation;

/// <summary>A document's figures and faults of an earlier evaluation.</summary>
public sealed record BaselineDocument(
    string Document,
    ImmutableSortedDictionary<string, Score> Scores,
    ImmutableSortedDictionary<string, ImmutableArray<string>> Missing,
    ImmutableSortedDictionary<string, ImmutableArray<string>> Surplus);

/// <summary>What became of a fact since an earlier evaluation.</summary>
public enum ChangeKind
{
    /// <summary>Was found, is missing now.</summary>
    NewlyMissed,
    /// <summary>Was missing, is found now.</summary>
    NewlyFound,
    /// <summary>Is surplus now, and was not.</summary>
    NewlyWrong,
    /// <summary>Was surplus, and is no more.</summary>
    NoLongerWrong,
}

/// <summary>A fact that fares otherwise than before.</summary>
public sealed record FactChange(ChangeKind Kind, string Measure, string Fact);

/// <summary>A measure whose F1 fell.</summary>
public sealed record Drop(string Measure, double Before, double Now);

/// <summary>An earlier evaluation, as <c>eval --format json</c> wrote it.</summary>
/// <param name="Documents">By name.</param>
public sealed record Baseline(ImmutableSortedDictionary<string, BaselineDocument> Documents)
{
    /// <summary>Reads an evaluation.</summary>
    /// <exception cref="JsonSyntaxException">It is no evaluation; the message tells the line.</exception>
    public static Baseline Read(ReadOnlySpan<byte> utf8)
    {
        var values = JsonTree.ReadAll(utf8);
        var problems = new List<Problem>();
        var documents = ImmutableSortedDictionary.CreateBuilder<string, BaselineDocument>(StringComparer.Ordinal);
        bool isEvaluation = values is [{ Kind: JsonValueKind.Object } root] && root.Members.Any(member => member is { Name: "documents", Value.Kind: JsonValueKind.Array });
        if (!isEvaluation) throw new JsonSyntaxException(new Problem(1, "this is no output of 'eval --format json'"));
        foreach (var fields in new JsonFields(values[0], "the evaluation", problems).Objects("documents", "a document"))
        {
            string name = fields.Text("document", required: true) ?? "";
            documents[name] = new BaselineDocument(name, Scores(fields), Facts(fields, "missing"), Facts(fields, "surplus"));
        }
        if (problems.Count > 0) throw new JsonSyntaxException(problems[0]);
        return new Baseline(documents.ToImmutable());
    }

    /// <summary>The measures whose F1 fell, over the documents that both evaluations hold.</summary>
    public ImmutableArray<Drop> Drops(EvaluationResult now)
    {
        var drops = ImmutableArray.CreateBuilder<Drop>();
        foreach (string measure in Measures.All)
        {
            Score before = default, after = default;
            foreach (var document in now.Documents)
            {
                if (!Documents.TryGetValue(document.Document, out var former) || !former.Scores.TryGetValue(measure, out var score)) continue;
                before += score;
                after += document.Tallies[measure].Score;
            }
            if (after.F1 < before.F1) drops.Add(new Drop(measure, before.F1, after.F1));
        }
        return drops.ToImmutable();
    }

    /// <summary>Fact by fact what fares otherwise, document by document.</summary>
    public ImmutableArray<FactChange> Changes(EvaluationResult now)
    {
        var changes = ImmutableArray.CreateBuilder<FactChange>();
        foreach (var document in now.Documents)
        {
            if (!Documents.TryGetValue(document.Document, out var former)) continue;
            foreach (string measure in Measures.All)
            {
                if (!former.Scores.ContainsKey(measure)) continue;
                var tally = document.Tallies[measure];
                var missed = former.Missing.GetValueOrDefault(measure, []);
                var wrong = former.Surplus.GetValueOrDefault(measure, []);
                // A fact that the gold gained since counts as newly missed where it is not found.
                Add(ChangeKind.NewlyMissed, measure, Without(Shown(tally.Missing), missed));
                Add(ChangeKind.NewlyFound, measure, Both(Shown(tally.Hits), Without(missed, Shown(tally.Missing))));
                Add(ChangeKind.NewlyWrong, measure, Without(Shown(tally.Surplus), wrong));
                Add(ChangeKind.NoLongerWrong, measure, Without(wrong, Shown(tally.Surplus)));
            }
        }
        return changes.ToImmutable();

        void Add(ChangeKind kind, string measure, IEnumerable<string> facts) => changes.AddRange(facts.Select(fact => new FactChange(kind, measure, fact)));
    }

    private static IEnumerable<string> Shown(List<Fact> facts) => facts.Select(fact => fact.Shown);

    /// <summary>What stands in the first list more often than in the second.</summary>
    private static IEnumerable<string> Without(IEnumerable<string> these, IEnumerable<string> those)
    {
        var left = those.CountBy(fact => fact, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        foreach (string fact in these)
        {
            int count = left.GetValueOrDefault(fact);
            if (count > 0) left[fact] = count - 1;
            else yield return fact;
        }
    }

    private static IEnumerable<string> Both(IEnumerable<string> hits, IEnumerable<string> formerlyMissed)
    {
        var all = hits.ToHashSet(StringComparer.Ordinal);
        return formerlyMissed.Where(all.Contains);
    }

    private static ImmutableSortedDictionary<string, Score> Scores(JsonFields document)
    {
        var scores = ImmutableSortedDictionary.CreateBuilder<string, Score>(StringComparer.Ordinal);
        foreach (var fields in document.Objects("scores", "a score"))
        {
            if (fields.Text("measure", required: true) is { } measure)
                scores[measure] = new Score(fields.Whole("hit") ?? 0, fields.Whole("missing") ?? 0, fields.Whole("surplus") ?? 0);
        }
        return scores.ToImmutable();
    }

    private static ImmutableSortedDictionary<string, ImmutableArray<string>> Facts(JsonFields document, string name)
    {
        var facts = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<string>>(StringComparer.Ordinal);
        foreach (var fields in document.Objects(name, "a fact"))
        {
            if (fields.Text("measure", required: true) is not { } measure || fields.Text("fact", required: true) is not { } fact) continue;
            facts[measure] = facts.GetValueOrDefault(measure, []).Add(fact);
        }
        return facts.ToImmutable();
    }
}
