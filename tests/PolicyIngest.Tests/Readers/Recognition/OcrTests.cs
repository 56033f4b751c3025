using BitMiracle.LibTiff.Classic;
using PolicyIngest.Ingest;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Readers.Recognition;
using PolicyIngest.Ingest.Rules;
using PolicyIngest.Model;
using PolicyIngest.Tests.Support;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Processing;
using Xunit;

namespace PolicyIngest.Tests.Readers.Recognition;

/// <summary>Recognition with its models, on a page of our own.</summary>
public sealed class OcrTests
{
    internal static byte[] Page { get; } = File.ReadAllBytes(Path.Combine(Repository.Root, "tests", "PolicyIngest.Tests", "Readers", "Recognition", "Pages", "plan.png"));

    private static ReadOptions Options => ReadOptions.Default with { OcrModels = OcrFactAttribute.Models };

    private static Extraction Extract(byte[] picture) => IngestPipeline.Run(new SourceFile("plan.png", picture), Options, RuleOptions.Default, default);

    private static byte[] Changed(Action<IImageProcessingContext> change)
    {
        using var image = Image.Load(Page);
        image.Mutate(change);
        using var file = new MemoryStream();
        image.Save(file, new PngEncoder());
        return file.ToArray();
    }

    private static void AssertIsPlan(Extraction extraction)
    {
        string text = extraction.Document.Text;
        Assert.Contains("对全市12条骨干河道开展清淤疏浚，2025年底前完成清淤180公里，沿河村镇同步整治岸线垃圾。（市水务局牵头，市财政局、市生态环境局配合）", text, StringComparison.Ordinal);
        Assert.Contains("（2024年—2026年）", text, StringComparison.Ordinal);
        var table = Assert.Single(extraction.Document.Blocks.OfType<TableBlock>());
        Assert.Equal(
            ["序号", "任务", "责任单位", "完成时限", "1", "编制河湖名录并向社会公布", "市水务局", "2024年9月底", "2", "建立巡查平台，接入监测站点40处", "市大数据局", "2025年12月底"],
            table.Cells.Select(cell => cell.Span.Of(text)));
        var units = extraction.Plans.SelectMany(plan => plan.Tasks).SelectMany(task => task.Assignments).Select(assignment => assignment.Unit);
        Assert.Equal(["市水务局", "市财政局", "市生态环境局", "市住房城乡建设局", "市水务局", "市大数据局"], units);
    }

    [OcrFact]
    public void A_page_gives_its_text_its_table_and_its_facts()
    {
        var extraction = Extract(Page);
        AssertIsPlan(extraction);
        Assert.Contains(extraction.Document.Diagnostics, diagnostic => diagnostic.Code == "ocr");
    }

    [OcrFact]
    public void A_page_on_its_side_or_head_or_crooked_is_read_as_well()
    {
        AssertIsPlan(Extract(Changed(picture => picture.Rotate(RotateMode.Rotate90))));
        AssertIsPlan(Extract(Changed(picture => picture.Rotate(RotateMode.Rotate180))));
        AssertIsPlan(Extract(Changed(picture => picture.BackgroundColor(Color.White).Rotate(1.2f).BackgroundColor(Color.White))));
    }

    /// <summary>The page as a scanner for faxes would have it.</summary>
    private static byte[] Fax(int pages)
    {
        var page = PictureDecoder.Decode(Page);
        return FaxTiff.Save(page.Width, page.Height, (x, y) => page.Pixels[3 * (y * page.Width + x)] < 128, Compression.CCITTFAX4, pages: pages, photometric: Photometric.MINISBLACK);
    }

    [OcrFact]
    public void Pages_of_a_fax_are_read_one_after_another()
    {
        var document = ReaderRegistry.Read(new SourceFile("fax.tif", Fax(pages: 2)), Options, default);
        Assert.Equal([1, 2], document.Blocks.OfType<TableBlock>().Select(table => table.Place?.Page));
    }

