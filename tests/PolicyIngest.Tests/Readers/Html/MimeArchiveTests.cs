using System.Text;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;
using Xunit;
using static PolicyIngest.Tests.Readers.Html.Pages;

namespace PolicyIngest.Tests.Readers.Html;

public sealed class MimeArchiveTests
{
    private const string Page = "<html><body><p>云岭市修渠方案</p><p>a=b</p></body></html>";

    [Fact]
    public void The_first_page_of_an_archive_is_read()
    {
        var document = Read(Archive("quoted-printable", "utf-8", QuotedPrintable(Encoding.UTF8.GetBytes(Page))));
        Assert.Equal(["云岭市修渠方案", "a=b"], Body(document));
        Assert.Equal(("mht+html", "utf-8"), (document.Source.Format, document.Source.Encoding));
    }

    [Fact]
    public void The_encoding_of_the_header_counts()
    {
        var document = Read(Archive("base64", "gb2312", Convert.ToBase64String(Encodings.Gb18030.GetBytes(Page), Base64FormattingOptions.InsertLineBreaks)));
        Assert.Equal(["云岭市修渠方案", "a=b"], Body(document));
        Assert.Equal("gb18030", document.Source.Encoding);
        Assert.Empty(Codes(document));
    }

    [Fact]
    public void A_page_in_a_part_of_parts_is_found()
    {
        string inner = $"Content-Type: multipart/alternative;\r\n\tboundary=\"in\"\r\n\r\n--in\r\nContent-Type: text/plain\r\n\r\nx\r\n--in\r\nContent-Type: text/html\r\n\r\n{Page}\r\n--in--\r\n";
        var document = Read(Encoding.UTF8.GetBytes($"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=out\r\n\r\n--out\r\n{inner}--out--\r\n"));
        Assert.Equal(["云岭市修渠方案", "a=b"], Body(document));
    }

    [Fact]
    public void A_single_page_needs_no_parts()
    {
        var document = Read(Encoding.UTF8.GetBytes($"Content-Type: text/html; charset=utf-8\n\n{Page}"));
        Assert.Equal(["云岭市修渠方案", "a=b"], Body(document));
    }

    [Theory]
    [InlineData("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b--\r\n")]
    [InlineData("MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n")]
    [InlineData("MIME-Version: 1.0\r\n")]
    public void An_archive_without_a_page_is_malformed(string archive)
    {
        var fault = Assert.Throws<DocumentException>(() => Read(archive));
        Assert.Equal((DocumentStatus.Malformed, "no-page-in-archive"), (fault.Status, fault.Code));
    }

    private static byte[] Archive(string transfer, string charset, string content) => Encoding.ASCII.GetBytes(
        $"From: <Saved by a browser>\r\nSubject: =?utf-8?B?5pa55qGI?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----=_Part_1\"\r\n\r\n"
        + $"This is a multi-part message.\r\n------=_Part_1\r\nContent-Type: text/html; charset={charset}\r\nContent-Transfer-Encoding: {transfer}\r\nContent-Location: file:///C:/a.htm\r\n\r\n{content}\r\n"
        + "------=_Part_1\r\nContent-Type: text/html\r\n\r\n<p>页眉</p>\r\n------=_Part_1--\r\n");

    private static string QuotedPrintable(byte[] bytes)
    {
        var lines = new StringBuilder();
        int column = 0;
        foreach (byte b in bytes)
        {
            string shown = b is > 0x20 and < 0x7F and not (byte)'=' ? ((char)b).ToString() : $"={b:X2}";
            if ((column += shown.Length) > 75)
            {
                lines.Append("=\r\n");
                column = shown.Length;
            }
            lines.Append(shown);
        }
        return lines.ToString();
    }
}
