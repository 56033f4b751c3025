using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;
using PolicyIngest.Ingest.Lexicons;
using PolicyIngest.Ingest.Text;

namespace PolicyIngest.Ingest.Annotations.Times;

/// <summary>The forms of times that are no dates: times that come again, times counted from an event, spans of years.</summary>
internal static partial class SpanGrammar
{
    private const string Count = "(?<n>[0-9]{1,3}|[一二三四五六七八九十两]{1,3})";

    // 每月, 每半年, 每两个月, 每学期, 每周五下午16时前, 每年6月底和12月底之前, 每季度首月10日前, 每月15日、30日, 每季度结束后10日内; not 每人每月, 每月80元, 每家企业每年最高 (rates), 每年可节水 (what is so), not 每日1次 or 每天8小时.
    [GeneratedRegex("(?<!每[人户家吨亩头只台辆套]{1,2}|每[个家](?:企业|单位|项目|家庭)|上限为|标准为)每一?个?隔?(?:半|两|[二三四五六]|[2-9]|1[0-5])?(?:个)?(?:学?年度?|学期|季度?|月份?|周|旬|星期|工作日|[日天](?![0-9不至均平一]))(?!最高|最多|不超过|补[助贴]|[0-9.]+[万亿]?元|每[个家人户名]|(?:分别)?给予|可(?!以)|用于|仍|都|平均|递增|增长|保持)"
        + "(?:(?:结束|终了)?后[0-9一二三四五六七八九十两]{1,3}个?(?:工作日|日|天|周|月)(?:之|以)?内|[0-9一二三四五六七八九十日天月年号底末初上中下旬午时点分第季度首周个最后下班、和及与至之以~:-]{0,24}?(?<!以|之)(?:之|以)?前(?!后|期)"
        + "|(?:[0-9]{1,2}月份?)?(?:[0-9]{1,2}[日号]|年?[底末初])?(?:[、和及至~-](?:[0-9]{1,2}月份?(?:[0-9]{1,2}[日号]|[底末])?|[0-9]{1,2}[日号]|[底末]))*)", RegexOptions.ExplicitCapture)]
    private static partial Regex EachPattern();

    // 按月通报, 按季度或月调度, 按周向领导小组报送; not 按日计罚, 按年度分解目标.
    [GeneratedRegex("按(?:半年|季度?|月|周|旬|日|天|年度?)(?:度)?(?=[^,。;:、\n]{0,8}?(?:报|通报|调度|公布|公开|公示|考核|召开|更新|评估|汇总|发布|监测|巡查|排名|检查|督[查导办]|会商|填[报写]|研判|总结|统计))",
        RegexOptions.ExplicitCapture)]
    private static partial Regex ByCyclePattern();

    // 次月5日前, 当月25日前: the month of a report that comes again.
    [GeneratedRegex("(?:次月|下月|当月|下一?季度首月)[0-9]{1,2}[日号](?:之|以)?前", RegexOptions.ExplicitCapture)]
    private static partial Regex NextMonthPattern();

    // 自收到通知之日起3日内, 从受理之日起20个工作日内; the event's words are bounded.
    [GeneratedRegex("(?:自(?![治主然身行动评查我用建来])|从(?![事业而]))[^,。;:\n]{1,30}?(?:之日|之时|当日|日)?起[^,。;:\n0-9]{0,8}?" + Count + "(?:个)?(?:工作日|小时|日|天|周|月|年)(?:之|以)?内", RegexOptions.ExplicitCapture)]
    private static partial Regex FromEventPattern();

    // 收到申请后5个工作日内, 竣工后3个月内, 目录更新后30天内; not 最近30日内.
    [GeneratedRegex("(?<=[后起][^,。;:\n0-9]{0,4})" + Count + "个?(?:工作日|小时|日|天|月|周|年)(?:之|以)?内" + NotCounted, RegexOptions.ExplicitCapture)]
    private static partial Regex AfterEventPattern();

    // 两个月内完成, 10个工作日内, 30日内; not 近3年内, 最近30日内, 24小时内 (a way of working), 30日内累计.
    [GeneratedRegex("(?<!近|每|前|过去|连续|超过)(?:(?<![0-9.近前后起第一二三四五六七八九十])(?<n>[0-9]{1,2}|[一二三四五六七八九十两]{1,2})(?:个月|周)(?=[之以]?内(?:完成|整改|办结|上报|提交|报送|制定|出台|建成|实现))|(?<![0-9.月年近一二三四五六七八九十])" + Count + "(?:个?工作日|[日天]))(?:之|以)?内" + NotCounted,
        RegexOptions.ExplicitCapture)]
    private static partial Regex SpanPattern();

    private const string NotCounted = "(?![^,。;\\n]{0,4}(?:累计|连续|多次|再次|不得|无|未))";

