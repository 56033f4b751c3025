using System.Globalization;
using PolicyIngest.Ingest.Lineage;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Store.Search;

/// <summary>Keeps which task comes from which, <c>task_lineage</c>. It is made anew as a whole where a document is new or gone, in one transaction: how rare a word is hangs on all of them.</summary>
internal sealed class LineageTable(StoreWriter writer)
{
    // Goes up by one with each change of what is linked how.
    private const int Rules = 2;

    private const string Tasks = "FROM tasks t JOIN plans p USING (plan_id) WHERE NOT t.restates";

    /// <summary>How many documents are not compared with the others yet, or were so by other rules or words.</summary>
    /// <param name="words">By what words are cut.</param>
    public long Missing(string words) =>
        writer.Statement("SELECT count(*) FROM documents WHERE NOT EXISTS (SELECT 1 FROM lineage_documents l WHERE l.document_id = documents.document_id AND l.version = ?)").Bind(1, Version(words)).Number()!.Value;

    /// <summary>Makes the table anew; the words are up to date.</summary>
    /// <param name="words">By what words were cut.</param>
    /// <param name="cancellation">Stops it; then the table is as it was.</param>
    /// <returns>How many links there are.</returns>
    public int Make(string words, CancellationToken cancellation) =>
        writer.InTransaction(() =>
        {
            writer.Statement("DELETE FROM task_lineage").Run();
            writer.Statement("DELETE FROM lineage_documents").Run();
            int links = Fill(cancellation);
            writer.Statement("INSERT INTO lineage_documents (document_id, version) SELECT document_id, ? FROM documents").Bind(1, Version(words)).Run();
            return links;
        });

    private static string Version(string words) => string.Create(CultureInfo.InvariantCulture, $"{Rules}, {words}");

    private int Fill(CancellationToken cancellation)
    {
        var keys = new long[writer.Statement($"SELECT count(*) {Tasks}").Number()!.Value];
        var corpus = Load(keys);
        var text = writer.Statement("SELECT coalesce(title, '') || content FROM tasks WHERE task_id = ?");
        var insert = writer.Statement("INSERT INTO task_lineage (task_id, source_id, relation, score, shared_words) VALUES (?, ?, ?, ?, ?)");
        var finder = new LineageFinder(corpus, task =>
        {
            text.Bind(1, keys[task]);
            return text.Texts().Single();
        });
        var word = writer.Statement("SELECT word FROM words WHERE word_id = ?");
        int links = 0;
        foreach (var link in finder.Find(cancellation))
        {
            string words = string.Join('、', link.Words.Select(id => word.Bind(1, id).Texts().Single()));
            insert.Bind(1, keys[link.Task]).Bind(2, keys[link.Source]).Bind(3, Export.GoldJson.Name(link.Relation)).Bind(4, link.Score.ToString("0.###", CultureInfo.InvariantCulture)).Bind(5, words).Run();
            links++;
        }
        return links;
    }

    private LineageCorpus Load(long[] keys)
    {
        var plans = new List<LineagePlan>();
        var indexes = new Dictionary<long, int>();
        var planOf = new int[keys.Length];
        using (var row = new RowReader(writer.Connection, $"SELECT t.task_id, t.plan_id, p.level, p.year, p.province, p.city, p.county {Tasks} ORDER BY t.task_id"))
            for (int i = 0; i < keys.Length && row.Read(); i++)
            {
                keys[i] = row.Long();
                long plan = row.Long();
                var known = new LineagePlan(row.OptionalValue<PlaceLevel>(), row.OptionalInt(), row.OptionalText(), row.OptionalText(), row.OptionalText());
                if (!indexes.TryGetValue(plan, out int index))
                {
                    indexes.Add(plan, index = plans.Count);
                    plans.Add(known);
                }
                planOf[i] = index;
            }
        AddCited(plans, indexes);
        return new LineageCorpus([.. plans], planOf,
            Lists(keys, "SELECT x.task_id, x.word_id FROM task_words x ORDER BY x.task_id"),
            // Units and indicators are numbered apart by even and odd numbers.
            Lists(keys, """
                SELECT m.task_id, m.mark FROM (
                    SELECT a.task_id, 2 * (dense_rank() OVER (ORDER BY u.canonical)) AS mark FROM assignments a JOIN units u ON u.name = a.unit WHERE NOT u.is_group
                    UNION SELECT g.task_id, 2 * (dense_rank() OVER (ORDER BY coalesce(g.indicator_norm, g.indicator))) + 1 FROM targets g WHERE g.task_id IS NOT NULL) m
                ORDER BY m.task_id
                """));
    }

    /// <summary>Which plans cite which; a copy of the same plan is none that it follows.</summary>
    private void AddCited(List<LineagePlan> plans, Dictionary<long, int> indexes)
    {
        using var row = new RowReader(writer.Connection, """
            SELECT DISTINCT l.plan_id, l.cited_plan_id FROM v_citation_link l JOIN plans p USING (plan_id) JOIN plans c ON c.plan_id = l.cited_plan_id
            WHERE p.title_key IS NOT c.title_key OR p.title_key IS NULL ORDER BY 1, 2
            """);
        while (row.Read())
        {
            long plan = row.Long(), cited = row.Long();
            if (indexes.TryGetValue(plan, out int one) && indexes.TryGetValue(cited, out int two)) plans[one] = plans[one] with { Cited = plans[one].Cited.Add(two) };
        }
    }

    /// <summary>Numbers of the tasks, out of rows that come in the tasks' order; rows of others are passed over.</summary>
    private NumberLists Lists(long[] keys, string sql)
    {
        int size = (int)writer.Statement($"SELECT count(*) FROM ({sql})").Number()!.Value;
        return NumberLists.Of(keys.Length, size, Pairs());

        IEnumerable<(int, int)> Pairs()
        {
            using var row = new RowReader(writer.Connection, sql);
            int at = 0;
            while (row.Read())
            {
                long task = row.Long();
                while (at < keys.Length && keys[at] < task) at++;
                if (at == keys.Length) yield break;
                if (keys[at] == task) yield return (at, row.Int());
            }
        }
    }
}
