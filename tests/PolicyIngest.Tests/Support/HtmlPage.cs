using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Tests.Support;

/// <summary>How a page is built around its text.</summary>
internal enum PageStyle
{
    /// <summary>Divisions with names, paragraphs, a title above the text.</summary>
    Divisions,
    /// <summary>Divisions whose names say nothing; a sidebar before the text.</summary>
    PlainDivisions,
    /// <summary>Tables around everything, a table of fields above the text.</summary>
    LayoutTables,
    /// <summary>Markup as Word writes it: classes, empty o:p, conditional comments, spans that cut words and numbers.</summary>
    WordMade,
    /// <summary>One cell in which breaks and ideographic spaces make the paragraphs.</summary>
    Breaks,
    /// <summary>Text and furniture side by side in the body.</summary>
    Bare,
}

/// <summary>Builds pages of invented government sites around given paragraphs and tables.</summary>
internal sealed class HtmlPage(PageStyle style)
{
    private readonly StringBuilder _page = new();

    /// <summary>Whether text may be written in a style that has no way to show it otherwise.</summary>
    private bool InBreaks => style == PageStyle.Breaks;

    /// <summary>A page around the blocks of a document, as bytes.</summary>
    /// <param name="document">Whose body blocks to show.</param>
    /// <param name="style">How the page is built.</param>
    /// <param name="gbk">Whether it is written and declared as GBK instead of UTF-8.</param>
    public static byte[] Around(PolicyDocument document, PageStyle style, bool gbk)
    {
        string page = new HtmlPage(style).Write(document, gbk ? "gb2312" : "utf-8");
        return (gbk ? Ingest.Text.Encodings.Gb18030 : Encoding.UTF8).GetBytes(page);
    }

    private string Write(PolicyDocument document, string charset)
    {
        var blocks = document.Blocks.Where(block => block.Role == BlockRole.Body).ToImmutableArray();
        string title = blocks.OfType<ParagraphBlock>().FirstOrDefault()?.Span.Of(document.Text).Replace('\n', ' ') ?? "";
        if (title.Length > 60) title = title[..60];
        _page.Append(Invariant($"""
            <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://example.invalid/xhtml1-transitional.dtd">
            <html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}">
            <title>{Text(title)}_云岭市人民政府门户网站</title>
            <style>.gone {"{"} display: none; {"}"} @media print {"{"} .paper {"{"} display: none {"}"} {"}"}</style>
            <script>var crumb = "<p>脚本里的文字</p>"; document.write(crumb);</script></head>
            """));
        (string before, string after) = style switch
        {
            PageStyle.Divisions => Divisions(title),
            PageStyle.PlainDivisions => PlainDivisions(title),
            PageStyle.LayoutTables => LayoutTables(),
            PageStyle.WordMade => WordMade(),
            PageStyle.Breaks => Breaks(),
            _ => Bare(),
        };
        _page.Append(before);
        foreach (var block in blocks)
        {
            if (block is TableBlock table) AppendTable(table, document.Text);
            else AppendParagraph(block.Span.Of(document.Text));
        }
        return _page.Append(after).ToString();
    }

    private static (string Before, string After) Divisions(string title) => ($"""
        <body><div class="header"><div class="logo">云岭市人民政府</div>
        <ul class="nav"><li><a href="/">首页</a></li><li><a href="/gk">政务公开</a></li><li><a href="/fw">办事服务</a></li><li><a href="/hd">互动交流</a></li></ul></div>
        <div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/gk">政务公开</a> &gt; 政策文件</div>
        <div class="wrapper"><div class="detail"><h1>{Text(title)}</h1>
        <div class="info"><span>发布日期：2021-03-05 09:30</span><span>来源：市政府办公室</span> 浏览次数：<span id="hits">128</span> 字体：[<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>]</div>
        <div class="article-content" id="zoom">
        """, """
        </div><div class="share">分享到：<a href="#">微信</a> <a href="#">微博</a></div>
        <p class="gone">隐藏的一句话，读者看不见。</p>
        <div class="fujian"><a href="/files/P01.docx">附件.docx</a></div>
        <div class="qrcode">扫一扫在手机打开当前页</div><p>【<a href="javascript:print()">打印本页</a>】 【<a href="javascript:close()">关闭窗口</a>】</p></div>
        <div class="sidebar"><h3>相关链接</h3><ul><li><a href="/1">关于做好春耕备耕工作的通知</a></li><li><a href="/2">市政府召开常务会议研究部署安全生产工作</a></li></ul></div></div>
        <div class="footer"><p>主办单位：云岭市人民政府办公室　承办单位：云岭市大数据中心</p><p>云ICP备00000000号　网站标识码：0000000000　云公网安备 00000000000000号</p></div></body></html>
        """);

