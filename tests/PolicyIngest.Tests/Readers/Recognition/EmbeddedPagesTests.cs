using System.Text;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Readers.Packages;
using PolicyIngest.Ingest.Readers.Recognition;
using PolicyIngest.Model;
using PolicyIngest.Tests.Support;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.PixelFormats;
using Xunit;
using static PolicyIngest.Tests.Support.DocxBuilder;

namespace PolicyIngest.Tests.Readers.Recognition;

/// <summary>Scans in Word files and web pages.</summary>
public sealed class EmbeddedPagesTests
{
    private const string Words = "对全市12条骨干河道开展清淤疏浚";

    private static ReadOptions Options => ReadOptions.Default with { OcrModels = OcrFactAttribute.Models };

    private static ReadOptions WithoutEngine => ReadOptions.Default with { Ocr = OcrMode.Off };

    private static byte[] Blank(int width, int height)
    {
        using var image = new Image<L8>(width, height, new L8(255));
        using var file = new MemoryStream();
        image.Save(file, new PngEncoder());
        return file.ToArray();
    }

    private static PolicyDocument Read(string name, byte[] bytes, ReadOptions options) => ReaderRegistry.Read(new SourceFile(name, bytes), options, default);

    private static PolicyDocument Read(string markup, ReadOptions options) => Read("a.html", Encoding.UTF8.GetBytes(markup), options);

    private static string Data(byte[] picture) => $"data:image/png;base64,{Convert.ToBase64String(picture)}";

    private static (DocumentStatus, string) Refusal(Action read) => Assert.Throws<DocumentException>(read) is var fault ? (fault.Status, fault.Code) : default;

    [OcrFact]
    public void A_scan_in_Word_is_read_page_by_page()
    {
        var builder = Body(P("云岭市修渠方案") + PictureOf("p1") + PictureOf("logo") + PictureOf("p2") + PictureOf("bad")).Picture("p1", OcrTests.Page).Picture("p2", OcrTests.Page).Picture("logo", Blank(200, 60));
        byte[] broken = OcrTests.Page[..];
        broken.AsSpan(20).Clear();
        var document = builder.Picture("bad", broken).Read(Options);
        var found = document.Blocks.Where(block => block.Span.Of(document.Text).Contains(Words, StringComparison.Ordinal)).ToList();
        Assert.Equal([1, 2], found.Select(block => block.Place?.Page));
        Assert.Equal("云岭市修渠方案", document.Blocks[0].Span.Of(document.Text));
        Assert.Contains("1 pictures of pages (the first is number 3)", Assert.Single(document.Diagnostics, note => note.Code == "page-pictures-damaged").Message, StringComparison.Ordinal);
        Assert.Contains("2 pages", Assert.Single(document.Diagnostics, note => note.Code == "ocr").Message, StringComparison.Ordinal);
    }

    [OcrFact]
    public void A_scan_in_old_markup_of_Word_is_read() =>
        Assert.Contains(Words, Body("<w:p><w:r><w:pict><v:shape><v:imagedata r:id=\"p1\"/></v:shape></w:pict></w:r></w:p>").Picture("p1", OcrTests.Page).Read(Options).Text, StringComparison.Ordinal);

    [OcrFact]
    public void A_scan_within_a_web_page_is_read()
    {
        string links = string.Concat(new[] { "首页", "政务公开", "政策文件", "办事服务", "互动交流", "数据开放", "走进云岭", "无障碍浏览" }.Select(name => $"<li><a href=\"/{name}\">{name}</a></li>"));
        var document = Read(
            $"<html><head><title>云岭市修渠方案_云岭市人民政府</title></head><body><div class=\"nav\"><ul>{links}</ul></div><div class=\"article\"><h1>云岭市修渠方案</h1><div class=\"info\">发布日期：2024-03-01 来源：市水务局</div>"
            + $"<div class=\"content\"><p><img src=\"{Data(OcrTests.Page)}\"></p></div></div><div class=\"footer\"><p>{string.Concat(Enumerable.Repeat("主办：云岭市人民政府办公室　网站标识码：0000000000　", 6))}</p></div></body></html>",
            Options);
        Assert.Contains(Words, document.Text, StringComparison.Ordinal);
        Assert.Equal(1, document.Blocks.Last().Place?.Page);
    }

