using PolicyIngest.Model;
using PolicyIngest.Tests.Support;
using Xunit;
using static PolicyIngest.Tests.Support.DocxBuilder;

namespace PolicyIngest.Tests.Readers.Word;

/// <summary>Automatic numbering: what Word shows on the page, feature by feature.</summary>
public sealed class DocxNumberingTests
{
    private const string NoGap = "<w:suff w:val=\"nothing\"/>";

    private static readonly string Official = AbstractNum(0,
        Level(0, "chineseCounting", "%1、", NoGap) + Level(1, "chineseCounting", "（%2）", NoGap)
        + Level(2, "decimal", "%3．", NoGap) + Level(3, "decimal", "（%4）", NoGap) + Level(4, "decimalEnclosedCircle", "%5", NoGap));

    private static readonly string Legal = AbstractNum(0,
        Level(0, "decimal", "%1.", NoGap) + Level(1, "decimal", "%1.%2.", NoGap) + Level(2, "decimal", "%1.%2.%3.", NoGap));

    /// <summary>The labels of paragraphs <c>x</c> of the named lists and levels, parted by blanks.</summary>
    private static string Labels(string numbering, params (int NumId, int Level)[] items) =>
        Labels(Body(string.Concat(items.Select(i => Item("x", i.NumId, i.Level)))).Numbering(numbering));

    private static string Labels(string numbering, int[] levels) => Labels(numbering, [.. levels.Select(l => (1, l))]);

    private static string Labels(DocxBuilder builder) => string.Join(' ', builder.Texts().Select(text => text[..^1].Trim()));

