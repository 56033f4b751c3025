using System.Collections.Immutable;

namespace PolicyIngest.Ingest.Store.Search;

/// <summary>Gathers passages that hold the words, weighs them and gives the best; the same whatever database they come from.</summary>
/// <param name="words">The words, all of which must stand in one passage.</param>
internal sealed class PassageRanking(ImmutableArray<string> words)
{
    /// <summary>Documents that are read at most: those that hold all words, yet not in one passage, are read in vain.</summary>
    public const int MostDocuments = 2_000;

    private static readonly (SearchedParts Part, string Sql, string Text)[] Sources =
    [
        (SearchedParts.Tasks, "SELECT 'task' AS kind, task_id AS key, {0} AS text, start_cp, length_cp, path AS label, {1} AS page, {1} AS line, CAST(NULL AS TEXT) AS sheet FROM tasks WHERE task_id BETWEEN ?1 AND ?2 AND restates = 0",
            "coalesce(title || ' ', '') || content"),
        (SearchedParts.Targets, "SELECT 'target', target_id, {0}, start_cp, length_cp, path, {1}, {1}, NULL FROM targets WHERE target_id BETWEEN ?1 AND ?2", "indicator || ' ' || raw"),
        (SearchedParts.Text, "SELECT 'paragraph', paragraph_id, {0}, start_cp, length_cp, NULL, page, line, sheet FROM paragraphs WHERE paragraph_id BETWEEN ?1 AND ?2", "text"),
        (SearchedParts.Text, """
            SELECT 'cell', c.table_id, {0}, c.start_cp, c.length_cp, c.row_no || '/' || c.column_no, coalesce(c.page, b.page), b.line, b.sheet
            FROM table_cells c JOIN tables b USING (table_id) WHERE c.table_id BETWEEN ?1 AND ?2
            """, "c.text"),
    ];

    private readonly List<FoundPassage> _found = [];
    private int _documents;

    /// <summary>The parts of a word between marks; of one without letters and digits the word itself, if the index can hold it.</summary>
    public static IEnumerable<string> PartsOf(string word)
    {
        var parts = SearchText.PartsOf(word);
        return parts.Count > 0 ? parts : SearchText.LengthOf(word) > 2 ? [word] : [];
    }

    /// <summary>Asks for the passages of a document, whose keys lie between ?1 and ?2; words that folding leaves as they are, as it does Chinese ones, are looked for by the database already.</summary>
    public static string Sql(ImmutableArray<string> words, SearchedParts parts)
    {
        var plain = words.Where(word => word.All(c => c is >= '\u4E00' and <= '\u9FFF')).ToList();
        return string.Join(" UNION ALL ", Sources.Where(source => parts.HasFlag(source.Part)).Select(source =>
            source.Sql.Replace("{0}", source.Text, StringComparison.Ordinal).Replace("{1}", "CAST(NULL AS INTEGER)", StringComparison.Ordinal) + string.Concat(plain.Select(word => $" AND instr({source.Text}, '{word}') > 0"))));
    }

    /// <summary>Whether one more document is to be read.</summary>
    public bool Goes() => _found.Count <= TaskRanking.MaxRanked && ++_documents <= MostDocuments;

    /// <summary>Takes a passage, if it has all words.</summary>
    public void Add(long documentId, string kind, long key, string? label, (int? Page, int? Line, string? Sheet) source, string text, (int Start, int Length) place)
    {
        if (TaskRanking.Score("", SearchText.Fold(text), words) is { } score)
            _found.Add(new FoundPassage(kind, key, documentId, "", null, label, source, text, TaskRanking.HitsIn(text, words), place.Start, place.Length, score));
    }

    /// <summary>The best of those that were read: of equal ones the first, by document and place.</summary>
    /// <param name="limit">How many at most.</param>
    /// <param name="named">Puts in what the document and its plan are called.</param>
    /// <param name="notIndexed">Documents of which nothing can be found.</param>
    public TextSearchResult Result(int limit, Func<FoundPassage, FoundPassage> named, long notIndexed)
    {
        bool isCapped = _found.Count > TaskRanking.MaxRanked || _documents > MostDocuments;
        var ranked = _found.Take(TaskRanking.MaxRanked).ToList();
        var best = ranked.OrderByDescending(passage => passage.Score).ThenBy(passage => passage.DocumentId).ThenBy(passage => passage.StartCp).ThenBy(passage => passage.Key).Take(limit);
        return new TextSearchResult([.. best.Select(named)], ranked.Count, isCapped, notIndexed);
    }
}