    private static (string Before, string After) PlainDivisions(string title) => ($"""
        <body><div><div><a href="/">网站首页</a> | <a href="/a">走进云岭</a> | <a href="/b">信息公开</a></div><div>今天是2021年3月5日　星期五</div></div>
        <div><div><div>信息分类</div><div><a href="/c1">规划计划</a></div><div><a href="/c2">财政信息</a></div><div><a href="/c3">应急管理</a></div></div>
        <div><div>您现在的位置：首页 &gt; 规划计划</div><div style="text-align:center;font-size:22px">{Text(title)}</div>
        <div>文章来源：云岭市发展和改革委员会　发布时间：2021-03-05　点击数：96</div><div>
        """, """
        </div><div>上一篇：<a href="/p">云岭市二〇二一年春季植树安排</a></div><div>下一篇：<a href="/n">没有了</a></div><div><a href="#">打印</a> <a href="#">收藏</a> <a href="#">返回顶部</a></div></div></div>
        <div><div>版权所有：云岭市人民政府　技术支持：云岭市大数据中心</div><div>地址：云岭市青川路1号　邮编：000000　电话：0000-0000000</div></div></body></html>
        """);

    private static (string Before, string After) LayoutTables() => ("""
        <body topmargin="0"><table width="1000" border="0" cellpadding="0" cellspacing="0" align="center"><tbody><tr><td height="120" background="top.jpg"></td></tr>
        <tr><td><table width="100%"><tr><td><a href="/">首页</a></td><td><a href="/zw">政务</a></td><td><a href="/bs">办事</a></td></tr></table></td></tr>
        <tr><td align="center"><table width="930" border="0" class="bd"><tr><td><table width="860"><tr><td width="70"><b>索 引 号：</b></td><td>YL00-2021-00012</td><td width="70"><b>主题分类：</b></td><td>综合政务</td></tr>
        <tr><td><b>发文机关：</b></td><td>云岭市人民政府</td><td><b>成文日期：</b></td><td>2021年03月01日</td></tr>
        <tr><td><b>标　　题：</b></td><td colspan="3">云岭市示例文件</td></tr><tr><td><b>发文字号：</b></td><td>云政发〔2021〕9号</td><td><b>发布日期：</b></td><td>2021年03月05日</td></tr></table></td></tr></table>
        <table width="930"><tr><td width="200" valign="top"><table><tr><td><a href="/l1">领导之窗</a></td></tr><tr><td><a href="/l2">机构职能</a></td></tr></table></td>
        <td width="700" valign="top"><table width="674"><tr><td><br><table width="650"><tr><td class="b12c" id="content_area">
        """, """
        </td></tr><tr><td></td></tr></table><div id="pageBreak"></div><div><div>扫一扫在手机打开当前页</div></div><canvas></canvas>
        <table width="650" style="border-top:1px solid #333"><tr><td align="center"><a href="#"><img src="print.gif"></a> <a href="#">关闭窗口</a></td></tr></table></td></tr></table></td></tr></table></td></tr>
        <tr><td align="center"><table width="100%"><tr><td>主办单位：云岭市人民政府办公室</td><td>备案号：云ICP备00000000号</td></tr></table></td></tr></tbody></table></body></html>
        """);

    private static (string Before, string After) WordMade() => ("""
        <!--[if gte mso 9]><xml><w:WordDocument><w:View>Print</w:View></w:WordDocument></xml><![endif]-->
        <body lang=ZH-CN style='text-justify-trim:punctuation'><div class=WordSection1 style='layout-grid:15.6pt'>
        """, """
        <p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p></div></body></html>
        """);

    private static (string Before, string After) Breaks() => ("""
        <body><center><a href="/">首页</a> <a href="/x">新闻</a><table width=760><tr><td><font size=3 face="宋体">发布时间：2021年3月5日　来源：市政府办<br><br>
        """, """
        <br><br>责任编辑：张小川<br>[<a href="#">打印</a>] [<a href="#">关闭</a>]</font></td></tr></table><hr>版权所有 云岭市人民政府<br>云ICP备00000000号</center></body></html>
        """);

