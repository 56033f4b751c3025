using System.Text;
using PolicyIngest.Ingest;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Rules;

public sealed class CitationTests
{
    [Theory]
    [InlineData("根据《云岭省河道治理条例》，制定本方案。", "Basis 云岭省河道治理条例 -")]
    [InlineData("根据《甲河治理规划》（云政发〔2030〕5号）和《乙河治理规划》，制定本方案。", "Basis 甲河治理规划 云政发〔2030〕5号", "Basis 乙河治理规划 -")]
    [InlineData("为贯彻落实《甲河治理规划》精神，依据《乙河治理条例》，结合实际，制定本方案。", "Implements 甲河治理规划 -", "Basis 乙河治理条例 -")]
    [InlineData("按照云政办发(2030)05号文件要求清理河道。", "Basis - 云政办发〔2030〕5号")]
    [InlineData("落实云政办发﹝2030]第5号、云水发【2031】 7 号。", "Implements - 云政办发〔2030〕5号", "Implements - 云水发〔2031〕7号")]
    [InlineData("按照云财（农）发〔2030〕5号、云政发〔20316号清理河道。", "Basis - 云财(农)发〔2030〕5号", "Basis - 云政发〔2031〕6号")]
    [InlineData("《云岭市河道管理办法》同时废止。", "Ends 云岭市河道管理办法 -")]
    [InlineData("《甲河管理办法》（云政发〔2030〕5号）、《乙河管理办法》同时废止。", "Ends 甲河管理办法 云政发〔2030〕5号", "Ends 乙河管理办法 -")]
    [InlineData("《甲河治理规划》《乙河治理规划》已经市政府同意，现印发给你们。", "Implements 甲河治理规划 -", "Implements 乙河治理规划 -")]
    [InlineData("落实省级要求，以《甲河治理规划》为指导清理河道。", "Basis 甲河治理规划 -")]
    [InlineData("对照清单，对《甲河治理名录》进行动态调整。", "Changes 甲河治理名录 -")]
    [InlineData("落实省级要求，编制《甲河治理规划》，抓好《乙河治理规划》组织实施。", "Mentions 甲河治理规划 -", "Implements 乙河治理规划 -")]
    [InlineData("按照省政府印发的《甲河治理规划》清理河道。", "Basis 甲河治理规划 -")]
    [InlineData("排水应符合《河道排水标准》（GB1-2030）修改单。", "Mentions 河道排水标准 -")]
    [InlineData("修订《云岭市河道管理办法》。", "Changes 云岭市河道管理办法 -")]
    [InlineData("《关于修改〈云岭市河道管理办法〉的决定》自公布之日起施行。", "Mentions 关于修改〈云岭市河道管理办法〉的决定 -")]
    [InlineData("申请人凭《营业执照》办理。", "Mentions 营业执照 -")]
    [InlineData("落实中华人民共和国国务院令第707号、云岭省人民政府令（第9号）。", "Implements - 国务院令第707号", "Implements - 云岭省人民政府令第9号")]
    [InlineData("落实省“十四五”规划纲要。", "Implements “十四五”规划纲要 -")]
    [InlineData("“十四五”期间清理5号河道，2030年建成。")]
    public void Why_a_document_is_named_is_told_by_the_words_around_it(string sentence, params string[] expected) =>
        Assert.Equal(expected, Read("a.txt", "云岭市河道治理方案\n一、主要任务\n（一）清理河道。" + sentence + "\n责任单位：市水利局\n（二）种植树木。新建苗圃。\n责任单位：市林业局\n")
            .Citations.Select(each => $"{each.Kind} {each.Title ?? "-"} {each.DocNumber ?? "-"}"));