    private static string Override(int level, int? start, string levelXml = "") =>
        $"<w:lvlOverride w:ilvl=\"{level}\">{(start is null ? "" : $"<w:startOverride w:val=\"{start}\"/>")}{levelXml}</w:lvlOverride>";

    private static string ParagraphStyle(string id, string properties, string more = "") =>
        $"<w:style w:type=\"paragraph\" w:styleId=\"{id}\">{more}<w:pPr>{properties}</w:pPr></w:style>";

    [Fact]
    public void The_usual_levels_of_an_official_document() =>
        Assert.Equal("一、 （一） 1． 2． （1） ① ② （二） 1． 二、 （一）", Labels(Official + NumDefinition(1, 0), [0, 1, 2, 2, 3, 4, 4, 1, 2, 0, 1]));

    [Fact]
    public void The_label_is_part_of_the_block_and_marked_as_generated()
    {
        var document = Body(Item("加强领导。", 1) + P("正文")).Numbering(AbstractNum(0, Level(0, "chineseCounting", "（%1）")) + NumDefinition(1, 0)).Read();
        var item = (ParagraphBlock)document.Blocks[0];
        Assert.Equal("（一） 加强领导。", item.Span.Of(document.Text));
        Assert.Equal("（一）", item.GeneratedLabel!.Value.Of(document.Text));
        Assert.Null(((ParagraphBlock)document.Blocks[1]).GeneratedLabel);
    }

    [Theory]
    [InlineData("<w:suff w:val=\"nothing\"/>", "1.甲")]
    [InlineData("<w:suff w:val=\"space\"/>", "1. 甲")]
    [InlineData("<w:suff w:val=\"tab\"/>", "1. 甲")]
    [InlineData("", "1. 甲")]
    public void What_follows_the_number(string suffix, string expected) =>
        Assert.Equal([expected], Body(Item("甲", 1)).Numbering(AbstractNum(0, Level(0, "decimal", "%1.", suffix)) + NumDefinition(1, 0)).Texts());

    [Fact]
    public void Lists_of_one_abstract_list_count_on_together() =>
        Assert.Equal("1. 2. 3. 4. 5. 6.", Labels(Legal + NumDefinition(1, 0) + NumDefinition(2, 0), (1, 0), (1, 0), (2, 0), (2, 0), (1, 0), (2, 0)));

    [Fact]
    public void Lists_of_two_abstract_lists_do_not() =>
        Assert.Equal("1. 一、 2. 二、", Labels(Legal + AbstractNum(5, Level(0, "chineseCounting", "%1、")) + NumDefinition(1, 0) + NumDefinition(2, 5),
            (1, 0), (2, 0), (1, 0), (2, 0)));

    [Fact]
    public void A_start_override_counts_once_when_its_list_is_entered() =>
        Assert.Equal("1. 2. 10. 11. 12. 13.", Labels(Legal + NumDefinition(1, 0) + NumDefinition(2, 0, Override(0, 10)),
            (1, 0), (1, 0), (2, 0), (2, 0), (1, 0), (2, 0)));

    [Fact]
    public void A_start_override_of_a_deeper_level_restarts_that_level_only() =>
        Assert.Equal("1. 1.1. 1.2. 1.1. 1.2.", Labels(Legal + NumDefinition(1, 0) + NumDefinition(2, 0, Override(1, 1)),
            (1, 0), (1, 1), (1, 1), (2, 1), (2, 1)));

    [Fact]
    public void A_start_override_holds_for_later_restarts_too() =>
        Assert.Equal("1. 1.5. 1.6. 2. 2.5.", Labels(Legal + NumDefinition(2, 0, Override(1, 5)), (2, 0), (2, 1), (2, 1), (2, 0), (2, 1)));

    [Fact]
    public void A_level_of_a_list_s_own_replaces_the_abstract_one_and_starts_anew() =>
        Assert.Equal("1. 2. [C] [D]", Labels(Legal + NumDefinition(1, 0)
            + NumDefinition(2, 0, Override(0, null, "<w:lvl w:ilvl=\"0\"><w:start w:val=\"3\"/><w:numFmt w:val=\"upperLetter\"/><w:lvlText w:val=\"[%1]\"/></w:lvl>")),
            (1, 0), (1, 0), (2, 0), (2, 0)));

    [Theory]
    [InlineData("", "1. 1.1. 1.1.1. 1.1.2. 1.2. 1.2.1. 2. 2.1.1.")]
    [InlineData("<w:lvlRestart w:val=\"0\"/>", "1. 1.1. 1.1.1. 1.1.2. 1.2. 1.2.3. 2. 2.1.4.")]
    [InlineData("<w:lvlRestart w:val=\"1\"/>", "1. 1.1. 1.1.1. 1.1.2. 1.2. 1.2.3. 2. 2.1.1.")]
    [InlineData("<w:lvlRestart w:val=\"2\"/>", "1. 1.1. 1.1.1. 1.1.2. 1.2. 1.2.1. 2. 2.1.1.")]
    public void A_level_restarts_after_the_levels_it_names(string restart, string expected)
    {
        string levels = Level(0, "decimal", "%1.") + Level(1, "decimal", "%1.%2.") + Level(2, "decimal", "%1.%2.%3.", restart);
        Assert.Equal(expected, Labels(AbstractNum(0, levels) + NumDefinition(1, 0), [0, 1, 2, 2, 1, 2, 0, 2]));
    }

    [Fact]
    public void Numbering_of_articles_runs_on_across_chapters() =>
        Assert.Equal("第一章 第一条 第二条 第二章 第三条", Labels(AbstractNum(0,
            Level(0, "chineseCountingThousand", "第%1章") + Level(1, "chineseCountingThousand", "第%2条", "<w:lvlRestart w:val=\"0\"/>")) + NumDefinition(1, 0),
            [0, 1, 1, 0, 1]));

    [Fact]
    public void Legal_numbering_shows_parents_in_digits()
    {
        string levels = Level(0, "chineseCounting", "%1、") + Level(1, "decimalZero", "%1.%2", "<w:isLgl/>") + Level(2, "decimal", "%1.%2.%3", "<w:isLgl w:val=\"0\"/>");
        Assert.Equal("一、 1.01 一.01.1", Labels(AbstractNum(0, levels) + NumDefinition(1, 0), [0, 1, 2]));
    }

    [Fact]
    public void Start_values_count_and_shallower_levels_that_never_came_show_theirs()
    {
        string levels = "<w:lvl w:ilvl=\"0\"><w:start w:val=\"3\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl>" + Level(1, "decimal", "%1.%2.");
        Assert.Equal("3. 4. 4.1.", Labels(AbstractNum(0, levels) + NumDefinition(1, 0), [0, 0, 1]));
        Assert.Equal("3.1. 3.2.", Labels(AbstractNum(0, levels) + NumDefinition(1, 0), [1, 1]));
    }

    [Fact]
    public void A_huge_start_makes_no_huge_label()
    {
        string Numbering(string format) => AbstractNum(0,
            $"<w:lvl w:ilvl=\"0\"><w:start w:val=\"2000000000\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"%1.\"/></w:lvl>") + NumDefinition(1, 0);
        Assert.Equal("2000000000. 2000000001.", Labels(Numbering("lowerLetter"), [0, 0]));
        Assert.Equal("2000000000.", Labels(Numbering("upperRoman"), [0]));
        Assert.Equal("2147483647. 2147483647.", Labels(Numbering("decimal").Replace("2000000000", "99999999999999", StringComparison.Ordinal), [0, 0]));
    }

    [Fact]
    public void A_style_numbers_its_paragraphs_also_through_its_ancestors()
    {
        var builder = Body(P("x", "<w:pStyle w:val=\"H1\"/>") + P("x", "<w:pStyle w:val=\"H2\"/>") + P("x", "<w:pStyle w:val=\"Child\"/>") + P("x", "<w:pStyle w:val=\"H1\"/>"))
            .Styles(ParagraphStyle("H1", "<w:numPr><w:numId w:val=\"1\"/></w:numPr>")
                + ParagraphStyle("H2", "<w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr>")
                + ParagraphStyle("Child", "", "<w:basedOn w:val=\"H2\"/>"))
            .Numbering(AbstractNum(0, Level(0, "chineseCounting", "%1、", "<w:pStyle w:val=\"H1\"/>") + Level(1, "chineseCounting", "（%2）", "<w:pStyle w:val=\"H2\"/>")) + NumDefinition(1, 0));
        Assert.Equal("一、 （一） （二） 二、", Labels(builder));
    }

    [Fact]
    public void A_level_s_style_tells_the_level_where_the_style_does_not()
    {
        var builder = Body(P("x", "<w:pStyle w:val=\"H2\"/>"))
            .Styles(ParagraphStyle("H2", "<w:numPr><w:numId w:val=\"1\"/></w:numPr>"))
            .Numbering(AbstractNum(0, Level(0, "decimal", "%1.") + Level(1, "decimal", "(%2)", "<w:pStyle w:val=\"H2\"/>")) + NumDefinition(1, 0));
        Assert.Equal("(1)", Labels(builder));
    }

    [Fact]
    public void A_level_of_another_style_numbers_and_counts_nothing_unless_named_directly()
    {
        var builder = Body(P("x", "<w:pStyle w:val=\"Own\"/>") + P("x", "<w:pStyle w:val=\"Other\"/>") + P("x", "<w:pStyle w:val=\"Other\"/>" + Num(1)) + P("x", "<w:pStyle w:val=\"Own\"/>"))
            .Styles(ParagraphStyle("Own", "<w:numPr><w:numId w:val=\"1\"/></w:numPr>") + ParagraphStyle("Other", "<w:numPr><w:numId w:val=\"1\"/></w:numPr>"))
            .Numbering(AbstractNum(0, Level(0, "decimal", "%1.", "<w:pStyle w:val=\"Own\"/>")) + NumDefinition(1, 0));
        Assert.Equal("1.  2. 3.", Labels(builder));
    }

    [Fact]
    public void The_default_style_numbers_paragraphs_without_a_style()
    {
        var builder = Body(P("x") + P("x", "<w:pStyle w:val=\"Apart\"/>") + P("x"))
            .Styles("<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\"><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>" + ParagraphStyle("Apart", ""))
            .Numbering(AbstractNum(0, Level(0, "decimal", "%1.")) + NumDefinition(1, 0));
        Assert.Equal("1.  2.", Labels(builder));
    }

    [Fact]
    public void NumId_zero_takes_numbering_off_and_a_missing_list_gives_none()
    {
        string off = P("x", "<w:pStyle w:val=\"H1\"/>" + Num(0));
        var builder = Body(P("x", "<w:pStyle w:val=\"H1\"/>") + off + P("x", "<w:pStyle w:val=\"Off\"/>") + Item("x", 77) + P("x", "<w:pStyle w:val=\"H1\"/>"))
            .Styles(ParagraphStyle("H1", "<w:numPr><w:numId w:val=\"1\"/></w:numPr>") + ParagraphStyle("Off", "<w:numPr><w:numId w:val=\"0\"/></w:numPr>", "<w:basedOn w:val=\"H1\"/>"))
            .Numbering(AbstractNum(0, Level(0, "decimal", "%1.")) + NumDefinition(1, 0));
        Assert.Equal("1.    2.", Labels(builder));
    }

    [Fact]
    public void A_paragraph_may_change_the_level_alone()
    {
        var builder = Body(P("x", "<w:pStyle w:val=\"H1\"/>") + P("x", "<w:pStyle w:val=\"H1\"/><w:numPr><w:ilvl w:val=\"1\"/></w:numPr>"))
            .Styles(ParagraphStyle("H1", "<w:numPr><w:numId w:val=\"1\"/></w:numPr>"))
            .Numbering(Legal + NumDefinition(1, 0));
        Assert.Equal("1. 1.1.", Labels(builder));
    }

    [Fact]
    public void A_numbering_style_lends_its_levels_but_counts_for_itself()
    {
        var builder = Body(string.Concat(new[] { 1, 1, 2, 2, 1 }.Select(id => Item("x", id))))
            .Styles("<w:style w:type=\"numbering\" w:styleId=\"List\"><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>")
            .Numbering(AbstractNum(0, "<w:styleLink w:val=\"List\"/>" + Level(0, "chineseCounting", "（%1）"))
                + AbstractNum(1, "<w:numStyleLink w:val=\"List\"/>") + NumDefinition(1, 0) + NumDefinition(2, 1));
        Assert.Equal("（一） （二） （一） （二） （三）", Labels(builder));
    }

    [Fact]
    public void A_numbering_style_that_is_not_there_is_found_by_the_list_that_defines_it() =>
        Assert.Equal("（一）", Labels(AbstractNum(0, "<w:styleLink w:val=\"List\"/>" + Level(0, "chineseCounting", "（%1）"))
            + AbstractNum(1, "<w:numStyleLink w:val=\"List\"/>") + NumDefinition(2, 1), (2, 0)));

    [Fact]
    public void Numbering_styles_in_a_circle_end_without_a_number()
    {
        var builder = Body(Item("x", 1) + Item("x", 2))
            .Styles("<w:style w:type=\"numbering\" w:styleId=\"A\"><w:pPr><w:numPr><w:numId w:val=\"2\"/></w:numPr></w:pPr></w:style>"
                + "<w:style w:type=\"numbering\" w:styleId=\"B\"><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>")
            .Numbering(AbstractNum(0, "<w:numStyleLink w:val=\"A\"/>") + AbstractNum(1, "<w:numStyleLink w:val=\"B\"/>") + NumDefinition(1, 0) + NumDefinition(2, 1));
        Assert.Equal(["x", "x"], builder.Texts());
    }

    [Theory]
    [InlineData("none", "%1、", "x")]
    [InlineData("none", "", "x")]
    [InlineData("none", "注：", "注：x")]
    [InlineData("bullet", "\uF0B7", "• x")]
    [InlineData("bullet", "●", "● x")]
    [InlineData("decimal", "", "x")]
    [InlineData("decimal", "第%1条%", "第1条% x")]
    [InlineData("decimal", "%9", "x")]
    public void Odd_label_patterns(string format, string pattern, string expected)
    {
        string level = Level(0, format, pattern, expected.Contains(' ', StringComparison.Ordinal) ? "" : NoGap);
        Assert.Equal([expected], Body(Item("x", 1)).Numbering(AbstractNum(0, level) + NumDefinition(1, 0)).Texts());
    }

    [Fact]
    public void A_symbol_font_tells_what_a_bullet_looks_like() =>
        Assert.Equal("■", Labels(AbstractNum(0, Level(0, "bullet", "\uF06E", "<w:rPr><w:rFonts w:ascii=\"Wingdings\"/></w:rPr>")) + NumDefinition(1, 0), [0]));

    [Fact]
    public void A_number_may_be_hidden_and_still_counts() =>
        Assert.Equal("1.  3.", Labels(AbstractNum(0, Level(0, "decimal", "%1.")) + NumDefinition(1, 0)
            + NumDefinition(2, 0, Override(0, null, "<w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/><w:rPr><w:vanish/></w:rPr></w:lvl>")),
            (1, 0), (2, 0), (1, 0)));

    [Fact]
    public void Levels_without_a_number_of_their_own_take_their_place() =>
        Assert.Equal("1. (1)", Labels(AbstractNum(0, "<w:lvl><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl><w:lvl><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"(%2)\"/></w:lvl>")
            + NumDefinition(1, 0), [0, 1]));

    [Fact]
    public void A_padded_format_is_read_from_the_newer_branch() =>
        Assert.Equal("001 002", Labels(AbstractNum(0, "<w:lvl w:ilvl=\"0\"><mc:AlternateContent><mc:Choice Requires=\"w14\"><w:numFmt w:val=\"custom\" w:format=\"001, 002, 003, ...\"/></mc:Choice>"
            + "<mc:Fallback><w:numFmt w:val=\"decimal\"/></mc:Fallback></mc:AlternateContent><w:lvlText w:val=\"%1\"/></w:lvl>") + NumDefinition(1, 0), [0, 0]));

    [Fact]
    public void A_list_goes_on_after_other_text_an_empty_paragraph_and_a_table()
    {
        string numbering = Official + AbstractNum(7, Level(0, "decimal", "%1")) + NumDefinition(1, 0) + NumDefinition(2, 7);
        string table = $"<w:tbl><w:tr><w:tc>{Item("", 2)}</w:tc>{Cell("修路")}</w:tr><w:tr><w:tc>{Item("", 2)}</w:tc>{Cell("架桥")}</w:tr></w:tbl>";
        var builder = Body(Item("甲", 1) + "<w:p/>" + P("说明") + table + Item("乙", 1) + Item("丙", 2)).Numbering(numbering);
        Assert.Equal(["一、甲", "说明", "1|修路 / 2|架桥", "二、乙", "3 丙"], builder.Texts());
    }

    [Fact]
    public void An_empty_numbered_paragraph_counts_as_it_does_on_the_page() =>
        Assert.Equal(["一、甲", "三、乙"], Body(Item("甲", 1) + $"<w:p><w:pPr>{Num(1)}</w:pPr></w:p>" + Item("乙", 1)).Numbering(Official + NumDefinition(1, 0)).Texts());

    [Fact]
    public void What_is_hidden_deleted_or_covered_does_not_count()
    {
        string hidden = $"<w:p><w:pPr>{Num(1)}<w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r></w:p>";
        string deleted = $"<w:p><w:pPr>{Num(1)}<w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr><w:del><w:r><w:delText>删</w:delText></w:r></w:del></w:p>";
        string table = $"<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr>{Item("", 1)}</w:tc>{Cell("甲")}</w:tr>"
            + $"<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>{Item("", 1)}</w:tc>{Cell("乙")}</w:tr></w:tbl>";
        var builder = Body(Item("始", 1) + hidden + deleted + table + Item("终", 1)).Numbering(Official + NumDefinition(1, 0));
        Assert.Equal(["一、始", "二、[2x1]|甲 / 乙", "三、终"], builder.Texts());
    }

    [Fact]
    public void Each_story_counts_for_itself()
    {
        string box = $"<w:r><w:pict><v:textbox><w:txbxContent>{Item("框", 1)}{Item("框", 1)}</w:txbxContent></v:textbox></w:pict></w:r>";
        var builder = Body(Item("甲", 1) + $"<w:p>{box}</w:p>" + $"<w:p>{box}</w:p>" + Item("乙", 1))
            .Footnotes($"<w:footnote w:id=\"1\">{Item("注", 1)}</w:footnote><w:footnote w:id=\"2\">{Item("注", 1)}</w:footnote>")
            .Numbering(Official + NumDefinition(1, 0));
        Assert.Equal(["一、甲", "一、框", "二、框", "一、框", "二、框", "二、乙"], builder.Texts());
        Assert.Equal(["一、注", "二、注"], builder.Texts(BlockRole.Note));
    }

    [Fact]
    public void Reading_one_document_leaves_nothing_behind_for_the_next()
    {
        var builder = Body(Item("x", 1) + Item("x", 1)).Numbering(Official + NumDefinition(1, 0));
        Assert.Equal(builder.Texts(), builder.Texts());
        Assert.Equal("一、 二、", Labels(builder));
    }

    [Fact]
    public void A_style_separator_joins_a_numbered_heading_to_its_text()
    {
        var builder = Body(P("加强领导。", Num(1) + "<w:rPr><w:vanish/><w:specVanish/></w:rPr>") + P("成立专班。") + Item("乙", 1)).Numbering(Official + NumDefinition(1, 0));
        Assert.Equal(["一、加强领导。成立专班。", "二、乙"], builder.Texts());
    }
}
