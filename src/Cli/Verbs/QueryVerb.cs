using System.CommandLine;
using PolicyIngest.Cli.Importing;
using PolicyIngest.Cli.Searching;
using PolicyIngest.Ingest.Store.Queries;

namespace PolicyIngest.Cli.Verbs;

/// <summary><c>query</c>: prints what a query gives, to be read on a terminal.</summary>
internal static class QueryVerb
{
    public static Command Create(Terminal terminal)
    {
        var sql = new Argument<string>("SQL") { Description = "One SELECT; policy-ingest schema lists views and columns" };
        var database = CommonOptions.Database();
        var timeout = CommonOptions.QueryTimeout();
        var command = new Command("query", "Prints the rows of a query as a table to read; long cells are cut. Nothing is changed. For files there is export --query.")
        {
            sql, database, timeout,
        };
        command.SetAction((parsed, cancellation) => Interruptible.Run(stop =>
        {
            using var queries = TableQueries.Open(parsed.GetRequiredValue(database), CommonOptions.Limits(parsed.GetRequiredValue(timeout), stop));
            using var rows = queries.Query(parsed.GetRequiredValue(sql));
            using var output = terminal.OutText();
            long count = TerminalTable.Write(output, rows);
            output.Flush();
            terminal.Say($"{count} rows");
            return ExitCode.Success;
        }, cancellation));
        Help.AddExamples(command,
            "policy-ingest query \"SELECT lead, support, sum(tasks) AS tasks FROM v_unit_pair GROUP BY lead, support ORDER BY tasks DESC LIMIT 10\"",
            "policy-ingest query \"SELECT indicator, op, value, measure, leads FROM v_target WHERE target_year <= 2025\" --db policies.db");
        return command;
    }
}
