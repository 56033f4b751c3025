using System.Globalization;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Readers.Excel;

/// <summary>Sheets made to be looked through many times over are read in a time that grows with their size.</summary>
[Collection(Alone.Name)]
public sealed class SheetCostTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(8);

    [Fact]
    public void Many_hidden_columns_are_looked_up_once()
    {
        string columns = string.Concat(Enumerable.Repeat("<col min=\"9\" max=\"9\" hidden=\"1\"/>", 100_000));
        var sheet = XlsxBuilder.Rows(Rows(120_000, i => $"<row r=\"{i}\">{XlsxBuilder.Words($"A{i}", "清")}{XlsxBuilder.Words($"B{i}", "河")}</row>"), before: $"<cols>{columns}</cols>");
        AssertQuick(sheet);
    }

    [Fact]
    public void Merges_over_the_same_hidden_rows_look_through_them_once()
    {
        const int Hidden = 100_000;
        string rows = Rows(Hidden, i => $"<row r=\"{i}\" hidden=\"1\">{XlsxBuilder.Words($"A{i}", "清")}</row>") + XlsxBuilder.Row(Hidden + 1, XlsxBuilder.Words($"B{Hidden + 1}", "河"));
        string merges = Rows(Hidden, i => $"<mergeCell ref=\"A{i}:A{Hidden + 1}\"/>");
        AssertQuick(XlsxBuilder.Rows(rows, $"<mergeCells>{merges}</mergeCells>"));
    }

    private static string Rows(int count, Func<int, string> row) =>
        string.Concat(Enumerable.Range(1, count).Select(i => row(i).ToString(CultureInfo.InvariantCulture)));

    private static void AssertQuick(XlsxBuilder workbook)
    {
        var before = Environment.CpuUsage.TotalTime;
        Assert.NotEmpty(workbook.Read().Blocks);
        var taken = Environment.CpuUsage.TotalTime - before;
        Assert.True(taken < Longest, $"{taken} of processor time");
    }
}
