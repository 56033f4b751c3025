using System.CommandLine;
using PolicyIngest.Cli.Importing;
using PolicyIngest.Ingest.Ledger;
using PolicyIngest.Ingest.Store.Queries;

namespace PolicyIngest.Cli.Verbs;

/// <summary><c>ledger</c>: writes tasks as the table that offices keep (台账), and their days as a calendar.</summary>
internal static class LedgerVerb
{
    public static Command Create(Terminal terminal)
    {
        var database = CommonOptions.Database();
        var plan = new Option<string?>("--plan") { Description = "Plans whose title or document number holds these words, or the plan with this key", HelpName = "WORDS" };
        var unit = new Option<string?>("--unit") { Description = "Tasks of this unit under any of its names: 生态环境局 finds 市生态环境局", HelpName = "NAME" };
        var place = new Option<string?>("--place") { Description = "Plans of this province, city or county, by the first characters of its name or by its code of six digits", HelpName = "NAME|CODE" };
        var year = CommonOptions.Year();
        var by = new Option<string>("--by") { Description = "A table for each plan, for each unit (what it leads first), or one for all", DefaultValueFactory = _ => "plan" };
        by.AcceptOnlyFromAmong("plan", "unit", "all");
        var format = new Option<string>("--format") { Description = "xlsx (Excel, to be printed on A3), docx (Word, A4 across) or ics (the days due, for a calendar)", DefaultValueFactory = _ => "xlsx" };
        format.AcceptOnlyFromAmong("xlsx", "docx", "ics");
        var heads = new Option<string>("--heads") { Description = "Heads, roles and days in Chinese (zh) or English (en)", DefaultValueFactory = _ => "zh" };
        heads.AcceptOnlyFromAmong("en", "zh");
        var output = new Option<string?>("--output", "-o") { Description = "File to write; standard output without it, or with -", HelpName = "FILE" };
        var command = new Command("ledger",
            "Writes tasks as the table that offices keep of a plan (台账): task, content, lead and supporting units, deadline, targets, source, and empty columns for progress and notes.")
        {
            database, plan, unit, place, year, by, format, heads, output,
        };
        command.SetAction((parsed, cancellation) => Interruptible.Run(stop =>
        {
            var filter = new LedgerFilter(Words(parsed.GetValue(plan)), Words(parsed.GetValue(unit)), Words(parsed.GetValue(place)), parsed.GetValue(year));
            using var tasks = LedgerTasks.Open(parsed.GetRequiredValue(database), filter);
            var grouping = Enum.Parse<LedgerGrouping>(parsed.GetRequiredValue(by), ignoreCase: true);
            return Write(tasks, grouping, parsed.GetRequiredValue(format), parsed.GetRequiredValue(heads) == "zh", parsed.GetValue(output), terminal, stop);
        }, cancellation));
        Help.AddExamples(command,
            "policy-ingest ledger --plan 冷链物流 --format docx --output ledger.docx --db policies.db",
            "policy-ingest ledger --place 青禾县 --by unit --format xlsx --output ledger.xlsx --db policies.db",
            "policy-ingest ledger --unit 市生态环境局 --format ics --output deadlines.ics --db policies.db");
        return command;
    }

    private static int Write(LedgerTasks tasks, LedgerGrouping grouping, string format, bool chinese, string? output, Terminal terminal, CancellationToken stop)
    {
        // A calendar has no parts, and each of a task's days but once.
        if (format == "ics") grouping = LedgerGrouping.All;
        var sections = tasks.Sections(grouping).Select(section => section with { Tasks = Stoppable(section.Tasks, stop) });
        if (!sections.Any())
        {
            terminal.Say("no task matches; leave out a filter, or see with policy-ingest search what there is");
            return ExitCode.Nothing;
        }
        OutputFile.Write(output, terminal, stream =>
        {
            if (format == "xlsx") LedgerWorkbook.Write(stream, sections, grouping == LedgerGrouping.Unit, chinese);
            else if (format == "docx") LedgerDocument.Write(stream, sections, chinese);
            else LedgerCalendar.Write(stream, sections.SelectMany(section => section.Tasks), chinese);
        });
        return ExitCode.Success;
    }

    private static string? Words(string? words) => string.IsNullOrWhiteSpace(words) ? null : words.Trim();

    private static IEnumerable<LedgerTask> Stoppable(IEnumerable<LedgerTask> tasks, CancellationToken stop)
    {
        foreach (var task in tasks)
        {
            stop.ThrowIfCancellationRequested();
            yield return task;
        }
    }
}
