using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using PolicyIngest.Cli.Evaluating;
using PolicyIngest.Cli.Showing;
using PolicyIngest.Ingest;
using PolicyIngest.Ingest.Evaluation;
using PolicyIngest.Ingest.Rules;
using PolicyIngest.Ingest.Store;

namespace PolicyIngest.Cli.Verbs;

/// <summary><c>eval</c>: compares what is taken out of documents with gold files.</summary>
internal static class EvalVerb
{
    // Problems of a gold file that are told before giving up.
    private const int MaxProblems = 20;

    public static Command Create(Terminal terminal)
    {
        var gold = new Argument<string[]>("GOLD") { Description = "Gold files, or folders of them", Arity = ArgumentArity.OneOrMore };
        var input = new Option<string[]>("--input") { Description = "Documents: a folder or a file; may be given several times. Without it and --db, the gold files' own folders", HelpName = "DIR" };
        var database = new Option<string?>("--db") { Description = "Database with the documents, in place of --input", HelpName = "FILE" };
        CommonOptions.RequireDatabaseName(database);
        var min = new Option<string[]>("--min") { Description = "Least value of a figure, such as tasks.f1=0.98; may be given several times", HelpName = "KEY=VALUE" };
        var baseline = new Option<string?>("--baseline") { Description = "An earlier output of --format json: no F1 may be less, and what changed is shown", HelpName = "FILE" };
        var format = new Option<string>("--format") { Description = "text, json, md, junit (XML) or github (workflow commands)", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json", "md", "junit", "github");
        var show = LimitOptions.Count("--show", "How many missing and surplus facts of each kind to show", 0, least: 0);
        var limits = new LimitOptions();
        var lexicons = new LexiconOption();
        var command = new Command("eval", "Measures what is taken out of documents against gold files: precision, recall and F1 for each kind of fact.")
        {
            gold, input, database, min, baseline, format, show,
        };
        limits.AddTo(command);
        lexicons.AddTo(command);
        command.SetAction(parsed =>
        {
            // What was asked is looked at first, so that a slip shows before minutes of work.
            ImmutableArray<Threshold> thresholds = [.. (parsed.GetValue(min) ?? []).Select(ParseThreshold)];
            var words = lexicons.Read(parsed);
            var former = parsed.GetValue(baseline) is { } file ? ReadBaseline(file) : null;
            string[] documents = parsed.GetValue(input) ?? [];
            string? stored = parsed.GetValue(database);
            if (stored is not null && lexicons.Folder(parsed) is not null) throw new UsageException("--lexicons does not go with --db: the database holds what its import took out; give them to 'import'");
            if (documents.Length > 0 && stored is not null) throw new UsageException("--input and --db exclude each other");
            string[] goldPaths = parsed.GetRequiredValue(gold);
            var golds = GoldFiles.Read(goldPaths);
            if (Complain(golds, terminal)) return ExitCode.Nothing;
            var sheets = golds.SelectMany(each => each.Content.Sheets.Select(sheet => (each.Path, Sheet: sheet))).ToList();
            List<FactSheet> all = [.. sheets.Select(each => each.Sheet)];
            var reading = new DocumentReading(limits.Reading(parsed), limits.MaxFileSize(parsed), limits.Timeout(parsed), terminal) { Rules = new RuleOptions { Lexicons = words } };
            var units = StoredUnits.None(words);
            var unread = new HashSet<string>(StringComparer.Ordinal);
            var found = stored is not null
                ? FoundSheets.InDatabase(stored, all, out units)
                : FoundSheets.InFiles(documents.Length > 0 ? documents : FoldersOf(golds), all, reading, terminal, unread);
            var result = new EvaluationResult([.. sheets.Select(each => DocumentComparison.Run(each.Sheet, found.GetValueOrDefault(each.Sheet.Stem), each.Path, name => units.Describe(name).Canonical))]);
            if (!result.Documents.Any(document => document.WasFound))
                throw new UsageException(unread.Count > 0 ? $"none of the {result.Documents.Length} documents of the gold files could be read, so nothing can be compared" : $"none of the {result.Documents.Length} documents of the gold files was found, so nothing can be compared; name their folder with --input");
            foreach (var missing in result.Documents.Where(document => !document.WasFound))
                terminal.Say(unread.Contains(missing.Document)
                    ? $"{missing.GoldFile}: the document {missing.Document} could not be read and counts as empty"
                    : $"{missing.GoldFile}: there is no document {missing.Document}, it counts as empty; name its folder with --input");
            var outcome = new EvaluationOutcome(result, thresholds, former?.Drops(result) ?? [], former?.Changes(result) ?? [], former is not null, parsed.GetValue(show)) 
            {
                RuleSet = ProgramIdentity.RuleSetWith(words),
                Corrected = stored is null ? [] : [.. RuleCounts.Of(stored).Where(rule => rule.Value.Corrected > 0).OrderByDescending(rule => rule.Value.Corrected).ThenBy(rule => rule.Key, StringComparer.Ordinal).Select(rule => (rule.Key, rule.Value))],
            };
            Write(terminal, outcome, parsed.GetRequiredValue(format));
            return outcome.Holds ? ExitCode.Success : ExitCode.SomeFailed;
        });
        Help.AddExamples(command,
            "policy-ingest eval gold --input documents --min tasks.f1=0.98 --min assignments.f1=0.97",
            "policy-ingest eval gold --input documents --format json > baseline.json",
            "policy-ingest eval gold --input documents --baseline baseline.json --show 10");
        return command;
    }

    private static Threshold ParseThreshold(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal), dot = text.IndexOf('.', StringComparison.Ordinal);
        bool isForm = dot > 0 && equals > dot;
        if (!isForm || !double.TryParse(text.AsSpan(equals + 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double least) || least > 1)
            throw new UsageException($"--min {text}: it must look like tasks.f1=0.98, with a value from 0 to 1; before the dot stands one of {string.Join(", ", Measures.All)}, behind it one of {string.Join(", ", Measures.Figures)}");
        string measure = text[..dot], figure = text[(dot + 1)..equals];
        if (!Measures.All.Contains(measure)) throw new UsageException($"--min {text}: there is no measure '{measure}', only {string.Join(", ", Measures.All)}");
        if (!Measures.Figures.Contains(figure)) throw new UsageException($"--min {text}: there is no figure '{figure}', only {string.Join(", ", Measures.Figures)}");
        return new Threshold(measure, figure, least);
    }

    private static Baseline ReadBaseline(string file)
    {
        try
        {
            return Baseline.Read(GoldFiles.Bytes(file));
        }
        catch (JsonSyntaxException fault)
        {
            throw new UsageException($"{file}:{fault.Problem.Line}: {fault.Problem.Message}");
        }
    }

    /// <summary>Tells what is wrong with the gold files.</summary>
    /// <returns>Whether there is anything.</returns>
    private static bool Complain(List<NamedGold> golds, Terminal terminal)
    {
        var problems = golds.SelectMany(gold => gold.Content.Problems.Select(problem => $"{gold.Path}:{problem.Line}: {problem.Message}")).ToList();
        foreach (string problem in problems.Take(MaxProblems)) terminal.Say(problem);
        if (problems.Count > MaxProblems) terminal.Say($"and {problems.Count - MaxProblems} more");
        return problems.Count > 0;
    }

    private static List<string> FoldersOf(List<NamedGold> golds) =>
        [.. golds.Select(gold => Path.GetDirectoryName(Path.GetFullPath(gold.Path))!).Distinct(StringComparer.Ordinal)];

    private static void Write(Terminal terminal, EvaluationOutcome outcome, string format)
    {
        switch (format)
        {
            case "json":
                JsonReport.Write(terminal.Out, outcome);
                return;
            case "junit":
                JUnitReport.Write(terminal.Out, outcome);
                return;
        }
        using var output = terminal.OutText();
        switch (format)
        {
            case "md":
                MarkdownReport.Write(output, outcome);
                break;
            case "github":
                GithubReport.Write(output, outcome);
                break;
            default:
                TextReport.Write(output, outcome);
                break;
        }
    }
}
