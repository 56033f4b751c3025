using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using PolicyIngest.Ingest.Text;

namespace PolicyIngest.Ingest.Store.Search;

/// <summary>Full-text search over tasks, and over all that stands in documents. The file is opened for reading only.</summary>
public sealed class TaskSearch : IDisposable
{
    /// <summary>Tasks that are ranked at most. To read and weigh the texts of all tasks with 建设 in a million would take seconds.</summary>
    public const int MaxRanked = 500;

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

    /// <summary>Searches.</summary>
    /// <exception cref="StoreException">The database is damaged or locked.</exception>
    public SearchResult Run(SearchRequest request) => SqliteFile.Guarded(_path, () => Find(request));

    /// <summary>Searches passages: paragraphs, cells, targets, tasks.</summary>
    /// <exception cref="StoreException">The database is damaged or locked.</exception>
    public TextSearchResult Run(SearchRequest request, SearchedParts parts) => SqliteFile.Guarded(_path, () => new TextSearch(_connection).Run(request, parts));

    private SearchResult Find(SearchRequest request)
    {
        // An import that goes on must not change anything in between.
        using var transaction = _connection.BeginTransaction(deferred: true);
        var filter = new SearchFilter(request);
        var (candidates, isCapped) = Candidates(request.Words, filter);
        var ranked = Ranked(candidates, request.Words);
        var best = ranked.OrderByDescending(task => task.Score).ThenBy(task => task.Due ?? "9999", StringComparer.Ordinal).ThenBy(task => task.Id).Take(request.Limit);
        return new SearchResult(Found([.. best], request.Words), ranked.Count, isCapped, NotIndexed());
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
        if (longMatch.Length > 0) sources.Add(("SELECT rowid AS task_id FROM search_long WHERE search_long MATCH @long", longMatch));
        if (shortMatch.Length > 0) sources.Add(("SELECT rowid AS task_id FROM search_short WHERE search_short MATCH @short", shortMatch));
        (string, object)[] parameters = [("@long", longMatch), ("@short", shortMatch), .. filter.Parameters];
        foreach (var (sql, _) in sources)
        {
            var few = Ids($"{sql} LIMIT {MaxRanked + 1}", parameters);
            if (few.Count <= MaxRanked) return (Filtered(few, filter, parameters), false);
        }
        string joined = sources.Count == 0 ? "SELECT task_id FROM tasks WHERE NOT restates" : sources[0].Sql;
        // The plus keeps SQLite from asking the index anew for each task of the other set.
        if (sources.Count > 1) joined += $" AND +rowid IN ({sources[1].Sql})";
        if (filter.Sql is not null) joined += sources.Count == 0 ? $" AND task_id IN ({filter.Sql})" : $" AND +rowid IN ({filter.Sql})";
        var many = Ids($"{joined} LIMIT {MaxRanked + 1}", parameters);
        return many.Count > MaxRanked ? (many[..MaxRanked], true) : (many, false);
    }

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
            string title = SearchText.Fold(rows.Text(0) ?? ""), content = SearchText.Fold(rows.Text(1)!);
            string? due = rows.Text(2);
            while (rows.Step())
            {
            }
            if (Score(title, content, words) is { } score) ranked.Add(new RankedTask(id, due, score));
        }
        return ranked;
    }

    internal static double? Score(string title, string content, ImmutableArray<string> words)
    {
        double score = 0;
        foreach (string word in words)
        {
            int inTitle = Count(title, word), inContent = Count(content, word);
            if (inTitle + inContent == 0) return null;
            score += (inTitle > 0 ? 2 : 0) + (inContent > 0 ? Math.Log2(1 + inContent) * 100 / (100 + content.Length) : 0);
        }
        return score;
    }

    private static int Count(string text, string word)
    {
        int count = 0;
        for (int at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + word.Length, StringComparison.Ordinal)) count++;
        return count;
    }

    private ImmutableArray<FoundTask> Found(List<RankedTask> best, ImmutableArray<string> words)
    {
        var found = new Dictionary<long, FoundTaskRow>();
        using var row = new RowReader(_connection, $"""
            SELECT task_id, document, plan, issuer, region, year, headings, label, title, content, task_kind, leads, supports, due, start_cp, length_cp
            FROM v_task WHERE task_id IN ({string.Join(',', best.Select(task => task.Id))})
            """);
        while (row.Read())
        {
            var task = new FoundTaskRow(row.Long(), row.Text(), row.OptionalText(), row.OptionalText(), row.OptionalText(), row.OptionalInt(),
                row.OptionalText(), row.Text(), row.OptionalText(), row.Text(), row.Text(), row.OptionalText(), row.OptionalText(), row.OptionalText(),
                row.Int(), row.Int());
            found.Add(task.TaskId, task);
        }
        return [.. best.Select(task => Found(found[task.Id], task.Score, words))];
    }

    private static FoundTask Found(FoundTaskRow row, double score, ImmutableArray<string> words) =>
        new(row, HitsIn(row.Title ?? "", words), HitsIn(row.Content, words), score);

    /// <summary>Where words stand in a text; of two that overlap, both make one hit.</summary>
    internal static ImmutableArray<SearchHit> HitsIn(string text, ImmutableArray<string> words)
    {
        string folded = SearchText.Fold(text);
        var marked = new bool[text.Length + 1];
        foreach (string word in words)
        {
            for (int at = folded.IndexOf(word, StringComparison.Ordinal); at >= 0; at = folded.IndexOf(word, at + 1, StringComparison.Ordinal))
                marked.AsSpan(at, word.Length).Fill(true);
        }
        var hits = ImmutableArray.CreateBuilder<SearchHit>();
        for (int start = Array.IndexOf(marked, true); start >= 0; start = Array.IndexOf(marked, true, hits[^1].Start + hits[^1].Length))
            hits.Add(new SearchHit(start, Array.IndexOf(marked, false, start) - start));
        return hits.ToImmutable();
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

    private readonly record struct RankedTask(long Id, string? Due, double Score);
}
