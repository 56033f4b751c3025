using PolicyIngest.Ingest.Lexicons;
using PolicyIngest.Ingest.Text;
using Xunit;

namespace PolicyIngest.Tests.Text;

public sealed class UnitNamesTests
{
    [Theory]
    [InlineData("发改委", "发展和改革委员会", null)]
    [InlineData("市发改委", "发展和改革委员会", "city")]
    [InlineData("区发展改革委", "发展和改革委员会", "county")]
    [InlineData("省发展和改革委员会", "发展和改革委员会", "province")]
    [InlineData("云岭市发改委", "发展和改革委员会", "city")]
    [InlineData("国家发展改革委", "国家发展和改革委员会", "state")]
    [InlineData("市场监管局", "市场监督管理局", null)]
    [InlineData("市市场监管局", "市场监督管理局", "city")]
    [InlineData("市民政局", "民政局", "city")]
    [InlineData("市场监管总局", "国家市场监督管理总局", "state")]
    [InlineData("财政部", "财政部", "state")]
    [InlineData("省财政厅", "财政厅", "province")]
    [InlineData("财政厅", "财政厅", "province")]
    [InlineData("县工信局", "工业和信息化局", "county")]
    [InlineData("市住房城乡建设局", "住房和城乡建设局", "city")]
    [InlineData("市委组织部", "党委组织部", "city")]
    [InlineData("区政府", "人民政府", "county")]
    [InlineData("云岭市政府", "云岭市人民政府", "city")]
    [InlineData("青川县人民政府", "青川县人民政府", "county")]
    [InlineData("市委", "市委", "city")]
    [InlineData("松湖开发区管委会", "松湖开发区管理委员会", null)]
    [InlineData("国网云岭供电公司", "国网云岭供电公司", null)]
    [InlineData("云岭市清源化工有限公司", "云岭市清源化工有限公司", null)]
    [InlineData("市水务局（市河长办）", "水务局", "city")]
    [InlineData("城南公安分局", "城南公安分局", null)]
    [InlineData("人民银行云岭市中心支行", "中国人民银行云岭市中心支行", "state")]
    [InlineData("省委办公厅", "党委办公厅", "province")]
    public void A_single_unit(string name, string canonical, string? level) =>
        Assert.Equal(new UnitName(canonical, level, false), UnitNames.Describe(name));

    [Theory]
    [InlineData("各县（市、区）人民政府", "各县（市、区）人民政府", "county")]
    [InlineData("各区政府", "各区人民政府", "county")]
    [InlineData("各街道办事处", "各街道办事处", "town")]
    [InlineData("相关部门", "相关部门", null)]
    [InlineData("市相关部门", "市相关部门", "city")]
    [InlineData("成员单位", "成员单位", null)]
    public void A_group(string name, string canonical, string? level) =>
        Assert.Equal(new UnitName(canonical, level, true), UnitNames.Describe(name));

    [Fact]
    public void Full_names_stand_for_themselves()
    {
        var names = Lexicon.Load("unit-names");
        Assert.NotEmpty(names.Entries);
        Assert.All(names.Entries, e => Assert.Equal(e.Kind, names.Find(e.Kind)?.Kind));
    }

    [Theory]
    [InlineData("词")]
    [InlineData("词\t类\t注\t多")]
    [InlineData("词\t类\n词\t别")]
    public void A_bad_lexicon_is_refused(string text) => Assert.Throws<FormatException>(() => Lexicon.Parse("t", text));
}
