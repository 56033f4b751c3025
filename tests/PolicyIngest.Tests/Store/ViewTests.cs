using PolicyIngest.Ingest.Store;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Store;

/// <summary>What the views say of a document that was made by hand.</summary>
public sealed class ViewTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ViewTests()
    {
        using var store = SqliteStore.Open(_folder["p.db"]);
        long run = store.BeginRun("0", "rules");
        // The same bytes lie under two paths.
        foreach (string path in new[] { "/plans/乙.docx", "/plans/甲.docx" })
            store.Save(new FileStamp(path, 1, DateTime.UnixEpoch), PreparedDocument.Of(SampleExtraction.Make(path), "rules"), "rules", run);
        store.UpdateSearchIndex(CancellationToken.None);
        store.Checkpoint();
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("v_task", "task_id, document_name, plan, issuer, region, year, headings, label, title, task_kind, leads, supports, starts, first_due, due",
        "1000001|乙.docx|云岭市2031年𠮷田治理工作方案|云岭市治理办公室|云岭市|2031|主要任务|一/1|清理河道|task|市水利局|市财政局|2031-06-01|2031-06-30|2031-06-30")]
    [InlineData("v_assignment", "task_id, document_name, year, role, unit, canonical, unit_level, due, raw",
        "1000001|乙.docx|2031|lead|市水利局|水利局|city|2031-06-30|市水利局", "1000001|乙.docx|2031|support|市财政局|财政局|city|2031-06-30|市财政局")]
    [InlineData("v_task", "task_id, province, city, county, place_code, level", "1000001|浙江省|宁波市||330200|city")]
    [InlineData("v_deadline", "task_id, document_name, year, title, leads, deadline_kind, starts, due, raw",
        "1000001|乙.docx|2031|清理河道|市水利局|by|2031-06-01|2031-06-30|6月底前")]
    [InlineData("v_target", "task_id, document_name, year, label, leads, indicator, op, value, measure, target_year, base_year",
        "|乙.docx|2031|二||水质达标率|ge|92.5|%|2031|2025", "1000001|乙.docx|2031|一/1|市水利局|河道|eq|1|||")]
    [InlineData("v_unit", "*", "水利局|lead|2031|1|1", "财政局|support|2031|1|1")]
    [InlineData("v_unit_pair", "*", "水利局|财政局|2031|1|1")]
    [InlineData("v_table_cell", "row_no, column_no, document_name, year, head, text",
        "1|1|乙.docx|2031||𠮷田清单", "2|1|乙.docx|2031|𠮷田清单|河段", "2|2|乙.docx|2031|𠮷田清单|")]
    [InlineData("v_coverage", "document_name, year, plans, tasks", "乙.docx|2031|2|1")]
    public void A_view_has_one_row_a_thing_though_the_file_lies_in_two_places(string view, string columns, params string[] rows) =>
        Assert.Equal(rows, TemporaryFolder.Query(_folder["p.db"], $"SELECT {columns} FROM {view}"));

    [Theory]
    [InlineData("v_assignment")]
    [InlineData("v_deadline")]
    [InlineData("v_target")]
    public void Beside_each_facts_words_stand_forty_characters_of_its_text(string view)
    {
        string[] rows = TemporaryFolder.Query(_folder["p.db"], $"""
            SELECT substr(d.text, start_cp + 1 - length(before), length(before) + length(v.raw) + length(after)) = before || v.raw || after,
                length(before) = min(40, start_cp), length(after) = min(40, length(d.text) - start_cp - v.length_cp)
            FROM {view} v JOIN documents d USING (document_id)
            """);
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Equal("1|1|1", row));
    }

    [Fact]
    public void Characters_are_counted_without_white_space_and_by_code_points()
    {
        string[] row = TemporaryFolder.Query(_folder["p.db"], """
            SELECT characters, in_tasks, in_facts, in_headings, in_tables, set_apart, unread FROM document_coverage
            """)[0].Split('|');
        string text = TemporaryFolder.Query(_folder["p.db"], "SELECT text FROM documents")[0];
        Assert.Equal(text.EnumerateRunes().Count(rune => !System.Text.Rune.IsWhiteSpace(rune)), int.Parse(row[0], System.Globalization.CultureInfo.InvariantCulture));
        // The task from 1. to the bracket; 市水利局, 市财政局, 6月底前, 河道, 92.5%; the title (16), the document's number (11), 一、主要任务, 1.,
        // 二、工作目标; the words of the table; the number's paragraph, which is set apart.
        Assert.Equal(["38", "19", "41", "6", "11"], [row[1], row[2], row[3], row[4], row[5]]);
    }
}
