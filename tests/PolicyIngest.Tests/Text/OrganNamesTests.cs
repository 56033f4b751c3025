using PolicyIngest.Ingest.Lexicons;
using PolicyIngest.Ingest.Text;
using Xunit;

namespace PolicyIngest.Tests.Text;

public sealed class OrganNamesTests
{
    private static readonly OrganNames Organs = OrganNames.Of(LexiconSet.BuiltIn);

    [Theory]
    [InlineData("市水务局", true)]
    [InlineData("清源热力有限责任公司", true)]
    [InlineData("松湖开发区管委会", true)]
    [InlineData("市自然资源局(林草局)", true)]
    [InlineData("职教处", true)]
    [InlineData("各区", true)]
    [InlineData("定期开展巡查", false)]
    [InlineData("6月底完成", false)]
    public void An_organ_is_known_by_its_name(string name, bool expected) => Assert.Equal(expected, Organs.IsOrgan(name));

    [Theory]
    [InlineData("职教处", false)]
    [InlineData("各区", false)]
    [InlineData("市水务局", true)]
    [InlineData("有关部门", true)]
    public void Some_ends_tell_it_wherever_they_stand(string name, bool expected) => Assert.Equal(expected, Organs.IsWhole(name));

    [Theory]
    [InlineData("市水务局", true)]
    [InlineData("各有关单位", true)]
    [InlineData("财政部", true)]
    [InlineData("高校", false)]
    [InlineData("企业", false)]
    public void Some_names_tell_which_organ(string name, bool expected) => Assert.Equal(expected, Organs.IsNamed(name));

    [Theory]
    [InlineData("市发改委", 1)]
    [InlineData("市场监督管理局", 0)]
    [InlineData("市市场监督管理局", 1)]
    [InlineData("市民政局", 1)]
    [InlineData("市级有关部门", 0)]
    [InlineData("自治区水利厅", 3)]
    public void The_sign_of_a_level(string name, int length) => Assert.Equal(length, Organs.LevelLength(name));

    [Theory]
    [InlineData("市能源局企业出入口必须硬化", 4)]
    [InlineData("市发展和改革委员会制定办法", 9)]
    [InlineData("市政府办公室印发", 6)]
    [InlineData("硬化出入口", 0)]
    public void Where_a_name_ends_in_running_text(string text, int length) => Assert.Equal(length, Organs.FirstEnd(text));

    [Theory]
    [InlineData("云岭市人民政府办公室", true)]
    [InlineData("云岭市水务局，青川县水务局", false)]
    [InlineData("加强河道治理工作", false)]
    public void The_name_of_an_issuer(string line, bool expected) => Assert.Equal(expected, Organs.IsIssuer(line));
}
