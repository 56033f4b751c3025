using PolicyIngest.Model;
using PolicyIngest.Tests.Support;
using Xunit;
using static PolicyIngest.Tests.Readers.Pdf.PdfReading;

namespace PolicyIngest.Tests.Readers.Pdf;

/// <summary>Tables without lines between their columns: with lines between rows only, and with none at all.</summary>
public sealed class OpenTableTests
{
    // Places of the columns and the baseline of the first row; 10 points to a character.
    private static readonly double[] Xs = [60, 100, 180, 300, 400, 480];

    private static readonly string[][] Inventory =
    [
        ["序号", "地区", "单位名称", "型号", "数量", "完成时间"],
        ["1", "青川县", "青川热力站", "甲型", "2", "2024.09"],
        ["2", "云岭县", "云岭供暖公司", "乙型", "1", "2024.10"],
        ["", "合计", "", "", "3", ""],
    ];

    private static void Row(PdfPageWriter page, double y, string[] cells)
    {
        for (int i = 0; i < cells.Length; i++)
            if (cells[i].Length > 0) page.Text(Xs[i], y, cells[i], 10);
    }

    private static string[] Rows(PolicyDocument document) => [.. document.Blocks.OfType<TableBlock>().Select(table => string.Join('/', Enumerable.Range(0, table.RowCount)
        .Select(row => string.Join('|', table.Cells.Where(cell => cell.Row == row).Select(cell => $"{cell.Span.Of(document.Text).Replace("\n", "", StringComparison.Ordinal)}{(cell.ColumnSpan > 1 ? $"×{cell.ColumnSpan}" : "")}")))))];

    [Fact]
    public void Captions_between_tables_part_them_though_their_columns_differ()
    {
        var pdf = new PdfWriter();
        var page = pdf.AddPage();
        double y = 100;
        foreach (double shift in (double[])[0, 35])
        {
            page.Text(60, y, $"表{(shift == 0 ? 1 : 2)}-1 云岭市锅炉改造清单", 10);
            // Two heads have two lines.
            page.Text(Xs[2] + shift, y + 42, "（全称）", 10).Text(Xs[5] + shift, y + 42, "（年.月）", 10);
            foreach (var row in Inventory)
            {
                y += 30;
                for (int i = 0; i < row.Length; i++)
                    if (row[i].Length > 0) page.Text(Xs[i] + (i > 1 ? shift : 0), y, row[i], 10);
            }
            y += 26;
        }
        var document = Read(pdf);
        string table = "序号|地区|单位名称（全称）|型号|数量|完成时间（年.月）/1|青川县|青川热力站|甲型|2|2024.09/2|云岭县|云岭供暖公司|乙型|1|2024.10/|合计|||3|";
        Assert.Equal([table, table], Rows(document));
        Assert.Equal(["表1-1 云岭市锅炉改造清单", "表2-1 云岭市锅炉改造清单"], Paragraphs(document));
    }

    // Three lines and rows as near to one another as the lines of a paragraph; captions have no label.
    private static double ThreeLines(PdfPageWriter page, double y, string caption, string[][] rows)
    {
        page.Text(200, y, caption, 10).Line(60, y + 5, 540, y + 5).Line(60, y + 21, 540, y + 21);
        for (int i = 0; i < rows.Length; i++) Row(page, y + 16 + (16 * i), rows[i]);
        page.Line(60, y + 7 + (16 * rows.Length), 540, y + 7 + (16 * rows.Length));
        return y + 40 + (16 * rows.Length);
    }

    private static string[][] Courses(string first, int count) =>
        [["序号", "科目", "培训内容", "学时", "批次", "考核方式"], .. Enumerable.Range(1, count).Select(i => (string[])[$"{i}", "安全", $"{first}{i}期", $"{8 * i}", "1/2", "笔试"])];

    [Fact]
    public void Tables_of_three_lines_keep_their_captions_and_every_line_is_a_row()
    {
        var pdf = new PdfWriter();
        var page = pdf.AddPage();
        double y = 320;
        foreach (string name in (string[])["甲类", "乙类", "丙类", "丁类"]) y = ThreeLines(page, y, $"{name}培训安排（共三期）", Courses(name, name == "丁类" ? 2 : 4));
        page.Text(285, y - 10, "— 7 —", 10);
        var document = Read(pdf);
        Assert.Equal([5, 5, 5, 3], document.Blocks.OfType<TableBlock>().Select(table => table.RowCount));
        Assert.Equal("1|安全|丁类1期|8|1/2|笔试/2|安全|丁类2期|16|1/2|笔试", Rows(document)[^1].Split('/', 2)[1]);
        Assert.Equal(["甲类培训安排（共三期）", "乙类培训安排（共三期）", "丙类培训安排（共三期）", "丁类培训安排（共三期）"], Paragraphs(document));
        Assert.Equal(["— 7 —"], Paragraphs(document, BlockRole.PageNumber));
    }

