using System.CommandLine;
using System.Text.Json;
using PolicyIngest.Cli.Files;
using PolicyIngest.Cli.Showing;
using PolicyIngest.Ingest.Export;
using PolicyIngest.Ingest.Rules;
using PolicyIngest.Model;

namespace PolicyIngest.Cli.Verbs;

/// <summary><c>show</c>: prints what is read in documents, without a database.</summary>
internal static class ShowVerb
{
    public static Command Create(Terminal terminal)
    {
        var files = new Argument<string[]>("FILE") { Description = "Files, folders and zip archives", Arity = ArgumentArity.OneOrMore };
        var stage = new Option<string>("--stage")
        {
            Description = "blocks (paragraphs and tables as read), outline (plans and headings) or facts (tasks and all that hangs on them)",
            DefaultValueFactory = _ => "facts",
        };
        stage.AcceptOnlyFromAmong("blocks", "outline", "facts");
        var format = new Option<string>("--format") { Description = "text, or json (an object a line, of all plans and facts)", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        var limits = new LimitOptions();
        var lexicons = new LexiconOption();
        var command = new Command("show", "Prints the outline, the tasks and the facts of documents, without a database.") { files, stage, format };
        limits.AddTo(command);
        lexicons.AddTo(command);
        command.SetAction(parsed =>
        {
            bool asJson = parsed.GetRequiredValue(format) == "json";
            string shownStage = parsed.GetRequiredValue(stage);
            var found = FileScanner.Find(CommonOptions.Paths(parsed.GetRequiredValue(files)), FileFilter.All);
            foreach (string problem in found.Problems) terminal.Say(problem);
            var reading = new DocumentReading(limits.Reading(parsed), limits.MaxFileSize(parsed), limits.Timeout(parsed), terminal) { Rules = new RuleOptions { Lexicons = lexicons.Read(parsed) } };
            int shown = 0;
            foreach (var extraction in found.Files.SelectMany(reading.Read))
            {
                if (asJson) WriteJson(terminal.Out, extraction);
                else WriteText(terminal, extraction, shownStage);
                shown++;
            }
            if (shown == 0) return ExitCode.Nothing;
            return reading.Failed + found.Problems.Count == 0 ? ExitCode.Success : ExitCode.SomeFailed;
        });
        Help.AddExamples(command,
            "policy-ingest show samples/plan.txt",
            "policy-ingest show samples/plan.docx --stage outline",
            "policy-ingest show samples --format json > facts.jsonl");
        return command;
    }

    private static void WriteJson(Stream output, Extraction extraction)
    {
        using (var json = new Utf8JsonWriter(output, GoldJson.Options(indented: false))) GoldJson.Write(json, extraction);
        output.WriteByte((byte)'\n');
    }

    private static void WriteText(Terminal terminal, Extraction extraction, string stage)
    {
        using var output = terminal.OutText();
        var page = new ExtractionText(output, extraction);
        page.WriteHead();
        if (stage == "blocks") page.WriteBlocks();
        else page.WritePlans(withFacts: stage == "facts");
        page.WriteDiagnostics();
    }
}
