using PolicyIngest.Model;
using PolicyIngest.Tests.Support;
using Xunit;
using static PolicyIngest.Tests.Readers.Pdf.PdfReading;

namespace PolicyIngest.Tests.Readers.Pdf;

/// <summary>Heads of several levels, and cells merged over several rows, in tables without lines.</summary>
public sealed class StackedHeadTests
{
    // Places of the columns; 10 points to a character.
    private static readonly double[] Xs = [60, 100, 240, 330, 430];

    private static PdfPageWriter Row(PdfPageWriter page, double y, params string[] cells)
    {
        for (int i = 0; i < cells.Length; i++)
            if (cells[i].Length > 0) page.Text(Xs[i], y, cells[i], 10);
        return page;
    }

    private static void Body(PdfPageWriter page, double y, int rows)
    {
        for (int i = 1; i <= rows; i++) Row(page, y + (24 * i), $"{i}", $"改造第{i}片区管网", "县住建局", "县水务局", "2027年底前");
    }

    private static string[] Head(PolicyDocument document, int rows) => [.. Cells(document).Where(cell => cell[0] - '0' < rows)];

    [Fact]
    public void A_name_beside_others_stands_over_the_columns_that_have_none_there()
    {
        var pdf = new PdfWriter();
        var page = pdf.AddPage();
        // 责任分工 is in the middle over both units: it covers neither name.
        Row(page, 100, "序号", "重点任务", "", "", "完成时限").Text(295, 100, "责任分工", 10);
        Row(page, 120, "", "", "牵头单位", "配合单位");
        Body(page, 120, 4);
        var document = Read(pdf);
        Assert.Equal(["0,0 2×1 序号", "0,1 2×1 重点任务", "0,2 1×2 责任分工", "0,4 2×1 完成时限", "1,2 牵头单位", "1,3 配合单位"], Head(document, 2));
        Assert.Equal(["5,0 4", "5,1 改造第4片区管网", "5,2 县住建局", "5,3 县水务局", "5,4 2027年底前"], Cells(document).Where(cell => cell[0] == '5'));
    }

    [Fact]
    public void Names_that_reach_over_all_levels_may_stand_in_their_middle()
    {
        var pdf = new PdfWriter();
        var page = pdf.AddPage();
        page.Text(295, 100, "责任分工", 10);
        Row(page, 108, "序号", "重点任务", "", "", "完成时限");
        Row(page, 116, "", "", "牵头单位", "配合单位");
        Body(page, 116, 4);
        Assert.Equal(["0,0 2×1 序号", "0,1 2×1 重点任务", "0,2 1×2 责任分工", "0,4 2×1 完成时限", "1,2 牵头单位", "1,3 配合单位"], Head(Read(pdf), 2));
    }

    [Fact]
    public void A_head_may_have_three_levels()
    {
        var pdf = new PdfWriter();
        var page = pdf.AddPage();
        Row(page, 100, "序号", "", "", "", "备注").Text(240, 100, "建设安排", 10);
        Row(page, 120, "", "项目名称", "", "", "").Text(295, 120, "责任分工", 10);
        Row(page, 140, "", "", "牵头单位", "配合单位");
        for (int i = 1; i <= 4; i++) Row(page, 140 + (24 * i), $"{i}", $"新建第{i}处水库工程", "县住建局", "县水务局", "续建");
        Assert.Equal(["0,0 3×1 序号", "0,1 1×3 建设安排", "0,4 3×1 备注", "1,1 2×1 项目名称", "1,2 1×2 责任分工", "2,2 牵头单位", "2,3 配合单位"], Head(Read(pdf), 3));
    }

    [Fact]
    public void A_first_row_with_empty_cells_is_no_level_of_the_head()
    {
        var pdf = new PdfWriter();
        var page = pdf.AddPage();
        Row(page, 100, "类别", "事项", "牵头单位", "配合单位", "时限");
        Row(page, 124, "", "", "县住建局", "县水务局", "");
        for (int i = 1; i <= 3; i++) Row(page, 124 + (24 * i), "水利", $"改造第{i}片区管网", "县住建局", "县水务局", "年底");
        Assert.DoesNotContain(Cells(Read(pdf)), cell => cell.Contains('×', StringComparison.Ordinal));
    }

    [Fact]
    public void A_caption_above_the_names_of_all_columns_stands_over_none()
    {
        var pdf = new PdfWriter();
        var page = pdf.AddPage();
        page.Text(230, 84, "管网改造安排", 10);
        Row(page, 100, "序号", "重点任务", "牵头单位", "配合单位", "完成时限");
        Body(page, 100, 4);
        var document = Read(pdf);
        Assert.Equal(["管网改造安排"], Paragraphs(document));
        Assert.Equal(["0,0 序号", "0,1 重点任务", "0,2 牵头单位", "0,3 配合单位", "0,4 完成时限"], Head(document, 1));
    }

