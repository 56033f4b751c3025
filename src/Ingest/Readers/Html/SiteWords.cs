using System.Buffers;
using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace PolicyIngest.Ingest.Readers.Html;

/// <summary>What a line of a government page is, by its wording alone.</summary>
internal enum SiteLine
{
    /// <summary>Nothing that only sites say.</summary>
    Text,
    /// <summary>Buttons and hints that no document holds: 打印 关闭, 字体：大 中 小, 扫一扫在手机打开当前页.</summary>
    Button,
    /// <summary>The label of one button, of a part of the site, or the site's name, which a document may hold too: 下载, 政策文件. Counts at the edges of an article only.</summary>
    LoneButton,
    /// <summary>Where the reader is: 当前位置：首页 &gt; 政务公开.</summary>
    Crumb,
    /// <summary>Particulars of the page: 发布日期：2021-03-05 来源：市政府办 浏览次数：12. Only at the edges of an article; a document may say 来源 too.</summary>
    Particulars,
    /// <summary>The site's owners and licences: 备案号, 网站标识码, 版权所有.</summary>
    Imprint,
    /// <summary>Who runs the site: 主办单位：…, which a plan's own text may say as well.</summary>
    Host,
    /// <summary>The head of a list of other pages: 相关链接, 上一篇.</summary>
    Related,
}

/// <summary>The wording of the furniture of government sites.</summary>
internal static partial class SiteWords
{
    /// <summary>Furniture is short; longer lines are text.</summary>
    private const int LongestFurniture = 300;

    private const int LongestButton = 8;

    private static readonly FrozenSet<string> ButtonWords = FrozenSet.Create(StringComparer.Ordinal,
        "打印", "打印本页", "打印本文", "打印页面", "打印文章", "打印此页", "关闭", "关闭窗口", "关闭本页", "关闭页面", "关闭此页", "收藏", "加入收藏", "收藏本页", "收藏本站", "设为首页",
        "分享", "分享到", "分享至", "转发", "微信", "微博", "新浪微博", "腾讯微博", "QQ空间", "QQ好友", "朋友圈", "人人网", "字体", "字号", "字体大小", "大", "中", "小", "默认", "特大", "超大",
        "大字", "中字", "小字", "A", "A+", "A-", "T", "T+", "T-", "保存", "保存本页", "下载", "下载本文", "下载文档", "文件下载", "正文下载", "全文下载", "Word下载", "PDF下载", "WORD版", "PDF版", "纠错", "我要纠错", "返回", "返回顶部", "返回首页",
        "回到顶部", "顶部", "TOP", "Top", "首页", "上一页", "下一页", "末页", "尾页", "繁体", "繁体版", "繁體", "繁體版", "简体", "简体版", "English", "ENGLISH", "无障碍", "无障碍浏览", "无障碍阅读",
        "长者模式", "长者助手", "长者版", "适老版", "关怀版", "登录", "注册", "登录|注册", "搜索", "搜 索", "检索", "高级检索", "高级搜索", "网站地图", "联系我们", "关于我们", "网站声明", "隐私声明", "使用帮助", "法律声明", "手机版", "移动版", "电脑版", "客户端",
        "RSS", "朗读", "语音朗读", "听全文", "播放", "智能问答", "打开适老化模式", "点赞", "赞", "赏", "打赏", "正常", "标准", "较大", "评论", "查看评论", "喜欢", "收藏文章", "复制链接", "生成海报", "举报",
        "上一篇", "下一篇", "上一条", "下一条",
        "正文", "政策文件", "通知公告", "公告公示", "公示公告", "政务公开", "信息公开", "政府信息公开", "规范性文件", "政府文件", "政策法规", "法规文件", "详细内容", "内容详情", "信息详情", "文章内容", "放大", "缩小", "夜间", "护眼");

    // [打印] 【关闭】 字体：大 中 小
    [GeneratedRegex(@"[\s\[\]【】〔〕()（）|｜/·•:：,，、>»_]+")]
    private static partial Regex ButtonBorder();

    // 扫一扫在手机打开当前页, 用手机浏览, 分享到微信; not 扫一扫支付推广任务 in a sentence
    [GeneratedRegex(@"^(?:[“""]?(?:请?用?微信)?扫一扫|扫码|扫描二维码|手机扫|用手机|手机(?:打开|查看|浏览|看)|分享(?:到|至|本页)|[（(【\[]?\s*(?:字体|字号|视力保护色|背景色)\s*[:：]|您?(?:的浏览器|使用的浏览器)|打开微信)[^。；]{0,60}[。”""]?$")]
    private static partial Regex Hint();

