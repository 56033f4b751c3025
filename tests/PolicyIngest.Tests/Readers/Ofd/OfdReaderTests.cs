using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Readers.Recognition;
using PolicyIngest.Model;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Readers.Ofd;

public sealed class OfdReaderTests
{
    private static PolicyDocument Read(byte[] ofd, ReadOptions? options = null) => ReaderRegistry.Read(new SourceFile("方案.ofd", ofd), options ?? ReadOptions.Default with { Ocr = OcrMode.Off }, default);

    private static DocumentException Fault(byte[] ofd, ReadOptions? options = null) => Assert.Throws<DocumentException>(() => Read(ofd, options));

    private static string[] Texts(PolicyDocument document) => [.. document.Blocks.Select(block => DocxBuilder.Text(document, block))];

    /// <summary>What a page with these objects says.</summary>
    private static string[] Page(string objects)
    {
        var ofd = new OfdWriter();
        ofd.AddPage().Raw(objects);
        return Texts(Read(ofd.Save()));
    }

    private static string Text(string code, string attributes = "Boundary=\"20 30 100 10\"") =>
        $"<ofd:TextObject ID=\"1\" Font=\"2\" Size=\"5\" {attributes}>{code}</ofd:TextObject>";

    [Theory]
    [InlineData("<ofd:TextCode X=\"0\" Y=\"5\" DeltaX=\"5 5 5\">云岭方案</ofd:TextCode>", "云岭方案")]
    [InlineData("<ofd:TextCode X=\"0\" Y=\"5\" DeltaX=\"g 3 5\">云岭方案</ofd:TextCode>", "云岭方案")]
    [InlineData("<ofd:TextCode X=\"0\" Y=\"5\" DeltaX=\"5\">云岭方案</ofd:TextCode>", "云岭方案")]
    [InlineData("<ofd:TextCode X=\"0\" Y=\"5\">云岭方案</ofd:TextCode>", "云岭方案")]
    [InlineData("<ofd:TextCode X=\"10\" Y=\"5\" DeltaX=\"5\">方案</ofd:TextCode><ofd:TextCode X=\"0\" DeltaX=\"5\">云岭</ofd:TextCode>", "云岭方案")]
    [InlineData("<ofd:TextCode X=\"0\" Y=\"5\" DeltaX=\"2.5 2.5 2.5 2.5 5 2.5 2.5 5\">2026年底 前</ofd:TextCode>", "2026年底前")]
    [InlineData("<ofd:TextCode X=\"0\" Y=\"5\" DeltaX=\"2.5 2.2 5 2.4\">AI new</ofd:TextCode>", "AI new")]
    [InlineData("<ofd:TextCode X=\"0\" Y=\"5\" DeltaX=\"5 5 5\">\uD842\uDFB7岭方案</ofd:TextCode>", "\uD842\uDFB7岭方案")]
    [InlineData("<ofd:CGTransform CodePosition=\"0\"><ofd:Glyphs>7 8</ofd:Glyphs></ofd:CGTransform><ofd:TextCode X=\"0\" Y=\"5\">云岭</ofd:TextCode>", "云岭")]
    public void Letters_stand_where_their_steps_lead(string code, string expected) => Assert.Equal([expected], Page(Text(code)));

    [Fact]
    public void Objects_are_mapped_onto_the_page()
    {
        const string code = "<ofd:TextCode X=\"0\" Y=\"5\" DeltaX=\"5\">甲乙</ofd:TextCode>";
        // Twice as large, and moved to the right of the first.
        Assert.Equal(["丙丁", "甲乙"], Page(Text(code, "CTM=\"2 0 0 2 0 0\" Boundary=\"20 60 100 20\"") + Text(code.Replace("甲乙", "丙丁", StringComparison.Ordinal))));
        Assert.Equal(["甲乙甲乙"], Page(Text(code) + Text(code, "CTM=\"1 0 0 1 10 0\" Boundary=\"20 30 100 10\"")));
        Assert.Equal(["甲乙"], Page($"<ofd:PageBlock ID=\"5\">{Text(code)}</ofd:PageBlock>"));
    }

    [Fact]
    public void What_is_not_seen_is_no_text()
    {
        const string code = "<ofd:TextCode X=\"0\" Y=\"5\">隐</ofd:TextCode>";
        string seen = Text("<ofd:TextCode X=\"0\" Y=\"5\">明</ofd:TextCode>", "Boundary=\"20 80 100 10\"");
        foreach (string hidden in new[]
        {
            Text(code, "Visible=\"false\" Boundary=\"20 30 9 9\""), Text(code, "Alpha=\"0\" Boundary=\"20 30 9 9\""), Text(code, "Fill=\"false\" Boundary=\"20 30 9 9\""),
            Text("<ofd:Clips><ofd:Clip><ofd:Area><ofd:Path Boundary=\"0 0 9 0\"/></ofd:Area></ofd:Clip></ofd:Clips>" + code),
        })
            Assert.Equal(["明"], Page(hidden + seen));
    }

