using System.Collections.Immutable;

namespace PolicyIngest.Ingest.Store.Search;

/// <summary>How tasks and passages that may hold the words are weighed, and what is shown of those that do; the same whatever database they come from.</summary>
public static class TaskRanking
{
    /// <summary>Tasks or passages that are ranked at most. To read and weigh the texts of all tasks with 建设 in a million would take seconds.</summary>
    public const int MaxRanked = 500;

    /// <summary>Asks for tasks as <see cref="Found(RowReader, List{RankedTask}, ImmutableArray{string})"/> reads them; which ones, is to follow.</summary>
    internal const string FoundSql = """
        SELECT task_id, document, plan, issuer, region, year, headings, label, title, content, task_kind, leads, supports, due, start_cp, length_cp
        FROM v_task WHERE task_id
        """;

    /// <summary>A task with its rank, or null where a word is missing.</summary>
    internal static RankedTask? Ranked(long id, string? title, string content, string? due, ImmutableArray<string> words) =>
        Score(SearchText.Fold(title ?? ""), SearchText.Fold(content), words) is { } score ? new RankedTask(id, due, score) : null;

    /// <summary>The best: of equal ones the first due, then that with the lowest number.</summary>
    internal static List<RankedTask> Best(IEnumerable<RankedTask> ranked, int limit) =>
        [.. ranked.OrderByDescending(task => task.Score).ThenBy(task => task.Due ?? "9999", StringComparer.Ordinal).ThenBy(task => task.Id).Take(limit)];

    /// <summary>What is shown of the best.</summary>
    /// <param name="rows">Their rows, in any order.</param>
    /// <param name="best">The tasks, the best first.</param>
    /// <param name="words">What was looked for.</param>
    internal static ImmutableArray<FoundTask> Found(RowReader rows, List<RankedTask> best, ImmutableArray<string> words)
    {
        var found = new Dictionary<long, FoundTaskRow>();
        while (rows.Read())
        {
            var task = new FoundTaskRow(rows.Long(), rows.Text(), rows.OptionalText(), rows.OptionalText(), rows.OptionalText(), rows.OptionalInt(),
                rows.OptionalText(), rows.Text(), rows.OptionalText(), rows.Text(), rows.Text(), rows.OptionalText(), rows.OptionalText(), rows.OptionalText(),
                rows.Int(), rows.Int());
            found.Add(task.TaskId, task);
        }
        return [.. best.Select(task => Marked(found[task.Id], task.Score, words))];
    }

    private static FoundTask Marked(FoundTaskRow row, double score, ImmutableArray<string> words) => new(row, HitsIn(row.Title ?? "", words), HitsIn(row.Content, words), score);

    /// <summary>Weighs a folded text: a word in the title counts most, often in a short text more than once in a long one.</summary>
    /// <returns>Null where a word is missing.</returns>
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
}

/// <summary>A task that has all words, and by what it is ranked.</summary>
internal readonly record struct RankedTask(long Id, string? Due, double Score);
