using System.Net;
using System.Text;

namespace PolicyIngest.Tests.Samples;

/// <summary>Puts a document's paragraphs and tables into pages as government sites serve them.</summary>
internal static class HtmlPages
{
    /// <summary>
    /// A page of nested layout tables with a table of fields (索引号, 发文字号) above the text, in GB2312; paragraphs are indented with
    /// ideographic spaces, and spans cut words and numbers.
    /// </summary>
    public static string LayoutTables(IReadOnlyList<string> paragraphs, string number, string issuer, string title) => $"""
        <html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>{title}_岚江省人民政府门户网站</title></head>
        <body>
        <div class="wrap">
        <div class="nav"><a href="/">首页</a> | <a href="/zw/">政务公开</a> | <a href="/fw/">办事服务</a> | <a href="/hd/">互动交流</a></div>
        <table width="930" border="0" cellpadding="0" cellspacing="0"><tbody><tr><td>
        <table class="bd1" width="860"><tbody>
        <tr><td><b>索 引 号：</b></td><td>JK010/2024-00731</td><td><b>主题分类：</b></td><td>文化、旅游\老年事业</td></tr>
        <tr><td><b>发文机关：</b></td><td>{issuer}</td><td><b>成文日期：</b></td><td>2024年03月12日</td></tr>
        <tr><td><b>标　　题：</b></td><td colspan="3">{title}</td></tr>
        <tr><td><b>发文字号：</b></td><td>{number}</td><td><b>发布日期：</b></td><td>2024年03月15日</td></tr>
        </tbody></table>
        </td></tr></tbody></table><br>
        <table width="930" border="0"><tbody><tr><td width="675" valign="top"><table width="650"><tbody><tr>
        <td class="b12c" id="content">
        {Paragraphs(paragraphs, text => $"<p style=\"text-indent:2em\">　　{Cut(text)}</p>")}
        </td></tr><tr><td></td></tr></tbody></table>
        <div class="share">扫一扫在手机打开当前页</div>
        </td><td valign="top"><div class="side"><h3>相关稿件</h3><ul><li><a href="/a/1.html">一图读懂银龄旅游实施意见</a></li><li><a href="/a/2.html">我省召开文旅产业推进会</a></li></ul></div></td></tr></tbody></table>
        <div class="foot">主办单位：岚江省人民政府办公厅　承办单位：岚江省大数据中心<br>网站标识码：3900000001　岚ICP备00000001号</div>
        </div>
        <script>var page = "一、不是正文";</script>
        </body></html>
        """;

    /// <summary>A page of nested divs in UTF-8: crumbs, date and print line, attachments, footer; text hidden by style.</summary>
    public static string SiteChrome(IReadOnlyList<string> paragraphs, string title) => $"""
        <!DOCTYPE html>
        <html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title><style>.hide{"{"}display:none{"}"}</style></head>
        <body>
        <header><div class="logo">青禾县人民政府</div><nav><ul><li><a href="/">网站首页</a></li><li><a href="/zwgk/">信息公开</a></li><li><a href="/bsfw/">办事服务</a></li></ul></nav></header>
        <div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">信息公开</a> &gt; <a href="/zwgk/wj/">县政府文件</a></div>
        <div class="main">
        <h1>{title}</h1>
        <div class="meta"><span>发布日期：2023-05-12 09:30</span>　<span>来源：县政府办公室</span>　<span>浏览次数：218</span>　字体：【<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>】　<a href="javascript:window.print()">打印</a></div>
        <div class="TRS_Editor">
        {Paragraphs(paragraphs, text => $"<p class=\"MsoNormal\"><span style=\"font-family:仿宋\">&nbsp;&nbsp;&nbsp;&nbsp;{Cut(text)}<o:p></o:p></span></p>")}
        <p style="display:none">三、这一段不显示。（县商务局牵头）</p>
        </div>
        <div class="fujian"><p>附件下载：</p><ul><li><a href="a.pdf">青禾县推进镇村冷链物流体系建设实施方案.pdf</a></li></ul></div>
        <div class="share">分享到：<a href="#">微信</a> <a href="#">微博</a></div>
        </div>
        <footer><p>主办：青禾县人民政府办公室</p><p>网站标识码：3901230001　备案号：岚ICP备00000002号</p></footer>
        </body></html>
        """;

