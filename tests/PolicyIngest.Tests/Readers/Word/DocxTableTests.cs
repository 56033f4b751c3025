using PolicyIngest.Ingest.Readers;
using PolicyIngest.Model;
using PolicyIngest.Tests.Support;
using Xunit;
using static PolicyIngest.Tests.Support.DocxBuilder;

namespace PolicyIngest.Tests.Readers.Word;

public sealed class DocxTableTests
{
    private const string Restart = "<w:vMerge w:val=\"restart\"/>";
    private const string Continue = "<w:vMerge/>";

    private static string Tr(params string[] cells) => $"<w:tr>{string.Concat(cells)}</w:tr>";

    private static string Span(int columns) => $"<w:gridSpan w:val=\"{columns}\"/>";

    private static string[] Texts(params string[] rows) => Body($"<w:tbl><w:tblPr/><w:tblGrid/>{string.Concat(rows)}</w:tbl>").Texts();

    private static TableBlock Table(params string[] rows) =>
        Assert.IsType<TableBlock>(Assert.Single(Body($"<w:tbl>{string.Concat(rows)}</w:tbl>").Read().Blocks));

    [Theory]
    [InlineData("序号|任务|单位", "2|架桥|市住建局", "序号|任务|单位 / 1|修路|市交通局 / 2|架桥|市住建局")]
    [InlineData("2|架桥|市住建局", "3|植树|市林业局", "序号|任务|单位 / 1|修路|市交通局 / 2|架桥|市住建局 / 3|植树|市林业局")]
    public void A_table_cut_in_two_is_one(string first, string second, string expected)
    {
        static string Rows(params string[] rows) => $"<w:tbl>{string.Concat(rows.Select(row => Tr([.. row.Split('|').Select(cell => Cell(cell))])))}</w:tbl>";
        string above = Rows("序号|任务|单位", "1|修路|市交通局"), below = Rows(first, second);
        Assert.Equal([expected], Body(above + below).Texts());
        Assert.Equal([expected], Body(above + "<w:p/>" + below).Texts());
        Assert.Equal(3, Body(above + P("另表：") + below).Texts().Length);
        Assert.Equal(2, Body(above + Rows("序号|项目|单位", "1|架桥|市住建局")).Texts().Length);
    }

    [Fact]
    public void Cells_merged_across_and_down() =>
        Assert.Equal(["附件：任务分工[1x3] / 1[2x1]|修路|市交通局 / 架桥|市住建局"], Texts(
            Tr(Cell("附件：任务分工", Span(3))),
            Tr(Cell("1", Restart), Cell("修路"), Cell("市交通局")),
            Tr(Cell("", Continue), Cell("架桥"), Cell("市住建局"))));

