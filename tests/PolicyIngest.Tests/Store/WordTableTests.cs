using System.Text.Json;
using PolicyIngest.Ingest.Lexicons;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;
using PolicyIngest.Tests.Cli;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Store;

/// <summary>The word table of a document with one task, 清理河道: 2031年6月底前清理𬭳矿河道, and one that restates it.</summary>
public sealed class WordTableTests : IDisposable
{
    private const string AllWords = "SELECT word, tasks, occurrences FROM v_word WHERE word IN ('清理', '河道', '另外')";

    private readonly TemporaryFolder _folder = new();

    private string Database => _folder["p.db"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_task_counts_once_and_a_restated_one_not()
    {
        Save(SampleExtraction.Make());
        Assert.Empty(Rows(AllWords));
        Assert.Equal(1, Update());
        Assert.Equal(0, Update());
        Assert.Equal(["河道|1|2", "清理|1|2"], Rows(AllWords + " ORDER BY word"));
        Assert.Equal(["河道|2031|1|1|2"], Rows("SELECT * FROM v_word_year WHERE word = '河道'"));
        Assert.Equal(["水利局|lead|1|1", "财政局|support|1|1"], Rows("SELECT canonical, role, tasks, plans FROM v_word_unit WHERE word = '河道' ORDER BY role"));
        Assert.Equal(["1000001|云岭市2031年𠮷田治理工作方案|1|2"], Rows("SELECT plan_id, plan, tasks, occurrences FROM v_word_plan WHERE word = '河道'"));
    }

    [Fact]
    public void A_replaced_document_loses_its_words_and_a_pruned_one_too()
    {
        Save(SampleExtraction.Make());
        Save(SampleExtraction.Make("/plans/二.docx", content: "second"));
        Assert.Equal(2, Update());
        Assert.Equal(["河道|2|4"], Rows("SELECT word, tasks, occurrences FROM v_word WHERE word = '河道'"));
        var other = SampleExtraction.Make(content: "other");
        Save(other with { Plans = [other.Plans[1]] });
        Assert.Equal(["河道|1|2"], Rows("SELECT word, tasks, occurrences FROM v_word WHERE word = '河道'"));
        using (var store = SqliteStore.Open(Database)) Assert.Equal(2, store.Prune("/plans/", _ => true));
        Assert.Empty(Rows("SELECT word FROM v_word"));
        Assert.Empty(Rows("SELECT 1 FROM task_words UNION ALL SELECT 1 FROM word_documents"));
        Save(SampleExtraction.Make());
        Assert.Equal(1, Update());
        Assert.Equal(["河道|1|2"], Rows("SELECT word, tasks, occurrences FROM v_word WHERE word = '河道'"));
    }

    [Fact]
    public void Words_cut_by_another_version_are_cut_anew()
    {
        Save(SampleExtraction.Make());
        Update();
        Rows("UPDATE word_documents SET version = '0'");
        Rows("UPDATE words SET word = '另外' WHERE word = '河道'");
        Assert.Equal(1, Update());
        Assert.DoesNotContain("另外|1|2", Rows(AllWords));
        Assert.Contains("河道|1|2", Rows(AllWords));
    }

    [Fact]
    public void Stopped_before_it_began_it_adds_nothing_and_later_the_rest()
    {
        Save(SampleExtraction.Make());
        Assert.Equal(0, Update(new CancellationToken(canceled: true)));
        Assert.Equal(1, Update());
    }

    [Fact]
    public void Words_do_not_change_the_fingerprint()
    {
        Save(SampleExtraction.Make());
        string before = Fingerprint.Of(Database).Whole;
        Update();
        Assert.Equal(before, Fingerprint.Of(Database).Whole);
    }

    [Fact]
    public async Task The_command_adds_what_is_missing_and_counts()
    {
        Save(SampleExtraction.Make());
        var first = await CliRun.Of("terms", "河道", "--by", "year", "--db", Database);
        Assert.Equal((0, "word  year  tasks  plans\n----  ----  -----  -----\n河道  2031  1      1\n"), (first.Code, first.Out.ReplaceLineEndings("\n")));
        Assert.Equal(["words of 1 documents were added to the table first", "1 rows"], first.ErrorLines);
        var unit = await CliRun.Of("terms", "河道", "理河", "--by", "unit", "--unit", "市水利局", "--year", "2031", "--json", "--db", Database);
        Assert.Equal(["理河 is no word of the table; policy-ingest search finds it in any place"], unit.ErrorLines);
        using var json = JsonDocument.Parse(unit.Out);
        Assert.Equal(["水利局", "财政局"], json.RootElement.EnumerateArray().Select(row => row.GetProperty("unit").GetString()));
        Assert.Equal("[]", (await CliRun.Of("terms", "--year", "1999", "--json", "--db", Database)).Out.Trim());
        Assert.Empty((await CliRun.Of("terms", "o'no", "--json", "--db", Database)).Out.Trim('[', ']', '\n'));
        Assert.DoesNotContain("河道", (await CliRun.Of("terms", "--lexicon-only", "--db", Database)).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_not_made()
    {
        var run = await CliRun.Of("terms", "--db", Database);
        Assert.Equal(2, run.Code);
        Assert.Contains("there is no such database", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Database));
    }

    private string[] Rows(string sql) => TemporaryFolder.Query(Database, sql);

    private int Update(CancellationToken cancellation = default)
    {
        using var store = SqliteStore.Open(Database);
        var cutter = new WordCutter(LexiconSet.BuiltIn);
        return store.UpdateWords(cutter, cancellation);
    }

    private void Save(Extraction extraction)
    {
        using var store = SqliteStore.Open(Database);
        long run = store.BeginRun("0", "rules");
        store.Save(new FileStamp(extraction.Document.Source.Path, 1, DateTime.UnixEpoch), PreparedDocument.Of(extraction, "rules"), "rules", run);
    }
}
