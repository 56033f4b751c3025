using System.Text.RegularExpressions;
using PolicyIngest.Ingest.Annotations.Times;
using PolicyIngest.Ingest.Lexicons;
using PolicyIngest.Ingest.Rules.Targets;

namespace PolicyIngest.Ingest.Rules.Deadlines;

/// <summary>What the words after a date make of it.</summary>
internal enum TimeTail
{
    /// <summary>Nothing.</summary>
    None,
    /// <summary>前, 之前, 以前, 止.</summary>
    Before,
    /// <summary>起, 开始.</summary>
    From,
    /// <summary>后, 以来, 期间: no bound of an action.</summary>
    Unbounded,
}

/// <summary>The words around a date that say how it is meant.</summary>
internal static partial class TimeWords
{
    // 前, 之前, 以前, 止, (星期五)前, 下午16时前, 中午前, 下班前, (含)前, 24时截止; not 前后, 前三季度, 前期.
    [GeneratedRegex(@"^(?:\((?:星期|周)[一二三四五六日天]\)|\(含[^()\n]{0,6}\))?(?:" + TimeScanner.Clock + @"|[上下]午|中午|晚上?|下班|上班|零时|午夜|当[日天])?(?:\(含[^()\n]{0,6}\))?(?:(?:之|以)?前(?![后期往]|[0-9一二三四五六两几]{1,2}个?[季月年半](?!底)|半年)|[为截]?止(?!回|[逆漏]))")]
    private static partial Regex BeforePattern();

    // 起, 开始, 始; not 起草, 起步, 起源.
    [GeneratedRegex(@"^(?:\((?:星期|周)[一二三四五六日天]\)|\(含[^()\n]{0,6}\))?(?:" + TimeScanner.Clock + ")?(?:起(?![草步源伏])|开始)")]
    private static partial Regex FromPattern();

    // 后, 之后, 以来, 期间, 时.
    [GeneratedRegex("^(?:[之以]?后|以来|来(?![临])|期间|时(?!限|间))")]
    private static partial Regex UnboundedPattern();

    // 到2025年, 截至, 截止到, 力争到; not 达到2025年水平, 涉及到, 由2020年的3家增长到2023年的9家, 延至.
    [GeneratedRegex("(?:(?<![达得及受看]|增长|增加|提[高升]|上升|下降|降低|减少|扩大)到|(?<![延甚]|增长|增加|提[高升]|上升|下降|降低|减少|扩大)至|截[至止]到?|[不至]?[迟晚]于|最[迟晚]于?|至迟于?)$", RegexOptions.RightToLeft)]
    private static partial Regex UntilPrefix();

    // 截至, 截止, 截止到.
    [GeneratedRegex("截[至止]到?$", RegexOptions.RightToLeft)]
    private static partial Regex AsOfPrefix();

    // 已建成, 共有12家, 开展了; not 了解.
    [GeneratedRegex("已|共[有计]|现有|拥有|[市县区省国](?:共|现|建)?有|[达为超近约有](?:过|到)?[0-9]|(?<!为)了(?!解)|累计(?:完成|建成|实现)?[^,]{0,6}达(?!到)")]
    private static partial Regex StateAfter();

    // 比2020年, 较2015年底, 与2020年相比, 有效期至2025年, 上一年度9月, 已于4月: what the date is compared with or how long a paper holds; 注册时间为2018年5月31日前: whom a rule concerns.
    [GeneratedRegex("(?:比|较|相比|相对于?|对照|基于|(?:有效期|执行期)限?[为至到]*|效期至|自从|上一?年度|已[于在]|(?:注册|登记|成立|出生|取得)(?:时间|日期)[应须需]?[为在于])$", RegexOptions.RightToLeft)]
    private static partial Regex ReferencePrefix();

    // , 已经建成; 均已完成; 已建成的; not , 已建成的设施全部达标, where the things are meant that the action is about.
    [GeneratedRegex("^(?:,(?![^,。;]{0,14}的))?(?:就|均|都|全部|全市|全区|全县|我[市区县])?(?:已|业已|曾经?)")]
    private static partial Regex DoneAfter();

    // 建成的老旧小区, 注册登记的车辆, 取得许可证的企业: which things are meant; not 建成具有影响力的中心, which is to be done.
    [GeneratedRegex("^(?:已经?|未)?(?:" + Attribute + ")(?:并?(?:" + Attribute + "|使用|验收|手续|生产)){0,2}的|^(?:取得|获得|办理|签订)[^,。;:、\n]{0,10}(?:证|许可|批复|手续|合同|协议|资格)的|^的")]
    private static partial Regex AttributeAfter();

    private const string Attribute = "建成|建设|投产|投运|投用|投入|注册|登记|批准|审批|核准|备案|竣工|开工|购置|立项|设立|成立|出生|形成|存在|发生|入库|完工|上牌|认定";

    // 云岭市水利局2031年3月5日(此件公开发布), 办公室2031年3月5日印发: the date of a signature or an imprint, where a text of one line has lost its breaks.
    [GeneratedRegex(@"^\s*(?:$|印发(?!《)|\(?(?:此件|此文|本文|主动公开|附件|联系(?:人|电话)|抄[送报]|印))")]
    private static partial Regex SignatureAfter();

