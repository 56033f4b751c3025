using System.Collections.Immutable;
using System.CommandLine;
using PolicyIngest.Cli.Correcting;
using PolicyIngest.Ingest.Corrections;
using PolicyIngest.Ingest.Export;
using PolicyIngest.Ingest.Store.Correcting;
using PolicyIngest.Ingest.Store.Postgres;
using PolicyIngest.Model;

namespace PolicyIngest.Cli.Verbs;

/// <summary><c>corrections</c>: what people put right, to be listed, carried from one database to another, and taken back.</summary>
internal static class CorrectionsVerb
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("corrections", "Lists what people put right in a database, carries it to a file and back, and takes it back.")
        {
            List(terminal), Export(terminal), Import(terminal), Undo(terminal),
        };
        Help.AddExamples(command,
            "policy-ingest corrections list --db policies.db",
            "policy-ingest corrections export --db policies.db --output corrections.jsonl",
            "policy-ingest corrections import edited.xlsx --db policies.db --dry-run");
        return command;
    }

    /// <summary>Stores corrections of files and says what came of them.</summary>
    public static int Import(string database, IReadOnlyList<Correction> corrections, Terminal terminal)
    {
        using var store = StoredDocuments.OpenOrMake(database);
        var counts = store.Import(corrections);
        terminal.Say($"corrections: {counts.Added} new, {counts.Known} known before, {counts.Waiting} wait for their documents, {counts.Lost} have lost their place");
        if (counts.Lost > 0) terminal.Say($"'policy-ingest corrections list --db {PostgresServer.NameOf(database)} --state lost' says which and why");
        return counts.Lost == 0 ? ExitCode.Success : ExitCode.SomeFailed;
    }

    private static Command List(Terminal terminal)
    {
        var database = CommonOptions.DatabaseOrServer();
        var document = new Option<string?>("--document") { Description = "Only of this document: its path, its file's name or its number", HelpName = "DOCUMENT" };
        var state = new Option<string?>("--state") { Description = "Only those that are applied, lost, undone or waiting (for their document)", HelpName = "STATE" };
        state.AcceptOnlyFromAmong([.. Enum.GetValues<CorrectionState>().Select(GoldJson.Name)]);
        var command = new Command("list", "Lists corrections, a line each: id, document, who, what, and how it fares.") { database, document, state };
        command.SetAction(parsed =>
        {
            string file = parsed.GetRequiredValue(database);
            using var store = StoredDocuments.Open(file);
            long? id = parsed.GetValue(document) is { } named ? StoredDocuments.Find(store, PostgresServer.NameOf(file), named).Id : null;
            using var output = terminal.OutText();
            foreach (var stored in id is { } one ? store.List(one) : store.List())
                if (parsed.GetValue(state) is not { } wanted || GoldJson.Name(stored.State) == wanted) output.WriteLine(CorrectionLine.Of(stored));
            return ExitCode.Success;
        });
        Help.AddExamples(command, "policy-ingest corrections list --db policies.db --state lost");
        return command;
    }

    private static Command Export(Terminal terminal)
    {
        var database = CommonOptions.DatabaseOrServer();
        var output = new Option<string?>("--output", "-o") { Description = "File to write; standard output without it, or with -", HelpName = "FILE" };
        var all = new Option<bool>("--all") { Description = "Those that were undone too" };
        var command = new Command("export", "Writes corrections as a file for other databases and for version control: a JSON object a line, always in the same order.") { database, output, all };
        command.SetAction(parsed =>
        {
            using var store = StoredDocuments.Open(parsed.GetRequiredValue(database));
            var corrections = store.List().Where(stored => parsed.GetValue(all) || stored.State != CorrectionState.Undone).Select(stored => stored.Correction);
            byte[] file = CorrectionsFile.Write(corrections);
            OutputFile.Write(parsed.GetValue(output), terminal, stream => stream.Write(file));
            return ExitCode.Success;
        });
        Help.AddExamples(command, "policy-ingest corrections export --db policies.db --output corrections.jsonl");
        return command;
    }

    private static Command Import(Terminal terminal)
    {
        var files = new Argument<string[]>("FILE") { Description = "Files of corrections (.jsonl), folders of them, or workbooks that were written by 'export --to-correct' (.xlsx)", Arity = ArgumentArity.OneOrMore };
        var database = CommonOptions.DatabaseOrServer();
        var dryRun = new Option<bool>("--dry-run") { Description = "Show what would be changed, and change nothing" };
        var removed = new Option<bool>("--drop-removed") { Description = "Drop facts whose rows were deleted in the workbook" };
        var (who, why) = (CorrectVerb.Who(), CorrectVerb.Why());
        var command = new Command("import", "Applies corrections of files, or those that were made in a workbook.") { files, database, dryRun, removed, who, why };
        command.SetAction(parsed =>
        {
            string file = parsed.GetRequiredValue(database);
            int worst = ExitCode.Success;
            foreach (string path in parsed.GetRequiredValue(files))
            {
                int code;
                if (path.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase))
                {
                    if (PostgresServer.IsAddress(file)) throw new UsageException($"{path}: a workbook goes with a database file, whose keys it has; import it there, and then what 'corrections export' makes of it here");
                    var reader = new CorrectionWorkbookImport(file, path, parsed.GetValue(dryRun), terminal);
                    code = reader.Run(CorrectVerb.NameOf(parsed.GetValue(who)), parsed.GetValue(why) ?? "", parsed.GetValue(removed));
                }
                else code = parsed.GetValue(dryRun) ? Show(CorrectionFiles.Read(path), terminal) : Import(file, CorrectionFiles.Read(path), terminal);
                worst = Math.Max(worst, code);
            }
            return worst;
        });
        Help.AddExamples(command, "policy-ingest corrections import corrections.jsonl --db policies.db", "policy-ingest corrections import edited.xlsx --db policies.db --dry-run");
        return command;
    }

    private static Command Undo(Terminal terminal)
    {
        var ids = new Argument<string[]>("ID") { Description = "Ids of corrections, as 'corrections list' shows them", Arity = ArgumentArity.OneOrMore };
        var database = CommonOptions.DatabaseOrServer();
        var redo = new Option<bool>("--redo") { Description = "Bring them back instead" };
        var command = new Command("undo", "Takes corrections back: what the rules said stands again. They stay in the list as undone.") { ids, database, redo };
        command.SetAction(parsed =>
        {
            using var store = StoredDocuments.Open(parsed.GetRequiredValue(database));
            int failed = 0;
            foreach (string id in parsed.GetRequiredValue(ids))
            {
                var result = parsed.GetValue(redo) ? store.Redo(id) : store.Undo(id);
                if (result.Status == CorrectionStatus.Stored) continue;
                failed++;
                terminal.Say(result.Status == CorrectionStatus.NotFound ? $"{id}: there is no such correction; 'corrections list' shows their ids" : CorrectVerb.Refusal(result, id));
            }
            return failed == 0 ? ExitCode.Success : ExitCode.SomeFailed;
        });
        Help.AddExamples(command, "policy-ingest corrections undo 20310203T040506.789Z-5f3a9c01 --db policies.db");
        return command;
    }

    private static int Show(ImmutableArray<Correction> corrections, Terminal terminal)
    {
        using var output = terminal.OutText();
        foreach (var correction in corrections) output.WriteLine($"{correction.DocumentName}: {CorrectionLine.Of(correction)}");
        return ExitCode.Success;
    }
}