    // …后在手机打开当前页, 点击右上角分享到朋友圈
    [GeneratedRegex("(?:手机打开|微信里点|朋友圈|阅读辅助|屏幕阅读器)[^。；]{0,40}$")]
    private static partial Regex LateHint();

    // Patterns that may begin anywhere in a line (LateHint, Imprint) cost most; lines of text have none of their words. Each of their alternatives has one of these.
    private static readonly SearchValues<string> AnywhereWords = SearchValues.Create(
        ["手机打开", "微信里点", "朋友圈", "阅读辅助", "屏幕阅读器", "ICP", "公网安备", "网站标识码", "备案", "版权所有", "Copyright", "©", "All Rights", "技术支持", "网站管理", "举报", "主办", "声明", "未经授权",
         "转载请注明", "维护单位", "建议使用", "政府网站", "网站总访问量"], StringComparison.OrdinalIgnoreCase);

    // 当前位置：首页 > 政务公开; 首页 > 公开 > 文件
    [GeneratedRegex(@"^(?:(?:您)?(?:的)?(?:现在(?:所在|的)?|当前(?:所在)?|所在)?的?位置\s*(?:是)?\s*[:：]|您现在(?:的位置|所在)|(?:网站)?首\s*页\s*(?:>|»|›|＞|→|-|/|\\|·)|今天是\s*[:：]?\s*\d|现在是\s*[:：]?\s*\d|欢迎(?:您)?(?:访问|光临|来到))")]
    private static partial Regex Crumb();

    // 云岭市人民政府门户网站
    [GeneratedRegex(@"^[^。，：]{2,24}(?:门户网站|政府网|政府网站|官方网站|公开网|政务网|官网)$")]
    private static partial Regex SiteName();

    // 发布日期：2021-03-05 来源：市政府办; not 来源于… and not 时间安排
    [GeneratedRegex(@"^[\[【（(]?\s*(?:发布|更新|发表|录入|公开|成文|印发|生成|发文|上传|创建)?\s*(?:日\s*期|时\s*间)\s*[:：]\s*[\[【]?\s*(?:\d{4}|$)|^[\[【（(]?\s*(?:信息|文章|稿件|内容)?来\s*源\s*[:：][^。]{0,120}$|^稿\s*源\s*[:：]|^(?:作\s*者|责任编辑|责\s*编|编\s*辑|审\s*核|校\s*对|录\s*入|发布人|发布者|发布机构|供稿|撰稿|初审|复审|终审)\s*[:：]\s*[^。]{0,30}$|^(?:浏览|点击|阅读|访问|查看)(?:次数|量|数|人数)?\s*(?:[:：]|\d{1,8}\s*次?$)|^[-－—\d]{1,8}\s*次(?:浏览|阅读|点击)?$|^(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s*(?:信息|文章|稿件|内容)?来\s*源\s*[:：]|^(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s+\d{1,2}:\d\d|^【\s*(?:发布|浏览|字体|打印|来源)")]
    private static partial Regex Particulars();

