using System.CommandLine;
using System.Globalization;
using PolicyIngest.Cli.Importing;
using PolicyIngest.Cli.Searching;
using PolicyIngest.Ingest.Lexicons;
using PolicyIngest.Ingest.Lineage;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Ingest.Store.Queries;
using PolicyIngest.Ingest.Text;

namespace PolicyIngest.Cli.Verbs;

/// <summary><c>lineage</c>: which task comes from which.</summary>
internal static class LineageVerb
{
    public static Command Create(Terminal terminal)
    {
        var task = new Argument<long?>("TASK") { Description = "Key of a task; without it, all links are shown, the surest first", Arity = ArgumentArity.ZeroOrOne };
        var database = CommonOptions.Database();
        var score = new Option<double>("--min-score") { Description = "Only links of this score or more; from 0.5 on they are right nine times out of ten, below 0.3 there are none", DefaultValueFactory = _ => LineageFinder.UsualScore };
        var limit = CommonOptions.RowLimit();
        var asJson = CommonOptions.JsonRows();
        var lexicons = new LexiconOption();
        var command = new Command("lineage",
            "Shows which tasks of organs above, of earlier years or of cited plans a task comes from, and which tasks come from it. Links are found by rare words, wording, units and indicators; new documents are compared first.")
        {
            task, database, score, limit, asJson,
        };
        lexicons.AddTo(command);
        command.SetAction((parsed, cancellation) => Interruptible.Run(stop =>
        {
            string path = parsed.GetRequiredValue(database);
            // Said of a file that is not there, before it would be made.
            TableQueries.Open(path).Dispose();
            BringUpToDate(path, lexicons.Read(parsed), terminal, stop);
            return Write(path, Sql(parsed.GetValue(task), parsed.GetValue(score), parsed.GetValue(limit)), parsed.GetValue(asJson), terminal, stop);
        }, cancellation));
        Help.AddExamples(command,
            "policy-ingest lineage 12000003 --db policies.db",
            "policy-ingest lineage --min-score 0.6 --json --db policies.db");
        return command;
    }

    private static string Sql(long? task, double score, int limit)
    {
        string least = score.ToString("R", CultureInfo.InvariantCulture), most = limit.ToString(CultureInfo.InvariantCulture);
        if (task is not { } number)
            return $"SELECT task_id, title, level, year, relation, score, source_id, source_title, source_level, source_year, shared_words FROM v_task_lineage WHERE score >= {least} ORDER BY score DESC, task_id, source_id LIMIT {most}";
        string key = number.ToString(CultureInfo.InvariantCulture);
        return $"""
            SELECT 'from' AS direction, relation, score, source_id AS other, source_title AS title, source_plan AS plan, source_level AS level, source_year AS year, shared_words
                FROM v_task_lineage WHERE task_id = {key} AND score >= {least}
            UNION ALL SELECT 'into', relation, score, task_id, title, plan, level, year, shared_words FROM v_task_lineage WHERE source_id = {key} AND score >= {least}
            ORDER BY 1, 3 DESC, 4 LIMIT {most}
            """;
    }

    private static int Write(string database, string sql, bool asJson, Terminal terminal, CancellationToken stop)
    {
        using var queries = TableQueries.Open(database, QueryLimits.None with { Stop = stop });
        using var rows = queries.Query(sql);
        return RowOutput.Write(terminal, rows, asJson);
    }

    private static void BringUpToDate(string database, LexiconSet lexicons, Terminal terminal, CancellationToken stop)
    {
        try
        {
            using var store = SqliteStore.Open(database);
            var cutter = new WordCutter(lexicons);
            if (store.MissingFromLineage(cutter.Version) is not (> 0 and var missing)) return;
            terminal.Say($"{missing} documents are new or changed: which task comes from which is found anew first");
            store.UpdateWords(cutter, stop);
            stop.ThrowIfCancellationRequested();
            store.MakeLineage(cutter.Version, stop);
            store.Checkpoint();
        }
        catch (StoreException)
        {
            // The file or its folder can't be written.
            terminal.Say("the database can't be written; links are shown as they were found last");
        }
    }
}
