using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Npgsql;
using PolicyIngest.Ingest.Store.Search;

namespace PolicyIngest.Ingest.Store.Postgres;

/// <summary>
/// Full-text search in PostgreSQL. Its indexes say where the words may stand; the texts are read, weighed and marked as those of a SQLite file are. Of more tasks than are ranked, those
/// count that come first in the table.
/// </summary>
public sealed partial class PostgresSearch : ISearch
{
    private readonly PostgresServer _server;
    private readonly NpgsqlConnection _connection;
    private readonly CancellationToken _stop;

    private PostgresSearch(PostgresServer server, NpgsqlConnection connection, CancellationToken stop) => (_server, _connection, _stop) = (server, connection, stop);

    /// <summary>Connects.</summary>
    /// <param name="server">The server.</param>
    /// <param name="stop">Stops a search.</param>
    /// <exception cref="StoreException">The database can't be used; the message says why.</exception>
    public static PostgresSearch Open(PostgresServer server, CancellationToken stop)
    {
        var search = new PostgresSearch(server, server.Open(), stop);
        try
        {
            return server.Guarded(() => PostgresTables.IsReady(server, search._connection)
                ? search
                : throw new StoreException($"{server.Name}: the database is empty; fill it with policy-ingest load --to"));
        }
        catch
        {
            search.Dispose();
            throw;
        }
    }

    /// <summary>Whether the indexes are there; without them a search reads all texts.</summary>
    public bool IsIndexed() => _server.Guarded(() => PostgresSearchIndex.IsComplete(_connection));

    /// <inheritdoc/>
    public SearchResult Run(SearchRequest request) => InTransaction(() =>
    {
        var (candidates, isCapped) = Candidates(request.Words, new SearchFilter(request));
        var ranked = Ranked(candidates, request.Words);
        var best = TaskRanking.Best(ranked, request.Limit);
        using var rows = new RowReader(Command($"{TaskRanking.FoundSql} = ANY (@tasks)", [("@tasks", best.Select(task => task.Id).ToArray())]));
        return new SearchResult(TaskRanking.Found(rows, best, request.Words), ranked.Count, isCapped, 0);
    });

    /// <inheritdoc/>
    public TextSearchResult Run(SearchRequest request, SearchedParts parts) => InTransaction(() =>
    {
        var found = new PassageRanking(request.Words);
        string sql = PostgresSchema.InItsWords(PassageRanking.Sql(request.Words, parts).Replace('?', '$'));
        foreach (long document in Documents(request))
        {
            if (!found.Goes()) break;
            Read(sql, document, found);
        }
        return found.Result(request.Limit, Named, 0);
    });

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    /// <summary>Tasks in which the words may stand, as many as are ranked and one more.</summary>
    private (List<long> Tasks, bool IsCapped) Candidates(ImmutableArray<string> words, SearchFilter filter)
    {
        string? filtered = filter.Sql is { } sql ? PostgresSchema.InItsWords(sql) : null;
        var (terms, values) = Terms(words, PostgresSearchIndex.TaskWords, "word");
        List<long> tasks;
        if (words.IsEmpty) tasks = Ids($"{filtered} ORDER BY t.task_id LIMIT {TaskRanking.MaxRanked + 1}", filter.Parameters);
        else
        {
            string matching = $"SELECT task_id FROM tasks WHERE restates = 0 AND {string.Join(" AND ", terms)}";
            tasks = ByIndex($"{matching} LIMIT {TaskRanking.MaxRanked + 1}", values);
            if (filtered is not null)
                tasks = tasks.Count > TaskRanking.MaxRanked
                    ? Ids($"{filtered} AND t.task_id IN ({matching}) LIMIT {TaskRanking.MaxRanked + 1}", [.. filter.Parameters, .. values])
                    : Ids($"{filtered} AND t.task_id = ANY (@tasks)", [.. filter.Parameters, ("@tasks", tasks.ToArray())]);
        }
        return tasks.Count > TaskRanking.MaxRanked ? (tasks[..TaskRanking.MaxRanked], true) : (tasks, false);
    }

    private List<RankedTask> Ranked(List<long> candidates, ImmutableArray<string> words)
    {
        var ranked = new List<RankedTask>(candidates.Count);
        using var rows = new RowReader(Command("SELECT task_id, title, content, due FROM tasks WHERE task_id = ANY (@tasks)", [("@tasks", candidates.ToArray())]));
        while (rows.Read())
            if (TaskRanking.Ranked(rows.Long(), rows.OptionalText(), rows.Text(), rows.OptionalText(), words) is { } task) ranked.Add(task);
        return ranked;
    }

