using System.Text.RegularExpressions;

namespace PolicyIngest.Ingest.Readers.Recognition;

/// <summary>
/// Puts characters right that recognition takes for others of the same shape, where what stands beside them leaves one reading. Each mend is
/// recorded.
/// </summary>
internal static partial class Mending
{
    /// <summary>The text of a line with its characters put right.</summary>
    /// <param name="text">As recognised.</param>
    /// <param name="mends">Takes what was done: <c>年一2023→年—2023</c>.</param>
    public static string Mend(string text, List<string> mends)
    {
        text = DashBetweenFigures().Replace(text, match => Put(match.Value, match.Value[..^match.Groups["bar"].Length] + "—", mends));
        text = YearOfNumber().Replace(text, match => match.Value is ['〔', .., '〕'] ? match.Value : Put(match.Value, $"〔{match.Groups["year"]}〕", mends));
        text = BarForWork().Replace(text, match => Put(match.Value, $"工{match.Value[1..]}", mends));
        text = ClothOfStraw().Replace(text, match => Put(match.Value, $"苫{match.Value[1..]}", mends));
        text = GangueStone().Replace(text, match => Put(match.Value, match.Value.Replace('研', '矸').Replace('杆', '矸'), mends));
        text = OpenBracketAtEnd().Replace(text, match => Put(match.Value, "〔", mends));
        text = BuryByFill().Replace(text, match => Put(match.Value, "填埋", mends));
        text = PeriodOfFive().Replace(text, match => Put(match.Value, $"十{match.Value[1..]}", mends));
        text = Currency().Replace(text, match => Put(match.Value, "货币", mends));
        text = Effort().Replace(text, match => Put(match.Value, "着力", mends));
        text = Soil().Replace(text, match => Put(match.Value, match.Value.Replace('士', '土'), mends));
        text = Goal().Replace(text, match => Put(match.Value, "目标", mends));
        text = OpenForOffice().Replace(text, match => Put(match.Value, $"{match.Value[..^1]}局", mends));
        text = LoneBar().Replace(text, match => Put(match.Value, "1", mends));
        return DotForComma().Replace(text, match => Put(match.Value, "、", mends));
    }

    private static string Put(string was, string now, List<string> mends)
    {
        mends.Add($"{was}→{now}");
        return now;
    }

    // 2021年一2023年, 2021一2023年, 取3一5家, 取3一 at a line's end — no numeral stands between figures
    [GeneratedRegex(@"(?<=\d)(?<bar>[一－ー])(?=\d|$)|(?<=\d[年月日%％])(?<bar>[一－ー])(?=\d)")]
    private static partial Regex DashBetweenFigures();

    // 政发[2021]8号, 办发〔2021]: the year in a document's number stands in brackets of its own kind
    [GeneratedRegex(@"(?<=[发办字函令])(?:[\[［〔](?<year>(?:19|20)\d\d)[\]］〕）]|（(?<year>(?:19|20)\d\d)[\]］〕])")]
    private static partial Regex YearOfNumber();

    // 政发[20 at a line's end, where the number goes on in the next
    [GeneratedRegex(@"(?<=[政办]发|[政办]函|政字|政办字)[\[［](?=(?:19|20)?\d{0,2}$)")]
    private static partial Regex OpenBracketAtEnd();

    // 零填理, 填理场
    [GeneratedRegex("填理")]
    private static partial Regex BuryByFill();

    // 干四五规划: the plans of five years are counted (十四五)
    [GeneratedRegex("干[二三四五]五(?=[”’规时期以及末]|$)")]
    private static partial Regex PeriodOfFive();

    // 虚拟货市, but 百货市场
    [GeneratedRegex("货市(?!场)")]
    private static partial Regex Currency();

    // 看力构建, but 查看力度
    [GeneratedRegex("(?<![查观])看力(?=开展|实施|构建|推进|推动|打造|提升|提高|解决|破解|抓好|培育|完善|增强|加强|建设|促进|防范|优化)")]
    private static partial Regex Effort();

    // 国士空间, 排士场, 士壤
    [GeneratedRegex("国士(?=空间|绿化|资源)|排士场|(?<![女男护兵])士壤")]
    private static partial Regex Soil();

    // 自标任务, 下达的自标之内, but 各自标准
    [GeneratedRegex("(?<![各亲独])自标(?=[之、，。；：任责值]|$)")]
    private static partial Regex Goal();

    // I信局, I业园区: the figure one of Rome stands before none of these
    [GeneratedRegex("(?<![A-Za-z0-9])I(?:信局|信部门|业|程|商|（农）业)")]
    private static partial Regex BarForWork();

    // 苦布, 苦盖: straw cloth (苫) covers loads; 艰苦布局 is two words
    [GeneratedRegex("(?<![艰吃辛劳困疾甘贫清刻])苦(?:布|盖)")]
    private static partial Regex ClothOfStraw();

    // 煤研石, 煤杆石, 研石山: the waste of coal mines (矸石)
    [GeneratedRegex("煤[研杆]石(?!油)|研石(?=[山堆场]|回填|自燃|综合利用)")]
    private static partial Regex GangueStone();

    // 环境启 at the end of an organ's name; 环境启动 goes on
    [GeneratedRegex("(?:环境|监管|管理|资源|公安|财政|税务|水务|气象)启(?=$|[、，；。：）])")]
    private static partial Regex OpenForOffice();

    // I or l as the whole of a cell: a serial number, of which the bar is all that is seen
    [GeneratedRegex(@"\A[Il|]\z")]
    private static partial Regex LoneBar();

    // 丶 is a stroke, no word of its own.
    [GeneratedRegex("丶")]
    private static partial Regex DotForComma();
}
