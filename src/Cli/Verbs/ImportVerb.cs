using System.CommandLine;
using PolicyIngest.Cli.Correcting;
using PolicyIngest.Cli.Files;
using PolicyIngest.Cli.Importing;
using PolicyIngest.Cli.Importing.Given;
using PolicyIngest.Cli.Importing.Workers;
using PolicyIngest.Ingest;

namespace PolicyIngest.Cli.Verbs;

/// <summary><c>import</c>: reads files and folders into a database.</summary>
internal static class ImportVerb
{
    private const long DefaultMemory = 512L << 20;
    // Each has a thread with a deep stack of its own.
    private const int MostJobs = 256;

    public static Command Create(Terminal terminal)
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Files, and folders with all that is below them; - takes a list from standard input",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var list = new Option<string?>("--from-file") { Description = "File with a list of paths, parted by line ends or NUL; - for standard input", HelpName = "LIST" };
        var database = CommonOptions.Database();
        var include = Globs("--include", "Only files of this pattern, such as '*.docx' or '2021/**'; may be given several times");
        var exclude = Globs("--exclude", "No file or folder of this pattern; may be given several times");
        var force = Flag("--force", "Read all files again");
        var verify = Flag("--verify", "Compare the bytes of files whose size and time are as before");
        var retry = Flag("--retry-failed", "Try files again that failed before and have not changed");
        var prune = Flag("--prune", "Drop files that are gone from the folders given");
        var dryRun = Flag("--dry-run", "Say what would be done, and do nothing");
        var quiet = Flag("--quiet", "No progress and no summary, only what went wrong");
        var corrections = new Option<string?>("--corrections") { Description = "Corrections to be taken in first: a .jsonl file, or a folder of such", HelpName = "FILE|DIR" };
        var meta = new Option<string?>("--meta") { Description = "What is known of the documents from outside: a .csv file with the columns file, place, issuer, kind, date, url and any others", HelpName = "FILE" };
        var log = new Option<string?>("--log") { Description = "File for a JSON line per file", HelpName = "FILE" };
        var jobs = LimitOptions.Count<int?>("--jobs", "Documents to read at the same time; without it, one for each processor", null, most: MostJobs);
        var memory = LimitOptions.Size("--max-memory", "Most memory for reading documents", DefaultMemory);
        var limits = new LimitOptions();
        var lexicons = new LexiconOption();
        var command = new Command("import", "Reads files and folders into a database. What is stored already and has not changed is left as it is.")
        {
            paths, list, database, include, exclude, force, verify, retry, prune, dryRun, quiet, log, meta, corrections, jobs, memory,
        };
        limits.AddTo(command);
        lexicons.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var settings = new WorkerSettings(limits.Reading(parsed), parsed.GetValue(jobs) ?? Environment.ProcessorCount, limits.Timeout(parsed),
                limits.MaxFileSize(parsed), parsed.GetRequiredValue(memory).Bytes, ProgramIdentity.RuleSetWith(lexicons.Read(parsed)))
            {
                Lexicons = lexicons.Texts(parsed),
            };
            var options = new ImportOptions(
                Paths(parsed.GetValue(paths) ?? [], parsed.GetValue(list), terminal),
                new FileFilter(parsed.GetValue(include) ?? [], parsed.GetValue(exclude) ?? []),
                parsed.GetRequiredValue(database),
                new RedoOptions(parsed.GetValue(force), parsed.GetValue(verify), parsed.GetValue(retry)),
                parsed.GetValue(prune), parsed.GetValue(dryRun), parsed.GetValue(quiet), parsed.GetValue(log), settings)
            {
                Given = parsed.GetValue(meta) is { } csv ? GivenLookup.Read(csv, lexicons.Read(parsed)) : null,
            };
            if (parsed.GetValue(corrections) is { } file && !options.DryRun) CorrectionsVerb.Import(options.Database, CorrectionFiles.Read(file), terminal);
            return options.DryRun ? Task.FromResult(DryRun.Execute(options, terminal)) : Interruptible.Run(token => ImportRun.Execute(options, terminal, token), cancellation);
        });
        Help.AddExamples(command,
            "policy-ingest import samples --db policies.db",
            "policy-ingest import /share/plans --include '*.docx' --prune --log import.jsonl",
            "find /share -name '*.pdf' -print0 | policy-ingest import - --db policies.db");
        return command;
    }

    private static List<FilePath> Paths(string[] named, string? listFile, Terminal terminal)
    {
        var paths = CommonOptions.Paths(named.Where(path => path != "-"));
        if (named.Contains("-") || listFile == "-") paths.AddRange(PathList.Read(terminal.In));
        if (listFile is not null and not "-") paths.AddRange(PathList.Read(listFile));
        if (named.Length == 0 && listFile is null) throw new UsageException("no path is given; name files or folders, or --from-file LIST");
        return paths;
    }

    private static Option<string[]> Globs(string name, string description) =>
        new(name) { Description = description, HelpName = "GLOB", Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };

    private static Option<bool> Flag(string name, string description) => new(name) { Description = description };
}
