using System.Text;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Model;
using PolicyIngest.Tests.Support;
using Xunit;
using static PolicyIngest.Tests.Readers.Pdf.PdfReading;

namespace PolicyIngest.Tests.Readers.Pdf;

public sealed class PdfFaultTests
{
    [PopplerFact]
    public void A_page_without_text_is_a_scan()
    {
        var pdf = new PdfWriter();
        pdf.AddPage();
        var fault = Assert.Throws<DocumentException>(() => Read(pdf));
        Assert.Equal((DocumentStatus.Unsupported, "pdf-scanned"), (fault.Status, fault.Code));
        Assert.Contains("--ocr", fault.Message, StringComparison.Ordinal);
    }

    [PopplerFact]
    public void A_page_tree_that_loops_is_answered()
    {
        byte[] file = PdfWriter.Assemble(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[2 0 R]>>"]);
        Assert.NotEqual(DocumentStatus.Crash, Assert.Throws<DocumentException>(() => Read(file)).Status);
    }

    [PopplerFact]
    public void No_pages_and_cut_off_files_are_malformed()
    {
        byte[] empty = PdfWriter.Assemble(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 0/Kids[]>>"]);
        Assert.Equal("pdf-no-pages", Assert.Throws<DocumentException>(() => Read(empty)).Code);
        var fault = Assert.Throws<DocumentException>(() => Read(Encoding.ASCII.GetBytes("%PDF-1.4 and nothing more")));
        Assert.Equal((DocumentStatus.Malformed, "pdf-damaged"), (fault.Status, fault.Code));
    }

    [PopplerFact]
    public void Too_many_pages_are_refused()
    {
        var pdf = new PdfWriter();
        for (int i = 0; i < 3; i++) pdf.AddPage().Text(100, 400, "页");
        var fault = Assert.Throws<DocumentException>(() => Read(pdf.Save(), new ReadOptions { MaxPdfPages = 2 }));
        Assert.Equal((DocumentStatus.ResourceLimit, "too-many-pages"), (fault.Status, fault.Code));
        Assert.Equal(3, Paragraphs(Read(pdf.Save(), new ReadOptions { MaxPdfPages = 3 })).Length);
    }

    [Fact]
    public void Without_poppler_the_packages_are_named()
    {
        var pdf = new PdfWriter();
        pdf.AddPage().Text(100, 400, "页");
        var fault = Assert.Throws<DocumentException>(() => Read(pdf.Save(), new ReadOptions { PopplerFolder = "/nowhere" }));
        Assert.Equal((DocumentStatus.Unsupported, "poppler-missing"), (fault.Status, fault.Code));
        Assert.Contains("poppler-utils", fault.Message, StringComparison.Ordinal);
        Assert.Contains("winget", fault.Message, StringComparison.Ordinal);
    }
}
