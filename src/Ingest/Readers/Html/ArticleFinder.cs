using System.Text;
using System.Text.RegularExpressions;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Html;

/// <summary>
/// Finds the article among the pieces of a page. The part of the page that holds most running text is its core; from there the article
/// reaches outward as long as what follows reads like a document. Everything else is metadata or furniture (chrome) of the site.
/// </summary>
internal sealed partial class ArticleFinder
{
    /// <summary>Share of a part's text that one part inside it must hold to be taken instead.</summary>
    private const double Nearly = 0.8;

    /// <summary>Share of the page's text that a part named like an article must hold.</summary>
    private const double EnoughForName = 0.25;

    /// <summary>How far above the core a title is looked for, in pieces.</summary>
    private const int TitleReach = 30;

    /// <summary>How far below a title its repetition is looked for, in pieces of the article.</summary>
    private const int RepeatReach = 10;

    // 国办发〔2018〕128号, 云政发[2021]3号: a document number alone on its line
    [GeneratedRegex(@"^[\p{IsCJKUnifiedIdeographs}]{1,15}\s{0,2}[〔\[［（(【]\s{0,2}(?:19|20)\d\d\s{0,2}[〕\]］）)】]\s{0,2}第?\s{0,2}\d{1,4}\s{0,2}号$")]
    private static partial Regex DocumentNumber();

    // 2021年3月5日, 二〇二一年三月五日: a date alone on its line, as under a document; not 2021-03-05
    [GeneratedRegex(@"^\s{0,40}(?:(?:19|20)\d\d|[一二][一二三四五六七八九〇○零ＯO0]{3})\s?年\s?[\d一二三四五六七八九十]{1,3}\s?月\s?[\d一二三四五六七八九十]{1,3}\s?日\s{0,40}$")]
    private static partial Regex DateAlone();

    // 各县（市、区）人民政府，市直各部门：  云岭市人民政府：  not 信息分类：
    [GeneratedRegex(@"^[^。；]{0,200}(?:政府|部门|单位|委员会|街道|机构|[委局办厅部院会])[：:]\s{0,8}$")]
    private static partial Regex Salutation();

    // …的通知, …实施方案, …（2021—2023年）; the ends that titles have
    [GeneratedRegex(@"(?:通知|方案|计划|规划|纲要|意见|办法|规定|规则|细则|条例|安排|要点|清单|措施|决定|决议|批复|公告|通告|通报|公报|报告|请示|函|令|命令|答复|目录|标准|指南|规范|制度|章程|预案|协议|任务|分工|政策|建议|指引|工程|行动|表|办理情况|稿|试行|暂行|修订|解读)[）)》”〉]?(?:[（(][^（）()]{1,30}[）)])?$")]
    private static partial Regex TitleEnd();

    // 一、 （一） 1. 第一章 附件1
    [GeneratedRegex(@"^\s{0,8}(?:[一二三四五六七八九十]{1,3}[、．.]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.、．](?!\d)|第[一二三四五六七八九十百]{1,4}[章节条]|附\s{0,4}[件表][\d一二三四五六七八九十]{0,2}\s{0,2}(?:[:：]|$))")]
    private static partial Regex Numbered();

    private readonly FlatPage _page;
    private readonly string _pageTitle;
    private readonly SiteLine[] _lines;
    private readonly bool[] _isField;
    private readonly bool[] _inFurniture;
    private readonly long[] _good;

    private ArticleFinder(FlatPage page, string pageTitle)
    {
        (_page, _pageTitle) = (page, Letters(pageTitle));
        int count = page.Pieces.Count;
        _lines = new SiteLine[count];
        _isField = new bool[count];
        _inFurniture = new bool[count];
        _good = new long[count + 1];
    }

    /// <summary>The role of each piece of a page.</summary>
    /// <param name="page">The page.</param>
    /// <param name="pageTitle">What the page's head calls it; may be empty.</param>
    public static BlockRole[] Find(FlatPage page, string pageTitle)
    {
        var finder = new ArticleFinder(page, pageTitle);
        finder.Classify();
        var (first, end) = finder.Extend(finder.Core());
        return finder.Roles(first, end);
    }

