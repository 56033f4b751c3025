using System.CommandLine;
using System.Text;
using PolicyIngest.Cli.Correcting;
using PolicyIngest.Cli.Evaluating;
using PolicyIngest.Cli.Files;
using PolicyIngest.Cli.Showing;
using PolicyIngest.Ingest.Evaluation;

namespace PolicyIngest.Cli.Verbs;

/// <summary><c>gold</c>: makes and checks gold files, the answers that <c>eval</c> measures against.</summary>
internal static class GoldVerb
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("gold", "Makes and checks gold files: a person's answers, against which 'eval' measures.") { Init(terminal), FromCorrections(terminal), Check(terminal) };
        Help.AddExamples(command, "policy-ingest gold init documents/plan.docx", "policy-ingest gold check gold --input documents");
        return command;
    }

    private static Command Init(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "A document" };
        var output = new Option<string?>("--output", "-o") { Description = "File to write, - for standard output; else NAME.gold.json beside the document", HelpName = "GOLD" };
        var force = new Option<bool>("--force") { Description = "Write over a file that is there" };
        var limits = new LimitOptions();
        var command = new Command("init", "Writes a gold file from the program's own reading of a document, for a person to correct.") { file, output, force };
        limits.AddTo(command);
        command.SetAction(parsed =>
        {
            string document = parsed.GetRequiredValue(file);
            string target = parsed.GetValue(output) ?? Path.Combine(Path.GetDirectoryName(document) ?? "", FactSheet.StemOf(document) + ".gold.json");
            if (target != "-" && File.Exists(target) && !parsed.GetValue(force))
                throw new UsageException($"{target}: the file is there already and may hold corrections; --force writes over it, --output names another");
            var reading = new DocumentReading(limits.Reading(parsed), limits.MaxFileSize(parsed), limits.Timeout(parsed), terminal);
            if (reading.ReadOne(document) is not { } extraction) return ExitCode.Nothing;
            byte[] gold = Encoding.UTF8.GetBytes(GoldWriter.Write(extraction));
            if (target == "-")
            {
                terminal.Out.Write(gold);
                return ExitCode.Success;
            }
            using (var stream = OutputFile.Create(target)) stream.Write(gold);
            terminal.Say($"{target}: {extraction.Plans.Sum(plan => plan.Tasks.Length)} tasks and {extraction.Plans.Sum(plan => plan.Targets.Length)} targets in {extraction.Plans.Length} plans; correct it by hand, then run 'policy-ingest gold check'");
            return ExitCode.Success;
        });
        Help.AddExamples(command, "policy-ingest gold init documents/plan.docx", "policy-ingest gold init documents/plan.docx --output gold/plan.json");
        return command;
    }

    private static Command FromCorrections(Terminal terminal)
    {
        var database = CommonOptions.Database();
        var output = new Option<string>("--output", "-o") { Description = "Folder for the gold files", HelpName = "DIR", DefaultValueFactory = _ => "gold" };
        var force = new Option<bool>("--force") { Description = "Write over files that are there" };
        var command = new Command("from-corrections", "Writes a gold file for each document that was marked as finished.") { database, output, force };
        command.SetAction(parsed => new GoldFromCorrections(parsed.GetRequiredValue(database), parsed.GetRequiredValue(output), parsed.GetValue(force), terminal).Run());
        Help.AddExamples(command, "policy-ingest gold from-corrections --db policies.db --output gold");
        return command;
    }

    private static Command Check(Terminal terminal)
    {
        var files = new Argument<string[]>("GOLD") { Description = "Gold files, or folders of them", Arity = ArgumentArity.OneOrMore };
        var input = new Option<string[]>("--input") { Description = "The documents: a folder or a file; without it the gold files' own folders", HelpName = "DIR" };
        var limits = new LimitOptions();
        var command = new Command("check", "Checks gold files: form, closed sets, days, duplicates, paths, and that their words stand in the documents.") { files, input };
        limits.AddTo(command);
        command.SetAction(parsed =>
        {
            var golds = GoldFiles.Read(parsed.GetRequiredValue(files));
            string[] folders = parsed.GetValue(input) ?? [];
            var paths = folders.Length > 0 ? folders : [.. golds.Select(gold => Path.GetDirectoryName(Path.GetFullPath(gold.Path))!).Distinct(StringComparer.Ordinal)];
            var found = FileScanner.Find(CommonOptions.Paths(paths), FileFilter.All);
            foreach (string problem in found.Problems) terminal.Say(problem);
            var documents = new DocumentsByName(found.Files);
            var reading = new DocumentReading(limits.Reading(parsed), limits.MaxFileSize(parsed), limits.Timeout(parsed), terminal);
            var firstOf = new Dictionary<string, string>(StringComparer.Ordinal);
            int problems = found.Problems.Count, sheets = 0;
            foreach (var gold in golds)
            {
                Tell(gold.Path, gold.Content.Problems);
                foreach (var sheet in gold.Content.Sheets)
                {
                    sheets++;
                    Tell(gold.Path, GoldCheck.Alone(sheet));
                    if (!firstOf.TryAdd(sheet.Stem, gold.Path)) Tell(gold.Path, [new Problem(sheet.Line, $"the document {sheet.Stem} has gold already in {firstOf[sheet.Stem]}")]);
                    if (documents.Of(sheet) is { } file)
                    {
                        if (reading.Read(file).FirstOrDefault() is { } extraction) Tell(gold.Path, GoldCheck.Against(sheet, extraction.Document.Text));
                    }
                    else if (folders.Length > 0) Tell(gold.Path, [new Problem(sheet.Line, $"there is no document {sheet.File}")]);
                    else terminal.Say($"{gold.Path}:{sheet.Line}: note: there is no document {sheet.File} beside it, so its words were not looked for; name its folder with --input");
                }
            }
            terminal.Say($"{sheets} documents, {(problems + reading.Failed == 0 ? "no" : $"{problems + reading.Failed}")} problems");
            return problems + reading.Failed == 0 ? ExitCode.Success : ExitCode.SomeFailed;

            void Tell(string path, IReadOnlyList<Problem> found)
            {
                foreach (var problem in found) terminal.Say($"{path}:{problem.Line}: {problem.Message}");
                problems += found.Count;
            }
        });
        Help.AddExamples(command, "policy-ingest gold check gold --input documents");
        return command;
    }
}