    [Fact]
    public void Lines_of_text_below_one_another_in_a_table_of_three_lines_stay_one_cell()
    {
        var pdf = new PdfWriter();
        string[][] rows = [["序号", "科目", "培训内容", "牵头", "配合", "备注"], ["1", "安全生产", "开展隐患", "县应急局", "县公安局", "年内"], ["", "专项整治", "全面排查", "县住建局", "县交通局", "完成"]];
        ThreeLines(pdf.AddPage(), 100, "整治安排", rows);
        Assert.Equal(2, Assert.Single(Read(pdf).Blocks.OfType<TableBlock>()).RowCount);
    }

    [Fact]
    public void A_heading_below_the_closing_line_is_no_row()
    {
        var pdf = new PdfWriter();
        var page = pdf.AddPage();
        double y = ThreeLines(page, 100, "培训安排", Courses("甲类", 4));
        page.Text(60, y - 22, "2.", 10).Text(Xs[1], y - 22, "考核方式", 10);
        Assert.Equal(["培训安排", "2. 考核方式"], Paragraphs(Read(pdf)));
    }

    [Fact]
    public void Cells_in_the_middle_of_their_row_belong_to_it()
    {
        var pdf = new PdfWriter();
        var page = pdf.AddPage();
        // Every row has a cell of two or three lines, and the others stand in its middle.
        Row(page, 100, Inventory[0]);
        for (int i = 0; i < 4; i++)
        {
            double y = 140 + 50 * i;
            page.Lines(Xs[2], y - 13, 13, 10, "青川县城区集中", "供热中心热力站", "二期改造");
            Row(page, y, [$"{i + 1}", "青川县", "", "甲型", "2", "2024.09"]);
        }
        string[] rows = Rows(Read(pdf)).Single().Split('/');
        Assert.Equal(5, rows.Length);
        Assert.All(rows[1..], row => Assert.EndsWith("|青川县|青川县城区集中供热中心热力站二期改造|甲型|2|2024.09", row, StringComparison.Ordinal));
    }

    [Fact]
    public void A_head_over_several_columns_keeps_them_apart_and_spans_them_where_a_line_says_so()
    {
        var pdf = new PdfWriter();
        var page = pdf.AddPage();
        // 基本情况 stands over 单位名称, 型号 and 数量, with a line below it.
        page.Centred(180, 470, 100, "基本情况", 10).Line(176, 106, 474, 106);
        Row(page, 108, ["序号", "地区", "", "", "", "完成时间"]);
        Row(page, 120, ["", "", "单位名称", "型号", "数量", ""]);
        foreach (double y in (double[])[84, 126, 150, 174, 198]) page.Line(56, y, 540, y);
        Row(page, 142, Inventory[1]);
        Row(page, 166, Inventory[2]);
        Row(page, 190, Inventory[3]);
        Assert.Equal(
            ["序号|地区|基本情况×3|完成时间/单位名称|型号|数量/1|青川县|青川热力站|甲型|2|2024.09/2|云岭县|云岭供暖公司|乙型|1|2024.10/|合计|||3|"],
            Rows(Read(pdf)));
    }

    [Fact]
    public void A_word_over_a_gap_that_many_rows_show_does_not_close_it()
    {
        var pdf = new PdfWriter();
        var page = pdf.AddPage();
        page.Centred(180, 470, 100, "年度改造任务及进度安排基本情况（单位：座、套）", 10);
        Row(page, 100, ["序号", "地区", "", "", "", "完成时间"]);
        Row(page, 116, ["", "", "单位名称", "型号", "数量", ""]);
        for (int i = 0; i < 6; i++) Row(page, 140 + 22 * i, [$"{i + 1}", "青川县", "青川热力站", "甲型", "2", "2024.09"]);
        string[] rows = Rows(Read(pdf)).Single().Split('/');
        Assert.Equal("6|青川县|青川热力站|甲型|2|2024.09", rows[^1]);
        Assert.Equal(["序号|地区|年度改造任务及进度安排基本情况（单位：座、套）×3|完成时间", "单位名称|型号|数量"], rows[..2]);
    }

    [Fact]
    public void A_table_with_a_label_does_not_go_on_with_that_of_the_page_before()
    {
        var pdf = new PdfWriter();
        var page = pdf.AddPage();
        double y = 700;
        foreach (var row in Inventory) Row(page, y += 22, row);
        page = pdf.AddPage();
        page.Text(60, 80, "表2-1 云岭市锅炉改造清单", 10);
        double[] xs = [60, 90, 160, 230, 300, 370, 440, 510];
        for (int i = 0; i < 5; i++)
            for (int column = 0; column < xs.Length; column++) page.Text(xs[column], 110 + 22 * i, i == 0 ? $"列{column}" : $"{i}{column}", 10);
        string[] tables = Rows(Read(pdf));
        Assert.Equal(2, tables.Length);
        Assert.StartsWith("列0|列1|列2|列3|列4|列5|列6|列7/10|11", tables[1], StringComparison.Ordinal);
    }

