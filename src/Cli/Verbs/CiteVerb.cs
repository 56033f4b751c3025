using System.CommandLine;
using PolicyIngest.Ingest.Export.References;
using PolicyIngest.Ingest.Store.Queries;

namespace PolicyIngest.Cli.Verbs;

/// <summary><c>cite</c>: references to documents and facts, for papers.</summary>
internal static class CiteVerb
{
    public static Command Create(Terminal terminal)
    {
        var ids = new Argument<string[]>("ID")
        {
            Description = "Keys: 12 a document, p12000001 a plan, 12000003 or t12000003 a task, a… an assignment, d… a deadline, g… a target; the letters are those of the report's addresses",
            Arity = ArgumentArity.OneOrMore,
        };
        var database = CommonOptions.Database();
        var format = new Option<string>("--format") { Description = "gbt7714 (GB/T 7714, a line each) or biblatex (entries for a .bib file)", DefaultValueFactory = _ => "gbt7714" };
        format.AcceptOnlyFromAmong("gbt7714", "biblatex");
        var command = new Command("cite", "Prints references to documents and facts: issuer, title, document number, date, and for a fact its page or paragraph and the number of its task.")
        {
            ids, database, format,
        };
        command.SetAction(parsed =>
        {
            var references = References.Of(parsed.GetRequiredValue(database), parsed.GetRequiredValue(ids));
            using var output = terminal.OutText();
            foreach (var reference in references)
                output.Write((parsed.GetRequiredValue(format) == "biblatex" ? ReferenceText.BibLatex(reference) : ReferenceText.Gbt7714(reference)) + "\n");
            return ExitCode.Success;
        });
        Help.AddExamples(command,
            "policy-ingest cite 1 --db policies.db",
            "policy-ingest cite 1 t1000001 --format biblatex --db policies.db >> sources.bib");
        return command;
    }
}
