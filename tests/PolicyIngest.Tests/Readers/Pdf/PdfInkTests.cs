using System.Globalization;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Model;
using PolicyIngest.Tests.Support;
using Xunit;
using static PolicyIngest.Tests.Readers.Pdf.PdfReading;

namespace PolicyIngest.Tests.Readers.Pdf;

/// <summary>What is drawn is not always to be read: watermarks, text that can't be seen, struck-out text, letters without characters.</summary>
public sealed class PdfInkTests
{
    private const string Sentence = "各县要按月调度，逐级压实责任，确保任务落地。";

    [Fact]
    public void Slanted_text_is_left_out_with_a_note()
    {
        var pdf = new PdfWriter();
        pdf.AddPage().Text(100, 100, Sentence).Raw($"BT 0.7 0.7 -0.7 0.7 200 300 Tm /F 60 Tf <{Hex("内部资料")}> Tj ET");
        var document = Read(pdf);
        Assert.Equal([Sentence], Paragraphs(document));
        Assert.Contains("“内部资料”", Note(document, "pdf-slanted-text"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3 Tr")]
    [InlineData("1 g")]
    public void Text_that_can_not_be_seen_is_left_out_with_a_note(string ink)
    {
        var pdf = new PdfWriter();
        pdf.AddPage().Text(100, 100, Sentence).Raw($"q {ink} BT /F 16 Tf 100 600 Td <{Hex("模板说明")}> Tj ET Q");
        var document = Read(pdf);
        Assert.Equal([Sentence], Paragraphs(document));
        Assert.Contains("“模板说明”", Note(document, "pdf-hidden-text"), StringComparison.Ordinal);
    }

    [Fact]
    public void White_text_on_a_coloured_ground_is_read()
    {
        var pdf = new PdfWriter();
        pdf.AddPage().Raw($"q 0 0 0.6 rg 90 590 300 40 re f 1 g BT /F 16 Tf 100 600 Td <{Hex("重点任务")}> Tj ET Q").Text(100, 400, Sentence);
        var document = Read(pdf);
        Assert.Equal(["重点任务", Sentence], Paragraphs(document));
        Assert.Empty(document.Diagnostics);
    }

    [Fact]
    public void The_text_under_the_picture_of_a_page_is_read_and_told()
    {
        var pdf = new PdfWriter();
        pdf.AddPage().Raw($"q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID {(char)128} EI Q 3 Tr").Text(100, 100, Sentence);
        var document = Read(pdf);
        Assert.Equal([Sentence], Paragraphs(document));
        Assert.Contains("text recognition", Note(document, "pdf-scan-text"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_mark_of_a_scanning_program_is_no_text()
    {
        var pdf = new PdfWriter();
        pdf.AddPage().Raw($"q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID {(char)128} EI Q").Text(400, 830, "扫描大王 创建", 8);
        Assert.Equal("pdf-scanned", Assert.Throws<DocumentException>(() => Read(pdf)).Code);
    }

    [Fact]
    public void Struck_out_text_is_left_out_and_underlined_text_is_not()
    {
        var pdf = new PdfWriter();
        // The line runs through 三月底前 and below 每年.
        pdf.AddPage(width: 520).Text(100, 100, "每年三月底前六月底前报送进展。").Line(132, 95, 196, 95).Line(100, 103, 132, 103);
        var document = Read(pdf);
        Assert.Equal(["每年六月底前报送进展。"], Paragraphs(document));
        Assert.Contains("“三月底前”", Note(document, "pdf-struck-text"), StringComparison.Ordinal);
    }

    [Fact]
    public void Narrow_letters_beside_one_another_are_both_read()
    {
        var pdf = new PdfWriter();
        // 0.2 em apart.
        pdf.AddPage().Raw($"q 40 Tz BT /F 16 Tf 100 600 Td <{Hex("allii")}> Tj ET Q").Text(100, 100, Sentence);
        Assert.Equal([Sentence, "allii"], Paragraphs(Read(pdf)));
    }

    [Fact]
    public void Letters_drawn_twice_to_look_bold_are_read_once()
    {
        var pdf = new PdfWriter();
        pdf.AddPage().Text(100, 100, "总体要求").Text(100.4, 100, "总体要求");
        Assert.Equal(["总体要求"], Paragraphs(Read(pdf)));
    }

    [Fact]
    public void Text_on_its_side_in_a_margin_stands_apart()
    {
        var pdf = new PdfWriter();
        pdf.AddPage().Text(100, 400, Sentence).Raw($"BT 0 1 -1 0 50 400 Tm /F 12 Tf <{Hex("装订线以内")}> Tj ET");
        Assert.Equal([Sentence, "装订线以内"], Paragraphs(Read(pdf)));
    }

    [Fact]
    public void Fonts_without_characters_are_told()
    {
        byte[] file = PdfWriter.Assemble(
        [
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Count 1/Kids[3 0 R]>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>",
            Stream($"BT /F 16 Tf 100 600 Td <{string.Concat(Enumerable.Range(40, 60).Select(i => i.ToString("X4", CultureInfo.InvariantCulture)))}> Tj ET"),
            "<</Type/Font/Subtype/Type0/BaseFont/Own/Encoding/Identity-H/DescendantFonts[6 0 R]>>",
            "<</Type/Font/Subtype/CIDFontType2/BaseFont/Own/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000/FontDescriptor 7 0 R>>",
            "<</Type/FontDescriptor/FontName/Own/Flags 4/FontBBox[0 -120 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>",
        ]);
        var fault = Assert.Throws<DocumentException>(() => Read(file));
        Assert.Equal((DocumentStatus.Unsupported, "pdf-scrambled"), (fault.Status, fault.Code));
        Assert.Contains("recognised as pictures", fault.Message, StringComparison.Ordinal);
    }

    private static string Stream(string content) => $"<</Length {content.Length}>>\nstream\n{content}\nendstream";

    private static string Hex(string text) => string.Concat(text.Select(c => ((int)c).ToString("X4", CultureInfo.InvariantCulture)));

    private static string Note(PolicyDocument document, string code) => Assert.Single(document.Diagnostics, note => note.Code == code).Message;
}
