using System.Text;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Model;
using PolicyIngest.Tests.Support;
using Xunit;
using static PolicyIngest.Tests.Readers.Pdf.PdfReading;

namespace PolicyIngest.Tests.Readers.Pdf;

public sealed class PdfFaultTests
{
    [Fact]
    public void A_page_without_text_is_a_scan()
    {
        var pdf = new PdfWriter();
        pdf.AddPage();
        var fault = Assert.Throws<DocumentException>(() => Read(pdf));
        Assert.Equal((DocumentStatus.Unsupported, "pdf-scanned"), (fault.Status, fault.Code));
        Assert.Contains("--ocr off", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_tree_that_loops_is_answered()
    {
        byte[] file = PdfWriter.Assemble(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[2 0 R]>>"]);
        Assert.NotEqual(DocumentStatus.Crash, Assert.Throws<DocumentException>(() => Read(file)).Status);
    }

    [Fact]
    public void No_pages_and_cut_off_files_are_malformed()
    {
        byte[] empty = PdfWriter.Assemble(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 0/Kids[]>>"]);
        Assert.Equal("pdf-no-pages", Assert.Throws<DocumentException>(() => Read(empty)).Code);
        var fault = Assert.Throws<DocumentException>(() => Read(Encoding.ASCII.GetBytes("%PDF-1.4 and nothing more")));
        Assert.Equal((DocumentStatus.Malformed, "pdf-damaged"), (fault.Status, fault.Code));
    }

    [Fact]
    public void A_file_with_a_password_says_so()
    {
        string zeros = new('0', 64);
        string file = Encoding.Latin1.GetString(PdfWriter.Assemble(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 0/Kids[]>>", $"<</Filter/Standard/V 1/R 2/O<{zeros}>/U<{zeros}>/P -4>>"]));
        file = file.Replace("<</Size", "<</Encrypt 3 0 R/ID[<00><00>]/Size", StringComparison.Ordinal);
        var fault = Assert.Throws<DocumentException>(() => Read(Encoding.Latin1.GetBytes(file)));
        Assert.Equal((DocumentStatus.Encrypted, "pdf-password"), (fault.Status, fault.Code));
    }

    /// <summary>Whatever is cut off a file or changed in it, the answer is a document or a message.</summary>
    [Fact]
    public void Damage_is_answered_by_a_document_or_a_message()
    {
        var pdf = new PdfWriter();
        pdf.AddPage().Grid([100, 200, 400], [100, 130, 160]).Text(110, 120, "任务", 10).Text(210, 120, "单位", 10);
        byte[] whole = pdf.Save();
        var random = new Random(20260701);
        for (int i = 0; i < 12; i++)
        {
            byte[] bytes = i % 2 == 0 ? whole[..random.Next(8, whole.Length)] : [.. whole];
            for (int k = 0; i % 2 == 1 && k < 20; k++) bytes[random.Next(8, bytes.Length)] ^= (byte)(1 << random.Next(8));
            try
            {
                Assert.NotEmpty(Read(bytes).Blocks);
            }
            catch (DocumentException fault)
            {
                Assert.NotEqual(DocumentStatus.Crash, fault.Status);
                Assert.EndsWith(fault.Code == "pdf-scanned" ? "leave out --ocr off to have it recognised" : "", fault.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Too_many_pages_are_refused()
    {
        var pdf = new PdfWriter();
        for (int i = 0; i < 3; i++) pdf.AddPage().Text(100, 400, "页");
        var fault = Assert.Throws<DocumentException>(() => Read(pdf.Save(), new ReadOptions { MaxPdfPages = 2 }));
        Assert.Equal((DocumentStatus.ResourceLimit, "too-many-pages"), (fault.Status, fault.Code));
        Assert.Equal(3, Paragraphs(Read(pdf.Save(), new ReadOptions { MaxPdfPages = 3 })).Length);
    }
}
