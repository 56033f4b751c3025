using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Readers.Recognition;
using PolicyIngest.Model;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Shared;

/// <summary>Office files and pages from other people, each of which was once misread.</summary>
public sealed class WildFileTests
{
    private static PolicyDocument Read(string start)
    {
        string path = Directory.EnumerateFiles(Path.Combine(Repository.Shared!, "wild"), start + "*").Single();
        return ReaderRegistry.Read(new SourceFile(Path.GetFileName(path), File.ReadAllBytes(path)), new ReadOptions { ChildTimeout = TimeSpan.FromMinutes(5), Ocr = OcrMode.Off }, default);
    }

    private static string[] Body(PolicyDocument document) =>
        [.. document.Blocks.Where(block => block.Role == BlockRole.Body).Select(block => DocxBuilder.Text(document, block))];

    [SharedFact]
    public void An_old_workbook_shows_its_dates_as_Chinese_Excel_does()
    {
        var document = Read("164_");
        Assert.Equal("xls", document.Source.Format);
        var table = Assert.IsType<TableBlock>(Assert.Single(document.Blocks));
        Assert.Equal((33, 4), (table.RowCount, table.ColumnCount));
        Assert.Equal(4, table.Cells[0].ColumnSpan);
        Assert.Equal("2016/12/30", table.Cells.Single(cell => cell is { Row: 2, Column: 2 }).Span.Of(document.Text));
    }

    [SharedTheory]
    [InlineData("180_", 6)]
    [InlineData("188_", 11)]
    public void Pages_of_news_sites_leave_no_tools_in_the_text(string start, int blocks)
    {
        string[] body = Body(Read(start));
        Assert.Equal(blocks, body.Length);
        Assert.DoesNotContain(body, line => line.Contains("分享", StringComparison.Ordinal) || line.StartsWith('赞') || line.Contains("字体", StringComparison.Ordinal));
    }

    [SharedFact]
    public void Pages_of_government_sites_leave_no_tools_in_the_text()
    {
        string[] tools = ["A+大A+中A+小", "-次", "分享到", "上一篇", "下一篇", "打印本页", "关闭窗口", "相关阅读"];
        var left = new List<string>();
        foreach (string path in new[] { "bulk", "corpus" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Shared!, folder), "*.html", SearchOption.AllDirectories)))
        {
            var document = ReaderRegistry.Read(new SourceFile(path, File.ReadAllBytes(path)), ReadOptions.Default, default);
            left.AddRange(Body(document).Where(line => tools.Any(tool => line.StartsWith(tool, StringComparison.Ordinal))).Select(line => $"{path}: {line}"));
        }
        Assert.Empty(left);
    }

    [SharedFact]
    public void A_Word_file_of_a_Markdown_converter_has_no_marks()
    {
        string path = Directory.EnumerateFiles(Path.Combine(Repository.Shared!, "corpus"), "n26*.docx").Single();
        var document = ReaderRegistry.Read(new SourceFile(path, File.ReadAllBytes(path)), ReadOptions.Default, default);
        Assert.DoesNotContain("**", document.Text, StringComparison.Ordinal);
        Assert.Equal(1, document.Blocks.OfType<ParagraphBlock>().First().OutlineLevel);
    }

    [SharedFact]
    public void Markdown_files_are_read_as_such()
    {
        foreach (string path in Directory.EnumerateFiles(Path.Combine(Repository.Shared!, "bulk", "more"), "*.md"))
        {
            var document = ReaderRegistry.Read(new SourceFile(path, File.ReadAllBytes(path)), ReadOptions.Default, default);
            Assert.Equal("md", document.Source.Format);
            Assert.Contains(document.Blocks.OfType<ParagraphBlock>(), block => block.OutlineLevel is not null);
            Assert.DoesNotContain("**", document.Text, StringComparison.Ordinal);
        }
    }

    [SharedFact]
    public void A_text_of_fixed_pages_has_its_paragraphs()
    {
        var document = Read("173_");
        string[] body = Body(document);
        Assert.Equal(12, body.Length);
        Assert.Equal(["拿来主义", "鲁迅"], body[..2]);
        Assert.All(body[2..], line => Assert.Matches("[。！”]$", line));
    }

    [SharedFact]
    public void A_certificate_of_fixed_pages_has_its_fields_and_no_watermark()
    {
        var document = Read("172_");
        string[] body = Body(document);
        Assert.Contains(body, line => line.Contains("不动产权证书号", StringComparison.Ordinal));
        Assert.DoesNotContain("事由户籍", document.Text, StringComparison.Ordinal);
        Assert.InRange(body.Length, 5, 15);
    }

    [SharedFact]
    public void Pages_of_shapes_alone_are_told() =>
        Assert.Equal("ofd-scanned", Assert.Throws<DocumentException>(() => Read("170_")).Code);

    [SharedFact]
    public void A_school_s_rules_keep_their_numbers()
    {
        string[] body = Body(Read("133_"));
        Assert.True(body.Length > 20, $"{body.Length} blocks");
        Assert.Contains(body, line => line.StartsWith("第一条", StringComparison.Ordinal));
    }
}