    private static readonly double[] GroupXs = [60, 120, 160, 330];

    /// <summary>Two groups of two and three numbered rows, each of two lines; the groups' names at the heights given.</summary>
    private static PolicyDocument Grouped(double first, double second, bool countsAnew)
    {
        var pdf = new PdfWriter();
        var page = pdf.AddPage();
        string[] head = ["类别", "序号", "工作任务", "责任单位"];
        for (int i = 0; i < head.Length; i++) page.Text(GroupXs[i], 100, head[i], 10);
        for (int i = 0; i < 5; i++)
        {
            double y = 124 + (36 * i);
            page.Text(GroupXs[1], y, $"{(countsAnew && i > 1 ? i - 1 : i + 1)}", 10).Text(GroupXs[2], y, $"第{i + 1}项：新建污水处理厂并", 10);
            page.Text(GroupXs[2], y + 13, "配套建设管网", 10).Text(GroupXs[3], y, "县住建局", 10);
        }
        page.Text(GroupXs[0], first, "治水", 10).Text(GroupXs[0], second, "治气", 10);
        return Read(pdf);
    }

    [Theory]
    // Beside the first row of each group, and in the middle of its rows.
    [InlineData(124, 196, false)]
    [InlineData(148, 238, false)]
    [InlineData(124, 196, true)]
    public void Cells_of_a_group_reach_over_its_rows(double first, double second, bool countsAnew)
    {
        string[] cells = Cells(Grouped(first, second, countsAnew));
        Assert.Equal(["1,0 2×1 治水", "3,0 3×1 治气"], cells.Where(cell => cell.Contains(",0 ", StringComparison.Ordinal) && cell[0] != '0'));
        Assert.Equal(["5,1 " + (countsAnew ? "3" : "5"), "5,2 第5项：新建污水处理厂并配套建设管网", "5,3 县住建局"], cells.Where(cell => cell[0] == '5'));
    }

    [Fact]
    public void Texts_of_each_row_before_its_number_are_not_merged()
    {
        var pdf = new PdfWriter();
        var page = pdf.AddPage();
        string[][] rows = [["地区", "序号", "工作任务", "责任单位"], .. Enumerable.Range(1, 4).Select(i => (string[])[i < 3 ? "城东" : "城西", $"{i}", $"第{i}项工程", "县住建局"])];
        for (int row = 0; row < rows.Length; row++)
            for (int i = 0; i < rows[row].Length; i++) page.Text(GroupXs[i], 100 + (24 * row), rows[row][i], 10);
        Assert.Equal(["1,0 城东", "2,0 城东", "3,0 城西", "4,0 城西"], Cells(Read(pdf)).Where(cell => cell.Contains(",0 ", StringComparison.Ordinal) && cell[0] != '0'));
    }

    [Fact]
    public void Cells_beside_one_another_may_be_off_by_half_a_line()
    {
        var pdf = new PdfWriter();
        var page = pdf.AddPage();
        // No line holds more than two cells.
        for (int row = 0; row < 4; row++)
        {
            double y = 100 + (36 * row);
            page.Text(60, y, row == 0 ? "重点" : "管网", 10).Text(60, y + 12, row == 0 ? "任务" : $"第{row}处", 10);
            page.Text(130, y + 6, row == 0 ? "责任单位" : "县住建局、县水务局", 10).Text(320, y + 6, row == 0 ? "完成时限" : "2027年底前", 10);
        }
        Assert.Equal(["0,0 重点任务", "0,1 责任单位", "0,2 完成时限", "1,0 管网第1处", "1,1 县住建局、县水务局", "1,2 2027年底前"], Head(Read(pdf), 2).Select(cell => cell.Replace("\n", "", StringComparison.Ordinal)));
    }

    [Fact]
    public void Larger_text_below_the_rest_of_a_table_is_no_row()
    {
        var pdf = new PdfWriter();
        var page = pdf.AddPage();
        Row(page, 700, "序号", "重点任务", "牵头单位", "配合单位", "完成时限");
        Body(page, 700, 3);
        page = pdf.AddPage();
        for (int i = 4; i < 7; i++) Row(page, 60 + (24 * (i - 4)), $"{i}", $"改造第{i}片区管网", "县住建局", "县水务局", "2027年底前");
        page.Text(100, 140, "二、工作要求", 14);
        var document = Read(pdf);
        Assert.Equal(["二、工作要求"], Paragraphs(document));
        Assert.Equal(7, Assert.Single(document.Blocks.OfType<TableBlock>()).RowCount);
    }
}
