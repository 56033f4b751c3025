using PolicyIngest.Model;
using PolicyIngest.Tests.Support;
using Xunit;
using static PolicyIngest.Tests.Readers.Pdf.PdfReading;

namespace PolicyIngest.Tests.Readers.Pdf;

public sealed class PdfTableTests
{
    [Fact]
    public void Lines_of_a_cell_are_joined_where_its_width_broke_them()
    {
        var pdf = new PdfWriter();
        pdf.AddPage()
            .Grid([100, 140, 260, 400], [100, 130, 190])
            .Text(106, 120, "序号", 10).Text(160, 120, "重点任务", 10).Text(300, 120, "责任单位", 10)
            .Text(115, 160, "1", 10)
            .Lines(145.4, 150, 14, 10, "建成污水处理厂，并配", "套建设管网。")
            .Lines(305, 150, 14, 10, "市住建局", "市水务局");
        Assert.Equal(["0,0 序号", "0,1 重点任务", "0,2 责任单位", "1,0 1", "1,1 建成污水处理厂，并配套建设管网。", "1,2 市住建局\n市水务局"], Cells(Read(pdf)));
    }

    [Fact]
    public void Missing_inner_lines_make_merged_cells()
    {
        var pdf = new PdfWriter();
        pdf.AddPage()
            .Line(100, 100, 400, 100).Line(200, 130, 400, 130).Line(100, 160, 400, 160)
            .Line(100, 100, 100, 160).Line(200, 100, 200, 160).Line(300, 130, 300, 160).Line(400, 100, 400, 160)
            .Text(110, 135, "指标", 10).Text(280, 120, "目标值", 10).Text(220, 150, "2024年", 10).Text(320, 150, "2025年", 10);
        Assert.Equal(["0,0 2×1 指标", "0,1 1×2 目标值", "1,1 2024年", "1,2 2025年"], Cells(Read(pdf)));
    }

    [Fact]
    public void A_table_goes_on_over_pages_without_its_repeated_head()
    {
        var pdf = new PdfWriter();
        pdf.AddPage()
            .Grid([100, 200, 400], [700, 730, 760])
            .Text(110, 720, "序号", 10).Text(210, 720, "任务", 10).Text(110, 750, "1", 10).Text(205.4, 750, "开展河道清淤，完成两岸绿化和沿河步道", 10)
            .Text(280, 800, "- 1 -", 10);
        pdf.AddPage()
            .Grid([100, 200, 400], [100, 130, 160, 190])
            .Text(110, 120, "序号", 10).Text(210, 120, "任务", 10).Text(205.4, 150, "建设。", 10).Text(110, 180, "2", 10).Text(210, 180, "整治排污口。", 10)
            .Text(280, 800, "- 2 -", 10);
        Assert.Equal(["0,0 序号", "0,1 任务", "1,0 1", "1,1 开展河道清淤，完成两岸绿化和沿河步道建设。", "2,0 2", "2,1 整治排污口。"], Cells(Read(pdf)));
    }

    [Fact]
    public void A_table_cut_in_two_on_a_page_is_one()
    {
        double[] xs = [60, 120, 300, 480];
        var pdf = new PdfWriter();
        pdf.AddPage().Grid(xs, [100, 130, 160]).Text(64, 120, "序号", 12).Text(124, 120, "任务", 12).Text(304, 120, "单位", 12)
            .Text(64, 150, "1", 12).Text(124, 150, "修路", 12).Text(304, 150, "市交通局", 12)
            .Grid(xs, [172, 202, 232]).Text(64, 192, "序号", 12).Text(124, 192, "任务", 12).Text(304, 192, "单位", 12)
            .Text(64, 222, "2", 12).Text(124, 222, "架桥", 12).Text(304, 222, "市住建局", 12);
        Assert.Equal(["0,0 序号", "0,1 任务", "0,2 单位", "1,0 1", "1,1 修路", "1,2 市交通局", "2,0 2", "2,1 架桥", "2,2 市住建局"], Cells(Read(pdf)));
    }

    [Fact]
    public void A_box_around_text_is_no_table()
    {
        var pdf = new PdfWriter();
        pdf.AddPage().Text(100, 80, "专栏之前").Grid([100, 400], [100, 160]).Text(106, 130, "专栏1 重点工程").Text(100, 200, "专栏之后");
        var document = Read(pdf);
        Assert.Equal(["专栏之前", "专栏1 重点工程", "专栏之后"], Paragraphs(document));
        Assert.Empty(document.Blocks.OfType<TableBlock>());
    }

    [Fact]
    public void Tables_on_turned_pages_are_found()
    {
        var pdf = new PdfWriter();
        // Drawn on its side and turned when shown: x runs down the sheet.
        pdf.AddPage(rotate: 90).Raw("q 0 1 -1 0 595 0 cm 0.5 w 100 400 300 60 re S 200 400 m 200 460 l S BT /F 10 Tf 110 430 Td <4EFB52A1> Tj ET BT /F 10 Tf 210 430 Td <53554F4D> Tj ET Q");
        Assert.Equal(["0,0 任务", "0,1 单位"], Cells(Read(pdf)));
    }

