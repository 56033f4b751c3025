using System.CommandLine;
using PolicyIngest.Cli.Files;
using PolicyIngest.Cli.Importing;

namespace PolicyIngest.Cli.Verbs;

/// <summary><c>import</c>: reads files and folders into a database.</summary>
internal static class ImportVerb
{
    public static Command Create(Terminal terminal)
    {
        var paths = new Argument<string[]>("PATH") { Description = "Files, and folders with all that is below them", Arity = ArgumentArity.OneOrMore };
        var database = CommonOptions.Database();
        var command = new Command("import", "Reads files and folders into a database. What is stored already is left as it is.") { paths, database };
        command.SetAction(parsed => ImportRun.Execute(FileScanner.Find(parsed.GetRequiredValue(paths)), parsed.GetRequiredValue(database), terminal));
        Help.AddExamples(command,
            "policy-ingest import samples --db policies.db",
            "policy-ingest import plan.docx annex.xlsx --db policies.db");
        return command;
    }
}
