using System.CommandLine;
using PolicyIngest.Cli.Comparing;
using PolicyIngest.Cli.Showing;
using PolicyIngest.Ingest.Comparing;

namespace PolicyIngest.Cli.Verbs;

/// <summary><c>diff</c>: tells what changed between two versions of a plan, task by task.</summary>
internal static class DiffVerb
{
    public static Command Create(Terminal terminal)
    {
        var older = new Argument<string>("OLD") { Description = "The older document, in any format" };
        var newer = new Argument<string>("NEW") { Description = "The newer document, in any format" };
        var format = new Option<string>("--format") { Description = "text, json or md", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json", "md");
        var limits = new LimitOptions();
        var command = new Command("diff", "Compares two documents task by task: added, removed, changed, renumbered. Exits 0 if they agree, 1 if they differ, 2 on trouble.") { older, newer, format };
        limits.AddTo(command);
        command.SetAction(parsed =>
        {
            string oldPath = parsed.GetRequiredValue(older), newPath = parsed.GetRequiredValue(newer);
            var reading = new DocumentReading(limits.Reading(parsed), limits.MaxFileSize(parsed), limits.Timeout(parsed), terminal);
            if (reading.ReadOne(oldPath) is not { } before || reading.ReadOne(newPath) is not { } after) return ExitCode.Nothing;
            foreach (var (path, extraction) in new[] { (oldPath, before), (newPath, after) })
                if (extraction.Plans.IsEmpty) terminal.Say($"{path}: no plan was found in it");
            var plans = DocumentDiff.Compare(before, after);
            var report = new DiffReport(oldPath, newPath, plans);
            string shape = parsed.GetRequiredValue(format);
            if (shape == "json")
            {
                report.WriteJson(terminal.Out);
            }
            else
            {
                using var output = terminal.OutText();
                if (shape == "md") report.WriteMarkdown(output);
                else report.WriteText(output);
            }
            return DocumentDiff.Differs(plans) ? ExitCode.SomeFailed : ExitCode.Success;
        });
        Help.AddExamples(command, "policy-ingest diff plan-2023.docx plan-2024.docx", "policy-ingest diff draft.docx final.pdf --format md > changes.md");
        return command;
    }
}
