using System.Text.Json;
using PolicyIngest.Ingest.Text;

namespace PolicyIngest.Ingest.Store.Search;

/// <summary>
/// Keeps the two full-text tables, <c>search_long</c> for words of three characters and more, <c>search_short</c> for one and two, and the sums of units' tasks over all documents. A
/// document has a row for what stands outside its tasks, and behind it one for each task. It is added late, in batches, for an index in the writer's way would cost most of an import's
/// speed; it is taken out together with the document. Both happen in the transaction that says so in <c>search_documents</c>: whatever stops the program, the index is right.
/// </summary>
internal sealed class SearchIndex(StoreWriter writer)
{
    // Documents and tasks in one transaction: some tens of MB of log. FTS5 writes out what it holds in memory at each end of a transaction.
    private const int TextsPerBatch = 20_000;

    // Characters of a batch, which wait in memory: two bytes each.
    private const int CharactersPerBatch = 10_000_000;

    // Bytes that FTS5 gathers in memory before it writes; with its usual 1 MB it merges four times as much.
    private const int GatheredBytes = 48 << 20;

    /// <summary>Asks for the number of documents whose tasks are not in the index.</summary>
    internal const string MissingSql = "SELECT (SELECT count(*) FROM documents) - (SELECT count(*) FROM search_documents)";

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
            foreach (string table in SqliteSchema.SearchTables) Statement($"INSERT INTO {table} ({table}, rank) VALUES ('hashsize', {GatheredBytes})").Run();
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
        var known = Statement("SELECT version, first_row FROM search_documents WHERE document_id = ?").Bind(1, documentId);
        if (!known.Step()) return false;
        var (version, firstRow) = (known.Integer(0), known.Integer(1));
        known.Reset();
        if (version != SearchText.Version)
        {
            Clear();
            return false;
        }
        foreach (var (number, content, title) in Read(documentId).Texts)
        {
            Statement("INSERT INTO search_long (search_long, rowid, content, title) VALUES ('delete', ?, ?, ?)").Bind(1, firstRow + number).Bind(2, content).Bind(3, title).Run();
            Statement("INSERT INTO search_short (search_short, rowid, words) VALUES ('delete', ?, ?)").Bind(1, firstRow + number).Bind(2, _shortWords.Of(title, content)).Run();
        }
        AddToSums(documentId, -1);
        Statement("DELETE FROM search_documents WHERE document_id = ?").Bind(1, documentId).Run();
        return true;
    }

    /// <summary>Puts a document's tasks in, which are not in; part of the caller's transaction.</summary>
    /// <returns>How many there are.</returns>
    public int Add(long documentId)
    {
        var document = Read(documentId);
        Add([document]);
        return document.Texts.Count - 1;
    }

    /// <summary>
    /// One table after the other, the sums last: a statement that adds to what is there makes FTS5 write out what it has gathered, and between the tasks it would do so
    /// for each document. Measured: the index takes half the time and is smaller.
    /// </summary>
    private void Add(List<IndexedDocument> documents)
    {
        long free = (Statement("SELECT last_row FROM search_documents ORDER BY first_row DESC LIMIT 1").Number() ?? 0) + 1;
        var rows = new List<(long FirstRow, IndexedDocument Document)>(documents.Count);
        foreach (var document in documents)
        {
            rows.Add((free, document));
            free += document.LastNumber + 1;
        }
        var toLong = Statement("INSERT INTO search_long (rowid, content, title) VALUES (?, ?, ?)");
        foreach (var (firstRow, document) in rows)
            foreach (var (number, content, title) in document.Texts) toLong.Bind(1, firstRow + number).Bind(2, content).Bind(3, title).Run();
        var toShort = Statement("INSERT INTO search_short (rowid, words) VALUES (?, ?)");
        foreach (var (firstRow, document) in rows)
            foreach (var (number, content, title) in document.Texts) toShort.Bind(1, firstRow + number).Bind(2, _shortWords.Of(title, content)).Run();
        foreach (var (firstRow, document) in rows)
        {
            AddToSums(document.Id, +1);
            Statement("INSERT INTO search_documents (document_id, version, first_row, last_row) VALUES (?, ?, ?, ?)")
                .Bind(1, document.Id).Bind(2, SearchText.Version).Bind(3, firstRow).Bind(4, firstRow + document.LastNumber).Run();
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
        foreach (string table in SqliteSchema.SearchTables) Statement($"INSERT INTO {table} ({table}) VALUES ('delete-all')").Run();
        foreach (string table in new[] { "search_documents", "unit_sums", "unit_pair_sums" }) Statement($"DELETE FROM {table}").Run();
    }

    private int AddBatch(ref long last, CancellationToken cancellation)
    {
        var next = Statement("""
            SELECT document_id FROM documents d WHERE document_id > ? AND NOT EXISTS (SELECT 1 FROM search_documents s WHERE s.document_id = d.document_id)
            ORDER BY document_id LIMIT 1
            """);
        var documents = new List<IndexedDocument>();
        var (texts, characters) = (0, 0L);
        while (texts < TextsPerBatch && characters < CharactersPerBatch && !cancellation.IsCancellationRequested && next.Bind(1, last).Number() is { } documentId)
        {
            last = documentId;
            var document = Read(documentId);
            documents.Add(document);
            texts += document.Texts.Count;
            characters += document.Texts.Sum(text => (long)text.Content.Length);
        }
        Add(documents);
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
    /// What of a document is indexed, folded: its own text, then its tasks, those left out that only restate another. The text is without what these tasks have in the index themselves: words
    /// are kept once, for an index is as large as the texts that it is made of. A place is left out only where its words do stand in the task's title or content, which may be spelled
    /// otherwise.
    /// </summary>
    private IndexedDocument Read(long documentId)
    {
        var texts = new List<IndexedText>();
        char[] text = SearchText.Fold(Statement("SELECT text FROM documents WHERE document_id = ?").Bind(1, documentId).Texts()[0]).ToCharArray();
        var places = new CodePointMap(text);
        var rows = Statement("""
            SELECT t.task_id, t.title, t.content, t.passages_cp, n.heading_start_cp, n.heading_length_cp
            FROM tasks t LEFT JOIN outline_nodes n USING (node_id) WHERE t.task_id BETWEEN ? AND ? AND NOT t.restates ORDER BY t.task_id
            """)
            .Bind(1, RowKey.Of(documentId, 0)).Bind(2, RowKey.Of(documentId + 1, 0) - 1);
        while (rows.Step())
        {
            var task = new IndexedText(rows.Integer(0) - RowKey.Of(documentId, 0), SearchText.Fold(rows.Text(2)!), rows.Text(1) is { } title ? SearchText.Fold(title) : null);
            texts.Add(task);
            if (task.Title is not null && rows.Text(4) is not null) TakeOut(Place((int)rows.Integer(4), (int)rows.Integer(5)), task.Title);
            // A passage holds the heading too, which is blank by now, and the mark behind it.
            foreach (int[] passage in JsonSerializer.Deserialize(rows.Text(3)!, StoredJson.Readable.Int32ArrayArray)!) TakeOut(Place(passage[0], passage[1]), task.Content);
        }
        texts.Insert(0, new IndexedText(0, new string(text), null));
        return new IndexedDocument(documentId, texts);

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

    /// <summary>A document's own text as number 0 and its tasks by their numbers.</summary>
    private sealed record IndexedDocument(long Id, List<IndexedText> Texts)
    {
        public long LastNumber => Texts[^1].Number;
    }

    private readonly record struct IndexedText(long Number, string Content, string? Title);
}
