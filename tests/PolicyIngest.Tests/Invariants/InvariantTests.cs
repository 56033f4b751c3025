using System.Text;
using System.Text.Json;
using PolicyIngest.Ingest;
using PolicyIngest.Ingest.Export;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Model;
using PolicyIngest.Tests.Samples;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Invariants;

/// <summary>What holds for every document, whatever the rules find in it: over all samples and, where it is there, the shared corpus.</summary>
public sealed class InvariantTests
{
    public static TheoryData<string> Samples() => [.. SampleFile.All.Select(sample => sample.Path)];

    public static TheoryData<string> SharedDocuments() => Repository.Shared is null
        ? ["-"]
        : [.. Directory.EnumerateFiles(Path.Combine(Repository.Shared, "corpus")).Select(Path.GetFileName).Order(StringComparer.Ordinal).Select(name => name!)];

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_sample_keeps_the_contract(string path) => Check(SampleFile.All.Single(sample => sample.Path == path).Open());

    [SharedTheory]
    [MemberData(nameof(SharedDocuments))]
    public void A_real_document_keeps_the_contract(string name) =>
        Check(new SourceFile(name, File.ReadAllBytes(Path.Combine(Repository.Shared!, "corpus", name))));

    private static void Check(SourceFile file)
    {
        var extraction = IngestPipeline.Run(file, ReadOptions.Default);
        Assert.Empty(Contract.Breaches(extraction));
        Assert.Equal(Json(extraction), Json(IngestPipeline.Run(file, ReadOptions.Default)));
    }

    public static TheoryData<string, string> Renderings()
    {
        var rows = new TheoryData<string, string>();
        foreach (var (path, from, _) in GeneratedSamples.All.Where(made => SampleFile.All.Any(sample => sample.Path == made.Path))) rows.Add(path, from);
        return rows;
    }

    /// <summary>The same document gives the same facts in every format and encoding.</summary>
    [Theory]
    [MemberData(nameof(Renderings))]
    public void A_rendering_gives_the_facts_of_its_text(string path, string from)
    {
        string facts = Facts(from);
        Assert.Contains("Task ", facts, StringComparison.Ordinal);
        Assert.Equal(facts, Facts(path));
    }

    private static string Facts(string path)
    {
        var lines = new StringBuilder();
        foreach (var plan in SampleFile.All.Single(sample => sample.Path == path).Extract().Plans)
        {
            lines.Append(System.Globalization.CultureInfo.InvariantCulture,
                $"plan {plan.Title} | {plan.DocNumber} | {plan.Issuer} | {plan.IssuedOn:yyyy-MM-dd} | {plan.Period}\n");
            foreach (var task in plan.Tasks)
            {
                lines.Append(System.Globalization.CultureInfo.InvariantCulture,
                    $"{task.Kind} {Dump.PathOf(task.Path, task.Part)} {task.Title} {task.Restates} | {task.Content}\n");
                foreach (var assignment in task.Assignments) lines.Append("  ").Append(Dump.Assignment(assignment)).Append('\n');
                foreach (var deadline in task.Deadlines) lines.Append("  ").Append(Dump.Deadline(deadline)).Append('\n');
            }
            foreach (var target in plan.Targets) lines.Append(Dump.Target(target)).Append('\n');
        }
        return lines.ToString();
    }

    private static string Json(Extraction extraction)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, GoldJson.Options(indented: true))) GoldJson.Write(json, extraction);
        return Encoding.UTF8.GetString(bytes.ToArray()) + Dump.Blocks(extraction.Document) + Dump.Outline(extraction);
    }
}