    private List<PagePiece> Pieces => _page.Pieces;

    private void Classify()
    {
        for (int i = 0; i < Pieces.Count; i++)
        {
            var piece = Pieces[i];
            _lines[i] = piece.Grid is null ? SiteWords.Classify(piece.Text) : SiteWords.Classify(piece.Cells);
            _isField[i] = piece.Grid is not null && PageFields.FromTable(piece.Cells) is not null;
        }
        MarkFurniture();
        for (int i = 0; i < Pieces.Count; i++)
        {
            bool counts = _lines[i] == SiteLine.Text && !_isField[i] && !_inFurniture[i] && !IsLink(Pieces[i]);
            _good[i + 1] = _good[i] + (counts ? Pieces[i].Length : 0);
        }
    }

    /// <summary>Marks the pieces of parts named like furniture, unless such a part holds much of the page: <c>id="print"</c> may be the article.</summary>
    private void MarkFurniture()
    {
        long all = Pieces.Sum(piece => (long)(IsLink(piece) ? 0 : piece.Length));
        var running = new long[Pieces.Count + 1];
        for (int i = 0; i < Pieces.Count; i++) running[i + 1] = running[i] + (IsLink(Pieces[i]) ? 0 : Pieces[i].Length);
        int markedTo = 0;
        foreach (var part in _page.Parts)
        {
            if (part.End <= markedTo || part.First == part.End || !PartNames.IsFurniture(part)) continue;
            if ((running[part.End] - running[part.First]) * 5 > all * 2) continue;
            Array.Fill(_inFurniture, true, part.First, part.End - part.First);
            markedTo = part.End;
        }
    }

    private static bool IsLink(PagePiece piece) => piece.LinkLength * 10 >= piece.Length * 6;

    private long Good(PagePart part) => _good[part.End] - _good[part.First];

    /// <summary>The part with the article's text: one named so, or the innermost that holds nearly all running text.</summary>
    private PagePart Core()
    {
        var parts = _page.Parts;
        PagePart? named = null;
        foreach (var part in parts)
            if (PartNames.IsArticle(part) && (named is null || Good(part) > Good(named))) named = part;
        return named is not null && Good(named) > 0 && Good(named) >= _good[^1] * EnoughForName ? named : Innermost();
    }

    private PagePart Innermost()
    {
        var best = _page.Parts[0];
        // Parts come in the order of the source, so one pass finds each next one inside.
        foreach (var inner in _page.Parts)
        {
            if (inner.First >= best.End) break;
            bool isParagraph = inner.End - inner.First == 1 && Pieces[inner.First].Grid is null;
            if (inner.End <= best.End && !isParagraph && Good(inner) >= Good(best) * Nearly && Good(inner) > 0) best = inner;
        }
        return best;
    }

    /// <summary>
    /// Takes in whole parts beside the core, and beside the parts around it, that hold text of a document and nothing of the site: the
    /// notice before its long annex, the second page of an article.
    /// </summary>
    private (int First, int End) WithNeighbours(PagePart core)
    {
        int first = core.First, end = core.End;
        var children = _page.Parts.Index().ToLookup(part => part.Item.Parent, part => part.Item);
        for (int around = core.Parent; around >= 0; around = _page.Parts[around].Parent)
        {
            foreach (var part in children[around].Reverse())
                if (part.End == first && part.First < first && IsDocument(part)) first = part.First;
            foreach (var part in children[around])
                if (part.First == end && part.End > end && IsDocument(part)) end = part.End;
        }
        return (first, end);
    }

    private bool IsDocument(PagePart part)
    {
        bool holdsText = false;
        for (int i = part.First; i < part.End; i++)
        {
            if (IsOfSite(i)) return false;
            holdsText |= Weight(i) > 0;
        }
        return holdsText;
    }

