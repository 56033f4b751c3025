using PolicyIngest.Ingest.Readers.Pages;
using PolicyIngest.Model;
using PolicyIngest.Tests.Support;
using Xunit;
using static PolicyIngest.Tests.Readers.Pdf.PdfReading;

namespace PolicyIngest.Tests.Readers.Pdf;

/// <summary>Programs that scan by a telephone put their mark below or above each page; it is no text of the document.</summary>
public sealed class ScannerMarkTests
{
    private const string Sentence = "各县要按月调度，逐级压实责任，确保任务落地。";

    private const string Goes = "云岭市各县区人民政府要按月调度重点任务进展，逐级";

    private const string On = "压实责任，确保任务落地。";

    [Theory]
    [InlineData("扫描全能王 创建")]
    [InlineData("由扫描大王扫描创建")]
    [InlineData("CS 扫描全能王")]
    [InlineData("3亿人都在用的扫描App")]
    [InlineData("Scanned with CamScanner")]
    [InlineData("CamScanner")]
    public void A_mark_is_told_and_left_out(string mark)
    {
        foreach (double height in (double[])[30, 830])
        {
            var pdf = new PdfWriter();
            pdf.AddPage().Text(100, 100, Sentence).Text(420, height, mark, 8);
            var document = Read(pdf);
            Assert.Equal([Sentence], Paragraphs(document));
            string note = Assert.Single(document.Diagnostics, diagnostic => diagnostic.Code == "scanner-mark").Message;
            Assert.Contains("“" + Plain(mark), Plain(note), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Text_goes_on_over_a_mark_and_a_page_number()
    {
        var pdf = new PdfWriter();
        for (int i = 0; i < 2; i++)
        {
            pdf.AddPage().Lines(72, 100, 28, 16, i == 0 ? [Goes + "压实压实压", Goes + "压实压实压"] : [On]).Text(270, 790, $"— {i + 1} —", 14).Text(420, 825, "扫描全能王 创建", 9);
        }
        var document = Read(pdf);
        Assert.Equal([Goes + "压实压实压" + Goes + "压实压实压" + On], Paragraphs(document));
        Assert.Equal(["— 1 —", "— 2 —"], Paragraphs(document, BlockRole.PageNumber));
        Assert.Equal(2, Paragraphs(document, BlockRole.Footer).Length);
    }

    /// <summary>Text that speaks of scanning stays, and so does the name of such a program in the middle of a page.</summary>
    [Theory]
    [InlineData("扫描件由政务服务窗口制作。", 830)]
    [InlineData("推广使用扫描全能王创建电子档案", 830)]
    [InlineData("二、证照扫描", 30)]
    [InlineData("扫描全能王 创建", 420)]
    public void Text_about_scanning_stays(string text, double height)
    {
        var pdf = new PdfWriter();
        pdf.AddPage().Text(100, 100, Sentence).Text(100, height, text, 16).Text(100, 700, Sentence);
        var document = Read(pdf);
        Assert.Contains(Paragraphs(document), paragraph => Plain(paragraph).Contains(Plain(text), StringComparison.Ordinal));
        Assert.DoesNotContain(document.Diagnostics, diagnostic => diagnostic.Code == "scanner-mark");
    }

    private static string Plain(string text) => text.Replace(" ", "", StringComparison.Ordinal);

    [Theory]
    [InlineData("iv", 4)]
    [InlineData("Ⅻ", 12)]
    [InlineData("１２", 12)]
    [InlineData("xix", 19)]
    [InlineData("— 3 —", null)]
    [InlineData("3.5", null)]
    public void Bare_numbers_have_a_value(string text, int? value) => Assert.Equal(value, PageNumberText.ValueOf(text));
}
