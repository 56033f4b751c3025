using System.Collections.Immutable;

namespace PolicyIngest.Ingest.Store;

/// <summary>What a database tells of a rule.</summary>
/// <param name="Fired">How many facts it found that stand in the database.</param>
/// <param name="Corrected">How often a person changed or dropped what it found.</param>
public sealed record RuleCount(long Fired, long Corrected);

/// <summary>How many facts of a database each rule found, and how often people corrected it.</summary>
public static class RuleCounts
{
    private const string Sql = """
        SELECT rule_id, count(*) FROM (
            SELECT rule_id FROM plan_evidence UNION ALL SELECT rule_id FROM tasks UNION ALL SELECT rule_id FROM assignments
            UNION ALL SELECT rule_id FROM deadlines UNION ALL SELECT rule_id FROM targets UNION ALL SELECT rule_id FROM citations)
        WHERE rule_id <> 'person' GROUP BY rule_id
        """;

    private const string CorrectedSql = """
        SELECT was ->> 'rule' AS rule, count(*) FROM corrections
        WHERE action IN ('change', 'drop') AND state <> 'undone' AND rule IS NOT NULL AND rule <> 'person' GROUP BY rule
        """;

    /// <summary>The counts, by rule id.</summary>
    /// <exception cref="StoreException">The database can't be used; the message says why.</exception>
    public static ImmutableSortedDictionary<string, RuleCount> Of(string database)
    {
        using var connection = SqliteFile.OpenFilled(database);
        return SqliteFile.Guarded(database, () =>
        {
            var counts = ImmutableSortedDictionary.CreateBuilder<string, RuleCount>(StringComparer.Ordinal);
            using var fired = new RowReader(connection, Sql);
            while (fired.Read()) counts.Add(fired.Text(), new RuleCount(fired.Long(), 0));
            using var corrected = new RowReader(connection, CorrectedSql);
            while (corrected.Read())
            {
                string rule = corrected.Text();
                counts[rule] = new RuleCount(counts.GetValueOrDefault(rule)?.Fired ?? 0, corrected.Long());
            }
            return counts.ToImmutable();
        });
    }
}
