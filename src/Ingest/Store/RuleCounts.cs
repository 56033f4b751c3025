using System.Collections.Immutable;

namespace PolicyIngest.Ingest.Store;

/// <summary>How many facts of a database each rule found.</summary>
public static class RuleCounts
{
    private const string Sql = """
        SELECT rule_id, count(*) FROM (
            SELECT rule_id FROM plan_evidence UNION ALL SELECT rule_id FROM tasks UNION ALL SELECT rule_id FROM assignments
            UNION ALL SELECT rule_id FROM deadlines UNION ALL SELECT rule_id FROM targets)
        WHERE rule_id <> 'person' GROUP BY rule_id
        """;

    /// <summary>The counts, by rule id.</summary>
    /// <exception cref="StoreException">The database can't be used; the message says why.</exception>
    public static ImmutableSortedDictionary<string, long> Of(string database)
    {
        using var connection = SqliteFile.OpenFilled(database);
        return SqliteFile.Guarded(database, () =>
        {
            using var rows = new RowReader(connection, Sql);
            var counts = ImmutableSortedDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
            while (rows.Read()) counts.Add(rows.Text(), rows.Long());
            return counts.ToImmutable();
        });
    }
}
