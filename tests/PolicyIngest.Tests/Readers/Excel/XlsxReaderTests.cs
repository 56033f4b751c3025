using PolicyIngest.Ingest.Readers;
using PolicyIngest.Model;
using PolicyIngest.Tests.Support;
using Xunit;
using static PolicyIngest.Tests.Support.XlsxBuilder;

namespace PolicyIngest.Tests.Readers.Excel;

public sealed class XlsxReaderTests
{
    private static string Merges(params string[] areas) => $"<mergeCells>{string.Concat(areas.Select(a => $"<mergeCell ref=\"{a}\"/>"))}</mergeCells>";

    [Fact]
    public void The_used_range_is_a_table_with_its_title_rows_and_merges()
    {
        string rows = Row(2, Words("B2", "2024年重点任务清单")) + Row(3, Words("B3", "序号"), Words("C3", "任务"), Words("D3", "责任单位"))
            + Row(4, Number("B4", "1"), Words("C4", "修路"), Words("D4", "市交通局")) + Row(5, Words("C5", "架桥"), Words("D5", "市住建局"));
        Assert.Equal(["2024年重点任务清单[1x3] / 序号|任务|责任单位 / 1[2x1]|修路|市交通局 / 架桥|市住建局"], Rows(rows, Merges("B2:D2", "B4:B5")).Texts());
    }

    [Fact]
    public void The_sheet_s_name_is_the_place()
    {
        var document = new XlsxBuilder().Sheet("附件1", Row(1, Words("A1", "甲"))).Sheet("附件2", Row(1, Words("A1", "乙"))).Read();
        Assert.Equal(["附件1", "附件2"], document.Blocks.Select(b => b.Place!.Sheet));
        Assert.Equal("xlsx", document.Source.Format);
    }

    [Fact]
    public void Shared_strings_rich_text_and_phonetic_guides()
    {
        var builder = Rows("<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"s\"><v>9</v></c><c t=\"str\"><f>A1</f><v>公式</v></c><c t=\"b\"><v>1</v></c></row>")
            .Strings("<si><t>云岭市</t></si><si><r><t>青川</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\">县_x000D_</t></r><rPh sb=\"0\" eb=\"1\"><t>qing</t></rPh></si>");
        Assert.Equal(["云岭市|青川县|公式|TRUE"], builder.Texts());
    }

    [Fact]
    public void Numbers_and_dates_are_as_shown()
    {
        var builder = Rows(Row(1, Number("A1", "0.857", 1), Number("B1", "45473", 2), Number("C1", "45473", 3), Number("D1", "1234.5", 4), Number("E1", "45473")))
            .Formats("10", "14", "yyyy\"年\"m\"月底前\"", "#,##0.0\"亿元\"");
        Assert.Equal(["85.70%|2024/6/30|2024年6月底前|1,234.5亿元|45473"], builder.Texts());
        Assert.Equal(["2028/7/1"], Rows(Row(1, Number("A1", "45473", 1))).Formats("14").From1904().Texts());
    }

    [Theory]
    [InlineData("15")]
    [InlineData("16")]
    public void A_date_keeps_its_year_in_the_formats_that_files_name_by_number(string format) =>
        Assert.Equal(["2024年6月30日"], Rows(Row(1, Number("A1", "45473", 1))).Formats(format).Texts());

    [Fact]
    public void A_month_is_no_day() => Assert.Equal(["2024年6月"], Rows(Row(1, Number("A1", "45473", 1))).Formats("17").Texts());

    [Fact]
    public void Errors_and_formulas_without_a_value_are_empty_and_told()
    {
        var document = Rows("<row><c t=\"str\"><v>甲</v></c><c t=\"e\"><f>A9</f><v>#REF!</v></c><c t=\"str\"><v>乙</v></c><c t=\"e\"><v>#N/A</v></c></row>"
            + "<row><c t=\"str\"><f>A1</f><v></v></c><c><f>A1+1</f></c><c><f>A1+2</f><v>3</v></c></row>").Read();
        Assert.Equal("甲|乙 / |3", DocxBuilder.Text(document, Assert.Single(document.Blocks)));
        Assert.Equal(["error-cells", "formulas-unknown"], document.Diagnostics.Select(d => d.Code));
        Assert.StartsWith("2 cells of the sheet Sheet1 show an error such as #REF!", document.Diagnostics[0].Message, StringComparison.Ordinal);
        Assert.StartsWith("1 formulas", document.Diagnostics[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_struck_out_is_left_out()
    {
        var document = Rows("<row><c t=\"inlineStr\"><is><r><t>甲</t></r><r><rPr><strike/></rPr><t>乙</t></r><r><rPr><strike val=\"0\"/></rPr><t>丙</t></r></is></c>"
            + "<c t=\"str\" s=\"1\"><v>作废</v></c><c t=\"str\"><v>丁</v></c></row>").Struck().Read();
        Assert.Equal("甲丙|丁", DocxBuilder.Text(document, Assert.Single(document.Blocks)));
        Assert.Equal("struck-text", Assert.Single(document.Diagnostics).Code);
    }

    [Fact]
    public void A_date_of_a_strict_file() =>
        Assert.Equal(["2024/6/30|2024年6月"], Rows("<row><c t=\"d\"><v>2024-06-30T00:00:00</v></c><c t=\"d\" s=\"1\"><v>2024-06-30</v></c></row>").Formats("57").Texts());

    [Fact]
    public void Hidden_sheets_rows_and_columns_are_left_out_with_a_note()
    {
        var document = Rows(Row(1, Words("A1", "甲"), Words("B1", "藏"), Words("C1", "乙")) + $"<row r=\"2\" hidden=\"1\">{Words("A2", "隐")}</row>" + Row(3, Words("A3", "丙")),
                before: "<cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols>")
            .Sheet("底稿", Row(1, Words("A1", "旧")), state: "veryHidden").Read();
        Assert.Equal("甲|乙 / | / 丙|", DocxBuilder.Text(document, Assert.Single(document.Blocks)));
        Assert.Equal(["hidden-rows", "hidden-sheet"], document.Diagnostics.Select(d => d.Code).Order());
        Assert.Contains("1 hidden rows and 1 hidden columns", document.Diagnostics.First(d => d.Code == "hidden-rows").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_merge_whose_first_row_a_filter_hides_still_shows_its_text() =>
        Assert.Equal(["1|乙 / 2|丙"], Rows($"<row r=\"1\" hidden=\"1\">{Words("A1", "1")}{Words("B1", "甲")}</row>" + Row(2, Words("B2", "乙")) + Row(3, Words("A3", "2"), Words("B3", "丙")), Merges("A1:A2")).Texts());

    [Fact]
    public void Text_under_a_merge_is_not_seen() =>
        Assert.Equal(["甲[1x2]|丙 / |丁|"], Rows(Row(1, Words("A1", "甲"), Words("B1", "乙"), Words("C1", "丙")) + Row(2, Words("B2", "丁")), Merges("A1:B1")).Texts());

    [Fact]
    public void Empty_columns_go_and_of_empty_rows_one_stays() =>
        Assert.Equal(["甲|乙 / | / 丙|丁"], Rows(Row(1, Words("A1", "甲"), Words("D1", "乙")) + Row(900_000, Words("A900000", "丙"), Words("D900000", "丁"))).Texts());

    [Fact]
    public void A_sheet_of_one_column_is_text()
    {
        var document = Rows(Row(1, Words("B1", "云岭市工作方案")) + Row(4, Words("B4", "一、总体要求"))).Read();
        Assert.Equal(["云岭市工作方案", "一、总体要求"], document.Blocks.Select(b => Assert.IsType<ParagraphBlock>(b).Span.Of(document.Text)));
        Assert.All(document.Blocks, b => Assert.Equal("Sheet1", b.Place!.Sheet));
    }

    [Fact]
    public void Cells_and_rows_without_a_place_follow_each_other() =>
        Assert.Equal(["甲|乙 / 丙|"], Rows("<row><c t=\"str\"><v>甲</v></c><c t=\"str\"><v>乙</v></c></row><row><c t=\"str\"><v>丙</v></c></row>").Texts());

    [Theory]
    [InlineData("A0")]
    [InlineData("ZZZZ1")]
    [InlineData("A99999999999")]
    [InlineData("1A")]
    [InlineData("")]
    public void A_place_that_is_none_does_no_harm(string place) =>
        Assert.Equal(["甲"], Rows($"<row><c r=\"{place}\" t=\"str\"><v>甲</v></c></row>", Merges(place + ":B2", "B2:" + place)).Texts());

    [Fact]
    public void A_workbook_without_visible_text_holds_none()
    {
        var fault = Assert.Throws<DocumentException>(() => Rows("").Read());
        Assert.Equal("no-text", fault.Code);
    }

    [Fact]
    public void Too_many_cells_are_refused()
    {
        var fault = Assert.Throws<DocumentException>(() => Rows(Row(1, Words("A1", "1"), Words("B1", "2"), Words("C1", "3"))).Read(new ReadOptions { MaxTableCells = 2 }));
        Assert.Equal(DocumentStatus.ResourceLimit, fault.Status);
    }
}
