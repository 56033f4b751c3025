using PolicyIngest.Model;
using PolicyIngest.Tests.Support;
using Xunit;
using static PolicyIngest.Tests.Support.DocxBuilder;

namespace PolicyIngest.Tests.Readers.Word;

public sealed class DocxRoleTests
{
    private const string PageField = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>3</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";

    private static string Section(params (string Kind, string Id)[] references) =>
        $"<w:sectPr>{string.Concat(references.Select(r => $"<w:{r.Kind}Reference w:type=\"default\" r:id=\"{r.Id}\"/>"))}</w:sectPr>";

    private static string Box(string content) => $"<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        + $"<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>";

    private static string TocLine(string text, string begin = "", string end = "") => $"<w:p>{begin}<w:hyperlink w:anchor=\"_Toc1\"><w:r><w:t>{text}</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t>3</w:t></w:r></w:hyperlink>{end}</w:p>";

    private static string Mark(string kind) => $"<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>";

    private static readonly string TocBegin = Mark("begin") + "<w:r><w:instrText> TOC \\o \"1-3\" </w:instrText></w:r>" + Mark("separate");

    [Fact]
    public void Headers_and_footers_come_once_with_their_roles()
    {
        var builder = Body(P("甲", Section(("header", "h1"), ("footer", "f1"))) + P("乙") + Section(("header", "h2"), ("footer", "f1")))
            .Header("h1", P("云岭市人民政府文件")).Header("h2", P("云岭市人民政府文件")).Header("h3", P("无人引用"))
            .Footer("f1", $"<w:p><w:r><w:t xml:space=\"preserve\">— </w:t></w:r>{PageField}<w:r><w:t xml:space=\"preserve\"> —</w:t></w:r></w:p>" + P("云岭市人民政府办公室"));
        Assert.Equal(["甲", "乙"], builder.Texts());
        Assert.Equal(["云岭市人民政府文件"], builder.Texts(BlockRole.Header));
        Assert.Equal(["— 3 —"], builder.Texts(BlockRole.PageNumber));
        Assert.Equal(["云岭市人民政府办公室"], builder.Texts(BlockRole.Footer));
    }

    [Fact]
    public void A_page_number_in_a_box_or_typed_is_one()
    {
        var builder = Body(P("甲") + Section(("footer", "f1"), ("footer", "f2"), ("footer", "f3")))
            .Footer("f1", $"<w:p>{Box($"<w:p>{PageField}</w:p>")}</w:p>").Footer("f2", P("- 12 -")).Footer("f3", P("附件3"));
        Assert.Equal(["3", "- 12 -"], builder.Texts(BlockRole.PageNumber));
        Assert.Equal(["附件3"], builder.Texts(BlockRole.Footer));
    }

    [Fact]
    public void Notes_and_comments_are_kept_apart()
    {
        var builder = Body("<w:p><w:r><w:t>正文</w:t></w:r><w:r><w:footnoteReference w:id=\"1\"/></w:r><w:r><w:commentReference w:id=\"0\"/></w:r><w:r><w:t>。</w:t></w:r></w:p>")
            .Footnotes($"<w:footnote w:type=\"separator\" w:id=\"-1\">{P("线")}</w:footnote><w:footnote w:id=\"1\"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>脚注</w:t></w:r></w:p></w:footnote>")
            .Endnotes($"<w:endnote w:id=\"1\">{P("尾注")}</w:endnote>").Comments($"<w:comment w:id=\"0\" w:author=\"张\">{P("请核")}</w:comment>");
        Assert.Equal(["正文。"], builder.Texts());
        Assert.Equal(["脚注", "尾注"], builder.Texts(BlockRole.Note));
        Assert.Equal(["请核"], builder.Texts(BlockRole.Comment));
    }

    [Fact]
    public void A_text_box_is_read_once_after_its_paragraph()
    {
        Assert.Equal(["前后", "框一", "框二", "尾"], Body($"<w:p><w:r><w:t>前</w:t></w:r>{Box(P("框一") + P("框二"))}<w:r><w:t>后</w:t></w:r></w:p>" + P("尾")).Texts());
        Assert.Equal(["甲\n框|乙"], Body($"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r>{Box(P("框"))}</w:p></w:tc>{Cell("乙")}</w:tr></w:tbl>").Texts());
    }

    [Fact]
    public void A_box_of_an_unknown_kind_is_read_from_the_fallback() =>
        Assert.Equal(["旧框"], Body("<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"future99\"><w:t>新</w:t></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>"
            + P("旧框") + "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>").Texts());

    [Fact]
    public void Word_art_is_text() =>
        Assert.Equal(["云岭市人民政府文件", "关于印发方案的通知"], Body("<w:p><w:r><w:pict><v:shape><v:textpath string=\"云岭市人民政府文件\"/></v:shape></w:pict></w:r></w:p>" + P("关于印发方案的通知")).Texts());

    [Fact]
    public void Contents_by_field_over_many_paragraphs()
    {
        var builder = Body(P("目  录") + TocLine("一、总体要求", TocBegin) + TocLine("二、重点任务") + $"<w:p>{Mark("end")}</w:p>" + P("一、总体要求"));
        Assert.Equal(["一、总体要求"], builder.Texts());
        Assert.Equal(["目  录", "一、总体要求\t3", "二、重点任务\t3"], builder.Texts(BlockRole.Contents));
    }

    [Fact]
    public void Contents_in_one_paragraph_and_text_behind_the_field()
    {
        var builder = Body(TocLine("一、总体要求", TocBegin, Mark("end")) + $"<w:p>{TocBegin}<w:r><w:t>甲</w:t></w:r>{Mark("end")}<w:r><w:t>正文接排</w:t></w:r></w:p>" + P("正文"));
        Assert.Equal(["甲正文接排", "正文"], builder.Texts());
    }

    [Fact]
    public void Contents_by_style_and_by_content_control()
    {
        var builder = Body(P("总体要求 1", "<w:pStyle w:val=\"T1\"/>") + $"<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/></w:docPartObj></w:sdtPr><w:sdtContent>{P("目录")}{P("重点任务 2")}</w:sdtContent></w:sdt>"
                + $"<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Cover Pages\"/></w:docPartObj></w:sdtPr><w:sdtContent>{P("封面")}</w:sdtContent></w:sdt>")
            .Styles("<w:style w:type=\"paragraph\" w:styleId=\"T1\"><w:name w:val=\"toc 1\"/></w:style>");
        Assert.Equal(["封面"], builder.Texts());
        Assert.Equal(["总体要求 1", "目录", "重点任务 2"], builder.Texts(BlockRole.Contents));
    }

    [Fact]
    public void Contents_typed_by_hand()
    {
        var builder = Body(P("目录") + P("一、总体要求……………1") + "<w:p><w:r><w:t>二、重点任务</w:t><w:tab/><w:t>12</w:t></w:r></w:p>" + P("一、总体要求") + P("完成投资……12"));
        Assert.Equal(["一、总体要求", "完成投资……12"], builder.Texts());
        Assert.Equal(3, builder.Texts(BlockRole.Contents).Length);
    }

    [Fact]
    public void The_word_contents_alone_is_text() => Assert.Equal(["目录", "正文。"], Body(P("目录") + P("正文。")).Texts());

    [Fact]
    public void A_contents_field_that_never_ends_does_not_take_the_headings()
    {
        var builder = Body(TocLine("一、总体要求", TocBegin) + P("一、总体要求", "<w:outlineLvl w:val=\"0\"/>") + P("正文") + P("二、重点任务", "<w:outlineLvl w:val=\"0\"/>"));
        Assert.Equal(["一、总体要求", "正文", "二、重点任务"], builder.Texts());
    }
}
