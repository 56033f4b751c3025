using System.Text;
using PolicyIngest.Ingest;
using PolicyIngest.Ingest.Lexicons;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Rules;
using PolicyIngest.Model;
using Xunit;

namespace PolicyIngest.Tests.Rules;

/// <summary>Where a plan holds: real names of the register in texts of our own.</summary>
public sealed class PlaceFinderTests
{
    private const string Body = "\n一、主要任务\n（一）清理河道。疏通沟渠，清除垃圾。\n责任单位：市水利局\n（二）种植树木。新建苗圃。\n责任单位：市林业局\n";

    [Theory]
    [InlineData("宁波市人民政府关于印发河道治理方案的通知\n宁波市河道治理方案", "330200|浙江省|宁波市||City|Issuer")]
    [InlineData("黑龙江省大庆市肇州县2031年河道治理方案", "230621|黑龙江省|大庆市|肇州县|County|Title")]
    [InlineData("浦东新区2031年河道治理方案", "310115|上海市||浦东新区|County|Title")]
    [InlineData("延边州2031年河道治理方案", "222400|吉林省|延边朝鲜族自治州||City|Title")]
    [InlineData("广西2031年河道治理方案", "450000|广西壮族自治区|||Province|Title")]
    [InlineData("国务院办公厅关于印发河道治理方案的通知\n河道治理方案", "||||State|Issuer")]
    [InlineData("宁波市高新区管委会关于印发河道治理方案的通知\n河道治理方案", "330200|浙江省|宁波市||Zone|Issuer")]
    [InlineData("肇州县托古乡人民政府关于印发河道治理方案的通知\n河道治理方案", "230621|黑龙江省|大庆市|肇州县|Town|Issuer")]
    [InlineData("关于印发河道治理方案的通知\n鲁政办发〔2031〕5号\n河道治理方案", "370000|山东省|||Province|Number")]
    // A place of no register: nothing is made up, not even by the units of a real place.
    [InlineData("云岭市2031年河道治理方案", "||||City|")]
    [InlineData("2031年河道治理方案", "|||||")]
    public void The_issuer_comes_first_then_title_and_number(string head, string expected) => Assert.Equal(expected, PlaceIn(head + Body));

    [Theory]
    [InlineData("鼓楼区2031年河道治理方案", "南京市玄武区的河道也要治理。", "320106|江苏省|南京市|鼓楼区|County|Title")]
    [InlineData("鼓楼区2031年河道治理方案", "", "|||鼓楼区|County|Title")]
    // 海南 is a province, and the district's name is longer.
    [InlineData("海南区2031年河道治理方案", "", "150303|内蒙古自治区|乌海市|海南区|County|Title")]
    [InlineData("徐州市鼓楼区2031年河道治理方案", "", "320302|江苏省|徐州市|鼓楼区|County|Title")]
    public void A_name_of_several_places_is_settled_by_the_others_that_the_document_names(string title, string sentence, string expected)
    {
        string text = title + Body + "（三）其他事项。" + sentence + "\n责任单位：区水利局\n";
        Assert.Equal(expected, PlaceIn(text));
        Assert.Equal(expected.StartsWith('|'), Read(text, LexiconSet.BuiltIn).Findings.Any(finding => finding.Code == FindingCode.AmbiguousPlace));
    }

    [Fact]
    public void Units_and_other_plans_tell_a_place_that_no_head_names()
    {
        const string Units = "2031年河道治理方案\n一、主要任务\n（一）清理河道。疏通沟渠。\n责任单位：宁波市水利局、宁波市财政局\n（二）种植树木。新建苗圃。\n责任单位：宁波市林业局\n";
        Assert.Equal("330200|浙江省|宁波市||City|Units", PlaceIn(Units));
        var plans = Read("附件1\n宁波市2031年河道治理方案" + Body + "附件2\n2031年树木种植方案" + Body, LexiconSet.BuiltIn).Plans;
        Assert.Equal(["330200", "330200"], plans.Select(plan => plan.Place!.Code));
        Assert.Equal(PlaceSource.Document, plans[1].Place!.Source);
    }

    [Fact]
    public void A_users_register_adds_places()
    {
        var set = LexiconSet.Extended(new Dictionary<string, string>(StringComparer.Ordinal) { ["places"] = "990000\t云岭省,云岭\n990100\t清河市\n" });
        Assert.Equal("990100|云岭省|清河市||City|Title", Shown(Read("清河市2031年河道治理方案" + Body, set)));
    }

    private static string PlaceIn(string text) => Shown(Read(text, LexiconSet.BuiltIn));

    private static string Shown(Extraction extraction)
    {
        var place = Assert.Single(extraction.Plans).Place!;
        return $"{place.Code}|{place.Province}|{place.City}|{place.County}|{place.Level}|{place.Source}";
    }

    private static Extraction Read(string text, LexiconSet lexicons) =>
        IngestPipeline.Run(new SourceFile("plan.txt", Encoding.UTF8.GetBytes(text)), ReadOptions.Default, new RuleOptions { Lexicons = lexicons });
}