    [Fact]
    public void A_watermark_is_left_out_and_told()
    {
        var ofd = new OfdWriter();
        ofd.AddPage().Raw(Text("<ofd:TextCode X=\"0\" Y=\"5\" DeltaX=\"5\">正文</ofd:TextCode>") + Text("<ofd:TextCode X=\"0\" Y=\"5\">内部资料</ofd:TextCode>", "CTM=\"0.7 -0.7 0.7 0.7 0 0\" Boundary=\"50 90 90 90\""));
        var document = Read(ofd.Save());
        Assert.Equal(["正文"], Texts(document));
        Assert.StartsWith("4 characters", Assert.Single(document.Diagnostics).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Letters_printed_twice_count_once() =>
        Assert.Equal(["甲乙"], Page(Text("<ofd:TextCode X=\"0\" Y=\"5\" DeltaX=\"5\">甲乙</ofd:TextCode>") + Text("<ofd:TextCode X=\"0.2\" Y=\"5\" DeltaX=\"5\">甲乙</ofd:TextCode>")));

    [Theory]
    [InlineData(OfdSetting.Lines)]
    [InlineData(OfdSetting.Letters)]
    public void Ruling_lines_make_a_table(OfdSetting setting)
    {
        var ofd = new OfdWriter(setting);
        var page = ofd.AddPage();
        foreach (double y in new[] { 100, 130, 160 }) page.Rule(90, y, 390, y);
        foreach (double x in new[] { 90, 190, 390 }) page.Rule(x, 100, x, 160);
        page.Write(100, 120, "序号", 12);
        page.Write(200, 120, "任务", 12);
        page.Write(100, 150, "1", 12);
        page.Write(200, 150, "修路10公里", 12);
        Assert.Equal(["序号|任务 / 1|修路10公里"], Texts(Read(ofd.Save())));
    }

    [Fact]
    public void Templates_composites_and_several_documents_are_read()
    {
        var first = new OfdWriter();
        first.AddPage().Raw("<ofd:CompositeObject ID=\"6\" ResourceID=\"77\" Boundary=\"20 90 100 50\"/>");
        var parts = first.Parts();
        parts.Part("OFD.xml", OfdWriter.Root("OFD", "<ofd:DocBody><ofd:DocRoot>/Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody><ofd:DocBody><ofd:DocRoot>Doc_1/Document.xml</ofd:DocRoot></ofd:DocBody>"));
        parts.Part("Doc_0/Document.xml", OfdWriter.Root("Document", "<ofd:CommonData><ofd:DocumentRes>Res.xml</ofd:DocumentRes><ofd:TemplatePage ID=\"3\" BaseLoc=\"Tpl.xml\"/></ofd:CommonData><ofd:Pages><ofd:Page ID=\"1\" BaseLoc=\"Page.xml\"/></ofd:Pages>"));
        parts.Part("Doc_0/Page.xml", OfdWriter.Root("Page", "<ofd:Template TemplateID=\"3\"/><ofd:Content><ofd:Layer><ofd:CompositeObject ResourceID=\"77\" Boundary=\"20 90 100 50\"/></ofd:Layer></ofd:Content>"));
        parts.Part("Doc_0/Tpl.xml", OfdWriter.Root("Page", $"<ofd:Content><ofd:Layer>{Text("<ofd:TextCode X=\"0\" Y=\"5\">模板</ofd:TextCode>")}</ofd:Layer></ofd:Content>"));
        parts.Part("Doc_0/Res.xml", OfdWriter.Root("Res", $"<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID=\"77\"><ofd:Content>{Text("<ofd:TextCode X=\"0\" Y=\"5\">复合</ofd:TextCode>", "Boundary=\"0 0 50 9\"")}</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>"));
        parts.Part("Doc_1/Document.xml", OfdWriter.Root("Document", "<ofd:Pages><ofd:Page ID=\"1\" BaseLoc=\"Page.xml\"/></ofd:Pages>"));
        parts.Part("Doc_1/Page.xml", OfdWriter.Root("Page", $"<ofd:Area><ofd:PhysicalBox>10 10 300 200</ofd:PhysicalBox></ofd:Area><ofd:Content><ofd:Layer>{Text("<ofd:TextCode X=\"0\" Y=\"5\">第二件</ofd:TextCode>")}</ofd:Layer></ofd:Content>"));
        var document = Read(parts.Zip());
        Assert.Equal(["模板", "复合", "第二件"], Texts(document));
        Assert.Equal([1, 1, 2], document.Blocks.Select(block => block.Place!.Page));
    }

    [Fact]
    public void Faults_have_their_reason()
    {
        var ofd = new OfdWriter();
        ofd.AddPage().Raw("<ofd:ImageObject ID=\"4\" ResourceID=\"5\" Boundary=\"0 0 210 297\"/>");
        Assert.Equal("ofd-scanned", Fault(ofd.Save()).Code);
        Assert.Equal("ofd-no-pages", Fault(new OfdWriter().Save()).Code);
        Assert.Equal("encrypted-ofd", Fault(ofd.Parts().Part("Encryptions.xml", "<x/>").Zip()).Code);
        Assert.Equal("too-many-pages", Fault(ofd.Save(), new ReadOptions { MaxPdfPages = 0 }).Code);
        Assert.Equal("damaged-xml", Fault(ofd.Parts().Part("Doc_0/Pages/Page_0/Content.xml", "<a><b></a>").Zip()).Code);
    }

    [Fact]
    public void Odd_values_do_no_harm()
    {
        string code = "<ofd:TextCode X=\"x\" Y=\"1e999\" DeltaX=\"g 999999999 g -3 NaN g\" DeltaY=\"g\">甲乙</ofd:TextCode>";
        string objects = Text(code) + Text(code, "HScale=\"x\" Boundary=\"\"") + Text(code, "CTM=\"0 0 0 0 0 0\" Boundary=\"1\"") + "<ofd:TextObject/>"
            + "<ofd:PathObject><ofd:AbbreviatedData>C L 1 M 3 L x y Q 1 A B 1 2 3 4 5 6 M 0 0 C</ofd:AbbreviatedData></ofd:PathObject>"
            + "<ofd:CompositeObject ResourceID=\"404\"/>" + Text("<ofd:TextCode X=\"0\" Y=\"5\">明</ofd:TextCode>", "Boundary=\"20 80 9 9\"");
        Assert.Contains("明", Page(objects));
    }
}
