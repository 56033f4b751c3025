using PolicyIngest.Ingest.Text;
using Xunit;

namespace PolicyIngest.Tests.Text;

public sealed class PlaceNamesTests
{
    [Theory]
    [InlineData("云岭市人民政府", null, "云岭市")]
    [InlineData("云岭市青川县人民政府办公室", null, "云岭市青川县")]
    [InlineData("中共云岭市委", null, "云岭市")]
    [InlineData("西江回族自治区人民政府", null, "西江回族自治区")]
    [InlineData("卫河区污染防治指挥部办公室", null, "卫河区")]
    [InlineData("云岭市城市管理局", null, "云岭市")]
    [InlineData("国务院办公厅", "云岭市治水方案", "全国")]
    [InlineData("工业和信息化部办公厅", null, "全国")]
    [InlineData(null, "云岭市2031年工作方案", "云岭市")]
    [InlineData(null, "2031年度云岭市治水安排", "云岭市")]
    [InlineData(null, "《云岭市卫河区治水方案》责任分工", "云岭市卫河区")]
    [InlineData("治水办公室", "青川县治水方案", "青川县")]
    public void The_place_at_the_beginning_is_the_region(string? issuer, string? title, string region) =>
        Assert.Equal(region, PlaceNames.RegionOf(issuer, title));

    [Theory]
    [InlineData(null, null)]
    [InlineData("市场监督管理局", null)]
    [InlineData("经济技术开发区管理委员会", null)]
    [InlineData(null, "全市治水方案")]
    [InlineData(null, "关于推进云岭市治水的意见")]
    [InlineData(null, "智慧城市建设方案")]
    [InlineData(null, "县域经济发展规划")]
    [InlineData(null, "城市更新方案")]
    [InlineData(null, "推进城市治水方案")]
    public void Where_no_place_is_named_none_is_made_up(string? issuer, string? title) => Assert.Null(PlaceNames.RegionOf(issuer, title));
}