    /// <summary>A page as a browser saves it in one file: MIME, quoted-printable, the bytes in GB2312.</summary>
    public static byte[] WebArchive(IReadOnlyList<string> paragraphs, string title)
    {
        string page = $"""
            <html><head><title>{title}</title></head><body>
            <h1>{title}</h1><div class="info">2025-10-15来源：区发展改革局　阅读 539</div>
            {Paragraphs(paragraphs.Skip(1).ToList(), text => $"<p>{WebUtility.HtmlEncode(text)}</p>")}
            <div>赞 0赏分享</div><p>上一篇：<a href="/a/7.html">我区举办技能竞赛</a></p>
            </body></html>
            """;
        var archive = new StringBuilder("From: <Saved by a browser>\r\nSubject: plan\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"----=_Part\"\r\n\r\n"
            + "------=_Part\r\nContent-Type: text/html; charset=\"gb2312\"\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://example.invalid/plan.html\r\n\r\n");
        int column = 0;
        foreach (byte b in PolicyIngest.Ingest.Text.Encodings.Gb18030.GetBytes(page))
        {
            string shown = b is > 0x20 and < 0x7F and not (byte)'=' ? ((char)b).ToString() : $"={b:X2}";
            if ((column += shown.Length) > 75)
            {
                archive.Append("=\r\n");
                column = shown.Length;
            }
            archive.Append(shown);
        }
        archive.Append("\r\n------=_Part\r\nContent-Type: image/gif\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://example.invalid/1.gif\r\n\r\nR0lGODlhAQABAAAAACw=\r\n------=_Part--\r\n");
        return Encoding.ASCII.GetBytes(archive.ToString());
    }

    /// <summary>A bare page with a table whose cells run over rows and columns.</summary>
    public static string MergedCells(IReadOnlyList<TableRow> rows)
    {
        var html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>任务分解表</title></head>\n<body>\n<table border=\"1\">\n");
        for (int r = 0; r < rows.Count; r++)
        {
            html.Append("<tr>");
            int column = 0;
            foreach (var cell in rows[r].Cells)
            {
                if (!cell.Continues)
                {
                    html.Append("<td");
                    if (cell.Span > 1) html.Append(System.Globalization.CultureInfo.InvariantCulture, $" colspan=\"{cell.Span}\"");
                    int height = Height(rows, r, column);
                    if (height > 1) html.Append(System.Globalization.CultureInfo.InvariantCulture, $" rowspan=\"{height}\"");
                    html.Append('>').AppendJoin("<br>", cell.Text.Split('\n').Select(WebUtility.HtmlEncode)).Append("</td>");
                }
                column += cell.Span;
            }
            html.Append("</tr>\n");
        }
        return html.Append("</table>\n</body></html>\n").ToString();
    }

    private static int Height(IReadOnlyList<TableRow> rows, int row, int column)
    {
        int height = 1;
        while (row + height < rows.Count && CellAt(rows[row + height], column) is { Continues: true }) height++;
        return height;
    }

    private static TableCell? CellAt(TableRow row, int column)
    {
        int at = 0;
        foreach (var cell in row.Cells)
        {
            if (at == column) return cell;
            at += cell.Span;
        }
        return null;
    }

    private static string Paragraphs(IReadOnlyList<string> paragraphs, Func<string, string> wrap) => string.Join('\n', paragraphs.Select(wrap));

    /// <summary>Cuts the text by a bold heading and by a span that begins inside a word or number.</summary>
    private static string Cut(string text)
    {
        int heading = text.IndexOf('。', StringComparison.Ordinal) + 1;
        int middle = heading + (text.Length - heading) / 2;
        string bold = heading > 0 ? $"<b>{WebUtility.HtmlEncode(text[..heading])}</b>" : "";
        return $"{bold}{WebUtility.HtmlEncode(text[heading..middle])}<span>{WebUtility.HtmlEncode(text[middle..])}</span>";
    }
}
