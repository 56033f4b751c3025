using System.Text;
using System.Text.Json;
using PolicyIngest.Ingest.Store.Search;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Cli;

/// <summary>Search over all that stands in documents, over the samples and, where it is there, over the shared documents.</summary>
public sealed class TextSearchTests(TextSearchTests.Samples samples) : IClassFixture<TextSearchTests.Samples>
{
    /// <summary>A database of the samples.</summary>
    public sealed class Samples : IAsyncLifetime
    {
        private readonly TemporaryFolder _folder = new();

        public string Database => _folder["p.db"];

        public async Task InitializeAsync() => Assert.Equal(0, (await CliRun.Of("import", Repository.Samples, "--db", Database, "--quiet")).Code);

        public Task DisposeAsync()
        {
            _folder.Dispose();
            return Task.CompletedTask;
        }
    }

    [Fact]
    public void The_index_finds_the_documents_in_which_a_word_stands_and_no_others() => Finds(samples.Database, step: 97);

    [Fact]
    public Task A_plain_search_of_the_text_files_finds_no_more() => FindsWhatFilesHold(Repository.Samples, samples.Database, step: 61);

    [SharedFact]
    public async Task Nor_does_it_in_the_shared_documents()
    {
        using var folder = new TemporaryFolder();
        string documents = Path.Combine(Repository.Shared!, "bulk");
        if (!Directory.Exists(documents)) documents = Path.Combine(Repository.Shared!, "corpus");
        Assert.InRange((await CliRun.Of("import", documents, "--db", folder["p.db"], "--quiet", "--include", "*.txt", "--include", "*.html")).Code, 0, 1);
        Finds(folder["p.db"], step: 40_009);
        await FindsWhatFilesHold(documents, folder["p.db"], step: 40_009);
    }