    // 6月5日世界环境日, 12月4日国家宪法日: a feast's date.
    [GeneratedRegex("^[(“\"]?(?:世界|国际|全国|国家|联合国|中国)[^,。;]{1,10}[日周月](?![前起])")]
    private static partial Regex FeastAfter();

    // 根据2023年5月10日, 已经2023年5月10日: of a paper, not of an action.
    [GeneratedRegex("(?:根据|依照|按照|依据|参照|经|对照)$", RegexOptions.RightToLeft)]
    private static partial Regex PaperPrefix();

    // 2023年5月10日云岭市政府令第12号发布, 第三次会议通过, 召开的; not 5月通过招标选定, 5月修订预案.
    [GeneratedRegex("第[0-9一二三四五六七八九十百]{1,4}[号次]|(?:审议|会议|表决)通过|(?:通过|修订|修正|召开|印发|发布|下发)的")]
    private static partial Regex PaperAfter();

    // 正式施行, 起实施 is From's: 2021年7月1日实施.
    [GeneratedRegex("^(?:正式|全面)?(?:施行|实施|执行|生效)")]
    private static partial Regex InForceAfter();

    // 前碳达峰行动方案, 前碳排放达峰目标; not 前实现碳达峰目标, 前完成规划编制.
    [GeneratedRegex("^前(?!完成|编制|制定|出台|印发|实现|建立|形成)[^,。;、\n]{0,30}?(?:方案|规划|计划|路线图)|^前碳(?:排放)?达峰[^,。;、\n]{0,6}(?:目标|愿景|要求|行动|承诺)")]
    private static partial Regex PlanName();

    // the start, a stop, (, 于, 在, 力争, 确保, 计划.
    [GeneratedRegex(@"(?:^|[,。;:\n(于在]|力争|争取|确保|计划|拟)$", RegexOptions.RightToLeft)]
    private static partial Regex ClauseOpening();

    // 年底考核, 年末总结; not 年底考核前.
    [GeneratedRegex("^(?:的|目标|绩效|效能|综合|集中|工作)?(?:考核|考评|效能|绩效|述职|总结|评[比议先优]|评估|决算|结算|奖励|检查验收)(?!前)")]
    private static partial Regex YearEndNoun();

    // 办理时间压缩至, 平均用时不超过, 在: what stands before the time that a case may take.
    [GeneratedRegex("(?:压[缩减降]|缩[短减]|减少|降低?|精简|控制|限)(?:为|至|到|在)?$|不(?:超过|多于|高于|大于)$|时[间限长]?(?:为|至|到|在)?$", RegexOptions.RightToLeft)]
    private static partial Regex HandlingBefore();

    // 办结, 作出决定, 予以答复: what an office does with each case; 出生180天内的: which cases are meant.
    [GeneratedRegex("^[^,。;:\n]{0,6}?(?:办[结理毕完]|审[批核查结]|受理|答[复疑]|回[复应]|核[发准验]|拨付|兑付|出具|作出|做出|予以|给予|支付|发放|缴[存纳]|退[还税]|放款|响应|签[发收]|立案|[初复]核|[初复]审|核[实对]|评审|公示|通知申请)|^[且的或]")]
    private static partial Regex HandlingAfter();

    // 自受理之日起, 收到申请后, 材料提交后: where the time of each case sets in.
    [GeneratedRegex("受理|申[请报办领]|材料|提交|递交|报[装建]|接[件单]")]
    private static partial Regex CaseWord();

    /// <summary>
    /// Whether a number of days is the time that an office has for every case (压缩至40个工作日以内, 自受理之日起5个工作日内办结), and not one that bounds an action.
    /// </summary>
    public static bool IsHandlingTime(TimeMention days, string text)
    {
        var before = text.AsSpan()[Math.Max(0, days.Start - 16)..days.Start];
        before = before[(before.LastIndexOfAny(",。;:\n") + 1)..];
        if (HandlingBefore().IsMatch(before)) return true;
        if (days.Shape == TimeShape.AfterEvent) return CaseWord().IsMatch(before) || CaseWord().IsMatch(days.Span.In(text));
        return HandlingAfter().IsMatch(text.AsSpan(days.End, Math.Min(20, text.Length - days.End)));
    }

    /// <summary>What follows the date, and how many characters that takes.</summary>
    public static (TimeTail Tail, int Length) TailOf(ReadOnlySpan<char> after)
    {
        foreach (var match in BeforePattern().EnumerateMatches(after)) return (TimeTail.Before, match.Length);
        foreach (var match in FromPattern().EnumerateMatches(after)) return (TimeTail.From, match.Length);
        return UnboundedPattern().IsMatch(after) ? (TimeTail.Unbounded, 0) : (TimeTail.None, 0);
    }

    /// <summary>Whether 到, 至 or 截至 stands before the date.</summary>
    public static bool EndsWithUntil(ReadOnlySpan<char> before) => UntilPrefix().IsMatch(Last(before));

