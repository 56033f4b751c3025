using System.CommandLine;
using PolicyIngest.Cli.Importing;
using PolicyIngest.Cli.Searching;
using PolicyIngest.Ingest.Store.Postgres;
using PolicyIngest.Ingest.Store.Queries;

namespace PolicyIngest.Cli.Verbs;

/// <summary><c>query</c>: prints what a query gives, to be read on a terminal.</summary>
internal static class QueryVerb
{
    public static Command Create(Terminal terminal)
    {
        var sql = new Argument<string>("SQL") { Description = "One SELECT; policy-ingest schema lists views and columns" };
        var database = CommonOptions.DatabaseOrServer();
        var timeout = CommonOptions.QueryTimeout();
        var command = new Command("query", "Prints the rows of a query as a table to read; long cells are cut. Nothing is changed. For files there is export --query.")
        {
            sql, database, timeout,
        };
        command.SetAction((parsed, cancellation) => Interruptible.Run(stop =>
        {
            var limits = CommonOptions.Limits(parsed.GetRequiredValue(timeout), stop);
            string name = parsed.GetRequiredValue(database);
            if (PostgresServer.IsAddress(name))
            {
                using var server = PostgresQueries.Open(PostgresServer.Of(name), limits);
                using var found = server.Query(parsed.GetRequiredValue(sql));
                return RowOutput.Write(terminal, found);
            }
            using var queries = TableQueries.Open(name, limits);
            using var rows = queries.Query(parsed.GetRequiredValue(sql));
            return RowOutput.Write(terminal, rows);
        }, cancellation));
        Help.AddExamples(command,
            "policy-ingest query \"SELECT lead, support, sum(tasks) AS tasks FROM v_unit_pair GROUP BY lead, support ORDER BY tasks DESC LIMIT 10\"",
            "policy-ingest query \"SELECT title, due FROM v_task WHERE due < '2024-10-01'\" --db postgresql://reader@db.example/policies",
            "policy-ingest query \"SELECT indicator, op, value, measure, leads FROM v_target WHERE target_year <= 2025\" --db policies.db");
        return command;
    }
}