    [OcrFact]
    public void A_scan_in_a_web_archive_is_read_by_its_address_or_its_id()
    {
        string picture = Convert.ToBase64String(OcrTests.Page, Base64FormattingOptions.InsertLineBreaks);
        string Archive(string source, string header) =>
            "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Location: file:///C:/in/plan.htm\r\n\r\n"
            + $"<p>云岭市修渠方案</p><table><tr><td><img src=\"{source}\"></td></tr></table>\r\n--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n{header}\r\n\r\n{picture}\r\n--b--\r\n";
        foreach (string archive in new[]
        {
            Archive("plan.files/image001.png", "Content-Location: file:///C:/in/plan.files/image001.png"),
            Archive("cid:page1@local", "Content-ID: <page1@local>"),
        })
            Assert.Contains(Words, Read("a.mht", Encoding.UTF8.GetBytes(archive), Options).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Words, Read("a.mht", Encoding.UTF8.GetBytes(Archive("plan.files/image002.png", "Content-Location: file:///C:/in/plan.files/image001.png")), Options).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_beside_text_stays_a_note()
    {
        string text = string.Concat(Enumerable.Repeat("各镇整治河道，修复湿地，疏浚沟渠。", 10));
        var document = Read($"<html><body><p>{text}</p><img src=\"{Data(OcrTests.Page)}\"><p>{text}</p></body></html>", WithoutEngine);
        Assert.Equal(["pictures-unread"], document.Diagnostics.Select(note => note.Code));
        Assert.Empty(Body(P(text) + PictureOf("p1")).Picture("p1", OcrTests.Page).Read(WithoutEngine).Diagnostics);
    }

    [Theory]
    [InlineData(400, 560)]
    [InlineData(800, 5000)]
    [InlineData(900, 900)]
    public void What_has_not_the_size_or_the_shape_of_a_page_is_none(int width, int height) =>
        Assert.Equal((DocumentStatus.Unsupported, "only-pictures"), Refusal(() => Body(PictureOf("p1")).Picture("p1", Blank(width, height)).Read(WithoutEngine)));

    [Fact]
    public void Without_an_engine_the_pages_are_told()
    {
        var builder = Body(P("云岭市修渠方案") + PictureOf("p1")).Picture("p1", Blank(800, 1100));
        Assert.Contains("--ocr off", Assert.Single(builder.Read(WithoutEngine).Diagnostics, note => note.Code == "page-pictures-unread").Message, StringComparison.Ordinal);
        var fault = Assert.Throws<DocumentException>(() => Read($"<html><body><img src=\"{Data(Blank(800, 1100))}\"></body></html>", WithoutEngine));
        Assert.Equal("only-pictures", fault.Code);
        Assert.Contains("--ocr off", fault.Message, StringComparison.Ordinal);
        Assert.Equal("no-text", Refusal(() => Read("<html><body><img src=\"https://example.org/a.png\"></body></html>", WithoutEngine)).Item2);
    }

    [OcrFact]
    public void A_picture_that_is_too_large_is_refused_before_it_is_decoded() =>
        Assert.Equal((DocumentStatus.ResourceLimit, "picture-too-large"), Refusal(() => Body(PictureOf("p1")).Picture("p1", Huge()).Read(Options)));

    /// <summary>The head of a picture that says it has ten times as many pixels as are taken.</summary>
    private static byte[] Huge()
    {
        byte[] picture = Blank(800, 1100);
        // IHDR: width and height, then the sum of the chunk.
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(picture.AsSpan(16), 16_000);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(picture.AsSpan(20), 22_000);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(picture.AsSpan(29), Crc32.Of(picture.AsSpan(12, 17)));
        return picture;
    }
}
