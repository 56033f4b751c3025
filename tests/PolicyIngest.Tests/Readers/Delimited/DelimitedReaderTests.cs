using System.Text;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Readers.Delimited;

public sealed class DelimitedReaderTests
{
    private static PolicyDocument Read(byte[] bytes, string path = "清单.csv", ReadOptions? options = null) =>
        ReaderRegistry.Read(new SourceFile(path, bytes), options ?? ReadOptions.Default, default);

    private static PolicyDocument Read(string text, string path = "清单.csv") => Read(Encoding.UTF8.GetBytes(text), path);

    private static string Table(PolicyDocument document) => DocxBuilder.Text(document, Assert.Single(document.Blocks));

    [Theory]
    [InlineData("序号,任务\n1,修路\n", ".csv")]
    [InlineData("序号;任务\n1;修路\n", ".csv")]
    [InlineData("序号\t任务\n1\t修路\n", ".csv")]
    [InlineData("序号\t任务\r\n1\t修路", ".tsv")]
    [InlineData("序号|任务\r1|修路\r", ".csv")]
    [InlineData("sep=;\r\n序号;任务\r\n1;修路", ".csv")]
    [InlineData("序号;任务，牵头\n1;修路，甲,乙,丙\n2;架桥,丁\n", ".csv")]
    public void The_separator_is_told_from_the_text(string text, string ending)
    {
        var document = Read(text, "清单" + ending);
        Assert.Equal("csv", document.Source.Format);
        var table = Assert.IsType<TableBlock>(Assert.Single(document.Blocks));
        Assert.Equal(2, table.ColumnCount);
        Assert.StartsWith("序号|任务", DocxBuilder.Text(document, table), StringComparison.Ordinal);
        Assert.DoesNotContain(document.Diagnostics, d => d.Code == "mislabelled");
    }

    [Fact]
    public void An_unusual_separator_is_said()
    {
        Assert.Contains(Read("a;b\nc;d").Diagnostics, d => d.Code == "separator" && d.Message.Contains(';', StringComparison.Ordinal));
        Assert.Empty(Read("a,b\nc,d").Diagnostics);
    }

    [Fact]
    public void Quoted_cells_hold_separators_line_breaks_and_quotation_marks() =>
        Assert.Equal("任务|单位 / 一、修路\n二、架桥|甲,乙\"丙\"", Table(Read("任务,单位\n\"一、修路\n二、架桥\",\"甲,乙\"\"丙\"\"\"\n")));

    [Fact]
    public void A_quotation_mark_without_its_fellow_is_a_sign_like_others() => Assert.Equal("管径|数 / 5\" 管|3 / 钢|4", Table(Read("管径,数\n5\" 管,3\n钢,4\n")));

    [Fact]
    public void Rows_of_different_length_empty_rows_and_columns_and_a_title() =>
        Assert.Equal("云岭市任务清单[1x3] / 序号|任务|单位 / 1|修路| / 2|架桥|市交通局", Table(Read("云岭市任务清单,,,,\n序号,任务,,单位,\n1,修路\n2,架桥,,市交通局,\n")));

    [Fact]
    public void Encodings_are_told_from_the_bytes()
    {
        const string text = "序号,任务\n1,修路\n";
        Assert.Equal("gb18030", Read(Encodings.Gb18030.GetBytes(text)).Source.Encoding);
        Assert.Equal("utf-16le", Read([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)]).Source.Encoding);
        Assert.Equal("序号|任务 / 1|修路", Table(Read(Encodings.Gb18030.GetBytes(text))));
    }

    [Fact]
    public void A_single_column_is_text()
    {
        var document = Read("一、修路\n二、架桥\n");
        Assert.Equal(["一、修路", "二、架桥"], document.Blocks.Select(block => Assert.IsType<ParagraphBlock>(block).Span.Of(document.Text)));
    }

    [Fact]
    public void A_text_with_commas_is_no_table() => Assert.Equal("txt", Read("一、修路,架桥\n二、植树,种草\n", "方案.txt").Source.Format);

    [Fact]
    public void Too_many_cells_are_refused()
    {
        var fault = Assert.Throws<DocumentException>(() => Read("1,2\n3,4\n"u8.ToArray(), options: new ReadOptions { MaxTableCells = 3 }));
        Assert.Equal((DocumentStatus.ResourceLimit, "too-many-cells"), (fault.Status, fault.Code));
    }
}
