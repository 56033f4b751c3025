using System.Diagnostics;
using System.Globalization;
using SharpFuzz;

namespace PolicyIngest.Fuzz;

/// <summary>
/// Coverage-guided fuzzing: afl-fuzz changes inputs and keeps those that reach new branches of our own code, one target after the other.
/// A later run goes on where an earlier one stopped. What it finds is run once more by itself and kept as a document, one of each kind.
/// </summary>
internal sealed class GuidedRun
{
    private const int StandardMinutes = 60;
    // By the clock, on a machine that has other work: what is slow is told by the processor time of a second run.
    private const string Timeout = "10000";
    private const string LongestInput = "65536";
    // A finding that runs for ever ends itself; this is for one that does not even do that.
    private static readonly TimeSpan LongestReplay = TimeSpan.FromMinutes(5);
    private static readonly string[] Instrumented = ["PolicyIngest.Ingest.dll", "PolicyIngest.Model.dll"];
    // 600 MB, as the bar for one document says.
    private const string MostMemory = "0x25800000";

    private readonly string _folder;
    private readonly string _instrumented;
    private readonly string _program = Path.Combine(AppContext.BaseDirectory, "PolicyIngest.Fuzz.dll");

    private GuidedRun(string folder) => (_folder, _instrumented) = (folder, Path.Combine(folder, "bin"));

    /// <param name="folder">Where afl-fuzz works and findings are kept.</param>
    /// <param name="options"><c>--minutes N</c>, for all targets together, and <c>--target NAME</c>.</param>
    /// <returns>How many kinds of finding there are.</returns>
    public static int Run(string folder, string[] options)
    {
        double minutes = Option("--minutes") is { } named ? double.Parse(named, CultureInfo.InvariantCulture) : StandardMinutes;
        var targets = Option("--target") is { } name ? [FuzzTarget.Named(name)] : FuzzTarget.All;
        var run = new GuidedRun(folder);
        run.Instrument();
        return targets.Sum(target => run.Fuzz(target, TimeSpan.FromMinutes(minutes / targets.Count)));

        string? Option(string option) => Array.IndexOf(options, option) is >= 0 and var at && at + 1 < options.Length ? options[at + 1] : null;
    }

    /// <summary>A copy of this program whose assemblies of ours tell which branches they take.</summary>
    private void Instrument()
    {
        Directory.CreateDirectory(_instrumented);
        foreach (string file in Directory.EnumerateFiles(AppContext.BaseDirectory, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(_instrumented, Path.GetRelativePath(AppContext.BaseDirectory, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }
        foreach (string name in Instrumented)
            Fuzzer.Instrument(Path.Combine(_instrumented, name), _ => true, Options.Value);
    }

    private int Fuzz(FuzzTarget target, TimeSpan time)
    {
        string home = Path.Combine(_folder, target.Name), seeds = Path.Combine(home, "seeds"), found = Path.Combine(home, "out"), words = Path.Combine(home, "words");
        Directory.CreateDirectory(home);
        SeedFiles.Write(target, seeds, words);
        var start = new ProcessStartInfo("afl-fuzz",
            ["-i", seeds, "-o", found, "-x", words, "-t", Timeout, "-m", "none", "-G", LongestInput, "-V", ((int)time.TotalSeconds).ToString(CultureInfo.InvariantCulture),
                "--", "dotnet", Path.Combine(_instrumented, "PolicyIngest.Fuzz.dll"), "loop", target.Name])
        { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in Settings) start.Environment[name] = value;
        using (var fuzzer = Process.Start(start)!)
        {
            var error = fuzzer.StandardError.ReadToEndAsync();
            File.WriteAllText(Path.Combine(home, "log"), fuzzer.StandardOutput.ReadToEnd() + error.Result);
            fuzzer.WaitForExit();
        }
        var figures = Figures(Path.Combine(found, "default", "fuzzer_stats"));
        if (figures.Count == 0) throw new InvalidOperationException($"{target.Name}: afl-fuzz ended early, see {Path.Combine(home, "log")}");
        int kinds = Keep(target, Path.Combine(found, "default"), Path.Combine(home, "kept"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{target.Name}: {figures["execs_done"]} inputs in {figures["run_time"]} s, {figures["corpus_count"]} kept for new branches, {figures["bitmap_cvg"]} of the map; {kinds} kinds of finding"));
        return kinds;
    }

    private static IEnumerable<(string Name, string Value)> Settings =>
    [
        ("AFL_NO_UI", "1"), ("AFL_SKIP_BIN_CHECK", "1"), ("AFL_SKIP_CPUFREQ", "1"), ("AFL_NO_AFFINITY", "1"), ("AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES", "1"),
        ("AFL_AUTORESUME", "1"), ("AFL_MAP_SIZE", "65536"), ("AFL_FORKSRV_INIT_TMOUT", "120000"),
        ("DOTNET_GCHeapHardLimit", MostMemory), ("DOTNET_gcConcurrent", "0"),
    ];

    private static Dictionary<string, string> Figures(string file) => !File.Exists(file)
        ? []
        : File.ReadLines(file).Select(line => line.Split(':', 2)).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0].Trim(), pair => pair[1].Trim(), StringComparer.Ordinal);

    /// <summary>Runs what afl-fuzz calls a crash or a hang by itself, and keeps the smallest document of each kind that is one.</summary>
    private int Keep(FuzzTarget target, string found, string kept)
    {
        var kinds = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        var inputs = new[] { "crashes", "hangs" }.Select(name => Path.Combine(found, name)).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "id:*")).OrderBy(file => new FileInfo(file).Length).ThenBy(file => file, StringComparer.Ordinal);
        foreach (string input in inputs)
            if (KindOf(target, input) is { } kind) kinds.TryAdd(kind, File.ReadAllBytes(input));
        if (Directory.Exists(kept)) Directory.Delete(kept, recursive: true);
        Directory.CreateDirectory(kept);
        foreach (var (number, (kind, input)) in kinds.Index())
        {
            string file = Path.Combine(kept, $"{number}{target.Endings[0]}");
            File.WriteAllBytes(file, target.DocumentOf(input));
            Console.WriteLine($"BAD: {target.Name}: {kind}: {file}");
        }
        return kinds.Count;
    }

    /// <summary>What came of an input by itself, in code that nobody counts the branches of; null where it is answered.</summary>
    private string? KindOf(FuzzTarget target, string input)
    {
        var start = new ProcessStartInfo("dotnet", [_program, "replay", target.Name, input]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_GCHeapHardLimit"] = MostMemory;
        using var replay = Process.Start(start)!;
        var output = replay.StandardOutput.ReadToEndAsync();
        var error = replay.StandardError.ReadToEndAsync();
        if (!replay.WaitForExit(LongestReplay))
        {
            replay.Kill(entireProcessTree: true);
            return "does not end";
        }
        if (replay.ExitCode == 0) return null;
        // A stack overflow tells of itself on standard error only.
        return output.Result.Length > 0 ? output.Result.Trim() : error.Result.Split('\n', 2)[0].Trim();
    }
}
