using System.Text.Json;
using Microsoft.Data.Sqlite;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Model;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Store;

public sealed class SqliteStoreTests : IDisposable
{
    private const string Rules = "rules-1";
    private readonly TemporaryFolder _folder = new();

    private string Database => _folder["p.db"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_extraction_comes_back_as_it_was()
    {
        var extraction = SampleExtraction.Make();
        Assert.Equal(SaveOutcome.Imported, Save(extraction));
        using var stored = StoredExtractions.Open(Database);
        var document = Assert.Single(stored.Documents());
        Assert.Equal(Dump(extraction), Dump(stored.Load(document)));
    }

    [Fact]
    public void Substr_of_the_text_is_the_raw_text_in_every_fact_table()
    {
        Save(SampleExtraction.Make());
        foreach (string query in new[]
        {
            "SELECT start_cp, length_cp, text FROM paragraphs",
            "SELECT start_cp, length_cp, text FROM table_cells",
            "SELECT start_cp, length_cp, value FROM document_fields",
            "SELECT start_cp, length_cp, raw FROM plan_evidence",
            "SELECT start_cp, length_cp, raw FROM tasks",
            "SELECT start_cp, length_cp, raw FROM assignments",
            "SELECT start_cp, length_cp, raw FROM deadlines",
            "SELECT start_cp, length_cp, raw FROM targets",
            "SELECT heading_start_cp AS start_cp, heading_length_cp AS length_cp, heading AS raw FROM outline_nodes WHERE heading IS NOT NULL",
        })
        {
            string[] rows = Query($"SELECT substr(d.text, f.start_cp + 1, f.length_cp) AS words, f.* FROM documents d, ({query}) f");
            Assert.NotEmpty(rows);
            Assert.All(rows, row => Assert.Equal(row.Split('|')[0], row.Split('|')[^1]));
        }
    }

    [Fact]
    public void The_same_bytes_change_nothing()
    {
        Save(SampleExtraction.Make());
        string before = AllRows();
        Assert.Equal(SaveOutcome.Unchanged, Save(SampleExtraction.Make()));
        Assert.Equal(before, AllRows());
    }

    [Fact]
    public void Newer_rules_redo_a_document_under_its_number()
    {
        Save(SampleExtraction.Make());
        Assert.Equal(SaveOutcome.Replaced, Save(SampleExtraction.Make(secondUnit: "市审计局"), rules: "rules-2"));
        Assert.Equal(["1|rules-2"], Query("SELECT document_id, rule_set FROM documents"));
        Assert.Equal(["市审计局", "市水利局"], Query("SELECT name FROM units ORDER BY name"));
    }

    [Fact]
    public void A_changed_file_replaces_its_former_self_and_its_units_go()
    {
        Save(SampleExtraction.Make());
        Assert.Equal(SaveOutcome.Replaced, Save(SampleExtraction.Make(secondUnit: "市审计局", content: "other bytes")));
        Assert.Equal(["1"], Query("SELECT document_id FROM documents"));
        Assert.Equal(["市审计局", "市水利局"], Query("SELECT name FROM units ORDER BY name"));
        Assert.Equal(["2"], Query("SELECT count(*) FROM assignments"));
    }

    [Fact]
    public void The_same_content_under_two_paths_is_stored_once()
    {
        Save(SampleExtraction.Make());
        Save(SampleExtraction.Make("/plans/copy.docx"));
        Assert.Equal(["1"], Query("SELECT count(*) FROM documents"));
        using (var stored = StoredExtractions.Open(Database))
            Assert.Equal(new[] { "/plans/copy.docx", "/plans/云岭.docx" }, Assert.Single(stored.Documents()).Paths.ToArray());
        // One of the two changes: the other keeps the content.
        Save(SampleExtraction.Make("/plans/copy.docx", content: "other bytes"));
        Assert.Equal(["/plans/copy.docx|2", "/plans/云岭.docx|1"], Query("SELECT path, document_id FROM files ORDER BY path"));
    }

    [Fact]
    public void A_failure_leaves_the_former_version_in_place()
    {
        Save(SampleExtraction.Make());
        using (var store = SqliteStore.Open(Database))
            store.SaveFailure(new FileStamp("/plans/云岭.docx", 3, null), null, new FileFailure(DocumentStatus.ResourceLimit, "too-much", "It is too much."), Rules, store.BeginRun("1", Rules));
        Assert.Equal(["resource_limit|too-much|It is too much.|1"], Query("SELECT status, code, reason, document_id FROM files"));
        Assert.Equal(["2"], Query("SELECT count(*) FROM tasks"));
    }

    [Fact]
    public void A_document_that_breaks_a_constraint_leaves_nothing_behind()
    {
        Save(SampleExtraction.Make());
        string before = AllRows();
        var bad = SampleExtraction.Make("/plans/bad.docx", content: "bad");
        var plan = bad.Plans[0];
        // Two plans of one number.
        bad = bad with { Plans = [plan, plan] };
        Assert.Throws<StoreException>(() => Save(bad));
        Assert.Equal(before, AllRows());
    }

    [Fact]
    public void A_database_of_a_newer_schema_is_refused()
    {
        Save(SampleExtraction.Make());
        Query("PRAGMA user_version = 999");
        Assert.Contains("newer policy-ingest", Assert.Throws<StoreException>(() => SqliteStore.Open(Database)).Message, StringComparison.Ordinal);
        Assert.Throws<StoreException>(() => StoredExtractions.Open(Database));
    }

    [Fact]
    public void Another_programs_database_and_a_file_that_is_none_are_refused()
    {
        Query("CREATE TABLE cats (name)");
        Assert.Contains("another program", Assert.Throws<StoreException>(() => SqliteStore.Open(Database)).Message, StringComparison.Ordinal);
        string text = _folder.Write("text.db", new string('x', 5_000));
        Assert.Contains("no SQLite database", Assert.Throws<StoreException>(() => SqliteStore.Open(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_target_hangs_on_its_task()
    {
        Save(SampleExtraction.Make());
        Assert.Equal(["1000001|", "1000002|1000001"], Query("SELECT target_id, task_id FROM targets"));
    }

    private SaveOutcome Save(Extraction extraction, string rules = Rules)
    {
        using var store = SqliteStore.Open(Database);
        long run = store.BeginRun("1.0", rules);
        return store.Save(new FileStamp(extraction.Document.Source.Path, 5, DateTime.UnixEpoch), PreparedDocument.Of(extraction, rules), rules, run);
    }

    private string[] Query(string sql) => TemporaryFolder.Query(Database, sql);

    /// <summary>All that is stored, runs and the numbers of runs left out.</summary>
    private string AllRows() => string.Join('\n', StoreTable.All.SelectMany(table => Query($"SELECT * FROM {table.Name}"))
        .Concat(Query("SELECT path, sha256, status, document_id FROM files")));

    private static string Dump(Extraction extraction)
    {
        var indented = new JsonSerializerOptions { WriteIndented = true };
        return JsonSerializer.Serialize(extraction, indented) + JsonSerializer.Serialize(extraction.Document.Blocks.Cast<object>(), indented);
    }
}
