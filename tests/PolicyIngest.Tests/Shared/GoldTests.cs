using System.Diagnostics;
using System.Globalization;
using System.Text;
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
    private const string Figures = "tests/PolicyIngest.Tests/Shared/gold-figures.tsv";

    /// <summary>
    /// Each document's figures are those of the file beside this test: a lower one is a step back, a higher one is not reached until the file says so.
    /// <c>POLICYINGEST_ACCEPT=1</c> writes what is reached.
    /// </summary>
    [SharedFact("python3")]
    public void The_corpus_reaches_exactly_the_figures_of_the_file()
    {
        string folder = Directory.CreateTempSubdirectory("policy-ingest-gold-").FullName;
        try
        {
            string export = Path.Combine(folder, "export.jsonl");
            Export(export);
            string reached = Table(Score(export, ["--json"]).Report);
            string file = Path.Combine(Repository.Root, Figures);
            if (Environment.GetEnvironmentVariable("POLICYINGEST_ACCEPT") == "1") File.WriteAllText(file, reached);
            output.WriteLine(Score(export, ["--show", "5"]).Report);
            Assert.Equal(File.ReadAllText(file), reached);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A line a document, a column a kind of fact: F1 with four digits.</summary>
    private static string Table(string report)
    {
        using var scores = JsonDocument.Parse(report);
        var table = new StringBuilder();
        foreach (var document in scores.RootElement.EnumerateObject())
        {
            if (table.Length == 0) table.Append("document\t").AppendJoin('\t', document.Value.EnumerateObject().Select(kind => kind.Name)).Append('\n');
            table.Append(document.Name).Append('\t')
                .AppendJoin('\t', document.Value.EnumerateObject().Select(kind => kind.Value.GetProperty("f1").GetDouble().ToString("F4", CultureInfo.InvariantCulture))).Append('\n');
        }
        return table.ToString();
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
