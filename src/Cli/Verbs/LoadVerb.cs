using System.CommandLine;
using PolicyIngest.Cli.Extracting;
using PolicyIngest.Cli.Importing;
using PolicyIngest.Ingest.Store.Postgres;

namespace PolicyIngest.Cli.Verbs;

/// <summary><c>load</c>: stores records that <c>extract</c> made.</summary>
internal static class LoadVerb
{
    public static Command Create(Terminal terminal)
    {
        var records = new Argument<string[]>("RECORDS") { Description = "Files of records, folders of lakes; - for standard input", Arity = ArgumentArity.OneOrMore };
        var database = CommonOptions.Database();
        var server = new Option<string?>("--to") { Description = "Address of a PostgreSQL database to load into, instead of --db", HelpName = "postgresql://USER@HOST/NAME" };
        server.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !PostgresServer.IsAddress(result.Tokens[0].Value)) result.AddError("--to: an address of PostgreSQL is wanted, such as postgresql://user@host:5432/policies");
        });
        var quiet = new Option<bool>("--quiet") { Description = "No summary, only what went wrong" };
        var command = new Command("load", "Stores records that extract made, on this machine or on others, in a database. A document that is stored already is not stored twice.") { records, database, server, quiet };
        command.SetAction((parsed, cancellation) => Interruptible.Run(
            stop => new RecordLoad(parsed.GetValue(server) ?? parsed.GetRequiredValue(database), parsed.GetValue(quiet), terminal).Execute(parsed.GetRequiredValue(records), stop), cancellation));
        Help.AddExamples(command,
            "policy-ingest load shard-*.jsonl --db policies.db",
            "policy-ingest load lake/ --db policies.db",
            "policy-ingest load shard-*.jsonl --to postgresql://reader@db.example/policies",
            "gunzip -c plans.jsonl.gz | policy-ingest load - --db policies.db");
        return command;
    }
}
