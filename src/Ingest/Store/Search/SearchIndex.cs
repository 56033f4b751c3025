using System.Text.Json;
using PolicyIngest.Ingest.Text;

namespace PolicyIngest.Ingest.Store.Search;

/// <summary>
/// Keeps the two full-text tables of tasks, <c>search_long</c> for words of three characters and more, <c>search_short</c> for one and two, the same two of what else stands in
/// documents, and the sums of units' tasks over all documents. A document is added late, in batches, for an index in the writer's way would cost most of an import's speed; it is taken out together
/// with the document. Both happen in the transaction that says so in <c>search_documents</c>: whatever stops the program, the index is right.
/// </summary>
internal sealed class SearchIndex(StoreWriter writer)
{
    // Tasks in one transaction: some tens of MB of log. FTS5 writes out what it holds in memory at each end of a transaction.
    private const int TasksPerBatch = 20_000;

    // Characters of a batch's tasks, which wait in memory: two bytes each.
    private const int CharactersPerBatch = 10_000_000;

    // Bytes that FTS5 gathers in memory before it writes; with its usual 1 MB it merges four times as much.
    private const int GatheredBytes = 48 << 20;

    /// <summary>Asks for the number of documents whose tasks are not in the index.</summary>
    internal const string MissingSql = "SELECT (SELECT count(*) FROM documents) - (SELECT count(*) FROM search_documents)";

    private static readonly string[] Tables = ["search_long", "search_short", "search_text_long", "search_text_short"];

    private readonly ShortWords _shortWords = new();

    /// <summary>Number of documents whose tasks are not in the index.</summary>
    public long Missing() => Statement(MissingSql).Number()!.Value;

    /// <summary>Adds the documents that are missing, in transactions of its own.</summary>
    /// <param name="cancellation">Stops between two documents; what is added stays.</param>
    /// <returns>How many documents were added.</returns>
    public int Update(CancellationToken cancellation)
    {
        ForgetOtherVersions();
        if (Missing() == 0) return 0;
        InTransaction(() =>
        {
            foreach (string table in Tables) Statement($"INSERT INTO {table} ({table}, rank) VALUES ('hashsize', {GatheredBytes})").Run();
            return true;
        });
        int added = 0;
        long last = 0;
        while (!cancellation.IsCancellationRequested)
        {
            int batch = InTransaction(() => AddBatch(ref last, cancellation));
            if (batch == 0) break;
            added += batch;
        }
        return added;
    }

    /// <summary>Takes a document's tasks out, while they are still stored; part of the caller's transaction.</summary>
    /// <returns>Whether they were in.</returns>
    public bool Remove(long documentId)
    {
        long? version = Statement("SELECT version FROM search_documents WHERE document_id = ?").Bind(1, documentId).Number();
        if (version is null) return false;
        if (version != SearchText.Version)
        {
            Clear();
            return false;
        }
        var (tasks, text) = Read(documentId);
        foreach (var task in tasks)
        {
            Statement("INSERT INTO search_long (search_long, rowid, content, title) VALUES ('delete', ?, ?, ?)")
                .Bind(1, task.Id).Bind(2, task.Content).Bind(3, task.Title).Run();
            Statement("INSERT INTO search_short (search_short, rowid, words) VALUES ('delete', ?, ?)").Bind(1, task.Id).Bind(2, _shortWords.Of(task.Title, task.Content)).Run();
        }
        Statement("INSERT INTO search_text_long (search_text_long, rowid, text) VALUES ('delete', ?, ?)").Bind(1, documentId).Bind(2, text).Run();
        Statement("INSERT INTO search_text_short (search_text_short, rowid, words) VALUES ('delete', ?, ?)").Bind(1, documentId).Bind(2, _shortWords.Of(text)).Run();
        AddToSums(documentId, -1);
        Statement("DELETE FROM search_documents WHERE document_id = ?").Bind(1, documentId).Run();
        return true;
    }

    /// <summary>Puts a document's tasks in, which are not in; part of the caller's transaction.</summary>
    /// <returns>How many there are.</returns>
    public int Add(long documentId)
    {
        var (tasks, text) = Read(documentId);
        Add([(documentId, text)], tasks);
        return tasks.Count;
    }

    /// <summary>
    /// One table after the other, the sums last: a statement that adds to what is there makes FTS5 write out what it has gathered, and between the tasks it would do so
    /// for each document. Measured: the index takes half the time and is smaller.
    /// </summary>
    private void Add(List<(long Id, string Text)> documents, List<SearchedTask> tasks)
    {
        var toLong = Statement("INSERT INTO search_long (rowid, content, title) VALUES (?, ?, ?)");
        foreach (var task in tasks) toLong.Bind(1, task.Id).Bind(2, task.Content).Bind(3, task.Title).Run();
        var toShort = Statement("INSERT INTO search_short (rowid, words) VALUES (?, ?)");
        foreach (var task in tasks) toShort.Bind(1, task.Id).Bind(2, _shortWords.Of(task.Title, task.Content)).Run();
        var toTextLong = Statement("INSERT INTO search_text_long (rowid, text) VALUES (?, ?)");
        foreach (var (document, text) in documents) toTextLong.Bind(1, document).Bind(2, text).Run();
        var toTextShort = Statement("INSERT INTO search_text_short (rowid, words) VALUES (?, ?)");
        foreach (var (document, text) in documents) toTextShort.Bind(1, document).Bind(2, _shortWords.Of(text)).Run();
        foreach (var (document, _) in documents)
        {
            AddToSums(document, +1);
            Statement("INSERT INTO search_documents (document_id, version) VALUES (?, ?)").Bind(1, document).Bind(2, SearchText.Version).Run();
        }
    }

