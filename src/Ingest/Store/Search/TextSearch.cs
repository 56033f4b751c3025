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
    /// <summary>Searches.</summary>
    /// <param name="request">The words, issuer, year and limit; other filters are about tasks.</param>
    /// <param name="parts">What is searched.</param>
    public TextSearchResult Run(SearchRequest request, SearchedParts parts)
    {
        using var transaction = connection.BeginTransaction(deferred: true);
        var found = new PassageRanking(request.Words);
        using var rows = new PreparedStatement(connection, PassageRanking.Sql(request.Words, parts));
        foreach (long document in Documents(request))
        {
            if (!found.Goes()) break;
            Read(rows, document, found);
        }
        using var missing = new PreparedStatement(connection, SearchIndex.MissingSql);
        return found.Result(request.Limit, Named, missing.Number()!.Value);
    }

    /// <summary>
    /// Documents that hold all words, in their order. The index has tasks apart from the rest of their documents: each word is asked for by itself, in its parts between marks, for a
    /// passage may run from a heading into a task or from there into the clause on its units.
    /// </summary>
    private List<long> Documents(SearchRequest request)
    {
        var matches = request.Words.SelectMany(PassageRanking.PartsOf).Distinct(StringComparer.Ordinal).ToList();
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

    private static void Read(PreparedStatement rows, long documentId, PassageRanking found)
    {
        rows.Bind(1, RowKey.Of(documentId, 0)).Bind(2, RowKey.Of(documentId + 1, 0) - 1);
        while (rows.Step())
            found.Add(documentId, rows.Text(0)!, rows.Integer(1), rows.Text(5), (Number(rows, 6), Number(rows, 7), rows.Text(8)), rows.Text(2)!, ((int)rows.Integer(3), (int)rows.Integer(4)));
    }

    private FoundPassage Named(FoundPassage passage)
    {
        using var row = new PreparedStatement(connection, "SELECT (SELECT min(path) FROM files WHERE document_id = ?1), (SELECT title FROM plans WHERE document_id = ?1 ORDER BY plan_no LIMIT 1)");
        row.Bind(1, passage.DocumentId).Step();
        return passage with { Document = row.Text(0) ?? "", Plan = row.Text(1) };
    }

    private static int? Number(PreparedStatement rows, int column) => rows.Text(column) is { } digits ? int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture) : null;
}
