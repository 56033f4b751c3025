using PolicyIngest.Ingest.Readers.Recognition;
using Xunit;

namespace PolicyIngest.Tests.Readers.Recognition;

public sealed class MendingTests
{
    [Theory]
    [InlineData("（2021年一2023年）", "（2021年—2023年）")]
    [InlineData("2021一2023年", "2021—2023年")]
    [InlineData("选取3一5家企业", "选取3—5家企业")]
    [InlineData("选取3一", "选取3—")]
    [InlineData("I", "1")]
    [InlineData("水利丶农业", "水利、农业")]
    [InlineData("云政发[2023］6号", "云政发〔2023〕6号")]
    [InlineData("云政办发（2023〕16号", "云政办发〔2023〕16号")]
    [InlineData("县I信局", "县工信局")]
    [InlineData("各I（农）业园区", "各工（农）业园区")]
    [InlineData("运料车不加苦盖的", "运料车不加苫盖的")]
    [InlineData("清运煤研石", "清运煤矸石")]
    [InlineData("清运煤杆石", "清运煤矸石")]
    [InlineData("（云政发[20", "（云政发〔20")]
    [InlineData("垃圾零填理", "垃圾零填埋")]
    [InlineData("“干四五”规划", "“十四五”规划")]
    [InlineData("虚拟货市", "虚拟货币")]
    [InlineData("看力打造样板", "着力打造样板")]
    [InlineData("看力开展整治", "着力开展整治")]
    [InlineData("国士空间规划", "国土空间规划")]
    [InlineData("排士场边坡", "排土场边坡")]
    [InlineData("完成年度自标。", "完成年度目标。")]
    [InlineData("县生态环境启、", "县生态环境局、")]
    public void What_leaves_one_reading_is_put_right_and_recorded(string read, string meant)
    {
        var mends = new List<string>();
        Assert.Equal(meant, Mending.Mend(read, mends));
        // By their places the characters of which recognition is not sure are known.
        Assert.Equal(read.Length, meant.Length);
        Assert.Single(mends);
    }

    [Theory]
    [InlineData("2021年一季度")]
    [InlineData("一是2023年底前")]
    [InlineData("十一、2023年")]
    [InlineData("I级响应")]
    [InlineData("云政发〔2023〕6号")]
    [InlineData("云政发（2023）6号")]
    [InlineData("县域I类项目")]
    [InlineData("在艰苦布点")]
    [InlineData("百货市场")]
    [InlineData("国士无双")]
    [InlineData("查看力度")]
    [InlineData("各自标准")]
    [InlineData("骨干五人")]
    [InlineData("附图[20")]
    [InlineData("科研石油产品")]
    [InlineData("生态环境启用")]
    public void What_may_be_meant_stays(string read)
    {
        var mends = new List<string>();
        Assert.Equal(read, Mending.Mend(read, mends));
        Assert.Empty(mends);
    }

    [Theory]
    [InlineData("市财政局,市水务局:负责", "市财政局，市水务局：负责")]
    [InlineData("(一)12,000吨", "（一）12,000吨")]
    [InlineData("8:30前", "8:30前")]
    public void Marks_have_the_width_of_Chinese(string read, string meant) => Assert.Equal(meant, PunctuationWidth.Mend(read));

    [Fact]
    public void Tesseracts_table_gives_words_in_points()
    {
        const string table = "level\tpage\n5\t1\t1\t1\t1\t1\t100\t200\t50\t20\t96.5\t市水务局\n5\t1\t1\t1\t1\t2\t160\t200\t50\t20\t40\t牵头\n5\t1\t1\t1\t1\t3\t9\t9\t9\t9\t3\t、\n4\t1\t1\t1\t1\t0\t1\t1\t1\t1\t-1\t\n";
        var (words, characters, doubtful) = TesseractEngine.Words(table, 0.5);
        Assert.Equal([("市水务局", 50, 100, 75, 110), ("牵头", 80, 100, 105, 110)], words.Select(word => (word.Text, (int)word.Left, (int)word.Top, (int)word.Right, (int)word.Bottom)));
        Assert.Equal((6, 2), (characters, doubtful));
    }
}
