using System.Text.RegularExpressions;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Model;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Store;

public sealed partial class SchemaTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SchemaTests() => SqliteStore.Open(_folder["p.db"]).Dispose();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Tables() => [.. StoreTable.All.Select(table => table.Name)];

    [Theory]
    [MemberData(nameof(Tables))]
    public void A_table_has_the_columns_that_are_written(string name)
    {
        var table = StoreTable.All.Single(table => table.Name == name);
        Assert.Equal(table.Columns.Order(), TemporaryFolder.Query(_folder["p.db"], $"SELECT name FROM pragma_table_info('{name}')").Order());
    }

    [Fact]
    public void Every_table_and_every_column_is_explained()
    {
        string[] lines = SqliteSchema.Sql.Split('\n');
        var unexplained = new List<string>();
        bool inTable = false;
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith("CREATE TABLE", StringComparison.Ordinal) || lines[i].StartsWith("CREATE VIEW", StringComparison.Ordinal))
            {
                inTable = true;
                if (!lines[i - 1].StartsWith("-- One row: ", StringComparison.Ordinal)) unexplained.Add(lines[i]);
            }
            else if (lines[i].StartsWith(')')) inTable = false;
            else if (inTable && Column().IsMatch(lines[i]) && !lines[i].Contains(" -- ", StringComparison.Ordinal)) unexplained.Add(lines[i]);
        }
        Assert.Empty(unexplained);
    }

    [Fact]
    public void Every_table_is_strict_and_every_foreign_key_has_an_index()
    {
        Assert.Empty(Query("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict AND name NOT LIKE 'sqlite_%'"));
        string[] keys = Query("SELECT t.name, f.\"from\" FROM pragma_table_list t, pragma_foreign_key_list(t.name) f WHERE t.schema = 'main'");
        string[] indexed = Query("""
            SELECT t.name, c.name FROM pragma_table_list t, pragma_index_list(t.name) i, pragma_index_info(i.name) c WHERE t.schema = 'main' AND c.seqno = 0
            UNION SELECT t.name, c.name FROM pragma_table_list t, pragma_table_info(t.name) c WHERE t.schema = 'main' AND c.pk = 1
            """);
        Assert.NotEmpty(keys);
        Assert.Empty(keys.Except(indexed));
    }

    [Fact]
    public void Statuses_of_the_program_and_of_the_schema_are_the_same()
    {
        string files = Query("SELECT sql FROM sqlite_schema WHERE name = 'files'")[0];
        foreach (var status in Enum.GetValues<DocumentStatus>()) Assert.Contains($"'{StoredNames.Of(status)}'", files, StringComparison.Ordinal);
    }

    private string[] Query(string sql) => TemporaryFolder.Query(_folder["p.db"], sql);

    // "    task_id         INTEGER" and, in a view, "    task_id," but not "    PRIMARY KEY (plan_id, field)" and not "                    CHECK (…"
    [GeneratedRegex("^    [a-z_0-9]+( +(INTEGER|TEXT|REAL)|,? +--|,$)")]
    private static partial Regex Column();
}
