using System.Collections.Immutable;
using Microsoft.Data.Sqlite;

namespace PolicyIngest.Ingest.Store.Search;

/// <summary>What of a document is searched.</summary>
[Flags]
public enum SearchedParts
{
    /// <summary>Titles and contents of tasks.</summary>
    Tasks = 1,
    /// <summary>Paragraphs, headings among them, and cells of tables, whatever they are for on the page.</summary>
    Text = 2,
    /// <summary>Targets: what is measured, and the words that say so.</summary>
    Targets = 4,
    /// <summary>All of these.</summary>
    All = Tasks | Text | Targets,
}

/// <summary>A passage that was found.</summary>
/// <param name="Kind">paragraph, cell, target or task.</param>
/// <param name="Key">Its key: of a paragraph, a cell's table, a target or a task.</param>
/// <param name="DocumentId">Its document.</param>
/// <param name="Document">Path of that document's file.</param>
/// <param name="Plan">Title of the document's first plan, or null.</param>
/// <param name="Label">Labels of the task or section (一/(二)), or row and column of a cell; or null.</param>
/// <param name="Source">Page, line and sheet as far as the format has them.</param>
/// <param name="Text">The passage.</param>
/// <param name="Hits">Where the words stand in it.</param>
/// <param name="StartCp">Its place in the document's text, code points.</param>
/// <param name="LengthCp">Its length, code points.</param>
/// <param name="Score">By what it is ranked; higher is better.</param>
public sealed record FoundPassage(
    string Kind, long Key, long DocumentId, string Document, string? Plan, string? Label, (int? Page, int? Line, string? Sheet) Source,
    string Text, ImmutableArray<SearchHit> Hits, int StartCp, int LengthCp, double Score);

/// <summary>What a search over passages gives.</summary>
/// <param name="Passages">The best, the best first.</param>
/// <param name="Matches">How many match; where <paramref name="IsCapped"/>, as many as were ranked.</param>
/// <param name="IsCapped">Whether more match than were ranked.</param>
/// <param name="NotIndexed">Documents that are not in the index, so that nothing of them is found.</param>
public sealed record TextSearchResult(ImmutableArray<FoundPassage> Passages, int Matches, bool IsCapped, long NotIndexed);

/// <summary>
/// Full-text search over all that stands in documents: the index says which documents hold all words, their passages are read. All words must stand in one passage.
/// </summary>
internal sealed class TextSearch(SqliteConnection connection)
{
    // Documents that hold all words, yet not in one passage, are read in vain.
    private const int MostDocuments = 2_000;

    private static readonly (SearchedParts Part, string Sql, string Text)[] Sources =
    [
        (SearchedParts.Tasks, "SELECT 'task' AS kind, task_id AS key, {0} AS text, start_cp, length_cp, path AS label, NULL AS page, NULL AS line, NULL AS sheet FROM tasks WHERE task_id BETWEEN ?1 AND ?2 AND NOT restates",
            "coalesce(title || ' ', '') || content"),
        (SearchedParts.Targets, "SELECT 'target', target_id, {0}, start_cp, length_cp, path, NULL, NULL, NULL FROM targets WHERE target_id BETWEEN ?1 AND ?2", "indicator || ' ' || raw"),
        (SearchedParts.Text, "SELECT 'paragraph', paragraph_id, {0}, start_cp, length_cp, NULL, page, line, sheet FROM paragraphs WHERE paragraph_id BETWEEN ?1 AND ?2", "text"),
        (SearchedParts.Text, """
            SELECT 'cell', c.table_id, {0}, c.start_cp, c.length_cp, c.row_no || '/' || c.column_no, coalesce(c.page, b.page), b.line, b.sheet
            FROM table_cells c JOIN tables b USING (table_id) WHERE c.table_id BETWEEN ?1 AND ?2
            """, "c.text"),
    ];

