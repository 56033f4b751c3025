using System.Text;
using PolicyIngest.Ingest.Readers.Pdf.Drawing;
using Xunit;

namespace PolicyIngest.Tests.Readers.Pdf;

public sealed class TextFiltersTests
{
    [Theory]
    [InlineData("87cURD]i,\"Ebo80~>", "Hello World!")]
    [InlineData("87cUR\nD]i,\"Ebo7~>", "Hello World")]
    [InlineData("z~>", "\0\0\0\0")]
    [InlineData("", "")]
    public void Ascii85_is_taken_back(string text, string bytes) => Assert.Equal(bytes, Encoding.Latin1.GetString(TextFilters.Ascii85(Encoding.Latin1.GetBytes(text))));

    [Theory]
    [InlineData("48 65 6c6C 6F>00", "Hello")]
    [InlineData("4>", "@")]
    public void Hexadecimal_is_taken_back(string text, string bytes) => Assert.Equal(bytes, Encoding.Latin1.GetString(TextFilters.AsciiHex(Encoding.Latin1.GetBytes(text))));
}