    [Theory]
    [InlineData("text", "冷链", "'paragraph', 'cell'")]
    [InlineData("targets", "率", "'target'")]
    [InlineData("all", "冷链", "'paragraph', 'cell', 'target', 'task'")]
    [InlineData("all", "冷链", "'paragraph', 'cell', 'target', 'task'", "--year", "2023")]
    public async Task A_part_is_searched_alone(string part, string word, string kinds, params string[] filter)
    {
        var run = await CliRun.Of(["search", word, "--in", part, "--db", samples.Database, "--json", "--limit", "500", .. filter]);
        using var json = JsonDocument.Parse(run.Out);
        string of = filter.Length == 0 ? "" : " AND document_id IN (SELECT document_id FROM plans WHERE year = 2023)";
        string[] expected = TemporaryFolder.Query(samples.Database, $"SELECT passage_kind || ' ' || passage_key || ' ' || start_cp FROM v_passage WHERE passage_kind IN ({kinds}) AND instr(passage, '{word}'){of}");
        Assert.NotEmpty(expected);
        Assert.Equal(expected.Order(StringComparer.Ordinal), json.RootElement.GetProperty("passages").EnumerateArray()
            .Select(passage => $"{passage.GetProperty("kind").GetString()} {passage.GetProperty("key")} {passage.GetProperty("start_cp")}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task All_words_stand_in_one_passage_with_their_place()
    {
        var run = await CliRun.Of("search", "清障 疏浚", "--in", "all", "--db", samples.Database, "--json", "--limit", "500");
        using var json = JsonDocument.Parse(run.Out);
        var texts = TemporaryFolder.Query(samples.Database, "SELECT document_id, text FROM documents").Select(row => row.Split('|', 2)).ToDictionary(row => row[0], row => row[1]);
        foreach (var passage in json.RootElement.GetProperty("passages").EnumerateArray())
        {
            string text = passage.GetProperty("text").GetString()!;
            Assert.Contains("清障", text, StringComparison.Ordinal);
            Assert.Contains("疏浚", text, StringComparison.Ordinal);
            Assert.True(passage.GetProperty("start_cp").GetInt32() + passage.GetProperty("length_cp").GetInt32() <= texts[passage.GetProperty("document_id").ToString()].EnumerateRunes().Count());
        }
        string[] expected = TemporaryFolder.Query(samples.Database, "SELECT DISTINCT document_id FROM v_passage WHERE instr(passage, '清障') AND instr(passage, '疏浚') ORDER BY 1");
        Assert.Equal(expected, json.RootElement.GetProperty("passages").EnumerateArray().Select(passage => passage.GetProperty("document_id").ToString()).Distinct().OrderBy(int.Parse));
    }

    [Fact]
    public async Task What_is_about_tasks_is_refused_elsewhere()
    {
        var run = await CliRun.Of("search", "河道", "--in", "text", "--unit", "市水利局", "--db", samples.Database);
        Assert.Equal(2, run.Code);
        Assert.Contains("--unit, --role, --due-before, --due-after and --kind are about tasks", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_table_and_view_can_be_counted_and_dumped()
    {
        foreach (string name in Names()) Assert.Single(TemporaryFolder.Query(samples.Database, $"SELECT count(*) FROM \"{name}\""));
        foreach (string name in Names()) TemporaryFolder.Query(samples.Database, $"SELECT * FROM \"{name}\" LIMIT 5");
    }

    [ToolFact("sqlite3")]
    public void So_they_can_by_the_sqlite3_command()
    {
        foreach (string name in Names()) Assert.NotEmpty(ToolFactAttribute.Run("sqlite3", "-readonly", samples.Database, $"SELECT count(*) FROM \"{name}\"").Trim());
        Assert.NotEmpty(ToolFactAttribute.Run("sqlite3", "-readonly", samples.Database, ".dump"));
    }

    private string[] Names() => TemporaryFolder.Query(samples.Database, "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' ORDER BY name");

    private static void Finds(string database, int step)
    {
        var texts = TemporaryFolder.Query(database, "SELECT document_id || ' ' || text FROM documents ORDER BY document_id")
            .Select(row => row.Split(' ', 2)).Select(row => (Id: row[0], Text: SearchText.Fold(row[1]))).ToList();
        int words = 0;
        foreach (string word in texts.SelectMany(each => WordsOf(each.Text, step)).Distinct(StringComparer.Ordinal))
        {
            var expected = texts.Where(each => each.Text.Contains(word, StringComparison.Ordinal)).Select(each => each.Id).ToHashSet();
            var found = Documents(database, word);
            // Words of three and more are looked for as trigrams in a row, which are the word.
            Assert.True(expected.SetEquals(found), $"{word}: {string.Join(',', expected)} but {string.Join(',', found)}");
            words++;
        }
        Assert.True(words > 100, $"{words} words");
    }

    private static async Task FindsWhatFilesHold(string folder, string database, int step)
    {
        var stored = TemporaryFolder.Query(database, "SELECT path || '|' || document_id FROM files WHERE document_id IS NOT NULL AND path NOT LIKE '%!/%'")
            .Select(row => row.Split('|')).ToDictionary(row => row[0], row => row[^1]);
        var texts = Directory.EnumerateFiles(folder, "*.txt", SearchOption.AllDirectories).Select(file => (File: Path.GetFullPath(file).Replace('\\', '/'), Text: ReadOrNull(file)))
            .Where(each => each.Text is not null && stored.ContainsKey(each.File)).ToList();
        int words = 0;
        foreach (string word in texts.SelectMany(each => WordsOf(each.Text!, step)).Where(word => word.All(c => c is >= '\u4E00' and <= '\u9FFF')).Distinct(StringComparer.Ordinal))
        {
            var expected = texts.Where(each => each.Text!.Contains(word, StringComparison.Ordinal)).Select(each => stored[each.File]).ToHashSet();
            expected.ExceptWith(Documents(database, word));
            Assert.True(expected.Count == 0, $"{word} stands in documents {string.Join(',', expected)}");
            if (words++ % 20 > 0) continue;
            var run = await CliRun.Of("search", word, "--in", "text", "--db", database, "--json", "--limit", "500");
            using var json = JsonDocument.Parse(run.Out);
            if (json.RootElement.GetProperty("more_match").GetBoolean()) continue;
            var shown = json.RootElement.GetProperty("passages").EnumerateArray().Select(passage => passage.GetProperty("document_id").ToString()).ToHashSet();
            expected = [.. texts.Where(each => each.Text!.Split('\n').Any(line => line.Contains(word, StringComparison.Ordinal))).Select(each => stored[each.File])];
            expected.ExceptWith(shown);
            Assert.True(expected.Count == 0, $"{word} is not shown of documents {string.Join(',', expected)}");
        }
        Assert.True(words > 50, $"{words} words");
    }

    private static HashSet<string> Documents(string database, string word) =>
        [.. TemporaryFolder.Query(database, $"SELECT document_id FROM v_search_text WHERE word MATCH '\"{word.Replace("'", "''", StringComparison.Ordinal).Replace("\"", "\"\"", StringComparison.Ordinal)}\"'")];

    /// <summary>Words of one to six characters, from all over a text.</summary>
    private static IEnumerable<string> WordsOf(string text, int step)
    {
        for (int at = step % 7, length = 1; at + 6 < text.Length; at += step, length = length % 6 + 1)
            if (text.Substring(at, length) is var word && word.All(c => char.IsLetterOrDigit(c) && !char.IsSurrogate(c))) yield return word;
    }

    private static string? ReadOrNull(string file)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(file));
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
