using PolicyIngest.Model;
using PolicyIngest.Tests.Support;
using Xunit;
using static PolicyIngest.Tests.Readers.Pdf.PdfReading;

namespace PolicyIngest.Tests.Readers.Pdf;

/// <summary>Tables of two columns without vertical lines, and what stands in two columns and is no table.</summary>
public sealed class PairedColumnsTests
{
    private static readonly string[][] Duties =
    [
        ["工作任务", "责任单位"],
        ["开展河道清淤", "县水务局、县财政局"],
        ["整治黑臭水体", "县住建局"],
        ["修复矿山生态", "县自然资源局、县林业局"],
        ["治理扬尘污染", "县城管局"],
    ];

    private const double Left = 80, Right = 300;

    private static PolicyDocument Page(string[][] rows, double pitch, Action<PdfPageWriter>? more = null, double shift = 0)
    {
        var pdf = new PdfWriter();
        var page = pdf.AddPage();
        for (int i = 0; i < rows.Length; i++)
            page.Text(Left + (i == 0 ? shift : 0), 100 + (pitch * i), rows[i][0], 10).Text(Right + (i == 0 ? shift : 0), 100 + (pitch * i), rows[i][1], 10);
        more?.Invoke(page);
        return Read(pdf);
    }

    private static readonly string[] Expected = [.. Duties.SelectMany((row, i) => row.Select((cell, column) => $"{i},{column} {cell}"))];

    [Fact]
    public void Lines_below_the_head_and_the_last_row_make_a_table() =>
        Assert.Equal(Expected, Cells(Page(Duties, 16, page => page.Line(78, 90, 420, 90).Line(78, 105, 420, 105).Line(78, 170, 420, 170))));

    [Fact]
    public void So_does_a_head_in_the_middle_of_its_columns() => Assert.Equal(Expected, Cells(Page(Duties, 16, shift: 30)));

    [Fact]
    public void So_does_more_room_between_rows_than_between_the_lines_of_their_cells()
    {
        string[][] rows = [Duties[0], .. Enumerable.Range(1, 6).Select(i => (string[])[$"第{i}片区河道清淤工程，按季", i % 2 == 0 ? "县水务局" : "县水务局、县财政局、"])];
        var pdf = new PdfWriter();
        var page = pdf.AddPage();
        for (int i = 0; i < rows.Length; i++)
        {
            double y = 100 + (34 * i);
            page.Text(Left, y, rows[i][0], 10).Text(Right, y, rows[i][1], 10);
            if (i == 0) continue;
            page.Text(Left, y + 13, "报告进展", 10);
            if (i % 2 == 1) page.Text(Right, y + 13, "县审计局", 10);
        }
        page.Text(80, 340, "各责任单位要按季报告进展，县政府办公室负责督促检查，并予以通报。", 14);
        var document = Read(pdf);
        string[] cells = Cells(document);
        Assert.Equal(14, cells.Length);
        Assert.Equal(["1,0 第1片区河道清淤工程，按季报告进展", "1,1 县水务局、县财政局、县审计局"], cells[2..4]);
        Assert.Single(Paragraphs(document));
    }

    [Fact]
    public void A_list_of_names_is_none()
    {
        string[][] names = [["张立民", "副县长"], ["王小川", "县水务局局长"], ["李清和", "县住建局局长"], ["赵文海", "县财政局局长"], ["孙江", "县林业局局长"]];
        var document = Page(names, 16);
        Assert.Empty(document.Blocks.OfType<TableBlock>());
        Assert.Contains(Paragraphs(document), text => text.Contains("王小川", StringComparison.Ordinal));
    }

    [Fact]
    public void Nor_are_the_fields_of_a_form()
    {
        string[][] fields = [["申报信息", "联系信息"], ["单位名称：", "联系人："], ["单位性质：", "联系电话："], ["法定代表人：", "电子邮箱："], ["注册地址：", "填表日期："]];
        Assert.Empty(Page(fields, 16, shift: 30).Blocks.OfType<TableBlock>());
    }

    [Fact]
    public void Nor_is_the_line_at_the_top_of_a_page_over_running_text()
    {
        string[][] header = [["云岭县公报", "第三期"]];
        var document = Page(header, 16, page =>
        {
            page.Line(70, 106, 520, 106);
            for (int i = 0; i < 6; i++) page.Text(80, 130 + (20 * i), "各乡镇人民政府要落实河道管护责任，按月开展巡查，及时清理。", 14);
            page.Line(70, 270, 520, 270);
        });
        Assert.Empty(document.Blocks.OfType<TableBlock>());
    }

    [Fact]
    public void Nor_are_columns_of_text_below_two_short_headings()
    {
        string[][] rows = [["工作要求", "保障措施"], .. Enumerable.Range(0, 9).Select(_ => (string[])["各乡镇要落实河道管护责任，按月开展巡", "县财政要安排专项资金，确保工程按期建"])];
        Assert.Empty(Page(rows, 16).Blocks.OfType<TableBlock>());
    }
}
