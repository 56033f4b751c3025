using System.Text.RegularExpressions;
using PolicyIngest.Ingest.Outline;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules;

/// <summary>
/// Decides what kind of text a plan is (文种): by its title's last words, by its form where these leave it open, and for laws by who issued it.
/// A text whose kind nothing tells is a plan.
/// </summary>
internal static partial class PlanKinds
{
    /// <summary>Fewest articles (第一条 …) that make a rule-book of a text, and chapters (第一章 …) that do so under such a title.</summary>
    private const int FewestArticles = 3, FewestChapters = 2;

    private const int MostHeadLines = 40;

    // 关于印发《某某办法》的通知, 关于印发某某办法的通知: the kind is that of what is issued
    [GeneratedRegex(@"(?:印发|转发|批转|发布|公布|颁布)(?:《(?<name>.+)》|(?<name>[^《》]+?))(?:的(?:通知|公告|通告|函|命令?))?$")]
    private static partial Regex Issued();

    // （试行）, （2021年修订）, (2021-2023年) at a title's end
    [GeneratedRegex(@"(?:\([^()]{1,20}\))+$")]
    private static partial Regex Bracketed();

    // 中华人民共和国某某法, 刑法修正案(十二)
    [GeneratedRegex(@"^中华人民共和国[\u4e00-\u9fff]{1,40}法(?:修正案)?$|^全国人(?:民代表)?大(?:会)?(?:常务委员会|常委会)?关于.+(?:决定|决议|解释|办法|规定)$|^最高人民(?:法院|检察院).*(?:规定|解释|批复|答复|意见|规则|决定|公告)$|^中华人民共和国最高人民(?:法院|检察院)公告$")]
    private static partial Regex LawTitle();

    // 法释〔2024〕3号, 高检发释字〔2021〕1号
    [GeneratedRegex(@"^(?:法释|高检发释字)")]
    private static partial Regex LawNumber();

    [GeneratedRegex(@"(?:解读|问答|\d问|答记者问|图解|一图读懂|解答|起草说明|编制说明|热点问题|常见问题)$|^(?:一图读懂|图解|(?:政策|图文|文字|专家)?解读[:丨|])")]
    private static partial Regex InterpretationTitle();

    [GeneratedRegex(@"放假|节假日.{0,6}安排")]
    private static partial Regex HolidayTitle();

    // 关于某某等同志任免职务的通知; not 干部任免工作规定
    [GeneratedRegex(@"(?:任免|任职|免职|任命|免去|聘任|解聘).{0,12}(?:通知|决定|名单|公告|公示|的?令)$|(?:人事)?任免(?:职务)?$|组成人员的通知$")]
    private static partial Regex PersonnelTitle();

    [GeneratedRegex(@"(?:批复|复函|答复|答复的?函|的函|商洽函|公函)$")]
    private static partial Regex ReplyTitle();

    [GeneratedRegex(@"(?:报告|汇报|汇报材料|白皮书|蓝皮书|公报|总结|年报|年鉴|进展情况|落实情况|完成情况|讲话|发言|致辞)$")]
    private static partial Regex ReportTitle();

    [GeneratedRegex(@"(?:技术|设计|建设|测试|检测|验收|数据|接口|准入|认定|接入|保障|能力|质量|排放|服务)[^、]{0,6}(?:标准|规范|要求|规程|导则|指南|指引)$|(?:国家|地方|行业|团体)标准$|(?:导则|规程|技术条件|参考指引|标准体系建设指南|标准清单)$")]
    private static partial Regex StandardTitle();

    [GeneratedRegex(@"(?<!转型|工作|发展)(?:指南|指引)$|(?:须知|手册|申请程序|办事流程|办理流程|操作流程)$|申报指南(?:[-—]|建议)")]
    private static partial Regex GuideTitle();

    [GeneratedRegex(@"(?:考核|考评|考评奖惩|评分|打分)[^、]{0,12}(?:办法|细则|标准|方案|指标|指标体系|表|规则)$")]
    private static partial Regex AssessmentTitle();

    [GeneratedRegex(@"(?:办法|规定|条例|细则|规则|章程|制度|守则|准则|规范|规程|公约)$")]
    private static partial Regex RuleBookTitle();

    [GeneratedRegex(@"(?:分工|分工方案|分工意见|分解|分解表|分工表|分工清单|责任清单|任务清单|任务表|台账)$")]
    private static partial Regex DivisionTitle();

    [GeneratedRegex(@"(?:措施|举措|政策|政策清单|[\d一二三四五六七八九十]+条)$")]
    private static partial Regex MeasuresTitle();

    // 关于防洪工作意见的报告, handed up and carried out as an opinion
    [GeneratedRegex(@"意见(?:的报告|的请示)?$")]
    private static partial Regex OpinionTitle();

    [GeneratedRegex(@"(?:通知|通告|公告|通报|决定|决议|倡议书?)$")]
    private static partial Regex NoticeTitle();

    [GeneratedRegex(@"(?:方案|计划|规划|纲要|要点|预案|安排)$")]
    private static partial Regex PlanTitle();

