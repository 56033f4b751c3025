using PolicyIngest.Cli.Verbs;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Store;

public sealed class SchemaDictionaryTests
{
    [Fact]
    public void The_dictionary_has_every_column_of_every_table_and_view()
    {
        using var folder = new TemporaryFolder();
        SqliteStore.Open(folder["p.db"]).Dispose();
        var dictionary = SchemaDictionary.Of(PlainSchema.Sql);
        string[] expected = TemporaryFolder.Query(folder["p.db"], """
            SELECT t.name, c.name FROM pragma_table_list t, pragma_table_info(t.name) c
            WHERE t.schema = 'main' AND t.type IN ('table', 'view') AND t.name NOT LIKE 'sqlite_%'
                AND t.name NOT LIKE 'stored\_%' ESCAPE '\' AND t.name <> 'text_pieces' ORDER BY 1, c.cid
            """);
        string[] found = [.. dictionary.Tables.Concat(dictionary.Views).OrderBy(table => table.Name, StringComparer.Ordinal)
            .SelectMany(table => table.Columns.Select(column => $"{table.Name}|{column.Name}"))];
        Assert.Equal(expected, found);
        Assert.All(dictionary.Tables.Concat(dictionary.Views).SelectMany(table => table.Columns), column => Assert.NotEmpty(column.Description));
    }

    // What these are of is the view's row: the key of this task or of another thing's task, the place of the name or of the sentence, tasks of a unit or with a word.
    private static readonly string[] OfTheRow = ["task_id", "plan_id", "document_id", "raw", "start_cp", "length_cp", "tasks", "plans", "word"];

    [Fact]
    public void A_name_means_the_same_in_each_view()
    {
        var several = SchemaDictionary.Of(PlainSchema.Sql).Views.SelectMany(view => view.Columns).Where(column => !OfTheRow.Contains(column.Name, StringComparer.Ordinal))
            .GroupBy(column => column.Name, column => column.Description, StringComparer.Ordinal).Where(name => name.Distinct(StringComparer.Ordinal).Count() > 1);
        Assert.Empty(several.Select(name => $"{name.Key}: {string.Join(" / ", name.Distinct(StringComparer.Ordinal))}"));
    }

    [Fact]
    public void Null_and_type_are_those_of_the_definition()
    {
        var tasks = SchemaDictionary.Of(PlainSchema.Sql).Tables.Single(table => table.Name == "tasks").Columns;
        Assert.Equal(("INTEGER", false), (tasks[0].Type, tasks[0].MayBeNull));
        Assert.Equal(("TEXT", true), tasks.Where(column => column.Name == "title").Select(column => (column.Type, column.MayBeNull)).Single());
    }

    [Fact]
    public void The_document_is_what_the_program_prints()
    {
        string file = Path.Combine(Repository.Root, "docs", "schema.md"), found = SchemaVerb.Markdown();
        if (Snapshot.Accepting) File.WriteAllText(file, found);
        Assert.True(File.Exists(file) && File.ReadAllText(file) == found, "docs/schema.md differs from schema.sql; ./dev.sh accept writes it anew");
    }
}
