using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PolicyIngest.Ingest;
using PolicyIngest.Ingest.Evaluation;
using PolicyIngest.Ingest.Export;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Model;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Evaluation;

/// <summary>The figures of <c>eval</c> against those of the scorer that comes with the shared gold.</summary>
public sealed class ScorerTests
{
    /// <summary>
    /// Against gold that agrees nearly everywhere little is compared, so that the gold is spoilt as well: facts lost, doubled, altered, made optional.
    /// </summary>
    [SharedFact("python3")]
    public void Figures_are_the_scorers()
    {
        using var folder = new TemporaryFolder();
        var found = Directory.EnumerateFiles(Path.Combine(Repository.Shared!, "corpus")).Order(StringComparer.Ordinal)
            .Select(file => IngestPipeline.Run(new SourceFile(Path.GetFileName(file), File.ReadAllBytes(file)), ReadOptions.Default)).ToList();
        Export(folder["export.jsonl"], found);
        var differences = new List<string>();
        foreach (int seed in new[] { 0, 1, 2 })
        {
            string gold = Path.GetDirectoryName(folder.Write($"gold{seed}/.keep", ""))!;
            foreach (string file in Directory.EnumerateFiles(Path.Combine(Repository.Shared!, "gold"), "*.json"))
                File.WriteAllText(Path.Combine(gold, Path.GetFileName(file)), Spoilt(File.ReadAllText(file), seed));
            differences.AddRange(Compare(folder["export.jsonl"], gold, [.. found.Select(FactSheet.Of)]).Select(line => $"spoilt by {seed}: {line}"));
        }
        Assert.Empty(differences);
    }

    private static IEnumerable<string> Compare(string export, string goldFolder, List<FactSheet> found)
    {
        using var scores = JsonDocument.Parse(Score(export, goldFolder));
        var documents = Directory.EnumerateFiles(goldFolder, "*.json").Order(StringComparer.Ordinal)
            .SelectMany(file => GoldReader.Read(File.ReadAllBytes(file)).Sheets)
            .Select(gold => DocumentComparison.Run(gold, found.Find(sheet => sheet.Stem == gold.Stem), "")).ToList();
        var result = new EvaluationResult([.. documents]);
        Assert.NotEmpty(documents);
        foreach (var document in scores.RootElement.EnumerateObject())
            foreach (var measure in document.Value.EnumerateObject())
            {
                var score = document.Name == "total" ? result.Total(measure.Name) : documents.Find(each => each.Document == document.Name)!.Tallies[measure.Name].Score;
                foreach (var figure in measure.Value.EnumerateObject())
                {
                    double ours = figure.Name switch { "gold" => score.Gold, "found" => score.Found, _ => score.Figure(figure.Name) };
                    if (Math.Abs(ours - figure.Value.GetDouble()) >= 0.00005) yield return $"{document.Name} {measure.Name}.{figure.Name}: {ours}, not {figure.Value}";
                }
            }
    }

    private static void Export(string path, List<Extraction> extractions)
    {
        using var lines = File.Create(path);
        foreach (var extraction in extractions)
        {
            using (var json = new Utf8JsonWriter(lines, GoldJson.Options(indented: false))) GoldJson.Write(json, extraction);
            lines.WriteByte((byte)'\n');
        }
    }

    private static string Score(string export, string gold)
    {
        var start = new ProcessStartInfo("python3", [Path.Combine(Repository.Shared!, "tools", "score.py"), export, gold, "--json"])
        {
            RedirectStandardOutput = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment["PYTHONIOENCODING"] = "utf-8";
        using var process = Process.Start(start)!;
        string report = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return report;
    }

    private static string Spoilt(string gold, int seed)
    {
        if (seed == 0) return gold;
        var random = new Random(seed);
        var document = JsonNode.Parse(gold)!;
        if (random.Next(3) == 0) document["partial"] = document["partial"] is null;
        var plans = document["plans"]!.AsArray();
        foreach (var plan in plans) SpoilPlan(plan!, random);
        if (random.Next(4) == 0) plans.Add(plans[0]!.DeepClone());
        return document.ToJsonString();
    }

    private static void SpoilPlan(JsonNode plan, Random random)
    {
        if (random.Next(4) == 0 && plan["title"] is { } title) plan["title"] = title.GetValue<string>()[..random.Next(12)];
        var tasks = plan["tasks"]!.AsArray();
        foreach (var task in tasks)
        {
            Alter(task!, random, ("optional", true), ("title", null), ("part", 7), ("kind", "safeguard"), ("restates", true), ("path", new JsonArray("九")));
            foreach (var fact in task!["assignments"]!.AsArray()) Alter(fact!, random, ("optional", true), ("unit", "（某）局、"), ("role", "support"));
            var deadlines = task["deadlines"]!.AsArray();
            foreach (var fact in deadlines) Alter(fact!, random, ("optional", true), ("due", "2022-01-01"), ("kind", "from"));
            if (deadlines.Count > 0 && random.Next(8) == 0) deadlines.Add(deadlines[0]!.DeepClone());
        }
        for (int i = 0; i < 3 && tasks.Count > 1; i++)
        {
            tasks.Add(tasks[random.Next(tasks.Count)]!.DeepClone());
            tasks.RemoveAt(random.Next(tasks.Count));
        }
        foreach (var target in plan["targets"]!.AsArray())
            Alter(target!, random, ("optional", true), ("indicator", "水"), ("value", null), ("unit", " μG/㎡"), ("year", null), ("op", "eq"));
    }

    private static void Alter(JsonNode fact, Random random, params (string Field, JsonNode? Value)[] changes)
    {
        foreach (var (field, value) in changes)
            if (random.Next(12) == 0) fact[field] = value?.DeepClone();
    }
}
