using System.Text;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Readers.Html;
using PolicyIngest.Model;
using PolicyIngest.Tests.Support;
using Xunit;
using static PolicyIngest.Tests.Readers.Html.Pages;

namespace PolicyIngest.Tests.Readers.Html;

/// <summary>What case files can't say: limits, spans, recognition. The rest is in Cases/web-pages-*.txt.</summary>
[Collection(Alone.Name)]
public sealed class HtmlReaderTests
{
    [Theory]
    [InlineData("<div>", "")]
    [InlineData("<b>", "")]
    [InlineData("<table><tr><td>", "")]
    [InlineData("<p><b class={0}>x", "</p>")]
    public void A_million_open_elements_are_refused_at_once(string open, string between)
    {
        var page = new StringBuilder();
        for (int i = 0; page.Length < 5_000_000; i++) page.Append(string.Format(System.Globalization.CultureInfo.InvariantCulture, open, i)).Append(between);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var fault = Assert.Throws<DocumentException>(() => Read(page.ToString()));
        Assert.Equal((DocumentStatus.ResourceLimit, "html-too-deep"), (fault.Status, fault.Code));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Open_elements_that_multiply_are_refused()
    {
        // Each paragraph closes the elements with the one before it, and opens them again for its own text.
        string fonts = "<p>" + string.Concat(Enumerable.Range(0, 400).Select(i => $"<font size={i}>"));
        var fault = Assert.Throws<DocumentException>(() => Read(fonts + string.Concat(Enumerable.Repeat("<p>x</p>", 20_000))));
        Assert.Equal(DocumentStatus.ResourceLimit, fault.Status);
    }

    [Theory]
    [InlineData("<p>字")]
    [InlineData("<li>字")]
    [InlineData("<p><font size=2>字</p>")]
    [InlineData("<div><p>字<br><img></div>")]
    public void Many_elements_side_by_side_are_not_deep(string element)
    {
        var document = Read(string.Concat(Enumerable.Repeat(element, 3_000)));
        Assert.Equal(3_000, document.Blocks.Length);
    }

    [Theory]
    [InlineData("<del>作废</del>")]
    [InlineData("<s>作废</s>")]
    [InlineData("<strike>作废</strike>")]
    [InlineData("<span style='text-decoration: line-through'>作废</span>")]
    public void What_is_struck_out_is_no_text(string struck)
    {
        var document = Read($"<p>一、清理{struck}河道。</p><table border=1><tr><td>任务{struck}</td><td>单位</td></tr><tr><td>修路</td><td>市交通局</td></tr></table>");
        Assert.DoesNotContain("作废", document.Text, StringComparison.Ordinal);
        Assert.Contains(document.Diagnostics, d => d.Code == "struck-text" && d.Message.StartsWith("4 characters", StringComparison.Ordinal));
        Assert.Contains("一、清理河道。", document.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3", "3.修路", "4.架桥")]
    [InlineData("20240101", "20240101.修路", "20240102.架桥")]
    [InlineData("2147483647", "2147483647.修路", "2147483648.架桥")]
    [InlineData("99999999999999999999", "2147483647.修路", "2147483648.架桥")]
    [InlineData("-1", "-1.修路", "0.架桥")]
    [InlineData(" 7.", "7.修路", "8.架桥")]
    [InlineData("x", "1.修路", "2.架桥")]
    public void A_list_may_start_at_any_number(string start, string first, string second) =>
        Assert.Equal([first, second], Body(Read($"<ol start='{start}'><li>修路</li><li>架桥</li></ol>")));

    [Theory]
    [InlineData("upper-roman")]
    [InlineData("lower-alpha")]
    [InlineData("cjk-ideographic")]
    public void No_number_is_too_large_for_a_kind_of_list(string type)
    {
        foreach (long start in (long[])[int.MaxValue, int.MinValue, 0])
            Assert.Equal(2, Read($"<ol start='{start}' style='list-style-type:{type}'><li value='{start}'>修路</li><li>架桥</li></ol>").Blocks.Length);
    }

    [Theory]
    [InlineData("A+大A+中A+小")]
    [InlineData("打印字体：放大正常缩小分享")]
    [InlineData("赞 0赏分享")]
    [InlineData("-次")]
    [InlineData("2025-10-15")]
    [InlineData("2025-10-15来源:云岭市水利局")]
    [InlineData("阅读 539")]
    [InlineData("-")]
    public void Tools_of_a_site_below_the_title_are_no_text(string line)
    {
        var document = Read($"<h1>云岭市修渠工作方案</h1><div>{line}</div><p>为做好修渠工作，制定本方案，请认真贯彻执行。</p><p>一、修渠。今年修渠十里，由市水利局牵头负责落实。</p>");
        Assert.Equal(["云岭市修渠工作方案", "为做好修渠工作，制定本方案，请认真贯彻执行。", "一、修渠。今年修渠十里，由市水利局牵头负责落实。"], Body(document));
    }

    [Theory]
    [InlineData("中小")]
    [InlineData("大中小学")]
    [InlineData("分享经济")]
    [InlineData("2025年10月15日")]
    [InlineData("每年不少于3次")]
    public void Short_lines_of_a_text_stay(string line)
    {
        var document = Read($"<h1>云岭市修渠工作方案</h1><p>为做好修渠工作，制定本方案，请认真贯彻执行。</p><p>{line}</p><p>一、修渠。今年修渠十里，由市水利局牵头负责落实。</p>");
        Assert.Contains(line, Body(document));
    }

    [Theory]
    [InlineData("<script>", "</script>")]
    [InlineData("<style>", "</STYLE>")]
    [InlineData("<!--", "-->")]
    [InlineData("<textarea hidden>", "</textarea>")]
    public void Tags_in_scripts_and_comments_are_no_tags(string start, string end)
    {
        string page = start + string.Concat(Enumerable.Repeat("<div>", 5_000)) + end + "<p>一、清理河道。</p>";
        Assert.Contains("一、清理河道。", Read(page).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<title>")]
    [InlineData("<!--")]
    [InlineData("<script ")]
    public void Starts_without_an_end_cost_no_search_each(string start)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Assert.Throws<DocumentException>(() => Read(string.Concat(Enumerable.Repeat(start, 400_000)) + string.Concat(Enumerable.Repeat("<div>", 10_000))));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"{clock.Elapsed}");
    }

    [Theory]
    [InlineData("<p>字", 3, "html-too-many-elements")]
    [InlineData("<p>字", 2, null)]
    public void The_limit_of_elements_is_the_users(string element, int times, string? code)
    {
        byte[] page = Encoding.UTF8.GetBytes("<html><body>" + string.Concat(Enumerable.Repeat(element, times)));
        var fault = Record.Exception(() => Read(page, ReadOptions.Default with { MaxHtmlElements = 4 }));
        Assert.Equal(code, (fault as DocumentException)?.Code);
    }

    [Fact]
    public void Millions_of_tags_inside_hundreds_of_elements_are_refused_before_parsing()
    {
        string page = string.Concat(Enumerable.Repeat("<div>", 400)) + string.Concat(Enumerable.Repeat("</p>", 600_000));
        Assert.Equal("html-too-costly", Assert.Throws<DocumentException>(() => Read(page)).Code);
    }

    [Fact]
    public void The_depth_limit_is_the_users()
    {
        byte[] page = Encoding.UTF8.GetBytes("<html><body><div><div><div>字</div></div></div></body></html>");
        Assert.Equal(["字"], Body(Read(page, ReadOptions.Default with { MaxHtmlDepth = 5 })));
        Assert.Throws<DocumentException>(() => Read(page, ReadOptions.Default with { MaxHtmlDepth = 4 }));
    }

    [Fact]
    public void Spans_that_would_make_a_giant_grid_are_refused()
    {
        string page = "<table border=1><tr>" + string.Concat(Enumerable.Repeat("<td colspan=1000 rowspan=65534>x", 1_500)) + "</table>";
        var fault = Assert.Throws<DocumentException>(() => Read(page));
        Assert.Equal((DocumentStatus.ResourceLimit, "too-many-cells"), (fault.Status, fault.Code));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html><body><script>load()</script></body></html>")]
    [InlineData("<html><frameset cols=20%,*><frame src=menu.htm><frame src=text.htm></frameset></html>")]
    public void A_page_without_text_is_malformed(string page)
    {
        var fault = Assert.Throws<DocumentException>(() => Read(page));
        Assert.Equal((DocumentStatus.Malformed, "no-text"), (fault.Status, fault.Code));
    }

    [Fact]
    public void Fields_point_to_their_values()
    {
        var document = Read("""
            <body><table><tr><td>索 引 号：<td>YL-1<td>发文机关：<td>云岭市<tr><td>标　题：<td colspan=3>云岭市修渠方案</table><p>为做好修渠工作，保障农业灌溉，制定本方案。</p>
            <p>来源：市水务局 文号：</p></body>
            """);
        Assert.Equal(["索引号=YL-1", "发文机关=云岭市", "标题=云岭市修渠方案", "来源=市水务局"], Fields(document));
        Assert.All(document.Metadata, field => Assert.Contains(document.Blocks, block => block.Role == BlockRole.Metadata && block.Span.Contains(field.Value)));
    }

    [Fact]
    public void Reading_stops_when_told_to()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        byte[] page = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<p>字</p>", 10_000)));
        Assert.Throws<OperationCanceledException>(() => new HtmlReader().Read(new SourceFile("a.html", page), ReadOptions.Default, stop.Token));
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html><body>", 95)]
    [InlineData("\uFEFF\r\n<HTML><HEAD>", 95)]
    [InlineData("<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"x\"><html xmlns=\"y\">", 95)]
    [InlineData("<div class=\"wrap\"><p>字</p></div>", 80)]
    [InlineData("<meta charset=gbk><title>字</title>", 80)]
    [InlineData("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n", 95)]
    [InlineData("From: <Saved>\r\nSubject: x\r\n y\r\nMIME-Version: 1.0\r\n", 95)]
    [InlineData("<?xml version=\"1.0\"?><w:document xmlns:w=\"x\"><w:p/></w:document>", 0)]
    [InlineData("<云岭市修渠方案>", 0)]
    [InlineData("一、总体要求 <p>", 0)]
    [InlineData("Subject: 修渠\r\n各单位：", 0)]
    [InlineData("{\\rtf1", 0)]
    public void Pages_are_known_by_their_content(string start, int score) =>
        Assert.Equal(score, new HtmlReader().Recognise(new SourceFile("a.doc", Encoding.UTF8.GetBytes(start))));

    [Fact]
    public void A_page_in_utf_16_is_known_and_read()
    {
        byte[] page = Encoding.Unicode.GetBytes("<html><head><meta charset=utf-16></head><body><p>修渠方案</p></body></html>");
        var file = new SourceFile("a.html", page);
        Assert.Equal(95, new HtmlReader().Recognise(file));
        var document = ReaderRegistry.For(file).Read(file, ReadOptions.Default, default);
        Assert.Equal(("utf-16le", "修渠方案"), (document.Source.Encoding, document.Text));
    }
}
