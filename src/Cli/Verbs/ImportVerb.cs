using System.CommandLine;
using PolicyIngest.Cli.Correcting;
using PolicyIngest.Cli.Importing;
using PolicyIngest.Cli.Importing.Given;

namespace PolicyIngest.Cli.Verbs;

/// <summary><c>import</c>: reads files and folders into a database.</summary>
internal static class ImportVerb
{
    public static Command Create(Terminal terminal)
    {
        var files = new ReadingOptions();
        var database = CommonOptions.Database();
        var force = Flag("--force", "Read all files again");
        var verify = Flag("--verify", "Compare the bytes of files whose size and time are as before");
        var retry = Flag("--retry-failed", "Try files again that failed before and have not changed");
        var prune = Flag("--prune", "Drop files that are gone from the folders given");
        var dryRun = Flag("--dry-run", "Say what would be done, and do nothing");
        var quiet = Flag("--quiet", "No progress and no summary, only what went wrong");
        var corrections = new Option<string?>("--corrections") { Description = "Corrections to be taken in first: a .jsonl file, or a folder of such", HelpName = "FILE|DIR" };
        var meta = new Option<string?>("--meta") { Description = "What is known of the documents from outside: a .csv file with the columns file, place, issuer, kind, date, url and any others", HelpName = "FILE" };
        var log = new Option<string?>("--log") { Description = "File for a JSON line per file", HelpName = "FILE" };
        var command = new Command("import", "Reads files and folders into a database. What is stored already and has not changed is left as it is.")
        {
            database, force, verify, retry, prune, dryRun, quiet, log, meta, corrections,
        };
        files.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var options = new ImportOptions(
                files.Paths(parsed, terminal),
                files.Filter(parsed),
                parsed.GetRequiredValue(database),
                new RedoOptions(parsed.GetValue(force), parsed.GetValue(verify), parsed.GetValue(retry)),
                parsed.GetValue(prune), parsed.GetValue(dryRun), parsed.GetValue(quiet), parsed.GetValue(log), files.Settings(parsed))
            {
                Given = parsed.GetValue(meta) is { } csv ? GivenLookup.Read(csv, files.Lexicons(parsed)) : null,
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

    private static Option<bool> Flag(string name, string description) => new(name) { Description = description };
}
