using System.Globalization;
using PolicyIngest.Ingest.Readers.Processes;

namespace PolicyIngest.Bench.Whole;

/// <summary>
/// Other programs on the same files: pandoc and pdftotext, started once a file, and anydoc (npm), once a file and as a library in one process. They make text or Markdown alone; the
/// import's cost holds its start, its facts and its database. What is not installed has a line that says so.
/// </summary>
/// <param name="program">The launcher.</param>
/// <param name="folder">Folder for files.</param>
/// <param name="report">Where the figures go.</param>
internal sealed class Peers(string program, string folder, BenchReport report)
{
    /// <summary>Usual number of files of a format.</summary>
    public const int Usual = 60;

    // Below the repository, beside what else is built there.
    private const string NodePackages = "artifacts/peers/node_modules";

    // Files that it can't convert cost what they cost.
    private const string Library = "const { toMarkdown } = require(process.argv[1]); (async () => { for (const file of process.argv.slice(2)) try { await toMarkdown(file); } catch { } })();";

    private static readonly (string Format, string[] Peers)[] Formats =
    [
        ("docx", ["pandoc", "anydoc", "anydoc as a library"]), ("html", ["pandoc"]), ("pdf", ["pdftotext -bbox", "anydoc", "anydoc as a library"]),
    ];

    /// <summary>Measures all of them.</summary>
    /// <param name="count">Files of each format; greater than 0.</param>
    public void Run(int count)
    {
        report.Section("Beside other programs");
        var rows = new List<string[]>();
        foreach (var (format, peers) in Formats)
        {
            string place = Path.Combine(folder, "others-" + format);
            BenchCorpus.Write(place, count, format);
            string[] files = [.. Directory.EnumerateFiles(place).Order(StringComparer.Ordinal)];
            rows.Add(Row(format, count, "import", ChildRun.Measure(program, ["import", place, "--db", place + ".db", "--quiet"])));
            foreach (string peer in peers)
                rows.Add(Measure(peer, files) is { } cost ? Row(format, count, peer, cost) : [format, $"{count}", peer, "not installed", "", ""]);
        }
        report.Table(["format", "documents", "program", "seconds", "processor", "processor time a document"], [.. rows]);
        report.Line("The other programs only make plain text (pandoc), words with their places (pdftotext) or Markdown (anydoc), and are started once a file; as a library anydoc converts all in one process. "
            + "The import's figures hold its start. To have them: `apt-get install pandoc poppler-utils nodejs`, `npm install --prefix artifacts/peers @firecrawl/anydoc`.");
    }

    /// <summary>What a program costs on these files, or null where it is not installed.</summary>
    private static ChildCost? Measure(string peer, string[] files) => peer switch
    {
        "pandoc" => ForEach("pandoc", files, file => ["-t", "plain", file]),
        "pdftotext -bbox" => ForEach("pdftotext", files, file => ["-bbox", file, "-"]),
        "anydoc" => Anydoc is { } package ? ForEach("node", files, file => [Path.Combine(package, "cli.js"), file]) : null,
        _ => Anydoc is { } package && ChildProcess.FindProgram("node") is { } node ? ChildRun.Measure(node, ["-e", Library, package, .. files]) : null,
    };

    private static string? Anydoc => Path.GetFullPath(Path.Combine(NodePackages, "@firecrawl", "anydoc")) is var package && Directory.Exists(package) ? package : null;

    private static ChildCost? ForEach(string name, string[] files, Func<string, string[]> arguments)
    {
        if (ChildProcess.FindProgram(name) is not { } found) return null;
        var costs = files.Select(file => ChildRun.Measure(found, arguments(file))).ToList();
        return new ChildCost(costs.Sum(cost => cost.Wall), costs.Sum(cost => cost.Processor), costs.Max(cost => cost.PeakMemory));
    }

    private static string[] Row(string format, int count, string name, ChildCost cost) =>
        [format, $"{count}", name, Number(cost.Wall, "0.00"), Number(cost.Processor, "0.00"), $"{Number(cost.Processor / count * 1000, "0.0")} ms"];

    private static string Number(double value, string form) => value.ToString(form, CultureInfo.InvariantCulture);
}
