using System.CommandLine;
using PolicyIngest.Ingest.Store;

namespace PolicyIngest.Cli.Verbs;

/// <summary><c>schema</c>: prints the data dictionary of the database.</summary>
internal static class SchemaVerb
{
    public static Command Create(Terminal terminal)
    {
        var sql = new Option<bool>("--sql") { Description = "Print the definition itself, as SQL" };
        var command = new Command("schema", "Prints the data dictionary in Markdown: every view and table of the database with its columns.") { sql };
        command.SetAction(parsed =>
        {
            using var output = terminal.OutText();
            output.Write(parsed.GetValue(sql) ? SqliteSchema.Sql : Markdown());
            return ExitCode.Success;
        });
        Help.AddExamples(command, "policy-ingest schema > schema.md", "policy-ingest schema --sql | sqlite3 empty.db");
        return command;
    }

    /// <summary>The data dictionary as docs/schema.md holds it.</summary>
    public static string Markdown()
    {
        var dictionary = SchemaDictionary.Of(PlainSchema.Sql);
        using var page = new StringWriter { NewLine = "\n" };
        page.WriteLine("# The database");
        page.WriteLine();
        page.WriteLine($"Made from schema.sql by `policy-ingest schema`; schema version {SqliteSchema.Version}. Questions and their SQL stand in [queries.md](queries.md).");
        page.WriteLine();
        page.WriteLine("```");
        foreach (string line in dictionary.Introduction) page.WriteLine(line);
        page.WriteLine("```");
        WriteNames(page, dictionary);
        WriteSection(page, "Views, for questions", dictionary.Views);
        WriteSection(page, "Tables", dictionary.Tables);
        return page.ToString();
    }

    /// <summary>The names that stand in several views: one name, one meaning.</summary>
    private static void WriteNames(StringWriter page, SchemaDictionary dictionary)
    {
        page.WriteLine();
        page.WriteLine("## Names of columns");
        page.WriteLine();
        page.WriteLine("A name means the same in each view that has it.");
        page.WriteLine();
        page.WriteLine("| column | meaning | views |");
        page.WriteLine("| --- | --- | --- |");
        foreach (var name in dictionary.Views.SelectMany(view => view.Columns, (view, column) => (View: view.Name, Column: column)).GroupBy(each => each.Column.Name, StringComparer.Ordinal))
            if (name.Count() > 1) page.WriteLine($"| `{name.Key}` | {name.First().Column.Description.Replace("|", "\\|", StringComparison.Ordinal)} | {string.Join(", ", name.Select(each => each.View))} |");
    }

    private static void WriteSection(StringWriter page, string head, IEnumerable<SchemaTable> tables)
    {
        page.WriteLine();
        page.WriteLine($"## {head}");
        foreach (var table in tables)
        {
            page.WriteLine();
            page.WriteLine($"### {table.Name}");
            page.WriteLine();
            page.WriteLine($"One row: {table.Row}");
            page.WriteLine();
            page.WriteLine(table.IsView ? "| column | meaning |" : "| column | type | NULL | meaning |");
            page.WriteLine(table.IsView ? "| --- | --- |" : "| --- | --- | --- | --- |");
            foreach (var column in table.Columns)
            {
                string meaning = column.Description.Replace("|", "\\|", StringComparison.Ordinal);
                page.WriteLine(table.IsView
                    ? $"| `{column.Name}` | {meaning} |"
                    : $"| `{column.Name}` | {column.Type} | {(column.MayBeNull ? "yes" : "")} | {meaning} |");
            }
        }
    }
}