    [OcrFact]
    public void Text_that_another_program_put_over_a_scan_is_told_and_by_force_recognised_anew()
    {
        var page = PictureDecoder.Decode(Page);
        string fax = Convert.ToHexString(FaxTiff.Strip(Fax(pages: 1)));
        var pdf = new PdfWriter();
        pdf.AddPage().Raw($"q 595 0 0 842 0 0 cm BI /W {page.Width} /H {page.Height} /CS /G /BPC 1 /F [/AHx /CCF] /DP [null <</K -1 /Columns {page.Width} /BlackIs1 true>>] /D [1 0] ID {fax}> EI Q 3 Tr").Text(100, 100, "云领市可湖治埋");
        PolicyDocument Read(OcrMode mode) => ReaderRegistry.Read(new SourceFile("scan.pdf", pdf.Save()), Options with { Ocr = mode }, default);
        var left = Read(OcrMode.Auto);
        Assert.Equal("云领市可湖治埋", left.Text);
        Assert.Contains("--ocr force", Assert.Single(left.Diagnostics, note => note.Code == "pdf-scan-text").Message, StringComparison.Ordinal);
        var anew = Read(OcrMode.Force);
        Assert.Contains("对全市12条骨干河道开展清淤疏浚", anew.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("云领市", anew.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(anew.Diagnostics, note => note.Code == "pdf-scan-text");
    }

    [OcrFact]
    public void An_OFD_whose_pages_are_pictures_is_read_and_what_can_not_be_decoded_is_told()
    {
        var ofd = new OfdWriter();
        for (int id = 5; id < 7; id++) ofd.AddPage().Raw($"<ofd:ImageObject ID=\"4\" ResourceID=\"{id}\" Boundary=\"0 0 210 297\"/>");
        var parts = ofd.Parts();
        string media = string.Concat(new[] { (5, "page.tif"), (6, "page.jb2") }.Select(file => $"<ofd:MultiMedia ID=\"{file.Item1}\" Type=\"Image\"><ofd:MediaFile>{file.Item2}</ofd:MediaFile></ofd:MultiMedia>"));
        parts.Part("Doc_0/Res.xml", OfdWriter.Root("Res", $"<ofd:MultiMedias>{media}</ofd:MultiMedias>"))
            .Part("Doc_0/Document.xml", OfdWriter.Root("Document", "<ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea><ofd:DocumentRes>Res.xml</ofd:DocumentRes></ofd:CommonData>"
                + "<ofd:Pages><ofd:Page ID=\"1\" BaseLoc=\"Pages/Page_0/Content.xml\"/><ofd:Page ID=\"2\" BaseLoc=\"Pages/Page_1/Content.xml\"/></ofd:Pages>"))
            .Part("Doc_0/page.tif", Fax(pages: 1)).Part("Doc_0/page.jb2", [0x97, 0x4A, 0x42, 0x32, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 1]);
        var document = ReaderRegistry.Read(new SourceFile("scan.ofd", parts.Zip()), Options, default);
        Assert.Single(document.Blocks.OfType<TableBlock>());
        Assert.Contains("compressed by JBIG2", Assert.Single(document.Diagnostics, note => note.Code == "ofd-pictures-undecoded").Message, StringComparison.Ordinal);
    }

    [OcrFact]
    public void The_same_picture_gives_the_same_text_whatever_else_is_read()
    {
        string alone = Extract(Page).Document.Text;
        string[] together = new string[4];
        Parallel.For(0, together.Length, i => together[i] = Extract(Page).Document.Text);
        Assert.All(together, text => Assert.Equal(alone, text));
    }

    [OcrFact]
    public void More_pages_than_the_limit_are_refused()
    {
        var fault = Assert.Throws<DocumentException>(() => ReaderRegistry.Read(new SourceFile("plan.png", Page), Options with { MaxOcrPages = 0 }, default));
        Assert.Equal((DocumentStatus.ResourceLimit, "too-many-pictures"), (fault.Status, fault.Code));
    }

    [OcrFact]
    public void A_page_gives_its_document_more_time()
    {
        var allowed = TimeSpan.Zero;
        ReaderRegistry.Read(new SourceFile("plan.png", Page), Options with { AllowTime = time => allowed += time }, default);
        Assert.Equal(DocumentRecognition.TimeForPage, allowed);
    }

    [Fact]
    public void Models_that_are_not_models_are_told()
    {
        using var folder = new TemporaryFolder();
        foreach (string name in OcrModels.Files.Keys) File.WriteAllText(Path.Combine(folder.Path, name), "no model");
        var fault = Assert.Throws<DocumentException>(() => ReaderRegistry.Read(new SourceFile("plan.png", Page), ReadOptions.Default with { OcrModels = folder.Path }, default));
        Assert.Equal((DocumentStatus.Io, "ocr-models-damaged"), (fault.Status, fault.Code));
        Assert.Contains("policy-ingest ocr-models", fault.Message, StringComparison.Ordinal);
    }
}
