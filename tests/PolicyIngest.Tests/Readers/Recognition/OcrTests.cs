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
