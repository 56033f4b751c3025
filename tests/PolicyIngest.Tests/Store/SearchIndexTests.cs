using PolicyIngest.Ingest.Store;
using PolicyIngest.Ingest.Store.Search;
using PolicyIngest.Model;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Store;

public sealed class SearchIndexTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Database => _folder["p.db"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Texts_are_folded_one_character_to_one()
    {
        const string Text = "推进“散煤”清零，ＰＭ２．５≤３０％\n𠮷田";
        string folded = SearchText.Fold(Text);
        Assert.Equal("推进\"散煤\"清零,pm2.5≤30% 𠮷田", folded);
        Assert.Equal(Text.Length, folded.Length);
    }

    [Fact]
    public void Short_words_are_characters_and_pairs_of_them_that_no_punctuation_parts_each_once()
    {
        var words = new ShortWords();
        Assert.Equal("治 治𠮷 𠮷 𠮷田 田 5 5g g ", words.Of("治𠮷田,5g"));
        Assert.Equal("田 田治 治 田g g g田 ", words.Of(null, "田治", "治,田g田"));
    }

    [Theory]
    [InlineData("'清'", 1)]
    [InlineData("'河道'", 1)]
    [InlineData("'清理河道'", 1)]
    [InlineData("'𬭳'", 1)]
    [InlineData("'𬭳矿河道'", 1)]
    [InlineData("'道2'", 0)]
    [InlineData("'扬尘'", 0)]
    public void The_view_finds_words_of_any_length(string word, int count)
    {
        Save(SampleExtraction.Make());
        Update();
        Assert.Equal(count, Found(word).Length);
    }

    [Fact]
    public void A_document_is_found_once_it_is_indexed_and_no_more_once_it_is_replaced()
    {
        Save(SampleExtraction.Make());
        Assert.Empty(Found("'河道'"));
        Assert.Equal(1, Update());
        Assert.Equal(0, Update());
        Assert.Equal(["1000001"], Found("'河道'"));
        // The file's new content takes over the document's number, without a task that is known to the index.
        var other = SampleExtraction.Make(content: "other");
        Save(other with { Plans = [other.Plans[1]] });
        Assert.Empty(Found("'河道'"));
        Assert.Empty(Found("'清理河道'"));
        Assert.Empty(TemporaryFolder.Query(Database, "SELECT * FROM v_unit UNION ALL SELECT * FROM v_unit_pair"));
        Save(SampleExtraction.Make(content: "third"));
        Assert.Equal(1, Update());
        Assert.Equal(["1000001"], Found("'清理河道'"));
        Assert.Equal(["水利局|lead|2031|1|1", "财政局|support|2031|1|1"], TemporaryFolder.Query(Database, "SELECT * FROM v_unit ORDER BY role"));
        Assert.Empty(TemporaryFolder.Query(Database, "INSERT INTO search_long (search_long) VALUES ('integrity-check')"));
    }

    [Fact]
    public void Rows_of_the_index_follow_one_another_and_the_search_box_finds_their_tasks()
    {
        Save(SampleExtraction.Make());
        Save(SampleExtraction.Make("/plans/青川.docx", content: "second"));
        Update();
        Assert.Equal(["1|1|2", "2|3|4"], TemporaryFolder.Query(Database, "SELECT document_id, first_row, last_row FROM search_documents ORDER BY 1"));
        Assert.Equal(["1000001", "2000001"], TemporaryFolder.Query(Database, "SELECT task_id FROM v_task WHERE task_id IN (SELECT rowid FROM v_search_box WHERE v_search_box MATCH '\"河道\"') ORDER BY 1"));
        // What is in no task belongs to none.
        Assert.Empty(TemporaryFolder.Query(Database, "SELECT task_id FROM v_search WHERE word MATCH '水利局'"));
        Assert.Equal(["1", "2"], TemporaryFolder.Query(Database, "SELECT document_id FROM documents WHERE document_id IN (SELECT document_id FROM v_search_text WHERE word MATCH '水利局')"));
    }

    [Fact]
    public void An_index_of_another_version_is_made_anew()
    {
        Save(SampleExtraction.Make());
        Update();
        TemporaryFolder.Query(Database, "UPDATE search_documents SET version = 0");
        Assert.Equal(1, Update());
        Assert.Equal(["1000001"], Found("'河道'"));
    }

    [Fact]
    public void Words_of_tasks_and_of_all_else_are_found_in_their_document()
    {
        var extraction = SampleExtraction.Make();
        Save(extraction);
        Update();
        string text = SearchText.Fold(extraction.Document.Text);
        // Each word of three characters of the text, wherever it stands, but those that run over marks, where a task may end.
        var words = SearchText.PartsOf(text).SelectMany(part => Enumerable.Range(0, Math.Max(0, part.Length - 2)).Select(at => part.Substring(at, 3)))
            .Where(word => !word.Any(char.IsSurrogate)).Distinct(StringComparer.Ordinal).ToList();
        Assert.True(words.Count > 20);
        Assert.All(words, word => Assert.Equal(["1"], TemporaryFolder.Query(Database, $"SELECT document_id FROM documents WHERE document_id IN (SELECT document_id FROM v_search_text WHERE word MATCH '\"{word}\"')")));
        // What the task has itself is not in the document's own row again.
        Assert.Empty(TemporaryFolder.Query(Database, "SELECT first_row FROM search_documents WHERE first_row IN (SELECT rowid FROM search_long WHERE search_long MATCH '矿河道')"));
    }

    [Fact]
    public void The_index_does_not_change_the_fingerprint()
    {
        Save(SampleExtraction.Make());
        string before = Fingerprint.Of(Database).Whole;
        Update();
        Assert.Equal(before, Fingerprint.Of(Database).Whole);
    }

    private string[] Found(string word) => TemporaryFolder.Query(Database, $"SELECT task_id FROM v_search WHERE word MATCH {word}");

    private int Update()
    {
        using var store = SqliteStore.Open(Database);
        return store.UpdateSearchIndex(CancellationToken.None);
    }

    private void Save(Extraction extraction)
    {
        using var store = SqliteStore.Open(Database);
        long run = store.BeginRun("0", "rules");
        store.Save(new FileStamp(extraction.Document.Source.Path, 1, DateTime.UnixEpoch), PreparedDocument.Of(extraction, "rules"), "rules", run);
    }
}