    /// <summary>Documents that hold all words, in their own text or in a task, whose title and content may join what stands apart.</summary>
    private List<long> Documents(SearchRequest request)
    {
        var words = request.Words.SelectMany(PassageRanking.PartsOf).Distinct(StringComparer.Ordinal).ToImmutableArray();
        // By pairs alone, for the trigrams of a document have to be looked for again in all its text.
        var (inText, values) = Terms(words, PostgresSearchIndex.DocumentWords, "word", byPairs: true);
        var (inTasks, _) = Terms(words, PostgresSearchIndex.TaskWords, "word", byPairs: true);
        var terms = inText.Zip(inTasks, (text, tasks) => $"(SELECT document_id FROM documents WHERE {text} UNION SELECT task_id / {RowKey.PerDocument} FROM tasks WHERE restates = 0 AND {tasks})").ToList();
        if (request.Year is { } year) Add("year = @year", ("@year", year));
        if (request.Issuer is { } issuer) Add("strpos(issuer, @issuer) > 0", ("@issuer", issuer));
        if (terms.Count == 0) return Ids($"SELECT document_id FROM documents ORDER BY document_id LIMIT {PassageRanking.MostDocuments + 1}", []);
        return ByIndex($"SELECT document_id FROM ({string.Join(" INTERSECT ", terms)}) AS found ORDER BY document_id LIMIT {PassageRanking.MostDocuments + 1}", values);

        void Add(string term, (string, object) value)
        {
            terms.Add($"(SELECT document_id FROM plans WHERE {term})");
            values.Add(value);
        }
    }

    private static (List<string> Terms, List<(string Name, object Value)> Values) Terms(IEnumerable<string> words, string text, string name, bool byPairs = false)
    {
        var (terms, values) = (new List<string>(), new List<(string, object)>());
        foreach (string word in words)
        {
            string parameter = $"@{name}{terms.Count}_";
            bool isLike = !byPairs && PostgresSearchIndex.HasTrigrams(word);
            terms.Add(isLike ? $"{text} LIKE {parameter}" : $"search_pairs({text}) @> {parameter}");
            values.Add((parameter, isLike ? PostgresSearchIndex.PatternOf(word) : PostgresSearchIndex.PairsOf(word)));
        }
        return (terms, values);
    }

    private void Read(string sql, long documentId, PassageRanking found)
    {
        using var rows = new RowReader(new NpgsqlCommand(sql, _connection) { Parameters = { Of(RowKey.Of(documentId, 0)), Of(RowKey.Of(documentId + 1, 0) - 1) } });
        while (rows.Read())
        {
            var (kind, key, text, place, label) = (rows.Text(), rows.Long(), rows.Text(), (rows.Int(), rows.Int()), rows.OptionalText());
            found.Add(documentId, kind, key, label, (rows.OptionalInt(), rows.OptionalInt(), rows.OptionalText()), text, place);
        }
    }

    private FoundPassage Named(FoundPassage passage)
    {
        using var row = new RowReader(Command("SELECT (SELECT min(path) FROM files WHERE document_id = @id), (SELECT title FROM plans WHERE document_id = @id ORDER BY plan_no LIMIT 1)", [("@id", passage.DocumentId)]));
        row.Read();
        return passage with { Document = row.OptionalText() ?? "", Plan = row.OptionalText() };
    }

    /// <summary>Rows by the search indexes, whatever the server guesses of the words: the other way it would fold all texts.</summary>
    private List<long> ByIndex(string sql, IReadOnlyList<(string, object)> values)
    {
        Set("off");
        var ids = Ids(sql, values);
        Set("on");
        return ids;

        void Set(string value) => Settings(("enable_seqscan", value), ("enable_indexscan", value));
    }

    /// <summary>Settings until the transaction ends.</summary>
    private void Settings(params (string Name, string Value)[] settings)
    {
        using var command = new NpgsqlCommand("SELECT " + string.Join(", ", settings.Select(setting => $"set_config('{setting.Name}', '{setting.Value}', true)")), _connection);
        command.ExecuteNonQuery();
    }

    private List<long> Ids(string sql, IReadOnlyList<(string, object)> values)
    {
        using var rows = new RowReader(Command(sql, values));
        var ids = new List<long>();
        while (rows.Read()) ids.Add(rows.Long());
        return ids;
    }

    /// <summary>A command whose values have names.</summary>
    private NpgsqlCommand Command(string sql, IReadOnlyList<(string Name, object Value)> values)
    {
        var command = new NpgsqlCommand { Connection = _connection };
        command.CommandText = Name().Replace(sql, match =>
        {
            command.Parameters.Add(Of(values.First(value => value.Name == match.Value).Value));
            return $"${command.Parameters.Count}";
        });
        return command;
    }

    private static NpgsqlParameter Of(object value) => value switch
    {
        string text => new NpgsqlParameter<string> { TypedValue = text },
        long number => new NpgsqlParameter<long> { TypedValue = number },
        int number => new NpgsqlParameter<long> { TypedValue = number },
        long[] numbers => new NpgsqlParameter<long[]> { TypedValue = numbers },
        _ => throw new ArgumentException($"no such value is asked for: {value.GetType()}", nameof(value)),
    };

    /// <summary>All questions of a search see the same rows, and nothing is changed.</summary>
    private T InTransaction<T>(Func<T> work) => _server.Guarded(() =>
    {
        using var transaction = _connection.BeginTransaction(System.Data.IsolationLevel.RepeatableRead);
        // One process, from the table's beginning: the same question has the same answer.
        Settings(("transaction_read_only", "on"), ("max_parallel_workers_per_gather", "0"), ("synchronize_seqscans", "off"));
        using var cancel = new NpgsqlCommand { Connection = _connection };
        using var stop = _stop.Register(cancel.Cancel);
        try
        {
            return work();
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.QueryCanceled)
        {
            _stop.ThrowIfCancellationRequested();
            throw;
        }
    });

    [GeneratedRegex("@[a-z]+[0-9_]*")]
    private static partial Regex Name();
}
