using System.Text;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Model;
using PolicyIngest.Tests.Support;
using Xunit;
using TemporaryFolder = PolicyIngest.Ingest.Readers.Processes.TemporaryFolder;

namespace PolicyIngest.Tests.Readers.Converted;

public sealed class ConvertedReaderTests
{
    private static readonly byte[] RichText = Encoding.ASCII.GetBytes(
        "{\\rtf1\\ansi{\\fonttbl{\\f0 Times;}}\\uc1\\f0 " + Escaped("云岭市工作方案") + "\\par " + Escaped("一、总体要求") + "\\par\\trowd\\cellx2000\\cellx4000 "
        + Escaped("序号") + "\\cell " + Escaped("任务") + "\\cell\\row }");

    // The machine may be busy with other things.
    private static readonly ReadOptions Patient = new() { ChildTimeout = TimeSpan.FromMinutes(5) };

    private static string Escaped(string text) => string.Concat(text.Select(c => $"\\u{(short)c}?"));

    private static DocumentException Fault(string path, byte[] bytes, ReadOptions options) =>
        Assert.Throws<DocumentException>(() => ReaderRegistry.Read(new SourceFile(path, bytes), options, default));

    [Fact]
    public void Without_LibreOffice_one_line_says_what_to_install()
    {
        string empty = Directory.CreateTempSubdirectory("no-office-").FullName;
        foreach (var (path, bytes) in new[] { ("a.doc", OleSamples.Word(isEncrypted: false)), ("a.rtf", RichText) })
        {
            var fault = Fault(path, bytes, new ReadOptions { OfficeFolder = empty });
            Assert.Equal((DocumentStatus.Unsupported, "office-missing"), (fault.Status, fault.Code));
            Assert.Contains("libreoffice", fault.Message, StringComparison.Ordinal);
            Assert.Contains("winget", fault.Message, StringComparison.Ordinal);
        }
        Directory.Delete(empty);
    }

    [OfficeFact]
    public void Rich_text_is_converted_and_read()
    {
        var document = ReaderRegistry.Read(new SourceFile("旧文件.doc", RichText), Patient, default);
        Assert.Equal("rtf+docx", document.Source.Format);
        Assert.Equal(RichText.Length, document.Source.Size);
        Assert.Contains(document.Diagnostics, d => d.Code == "mislabelled");
        Assert.Equal(["云岭市工作方案", "一、总体要求", "序号|任务"], document.Blocks.Select(b => DocxBuilder.Text(document, b)));
    }

    [OfficeFact]
    public void A_conversion_has_a_time_limit()
    {
        var fault = Fault("a.rtf", RichText, new ReadOptions { ChildTimeout = TimeSpan.FromMilliseconds(50) });
        Assert.Equal(DocumentStatus.Timeout, fault.Status);
    }

    [OfficeFact]
    public void Damage_is_told_in_our_words()
    {
        var fault = Fault("a.doc", OleSamples.Word(isEncrypted: false), Patient);
        Assert.Equal((DocumentStatus.Malformed, "conversion-failed"), (fault.Status, fault.Code));
    }

    [Fact]
    public void The_temporary_folder_goes_with_all_it_holds()
    {
        string path;
        using (var folder = new TemporaryFolder())
        {
            path = folder.Path;
            folder.Write("a.txt", "x"u8);
            Assert.Equal("x"u8.ToArray(), folder.Read("a.txt"));
            Assert.Null(folder.Read("b.txt"));
        }
        Assert.False(Directory.Exists(path));
    }
}
