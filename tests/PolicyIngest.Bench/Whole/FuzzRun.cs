using System.Globalization;
using System.Text.Json;
using PolicyIngest.Tests.Support;
using PolicyIngest.Tests.Support.Fuzzing;

namespace PolicyIngest.Bench.Whole;

/// <summary>
/// Imports thousands of damaged files by the real program and counts how they fared. Files that it crashes on, or that take too long,
/// are kept with the seed that made them.
/// </summary>
internal sealed class FuzzRun
{
    private const int Batch = 500;
    private const long MostMemory = 600L << 20;
    // Far below the limit for a document, so that growing slow is noticed as well.
    private const double SlowMilliseconds = 10_000;

    private readonly string _program;
    private readonly string _kept;
    private readonly SortedDictionary<string, int> _outcomes = new(StringComparer.Ordinal);
    private readonly List<(double Milliseconds, string Name)> _slowest = [];
    private long _peakMemory;
    private int _bad;

    private FuzzRun(string program, string kept) => (_program, _kept) = (program, kept);

    /// <param name="args">The launcher, a folder for what is kept, and <c>--files N --seed S</c>.</param>
    /// <returns>How many files the program crashed on, took too long or too much memory for.</returns>
    public static int Run(string[] args)
    {
        int files = Number("--files", 20_000), seed = Number("--seed", 1);
        var seeds = FuzzSeeds.Of(Repository.Samples, Repository.Shared is { } shared ? Path.Combine(shared, "corpus") : "");
        var others = seeds.ConvertAll(one => one.Content);
        var run = new FuzzRun(args[0], args[1]);
        for (int first = 0; first < files; first += Batch)
        {
            run.ImportBatch(Enumerable.Range(first, Math.Min(Batch, files - first)).Select(i =>
            {
                // Text is many times in the samples, and a PDF starts a process: each format has its turn, PDF a rare one.
                var (name, content) = seeds[i % seeds.Count];
                int number = seed * 1_000_000 + i;
                return (string.Create(CultureInfo.InvariantCulture, $"{number}-{name}"), new Mutator(number, others).Mutate(content));
            }));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{Math.Min(first + Batch, files)} files: {string.Join(", ", run._outcomes.Select(outcome => $"{outcome.Key} {outcome.Value}"))}; peak memory {run._peakMemory >> 20} MB"));
        }
        Console.WriteLine("slowest: " + string.Join(", ", run._slowest.Select(slow => string.Create(CultureInfo.InvariantCulture, $"{slow.Name} {slow.Milliseconds:0} ms"))));
        return run._bad;

        int Number(string option, int standard)
        {
            int at = Array.IndexOf(args, option);
            return at < 0 ? standard : int.Parse(args[at + 1], CultureInfo.InvariantCulture);
        }
    }

    private void ImportBatch(IEnumerable<(string Name, byte[] Content)> files)
    {
        string folder = Directory.CreateTempSubdirectory("policy-ingest-fuzz-").FullName;
        try
        {
            string documents = Directory.CreateDirectory(Path.Combine(folder, "in")).FullName, log = Path.Combine(folder, "log.jsonl");
            foreach (var (name, content) in files) File.WriteAllBytes(Path.Combine(documents, name), content);
            var cost = ChildRun.Measure(_program, ["import", documents, "--db", Path.Combine(folder, "fuzz.db"), "--log", log, "--quiet"]);
            _peakMemory = Math.Max(_peakMemory, cost.PeakMemory);
            if (cost.PeakMemory > MostMemory) Keep(documents, Directory.EnumerateFiles(documents), $"the batch took {cost.PeakMemory >> 20} MB");
            var answered = new HashSet<string>(StringComparer.Ordinal);
            foreach (string line in File.ReadLines(log)) answered.Add(Count(documents, JsonDocument.Parse(line).RootElement));
            foreach (string file in Directory.EnumerateFiles(documents))
                if (!answered.Contains(Path.GetFileName(file))) Keep(documents, [file], "it was not answered");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private string Count(string documents, JsonElement line)
    {
        string name = line.GetProperty("path").GetString()![(documents.Length + 1)..].Split("!/")[0];
        string status = line.TryGetProperty("status", out var told) ? told.GetString()! : line.GetProperty("outcome").GetString()!;
        string outcome = line.TryGetProperty("code", out var code) ? $"{status} {code.GetString()}" : status;
        _outcomes[outcome] = _outcomes.GetValueOrDefault(outcome) + 1;
        double milliseconds = line.GetProperty("ms").GetDouble();
        _slowest.Add((milliseconds, name));
        _slowest.Sort((a, b) => b.Milliseconds.CompareTo(a.Milliseconds));
        if (_slowest.Count > 5) _slowest.RemoveAt(5);
        if (status is "crash" or "timeout" || outcome.EndsWith("out-of-memory", StringComparison.Ordinal) || milliseconds > SlowMilliseconds)
            Keep(documents, [Path.Combine(documents, name)], $"{outcome}, {milliseconds} ms: {(line.TryGetProperty("reason", out var reason) ? reason.GetString() : "")}");
        return name;
    }

    private void Keep(string documents, IEnumerable<string> files, string why)
    {
        _bad++;
        Directory.CreateDirectory(_kept);
        foreach (string file in files) File.Copy(file, Path.Combine(_kept, Path.GetRelativePath(documents, file)), overwrite: true);
        Console.WriteLine($"BAD: {string.Join(", ", files.Select(Path.GetFileName).Take(3))}: {why}");
    }
}