    // （2024年3月1日第十四届全国人民代表大会常务委员会第八次会议通过）; a province's congress passes rule-books
    [GeneratedRegex(@"\([^()]{0,40}(?:全国人民代表大会|最高人民法院审判委员会|最高人民检察院[^()]{0,12}检察委员会)[^()]{0,60}(?:通过|修订|修正)")]
    private static partial Regex PassedAsLaw();

    /// <summary>The kind of a plan.</summary>
    public static PlanKind Of(OutlineSource source, PlanRange range, PlanHead head, OutlineDraft root)
    {
        string whole = head.Title is null ? "" : CharFold.Fold(head.Title);
        string title = Bare(whole);
        if (IsLaw(source, range, head, title) || IsLaw(source, range, head, Bracketed().Replace(whole, ""))) return PlanKind.Law;
        if (title.Length == 0 && CallsItselfMeasures(source, root)) return PlanKind.Measures;
        var kind = OfTitle(title, InArticles(root), root.Children.Count(node => node.Label?.Style == NumberStyle.Chapter) >= FewestChapters);
        return kind == PlanKind.Plan && !PlanTitle().IsMatch(title) && NoticeTitle().IsMatch(whole) ? PlanKind.Notice : kind;
    }

    /// <summary>Whether only what hands out work by itself is a task of such a text: it is not written to be carried out item by item.</summary>
    public static bool OnlyAssigned(PlanKind kind) =>
        kind is PlanKind.RuleBook or PlanKind.Standard or PlanKind.Guide or PlanKind.Report or PlanKind.Reply or PlanKind.Personnel or PlanKind.Interpretation or PlanKind.Holiday;

    private static PlanKind OfTitle(string title, bool articles, bool chapters)
    {
        if (InterpretationTitle().IsMatch(title)) return PlanKind.Interpretation;
        if (HolidayTitle().IsMatch(title)) return PlanKind.Holiday;
        if (PlanTitle().IsMatch(title)) return PlanKind.Plan;
        if (PersonnelTitle().IsMatch(title)) return PlanKind.Personnel;
        if (ReplyTitle().IsMatch(title)) return PlanKind.Reply;
        if (OpinionTitle().IsMatch(title)) return PlanKind.Opinion;
        if (ReportTitle().IsMatch(title)) return PlanKind.Report;
        if (DivisionTitle().IsMatch(title)) return PlanKind.Division;
        if (MeasuresTitle().IsMatch(title)) return PlanKind.Measures;
        if (articles || chapters && RuleBookTitle().IsMatch(title)) return PlanKind.RuleBook;
        if (AssessmentTitle().IsMatch(title)) return PlanKind.Assessment;
        if (StandardTitle().IsMatch(title)) return PlanKind.Standard;
        if (GuideTitle().IsMatch(title)) return PlanKind.Guide;
        return NoticeTitle().IsMatch(title) ? PlanKind.Notice : PlanKind.Plan;
    }

    /// <summary>The title of what is issued, without years and 试行 in brackets behind it.</summary>
    private static string Bare(string title)
    {
        string bare = Bracketed().Replace(title, "");
        if (Issued().Match(bare) is { Success: true } issued) bare = Bracketed().Replace(issued.Groups["name"].Value, "");
        return bare.Trim('《', '》');
    }

    private static bool IsLaw(OutlineSource source, PlanRange range, PlanHead head, string title)
    {
        if (LawTitle().IsMatch(title) || head.DocNumber is { } number && LawNumber().IsMatch(number)) return true;
        // The note of who passed it stands over several lines between the title and the first article.
        int end = range.Front.Start.Value;
        while (end < range.Body.End.Value && end - range.Front.Start.Value < MostHeadLines && source.Lines[end].Label?.Value != 1)
            if (LawNumber().IsMatch(source.TextOf(end++))) return true;
        return PassedAsLaw().IsMatch(PlanSplitter.Joined(source, range.Front.Start.Value..end));
    }

    // 第二条 本措施所指的企业…
    [GeneratedRegex("本(?:若干)?(?:政策)?措施")]
    private static partial Regex OwnMeasures();

    /// <summary>Whether the first articles of an untitled text call it measures.</summary>
    private static bool CallsItselfMeasures(OutlineSource source, OutlineDraft root) =>
        root.SelfAndBelow().Take(6).Any(node => node.Lines.Any(line => OwnMeasures().IsMatch(source.At(line))));

    /// <summary>Whether a text is mostly articles (第一条 …) and what stands below them.</summary>
    private static bool InArticles(OutlineDraft root)
    {
        int articles = 0, within = 0, items = 0;
        foreach (var top in root.Children)
            if (!top.IsAnnex) Count(top, false);
        return articles >= FewestArticles && within * 2 >= items;

        void Count(OutlineDraft node, bool inArticle)
        {
            bool article = node.Label?.Style == NumberStyle.Article;
            if (article) articles++;
            if (node.Label?.Style is not (NumberStyle.Part or NumberStyle.Chapter or NumberStyle.Section))
            {
                items++;
                if (article || inArticle) within++;
            }
            foreach (var child in node.Children) Count(child, article || inArticle);
        }
    }
}
