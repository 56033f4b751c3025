using PolicyIngest.Ingest.Readers;
using PolicyIngest.Model;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Readers.Excel;

/// <summary>Workbooks of before 2007. The sample is one that LibreOffice wrote; its content is told by its snapshots.</summary>
public sealed class BinaryWorkbookTests
{
    private static readonly byte[] Sample = File.ReadAllBytes(Path.Combine(Repository.Samples, "xls", "task-list.xls"));

    private static PolicyDocument Read(string path, byte[] bytes) => ReaderRegistry.Read(new SourceFile(path, bytes), ReadOptions.Default, default);

    [Theory]
    [InlineData("清单.xls")]
    [InlineData("清单.et")]
    public void Dates_merges_and_what_is_hidden_are_as_in_newer_workbooks(string path)
    {
        var document = Read(path, Sample);
        Assert.Equal("xls", document.Source.Format);
        var table = Assert.IsType<TableBlock>(Assert.Single(document.Blocks));
        Assert.Equal("任务清单", table.Place!.Sheet);
        Assert.Equal((1, 6), (table.Cells[0].RowSpan, table.Cells[0].ColumnSpan));
        Assert.Equal(["2026/6/30", "2026年9月", "2026年12月25日", "", "2026年11月15日"], table.Cells.Where(c => c.Column == 4 && c.Row > 1).Select(c => c.Span.Of(document.Text)));
        Assert.Equal(["hidden-rows", "hidden-sheet"], document.Diagnostics.Select(d => d.Code).Order());
    }

    [Fact]
    public void A_limit_on_cells_holds()
    {
        var fault = Assert.Throws<DocumentException>(() => ReaderRegistry.Read(new SourceFile("a.xls", Sample), new ReadOptions { MaxTableCells = 5 }, default));
        Assert.Equal((DocumentStatus.ResourceLimit, "too-many-cells"), (fault.Status, fault.Code));
    }

    [Fact]
    public void Damage_is_told_and_never_a_fault_of_the_program()
    {
        Assert.Equal("damaged-workbook", Assert.Throws<DocumentException>(() => Read("a.xls", OleSamples.Container("Workbook"))).Code);
        var random = new Random(11);
        for (int i = 0; i < 400; i++)
        {
            byte[] broken = (byte[])Sample.Clone();
            for (int n = 0; n < 6; n++) broken[random.Next(512, broken.Length)] = (byte)random.Next(256);
            try
            {
                Read("a.xls", broken);
            }
            catch (DocumentException fault)
            {
                Assert.NotEqual(DocumentStatus.Crash, fault.Status);
            }
        }
    }
}
