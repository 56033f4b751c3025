using System.CommandLine;
using PolicyIngest.Ingest.Store;

namespace PolicyIngest.Cli.Verbs;

/// <summary><c>fingerprint</c>: prints a hash of a database's content.</summary>
internal static class FingerprintVerb
{
    public static Command Create(Terminal terminal)
    {
        var database = CommonOptions.Database();
        var tables = new Option<bool>("--tables") { Description = "Print a hash for each table as well, to see where two databases differ" };
        var verify = new Option<bool>("--verify") { Description = "Check each value against the schema's rules, each page and each row's parent first; exit code 1 where something is wrong" };
        var command = new Command("fingerprint",
            "Prints a hash of all that a database says. Numbers of documents and runs, times and folders are left out, so the same files give the same hash.")
        {
            database, tables, verify,
        };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(verify) && Fingerprint.Faults(parsed.GetRequiredValue(database)) is { IsEmpty: false } faults)
            {
                foreach (string fault in faults) terminal.Say(fault);
                return ExitCode.SomeFailed;
            }
            var fingerprint = Fingerprint.Of(parsed.GetRequiredValue(database));
            using var output = terminal.OutText();
            output.WriteLine(fingerprint.Whole);
            if (!parsed.GetValue(tables)) return ExitCode.Success;
            foreach (var (table, hash) in fingerprint.Tables) output.WriteLine($"{hash}  {table}");
            return ExitCode.Success;
        });
        Help.AddExamples(command, "policy-ingest fingerprint --db policies.db");
        return command;
    }
}
