using System.Text;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Model;
using Xunit;
using static PolicyIngest.Tests.Readers.Html.Pages;

namespace PolicyIngest.Tests.Readers.Html;

public sealed class HtmlReaderTests
{
    [Fact]
    public void Lines_come_from_paragraphs_divisions_and_breaks()
    {
        var document = Read("<body><p>一、总体要求</p><div>坚持<b>统筹</b>兼顾。</div>　　（一）目标。<br>　　到2025年。<br/><br>尾</body>");
        Assert.Equal(["一、总体要求", "坚持统筹兼顾。", "（一）目标。", "到2025年。", "尾"], Body(document));
    }

    [Fact]
    public void Merged_cells_keep_their_spans()
    {
        var document = Read("""
            <table border=1><thead><tr><th>序号<th colspan=2>任务</thead>
            <tr><td rowspan=2>1<td>修路<td>二十公里<tr><td>架桥<td><p>两座</p><p>均为石桥</p></table>
            """);
        var table = Assert.Single(document.Blocks.OfType<TableBlock>());
        Assert.Equal((3, 3, 1), (table.RowCount, table.ColumnCount, table.DeclaredHeadRows));
        Assert.Equal(["0,0 序号", "0,1x2 任务", "1,0+1 1", "1,1 修路", "1,2 二十公里", "2,1 架桥", "2,2 两座|均为石桥"], table.Cells.Select(cell =>
            $"{cell.Row},{cell.Column}{(cell.ColumnSpan > 1 ? $"x{cell.ColumnSpan}" : "")}{(cell.RowSpan > 1 ? $"+{cell.RowSpan - 1}" : "")} "
            + cell.Span.Of(document.Text).Replace('\n', '|')));
    }

    [Fact]
    public void A_million_open_elements_are_refused_at_once()
    {
        var bytes = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("<div>", 1_000_000)));
        var fault = Assert.Throws<DocumentException>(() => Read(bytes));
        Assert.Equal((DocumentStatus.ResourceLimit, "html-too-deep"), (fault.Status, fault.Code));
    }
}
