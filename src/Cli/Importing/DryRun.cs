using PolicyIngest.Cli.Files;
using PolicyIngest.Cli.Importing.Given;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Store;

namespace PolicyIngest.Cli.Importing;

/// <summary>Says what an import would do, a line per file on stdout, and changes nothing.</summary>
internal static class DryRun
{
    /// <summary>Looks at all files.</summary>
    /// <returns>The exit code.</returns>
    public static int Execute(ImportOptions options, Terminal terminal)
    {
        var found = FileScanner.Find(options.Paths, options.Filter);
        foreach (string problem in found.Problems) terminal.Say(problem);
        var known = KnownFiles(options.Database);
        if (Triage.LostLexicons(known, found.Files, options.Settings.RuleSet) is { } lost) terminal.Say(lost);
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        using (var output = terminal.OutText())
        {
            foreach (var item in new Triage(known, options.Settings.RuleSet, options.Redo, options.Given ?? GivenLookup.Stored(known)).Items(found.Files))
                Tell(output, Verdict(item, options.Settings.MaxFileSize), item.File.Path.Text);
            if (options.Prune)
            {
                var pruning = new Pruning(found);
                foreach (string warning in pruning.Warnings) terminal.Say(warning);
                foreach (string key in known.Keys.Where(key => pruning.Prefixes.Any(prefix => key.StartsWith(prefix, StringComparison.Ordinal)) && pruning.MayDrop(key)).Order(StringComparer.Ordinal))
                    Tell(output, "prune", key);
            }
        }
        terminal.Say(counts.Count == 0 ? "nothing to do" : string.Join(", ", counts.Select(pair => $"{pair.Key} {pair.Value}")));
        return found.Problems.Count == 0 ? ExitCode.Success : ExitCode.SomeFailed;

        void Tell(TextWriter output, string verdict, string path)
        {
            counts[verdict] = counts.GetValueOrDefault(verdict) + 1;
            output.WriteLine($"{verdict}\t{Terminal.Printable(path)}");
        }
    }

    private static Dictionary<string, FileRecord> KnownFiles(string database)
    {
        if (!File.Exists(database)) return [];
        using var stored = StoredExtractions.Open(database);
        return stored.Files();
    }

    private static string Verdict(WorkItem item, long maxFileSize) => item.Need switch
    {
        Need.New => "import",
        Need.Again => "again",
        Need.Nothing => "unchanged",
        Need.FailedBefore => "skip",
        _ => IsSame(item, maxFileSize) ? "unchanged" : "replace",
    };

    private static bool IsSame(WorkItem item, long maxFileSize)
    {
        try
        {
            return FileBytes.Read(item.File.Path, item.File.Key, maxFileSize).Sha256 == item.Known!.Sha256;
        }
        catch (DocumentException)
        {
            return false;
        }
    }
}
