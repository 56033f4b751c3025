using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using PolicyIngest.Ingest.Text;

namespace PolicyIngest.Ingest.Store.Search;

/// <summary>Full-text search over tasks, and over all that stands in documents. The file is opened for reading only.</summary>
public sealed class TaskSearch : ISearch
{
    private readonly string _path;
    private readonly SqliteConnection _connection;

    private TaskSearch(string path) => (_path, _connection) = (path, SqliteFile.OpenFilled(path));

    /// <summary>Opens a database.</summary>
    /// <exception cref="StoreException">The file can't be used; the message says why.</exception>
    public static TaskSearch Open(string path)
    {
        var search = new TaskSearch(path);
        return SqliteFile.Guarded(path, () =>
        {
            // Candidates lie all over the file: read where the system keeps it, no page is copied.
            using var pragma = new PreparedStatement(search._connection, $"PRAGMA mmap_size = {1L << 33}");
            pragma.Run();
            return search;
        });
    }

    /// <summary>Number of documents that are not in the index.</summary>
    /// <exception cref="StoreException">The file can't be used; the message says why.</exception>
    public static long NotIndexed(string path)
    {
        using var search = Open(path);
        return SqliteFile.Guarded(path, search.NotIndexed);
    }

    /// <inheritdoc/>
    public SearchResult Run(SearchRequest request) => SqliteFile.Guarded(_path, () => Find(request));

    /// <inheritdoc/>
    public TextSearchResult Run(SearchRequest request, SearchedParts parts) => SqliteFile.Guarded(_path, () => new TextSearch(_connection).Run(request, parts));

    private SearchResult Find(SearchRequest request)
    {
        // An import that goes on must not change anything in between.
        using var transaction = _connection.BeginTransaction(deferred: true);
        var filter = new SearchFilter(request);
        var (candidates, isCapped) = Candidates(request.Words, filter);
        var ranked = Ranked(candidates, request.Words);
        return new SearchResult(Found(TaskRanking.Best(ranked, request.Limit), request.Words), ranked.Count, isCapped, NotIndexed());
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private long NotIndexed() => Ids(SearchIndex.MissingSql, [])[0];

    /// <summary>
    /// Tasks in which the words may stand. A source that gives few is taken whole, for the words are looked for in the texts in any case; only
    /// where all sources give many are they met with each other.
    /// </summary>
    private (List<long> Tasks, bool IsCapped) Candidates(ImmutableArray<string> words, SearchFilter filter)
    {
        string longMatch = Match(words.Where(word => SearchText.LengthOf(word) > 2)), shortMatch = Match(words.Where(SearchText.IsShortWord));
        var sources = new List<(string Sql, string Match)>();
        if (longMatch.Length > 0) sources.Add((TasksOf("search_long", "@long"), longMatch));
        if (shortMatch.Length > 0) sources.Add((TasksOf("search_short", "@short"), shortMatch));
        (string, object)[] parameters = [("@long", longMatch), ("@short", shortMatch), .. filter.Parameters];
        foreach (var (sql, _) in sources)
        {
            var few = Ids($"{sql} LIMIT {TaskRanking.MaxRanked + 1}", parameters);
            if (few.Count <= TaskRanking.MaxRanked) return (Filtered(few, filter, parameters), false);
        }
        string joined = sources.Count == 0 ? "SELECT task_id FROM tasks WHERE NOT restates" : sources[0].Sql;
        // The plus keeps SQLite from asking the index anew for each task of the other set.
        if (sources.Count > 1) joined += $" AND +task_id IN ({sources[1].Sql})";
        if (filter.Sql is not null) joined += sources.Count == 0 ? $" AND task_id IN ({filter.Sql})" : $" AND +task_id IN ({filter.Sql})";
        var many = Ids($"{joined} LIMIT {TaskRanking.MaxRanked + 1}", parameters);
        return many.Count > TaskRanking.MaxRanked ? (many[..TaskRanking.MaxRanked], true) : (many, false);
    }

    /// <summary>Asks one of the tables alone, as v_search asks both: a word of three characters may hold a blank, which parts words in the other.</summary>
    private static string TasksOf(string table, string match) => $"""
        SELECT (SELECT document_id * {RowKey.PerDocument} + i.rowid - first_row FROM search_documents WHERE first_row <= i.rowid ORDER BY first_row DESC LIMIT 1) AS task_id
        FROM {table} i WHERE {table} MATCH {match} AND NOT EXISTS (SELECT 1 FROM search_documents WHERE first_row = i.rowid)
        """;

    private List<long> Filtered(List<long> tasks, SearchFilter filter, (string, object)[] parameters)
    {
        if (filter.Sql is null || tasks.Count == 0) return tasks;
        return Ids($"{filter.Sql} AND t.task_id IN ({string.Join(',', tasks)})", parameters);
    }

    /// <summary>Reads the texts and weighs them: a word in the title counts most, often in a short text more than once in a long one.</summary>
    private List<RankedTask> Ranked(List<long> candidates, ImmutableArray<string> words)
    {
        var ranked = new List<RankedTask>(candidates.Count);
        using var rows = new PreparedStatement(_connection, "SELECT title, content, due FROM tasks WHERE task_id = ?");
        foreach (long id in candidates)
        {
            if (!rows.Bind(1, id).Step()) continue;
            var task = TaskRanking.Ranked(id, rows.Text(0), rows.Text(1)!, rows.Text(2), words);
            while (rows.Step())
            {
            }
            if (task is { } found) ranked.Add(found);
        }
        return ranked;
    }

    private ImmutableArray<FoundTask> Found(List<RankedTask> best, ImmutableArray<string> words)
    {
        using var rows = new RowReader(_connection, $"{TaskRanking.FoundSql} IN ({string.Join(',', best.Select(task => task.Id))})");
        return TaskRanking.Found(rows, best, words);
    }

    /// <summary>The words as FTS5 wants them: each in quotes, all of them to be there.</summary>
    internal static string Match(IEnumerable<string> words) =>
        string.Join(" AND ", words.Select(word => $"\"{word.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));

    private List<long> Ids(string sql, (string Name, object Value)[] parameters)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            if (sql.Contains(name, StringComparison.Ordinal)) command.Parameters.AddWithValue(name, value);
        using var rows = command.ExecuteReader();
        var ids = new List<long>();
        while (rows.Read()) ids.Add(rows.GetInt64(0));
        return ids;
    }
}
