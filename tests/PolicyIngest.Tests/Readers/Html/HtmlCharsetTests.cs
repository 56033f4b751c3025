using System.Text;
using PolicyIngest.Ingest.Text;
using Xunit;
using static PolicyIngest.Tests.Readers.Html.Pages;

namespace PolicyIngest.Tests.Readers.Html;

public sealed class HtmlCharsetTests
{
    private const string Sentence = "为加强农村道路养护工作，保障行车安全，制定本方案。";

    private static byte[] Page(string head, Encoding encoding, string sentence = Sentence) => encoding.GetBytes($"<html><head>{head}</head><body><p>{sentence}</p></body></html>");

    [Theory]
    [InlineData("<meta charset=\"gb2312\">")]
    [InlineData("<meta charset='GBK'>")]
    [InlineData("<META HTTP-EQUIV=Content-Type CONTENT=\"text/html; charset=gb_2312-80\">")]
    [InlineData("<meta content='text/html;charset=gb18030' http-equiv='Content-Type'>")]
    public void Names_of_the_national_standard_are_read_as_gb18030(string head)
    {
        // 镕 is in GBK but not in GB2312, 㑊 only in four bytes of GB18030.
        var document = Read(Page(head, Encodings.Gb18030, Sentence + "镕㑊"));
        Assert.Equal(Sentence + "镕㑊", document.Text);
        Assert.Equal("gb18030", document.Source.Encoding);
        Assert.Empty(Codes(document));
    }

    [Theory]
    [InlineData("<meta charset=utf-8>")]
    [InlineData("<meta charset=UTF8>")]
    [InlineData("")]
    public void Utf_8_declared_or_not_needs_no_word(string head)
    {
        var document = Read(Page(head, Encoding.UTF8));
        Assert.Equal((Sentence, "utf-8"), (document.Text, document.Source.Encoding));
        Assert.Empty(Codes(document));
    }

    [Fact]
    public void Without_a_declaration_gb18030_is_guessed()
    {
        var document = Read(Page("", Encodings.Gb18030));
        Assert.Equal((Sentence, "gb18030"), (document.Text, document.Source.Encoding));
        Assert.Equal(["encoding-guessed"], Codes(document));
    }

    [Theory]
    [InlineData("<meta charset=gb2312>", "utf-8")]
    [InlineData("<meta charset=iso-8859-1>", "utf-8")]
    [InlineData("<meta charset=utf-8>", "gb18030")]
    [InlineData("<meta charset=windows-1252>", "gb18030")]
    [InlineData("<meta charset=big5>", "gb18030")]
    public void A_wrong_declaration_is_passed_over_and_noticed(string head, string encoding)
    {
        var document = Read(Page(head, encoding == "utf-8" ? Encoding.UTF8 : Encodings.Gb18030));
        Assert.Equal((Sentence, encoding), (document.Text, document.Source.Encoding));
        Assert.Equal(["encoding-declared-wrong"], Codes(document));
    }

    [Fact]
    public void Of_two_declarations_the_one_that_fits_the_bytes_counts()
    {
        var document = Read(Page("<meta charset=utf-8><meta http-equiv=Content-Type content='text/html; charset=gbk'>", Encodings.Gb18030));
        Assert.Equal((Sentence, "gb18030"), (document.Text, document.Source.Encoding));
        Assert.Equal(["encoding-declared-wrong"], Codes(document));
    }

    [Fact]
    public void A_byte_order_mark_wins_over_a_declaration()
    {
        var document = Read([.. Encoding.UTF8.Preamble, .. Page("<meta charset=gbk>", Encoding.UTF8)]);
        Assert.Equal((Sentence, "utf-8"), (document.Text, document.Source.Encoding));
        Assert.Equal(["encoding-declared-wrong"], Codes(document));
    }

    [Theory]
    [InlineData("iso-2022-cn")]
    [InlineData("no-such-charset")]
    public void An_unknown_name_is_noticed_and_the_bytes_decide(string name)
    {
        var document = Read(Page($"<meta charset={name}>", Encodings.Gb18030));
        Assert.Equal((Sentence, "gb18030"), (document.Text, document.Source.Encoding));
        Assert.Equal(["encoding-unknown"], Codes(document));
    }

    [Fact]
    public void Another_encoding_is_read_as_declared()
    {
        var big5 = CodePagesEncodingProvider.Instance.GetEncoding("big5")!;
        var document = Read(Page("<meta charset=big5>", big5, "為加強農村道路養護工作，保障行車安全，制定本方案。"));
        Assert.Equal(("為加強農村道路養護工作，保障行車安全，制定本方案。", "big5"), (document.Text, document.Source.Encoding));
        Assert.Empty(Codes(document));
    }

    [Fact]
    public void Characters_that_cannot_be_read_are_counted()
    {
        byte[] page = Page("<meta charset=utf-8>", Encoding.UTF8, Sentence + "甲乙" + Sentence);
        int at = page.AsSpan().IndexOf("甲"u8);
        page[at] = page[at + 3] = 0xFF;
        var document = Read(page);
        Assert.Equal("utf-8", document.Source.Encoding);
        var diagnostic = Assert.Single(document.Diagnostics);
        Assert.Equal("unreadable-characters", diagnostic.Code);
        Assert.StartsWith($"{document.Text.Count(c => c == '\uFFFD')} characters", diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_ideographic_space_of_old_editors_is_one()
    {
        byte[] page = [.. "<meta charset=gb2312><p>"u8, .. Encodings.Gb18030.GetBytes("甲"), 0xA3, 0xA0, .. Encodings.Gb18030.GetBytes("乙"), .. "</p>"u8];
        Assert.Equal("甲　乙", Read(page).Text);
    }

    [Fact]
    public void The_declaration_of_xml_counts_at_the_start()
    {
        var document = Read([.. "<?xml version=\"1.0\" encoding=\"x-gbk\"?>\n"u8, .. Page("", Encodings.Gb18030)]);
        Assert.Equal((Sentence, "gb18030"), (document.Text, document.Source.Encoding));
        Assert.Empty(Codes(document));
    }

    [Fact]
    public void A_declaration_in_running_text_is_none()
    {
        var document = Read(Page("<title>charset=gbk</title>", Encoding.UTF8));
        Assert.Empty(Codes(document));
    }
}