    [Fact]
    public void Text_left_in_a_covered_cell_is_not_seen_and_reported()
    {
        var document = Body($"<w:tbl>{Tr(Cell("1", Restart), Cell("甲"))}{Tr(Cell("旧", "<w:vMerge w:val=\"continue\"/>"), Cell("乙"))}</w:tbl>").Read();
        Assert.Equal("1[2x1]|甲 / 乙", DocxBuilder.Text(document, document.Blocks[0]));
        Assert.Equal("covered-cells", Assert.Single(document.Diagnostics).Code);
    }

    [Fact]
    public void A_merge_ends_with_the_first_row_that_does_not_go_on() =>
        Assert.Equal(["1|甲 / |乙 / 3|丙"], Texts(Tr(Cell("1", Restart), Cell("甲")), Tr(Cell(""), Cell("乙")), Tr(Cell("3", Continue), Cell("丙"))));

    [Fact]
    public void A_merge_that_continues_nothing_begins_one() =>
        Assert.Equal(["1|甲 / 2|乙"], Texts(Tr(Cell("1", Continue), Cell("甲")), Tr(Cell("2"), Cell("乙"))));

    [Fact]
    public void Two_merges_stand_one_under_the_other() =>
        Assert.Equal(["1[2x1]|甲 / 乙 / 2[2x1]|丙 / 丁"], Texts(
            Tr(Cell("1", Restart), Cell("甲")), Tr(Cell("", Continue), Cell("乙")), Tr(Cell("2", Restart), Cell("丙")), Tr(Cell("", Continue), Cell("丁"))));

    [Fact]
    public void Columns_left_out_before_a_row_shift_its_cells() =>
        Assert.Equal(["1|甲|乙 / |丙|丁"], Texts(Row("1", "甲", "乙"),
            $"<w:tr><w:trPr><w:gridBefore w:val=\"1\"/><w:gridAfter w:val=\"0\"/></w:trPr>{Cell("丙")}{Cell("丁")}</w:tr>"));

    [Fact]
    public void Columns_left_out_after_a_row_are_empty() =>
        Assert.Equal(["1|甲|乙 / 2||"], Texts(Row("1", "甲", "乙"), $"<w:tr><w:trPr><w:gridAfter w:val=\"2\"/></w:trPr>{Cell("2")}</w:tr>"));

    [Fact]
    public void The_older_horizontal_merge_is_known() =>
        Assert.Equal(["标题[1x2] / 1|甲"], Texts(Tr(Cell("标题", "<w:hMerge w:val=\"restart\"/>"), Cell("", "<w:hMerge/>")), Row("1", "甲")));

    [Fact]
    public void Head_rows_are_those_the_file_declares_at_the_top()
    {
        const string head = "<w:trPr><w:tblHeader/></w:trPr>";
        Assert.Equal(2, Table($"<w:tr>{head}{Cell("序号")}{Cell("任务")}</w:tr>", $"<w:tr>{head}{Cell("a")}{Cell("b")}</w:tr>", Row("1", "甲"),
            $"<w:tr>{head}{Cell("x")}{Cell("y")}</w:tr>").DeclaredHeadRows);
        Assert.Equal(0, Table(Row("序号", "任务")).DeclaredHeadRows);
    }

    [Fact]
    public void A_table_inside_a_cell_follows_as_a_table_of_its_own() =>
        Assert.Equal(["1|甲 / 2|乙\n丙", "x|y", "后"], Body($"<w:tbl>{Row("1", "甲")}<w:tr>{Cell("2")}<w:tc>{P("乙")}<w:tbl>{Row("x", "y")}</w:tbl>{P("丙")}</w:tc></w:tr></w:tbl>"
            + P("后")).Texts());

    [Fact]
    public void A_single_cell_is_a_frame_around_text() =>
        Assert.Equal(["专栏1 重点工程", "1|甲", "尾"], Body($"<w:tbl><w:tr><w:tc>{P("专栏1 重点工程")}<w:tbl>{Row("1", "甲")}</w:tbl>{P("尾")}</w:tc></w:tr></w:tbl>").Texts());

    [Fact]
    public void A_single_column_is_a_frame_too_and_so_is_a_grid_with_one_filled_cell()
    {
        Assert.Equal(["一、修路。", "二、架桥。", "三、栽树。"], Texts(Tr(Cell("一、修路。")), Tr($"<w:tc>{P("二、架桥。")}{P("三、栽树。")}</w:tc>")));
        Assert.Equal(["正文"], Texts(Row("", "", ""), Row("", "正文", "")));
        Assert.Equal(["| / 正文|2"], Texts(Row("", ""), Row("正文", "2")));
    }

    [Fact]
    public void A_box_with_a_title_is_a_table_one_column_wide() =>
        Assert.Equal(["专栏1 重点工程 / 一、修路\n二、架桥"], Texts(Tr(Cell("专栏1 重点工程")), Tr($"<w:tc>{P("一、修路")}{P("二、架桥")}</w:tc>")));

    [Fact]
    public void Content_controls_stand_around_rows_and_cells() =>
        Assert.Equal(["1|甲 / 2|乙"], Texts($"<w:sdt><w:sdtPr/><w:sdtContent>{Row("1", "甲")}</w:sdtContent></w:sdt>",
            $"<w:tr><w:sdt><w:sdtContent>{Cell("2")}</w:sdtContent></w:sdt>{Cell("乙")}</w:tr>"));

    [Fact]
    public void Hidden_rows_and_deleted_cells_are_left_out() =>
        Assert.Equal(["1|甲 / 3|丙"], Texts(Row("1", "甲"), $"<w:tr><w:trPr><w:hidden/></w:trPr>{Cell("2")}{Cell("乙")}</w:tr>",
            Tr(Cell("3"), Cell("旧", "<w:cellDel w:id=\"1\"/>"), Cell("丙"))));

    [Fact]
    public void Paragraphs_of_a_cell_are_lines_and_empty_ones_go() =>
        Assert.Equal(["1|甲\n乙 / 2|"], Texts(Tr(Cell("1"), $"<w:tc>{P("甲")}<w:p/>{P("乙")}</w:tc>"), Tr(Cell("2"), "<w:tc><w:p/></w:tc>")));

    [Fact]
    public void Spans_without_measure_are_clamped()
    {
        var table = Table(Tr(Cell("甲", Span(2_000_000_000)), Cell("乙")), Tr(Cell("丙", Span(-5)), Cell("丁")));
        Assert.Equal((2, 2), (table.RowCount, table.ColumnCount));
    }

    [Fact]
    public void Too_many_cells_are_refused()
    {
        var builder = Body($"<w:tbl>{Row("1", "2", "3")}{Row("4", "5", "6")}</w:tbl>");
        var fault = Assert.Throws<DocumentException>(() => builder.Read(new ReadOptions { MaxTableCells = 5 }));
        Assert.Equal((DocumentStatus.ResourceLimit, "too-many-cells"), (fault.Status, fault.Code));
        Assert.Single(builder.Read(new ReadOptions { MaxTableCells = 6 }).Blocks);
    }

    [Fact]
    public void A_long_row_above_many_short_ones_is_refused_before_the_grid_is_filled()
    {
        string wide = Tr([.. Enumerable.Range(0, 900).Select(i => Cell("x"))]);
        var builder = Body($"<w:tbl>{wide}{string.Concat(Enumerable.Repeat(Tr(Cell("x")), 2_000))}</w:tbl>");
        var fault = Assert.Throws<DocumentException>(() => builder.Read());
        Assert.Equal("too-many-cells", fault.Code);
    }

    [Fact]
    public void Grid_lines_at_which_no_cell_begins_make_no_columns() =>
        Assert.Equal(["题[1x2] / 1|甲 / 2|乙"], Texts(Tr(Cell("题", Span(7))), Tr(Cell("1", Span(3)), Cell("甲", Span(4))), Tr(Cell("2", Span(3)), Cell("乙", Span(4)))));

    [Fact]
    public void An_empty_table_is_none() => Assert.Equal(["后"], Body("<w:tbl/><w:tbl><w:tr/></w:tbl>" + P("后")).Texts());
}
