using System.CommandLine;
using PolicyIngest.Cli.Auditing;
using PolicyIngest.Cli.Files;
using PolicyIngest.Cli.Showing;
using PolicyIngest.Ingest.Rules;
using PolicyIngest.Ingest.Store;

namespace PolicyIngest.Cli.Verbs;

/// <summary><c>audit</c>: lists what a person should look at.</summary>
internal static class AuditVerb
{
    public static Command Create(Terminal terminal)
    {
        var files = new Argument<string[]>("FILE") { Description = "Files, folders and zip archives; without them the database is looked at", Arity = ArgumentArity.ZeroOrMore };
        var database = new Option<string?>("--db") { Description = "Database with the documents, in place of files", HelpName = "FILE" };
        CommonOptions.RequireDatabaseName(database);
        var format = new Option<string>("--format") { Description = "text, json (an object a line for each document) or github (workflow commands)", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json", "github");
        var maxAlarms = LimitOptions.Count<int?>("--max-alarms", "Exit 1 where there are more alarms than this", null, least: 0);
        var limits = new LimitOptions();
        var lexicons = new LexiconOption();
        var command = new Command("audit", "Lists what was not understood or looks odd, in the text's order: alarms, doubts, and what is only worth knowing.") { files, database, format, maxAlarms };
        limits.AddTo(command);
        lexicons.AddTo(command);
        command.SetAction(parsed =>
        {
            string[] named = parsed.GetValue(files) ?? [];
            string? stored = parsed.GetValue(database);
            if (named.Length == 0 && stored is null) throw new UsageException("there is nothing to look at; name files, or a database with --db");
            if (named.Length > 0 && stored is not null) throw new UsageException("files and --db exclude each other");
            if (stored is not null && lexicons.Folder(parsed) is not null) throw new UsageException("--lexicons does not go with --db: the database holds what its import took out; give them to 'import'");
            var report = new AuditReport(terminal, parsed.GetRequiredValue(format));
            int failed = 0;
            if (stored is not null) AddStored(report, stored);
            else
            {
                var found = FileScanner.Find(CommonOptions.Paths(named), FileFilter.All);
                foreach (string problem in found.Problems) terminal.Say(problem);
                var reading = new DocumentReading(limits.Reading(parsed), limits.MaxFileSize(parsed), limits.Timeout(parsed), terminal) { Rules = new RuleOptions { Lexicons = lexicons.Read(parsed) } };
                foreach (var extraction in found.Files.SelectMany(reading.Read)) report.Add(extraction);
                failed = reading.Failed + found.Problems.Count;
                if (report.Documents == 0) return ExitCode.Nothing;
            }
            report.Close();
            return failed > 0 || report.Alarms > parsed.GetValue(maxAlarms) ? ExitCode.SomeFailed : ExitCode.Success;
        });
        Help.AddExamples(command,
            "policy-ingest audit samples/plan.txt",
            "policy-ingest audit --db policies.db --format json > findings.jsonl",
            "policy-ingest audit documents --format github --max-alarms 0");
        return command;
    }

    private static void AddStored(AuditReport report, string database)
    {
        using var stored = StoredExtractions.Open(database);
        foreach (var document in stored.Documents()) report.Add(stored.Load(document));
    }
}
