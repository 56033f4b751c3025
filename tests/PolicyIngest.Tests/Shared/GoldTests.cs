using System.Diagnostics;
using System.Text.Json;
using PolicyIngest.Ingest;
using PolicyIngest.Ingest.Export;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace PolicyIngest.Tests.Shared;

/// <summary>The real documents against the answers that people gave, by the scorer that comes with them.</summary>
public sealed class GoldTests(ITestOutputHelper output)
{
    /// <summary>The least that the totals over all documents must reach (F1).</summary>
    private static readonly string[] Bars =
    [
        "plans.f1=1", "tasks.f1=0.99", "titles.f1=0.98", "kinds.f1=0.98", "assignments.f1=0.99", "deadlines.f1=0.96", "whole.f1=0.94",
        "targets.f1=0.90", "targets_strict.f1=0.75",
    ];

    /// <summary>The least that tasks and assignments must reach in every single document (F1).</summary>
    private const double SingleBar = 0.97;

    [SharedFact("python3")]
    public void The_corpus_reaches_the_bars()
    {
        string folder = Directory.CreateTempSubdirectory("policy-ingest-gold-").FullName;
        try
        {
            string export = Path.Combine(folder, "export.jsonl");
            Export(export);
            var (exit, report) = Score(export, ["--show", "5", .. Bars.SelectMany(bar => new[] { "--min", bar })]);
            output.WriteLine(report);
            Assert.True(exit == 0, report);
            AssertSingleBars(Score(export, ["--json"]).Report);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void AssertSingleBars(string report)
    {
        using var scores = JsonDocument.Parse(report);
        Assert.NotEmpty(scores.RootElement.EnumerateObject());
        foreach (var document in scores.RootElement.EnumerateObject())
            foreach (string kind in new[] { "tasks", "assignments" })
            {
                double f1 = document.Value.GetProperty(kind).GetProperty("f1").GetDouble();
                Assert.True(f1 >= SingleBar, $"{document.Name}: {kind} {f1:F4} < {SingleBar}");
            }
    }

    private static void Export(string path)
    {
        using var lines = File.Create(path);
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Repository.Shared!, "corpus")).Order(StringComparer.Ordinal))
        {
            var extraction = IngestPipeline.Run(new SourceFile(Path.GetFileName(file), File.ReadAllBytes(file)), ReadOptions.Default);
            using (var json = new Utf8JsonWriter(lines, GoldJson.Options(indented: false))) GoldJson.Write(json, extraction);
            lines.WriteByte((byte)'\n');
        }
    }

    private static (int Exit, string Report) Score(string export, IEnumerable<string> options)
    {
        var start = new ProcessStartInfo("python3") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PYTHONIOENCODING"] = "utf-8";
        foreach (string argument in new[] { Path.Combine(Repository.Shared!, "tools", "score.py"), export, Path.Combine(Repository.Shared!, "gold") })
            start.ArgumentList.Add(argument);
        foreach (string option in options) start.ArgumentList.Add(option);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        string report = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, report + errors.Result);
    }
}
