using PolicyIngest.Ingest.Readers;
using PolicyIngest.Model;
using PolicyIngest.Tests.Support;
using Xunit;
using static PolicyIngest.Tests.Support.DocxBuilder;

namespace PolicyIngest.Tests.Readers.Word;

public sealed class DocxTextTests
{
    private static string Paragraph(string inner) => Assert.Single(Body($"<w:p>{inner}</w:p>").Texts());

    private static string R(string text, string properties = "") => $"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>";

    private static string Mark(string kind) => $"<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>";

    private static string Code(string code) => $"<w:r><w:instrText xml:space=\"preserve\"> {code} </w:instrText></w:r>";

    [Theory]
    [InlineData("<w:r><w:t>云岭</w:t></w:r><w:proofErr w:type=\"spellStart\"/><w:r><w:t>市财</w:t><w:t>政局</w:t></w:r>", "云岭市财政局")]
    [InlineData("<w:r><w:t>一</w:t><w:br/><w:t>二</w:t><w:cr/><w:t>三</w:t></w:r>", "一\n二\n三")]
    [InlineData("<w:r><w:t>一</w:t><w:tab/><w:t>二</w:t></w:r>", "一\t二")]
    [InlineData("<w:r><w:t>PM2</w:t><w:noBreakHyphen/><w:t>5</w:t><w:softHyphen/><w:t>项</w:t></w:r>", "PM2-5项")]
    [InlineData("<w:r><w:sym w:font=\"Symbol\" w:char=\"F0B3\"/><w:t>85%</w:t></w:r>", "≥85%")]
    [InlineData("<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FC\"/><w:t>已完成</w:t></w:r>", "✓已完成")]
    [InlineData("<w:r><w:rPr><w:rFonts w:ascii=\"Symbol\"/></w:rPr><w:t>\uF0A3</w:t></w:r><w:r><w:t>5</w:t></w:r>", "≤5")]
    [InlineData("<w:smartTag><w:r><w:t>云岭</w:t></w:r></w:smartTag><w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>市</w:t></w:r></w:sdtContent></w:sdt>", "云岭市")]
    [InlineData("<w:hyperlink r:id=\"rId9\"><w:r><w:t>附件</w:t></w:r></w:hyperlink><w:r><w:t>见后</w:t></w:r>", "附件见后")]
    [InlineData("<w:r><w:ruby><w:rt><w:r><w:t>lǐng</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>岭</w:t></w:r></w:rubyBase></w:ruby></w:r><w:r><w:t>南</w:t></w:r>", "岭南")]
    [InlineData("<w:r><w:t>CO</w:t></w:r><m:oMath><m:sSub><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sub><m:r><m:t>2</m:t></m:r></m:sub></m:sSub></m:oMath>", "COx2")]
    public void Runs_become_text(string inner, string expected) => Assert.Equal(expected, Paragraph(inner));

