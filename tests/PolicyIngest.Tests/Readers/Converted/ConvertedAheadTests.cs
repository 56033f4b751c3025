using System.Text;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Readers.Converted;
using PolicyIngest.Tests.Cli;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Readers.Converted;

public sealed class ConvertedAheadTests
{
    private static byte[] RichText(string text) => Encoding.ASCII.GetBytes("{\\rtf1\\ansi\\uc1 " + string.Concat(text.Select(c => $"\\u{(short)c}?")) + "\\par }");

    [OfficeFact]
    public void Documents_are_found_converted_and_one_that_is_damaged_stands_alone()
    {
        var files = new[] { "甲", "乙", "丙" }.Select(text => new SourceFile($"{text}.rtf", RichText(text)))
            .Append(new SourceFile("坏.doc", OleSamples.Word(isEncrypted: false))).Append(new SourceFile("页.doc", "<html><body>x</body></html>"u8.ToArray())).ToList();
        var options = new ReadOptions { ChildTimeout = TimeSpan.FromMinutes(5) };
        using var ahead = ConvertedAhead.Start([.. files.Select(file => (file.Path, (Func<SourceFile>)(() => file)))], options, default);
        Assert.NotNull(ahead);
        var reading = options with { ConvertedFolder = ahead.Folder };
        byte[]?[] taken = [.. files.Select(file => TakePatiently(file, reading))];
        Assert.Equal([true, true, true, false, false], taken.Select(bytes => bytes is not null));
        Assert.Equal("乙", ReaderRegistry.Read(files[1], reading, default).Text);
        // Other bytes under the same name are converted anew.
        Assert.Null(ConvertedAhead.Take(new SourceFile("甲.rtf", RichText("新")), reading, default));
    }

    private static byte[]? TakePatiently(SourceFile file, ReadOptions options)
    {
        byte[]? bytes = null;
        // On a busy machine LibreOffice may take longer to start than a reader would wait.
        for (int i = 0; i < 6 && bytes is null && (i == 0 || Directory.EnumerateFiles(options.ConvertedFolder!, "*.pending").Any()); i++)
            bytes = ConvertedAhead.Take(file, options, default);
        return bytes;
    }

    [OfficeFact]
    public async Task An_import_takes_them_from_there()
    {
        using var folder = new TemporaryFolder();
        for (int i = 0; i < 5; i++) folder.Write($"in/{i}.rtf", Encoding.ASCII.GetString(RichText($"云岭市第{i}号方案")));
        var run = await CliRun.Of("import", folder["in"], "--db", folder["x.db"], "--timeout", "300", "--child-timeout", "300");
        Assert.True(run.Code == 0, run.Error);
        Assert.Contains("imported 5", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder["in"], "*.docx"));
    }

    [Fact]
    public void Few_documents_or_no_LibreOffice_are_left_to_the_readers()
    {
        (string, Func<SourceFile>) document = ("a.rtf", () => throw new InvalidOperationException("nobody opens it"));
        Assert.Null(ConvertedAhead.Start([document, document], ReadOptions.Default, default));
        Assert.Null(ConvertedAhead.Start([document, document, document], new ReadOptions { OfficeFolder = Path.GetTempPath() }, default));
        Assert.Null(ConvertedAhead.Take(new SourceFile("a.rtf", RichText("甲")), ReadOptions.Default, default));
    }

    [Theory]
    [InlineData("a/方案.doc", true)]
    [InlineData("a/方案.WPS", true)]
    [InlineData("a/方案.odt", true)]
    [InlineData("a/方案.ods", false)]
    [InlineData("a/方案.docx", false)]
    [InlineData("a/doc", false)]
    public void Endings_tell_which_may_need_it(string path, bool expected) => Assert.Equal(expected, ConvertedAhead.HasEnding(path));
}
