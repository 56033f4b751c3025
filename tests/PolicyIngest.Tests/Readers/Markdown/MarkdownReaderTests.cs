using System.Text;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Model;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Readers.Markdown;

public sealed class MarkdownReaderTests
{
    private static PolicyDocument Read(string text, string path = "方案.md") =>
        ReaderRegistry.Read(new SourceFile(path, Encoding.UTF8.GetBytes(text)), ReadOptions.Default, default);

    private static string[] Texts(string text)
    {
        var document = Read(text);
        return [.. document.Blocks.Select(block => DocxBuilder.Text(document, block))];
    }

    [Fact]
    public void Headings_keep_their_level_and_lose_their_marks()
    {
        var document = Read("# 云岭市方案\n\n## 一、总体要求 ##\n正文。\n\n二、重点任务\n---\n");
        Assert.Equal([("云岭市方案", 1), ("一、总体要求", 2), ("正文。", null), ("二、重点任务", (int?)2)],
            document.Blocks.Cast<ParagraphBlock>().Select(block => (block.Span.Of(document.Text), block.OutlineLevel)));
        Assert.Equal("md", document.Source.Format);
    }

    [Theory]
    [InlineData("**（一）夯实基础。**新建水厂。", "（一）夯实基础。新建水厂。")]
    [InlineData("做到**三个“到位”**要求", "做到三个“到位”要求")]
    [InlineData("__牵头单位__：市水利局", "牵头单位：市水利局")]
    [InlineData("***重点***与*一般*", "重点与一般")]
    [InlineData("**方案（2026—2030年****）**", "方案（2026—2030年）")]
    [InlineData("证号1101****1234", "证号1101****1234")]
    [InlineData("管径5*8*3毫米", "管径5*8*3毫米")]
    [InlineData("1\\. 不是列表，2\\*3", "1. 不是列表，2*3")]
    [InlineData("见[附件](a.pdf)和<https://example.invalid/a>", "见附件和https://example.invalid/a")]
    [InlineData("`市水利局`&amp;市财政局", "市水利局&市财政局")]
    [InlineData("____年__月__日", "____年__月__日")]
    public void Marks_are_no_text(string text, string expected) => Assert.Equal([expected], Texts(text));

    [Fact]
    public void Lines_are_paragraphs_unless_the_text_was_cut_to_a_width()
    {
        Assert.Equal(["牵头单位：市水利局", "完成时限：2026年"], Texts("牵头单位：市水利局\n完成时限：2026年"));
        string sentence = string.Concat(Enumerable.Range(0, 200).Select(i => (char)('一' + i % 50))) + "。";
        string wrapped = string.Join("\n\n", Enumerable.Repeat(string.Join('\n', sentence.Chunk(30).Select(line => new string(line))), 4));
        Assert.Equal(Enumerable.Repeat(sentence, 4), Texts(wrapped));
    }

    [Fact]
    public void List_numbers_stay_as_they_are_written() =>
        Assert.Equal(["3.修路", "4.架桥", "（1）先桥墩", "8)2026年完工", "5. 2026年开工", "植树", "☑ 已办", "☐ 未办"],
            Texts("3. 修路\n4. 架桥\n\n   （1）先桥墩\n\n8) 2026年完工\n\n5. 2026年开工\n\n- 植树\n- [x] 已办\n- [ ] 未办\n"));

    [Fact]
    public void Pipe_tables_become_tables()
    {
        var document = Read("| 序号 | **任务** | 单位 |\n|--|:-:|--:|\n| 1 | 修路<br>架桥 | 甲\\|乙 |\n| 2 | 植树 |\n");
        var table = Assert.IsType<TableBlock>(Assert.Single(document.Blocks));
        Assert.Equal("序号|任务|单位 / 1|修路\n架桥|甲|乙 / 2|植树|", DocxBuilder.Text(document, table));
        Assert.Equal(1, table.DeclaredHeadRows);
        Assert.Equal(1, table.Place!.Line);
    }

    [Fact]
    public void Tables_in_markup_become_tables() =>
        Assert.Equal(["前言", "序号|任务 / 1|修路[2x1] / 2", "后记"], Texts("前言\n\n<table><tr><td>序号</td><td>任务</td></tr><tr><td>1</td><td rowspan=2>修路</td></tr><tr><td>2</td></tr></table>\n\n后记"));

    [Fact]
    public void What_is_struck_out_and_pictures_are_told()
    {
        var document = Read("保留~~作废 内容~~文字![图](a.png)\n");
        Assert.Equal("保留文字", document.Text);
        Assert.Equal(["struck-text", "pictures-unread"], document.Diagnostics.Select(d => d.Code));
        Assert.StartsWith("4 characters", document.Diagnostics[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Front_matter_and_notes_have_their_roles()
    {
        var document = Read("---\ntitle: 方案\n---\n正文[^1]。\n\n[^1]: 说明\n");
        Assert.Equal([("title: 方案", BlockRole.Metadata), ("正文。", BlockRole.Body), ("说明", BlockRole.Note)], document.Blocks.Select(b => (b.Span.Of(document.Text), b.Role)));
    }

    [Theory]
    [InlineData("## 一、总体要求\n正文\n## 二、任务\n正文\n", "md")]
    [InlineData("**一、总体要求**\n**二、任务**\n**三、保障**\n", "md")]
    [InlineData("任务\n|a|b|\n|---|---|\n|1|2|\n", "md")]
    [InlineData("# 一号井\n正文\n", "txt")]
    [InlineData("张**、李**\n王**\n", "txt")]
    [InlineData("**\n***\n-----|-----\n", "txt")]
    [InlineData("## 一、任务\n## 二、保障\n\n\t序号\n\t任务\n\t单位\n\n\t1\n\t清淤\n\t市水务局\n\n", "txt")]
    public void A_text_that_is_plainly_Markdown_is_read_so(string text, string format) => Assert.Equal(format, Read(text, "方案.txt").Source.Format);

    [Fact]
    public void Deep_nesting_is_refused_at_once()
    {
        var fault = Assert.Throws<DocumentException>(() => Read(string.Concat(Enumerable.Repeat("> ", 50_000)) + "x"));
        Assert.Equal((DocumentStatus.ResourceLimit, "markdown-too-deep"), (fault.Status, fault.Code));
    }
}
