using System.CommandLine;
using PolicyIngest.Cli.Extracting;
using PolicyIngest.Cli.Importing;

namespace PolicyIngest.Cli.Verbs;

/// <summary><c>load</c>: stores records that <c>extract</c> made.</summary>
internal static class LoadVerb
{
    public static Command Create(Terminal terminal)
    {
        var records = new Argument<string[]>("RECORDS") { Description = "Files of records; - for standard input", Arity = ArgumentArity.OneOrMore };
        var database = CommonOptions.Database();
        var quiet = new Option<bool>("--quiet") { Description = "No summary, only what went wrong" };
        var command = new Command("load", "Stores records that extract made, on this machine or on others, in a database. A document that is stored already is not stored twice.") { records, database, quiet };
        command.SetAction((parsed, cancellation) => Interruptible.Run(
            stop => new RecordLoad(parsed.GetRequiredValue(database), parsed.GetValue(quiet), terminal).Execute(parsed.GetRequiredValue(records), stop), cancellation));
        Help.AddExamples(command,
            "policy-ingest load shard-*.jsonl --db policies.db",
            "gunzip -c plans.jsonl.gz | policy-ingest load - --db policies.db");
        return command;
    }
}