    /// <summary>Takes a document out of the sums alone, where its tasks will read as before; part of the caller's transaction.</summary>
    /// <returns>Whether it was in.</returns>
    public bool RemoveSums(long documentId)
    {
        if (Statement("SELECT 1 FROM search_documents WHERE document_id = ?").Bind(1, documentId).Number() is null) return false;
        AddToSums(documentId, -1);
        return true;
    }

    /// <summary>Puts a document that was taken out of the sums alone into them again; part of the caller's transaction.</summary>
    public void AddSums(long documentId) => AddToSums(documentId, +1);

    private void ForgetOtherVersions() =>
        InTransaction(() =>
        {
            if (Statement("SELECT 1 FROM search_documents WHERE version <> ? LIMIT 1").Bind(1, SearchText.Version).Number() is not null) Clear();
            return true;
        });

    private void Clear()
    {
        foreach (string table in Tables) Statement($"INSERT INTO {table} ({table}) VALUES ('delete-all')").Run();
        foreach (string table in new[] { "search_documents", "unit_sums", "unit_pair_sums" }) Statement($"DELETE FROM {table}").Run();
    }

    private int AddBatch(ref long last, CancellationToken cancellation)
    {
        var next = Statement("""
            SELECT document_id FROM documents d WHERE document_id > ? AND NOT EXISTS (SELECT 1 FROM search_documents s WHERE s.document_id = d.document_id)
            ORDER BY document_id LIMIT 1
            """);
        var documents = new List<(long Id, string Text)>();
        var tasks = new List<SearchedTask>();
        long characters = 0;
        while (tasks.Count < TasksPerBatch && characters < CharactersPerBatch && !cancellation.IsCancellationRequested && next.Bind(1, last).Number() is { } documentId)
        {
            last = documentId;
            var (own, text) = Read(documentId);
            documents.Add((documentId, text));
            tasks.AddRange(own);
            characters += text.Length + own.Sum(task => (long)task.Content.Length);
        }
        Add(documents, tasks);
        return documents.Count;
    }

    /// <summary>Adds a document's counts of units and pairs to the sums over all documents, or, with sign -1, takes them away.</summary>
    private void AddToSums(long documentId, int sign)
    {
        foreach (var (sums, counts, one, two) in new[] { ("unit_sums", "plan_units", "unit", "role"), ("unit_pair_sums", "plan_unit_pairs", "lead", "support") })
        {
            Statement($"""
                INSERT INTO {sums} ({one}, {two}, year, tasks, plans)
                SELECT {one}, {two}, year, ?1 * sum(tasks), ?1 * count(*) FROM {counts} WHERE plan_id BETWEEN ?2 AND ?3 GROUP BY {one}, {two}, year
                ON CONFLICT ({one}, {two}, coalesce(year, 0)) DO UPDATE SET tasks = tasks + excluded.tasks, plans = plans + excluded.plans
                """)
                .Bind(1, sign).Bind(2, RowKey.Of(documentId, 0)).Bind(3, RowKey.Of(documentId + 1, 0) - 1).Run();
        }
    }

    /// <summary>
    /// A document's tasks with their folded texts, those left out that only restate another, and its own text, folded, without what these tasks have in the index themselves: words
    /// are kept once, for an index is as large as the texts that it is made of. A place is left out only where its words do stand in the task's title or content, which may be spelled
    /// otherwise.
    /// </summary>
    private (List<SearchedTask> Tasks, string Text) Read(long documentId)
    {
        var tasks = new List<SearchedTask>();
        char[] text = SearchText.Fold(Statement("SELECT text FROM documents WHERE document_id = ?").Bind(1, documentId).Texts()[0]).ToCharArray();
        var places = new CodePointMap(text);
        var rows = Statement("""
            SELECT t.task_id, t.title, t.content, t.passages_cp, n.heading_start_cp, n.heading_length_cp
            FROM tasks t LEFT JOIN outline_nodes n USING (node_id) WHERE t.task_id BETWEEN ? AND ? AND NOT t.restates
            """)
            .Bind(1, RowKey.Of(documentId, 0)).Bind(2, RowKey.Of(documentId + 1, 0) - 1);
        while (rows.Step())
        {
            var task = new SearchedTask(rows.Integer(0), rows.Text(1) is { } title ? SearchText.Fold(title) : null, SearchText.Fold(rows.Text(2)!));
            tasks.Add(task);
            if (task.Title is not null && rows.Text(4) is not null) TakeOut(Place((int)rows.Integer(4), (int)rows.Integer(5)), task.Title);
            // A passage holds the heading too, which is blank by now, and the mark behind it.
            foreach (int[] passage in JsonSerializer.Deserialize(rows.Text(3)!, StoredJson.Readable.Int32ArrayArray)!) TakeOut(Place(passage[0], passage[1]), task.Content);
        }
        return (tasks, new string(text));

        Span<char> Place(int start, int length)
        {
            var span = places.ToUtf16(start, length);
            return text.AsSpan(span.Start, span.Length);
        }

        static void TakeOut(Span<char> place, string indexed)
        {
            foreach (var range in place.Split(' '))
            {
                var words = place[range];
                while (!words.IsEmpty && char.IsPunctuation(words[0])) words = words[1..];
                if (indexed.AsSpan().IndexOf(words, StringComparison.Ordinal) >= 0) words.Fill(' ');
            }
        }
    }

    private T InTransaction<T>(Func<T> work) => writer.InTransaction(work);

    private PreparedStatement Statement(string sql) => writer.Statement(sql);

    private readonly record struct SearchedTask(long Id, string? Title, string Content);
}