    [Fact]
    public void Tables_that_lie_on_their_side_are_put_upright()
    {
        var pdf = new PdfWriter();
        // The sheet is upright, its text runs up the page: what is left becomes the top.
        pdf.AddPage().Raw("q 0 1 -1 0 595 0 cm 0.5 w 100 400 300 60 re S 200 400 m 200 460 l S 100 430 m 400 430 l S " +
            "BT /F 10 Tf 110 440 Td <4EFB52A1> Tj ET BT /F 10 Tf 210 440 Td <53554F4D> Tj ET BT /F 10 Tf 110 410 Td <4FEE8DEF> Tj ET BT /F 10 Tf 210 410 Td <4F4F5EFA5C40> Tj ET Q");
        Assert.Equal(["0,0 任务", "0,1 单位", "1,0 修路", "1,1 住建局"], Cells(Read(pdf)));
    }

    [Fact]
    public void A_table_without_lines_is_read_by_alignment()
    {
        var pdf = new PdfWriter();
        pdf.AddPage()
            .Text(100, 80, "现将年度任务分解如下，请各单位按照职责分工抓好落实并按月报送进展。", 12)
            .Text(100, 120, "序号", 10).Text(150, 120, "重点任务", 10).Text(320, 120, "责任单位", 10).Text(430, 120, "备注", 10)
            .Text(100, 150, "1", 10).Lines(150, 150, 14, 10, "建成污水处理厂，并配套建设", "管网。").Lines(320, 150, 14, 10, "市住建局", "市水务局")
            .Text(100, 194, "2", 10).Text(150, 194, "整治沿河排污口。", 10).Text(320, 194, "市生态环境局", 10)
            .Text(100, 224, "3", 10).Text(150, 224, "修复三处湿地。", 10).Text(320, 224, "市林草局", 10)
            .Text(100, 270, "各单位要于每月底前将进展情况报送专班，专班汇总后报市政府审定。", 12);
        var document = Read(pdf);
        Assert.Equal(
        [
            "0,0 序号", "0,1 重点任务", "0,2 责任单位", "0,3 备注", "1,0 1", "1,1 建成污水处理厂，并配套建设管网。", "1,2 市住建局\n市水务局", "1,3",
            "2,0 2", "2,1 整治沿河排污口。", "2,2 市生态环境局", "2,3", "3,0 3", "3,1 修复三处湿地。", "3,2 市林草局", "3,3",
        ], Cells(document));
        Assert.Equal(2, Paragraphs(document).Length);
    }

    [Fact]
    public void A_table_without_lines_goes_on_over_the_page_end()
    {
        var pdf = new PdfWriter();
        pdf.AddPage()
            .Text(100, 700, "序号", 10).Text(150, 700, "重点任务", 10).Text(320, 700, "责任单位", 10)
            .Text(100, 730, "1", 10).Text(150, 730, "整治沿河排污口。", 10).Text(320, 730, "市生态环境局", 10)
            .Text(100, 760, "2", 10).Text(150, 760, "建成污水处理厂，并配套建设", 10).Text(320, 760, "市住建局", 10)
            .Text(280, 810, "- 1 -", 10);
        pdf.AddPage()
            .Text(150, 80, "管网。", 10)
            .Text(100, 110, "3", 10).Text(150, 110, "修复三处湿地。", 10).Text(320, 110, "市林草局", 10)
            .Text(100, 140, "4", 10).Text(150, 140, "疏浚两条河道。", 10).Text(320, 140, "市水务局", 10)
            .Text(280, 810, "- 2 -", 10);
        Assert.Equal(
        [
            "0,0 序号", "0,1 重点任务", "0,2 责任单位", "1,0 1", "1,1 整治沿河排污口。", "1,2 市生态环境局", "2,0 2", "2,1 建成污水处理厂，并配套建设管网。", "2,2 市住建局",
            "3,0 3", "3,1 修复三处湿地。", "3,2 市林草局", "4,0 4", "4,1 疏浚两条河道。", "4,2 市水务局",
        ], Cells(Read(pdf)));
    }

    [Fact]
    public void The_rest_of_a_row_on_the_next_page_joins_it_wherever_its_cells_stand()
    {
        var pdf = new PdfWriter();
        // The text of each cell stands in the middle, so that none reaches the page's end but the units.
        pdf.AddPage()
            .Grid([100, 140, 300, 360], [640, 670, 800])
            .Text(106, 660, "序号", 10).Text(150, 660, "任务", 10).Text(310, 660, "单位", 10)
            .Text(115, 735, "1", 10).Text(150, 735, "整治沿河排污口。", 10).Lines(305.4, 700, 14, 10, "公安局", "住建局", "水务局", "教育局", "民政局", "财政局", "市场监督");
        pdf.AddPage()
            .Grid([100, 140, 300, 360], [60, 110, 140])
            .Lines(305.4, 72, 14, 10, "管理局", "司法局")
            .Text(115, 130, "2", 10).Text(150, 130, "修复三处湿地。", 10).Text(305.4, 130, "林草局", 10);
        Assert.Contains("1,2 公安局\n住建局\n水务局\n教育局\n民政局\n财政局\n市场监督管理局\n司法局", Cells(Read(pdf)));
    }

