using System.Text;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Model;
using PolicyIngest.Tests.Support;
using Xunit;
using static PolicyIngest.Tests.Support.DocxBuilder;

namespace PolicyIngest.Tests.Readers.Packages;

/// <summary>Hostile and broken packages: each is refused for the right reason.</summary>
public sealed class HostilePackageTests
{
    private static DocumentException Fault(byte[] bytes, ReadOptions? options = null) =>
        Assert.Throws<DocumentException>(() => ReaderRegistry.Read(new SourceFile("a.docx", bytes), options ?? ReadOptions.Default, default));

    private static void Refused(DocumentStatus status, string code, byte[] bytes, ReadOptions? options = null)
    {
        var fault = Fault(bytes, options);
        Assert.Equal((status, code), (fault.Status, fault.Code));
        Assert.DoesNotContain('\n', fault.Message);
    }

    private static byte[] WithDocument(string xml)
    {
        var parts = Body(P("x")).Parts();
        return parts.Part("word/document.xml", xml).Zip();
    }

    [Fact]
    public void Billion_laughs() => Refused(DocumentStatus.Malformed, "xml-dtd", WithDocument(
        "<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]><w:document xmlns:w=\"" + Transitional + "\"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"));

    [Fact]
    public void External_entity() => Refused(DocumentStatus.Malformed, "xml-dtd", WithDocument(
        "<?xml version=\"1.0\"?><!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><w:document xmlns:w=\"" + Transitional + "\"><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"));

    [Fact]
    public void A_DTD_in_the_package_s_own_lists_is_refused()
    {
        const string dtd = "<!DOCTYPE d [<!ENTITY x \"y\">]>";
        var parts = Body(P("x")).Parts();
        parts.Part("word/_rels/document.xml.rels", dtd + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"/>");
        Assert.Equal(DocumentStatus.Malformed, Fault(parts.Zip()).Status);
        var workbook = ZipBuilder.Of(XlsxBuilder.Rows(XlsxBuilder.Row(1, XlsxBuilder.Words("A1", "x"))).Zip())
            .Part("xl/worksheets/_rels/sheet1.xml.rels", dtd + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"/>");
        Assert.Equal(DocumentStatus.Malformed, Fault(workbook.Zip()).Status);
    }

    [Fact]
    public void A_part_that_is_packed_too_well_is_a_bomb()
    {
        byte[] bomb = Body(P(new string('甲', 5_000_000))).Zip();
        Refused(DocumentStatus.ResourceLimit, "zip-ratio", bomb);
        Assert.Single(ReaderRegistry.Read(new SourceFile("a.docx", bomb), new ReadOptions { MaxZipRatio = 2_000 }, default).Blocks);
    }

    [Fact]
    public void A_part_that_is_too_large() =>
        Refused(DocumentStatus.ResourceLimit, "part-too-large", Body(P(new string('甲', 5_000))).Zip(), new ReadOptions { MaxZipPartSize = 10_000 });

    [Fact]
    public void Sizes_are_counted_and_not_believed()
    {
        byte[] zip = Body(P(new string('甲', 100_000))).Zip();
        Claim(zip, "word/document.xml", size: 100);
        var fault = Fault(zip, new ReadOptions { MaxZipPartSize = 10_000 });
        Assert.Contains(fault.Status, (DocumentStatus[])[DocumentStatus.ResourceLimit, DocumentStatus.Malformed]);
    }

    [Fact]
    public void Too_many_parts()
    {
        var parts = Body(P("x")).Parts();
        for (int i = 0; i < 30; i++) parts.Part($"word/media/{i}.xml", "<a/>");
        Refused(DocumentStatus.ResourceLimit, "too-many-parts", parts.Zip(), new ReadOptions { MaxZipParts = 20 });
        Assert.NotNull(ReaderRegistry.Read(new SourceFile("a.docx", parts.Zip()), ReadOptions.Default, default));
    }

    [Fact]
    public void Two_parts_of_one_name() =>
        Refused(DocumentStatus.Malformed, "duplicate-part", Body(P("真")).Parts().Again("word/document.xml", "<x/>").Zip());

