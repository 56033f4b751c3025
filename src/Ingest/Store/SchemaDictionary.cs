using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace PolicyIngest.Ingest.Store;

/// <summary>A column and what it means.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type in SQL (INTEGER, TEXT, REAL); null for a view's.</param>
/// <param name="MayBeNull">Whether it may be NULL; for a view's column, whether its description says so.</param>
/// <param name="Description">What it holds.</param>
public sealed record SchemaColumn(string Name, string? Type, bool MayBeNull, string Description);

/// <summary>A table or view and what a row of it is.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsView">Whether it is a view.</param>
/// <param name="Row">What one row is.</param>
/// <param name="Columns">Its columns, in order.</param>
public sealed record SchemaTable(string Name, bool IsView, string Row, ImmutableArray<SchemaColumn> Columns);

/// <summary>The data dictionary: what schema.sql says in its remarks.</summary>
/// <param name="Introduction">The lines before the first table.</param>
/// <param name="Tables">Tables, in order.</param>
/// <param name="Views">Views, in order.</param>
public sealed partial record SchemaDictionary(ImmutableArray<string> Introduction, ImmutableArray<SchemaTable> Tables, ImmutableArray<SchemaTable> Views)
{
    private const string RowMark = "-- One row: ";

    /// <summary>Reads a definition in the form of schema.sql.</summary>
    public static SchemaDictionary Of(string sql)
    {
        var tables = ImmutableArray.CreateBuilder<SchemaTable>();
        string[] lines = sql.Split('\n');
        for (int i = 1; i < lines.Length; i++)
        {
            if (Create().Match(lines[i]) is not { Success: true } create || !lines[i - 1].StartsWith(RowMark, StringComparison.Ordinal)) continue;
            var columns = lines[(i + 1)..].TakeWhile(line => !line.StartsWith(')')).Select(line => Column().Match(line)).Where(match => match.Success);
            tables.Add(new SchemaTable(create.Groups[2].Value, create.Groups[1].Value == "VIEW", lines[i - 1][RowMark.Length..], [.. columns.Select(ColumnOf)]));
        }
        var introduction = lines.TakeWhile(line => line.StartsWith("--", StringComparison.Ordinal)).Select(line => line.Length > 3 ? line[3..] : "");
        return new SchemaDictionary([.. introduction], [.. tables.Where(table => !table.IsView)], [.. tables.Where(table => table.IsView)]);
    }

    private static SchemaColumn ColumnOf(Match match)
    {
        string definition = match.Groups["definition"].Value, description = match.Groups["description"].Value;
        string? type = definition.Length == 0 ? null : definition.Split(' ')[0];
        bool mayBeNull = type is null
            ? description.Contains("NULL", StringComparison.Ordinal)
            : !definition.Contains("NOT NULL", StringComparison.Ordinal) && !definition.Contains("PRIMARY KEY", StringComparison.Ordinal);
        return new SchemaColumn(match.Groups["name"].Value, type, mayBeNull, description);
    }

    // CREATE TABLE tasks (, CREATE VIEW v_task (; not a virtual table, whose columns are hidden.
    [GeneratedRegex("^CREATE (TABLE|VIEW) ([a-z_]+) [(]")]
    private static partial Regex Create();

    // "    task_id         INTEGER PRIMARY KEY,                   -- key" and, in a view, "    task_id,      -- key"; a definition may go on in the next line.
    [GeneratedRegex("^    (?<name>[a-z_0-9]+)(?: +(?<definition>(?:INTEGER|TEXT|REAL).*?))?,? +-- (?<description>.*)$")]
    private static partial Regex Column();
}
