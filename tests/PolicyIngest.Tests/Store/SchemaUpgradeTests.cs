using PolicyIngest.Ingest.Store;
using PolicyIngest.Ingest.Store.Search;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Store;

public sealed class SchemaUpgradeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string New => _folder["new.db"];

    private string Old => _folder["old.db"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(6)]
    [InlineData(8)]
    public void A_database_of_an_earlier_version_is_brought_up_to_date(int version)
    {
        MakeOld(version);
        Assert.Contains("the next import brings it up to date", Assert.Throws<StoreException>(() => TaskSearch.Open(Old)).Message, StringComparison.Ordinal);
        using (var store = SqliteStore.Open(Old)) Assert.Equal(1, store.UpdateSearchIndex(CancellationToken.None));
        Assert.Equal(Fingerprint.Of(New).Whole, Fingerprint.Of(Old).Whole);
        Assert.Empty(Fingerprint.Faults(Old));
        Assert.Equal(["1000001"], Query(Old, "SELECT task_id FROM v_task WHERE task_id IN (SELECT task_id FROM v_search WHERE word MATCH '清理河道')"));
        Assert.Equal(["1"], Query(Old, "SELECT document_id FROM documents WHERE document_id IN (SELECT document_id FROM v_search_text WHERE word MATCH '河道')"));
        Assert.Equal(["水利局|lead|2031|1|1", "财政局|support|2031|1|1"], Query(Old, "SELECT * FROM v_unit ORDER BY role"));
        // What hangs on what is as in a new one: a document goes with all of it.
        Query(Old, "PRAGMA foreign_keys = 1; DELETE FROM files; DELETE FROM stored_documents");
        Assert.Equal(["0|0|0"], Query(Old, "SELECT (SELECT count(*) FROM assignments), (SELECT count(*) FROM stored_paragraphs), (SELECT count(*) FROM text_pieces)"));
    }

    [Fact]
    public void A_database_that_is_up_to_date_and_one_that_was_brought_there_have_the_same_columns()
    {
        MakeOld(SchemaUpgrade.Earliest);
        SqliteStore.Open(Old).Dispose();
        foreach (string name in Query(New, "SELECT name FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite%' ORDER BY name"))
        {
            string columns = $"SELECT name FROM pragma_table_info('{name}') ORDER BY name";
            Assert.Equal((name, string.Join(' ', Query(New, columns))), (name, string.Join(' ', Query(Old, columns))));
        }
    }

    /// <summary>A database of a version in which the words stood in the tables; 6 had an index of other form.</summary>
    private void MakeOld(int version)
    {
        SampleExtraction.Store(New);
        string sql = PlainSchema.Sql;
        // In those versions, too, these columns were the last of their tables.
        Assert.Matches(@"\n    text            TEXT NOT NULL -- .*\n\) STRICT", sql);
        Assert.Matches(@"\n    raw             TEXT -- .*\n\) STRICT", sql);
        Query(Old, sql);
        string copied = string.Join(";", Query(Old, "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%'").Select(table =>
        {
            string columns = string.Join(", ", Query(Old, $"SELECT name FROM pragma_table_info('{table}')"));
            return $"INSERT INTO {table} ({columns}) SELECT {columns} FROM made.{table}";
        }));
        Query(Old, $"PRAGMA foreign_keys = 0; ATTACH '{New}' AS made; {copied}; PRAGMA user_version = {version}");
        if (version > 6) return;
        Query(Old, """
            DROP VIEW v_search_box; DROP VIEW v_search; DROP VIEW v_search_text; DROP TABLE search_long; DROP TABLE search_documents;
            CREATE VIRTUAL TABLE search_long USING fts5 (title, content, content = '', tokenize = 'trigram');
            CREATE VIRTUAL TABLE search_text_long USING fts5 (text, content = '', tokenize = 'trigram');
            CREATE VIEW v_search_text (document_id, word) AS SELECT rowid, search_text_long FROM search_text_long;
            CREATE TABLE search_documents (document_id INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE, version INTEGER NOT NULL) STRICT;
            INSERT INTO search_documents VALUES (1, 4)
            """);
    }

    private static string[] Query(string database, string sql) => TemporaryFolder.Query(database, sql);
}
