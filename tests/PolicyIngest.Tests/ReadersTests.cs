using System.Text;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Model;
using Xunit;

namespace PolicyIngest.Tests;

public sealed class PlainTextReaderTests
{
    [Fact]
    public void Tabbed_lines_become_a_table()
    {
        var document = Read("标题\n\n\t序号\n\t任务\n\n\t1\n\t修路\n续行\n\n尾");
        Assert.Equal(3, document.Blocks.Length);
        var table = Assert.IsType<TableBlock>(document.Blocks[1]);
        Assert.Equal((2, 2), (table.RowCount, table.ColumnCount));
        Assert.Equal(["序号", "任务", "1", "修路\n续行"], table.Cells.Select(c => c.Span.Of(document.Text)));
    }

    private static PolicyDocument Read(string text) =>
        new PlainTextReader().Read(new SourceFile("a.txt", Encoding.UTF8.GetBytes(text)), ReadOptions.Default, default);
}