    /// <summary>截至2024年6月底，已建成12处; 截至6月末，贷款余额同比增长: 截至 before what is the case already, or before nothing that is to be done.</summary>
    public static bool TellsState(ReadOnlySpan<char> before, ReadOnlySpan<char> after, WordSet acts)
    {
        if (!AsOfPrefix().IsMatch(Last(before))) return false;
        int end = after.IndexOfAny("。;\n");
        var sentence = end < 0 ? after : after[..end];
        return StateAfter().IsMatch(sentence) || acts.IndexIn(sentence) < 0;
    }

    /// <summary>Whether the date is a base of comparison or an end of validity.</summary>
    public static bool EndsWithReference(ReadOnlySpan<char> before) => ReferencePrefix().IsMatch(Last(before));

    /// <summary>Whether the words after a date say that it is done, or which things are meant.</summary>
    public static bool TellsWhatIs(ReadOnlySpan<char> after) => DoneAfter().IsMatch(after) || AttributeAfter().IsMatch(after);

    /// <summary>Whether a date stands behind an organ at the end of a text, as in a signature.</summary>
    public static bool Signs(ReadOnlySpan<char> before, ReadOnlySpan<char> after) =>
        (before.EndsWith("(代章)") || before.EndsWith("部)") || before.TrimEnd() is [.., '局' or '委' or '厅' or '部' or '办' or '府' or '会' or '室' or '司' or '院' or '处' or '组']) && SignatureAfter().IsMatch(after);

    /// <summary>Whether 年底 is part of a noun: 年底考核.</summary>
    public static bool IsYearEndNoun(ReadOnlySpan<char> after) => YearEndNoun().IsMatch(after);

    /// <summary>于2021年7月1日正式施行: whether a day puts a rule in force.</summary>
    public static bool PutsInForce(ReadOnlySpan<char> after) => InForceAfter().IsMatch(after);

    /// <summary>2030年前碳达峰行动方案, 2030年前碳达峰目标: whether the words after 年 name a plan or a goal.</summary>
    public static bool NamesPlan(ReadOnlySpan<char> after) => PlanName().IsMatch(after);

    /// <summary>Whether an action may follow a scheduled month or day: no 的, 为 or bracket behind it, nothing done, no paper.</summary>
    public static bool LeavesRoomForAction(ReadOnlySpan<char> before, ReadOnlySpan<char> after)
    {
        if (after is [] or ['的' or ')' or '、' or '为' or '~' or '-', ..] || TailOf(after).Tail == TimeTail.Unbounded) return false;
        var clause = after is [',', ..] ? after[1..] : after;
        int end = clause.IndexOfAny(",。;\n");
        if (end >= 0) clause = clause[..end];
        return !clause.Contains('已') && clause is not [_, .., '的'] && !PaperPrefix().IsMatch(Last(before)) && !PaperAfter().IsMatch(clause);
    }

    // 部署阶段(3月), 宣传发动(3月), 检查验收(11月): what a plan does in a phase; not 《条例》(2024年3月).
    [GeneratedRegex(@"(?:阶段|[期动署施治收估纠升固查结改进展训核审示])\($", RegexOptions.RightToLeft)]
    private static partial Regex PhaseBefore();

    // 3月至5月为动员部署阶段.
    [GeneratedRegex("^为[^,。;\n]{0,12}(?:阶段|期)")]
    private static partial Regex PhaseAfter();

    /// <summary>Whether a time is that of a phase: 动员阶段(4月至5月), 宣传发动(2024年3月), 3月至5月为动员阶段.</summary>
    public static bool NamesPhase(ReadOnlySpan<char> before, ReadOnlySpan<char> after, bool isRange) =>
        after is [')', ..] && (isRange || PhaseBefore().IsMatch(Last(before))) || isRange && PhaseAfter().IsMatch(after);

    /// <summary>Whether a month without its year opens a clause: (5月,开展…; 于5月; 力争5月.</summary>
    public static bool OpensClause(ReadOnlySpan<char> before) => ClauseOpening().IsMatch(Last(before));

    // 某某变电站11月建成投产: what is to be finished or begun in a month.
    [GeneratedRegex("^(?:份|底)?(?:全面|正式|实现|如期|全部|整体)?(?:建成|开工|动工|竣工|投产|投用|投运|完工|通车|通水|交付|开园|开业|开馆|启用|上线)(?![^,。;、]{0,12}的)")]
    private static partial Regex Milestone();

    /// <summary>Whether a month is that of a milestone, where its clause names what is built: 某某变电站11月建成投产.</summary>
    public static bool IsMilestone(ReadOnlySpan<char> clauseBefore, ReadOnlySpan<char> after) =>
        clauseBefore.Length >= 2 && clauseBefore.IndexOf('已') < 0 && !clauseBefore.EndsWith("年") && Milestone().IsMatch(after);

    /// <summary>Whether the date is a feast's.</summary>
    public static bool IsFeast(ReadOnlySpan<char> after) => FeastAfter().IsMatch(after);

    private static ReadOnlySpan<char> Last(ReadOnlySpan<char> before) => before.Length > 12 ? before[^12..] : before;
}
