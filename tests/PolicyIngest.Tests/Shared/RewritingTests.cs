using System.Globalization;
using System.Text;
using PolicyIngest.Ingest;
using PolicyIngest.Ingest.Evaluation;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Model;
using PolicyIngest.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace PolicyIngest.Tests.Shared;

/// <summary>A document's looks do not matter: real documents, rewritten in ways that change no fact, give the facts that they gave before.</summary>
public sealed class RewritingTests(ITestOutputHelper output)
{
    private const string Figures = "tests/PolicyIngest.Tests/Shared/rewriting-figures.tsv";

    /// <summary>Documents longer than this, in bytes, are left to the other tests, for time's sake.</summary>
    private const int Longest = 48_000;

    private static readonly string[] Kinds = [.. Measures.All.Where(name => !name.EndsWith("_tolerant", StringComparison.Ordinal))];

    private sealed record Sample(string Stem, string Text, PolicyDocument Document, string Gold, ComparedDocument Plain);

    /// <summary>
    /// The file beside this test says by how much F1 falls for each rewriting; all it does not name fall by nothing. Anything else, better or worse, is told.
    /// <c>POLICYINGEST_ACCEPT=1</c> writes what is reached.
    /// </summary>
    [SharedFact]
    public void A_rewritten_document_gives_the_facts_of_the_plain_one()
    {
        var samples = Samples();
        Assert.True(samples.Count >= 5, "too few documents to tell");
        string[] rows = new string[Rewritings.All.Count], misses = new string[Rewritings.All.Count];
        Parallel.For(0, rows.Length, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i => (rows[i], misses[i]) = Row(Rewritings.All[i], samples));
        string reached = $"rewriting\t{string.Join('\t', Kinds)}\n{string.Concat(rows)}";
        output.WriteLine(string.Concat(misses));
        string file = Path.Combine(Repository.Root, Figures);
        if (Environment.GetEnvironmentVariable("POLICYINGEST_ACCEPT") == "1") File.WriteAllText(file, reached);
        Assert.Equal(File.ReadAllText(file), reached);
    }

    private static (string Row, string Misses) Row(Rewriting rewriting, List<Sample> samples)
    {
        var misses = new StringBuilder();
        Score[] plain = new Score[Kinds.Length], rewritten = new Score[Kinds.Length];
        int changed = 0;
        foreach (var sample in samples)
        {
            byte[] bytes = rewriting.Write(sample.Text, sample.Document);
            if (!bytes.AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(sample.Text))) changed++;
            var compared = DocumentComparison.Run(Gold(rewriting.Quoted?.Invoke(sample.Gold) ?? sample.Gold), Facts(sample.Stem + rewriting.Extension, bytes), "");
            for (int k = 0; k < Kinds.Length; k++)
            {
                Tally before = sample.Plain.Tallies[Kinds[k]], after = compared.Tallies[Kinds[k]];
                plain[k] += before.Score;
                rewritten[k] += after.Score;
                Note(misses, $"{rewriting.Name}: {Kinds[k]} missing", after.Missing, before.Missing);
                Note(misses, $"{rewriting.Name}: {Kinds[k]} surplus", after.Surplus, before.Surplus);
            }
        }
        Assert.True(changed > 0, $"'{rewriting.Name}' changes no document");
        var drops = Kinds.Select((_, k) => plain[k].F1 - rewritten[k].F1).Select(drop => drop == 0 ? "0" : drop.ToString("F4", CultureInfo.InvariantCulture));
        return ($"{rewriting.Name}\t{string.Join('\t', drops)}\n", misses.ToString());
    }

    private static void Note(StringBuilder misses, string what, List<Fact> facts, List<Fact> before)
    {
        foreach (var fact in facts.Where(fact => !before.Exists(each => each.Key == fact.Key)).Take(6)) misses.Append(CultureInfo.InvariantCulture, $"{what} {fact.Shown}\n");
    }

    private static List<Sample> Samples()
    {
        var samples = new List<Sample>();
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Repository.Shared!, "corpus"), "*.txt").Order(StringComparer.Ordinal))
        {
            string stem = Path.GetFileNameWithoutExtension(file), gold = Path.Combine(Repository.Shared!, "gold", stem + ".json");
            if (new FileInfo(file).Length > Longest || !File.Exists(gold)) continue;
            string text = File.ReadAllText(file);
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            var document = IngestPipeline.Read(new SourceFile(Path.GetFileName(file), bytes), ReadOptions.Default);
            string json = File.ReadAllText(gold);
            samples.Add(new Sample(stem, text, document, json, DocumentComparison.Run(Gold(json), Facts(stem + ".txt", bytes), "")));
        }
        return samples;
    }

    private static FactSheet Gold(string json) => Assert.Single(GoldReader.Read(Encoding.UTF8.GetBytes(json)).Sheets);

    private static FactSheet Facts(string name, byte[] bytes) => FactSheet.Of(IngestPipeline.Run(new SourceFile(name, bytes), ReadOptions.Default));
}
