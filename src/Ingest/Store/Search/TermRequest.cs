using System.Collections.Immutable;
using System.Globalization;
using PolicyIngest.Ingest.Text;

namespace PolicyIngest.Ingest.Store.Search;

/// <summary>What words are counted, and by what.</summary>
/// <param name="Words">The words; none for the most frequent ones.</param>
/// <param name="By">year, unit or plan; null for one row a word.</param>
/// <param name="Year">Year of the plans, or null.</param>
/// <param name="Unit">A unit under any of its names, or null.</param>
/// <param name="TermsOnly">Only terms of the lexicon policy-terms.</param>
/// <param name="Limit">Rows at most.</param>
public sealed record TermRequest(ImmutableArray<string> Words, string? By, int? Year, string? Unit, bool TermsOnly, int Limit)
{
    /// <summary>The question as SQL, for <see cref="Queries.TableQueries.Query"/>.</summary>
    public string Sql()
    {
        var conditions = new List<string>();
        if (!Words.IsEmpty) conditions.Add($"w.word IN ({string.Join(", ", Words.Select(word => Quoted(WordCutter.Fold(word))))})");
        if (TermsOnly) conditions.Add("w.field IS NOT NULL");
        string limit = Limit.ToString(CultureInfo.InvariantCulture);
        if (By is null && Year is null && Unit is null)
            return $"SELECT w.word, w.field, w.tasks, w.occurrences FROM v_word w {Where(conditions)} ORDER BY w.tasks DESC, w.word LIMIT {limit}";
        if (Year is { } year) conditions.Add(string.Create(CultureInfo.InvariantCulture, $"p.year = {year}"));
        if (Unit is { } unit)
            conditions.Add($"x.task_id IN (SELECT task_id FROM v_task_unit WHERE canonical = {StoredUnits.CanonicalOf(Quoted(unit), Quoted(UnitNames.Describe(unit).Canonical))} OR unit = {Quoted(unit)})");
        var (columns, group, order) = By switch
        {
            "year" => ("p.year, ", "w.word_id, p.year", "w.word, p.year"),
            "unit" => ("u.canonical AS unit, ", "w.word_id, u.canonical", "tasks DESC, w.word, u.canonical"),
            "plan" => ("p.title AS plan, p.year, ", "w.word_id, p.plan_id", "tasks DESC, w.word, p.plan_id"),
            _ => ("", "w.word_id", "tasks DESC, w.word"),
        };
        string units = By == "unit" ? "JOIN assignments a USING (task_id) JOIN units u ON u.name = a.unit" : "";
        return $"""
            SELECT w.word, {columns}count(DISTINCT t.task_id) AS tasks, count(DISTINCT t.plan_id) AS plans
            FROM words w JOIN task_words x USING (word_id) JOIN tasks t USING (task_id) JOIN plans p USING (plan_id) {units}
            {Where(conditions)} GROUP BY {group} ORDER BY {order} LIMIT {limit}
            """;
    }

    private static string Where(List<string> conditions) => conditions.Count == 0 ? "" : "WHERE " + string.Join(" AND ", conditions);

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