    [Fact]
    public void XML_nested_too_deep()
    {
        string deep = string.Concat(Enumerable.Repeat("<w:sdt><w:sdtContent>", 200)) + P("底") + string.Concat(Enumerable.Repeat("</w:sdtContent></w:sdt>", 200));
        Refused(DocumentStatus.ResourceLimit, "xml-too-deep", Body(deep).Zip());
        string unknown = string.Concat(Enumerable.Repeat("<w:unknown>", 100_000)) + string.Concat(Enumerable.Repeat("</w:unknown>", 100_000));
        Refused(DocumentStatus.ResourceLimit, "xml-too-deep", Body(unknown).Zip());
    }

    [Fact]
    public void Nesting_within_the_limit_is_no_danger_to_the_stack()
    {
        string tables = string.Concat(Enumerable.Repeat("<w:tbl><w:tr><w:tc>", 80)) + P("底") + string.Concat(Enumerable.Repeat("</w:tc></w:tr></w:tbl>", 80));
        Assert.Equal(["底"], Body(tables).Texts());
        string boxes = string.Concat(Enumerable.Repeat("<w:p><w:r><w:pict><w:txbxContent>", 60)) + P("底") + string.Concat(Enumerable.Repeat("</w:txbxContent></w:pict></w:r></w:p>", 60));
        Assert.Equal(["底"], Body(boxes).Texts());
    }

    [Fact]
    public void Damaged_XML_tells_the_place()
    {
        Refused(DocumentStatus.Malformed, "damaged-xml", WithDocument($"<w:document xmlns:w=\"{Transitional}\"><w:body><w:p></w:body></w:document>"));
        Refused(DocumentStatus.Malformed, "damaged-xml", WithDocument(""));
        Refused(DocumentStatus.Malformed, "damaged-xml", WithDocument("no xml"));
    }

    [Fact]
    public void A_file_that_was_cut_off()
    {
        byte[] whole = Body(P("x")).Zip();
        Refused(DocumentStatus.Malformed, "damaged-zip", whole[..^40]);
        Refused(DocumentStatus.Malformed, "damaged-zip", whole[..(whole.Length / 2)]);
    }

    [Fact]
    public void A_package_without_its_lists()
    {
        var zip = new ZipBuilder().Part("word/document.xml", "<w:document/>");
        Assert.Equal(DocumentStatus.Malformed, Fault(zip.Zip()).Status);
        var noMain = Body(P("x")).Parts().Part("_rels/.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"/>");
        Refused(DocumentStatus.Malformed, "no-main-part", noMain.Zip());
    }

    [Fact]
    public void One_endless_text_is_refused()
    {
        Refused(DocumentStatus.ResourceLimit, "too-much-text", Body(P(new string('甲', 2_000))).Zip(), new ReadOptions { MaxTextLength = 1_000 });
        Refused(DocumentStatus.ResourceLimit, "endless-text", WithDocument($"<w:document xmlns:w=\"{Transitional}\" x=\"{new string('a', 70 << 20)}\"/>"), new ReadOptions { MaxZipRatio = int.MaxValue });
    }

    [Fact]
    public void A_paragraph_without_end_is_refused() =>
        Refused(DocumentStatus.ResourceLimit, "endless-paragraph", Body(P(new string('甲', 2_000))).Zip(), new ReadOptions { MaxParagraphLength = 1_000 });

    [Fact]
    public void A_document_of_pictures_only_is_said_to_be_one() =>
        Refused(DocumentStatus.Unsupported, "only-pictures", Body("<w:p><w:r><w:drawing/></w:r></w:p>").Zip());

    [Fact]
    public void A_password_is_named_as_the_reason()
    {
        Refused(DocumentStatus.Encrypted, "encrypted-office", OleSamples.Container("EncryptionInfo", "EncryptedPackage"));
        Refused(DocumentStatus.Encrypted, "encrypted-office", OleSamples.Word(isEncrypted: true));
    }

    /// <summary>Writes a false unpacked size into a part's directory entry and its own header.</summary>
    private static void Claim(byte[] zip, string part, int size)
    {
        byte[] name = Encoding.UTF8.GetBytes(part);
        for (int at = zip.AsSpan().IndexOf(name); at >= 0;)
        {
            if (zip.AsSpan(at - 46).StartsWith("PK\x01\x02"u8)) BitConverter.TryWriteBytes(zip.AsSpan(at - 46 + 24), size);
            int next = zip.AsSpan(at + 1).IndexOf(name);
            at = next < 0 ? -1 : at + 1 + next;
        }
    }
}
