using System.Text;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Readers.Packages;
using PolicyIngest.Model;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Readers.Packages;

/// <summary>A file is what its bytes say, whatever its name ends in.</summary>
public sealed class RecognitionTests
{
    private static readonly byte[] Docx = DocxBuilder.Body(DocxBuilder.P("一、总体要求")).Zip();
    private static readonly byte[] Xlsx = XlsxBuilder.Rows(XlsxBuilder.Row(1, XlsxBuilder.Words("A1", "任务"))).Zip();

    private static PolicyDocument Read(string path, byte[] bytes) => ReaderRegistry.Read(new SourceFile(path, bytes), ReadOptions.Default, default);

    private static byte[] Zip(params string[] names) => names.Aggregate(new ZipBuilder(), (zip, name) => zip.Part(name, "<x/>")).Zip();

    [Theory]
    [InlineData("方案.docx", false)]
    [InlineData("方案.DOCX", false)]
    [InlineData("方案", false)]
    [InlineData("方案.doc", true)]
    [InlineData("方案.wps", true)]
    [InlineData("方案.txt", true)]
    [InlineData("方案.bin", true)]
    public void A_Word_document_by_any_name(string path, bool isNoted)
    {
        var document = Read(path, Docx);
        Assert.Equal("docx", document.Source.Format);
        Assert.Equal(isNoted, document.Diagnostics.Any(d => d.Code == "mislabelled"));
    }

    [Fact]
    public void A_workbook_and_a_text_called_docx()
    {
        Assert.Equal("xlsx", Read("a.docx", Xlsx).Source.Format);
        var text = Read("a.docx", Encoding.UTF8.GetBytes("一、总体要求\n到2025年……"));
        Assert.Equal("txt", text.Source.Format);
        Assert.Contains(text.Diagnostics, d => d.Code == "mislabelled" && d.Message.Contains(".docx", StringComparison.Ordinal));
    }

    [Fact]
    public void A_web_page_called_doc_is_read_as_the_page_it_is()
    {
        var page = Read("a.doc", Encoding.UTF8.GetBytes("<html><head><title>t</title></head><body><p>一、总体要求</p></body></html>"));
        Assert.NotEqual("docx", page.Source.Format);
        Assert.Contains("总体要求", page.Text, StringComparison.Ordinal);
        Assert.Contains(page.Diagnostics, d => d.Code == "mislabelled");
    }

    [Theory]
    [InlineData("OFD.xml,Doc_0/Document.xml", DocumentStatus.Malformed, "ofd-no-document")]
    [InlineData("[Content_Types].xml,ppt/presentation.xml", DocumentStatus.Unsupported, "presentation")]
    [InlineData("a.txt,b.txt", DocumentStatus.Unsupported, "archive")]
    [InlineData("word/a.txt", DocumentStatus.Unsupported, "archive")]
    public void Packages_that_are_no_document_say_what_they_are(string parts, DocumentStatus status, string code)
    {
        var fault = Assert.Throws<DocumentException>(() => Read("a.docx", Zip(parts.Split(','))));
        Assert.Equal((status, code), (fault.Status, fault.Code));
    }

    [Fact]
    public void An_unknown_kind_is_unsupported()
    {
        var fault = Assert.Throws<DocumentException>(() => Read("a.docx", [0x7F, (byte)'E', (byte)'L', (byte)'F', 0, 1, 2, 3, 0, 0]));
        Assert.Equal((DocumentStatus.Unsupported, "unknown-format"), (fault.Status, fault.Code));
    }

    [Fact]
    public void Kinds_by_content()
    {
        Assert.Equal(ContainerKind.LegacyWord, ContainerKinds.Of(OleSamples.Word(isEncrypted: false)));
        Assert.Equal(ContainerKind.LegacyExcel, ContainerKinds.Of(OleSamples.Container("a", "b", "c", "d", "e", "Workbook")));
        Assert.Equal(ContainerKind.LegacyOther, ContainerKinds.Of(OleSamples.Container("PowerPoint Document")));
        byte[] cut = OleSamples.Container("Workbook")[..600];
        Assert.Equal("damaged-office", Assert.Throws<DocumentException>(() => ReaderRegistry.For(new SourceFile("cut.xls", cut))).Code);
        Assert.Equal(ContainerKind.RichText, ContainerKinds.Of("{\\rtf1\\ansi x}"u8));
        Assert.Equal(ContainerKind.WordXml, ContainerKinds.Of("<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?><w:wordDocument/>"u8));
        Assert.Equal(ContainerKind.None, ContainerKinds.Of("<?xml version=\"1.0\"?><root/>"u8));
        Assert.Equal(ContainerKind.None, ContainerKinds.Of("%PDF-1.7"u8));
        Assert.Equal(ContainerKind.ExcelBinary, ContainerKinds.Of(Zip("[Content_Types].xml", "xl/workbook.bin")));
        Assert.Equal(ContainerKind.Word, ContainerKinds.Of(Zip("[Content_Types].xml", "word/document2.xml")));
        Assert.Equal(ContainerKind.OpenText, ContainerKinds.Of(new ZipBuilder().Part("mimetype", "application/vnd.oasis.opendocument.text").Part("content.xml", "<x/>").Zip()));
    }

    [Fact]
    public void Damaged_containers_do_no_harm()
    {
        byte[] ole = OleSamples.Container("1Table", "EncryptedPackage");
        for (int length = 0; length < ole.Length; length += 37) _ = ContainerKinds.Of(ole.AsSpan(0, length));
        var random = new Random(7);
        for (int i = 0; i < 2_000; i++)
        {
            byte[] broken = (byte[])(i % 2 == 0 ? ole : Docx).Clone();
            for (int n = 0; n < 4; n++) broken[random.Next(i % 2 == 0 ? 8 : 4, broken.Length)] = (byte)random.Next(256);
            _ = ContainerKinds.Of(broken);
        }
        Assert.Equal(ContainerKind.Encrypted, ContainerKinds.Of(ole));
    }
}
