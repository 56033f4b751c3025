using System.CommandLine;
using PolicyIngest.Cli.Importing;
using PolicyIngest.Cli.Searching;
using PolicyIngest.Ingest.Lexicons;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Ingest.Store.Queries;
using PolicyIngest.Ingest.Store.Search;
using PolicyIngest.Ingest.Text;

namespace PolicyIngest.Cli.Verbs;

/// <summary><c>terms</c>: which words tasks are made of, by year, unit and plan.</summary>
internal static class TermsVerb
{
    public static Command Create(Terminal terminal)
    {
        var words = new Argument<string[]>("WORD") { Description = "Words to count; without them, the most frequent ones", Arity = ArgumentArity.ZeroOrMore };
        var database = CommonOptions.Database();
        var by = new Option<string?>("--by") { Description = "Counts each word by year of the plan, by unit or by plan" };
        by.AcceptOnlyFromAmong("year", "unit", "plan");
        var year = CommonOptions.Year();
        var unit = new Option<string?>("--unit") { Description = "Tasks of this unit under any of its names: 生态环境局 finds 市生态环境局", HelpName = "NAME" };
        var termsOnly = new Option<bool>("--lexicon-only") { Description = "Only terms of the word list policy-terms" };
        var limit = CommonOptions.RowLimit();
        var asJson = CommonOptions.JsonRows();
        var lexicons = new LexiconOption();
        var command = new Command("terms",
            "Counts the words of tasks, by year, unit or plan. Terms of policy such as 煤改电 stay whole. Words of new documents are cut first.")
        {
            words, database, by, year, unit, termsOnly, limit, asJson,
        };
        lexicons.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var request = new TermRequest([.. (parsed.GetValue(words) ?? []).Select(WordCutter.Fold).Distinct(StringComparer.Ordinal)], parsed.GetValue(by),
                parsed.GetValue(year), parsed.GetValue(unit), parsed.GetValue(termsOnly), parsed.GetValue(limit));
            return Interruptible.Run(stop => Run(parsed.GetRequiredValue(database), request, lexicons.Read(parsed), parsed.GetValue(asJson), terminal, stop), cancellation);
        });
        Help.AddExamples(command,
            "policy-ingest terms --lexicon-only --db policies.db",
            "policy-ingest terms 煤改电 散煤 --by year --db policies.db",
            "policy-ingest terms 超低排放 --by unit --year 2021 --json --db policies.db");
        return command;
    }

    private static int Run(string database, TermRequest request, LexiconSet lexicons, bool asJson, Terminal terminal, CancellationToken cancellation)
    {
        // Said of a file that is not there, before it would be made.
        TableQueries.Open(database).Dispose();
        BringUpToDate(database, lexicons, terminal, cancellation);
        using var queries = TableQueries.Open(database, QueryLimits.None with { Stop = cancellation });
        foreach (string word in Unknown(queries, request)) terminal.Say($"{word} is no word of the table; policy-ingest search finds it in any place");
        using var rows = queries.Query(request.Sql());
        return RowOutput.Write(terminal, rows, asJson);
    }

    private static IEnumerable<string> Unknown(TableQueries queries, TermRequest request)
    {
        if (request.Words.IsEmpty) return [];
        var known = new HashSet<string>(StringComparer.Ordinal);
        using var rows = queries.Query((request with { By = null, Year = null, Unit = null, TermsOnly = false, Limit = request.Words.Length }).Sql());
        while (rows.Read()) known.Add(rows.Value(0).Text);
        return [.. request.Words.Where(word => !known.Contains(word))];
    }

    /// <summary>Cuts the words of documents that are not in the table yet, or by other words.</summary>
    private static void BringUpToDate(string database, LexiconSet lexicons, Terminal terminal, CancellationToken cancellation)
    {
        try
        {
            using var store = SqliteStore.Open(database);
            int added = store.UpdateWords(new WordCutter(lexicons), cancellation);
            store.Checkpoint();
            cancellation.ThrowIfCancellationRequested();
            if (added > 0) terminal.Say($"words of {added} documents were added to the table first");
        }
        catch (StoreException)
        {
            // The file or its folder can't be written: what is in the table is shown, and said what is not.
            using var queries = TableQueries.Open(database);
            using var row = queries.Query("SELECT (SELECT count(*) FROM documents) - (SELECT count(*) FROM word_documents)");
            if (row.Read() && row.Value(0).Integer is > 0 and var missing)
                terminal.Say($"words of {missing} documents are not in the table, which can't be written; they are not counted");
        }
    }
}