    // Rows whose third column has so many lines, at a pitch of 13, and whose other cells stand in the middle; 5 points more between rows.
    private static double TallRows(PdfPageWriter page, double y, int first, params int[] lines)
    {
        foreach (int count in lines)
        {
            page.Lines(Xs[2], y, 13, 10, [.. Enumerable.Range(1, count).Select(line => $"第{first}项第{line}行改造内容")]);
            Row(page, y + 13 * (count - 1) / 2.0, [$"{first++}", "青川县", "", "甲型", "2", "2024.09"]);
            y += 13 * count + 5;
        }
        return y;
    }

    [Fact]
    public void Numbers_in_the_middle_of_their_rows_tell_the_borders_on_a_further_page_as_well()
    {
        var pdf = new PdfWriter();
        var page = pdf.AddPage();
        Row(page, 100, Inventory[0]);
        TallRows(page, 130, 1, 5, 3, 9, 7);
        TallRows(pdf.AddPage(), 80, 5, 9, 1, 7, 3);
        string[] rows = Rows(Read(pdf)).Single().Split('/');
        Assert.Equal(9, rows.Length);
        int[] lines = [5, 3, 9, 7, 9, 1, 7, 3];
        for (int row = 1; row < rows.Length; row++)
        {
            string content = string.Concat(Enumerable.Range(1, lines[row - 1]).Select(line => $"第{row}项第{line}行改造内容"));
            Assert.Equal($"{row}|青川县|{content}|甲型|2|2024.09", rows[row]);
        }
    }

    [Fact]
    public void A_head_with_one_row_is_a_table_where_its_columns_are_many()
    {
        var pdf = new PdfWriter();
        var page = pdf.AddPage();
        Row(page, 100, Inventory[0]);
        Row(page, 124, Inventory[1]);
        Assert.Equal(["序号|地区|单位名称|型号|数量|完成时间/1|青川县|青川热力站|甲型|2|2024.09"], Rows(Read(pdf)));
    }

    [Fact]
    public void Two_lines_of_few_names_or_of_text_are_no_table()
    {
        var pdf = new PdfWriter();
        var page = pdf.AddPage();
        foreach (double y in (double[])[100, 124])
            for (int column = 1; column < 5; column++) page.Text(Xs[column], y, "张三李四", 10);
        // Sentences that are set wide.
        foreach (double y in (double[])[300, 324])
            for (int column = 0; column < Xs.Length; column++) page.Text(Xs[column], y, "修渠，", 10);
        Assert.Empty(Rows(Read(pdf)));
    }

    [Fact]
    public void A_last_row_alone_on_its_page_belongs_to_the_table()
    {
        var pdf = new PdfWriter();
        var page = pdf.AddPage();
        double y = 680;
        foreach (var row in Inventory[..3]) Row(page, y += 24, row);
        page = pdf.AddPage();
        Row(page, 80, ["", "合计", "2家", "", "3", ""]);
        page.Text(60, 130, "本表由各县填报，每月报送一次。", 16);
        Assert.EndsWith("2|云岭县|云岭供暖公司|乙型|1|2024.10/|合计|2家||3|", Assert.Single(Rows(Read(pdf))), StringComparison.Ordinal);
        Assert.Equal(["本表由各县填报，每月报送一次。"], Paragraphs(Read(pdf)));
    }

    /// <summary>A bare number below a table is the page's where it is the page's place in the file, or counts on from the page before; else it is a row.</summary>
    [Theory]
    [InlineData("１", "２", 2)]
    [InlineData("ⅰ", "ⅱ", 2)]
    [InlineData("7", "8", 1)]
    [InlineData("７", "１２", 0)]
    public void Other_pages_tell_whether_a_number_below_a_table_is_the_pages(string first, string second, int numbers)
    {
        var pdf = new PdfWriter();
        foreach (string number in (string[])[first, second])
        {
            var page = pdf.AddPage();
            page.Text(60, 650, "云岭市锅炉改造清单", 10);
            for (int i = 0; i < Inventory.Length; i++) Row(page, 700 + 20 * i, Inventory[i]);
            page.Text(290, 785, number, 10);
        }
        var document = Read(pdf);
        Assert.Equal(numbers, Paragraphs(document, BlockRole.PageNumber).Length);
        int inTables = document.Blocks.OfType<TableBlock>().Sum(table => table.Cells.Count(cell => cell.Column is 2 or 3 && cell.Span.Of(document.Text) is var text && (text == first || text == second)));
        Assert.Equal(2 - numbers, inTables);
    }
}