    // 京ICP备05070218号 京公网安备… 网站标识码bm01000001 版权所有
    [GeneratedRegex(@"ICP备|ICP证|公网安备|网站标识码|网站备案|备案(?:序)?号\s*[:：]|备案编号|版权所有|Copyright|©|All Rights Reserved|(?:^|[\s　|])技术支持(?:单位)?\s*[:：]|网站管理\s*[:：]|(?:网站)?(?:有害|违法|不良)[^。]{0,12}举报|^.{2,20}\s主办\s.{2,30}\s?(?:维护|承办)$|^(?:免责|版权|网站|本站)声明|未经授权.{0,10}不得|转载请注明|维护单位\s*[:：]|建议使用.{0,40}(?:分辨率|浏览器)|政府网站找错|网站总访问量", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Imprint();

    // 主办单位：云岭市人民政府办公室
    [GeneratedRegex(@"^(?:主\s*办|承\s*办|协\s*办|主管)(?:单位|机构|部门)?\s*[:：]|^(?:联系|咨询|值班|监督|举报|传真)?电话\s*[:：]|^(?:邮\s*编|邮政编码|地\s*址|通讯地址|网\s*址|电子邮箱|邮箱)\s*[:：]")]
    private static partial Regex Host();

    // 上一篇：…, 相关链接; not 相关部门负责
    [GeneratedRegex(@"^(?:上|下)一(?:篇|条|页|则)\s*(?:[:：]|$)|^(?:相关|推荐|关联|延伸|热门|热点|最新|更多|猜你)(?:文章|链接|阅读|新闻|解读|信息|文档|附件|政策|文件|推荐|内容|稿件|报道|专题|下载|资讯|动态|喜欢)?\s*(?:[:：>»]|$)|^(?:政策解读|图解|友情链接|网站链接|附件下载|相关下载|更多>+|点击排行|阅读排行|扩展阅读|图片解读|文字解读|解读链接|解读材料)\s*[:：]?$|^解读[:：]|^(?:打印|分享)[:：]$")]
    private static partial Regex Related();

    /// <summary>Tells what a line is by its wording.</summary>
    public static SiteLine Classify(string line)
    {
        string text = line.Trim();
        if (text.Length is 0 or > LongestFurniture) return SiteLine.Text;
        if (Crumb().IsMatch(text)) return SiteLine.Crumb;
        if (SiteName().IsMatch(text)) return SiteLine.LoneButton;
        bool hasWord = text.AsSpan().ContainsAny(AnywhereWords);
        if (Hint().IsMatch(text) || hasWord && LateHint().IsMatch(text)) return SiteLine.Button;
        int buttons = CountButtons(text);
        if (buttons > 0) return buttons == 1 && ButtonWords.Contains(text) ? SiteLine.LoneButton : SiteLine.Button;
        if (Related().IsMatch(text)) return SiteLine.Related;
        if (hasWord && Imprint().IsMatch(text)) return SiteLine.Imprint;
        if (Particulars().IsMatch(text)) return SiteLine.Particulars;
        return Host().IsMatch(text) ? SiteLine.Host : SiteLine.Text;
    }

    /// <summary>The kind of a table by its cells: the one that most of them are of.</summary>
    public static SiteLine Classify(IReadOnlyList<GridCell> cells)
    {
        int filled = 0, site = 0;
        var last = SiteLine.Text;
        foreach (var cell in cells)
        {
            if (cell.Text.Length == 0) continue;
            filled++;
            var kind = Classify(cell.Text);
            if (kind == SiteLine.Text) continue;
            site++;
            last = kind;
        }
        return site * 2 >= filled ? last : SiteLine.Text;
    }

    // 2025-10-15 alone, as a site sets it below a title; not 2025年10月15日, as a document dates itself
    [GeneratedRegex(@"^(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}$|^[-－—|·•]{1,3}$")]
    private static partial Regex DateOrDash();

    /// <summary>Whether a line says nothing of its own and, below a title, is the site's: a date in figures, a lone dash.</summary>
    public static bool IsDateOrDash(string line) => DateOrDash().IsMatch(line.AsSpan().Trim());

    /// <summary>The number of buttons in a line that consists of their labels and nothing else; 0 for any other. 中 or A alone is no button.</summary>
    private static int CountButtons(string text)
    {
        if (text.Length > 80) return 0;
        int words = 0, letters = 0;
        foreach (string word in ButtonBorder().Split(text))
        {
            if (word.Length == 0) continue;
            // The count behind 赞 and 分享.
            if (words > 0 && word.Length <= 6 && word.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0) continue;
            int run = ButtonWords.Contains(word) ? 1 : Run(word);
            if (run == 0) return 0;
            words += run;
            letters += word.Length;
        }
        return letters >= 2 ? words : 0;
    }

    /// <summary>
    /// The fewest labels that a word without gaps is made of, 打印字体 or A+大A+中A+小 or 0赏分享; 0 where it is not. One of them must have two
    /// characters, or 中小 and 大中 would be buttons.
    /// </summary>
    private static int Run(string word)
    {
        if (word.Length > 40) return 0;
        var fewest = new int[word.Length + 1];
        var isLong = new bool[word.Length + 1];
        for (int end = 1; end <= word.Length; end++)
        {
            if (char.IsAsciiDigit(word[end - 1]) && (end == 1 || fewest[end - 1] > 0)) (fewest[end], isLong[end]) = (Math.Max(1, fewest[end - 1]), isLong[end - 1]);
            for (int start = Math.Max(0, end - LongestButton); start < end; start++)
            {
                if (start > 0 && fewest[start] == 0 || !ButtonWords.Contains(word[start..end])) continue;
                int count = fewest[start] + 1;
                if (fewest[end] > 0 && fewest[end] <= count) continue;
                (fewest[end], isLong[end]) = (count, isLong[start] || end - start > 1);
            }
        }
        return isLong[word.Length] ? fewest[word.Length] : 0;
    }
}
