using System.Text.RegularExpressions;

namespace PolicyIngest.Ingest.Outline;

/// <summary>What a line without a number is, by its look: a title, an annex's label, a date, a document number, a closing line.</summary>
internal static partial class LineKinds
{
    // 附件 / 附件1 / 附表 2： / 附件1：… ; not 附件内容如下
    [GeneratedRegex(@"^附\s*(?<kind>件|表|录|图)?\s*(?<number>\d{1,3}|[一二三四五六七八九十]{1,3})?(?:-\d{1,2})?\s*(?<rest>[:、.\s].*)?$", RegexOptions.Singleline)]
    private static partial Regex AnnexLine();

    // 2021年6月15日, (2021年6月15日), 二〇二一年六月十五日, 2021312 (digits left of a date); not 2021年
    [GeneratedRegex(@"^\(?\s*(?:20\d{2}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|19\d{2}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|[二一][○〇零O0一二三四五六七八九]{3}年[一二三四五六七八九十0-9]{1,2}月[一二三四五六七八九十0-9]{1,3}日?|20\d{4,6}|20\d{2}[-./]\d{1,2}[-./]\d{1,2}|20\d{2}\s*年\s*\d{1,2}\s*月|[二一][○〇零O0一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月)\s*\)?\s*(?:印发|发布)?$")]
    private static partial Regex DateLine();

    // 平卫攻坚办[2021]11号, 国办发(2018)117号 alone on a line
    [GeneratedRegex(@"^[\[(]?[\u4e00-\u9fa5A-Za-z]{1,20}\s*[\[(《‘]?\s*(?:19|20)\d{2}\s*[\])》’]?\s*(?:第\s*)?\d{1,5}\s*号?[\])]?$")]
    private static partial Regex DocNumberLine();

    // (此件公开发布), 抄送:…, 主办单位:… , 打印, 关闭
    [GeneratedRegex(@"^\(?(?:此件(?:主动|依申请)?(?:公开|删减)|抄\s*送|主\s*送|联系(?:人|电话)|附\s*注|主办单位|承办单位|分享|打印|关闭|上一[条篇]|下一[条篇]|责任编辑|来源:|网站地图|版权所有|扫一扫)")]
    private static partial Regex ClosingLine();

    // 本办法自印发之日起施行，有效期5年; 原《某某办法》同时废止; not 本方案由市水务局组织实施
    [GeneratedRegex(@"^本[\u4e00-\u9fff]{0,6}?(?:办法|方案|政策|意见|措施|规定|细则|规则|条例|章程|制度|通知|公告|通告|计划|规划|清单|指南|指引|规范|标准|预案|决定)[^。]{0,40}?(?:(?:自|从|于)[^。]{1,30}?(?:施行|实施|执行|生效|起算)|之日起(?:施行|实施|执行|生效)|有效期|施行期|试行期)|^[^。]{2,80}同时废止。?$")]
    private static partial Regex ForceLine();

    // 某市人民政府办公室 2020年12月10日印发
    [GeneratedRegex(@"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*印发\s*$")]
    private static partial Regex ImprintLine();

    // 目 录, 前言, 引 言: heads what stands before the numbered parts; 正文 parts a page's fields from its text
    [GeneratedRegex(@"^(?:正\s*文|目\s*录|前\s*言|引\s*言|序\s*言|导\s*言|摘\s*要|编制说明)$")]
    private static partial Regex FrontHeading();

    // a title's last words: 方案 计划 规划 … with (试行) and years behind them
    [GeneratedRegex(@"(?:方案|计划|规划|安排|要点|清单|分工|分解|分解表|意见|措施|办法|纲要|规定|规程|细则|行动|通知|通报|决定|决议|任务|任务表|任务书|指南|预案|制度|体系|政策|条例|公告|通告|批复|函|复函|报告|倡议书?|工程|目标|目录|台账|事项|实事|举措|表|规则|标准|要求|工作)(?:\s*\(?(?:试行|暂行|修订|修订版|修订稿|征求意见稿|送审稿|会签稿|报批稿|审议稿|讨论稿|代拟稿|草案|节选|摘要|全文|\d{4}\s*年?版?|\d{4}\s*年?\s*[-~至—]+\s*\d{4}\s*年?|\s*月)\)?)*\s*$")]
    private static partial Regex TitleEnd();

    // 各市人民政府: / 各有关单位： the addressees
    [GeneratedRegex(@"^.{2,120}:$", RegexOptions.Singleline)]
    private static partial Regex Addressee();

    /// <summary>Whether a line heads an annex or lists annexes.</summary>
    /// <param name="line">The folded line.</param>
    /// <param name="label">The annex's label, normalised: 附件3; 附件 where it has no number.</param>
    /// <param name="rest">What stands behind the label.</param>
    public static bool IsAnnex(ReadOnlySpan<char> line, out string label, out string rest)
    {
        label = rest = "";
        if (line.Length == 0 || line[0] != '附' || line.Length > 200) return false;
        var match = AnnexLine().Match(line.ToString());
        if (!match.Success) return false;
        if (!match.Groups["kind"].Success && !match.Groups["rest"].Success && line.Length > 1) return false;
        string kind = match.Groups["kind"].Success ? match.Groups["kind"].Value : "件";
        label = "附" + kind + match.Groups["number"].Value;
        rest = match.Groups["rest"].Value.Trim([':', '、', '.', ' ', '\t']);
        return true;
    }