    private bool IsOfSite(int i) => _lines[i] != SiteLine.Text || _isField[i] || _inFurniture[i] || IsLink(Pieces[i]) || IsFieldLine(i);

    private bool IsFieldLine(int i) => Pieces[i].Grid is null && PageFields.FromLine(Pieces[i].Text).Count > 0;

    /// <summary>Reaches outward from the core, to where what is gained weighs most against the furniture on the way.</summary>
    private (int First, int End) Extend(PagePart core)
    {
        var (first, end) = WithNeighbours(core);
        int sum = 0, most = 0;
        for (int i = first - 1; i >= 0; i--)
        {
            sum += Weight(i);
            if (sum > most) (most, first) = (sum, i);
        }
        sum = most = 0;
        for (int i = end; i < Pieces.Count; i++)
        {
            sum += Weight(i);
            if (sum > most) (most, end) = (sum, i + 1);
        }
        first = WithTitle(first, end);
        return (first, end);
    }

    /// <summary>What a piece outside the core says for being part of the article (above 0) or of the site (below).</summary>
    private int Weight(int i)
    {
        var piece = Pieces[i];
        if (IsOfSite(i)) return -8;
        if (piece.Grid is not null) return piece.Length / 10;
        // A title is taken in for itself, and not where the article repeats it.
        if (IsTitle(i)) return -3;
        if (Numbered().IsMatch(piece.Text) && !piece.LinksToFile) return 4 + piece.Length / 10;
        bool isSentence = piece.Length >= 30 && piece.Text.AsSpan().ContainsAny('。', '；', '，');
        if (isSentence) return piece.Length / 10;
        // The date under a document outweighs the signature above it.
        return DocumentNumber().IsMatch(piece.Text) ? 4 : DateAlone().IsMatch(piece.Text) ? 5 : Salutation().IsMatch(piece.Text) ? 2 : -3;
    }

    /// <summary>Takes in the title above the article, unless the article begins with it.</summary>
    private int WithTitle(int first, int end)
    {
        string head = Letters(string.Concat(Pieces.Skip(first).Take(Math.Min(12, end - first)).Select(piece => piece.Text)));
        for (int i = first - 1; i >= 0 && i >= first - TitleReach; i--)
        {
            if (!IsTitle(i)) continue;
            int start = i;
            // A title broken over lines: the lines before it, in the same heading.
            while (start > 0 && Pieces[start].AfterBreak && Pieces[start - 1].Part == Pieces[i].Part) start--;
            string title = Letters(string.Concat(Pieces.Skip(start).Take(i + 1 - start).Select(piece => piece.Text)));
            return head.Contains(title, StringComparison.Ordinal) ? first : start;
        }
        return first;
    }

    private bool IsTitle(int i)
    {
        var piece = Pieces[i];
        if (piece.Grid is not null || piece.Length is < 5 or > 150 || IsOfSite(i)) return false;
        string letters = Letters(piece.Text);
        bool isPageTitle = letters.Length >= 5 && _pageTitle.StartsWith(letters, StringComparison.Ordinal);
        bool standsOut = piece.OutlineLevel is 1 or 2 or 3 || PartNames.IsTitle(_page.Parts[piece.Part]) || piece.Centered || letters.Length >= 12;
        return isPageTitle || standsOut && TitleEnd().IsMatch(piece.Text.Trim());
    }

    private BlockRole[] Roles(int first, int end)
    {
        var roles = new BlockRole[Pieces.Count];
        for (int i = 0; i < roles.Length; i++)
        {
            bool inside = i >= first && i < end && !IsSite(i);
            roles[i] = inside ? Pieces[i].Role : BlockRole.Chrome;
        }
        Trim(roles, first, end);
        DropRepeatedTitle(roles, first, end);
        for (int i = 0; i < roles.Length; i++)
            if (roles[i] == BlockRole.Chrome && (_isField[i] || IsFieldLine(i)))
                roles[i] = BlockRole.Metadata;
        return roles;
    }