    [Theory]
    [InlineData("国务院关于印发河道治理规划纲要的通知", "河道治理规划纲要")]
    [InlineData("《河道治理“规划”纲要（试行）》", "河道治理规划纲要试行")]
    [InlineData("河道治理规划纲要(征求意见稿)", "河道治理规划纲要")]
    [InlineData("云岭市人民政府关于加快河道治理的意见", "加快河道治理的意见")]
    [InlineData("实施方案", null)]
    public void A_title_has_one_form_however_it_is_cited(string title, string? key) => Assert.Equal(key, CitedNames.KeyOf(title));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_cited_is_found_whatever_the_order_of_imports(bool reversed)
    {
        const string Cited = "云政发〔2030〕5号\n云岭市人民政府关于印发云岭市河道治理规划的通知\n各县人民政府：\n现将《云岭市河道治理规划》印发给你们，请认真执行。\n云岭市河道治理规划\n一、主要任务\n（一）清理河道。疏通沟渠。\n责任单位：市水利局\n（二）种植树木。新建苗圃。\n责任单位：市林业局\n";
        const string Citing = "青禾县河道治理方案\n一、主要任务\n（一）清理河道。落实《云岭市河道治理规划》，根据《云岭省水法》（云水发〔2029〕1号），疏通沟渠。\n责任单位：县水利局\n（二）种植树木。根据云水发〔2029〕1号新建苗圃。\n责任单位：县林业局\n";
        using var folder = new TemporaryFolder();
        using (var store = SqliteStore.Open(folder["p.db"]))
        {
            long run = store.BeginRun("0", "rules");
            foreach (var (path, text) in reversed ? new[] { ("/b.txt", Citing), ("/a.txt", Cited) } : [("/a.txt", Cited), ("/b.txt", Citing)])
                store.Save(new FileStamp(path, 1, DateTime.UnixEpoch), PreparedDocument.Of(Read(path, text), "rules"), "rules", run);
            store.Checkpoint();
        }
        Assert.Equal(["implements|云岭市河道治理规划||云岭市河道治理规划|云岭市河道治理规划", "basis|云岭省水法|云水发〔2029〕1号|云水发〔2029〕1号|", "basis||云水发〔2029〕1号|云水发〔2029〕1号|"],
            TemporaryFolder.Query(folder["p.db"], """
                SELECT citation_kind, cited_title, cited_number, cited_key, (SELECT title FROM plans WHERE plan_id = cited_plan_id)
                FROM v_citation WHERE document_name = 'b.txt' ORDER BY start_cp
                """));
        Assert.Equal(["云水发〔2029〕1号|2|1", "云岭市河道治理规划|1|1"], TemporaryFolder.Query(folder["p.db"], "SELECT cited_key, citations, citing_documents FROM v_cited ORDER BY citations DESC"));
        Assert.Equal(["青禾县河道治理方案|云岭市河道治理规划|implements"], TemporaryFolder.Query(folder["p.db"], """
            SELECT p.title, x.title, citation_kind FROM v_citation_link l JOIN plans p USING (plan_id) JOIN plans x ON x.plan_id = l.cited_plan_id
            """));
    }

    [Fact]
    public void Copies_and_versions_of_one_document_are_linked()
    {
        const string Plan = "云岭市河道治理规划\n一、主要任务\n（一）清理河道。疏通沟渠。\n责任单位：市水利局\n（二）种植树木。新建苗圃。\n责任单位：市林业局\n";
        using var folder = new TemporaryFolder();
        using (var store = SqliteStore.Open(folder["p.db"]))
        {
            long run = store.BeginRun("0", "rules");
            foreach (var (path, text) in new[] { ("/a.txt", Plan), ("/b.txt", "云岭市人民政府关于印发《云岭市河道治理规划》的通知\n各县人民政府：\n现将《云岭市河道治理规划》印发给你们，请认真执行。\n" + Plan), ("/c.txt", Plan.Replace("河道治理规划", "道路养护规划", StringComparison.Ordinal)) })
                store.Save(new FileStamp(path, 1, DateTime.UnixEpoch), PreparedDocument.Of(Read(path, text), "rules"), "rules", run);
            store.Checkpoint();
        }
        Assert.Equal(["1000001|2000001", "2000001|1000001"], TemporaryFolder.Query(folder["p.db"], "SELECT plan_id, other_plan_id FROM v_document_version ORDER BY plan_id"));
    }

    private static Extraction Read(string path, string text) => IngestPipeline.Run(new SourceFile(path, Encoding.UTF8.GetBytes(text)), ReadOptions.Default);
}