    /// <summary>Searches.</summary>
    /// <param name="request">The words, issuer, year and limit; other filters are about tasks.</param>
    /// <param name="parts">What is searched.</param>
    public TextSearchResult Run(SearchRequest request, SearchedParts parts)
    {
        using var transaction = connection.BeginTransaction(deferred: true);
        var found = new List<FoundPassage>();
        var documents = Documents(request);
        using var rows = new PreparedStatement(connection, Passages(request.Words, parts));
        bool isCapped = false;
        for (int i = 0; i < documents.Count && !isCapped; i++)
        {
            isCapped = i == MostDocuments;
            if (!isCapped) Read(rows, documents[i], request.Words, found);
            isCapped |= found.Count > TaskSearch.MaxRanked;
        }
        if (found.Count > TaskSearch.MaxRanked) found.RemoveRange(TaskSearch.MaxRanked, found.Count - TaskSearch.MaxRanked);
        var best = found.OrderByDescending(passage => passage.Score).ThenBy(passage => passage.DocumentId).ThenBy(passage => passage.StartCp).ThenBy(passage => passage.Key).Take(request.Limit);
        using var missing = new PreparedStatement(connection, SearchIndex.MissingSql);
        return new TextSearchResult([.. best.Select(Named)], found.Count, isCapped, missing.Number()!.Value);
    }

    /// <summary>
    /// Documents that hold all words, in their order. The index has tasks apart from the rest of their documents: each word is asked for by itself, in its parts between marks, for a
    /// passage may run from a heading into a task or from there into the clause on its units.
    /// </summary>
    private List<long> Documents(SearchRequest request)
    {
        var matches = request.Words.SelectMany(Parts).Distinct(StringComparer.Ordinal).ToList();
        var terms = matches.Select((_, i) => $"document_id IN (SELECT document_id FROM v_search_text WHERE word MATCH ?{i + 3})").ToList();
        if (request.Year is not null) terms.Add("document_id IN (SELECT document_id FROM plans WHERE year = ?1)");
        if (request.Issuer is not null) terms.Add("document_id IN (SELECT document_id FROM plans WHERE instr(issuer, ?2) > 0)");
        string where = terms.Count == 0 ? "" : " WHERE " + string.Join(" AND ", terms);
        using var rows = new PreparedStatement(connection, $"SELECT document_id, ?1, ?2 FROM documents{where} ORDER BY document_id");
        rows.Bind(1, request.Year).Bind(2, request.Issuer);
        for (int i = 0; i < matches.Count; i++) rows.Bind(i + 3, TaskSearch.Match([matches[i]]));
        var documents = new List<long>();
        while (rows.Step()) documents.Add(rows.Integer(0));
        return documents;
    }

    /// <summary>The parts of a word between marks; of one without letters and digits the word itself, if the index can hold it.</summary>
    private static IEnumerable<string> Parts(string word)
    {
        var parts = SearchText.PartsOf(word);
        return parts.Count > 0 ? parts : SearchText.LengthOf(word) > 2 ? [word] : [];
    }

    /// <summary>The passages of a document; words that folding leaves as they are, as it does Chinese ones, are looked for by SQLite already.</summary>
    private static string Passages(ImmutableArray<string> words, SearchedParts parts)
    {
        var plain = words.Where(word => word.All(c => c is >= '\u4E00' and <= '\u9FFF')).ToList();
        return string.Join(" UNION ALL ", Sources.Where(source => parts.HasFlag(source.Part)).Select(source =>
            source.Sql.Replace("{0}", source.Text, StringComparison.Ordinal) + string.Concat(plain.Select(word => $" AND instr({source.Text}, '{word}') > 0"))));
    }

    private static void Read(PreparedStatement rows, long documentId, ImmutableArray<string> words, List<FoundPassage> found)
    {
        rows.Bind(1, RowKey.Of(documentId, 0)).Bind(2, RowKey.Of(documentId + 1, 0) - 1);
        while (rows.Step())
        {
            string text = rows.Text(2)!, folded = SearchText.Fold(text);
            if (TaskSearch.Score("", folded, words) is not { } score) continue;
            found.Add(new FoundPassage(rows.Text(0)!, rows.Integer(1), documentId, "", null, rows.Text(5), (Number(rows, 6), Number(rows, 7), rows.Text(8)),
                text, TaskSearch.HitsIn(text, words), (int)rows.Integer(3), (int)rows.Integer(4), score));
        }
    }

    private FoundPassage Named(FoundPassage passage)
    {
        using var row = new PreparedStatement(connection, "SELECT (SELECT min(path) FROM files WHERE document_id = ?1), (SELECT title FROM plans WHERE document_id = ?1 ORDER BY plan_no LIMIT 1)");
        row.Bind(1, passage.DocumentId).Step();
        return passage with { Document = row.Text(0) ?? "", Plan = row.Text(1) };
    }

    private static int? Number(PreparedStatement rows, int column) => rows.Text(column) is { } digits ? int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture) : null;
}
