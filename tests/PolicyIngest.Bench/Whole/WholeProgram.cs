using System.Globalization;

namespace PolicyIngest.Bench.Whole;

/// <summary>
/// Measures the program as people run it, from the outside, beside what has to be done in any case and beside other programs, and writes the
/// figures to a file.
/// </summary>
internal sealed class WholeProgram
{
    private const int InFormat = 1_000;
    private const int Starts = 15;

    private readonly string _program;
    private readonly string _folder;
    private readonly int _documents;
    private readonly BenchReport _report;

    private WholeProgram(string program, string folder, int documents, BenchReport report) =>
        (_program, _folder, _documents, _report) = (program, folder, documents, report);

    /// <summary>Runs all measurements.</summary>
    /// <param name="args">The launcher, the file to write, and the number of documents of the mixture.</param>
    public static void Run(string[] args)
    {
        string folder = Directory.CreateTempSubdirectory("policy-ingest-bench-").FullName;
        try
        {
            int documents = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 10_000;
            var report = new BenchReport(args[1]);
            var whole = new WholeProgram(args[0], folder, documents, report);
            whole.StartUp();
            whole.Mixture();
            whole.Formats();
            whole.Growth();
            new Peers(args[0], folder, report).Run(Peers.Usual);
            report.Save();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Measures it beside other programs alone, and shows the figures.</summary>
    /// <param name="args">The launcher, and the number of files of each format.</param>
    public static void RunPeers(string[] args)
    {
        string folder = Directory.CreateTempSubdirectory("policy-ingest-bench-").FullName;
        try
        {
            new Peers(args[0], folder, new BenchReport("")).Run(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : Peers.Usual);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private void StartUp()
    {
        ChildRun.Measure(_program, ["--help"]);
        var costs = Enumerable.Range(0, Starts).Select(_ => ChildRun.Measure(_program, ["--help"])).ToList();
        _report.Section("Start-up");
        _report.Line($"`policy-ingest --help`, through the launcher: median {Median(costs.Select(cost => cost.Wall)) * 1000:0} ms by the clock (processor time {Median(costs.Select(cost => cost.Processor)) * 1000:0} ms), of {Starts} starts.");
        _report.Bar("start-up of `--help`", "< 150 ms", $"{Median(costs.Select(cost => cost.Wall)) * 1000:0} ms", Median(costs.Select(cost => cost.Wall)) < 0.15);
    }

    private void Mixture()
    {
        string files = In("mixture"), database = In("mixture.db");
        long bytes = BenchCorpus.Write(files, _documents, BenchCorpus.Formats);
        var read = LowerBound.Read(files);
        var import = Import(files, database);
        var again = Import(files, database);
        var verified = Import(files, database, "--verify");
        var insert = LowerBound.Insert(database, In("copy.db"));
        double bound = read.Wall + insert.Wall, boundProcessor = read.Processor + insert.Processor;
        _report.Section($"{_documents} documents, a third each text, web pages and Word ({bytes >> 20} MB)");
        _report.Table(
            ["step", "seconds", "processor", "documents/s", "peak memory"],
            Row("import", import), Row("the same again, nothing changed", again), Row("again with --verify", verified),
            Row("lower bound: read the bytes, inflate and parse the XML", read), Row("lower bound: insert the same rows by hand", insert));
        _report.Line($"The import takes {import.Wall / bound:0.0} times the lower bound by the clock, {import.Processor / boundProcessor:0.0} times in processor time.");
        _report.Bar("import of the mixture", "≥ 150 documents/s", $"{_documents / import.Wall:0}/s ({2 * _documents / import.Processor:0}/s by processor time on two cores)", _documents / import.Wall >= 150);
        _report.Bar("import beside the lower bound", "≤ 2.5 times", $"{import.Wall / bound:0.0} times ({import.Processor / boundProcessor:0.0} in processor time)", import.Wall <= 2.5 * bound);
        _report.Bar("memory of the import, all processes", "< 400 MB", $"{import.PeakMemory >> 20} MB", import.PeakMemory < 400L << 20);
        _report.Bar("second run", "≥ 5,000 files/s", $"{_documents / again.Wall:0}/s", _documents / again.Wall >= 5_000);

        string[] Row(string name, ChildCost cost) =>
            [name, Seconds(cost.Wall), Seconds(cost.Processor), $"{_documents / cost.Wall:0}", cost.PeakMemory == 0 ? "" : $"{cost.PeakMemory >> 20} MB"];
    }

    private void Formats()
    {
        _report.Section("By format");
        var rows = new List<string[]>();
        foreach (string format in BenchCorpus.Formats.Append("pdf"))
        {
            int count = format == "pdf" ? InFormat / 5 : InFormat;
            long bytes = BenchCorpus.Write(In(format), count, format);
            var import = Import(In(format), In(format + ".db"));
            rows.Add([format, $"{count}", Seconds(import.Wall), Seconds(import.Processor), $"{count / import.Wall:0}", $"{bytes / import.Wall / (1 << 20):0.00}", $"{import.PeakMemory >> 20} MB"]);
        }
        _report.Table(["format", "documents", "seconds", "processor", "documents/s", "MB/s", "peak memory"], [.. rows]);
    }

    private void Growth()
    {
        _report.Section("Growth");
        var rows = new List<string[]>();
        foreach (int times in new[] { 1, 10, 100 })
        {
            int count = 20 * times;
            BenchCorpus.Write(In($"growth-{times}"), count, BenchCorpus.Formats);
            var import = Import(In($"growth-{times}"), In($"growth-{times}.db"));
            rows.Add([$"{times}×", $"{count}", Seconds(import.Wall), Seconds(import.Processor), $"{import.Processor / count * 1000:0.0} ms", $"{import.PeakMemory >> 20} MB"]);
        }
        _report.Table(["corpus", "documents", "seconds", "processor", "processor time a document", "peak memory"], [.. rows]);
    }

    private ChildCost Import(string files, string database, params string[] more) =>
        ChildRun.Measure(_program, ["import", files, "--db", database, "--quiet", .. more]);

    private string In(string name) => Path.Combine(_folder, name);

    private static string Seconds(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
