using System.CommandLine;
using PolicyIngest.Cli.Explaining;
using PolicyIngest.Cli.Showing;
using PolicyIngest.Ingest.Rules;
using PolicyIngest.Ingest.Rules.Tracing;

namespace PolicyIngest.Cli.Verbs;

/// <summary><c>explain</c>: tells for a passage which rules were tried, which won, and what was passed over and why.</summary>
internal static class ExplainVerb
{
    public static Command Create(Terminal terminal)
    {
        var place = new Argument<string>("FILE[:PLACE]") { Description = "A document; :120 is a line of a text file, :p12 a page, :#35 a paragraph or table" };
        var find = new Option<string?>("--find") { Description = "Only passages in which these words stand", HelpName = "TEXT" };
        var limits = new LimitOptions();
        var lexicons = new LexiconOption();
        var command = new Command("explain", "Tells for a passage of a document which rules were tried, which won, and what was passed over and why.") { place, find };
        limits.AddTo(command);
        lexicons.AddTo(command);
        command.SetAction(parsed =>
        {
            var selector = PassageSelector.Parse(parsed.GetRequiredValue(place));
            var trace = new RuleTrace();
            var reading = new DocumentReading(limits.Reading(parsed), limits.MaxFileSize(parsed), limits.Timeout(parsed), terminal)
            {
                Rules = new RuleOptions { Lexicons = lexicons.Read(parsed), Trace = trace },
            };
            if (reading.ReadOne(selector.File) is not { } extraction) return ExitCode.Nothing;
            var blocks = selector.Select(extraction.Document, parsed.GetValue(find));
            using var output = terminal.OutText();
            var explanation = new Explanation(output, extraction, trace.Rejections);
            foreach (var block in blocks) explanation.Write(block);
            return ExitCode.Success;
        });
        Help.AddExamples(command,
            "policy-ingest explain samples/plan.txt:12",
            "policy-ingest explain plan.pdf:p3",
            "policy-ingest explain plan.docx --find 按职责分工负责");
        return command;
    }
}
