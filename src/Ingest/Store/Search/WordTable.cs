using PolicyIngest.Ingest.Text;

namespace PolicyIngest.Ingest.Store.Search;

/// <summary>
/// Keeps the words of tasks, <c>words</c> and <c>task_words</c>. Documents are added when somebody asks for words, for cutting them costs much of an
/// import's time; they are taken out with the document. Both happen in the transaction that says so in
/// <c>word_documents</c>: whatever stops the program, the table is right.
/// </summary>
internal sealed class WordTable(StoreWriter writer)
{
    private const int DocumentsPerBatch = 200;

    /// <summary>A document's words and where they stand.</summary>
    private sealed record DocumentWords(long Document, Dictionary<CutWord, List<(long Task, int Occurrences)>> Words);

    /// <summary>Adds the documents that are missing or were cut by another version, in transactions of its own.</summary>
    /// <returns>How many documents were added.</returns>
    public int Update(WordCutter cutter, CancellationToken cancellation)
    {
        InTransaction(() => ForgetOtherVersions(cutter.Version));
        int added = 0;
        while (!cancellation.IsCancellationRequested)
        {
            int batch = InTransaction(() => AddBatch(cutter, cancellation));
            if (batch == 0) break;
            added += batch;
        }
        return added;
    }

    /// <summary>Takes a document's words out, while its tasks are still stored; part of the caller's transaction.</summary>
    public void Remove(long documentId)
    {
        if (Statement("SELECT 1 FROM word_documents WHERE document_id = ?").Bind(1, documentId).Number() is null) return;
        Statement("""
            UPDATE words SET tasks = words.tasks - gone.tasks, occurrences = words.occurrences - gone.occurrences
            FROM (SELECT word_id, count(*) AS tasks, sum(occurrences) AS occurrences FROM task_words WHERE task_id BETWEEN ? AND ? GROUP BY word_id) AS gone
            WHERE gone.word_id = words.word_id
            """).Bind(1, RowKey.Of(documentId, 0)).Bind(2, RowKey.Of(documentId + 1, 0) - 1).Run();
        Statement("DELETE FROM task_words WHERE task_id BETWEEN ? AND ?").Bind(1, RowKey.Of(documentId, 0)).Bind(2, RowKey.Of(documentId + 1, 0) - 1).Run();
        Statement("DELETE FROM word_documents WHERE document_id = ?").Bind(1, documentId).Run();
        // Which task comes from which hangs on the words.
        Statement("DELETE FROM lineage_documents WHERE document_id = ?").Bind(1, documentId).Run();
    }

    private bool ForgetOtherVersions(string version)
    {
        if (Statement("SELECT 1 FROM word_documents WHERE version <> ? LIMIT 1").Bind(1, version).Number() is null) return false;
        foreach (string table in new[] { "word_documents", "task_words", "words" }) Statement($"DELETE FROM {table}").Run();
        return true;
    }

    private int AddBatch(WordCutter cutter, CancellationToken cancellation)
    {
        var documents = new List<long>();
        var missing = Statement("SELECT document_id FROM documents WHERE document_id NOT IN (SELECT document_id FROM word_documents) ORDER BY document_id LIMIT ?")
            .Bind(1, DocumentsPerBatch);
        while (missing.Step()) documents.Add(missing.Integer(0));
        int added = 0;
        // Texts are cut side by side while the words of those before are stored.
        foreach (var document in documents.ConvertAll(Texts).AsParallel().AsOrdered().WithMergeOptions(ParallelMergeOptions.NotBuffered).Select(texts => Cut(texts.Document, texts.Tasks, cutter)))
        {
            if (cancellation.IsCancellationRequested) break;
            Add(document, cutter.Version);
            added++;
        }
        return added;
    }

    private (long Document, List<(long Task, string Text)> Tasks) Texts(long document)
    {
        var texts = new List<(long, string)>();
        var tasks = Statement("SELECT task_id, title, content FROM tasks WHERE task_id BETWEEN ? AND ? AND NOT restates ORDER BY task_id")
            .Bind(1, RowKey.Of(document, 0)).Bind(2, RowKey.Of(document + 1, 0) - 1);
        // Between title and content a word ends.
        while (tasks.Step()) texts.Add((tasks.Integer(0), $"{tasks.Text(1)}\n{tasks.Text(2)}"));
        return (document, texts);
    }

    private static DocumentWords Cut(long document, List<(long Task, string Text)> tasks, WordCutter cutter)
    {
        var words = new Dictionary<CutWord, List<(long Task, int Occurrences)>>();
        foreach (var (task, text) in tasks)
            foreach (var word in cutter.Cut(text).GroupBy(word => word))
            {
                if (!words.TryGetValue(word.Key, out var places)) words.Add(word.Key, places = []);
                places.Add((task, word.Count()));
            }
        return new DocumentWords(document, words);
    }

    private void Add(DocumentWords document, string version)
    {
        foreach (var (word, places) in document.Words)
        {
            long id = Statement("""
                INSERT INTO words (word, field, tasks, occurrences) VALUES (?, ?, ?, ?)
                ON CONFLICT (word) DO UPDATE SET tasks = tasks + excluded.tasks, occurrences = occurrences + excluded.occurrences RETURNING word_id
                """).Bind(1, word.Word).Bind(2, word.Field).Bind(3, places.Count).Bind(4, places.Sum(place => (long)place.Occurrences)).Number()!.Value;
            foreach (var (task, occurrences) in places)
                Statement("INSERT INTO task_words (task_id, word_id, occurrences) VALUES (?, ?, ?)").Bind(1, task).Bind(2, id).Bind(3, occurrences).Run();
        }
        Statement("INSERT INTO word_documents (document_id, version) VALUES (?, ?)").Bind(1, document.Document).Bind(2, version).Run();
    }

    private T InTransaction<T>(Func<T> work) => writer.InTransaction(work);

    private PreparedStatement Statement(string sql) => writer.Statement(sql);
}
