using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules;

/// <summary>Tells table rows that only restate tasks of the body (任务调度表) from tasks of their own.</summary>
internal static class Restatement
{
    /// <summary>Least share of a table's rows that must be found in the body, for the table to restate it.</summary>
    private const double LeastShare = 0.5;

    /// <summary>Least likeness of two titles, by their pairs of characters (Dice).</summary>
    private const double LeastLikeness = 0.6;

    private const int MostJudged = 200;

    /// <summary>Marks the rows of one table.</summary>
    public static IEnumerable<PolicyTask> Mark(List<PolicyTask> rows, HashSet<string> bodyTitles)
    {
        if (rows.Count == 0 || bodyTitles.Count == 0) return rows;
        // A long table is judged by its first rows.
        var judged = rows.Take(MostJudged).ToList();
        var pairs = bodyTitles.Select(Pairs).ToList();
        int found = judged.Count(row => row.Title is { } title && (bodyTitles.Contains(title) || IsLikeOne(Pairs(title), pairs)));
        return found < judged.Count * LeastShare ? rows : rows.Select(row => row with { Restates = true });
    }

    private static bool IsLikeOne(HashSet<(char, char)> title, List<HashSet<(char, char)>> bodies) =>
        bodies.Exists(body => Likeness(body, title) >= LeastLikeness);

    private static HashSet<(char, char)> Pairs(string text) => text.Zip(text.Skip(1)).ToHashSet();

    private static double Likeness(HashSet<(char, char)> a, HashSet<(char, char)> b) =>
        a.Count + b.Count == 0 ? 0 : 2.0 * a.Count(b.Contains) / (a.Count + b.Count);
}