    /// <summary>Whether the line is a date and nothing else.</summary>
    public static bool IsDate(ReadOnlySpan<char> line) => line.Length is > 4 and < 40 && DateLine().IsMatch(line);

    /// <summary>Whether the line is a document number and nothing else.</summary>
    public static bool IsDocNumber(ReadOnlySpan<char> line) => line.Length is > 5 and < 45 && DocNumberLine().IsMatch(line);

    /// <summary>Whether the line belongs to what follows a document's text: copies to, publication notes, buttons.</summary>
    public static bool IsClosing(ReadOnlySpan<char> line) => ClosingLine().IsMatch(line) || line.Length < 80 && ImprintLine().IsMatch(line);

    /// <summary>Whether the line is a note in brackets (（本文有删减）, （2018年9月6日通过）), not the end of a title such as （2021—2023年） or （试行）.</summary>
    public static bool IsAside(ReadOnlySpan<char> line) =>
        line.Length > 2 && line[0] == '(' && line[^1] == ')' && !EndsLikeTitle(string.Concat("方案", line));

    // 专栏1 某某工程, 专栏 三: a box's head
    [GeneratedRegex(@"^专\s*栏\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?![\d一二三四五六七八九十]).{0,50}$")]
    private static partial Regex BoxHead();

    /// <summary>Whether the line heads a box beside the text (专栏1 …).</summary>
    public static bool IsBoxHead(ReadOnlySpan<char> line) => line.Length is > 2 and < 60 && line[0] == '专' && line.IndexOf('。') < 0 && BoxHead().IsMatch(line);

    /// <summary>Whether the line heads what stands before the numbered parts: 目录, 前言.</summary>
    public static bool IsFrontHeading(ReadOnlySpan<char> line) => line.Length < 8 && FrontHeading().IsMatch(line);

    /// <summary>Whether the line says when the document itself takes force.</summary>
    public static bool IsForce(ReadOnlySpan<char> line) => ForceLine().IsMatch(line);

    /// <summary>Whether the line names addressees.</summary>
    public static bool IsAddressee(ReadOnlySpan<char> line) => Addressee().IsMatch(line);

    /// <summary>Whether words end as the title of a plan or notice does.</summary>
    public static bool EndsLikeTitle(ReadOnlySpan<char> text) => TitleEnd().IsMatch(text[Math.Max(0, text.Length - 60)..]);

    // 关于印发某某方案的通知, 关于转发…的函, 关于会签《…》的函
    [GeneratedRegex("(?:印发|转发|批转|下发|发布|公布|会签|征求).{2,}(?:通知|通报|函|公告|通告)(?:\\(.{0,8}\\))?$")]
    private static partial Regex NoticeEnd();

    /// <summary>Whether words are the title of a notice that only issues something else.</summary>
    public static bool EndsLikeNotice(string text) => NoticeEnd().IsMatch(text);

    // 重点任务, 保障措施, 工作要求: names a part of any plan
    [GeneratedRegex("^(?:[一二三四五六七八九十]、)?(?:主要|重点|具体|工作|目标|年度|总体|组织|保障|实施|基本|指导|有关|相关|几点|下一步)*(?:任务|工作|措施|举措|内容|安排|要求|目标|原则|思想|领导|保障|实施|思路|步骤|背景|意义)$")]
    private static partial Regex GenericHeading();

    /// <summary>Whether words only name a part of a plan, any plan's.</summary>
    public static bool IsGenericHeading(string text) => GenericHeading().IsMatch(text);

    // 某市水务局文件云水发[2021]4号, 某某厅发文稿纸: a red head in one line
    [GeneratedRegex(@"\d{4}\s*[\])]\s*\d{1,5}\s*号$|稿纸$")]
    private static partial Regex RedHead();

    [GeneratedRegex(@"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日$|\d{4}-\d{1,2}-\d{1,2}")]
    private static partial Regex EndsWithDate();

    private static bool Unbalanced(ReadOnlySpan<char> line, char open, char close) => line.Count(open) < line.Count(close);

    /// <summary>Whether a line can be part of a title: short, without sentence punctuation.</summary>
    public static bool CanBeTitle(ReadOnlySpan<char> line)
    {
        if (line.Length is < 2 or > 90) return false;
        if (line.IndexOfAny("。;!?") >= 0 || line[^1] is ':' or ',' or '、') return false;
        if (line.IndexOf(',') >= 0 && line.IndexOf('《') < 0 || Unbalanced(line, '《', '》') || Unbalanced(line, '“', '”')) return false;
        if (line.IndexOf(':') is int colon && colon >= 0 && colon <= 8) return false;
        if (line.StartsWith("为") || line.StartsWith("近年来") || line.StartsWith("随着") || line.StartsWith("根据") || line.StartsWith("按照")) return false;
        // 某市财政局2021年1月28日, 2022-11-16来源:…, 新华社某地2月13日电
        if (EndsWithDate().IsMatch(line) || line.StartsWith("新华社") || line.StartsWith("--") || line.IndexOf("来源:") >= 0 || line.IndexOf("信息公开") >= 0 || line.EndsWith("章)") && line.IndexOf("盖") > 0) return false;
        return !IsDate(line) && !IsDocNumber(line) && !RedHead().IsMatch(line) && !IsClosing(line) && !ContentsPages.IsContents(line);
    }
}
