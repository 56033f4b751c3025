using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Model;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Store;

/// <summary>The text stands in pieces; whatever is cut out of them is what was written.</summary>
public sealed class TextPiecesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Database => _folder["p.db"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(512)]
    [InlineData(1500)]
    public void Paragraphs_come_back_wherever_a_piece_ends(int length)
    {
        // Characters of one to four bytes, and paragraphs that begin and end at every place in a piece.
        string text = string.Concat(Enumerable.Range(0, length).Select(i => (i % 5) switch { 0 => "田", 1 => "a", 2 => "𠮷", 3 => "é", _ => "。" }));
        var builder = new DocumentBuilder(ReadOptions.Default);
        var written = new List<string>();
        for (int at = 0, size = 1; at < text.Length; size = size * 2 % 601 + 1)
        {
            int end = Math.Min(text.Length, at + size);
            if (end < text.Length && char.IsLowSurrogate(text[end])) end++;
            builder.AddParagraph(text[at..end]);
            written.Add(text[at..end]);
            at = end;
        }
        var document = builder.Build(new SourceFile("/plans/云岭.txt", "bytes"u8.ToArray()).Info("txt", "utf-8"));
        Save(document);
        Assert.Equal(written, Query("SELECT text FROM paragraphs ORDER BY paragraph_id"));
        Assert.Equal(document.Text, Assert.Single(Query("SELECT text FROM documents")));
        int codePoints = document.Text.EnumerateRunes().Count();
        Assert.Equal([$"{codePoints / TextPieces.Length + 1}|{codePoints % TextPieces.Length}"], Query("SELECT count(*), (SELECT length(text) FROM text_pieces ORDER BY piece_id DESC LIMIT 1) FROM text_pieces"));
        Assert.Empty(Fingerprint.Faults(Database));
    }

    [Fact]
    public void A_sign_at_which_SQLite_would_stop_becomes_a_space()
    {
        var builder = new DocumentBuilder(ReadOptions.Default);
        builder.AddParagraph("清理，河道");
        builder.AddParagraph("治理扬尘");
        var document = builder.Build(new SourceFile("/plans/云岭.txt", "bytes"u8.ToArray()).Info("txt", "utf-8"));
        Save(document with { Text = document.Text.Replace('，', '\0') });
        Assert.Equal(["清理 河道", "治理扬尘"], Query("SELECT text FROM paragraphs ORDER BY paragraph_id"));
    }

    [Fact]
    public void Words_around_a_fact_reach_to_the_ends_of_the_text()
    {
        SampleExtraction.Store(Database);
        foreach (string view in new[] { "v_task", "v_assignment", "v_deadline", "v_target" })
        {
            string[] rows = Query($"""
                SELECT before, substr(d.text, max(1, v.start_cp - 39), min(40, v.start_cp)), after, substr(d.text, v.start_cp + v.length_cp + 1, 40) FROM {view} v JOIN documents d USING (document_id)
                """);
            Assert.NotEmpty(rows);
            Assert.All(rows.Select(row => row.Split('|')), row => Assert.Equal((row[1], row[3]), (row[0], row[2])));
        }
    }

    [Fact]
    public void A_content_that_is_a_stretch_of_the_text_is_stored_as_its_place_and_any_other_as_it_is()
    {
        var extraction = SampleExtraction.Make();
        var plan = extraction.Plans[0];
        var task = plan.Tasks[0];
        var joined = task with { Part = 2, Content = "清理矿河道" };
        SampleExtraction.Store(Database, extraction with { Plans = [plan with { Tasks = [task, joined] }, .. extraction.Plans[1..]] });
        Assert.Equal([task.Content, joined.Content], Query("SELECT content FROM tasks WHERE task_id <= 1000002 ORDER BY task_id"));
        Assert.Equal(["|1", "清理矿河道|0"], Query("SELECT joined_content, content_start_cp IS NOT NULL FROM stored_tasks WHERE task_id <= 1000002 ORDER BY task_id"));
    }

    [Fact]
    public void The_text_of_a_document_goes_with_it()
    {
        SampleExtraction.Store(Database);
        Query("PRAGMA foreign_keys = 1; DELETE FROM files; DELETE FROM stored_documents");
        Assert.Equal(["0"], Query("SELECT count(*) FROM text_pieces"));
    }

    private void Save(PolicyDocument document) => SampleExtraction.Store(Database, new Extraction(document, [], []));

    private string[] Query(string sql) => TemporaryFolder.Query(Database, sql);
}