    [Fact]
    public void A_cover_with_spaced_characters_is_no_table()
    {
        var pdf = new PdfWriter();
        var page = pdf.AddPage().Text(200, 100, "示范项目申报书", 22);
        string[] fields = ["项目名称：", "申报单位：", "填报日期："];
        for (int i = 0; i < fields.Length; i++)
            for (int k = 0; k < 5; k++) page.Text(150 + 40 * k, 200 + 40 * i, fields[i][k..(k + 1)]);
        var document = Read(pdf);
        Assert.Empty(document.Blocks.OfType<TableBlock>());
        Assert.Equal(["示范项目申报书", .. fields], Paragraphs(document));
    }

    [Fact]
    public void Tables_with_three_lines_are_parted_by_their_captions()
    {
        var pdf = new PdfWriter();
        var page = pdf.AddPage();
        for (int i = 0; i < 2; i++)
        {
            double y = 100 + 140 * i;
            page.Text(100, y, i == 0 ? "（一）第一批" : "（二）第二批", 10).Line(100, y + 8, 400, y + 8).Line(100, y + 28, 400, y + 28).Line(100, y + 88, 400, y + 88)
                .Text(100, y + 22, "序号", 10).Text(180, y + 22, "名称", 10).Text(320, y + 22, "数量", 10);
            for (int row = 1; row <= 3; row++) page.Text(100, y + 22 + 20 * row, $"{row}", 10).Text(180, y + 22 + 20 * row, "建设冷库", 10).Text(320, y + 22 + 20 * row, "2.5", 10);
        }
        var document = Read(pdf);
        Assert.Equal([(4, 3), (4, 3)], document.Blocks.OfType<TableBlock>().Select(table => (table.RowCount, table.ColumnCount)));
        Assert.Equal(["（一）第一批", "（二）第二批"], Paragraphs(document));
    }

    [Fact]
    public void Numbers_one_below_the_other_in_a_cell_stay_two()
    {
        var pdf = new PdfWriter();
        pdf.AddPage().Grid([100, 200, 222], [100, 160]).Lines(105, 120, 14, 10, "新建泵站", "改造泵站").Lines(105 + 98, 120, 14, 10, "12", "36");
        Assert.Contains("0,1 12\n36", Cells(Read(pdf)));
    }

    [Fact]
    public void Rows_that_are_counted_are_told_by_their_numbers()
    {
        var pdf = new PdfWriter();
        // The rows stand hardly further apart than the lines in them, and the head has two lines.
        var page = pdf.AddPage().Text(100, 100, "序号", 10).Text(150, 100, "重点任务", 10).Text(300, 100, "年度目标", 10).Text(420, 100, "牵头单位", 10).Text(300, 118, "2025 年", 10);
        double y = 136;
        for (int i = 1; i <= 4; i++)
        {
            page.Text(100, y, $"{i}", 10).Lines(150, y + 1, 13, 10, "建成污水处理厂，并", "配套建设管网。").Text(300, y, $"{i}2", 10).Text(420, y + 1, "市水务局", 10);
            y += 28;
        }
        var table = Assert.Single(Read(pdf).Blocks.OfType<TableBlock>());
        Assert.Equal((5, 4), (table.RowCount, table.ColumnCount));
        Assert.Contains("4,1 建成污水处理厂，并配套建设管网。", Cells(Read(pdf)));
    }

    [Fact]
    public void The_space_between_figures_and_characters_parts_no_columns()
    {
        var pdf = new PdfWriter();
        var page = pdf.AddPage().Text(100, 100, "序号", 10).Text(150, 100, "任务", 10).Text(300, 100, "完成时限", 10).Text(420, 100, "备注", 10);
        for (int i = 1; i <= 4; i++)
            page.Text(100, 100 + 30 * i, $"{i}", 10).Text(150, 100 + 30 * i, "修复湿地", 10).Text(300, 100 + 30 * i, "2025", 10).Text(322, 100 + 30 * i, "年", 10).Text(334, 100 + 30 * i, "12", 10).Text(346, 100 + 30 * i, "月底", 10);
        Assert.Equal(4, Assert.Single(Read(pdf).Blocks.OfType<TableBlock>()).ColumnCount);
    }

    [Fact]
    public void A_word_set_wide_in_the_head_is_one_column()
    {
        var pdf = new PdfWriter();
        var page = pdf.AddPage().Text(100, 100, "名", 10).Text(120, 100, "称", 10).Text(240, 100, "学", 10).Text(262, 100, "期", 10).Text(350, 100, "性", 10).Text(370, 100, "质", 10);
        for (int i = 1; i <= 4; i++) page.Text(90, 100 + 30 * i, "计算方法基础", 10).Text(253, 100 + 30 * i, $"{i}", 10).Text(345, 100 + 30 * i, "必修课程", 10);
        Assert.Equal(3, Assert.Single(Read(pdf).Blocks.OfType<TableBlock>()).ColumnCount);
    }
}
