using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using PolicyIngest.Ingest.Store;

namespace PolicyIngest.Cli.Verbs;

/// <summary><c>status</c>: tells what a database holds, what failed and what needs a human.</summary>
internal static class StatusVerb
{
    private const int RunsShown = 10;
    private const string Below = "            ";

    public static Command Create(Terminal terminal)
    {
        var database = CommonOptions.Database();
        var command = new Command("status", "Tells what a database holds, how the last imports went, what failed, which diagnostics need a human and what is to be checked.") { database };
        command.SetAction(parsed =>
        {
            var status = DatabaseStatus.Of(parsed.GetRequiredValue(database), RunsShown);
            using var output = terminal.OutText();
            WriteGroups(terminal, output, "Holds", status.Totals);
            WriteGroups(terminal, output, "Formats", status.Formats);
            WriteRuns(terminal, output, status.Runs);
            WriteGroups(terminal, output, "Failures", status.Failures);
            WriteGroups(terminal, output, "Diagnostics that need a human", status.Diagnostics);
            WriteGroups(terminal, output, "To be checked", status.Findings);
            WriteGroups(terminal, output, "Corrections", status.Corrections);
            if (!status.Behind.IsEmpty) WriteGroups(terminal, output, "Behind the documents", status.Behind);
            return ExitCode.Success;
        });
        Help.AddExamples(command, "policy-ingest status --db policies.db");
        return command;
    }

    private static void WriteGroups(Terminal terminal, StreamWriter output, string head, ImmutableArray<GroupLine> lines)
    {
        output.WriteLine(terminal.Shown($"{head}:"));
        if (lines.IsEmpty) output.WriteLine("  " + terminal.Shown("none"));
        foreach (var line in lines)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {line.Count,8}  ") + terminal.Shown(line.Name));
            if (line.Detail is not null) output.WriteLine(Below + terminal.Shown(line.Detail));
            if (line.Example is not null) output.WriteLine(Below + terminal.Shown($"such as {line.Example}"));
        }
        output.WriteLine();
    }

    private static void WriteRuns(Terminal terminal, StreamWriter output, ImmutableArray<RunLine> runs)
    {
        output.WriteLine(terminal.Shown("Runs:"));
        foreach (var run in runs)
        {
            var counts = run.Counts;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {run.Run,8}  ")
                + terminal.Shown($"{run.StartedAt}  {run.Outcome}, version {run.Version}, rules {run.RuleSet}"));
            output.WriteLine(Below + terminal.Shown(string.Create(CultureInfo.InvariantCulture,
                $"imported {counts.Imported}, replaced {counts.Replaced}, unchanged {counts.Unchanged}, skipped {counts.Skipped}, failed {counts.Failed}, pruned {counts.Pruned}")));
        }
        output.WriteLine();
    }
}
