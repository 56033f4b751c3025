using System.Text;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;
using Xunit;

namespace PolicyIngest.Tests.Readers;

public sealed class TextBytesTests
{
    private const string Plan = "云岭市2026年工作方案\r\n一、总体要求\r\n到2026年底，新建水厂3座。（市水利局牵头）\r\n";

    private static PolicyDocument Read(byte[] bytes) => ReaderRegistry.Read(new SourceFile("方案.txt", bytes), ReadOptions.Default, default);

    [Fact]
    public void Utf_16_needs_no_byte_order_mark()
    {
        foreach (var (encoding, name) in new[] { (Encoding.Unicode, "utf-16le"), (Encoding.BigEndianUnicode, "utf-16be") })
        {
            var document = Read(encoding.GetBytes(Plan + "一律一体"));
            Assert.Equal(name, document.Source.Encoding);
            Assert.Equal(["云岭市2026年工作方案", "一、总体要求", "到2026年底，新建水厂3座。（市水利局牵头）", "一律一体"], document.Blocks.Select(b => b.Span.Of(document.Text)));
        }
    }

    [Fact]
    public void One_NUL_is_a_slip_and_no_character()
    {
        foreach (var encoding in new[] { Encoding.UTF8, Encodings.Gb18030 })
        {
            var document = Read(encoding.GetBytes(Plan.Replace("总体", "总\0体", StringComparison.Ordinal)));
            Assert.Equal("一、总体要求", document.Blocks[1].Span.Of(document.Text));
        }
    }

    [Fact]
    public void Bytes_with_many_are_no_text()
    {
        byte[] binary = new byte[4_000];
        new Random(3).NextBytes(binary);
        for (int i = 0; i < binary.Length; i += 9) binary[i] = 0;
        Assert.False(TextBytes.LookLikeText(binary));
        Assert.False(TextBytes.LookLikeText(new byte[64]));
        Assert.False(TextBytes.LookLikeText("\0\u0001\u0002\u0003abcd\0\0\0\0\0xyz"u8));
        Assert.Equal("unknown-format", Assert.Throws<DocumentException>(() => Read(binary)).Code);
    }
}
