using System.Text.RegularExpressions;

namespace PolicyIngest.Ingest.Store;

/// <summary>
/// The definition as if all words stood in the tables themselves, without pieces of text and without the views that cut words out of them: what a reader of the database sees, and how
/// databases keep it that store long texts by themselves.
/// </summary>
public static partial class PlainSchema
{
    /// <summary>The definition, in the form of schema.sql.</summary>
    public static string Sql { get; } = Of(SqliteSchema.Sql);

    private static string Of(string sql)
    {
        foreach (Match view in StoredView().Matches(sql))
        {
            string table = $"CREATE TABLE {SqliteSchema.StoredPrefix}{view.Groups["name"].Value} (";
            int start = sql.IndexOf(table, StringComparison.Ordinal), end = sql.IndexOf("\n)", start, StringComparison.Ordinal);
            string columns = WithWords(PlaceOfWords().Replace(sql[start..end], ""), Words().Matches(view.Value));
            sql = string.Concat(sql.AsSpan(0, start), columns, sql.AsSpan(end));
        }
        sql = StoredOnly().Replace(StoredView().Replace(sql, ""), "");
        return Stored().Replace(sql, "");
    }

    /// <summary>Puts columns of words behind a table's own.</summary>
    private static string WithWords(string table, MatchCollection words)
    {
        var lines = table.Split('\n').ToList();
        int last = lines.FindLastIndex(line => Column().IsMatch(line));
        bool isEnd = last == lines.Count - 1; // else a key stands behind the columns
        if (isEnd) lines[last] = Column().Replace(lines[last], "$0,");
        lines.InsertRange(last + 1, words.Select((word, i) =>
        {
            string remark = word.Groups["remark"].Value;
            return $"    {word.Groups["name"].Value,-15} TEXT{(remark.Contains("NULL", StringComparison.Ordinal) ? "" : " NOT NULL")}{(isEnd && i == words.Count - 1 ? "" : ",")} -- {remark}";
        }));
        return string.Join('\n', lines);
    }

    // CREATE VIEW tasks AS … FROM stored_tasks;
    [GeneratedRegex(@"^\n-- One row: .*\nCREATE VIEW (?<name>[a-z_]+) AS\n(?:.*\n)*?FROM stored_\k<name>;\n", RegexOptions.Multiline)]
    private static partial Regex StoredView();

    // "    (SELECT …) AS raw -- the words at that place"
    [GeneratedRegex(@" AS (?<name>[a-z_]+),? -- (?<remark>.*)$", RegexOptions.Multiline)]
    private static partial Regex Words();

    [GeneratedRegex(@"^    [a-z_]+ .*-- stored: .*\n", RegexOptions.Multiline)]
    private static partial Regex PlaceOfWords();

    // "    message         TEXT NOT NULL" of "    message         TEXT NOT NULL   -- what to look at"
    [GeneratedRegex(@"^    [a-z_0-9]+ +(?:INTEGER|TEXT|REAL)\b.*?(?=,? +-- )")]
    private static partial Regex Column();

    [GeneratedRegex(@"^CREATE TRIGGER .*\n|^-- .*\nCREATE TABLE text_pieces \((?:.*\n)*?\) STRICT;\n\n", RegexOptions.Multiline)]
    private static partial Regex StoredOnly();

    // CREATE TABLE stored_tasks, REFERENCES stored_tasks, ON stored_tasks
    [GeneratedRegex("(?<=TABLE |REFERENCES | ON )stored_")]
    private static partial Regex Stored();
}
