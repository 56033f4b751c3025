using PolicyIngest.Tests.Cli;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Import;

/// <summary>What is said of documents from outside, by <c>import --meta</c>.</summary>
public sealed class GivenFactsTests : IDisposable
{
    private const string Plan = "云岭市河道治理方案\n云政发〔2030〕5号\n一、主要任务\n（一）清理河道。10月底前疏通沟渠。\n责任单位：市水利局\n（二）种植树木。新建苗圃。\n责任单位：市林业局\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_wins_over_what_the_text_says()
    {
        Documents();
        _folder.Write("meta.csv", "file,place,issuer,kind,date,url,catalogue\na.txt,370102,济南市历下区水务局,measures,2031年2月3日,https://example.org/a,\"x, 1\"\n2031/*.txt,,,,,,all\n2031/b.txt,,,,,,own\n");
        await Import(0, "imported 3");
        Assert.Equal(
            ["a.txt|370102|山东省|济南市|历下区|county|given|济南市历下区水务局|measures|2031-02-03|2031", "b.txt||||||||plan||", "c.txt||||||||plan||"],
            Query("""
                SELECT f.name, place_code, province, city, county, CASE WHEN place_code IS NULL THEN NULL ELSE level END, place_source, issuer, kind, issued_on, year
                FROM plans JOIN files f USING (document_id) ORDER BY f.name
                """));
        Assert.Equal(["a.txt|catalogue|x, 1", "a.txt|url|https://example.org/a", "b.txt|catalogue|own", "c.txt|catalogue|all"],
            Query("SELECT f.name, d.name, value FROM document_fields d JOIN files f USING (document_id) WHERE start_cp IS NULL ORDER BY 1, 2"));
        // A day without a year is of the year that was given.
        Assert.Equal(["2031-10-31"], Query("SELECT due FROM v_deadline WHERE document_name = 'a.txt'"));
        Assert.Empty(Query("SELECT 1 FROM plan_evidence JOIN plans USING (plan_id) WHERE issuer = '济南市历下区水务局' AND field IN ('issuer', 'issued_on')"));
    }

    [Fact]
    public async Task A_line_that_changes_has_its_files_read_again_and_no_other()
    {
        Documents();
        _folder.Write("meta.csv", "文件,地区,备注\na.txt,山东省济南市,甲\n2031/b.txt,安徽省,乙\n");
        await Import(0, "imported 3");
        await Import(0, "imported 0, replaced 0, unchanged 3");
        _folder.Write("meta.csv", "文件,备注,地区\na.txt,甲,山东省济南市\nb.txt,丙,安徽省\n");
        await Import(0, "imported 0, replaced 1, unchanged 2");
        Assert.Equal(["340000|丙"], Query("SELECT place_code, value FROM plans JOIN files f USING (document_id) JOIN document_fields d USING (document_id) WHERE f.name = 'b.txt'"));
        // An import without the file keeps what was given, also of documents that it reads again.
        await Import(0, "replaced 3", "--force", withMeta: false);
        Assert.Equal(["370100", "340000"], Query("SELECT place_code FROM plans JOIN files f USING (document_id) WHERE place_code IS NOT NULL ORDER BY f.name"));
        _folder.Write("meta.csv", "文件\na.txt\n");
        await Import(0, "imported 0, replaced 2, unchanged 1");
        Assert.Equal(["3"], Query("SELECT count(*) FROM plans WHERE place_code IS NULL"));
        Assert.Empty(Query("SELECT 1 FROM document_fields"));
    }

    [Fact]
    public async Task Members_of_an_archive_are_given_facts_too()
    {
        Directory.CreateDirectory(_folder["in"]);
        File.WriteAllBytes(_folder["in/all.zip"], new ZipBuilder().Part("a.txt", Plan).Part("b.txt", Plan + "二、保障措施\n").Zip());
        _folder.Write("meta.csv", "file,place\nall.zip!/a.txt,340000\n");
        await Import(0, "imported 2");
        Assert.Equal(["340000|given", "|"], Query("SELECT place_code, place_source FROM plans JOIN files USING (document_id) ORDER BY path"));
        await Import(0, "imported 0, replaced 0, unchanged 1");
        _folder.Write("meta.csv", "file,place\nall.zip!/b.txt,340000\n");
        await Import(0, "imported 0, replaced 2");
        Assert.Equal(["", "340000"], Query("SELECT place_code FROM plans JOIN files USING (document_id) ORDER BY path"));
    }

