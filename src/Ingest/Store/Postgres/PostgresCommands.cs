using Npgsql;
using NpgsqlTypes;

namespace PolicyIngest.Ingest.Store.Postgres;

/// <summary>Statements to a connection, whose values go by their places.</summary>
internal sealed class PostgresCommands(NpgsqlConnection connection)
{
    /// <summary>The connection.</summary>
    public NpgsqlConnection Connection => connection;

    /// <summary>Runs a statement.</summary>
    public void Run(string sql, params NpgsqlParameter[] parameters)
    {
        using var command = Command(sql, parameters);
        command.ExecuteNonQuery();
    }

    /// <summary>Rows of a text and a number.</summary>
    public Dictionary<string, long> Pairs(string sql, params NpgsqlParameter[] parameters)
    {
        var pairs = new Dictionary<string, long>(StringComparer.Ordinal);
        using var rows = Rows(sql, parameters);
        while (rows.Read()) pairs.Add(rows.Text(), rows.Long());
        return pairs;
    }

    /// <summary>The first column of all rows.</summary>
    public List<string> Texts(string sql, params NpgsqlParameter[] parameters)
    {
        var texts = new List<string>();
        using var rows = Rows(sql, parameters);
        while (rows.Read()) texts.Add(rows.Text());
        return texts;
    }

    /// <summary>The first column of all rows.</summary>
    public List<long> Longs(string sql, params NpgsqlParameter[] parameters)
    {
        var numbers = new List<long>();
        using var rows = Rows(sql, parameters);
        while (rows.Read()) numbers.Add(rows.Long());
        return numbers;
    }

    /// <summary>The rows of a query.</summary>
    public RowReader Rows(string sql, params NpgsqlParameter[] parameters) => new(Command(sql, parameters));

    /// <summary>A command, which is the caller's to dispose of.</summary>
    public NpgsqlCommand Command(string sql, params NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        return command;
    }

    /// <summary>Adds what documents have to the sums over all documents, or takes it from them.</summary>
    /// <param name="documents">The documents, whose rows are there.</param>
    /// <param name="sign">1 or -1.</param>
    public void AddToSums(long[] documents, int sign)
    {
        foreach (var (sums, counts, one, two) in new[] { ("unit_sums", "plan_units", "unit", "role"), ("unit_pair_sums", "plan_unit_pairs", "lead", "support") })
        {
            Run($"""
                INSERT INTO {sums} ({one}, {two}, year, tasks, plans)
                SELECT c.{one}, c.{two}, c.year, $1 * sum(c.tasks), $1 * count(*) FROM {counts} c JOIN plans p USING (plan_id) WHERE p.document_id = ANY ($2)
                GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
                ON CONFLICT ({one}, {two}, coalesce(year, 0)) DO UPDATE SET tasks = {sums}.tasks + excluded.tasks, plans = {sums}.plans + excluded.plans
                """, Number(sign), Longs(documents));
        }
    }

    public static NpgsqlParameter Text(string? value) => value is null ? new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text } : new NpgsqlParameter<string> { TypedValue = value };

    public static NpgsqlParameter Number(long value) => new NpgsqlParameter<long> { TypedValue = value };

    public static NpgsqlParameter Longs(long[] values) => new NpgsqlParameter<long[]> { TypedValue = values };

    public static NpgsqlParameter Texts(string[] values) => new NpgsqlParameter<string[]> { TypedValue = values };
}
