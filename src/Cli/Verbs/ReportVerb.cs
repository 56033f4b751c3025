using System.CommandLine;
using System.Globalization;
using PolicyIngest.Cli.Languages;
using PolicyIngest.Ingest.Report;

namespace PolicyIngest.Cli.Verbs;

/// <summary><c>report</c>: writes a database as one web page to look at.</summary>
internal static class ReportVerb
{
    public static Command Create(Terminal terminal)
    {
        var database = CommonOptions.Database();
        var output = new Option<string>("--output", "-o") { Description = "Page to write; - for standard output", HelpName = "FILE", DefaultValueFactory = _ => "report.html" };
        var documents = new Option<string[]>("--document") { Description = "Only documents whose path holds this text, or with this number; may be given again", HelpName = "TEXT" };
        var plans = new Option<string[]>("--plan") { Description = "Only documents with a plan whose title holds this text; may be given again", HelpName = "TEXT" };
        var noText = new Option<bool>("--no-text") { Description = "Leave out the documents' text; the facts keep their words" };
        var maxTasks = LimitOptions.Count("--max-tasks", "Leave out documents once there are more tasks than this", ReportOptions.Default.MaxTasks, least: 0);
        var maxText = LimitOptions.Count("--max-text", "Millions of characters of text to take in; documents beyond stand without text",
            (int)(ReportOptions.Default.MaxTextLength / 1_000_000), least: 0);
        var command = new Command("report",
            "Writes a database as one web page, in Chinese and English, that needs no network: what is to be checked, tasks by unit, place, kind, year and month, who works with whom, targets, citations, and each document's text with its facts marked.")
        {
            database, output, documents, plans, noText, maxTasks, maxText,
        };
        command.SetAction(parsed =>
        {
            var options = new ReportOptions(parsed.GetValue(documents) ?? [], parsed.GetValue(plans) ?? [], !parsed.GetValue(noText),
                parsed.GetValue(maxTasks), parsed.GetValue(maxText) * 1_000_000L) { Chinese = Catalogue.OfProgram("zh").Translate };
            string file = parsed.GetRequiredValue(output);
            ReportSummary? summary = null;
            OutputFile.Write(file, terminal, stream => summary = ReportWriter.Write(parsed.GetRequiredValue(database), stream, options));
            terminal.Say(Told(file, summary!));
            return summary!.Documents > 0 ? ExitCode.Success : ExitCode.Nothing;
        });
        Help.AddExamples(command,
            "policy-ingest report --db policies.db --output report.html",
            "policy-ingest report --db policies.db --plan 扬尘 --output dust.html");
        return command;
    }

    private static string Told(string file, ReportSummary summary)
    {
        var left = new List<string>();
        if (summary.OtherDocuments > 0) left.Add(string.Create(CultureInfo.InvariantCulture, $"{summary.OtherDocuments} not asked for"));
        if (summary.DocumentsOverLimit > 0) left.Add(string.Create(CultureInfo.InvariantCulture, $"{summary.DocumentsOverLimit} left out by --max-tasks"));
        if (summary.TextsLeftOut > 0) left.Add(string.Create(CultureInfo.InvariantCulture, $"{summary.TextsLeftOut} without text"));
        return string.Create(CultureInfo.InvariantCulture, $"{file}: {summary.Documents} {(summary.Documents == 1 ? "document" : "documents")}{string.Concat(left.Select(part => ", " + part))}");
    }
}