    [Theory]
    [InlineData("<w:strike/>", "")]
    [InlineData("<w:dstrike w:val=\"true\"/>", "")]
    [InlineData("<w:strike w:val=\"0\"/>", "作废")]
    [InlineData("<w:dstrike w:val=\"false\"/>", "作废")]
    [InlineData("<w:rStyle w:val=\"Gone\"/>", "")]
    [InlineData("<w:rStyle w:val=\"Gone\"/><w:strike w:val=\"0\"/>", "作废")]
    public void What_is_struck_out_is_no_text(string properties, string expected)
    {
        var document = Body($"<w:p>{R("保留")}{R("作废", properties)}</w:p>")
            .Styles("<w:style w:type=\"character\" w:styleId=\"Gone\"><w:name w:val=\"Gone\"/><w:rPr><w:strike/></w:rPr></w:style>").Read();
        Assert.Equal("保留" + expected, document.Text);
        Assert.Equal(expected.Length == 0, document.Diagnostics.Any(d => d.Code == "struck-text" && d.Message.StartsWith("2 characters", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_prompt_that_nobody_has_filled_in_is_empty()
    {
        const string prompt = "<w:sdtPr><w:showingPlcHdr/></w:sdtPr>";
        Assert.Equal("姓名：", Paragraph(R("姓名：") + $"<w:sdt>{prompt}<w:sdtContent>{R("单击此处输入文字")}</w:sdtContent></w:sdt>"));
        Assert.Equal("姓名：张三", Paragraph(R("姓名：") + $"<w:sdt><w:sdtPr><w:showingPlcHdr w:val=\"0\"/></w:sdtPr><w:sdtContent>{R("张三")}</w:sdtContent></w:sdt>"));
        Assert.Equal(["甲||乙"], Body($"<w:tbl><w:tr>{Cell("甲")}<w:sdt>{prompt}<w:sdtContent>{Cell("选择一项")}</w:sdtContent></w:sdt>{Cell("乙")}</w:tr></w:tbl>").Texts());
        Assert.Equal(["正文"], Body($"<w:sdt>{prompt}<w:sdtContent>{P("在此处键入")}</w:sdtContent></w:sdt>{P("正文")}").Texts());
    }

    [Theory]
    [InlineData("1", "☑")]
    [InlineData("0", "☐")]
    public void A_check_box_keeps_its_state(string value, string expected)
    {
        string control = $"<w:sdt><w:sdtPr><w14:checkbox xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\"><w14:checked w14:val=\"{value}\"/></w14:checkbox></w:sdtPr><w:sdtContent>{R("☒")}</w:sdtContent></w:sdt>";
        Assert.Equal(expected + "同意", Paragraph(control + R("同意")));
        string field = $"<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:checkBox><w:default w:val=\"0\"/><w:checked w:val=\"{value}\"/></w:checkBox></w:ffData></w:fldChar></w:r>{Code("FORMCHECKBOX")}{Mark("end")}";
        Assert.Equal(expected + "同意", Paragraph(field + R("同意")));
    }

    [Fact]
    public void A_sign_of_a_symbol_font_may_be_a_check_box() =>
        Assert.Equal("☑是☐否", Paragraph("<w:r><w:sym w:font=\"Wingdings 2\" w:char=\"0052\"/><w:t>是</w:t><w:sym w:font=\"Wingdings 2\" w:char=\"00A3\"/><w:t>否</w:t></w:r>"));

    [Theory]
    [InlineData("**一、总体要求**", "一、总体要求", null)]
    [InlineData("## 二、重点任务", "二、重点任务", 2)]
    [InlineData("### **（一）夯实基础** ###", "（一）夯实基础", 3)]
    [InlineData("1. **新建水厂。**到2026年，做到**全覆盖**。", "1. 新建水厂。到2026年，做到全覆盖。", null)]
    [InlineData("__牵头单位__：市水利局", "牵头单位：市水利局", null)]
    [InlineData("张**、李**、王**", "张**、李**、王**", null)]
    [InlineData("证号110**1990**12", "证号110**1990**12", null)]
    [InlineData("____年__月__日", "____年__月__日", null)]
    [InlineData("#1机组", "#1机组", null)]
    [InlineData("** 注 **", "** 注 **", null)]
    public void Literal_marks_of_Markdown_go(string text, string expected, int? level)
    {
        var document = Body(P(text)).Read();
        var block = Assert.IsType<ParagraphBlock>(Assert.Single(document.Blocks));
        Assert.Equal((expected, level), (block.Span.Of(document.Text), block.OutlineLevel));
    }

    [Fact]
    public void Spaces_strewn_between_Han_characters_go_where_there_are_hundreds()
    {
        string[] running = [.. Enumerable.Repeat("各 单位要加 强组织领 导，完 善机制，2026 年底前  完成。", 60)];
        string[] others = ["总 则", "张三 李四 王五"];
        string Document(int count) => string.Concat(running.Take(count).Concat(others).Select(text => P(text)));
        Assert.Equal([.. Enumerable.Repeat("各单位要加强组织领导，完善机制，2026 年底前  完成。", 60), .. others], Body(Document(60)).Texts());
        Assert.Equal([.. running.Take(20), .. others], Body(Document(20)).Texts());
        string table = "<w:tbl>" + Row("任务", "内容") + Row("1", "加 强领导，抓 落实。") + "</w:tbl>";
        Assert.Equal("任务|内容 / 1|加强领导，抓落实。", Body(Document(60) + table).Texts()[^1]);
    }

    [Fact]
    public void White_space_counts_only_where_the_file_says_so()
    {
        Assert.Equal("甲乙 丙", Paragraph("<w:r><w:t>甲 </w:t></w:r><w:r><w:t xml:space=\"preserve\">乙 </w:t></w:r><w:r><w:t>\n  丙\n</w:t></w:r>"));
    }

    [Fact]
    public void A_field_shows_its_result_and_not_its_code()
    {
        Assert.Equal("见第3页。", Paragraph(R("见第") + Mark("begin") + Code("PAGEREF x") + R("code") + Mark("separate") + R("3") + Mark("end") + R("页。")));
        Assert.Equal("2024年", Paragraph("<w:fldSimple w:instr=\"DATE\"><w:r><w:t>2024</w:t></w:r></w:fldSimple>" + R("年")));
    }

    [Fact]
    public void Fields_nest()
    {
        string inner = Mark("begin") + Code("REF b") + Mark("separate") + R("甲") + Mark("end");
        Assert.Equal("始乙终", Paragraph(R("始") + Mark("begin") + Code("IF ") + inner + Mark("separate") + R("乙") + Mark("end") + R("终")));
    }

    [Fact]
    public void A_field_that_never_ends_swallows_no_more_than_its_paragraph()
    {
        Assert.Equal(["始", "下一段"], Body($"<w:p>{R("始")}{Mark("begin")}{Code("PAGE")}{R("丢")}</w:p>" + P("下一段")).Texts());
    }

    [Fact]
    public void An_enclosed_character_is_read_from_the_field_that_draws_it()
    {
        Assert.Equal("③重点", Paragraph(Mark("begin") + Code("eq \\o\\ac(○,3)") + Mark("end") + R("重点")));
        Assert.Equal("重点", Paragraph(Mark("begin") + Code("eq \\f(1,3)") + Mark("end") + R("重点")));
    }

    [Fact]
    public void Hidden_text_is_left_out_also_by_style()
    {
        var builder = Body($"<w:p>{R("甲")}{R("隐", "<w:vanish/>")}{R("乙", "<w:vanish w:val=\"0\"/>")}{R("藏", "<w:rStyle w:val=\"H\"/>")}</w:p>"
                + P("全隐", "<w:pStyle w:val=\"HP\"/>") + $"<w:p><w:pPr><w:pStyle w:val=\"HP\"/></w:pPr>{R("仍见", "<w:vanish w:val=\"false\"/>")}</w:p>" + P("丙"))
            .Styles("<w:style w:type=\"character\" w:styleId=\"H0\"><w:rPr><w:vanish/></w:rPr></w:style>"
                + "<w:style w:type=\"character\" w:styleId=\"H\"><w:basedOn w:val=\"H0\"/></w:style>"
                + "<w:style w:type=\"paragraph\" w:styleId=\"HP\"><w:rPr><w:vanish/></w:rPr></w:style>");
        Assert.Equal(["甲乙", "仍见丙"], builder.Texts());
    }

    [Fact]
    public void Tracked_changes_are_read_as_accepted()
    {
        Assert.Equal("于2025年完成", Paragraph(R("于") + $"<w:del>{R("2024").Replace("w:t>", "w:delText>", StringComparison.Ordinal)}</w:del><w:ins>{R("2025")}</w:ins>"
            + $"<w:moveFrom>{R("前")}</w:moveFrom>" + R("年") + $"<w:moveTo>{R("完成")}</w:moveTo>"));
        const string deletedEnd = "<w:rPr><w:del w:id=\"1\"/></w:rPr>";
        Assert.Equal(["甲乙", "丙"], Body(P("甲", deletedEnd) + P("乙") + P("丙", "<w:rPr><w:ins w:id=\"2\"/></w:rPr>")).Texts());
        Assert.Equal(["甲", "乙"], Body(P("甲") + $"<w:p><w:pPr>{deletedEnd}</w:pPr><w:del>{R("旧")}</w:del></w:p>" + P("乙")).Texts());
        Assert.Equal(["甲", "一|二", "乙"], Body(P("甲", deletedEnd) + $"<w:tbl>{Row("一", "二")}</w:tbl>" + P("乙")).Texts());
        Assert.Equal(["一|二"], Body($"<w:tbl><w:tr><w:trPr><w:del w:id=\"3\"/></w:trPr>{Cell("旧")}{Cell("旧")}</w:tr>{Row("一", "二")}</w:tbl>").Texts());
    }

    [Fact]
    public void Former_properties_of_a_tracked_change_do_not_count()
    {
        var paragraph = (ParagraphBlock)Body(P("甲", "<w:pPrChange><w:pPr><w:jc w:val=\"center\"/><w:outlineLvl w:val=\"0\"/></w:pPr></w:pPrChange>")).Read().Blocks[0];
        Assert.False(paragraph.IsCentered);
        Assert.Null(paragraph.OutlineLevel);
    }

    [Fact]
    public void Style_outline_level_and_alignment_are_hints()
    {
        var document = Body(P("标题", "<w:pStyle w:val=\"1\"/>") + P("正文", "<w:jc w:val=\"center\"/>") + P("自定", "<w:pStyle w:val=\"My\"/>")
                + P("正文二", "<w:pStyle w:val=\"1\"/><w:outlineLvl w:val=\"9\"/><w:jc w:val=\"left\"/>"))
            .Styles("<w:style w:type=\"paragraph\" w:styleId=\"1\"><w:name w:val=\"标题 1\"/><w:pPr><w:jc w:val=\"center\"/></w:pPr></w:style>"
                + "<w:style w:type=\"paragraph\" w:styleId=\"My\"><w:name w:val=\"一级\"/><w:basedOn w:val=\"1\"/></w:style>").Read();
        var paragraphs = document.Blocks.Cast<ParagraphBlock>().Select(p => (p.Style, p.OutlineLevel, p.IsCentered));
        Assert.Equal([("标题 1", 1, true), (null, null, true), ("一级", 1, true), ("标题 1", null, false)], paragraphs);
    }

    [Fact]
    public void Styles_in_a_circle_end()
    {
        var builder = Body(P("甲", "<w:pStyle w:val=\"A\"/>"))
            .Styles("<w:style w:type=\"paragraph\" w:styleId=\"A\"><w:basedOn w:val=\"B\"/></w:style><w:style w:type=\"paragraph\" w:styleId=\"B\"><w:basedOn w:val=\"A\"/></w:style>");
        Assert.Equal(["甲"], builder.Texts());
    }

    [Fact]
    public void Strict_and_macro_files_are_read()
    {
        Assert.Equal(["一、甲"], Body(Item("甲", 1)).AsStrict().Numbering(AbstractNum(0, Level(0, "chineseCounting", "%1、", "<w:suff w:val=\"nothing\"/>")) + NumDefinition(1, 0)).Texts());
        Assert.Equal(["甲"], Body(P("甲")).AsMacroTemplate().Texts());
    }

    [Fact]
    public void A_damaged_hyperlink_costs_nobody_the_document()
    {
        var builder = Body("<w:p><w:hyperlink r:id=\"rId9\"><w:r><w:t>联系</w:t></w:r></w:hyperlink></w:p>").External("rId9", "mailto:zhang@yunling..gov:80:bad%");
        Assert.Equal(["联系"], builder.Texts());
    }
}