    // 用三年时间, 力争3年内, 用3-5年左右的时间, 2012年起5年内, 至the clause's start 5年内完成; not 近三年, 五年内免征, 毕业5年内的高校毕业生.
    [GeneratedRegex("(?:(?:自|从)?(?<y>(?:19|20)[0-9]{2})年(?:起|开始)[,的]?|用|利用|力争|争取|通过|经过|未来|今后|(?<=[,。;:(\n、在将拟]|计划|确保|^\\s*))(?:用|在)?(?:[0-9一二两三四五](?:-|到|至)?)?(?<![0-9一二三四五六七八九十])(?<n>[0-9]{1,2}|[一二两三四五六七八九十])年(?:左右)?(?:的)?(?:时间|(?:之|以)?内)(?!的|,?(?:不[得再]|免|禁止|减[免按征半]|享受|累计|[有未无]|连续|发生|曾|获|按|给予|全额|对|取消|限制|撤销))", RegexOptions.ExplicitCapture | RegexOptions.Multiline)]
    private static partial Regex YearsPattern();

    // 上年同期, 同期, 基准年: what a number is compared with.
    [GeneratedRegex("基准年|同期")]
    private static partial Regex ReferencePattern();

    /// <summary>
    /// What the words of a lexicon make: seasons and feasts, times that come again. The patterns are put together while the program runs, and slow for that:
    /// texts without any of the words are spared them.
    /// </summary>
    private sealed class NamedTimes
    {
        private readonly SearchValues<string> _words;
        private readonly Regex _pattern;

        public NamedTimes(LexiconSet lexicons)
        {
            string[] events = Words(lexicons, "event"), cycles = Words(lexicons, "recurring");
            _words = SearchValues.Create([.. events, .. cycles], StringComparison.Ordinal);
            // 2021年采暖季前, 到2023年供暖季前, 春节前; not 春节前后.
            string season = "到?(?:(?:(?<![0-9])(?<y>(?:19|20)[0-9]{2})|今)年)?(?:进入|今冬|今年)?“?(?:" + string.Join('|', events.Select(Regex.Escape))
                + ")[”节]?(?:[到来]来|来临|开始|期)?(?:之|以)?前(?![后期])";
            _pattern = new(cycles.Length == 0 ? season : season + "|(?<each>" + string.Join('|', cycles.Select(Regex.Escape)) + ")", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);
        }

        public static NamedTimes Of(LexiconSet lexicons) => lexicons.Derived(static set => new NamedTimes(set));

        public bool AreIn(string text) => text.AsSpan().ContainsAny(_words);

        public MatchCollection In(string text) => _pattern.Matches(text);

        private static string[] Words(LexiconSet lexicons, string kind) =>
            [.. lexicons["deadline-terms"].Terms(kind).OrderByDescending(t => t.Length).ThenBy(t => t, StringComparer.Ordinal)];
    }

    /// <summary>Times that come again.</summary>
    public static IEnumerable<TimeMention> Cycles(string text) =>
        Mentions(EachPattern(), text, TimeShape.Cycle)
            .Concat(Mentions(ByCyclePattern(), text, TimeShape.Cycle))
            .Concat(Mentions(NextMonthPattern(), text, TimeShape.Cycle));

    /// <summary>Times counted from an event, named or not.</summary>
    public static IEnumerable<TimeMention> FromEvents(string text) =>
        Mentions(FromEventPattern(), text, TimeShape.AfterEvent)
            .Concat(Mentions(AfterEventPattern(), text, TimeShape.AfterEvent))
            .Concat(Mentions(SpanPattern(), text, TimeShape.Span));

    /// <summary>Whether any word of the lexicon stands in a text.</summary>
    public static bool HasNamed(string text, LexiconSet lexicons) => NamedTimes.Of(lexicons).AreIn(text);

    /// <summary>Times of a lexicon: before a season or feast, and those that come again.</summary>
    public static IEnumerable<TimeMention> Named(string text, LexiconSet lexicons)
    {
        foreach (Match match in NamedTimes.Of(lexicons).In(text))
            yield return new TimeMention(match.Index, match.Index + match.Length, match.Groups["each"].Success ? TimeShape.Cycle : TimeShape.Event, new DateParts(YearIn(match)));
    }

    /// <summary>Spans of years.</summary>
    public static IEnumerable<TimeMention> YearSpans(string text)
    {
        foreach (Match match in YearsPattern().Matches(text))
            if (ChineseNumber.TryParse(match.Groups["n"].ValueSpan, out long years))
                yield return new TimeMention(match.Index, match.Index + match.Length, TimeShape.Years, new DateParts(YearIn(match), (int)years));
    }

    /// <summary>Years that are compared with and not named.</summary>
    public static IEnumerable<TimeMention> References(string text) => Mentions(ReferencePattern(), text, TimeShape.Reference);

    private static int? YearIn(Match match) => match.Groups["y"] is { Success: true } year ? int.Parse(year.ValueSpan, CultureInfo.InvariantCulture) : null;

    private static IEnumerable<TimeMention> Mentions(Regex pattern, string text, TimeShape shape)
    {
        foreach (Match match in pattern.Matches(text)) yield return new TimeMention(match.Index, match.Index + match.Length, shape);
    }
}