    [Fact]
    public async Task A_kind_that_is_given_decides_what_makes_tasks()
    {
        _folder.Write("in/a.txt", "云岭市河道治理方案\n一、主要任务\n（一）清理河道。疏通沟渠。\n（二）种植树木。新建苗圃。\n");
        await Import(0, "imported 1", withMeta: false);
        Assert.NotEmpty(Query("SELECT 1 FROM tasks"));
        _folder.Write("meta.csv", "file,kind\n*.txt,report\n");
        await Import(0, "replaced 1");
        Assert.Empty(Query("SELECT 1 FROM tasks"));
    }

    [Fact]
    public async Task Facts_outlast_a_correction()
    {
        Documents();
        _folder.Write("meta.csv", "file,place,备注\na.txt,340000,甲\n");
        await Import(0, "imported 3");
        string unit = Query("SELECT assignment_id FROM v_assignment WHERE document_name = 'a.txt' ORDER BY 1")[0];
        var run = await CliRun.Of("correct", "--db", _folder["p.db"], "--fact", "a" + unit, "--drop");
        Assert.True(run.Code == 0, run.Error);
        Assert.Equal(["340000|甲"], Query("SELECT place_code, value FROM plans JOIN files f USING (document_id) JOIN document_fields d USING (document_id) WHERE f.name = 'a.txt'"));
    }

    [Theory]
    [InlineData("file,place\na.txt,无此县\n", "meta.csv:2: 无此县: the register has no such place")]
    [InlineData("file,place\na.txt,鼓楼区\n", "meta.csv:2: 鼓楼区: several places bear the name; write the code: 320106 江苏省南京市鼓楼区")]
    [InlineData("file,kind\n\na.txt,scheme\n", "meta.csv:3: scheme: there is no such kind; it is one of plan, measures")]
    [InlineData("file,date\na.txt,2031-02-30\n", "meta.csv:2: 2031-02-30: this is no date")]
    [InlineData("file,date\n,2031-02-03\n", "meta.csv:2: the line names no file")]
    [InlineData("file,url\na.txt,u,v\n", "meta.csv:2: cell 3 stands below no column's name")]
    [InlineData("name,url\na.txt,u\n", "meta.csv:1: no column is named file")]
    [InlineData("file,url,url\na.txt,u\n", "meta.csv:1: two columns are named url")]
    public async Task A_line_that_is_wrong_is_told_and_nothing_is_imported(string csv, string expected)
    {
        Documents();
        _folder.Write("meta.csv", csv);
        var run = await Import(2, expected);
        Assert.DoesNotContain("imported 3", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["p.db"]));
    }

    [Fact]
    public async Task A_line_about_no_file_is_told()
    {
        Documents();
        _folder.Write("meta.csv", "file,url\na.txt,u\nd.txt,u\n");
        await Import(0, "meta.csv:3: no file of this import is d.txt");
    }

    private void Documents()
    {
        foreach (string name in new[] { "a.txt", "2031/b.txt", "2031/c.txt" }) _folder.Write("in/" + name, Plan.Replace("沟渠", "沟渠" + name[^5], StringComparison.Ordinal));
    }

    private Task<CliRun> Import(int code, string expected, string? option = null, bool withMeta = true) =>
        Checked(code, expected, ["import", _folder["in"], "--db", _folder["p.db"], "--jobs", "1", .. withMeta ? new[] { "--meta", _folder["meta.csv"] } : [], .. option is null ? Array.Empty<string>() : [option]]);

    private static async Task<CliRun> Checked(int code, string expected, string[] args)
    {
        var run = await CliRun.Of(args);
        Assert.True(run.Code == code, run.Error);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        return run;
    }

    private string[] Query(string sql) => TemporaryFolder.Query(_folder["p.db"], sql);
}