    private static (string Before, string After) Bare() => ("""
        <body><p><a href="/">首页</a> &gt; <a href="/zc">政策</a> &gt; 正文</p><p>时间：2021-03-05　来源：云岭市人民政府　【字体：大 中 小】　打印</p>
        """, """
        <p>上一条：<a href="/1">云岭市召开河长制工作会议</a></p><p>主办：云岭市人民政府办公室　维护：云岭市信息中心</p><p>网站标识码：0000000000　云公网安备 00000000000000号</p></body></html>
        """);

    private void AppendParagraph(string text)
    {
        // A line of its own in a paragraph stands between breaks in each style.
        string shown = Text(text);
        _page.Append(style switch
        {
            PageStyle.Breaks => $"　　{shown}<br>\n",
            PageStyle.WordMade => $"<p class=MsoNormal style='text-indent:24.0pt;mso-char-indent-count:\n2.0'>{Cut(text)}<span lang=EN-US><o:p></o:p></span></p>\n\n",
            PageStyle.PlainDivisions => $"<div>&nbsp;&nbsp;&nbsp;&nbsp;{shown}</div>\n",
            PageStyle.LayoutTables => $"<p align=\"\" style=\"margin-top: 0px; text-indent: 2em;\"><span style=\"font-family: 宋体;\">{shown}</span></p> ",
            _ => $"<p style=\"text-indent:2em\">{shown}</p>\n",
        });
    }

    private void AppendTable(TableBlock table, string text)
    {
        _page.Append(style switch
        {
            PageStyle.WordMade => "<table class=MsoNormalTable border=1 cellspacing=0 cellpadding=0 style='border-collapse:collapse;border:none'>",
            PageStyle.LayoutTables => "<div align=\"center\"><table style=\"border-collapse: collapse; border: none;\">",
            PageStyle.Breaks => "</font><table border=1>",
            _ => "<table border=\"1\">",
        });
        _page.Append("<tbody>");
        foreach (var row in table.Cells.GroupBy(cell => cell.Row).OrderBy(row => row.Key))
        {
            _page.Append("<tr>");
            foreach (var cell in row)
            {
                _page.Append("<td");
                if (cell.RowSpan > 1) _page.Append(Invariant($" rowspan=\"{cell.RowSpan}\""));
                if (cell.ColumnSpan > 1) _page.Append(Invariant($" colspan=\"{cell.ColumnSpan}\""));
                _page.Append(style == PageStyle.LayoutTables ? " style=\"border: 1px solid windowtext\">" : ">").Append(Cell(cell.Span.Of(text))).Append("</td>");
            }
            _page.Append("</tr>\n");
        }
        _page.Append("</tbody></table>").Append(style switch { PageStyle.LayoutTables => "</div>", PageStyle.Breaks => "<font size=3>", _ => "" });
    }

    private string Cell(string text)
    {
        if (text.Length == 0) return InBreaks ? "" : "&nbsp;";
        var lines = text.Split('\n');
        return style switch
        {
            PageStyle.WordMade => string.Concat(lines.Select(line => $"<p class=MsoNormal align=center>{Cut(line)}<o:p></o:p></p>")),
            PageStyle.Divisions or PageStyle.LayoutTables => string.Concat(lines.Select(line => $"<p>{Text(line)}</p>")),
            _ => string.Join("<br>", lines.Select(Text)),
        };
    }

    /// <summary>Text cut into spans in the middle of words and numbers, as Word does where the script changes.</summary>
    private static string Cut(string text)
    {
        var cut = new StringBuilder();
        text = KeepSpaces(text);
        for (int i = 0; i < text.Length; i += 7)
        {
            int length = Math.Min(7, text.Length - i);
            if (i + length < text.Length && char.IsHighSurrogate(text[i + length - 1])) length--;
            cut.Append(i / 7 % 2 == 0 ? "<span style='font-size:16.0pt;font-family:仿宋_GB2312'>" : "<span\nlang=EN-US style='font-size:16.0pt'>");
            cut.Append(Text(text.Substring(i, length))).Append("</span>");
            if (length < 7) i -= 7 - length;
        }
        return cut.ToString();
    }

    /// <summary>Text escaped.</summary>
    private static string Text(string text) => WebUtility.HtmlEncode(KeepSpaces(text))
        .Replace("\n", "<br>", StringComparison.Ordinal)
        .Replace("\t", "<span style=\"white-space: pre\">&#9;</span>", StringComparison.Ordinal);

    /// <summary>Spaces that a browser would drop as no-break ones.</summary>
    private static string KeepSpaces(string text) => text.Replace("  ", "\u00A0\u00A0", StringComparison.Ordinal);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