    /// <summary>Whether a piece is furniture wherever it stands, in the middle of an article too.</summary>
    private bool IsSite(int i) => _isField[i] || _inFurniture[i] || _lines[i] is SiteLine.Button
        || IsLink(Pieces[i]) && Pieces[i].LinksToFile && FileLink.EndsInFileName(Pieces[i].Text.AsSpan().TrimEnd());

    /// <summary>Takes lines that may be the site's off both ends of the article: crumbs and particulars, links to other pages, the imprint.</summary>
    private void Trim(BlockRole[] roles, int first, int end)
    {
        int tail = Tail(roles, first, end);
        Array.Fill(roles, BlockRole.Chrome, tail, end - tail);
        int text = 0;
        for (int i = first; i < tail && text < 3; i++)
        {
            if (roles[i] == BlockRole.Chrome) continue;
            bool isSite = _lines[i] is not (SiteLine.Text or SiteLine.Host) || IsMenu(i) || IsFieldLine(i)
                || text > 0 && Pieces[i].Grid is null && SiteWords.IsDateOrDash(Pieces[i].Text);
            if (isSite) roles[i] = BlockRole.Chrome;
            else text++;
        }
    }

    /// <summary>
    /// A heading that the site sets above the document's own head, in the same part of the page, says nothing new where the document's head
    /// repeats it, in one line or broken over several: <c>某县水利工作意见 / 时间：2021-03-05 / 某县水利 / 工作意见</c>.
    /// </summary>
    private void DropRepeatedTitle(BlockRole[] roles, int first, int end)
    {
        var head = new List<int>();
        for (int i = first; i < end && head.Count < RepeatReach; i++)
            if (roles[i] == BlockRole.Body) head.Add(i);
        if (head.Count < 2 || Pieces[head[0]] is not { Grid: null, Length: >= 5 and <= 150 }) return;
        string title = Letters(Pieces[head[0]].Text);
        for (int start = 1; start < head.Count; start++)
        {
            // Only where something of the site parts the two: a document may have its title on a cover as well.
            if (head[start] - head[0] == start) continue;
            string run = "";
            for (int i = start; i < head.Count && run.Length < title.Length; i++) run += Letters(Pieces[head[i]].Text);
            if (run != title) continue;
            roles[head[0]] = BlockRole.Chrome;
            return;
        }
    }

    /// <summary>Whether a line is a link to another page; <c>附件：1.修渠任务分工</c> is text though it leads to a file.</summary>
    private bool IsMenu(int i) => IsLink(Pieces[i]) && !Numbered().IsMatch(Pieces[i].Text);

    /// <summary>
    /// Where the site's lines at the end begin. A short line among them is the site's too: the operator's name between 关闭 and 备案号.
    /// </summary>
    private int Tail(BlockRole[] roles, int first, int end)
    {
        int tail = end, sum = 0, most = 0;
        bool imprint = false;
        for (int i = end - 1; i >= first; i--)
        {
            var piece = Pieces[i];
            if (_lines[i] != SiteLine.Text) imprint = _lines[i] == SiteLine.Imprint || imprint && _lines[i] == SiteLine.Host;
            bool isSite = roles[i] == BlockRole.Chrome || _lines[i] is not (SiteLine.Text or SiteLine.Host) || imprint && _lines[i] == SiteLine.Host
                || IsMenu(i);
            if (!isSite && (piece.Grid is not null || piece.Length > 60 || piece.Text.AsSpan().TrimEnd().EndsWith("。", StringComparison.Ordinal))) break;
            sum += isSite ? 3 : -2;
            if (sum > most) (most, tail) = (sum, i);
        }
        return tail;
    }

    /// <summary>The letters and digits of a text, by which two ways to write a title are compared.</summary>
    private static string Letters(string text)
    {
        var letters = new StringBuilder(text.Length);
        foreach (char c in text)
            if (char.IsLetterOrDigit(c)) letters.Append(c);
        return letters.ToString();
    }
}
