using PolicyIngest.Model;
using PolicyIngest.Tests.Support;
using Xunit;
using static PolicyIngest.Tests.Readers.Pdf.PdfReading;

namespace PolicyIngest.Tests.Readers.Pdf;

/// <summary>Pages of two columns, and pages that look a little like them.</summary>
public sealed class TwoColumnTests
{
    // Columns of 20 characters of 10 points, with a gutter of 30 points.
    private const double Left = 60, Right = 290, Size = 10, Pitch = 16;

    /// <summary>A paragraph of so many lines: the first set in by two characters, the last half as long.</summary>
    private static (string Text, string[] Lines) Paragraph(char name, int lines)
    {
        string[] set = [.. Enumerable.Range(0, lines).Select(line => (line == 0 ? "" : "乡") + new string(name, line == 0 ? 17 : line == lines - 1 ? 9 : 18) + (line == lines - 1 ? "。" : "村"))];
        return (string.Concat(set), set);
    }

    /// <summary>Writes a paragraph below the last; returns where the next one begins.</summary>
    private static double Write(PdfPageWriter page, double x, double y, string[] lines, int from = 0, int? to = null)
    {
        for (int i = from; i < (to ?? lines.Length); i++, y += Pitch) page.Text(i == 0 ? x + 2 * Size : x, y, lines[i], Size);
        return y;
    }

    [Fact]
    public void A_paragraph_goes_on_from_column_to_column_and_from_page_to_page()
    {
        var ((one, first), (two, second), (three, third), (four, fourth)) = (Paragraph('甲', 6), Paragraph('丙', 8), Paragraph('丁', 9), Paragraph('戊', 5));
        var pdf = new PdfWriter();
        var page = pdf.AddPage();
        Write(page, Left, Write(page, Left, 100, first), second, to: 3);
        Write(page, Right, Write(page, Right, 100, second, from: 3), third, to: 4);
        page = pdf.AddPage();
        // The columns of the last page are short.
        Write(page, Left, 100, third, from: 4);
        Write(page, Right, 100, fourth);
        var document = Read(pdf);
        Assert.Equal([one, two, three, four], Paragraphs(document));
        Assert.Empty(document.Diagnostics);
    }

    [Fact]
    public void What_stands_over_both_columns_keeps_its_place()
    {
        var texts = "甲丙丁戊".Select(name => Paragraph(name, 7)).ToList();
        var pdf = new PdfWriter();
        var page = pdf.AddPage();
        page.Centred(Left, Right + 200, 80, "云岭市修渠工作简报", 14).Centred(Left, Right + 200, 310, "二、下 一 步", Size);
        Write(page, Left, 120, texts[0].Lines);
        Write(page, Right, 120, texts[1].Lines);
        // A word in the middle whose characters stand on both sides of the gutter.
        page.Text(250, 330, "目", Size).Text(290, 330, "标", Size);
        Write(page, Left, 360, texts[2].Lines);
        Write(page, Right, 360, texts[3].Lines);
        page.Centred(Left, Right + 200, 800, "— 1 —", Size);
        var document = Read(pdf);
        Assert.Equal(["云岭市修渠工作简报", texts[0].Text, texts[1].Text, "二、下一步", "目标", texts[2].Text, texts[3].Text], Paragraphs(document));
        Assert.Equal(["— 1 —"], Paragraphs(document, BlockRole.PageNumber));
    }

    [Fact]
    public void A_table_stands_in_its_column_or_parts_them()
    {
        var texts = "甲丙丁戊己".Select(name => Paragraph(name, 7)).ToList();
        var pdf = new PdfWriter();
        var page = pdf.AddPage();
        double y = Write(page, Left, 100, texts[0].Lines);
        page.Grid([Left, 160, 260], [y, y + 20, y + 40]).Text(65, y + 14, "渠", Size).Text(165, y + 14, "里", Size).Text(65, y + 34, "东", Size).Text(165, y + 34, "二", Size);
        Write(page, Left, y + 60, texts[1].Lines);
        Write(page, Right, 100, texts[2].Lines);
        page.Grid([Left, 275, 490], [440, 460, 480]).Text(65, 454, "河", Size).Text(290, 454, "里程", Size).Text(65, 474, "西", Size).Text(290, 474, "三", Size);
        Write(page, Left, 510, texts[3].Lines);
        Write(page, Right, 510, texts[4].Lines);
        var document = Read(pdf);
        string[] blocks = [.. document.Blocks.Select(block => block is TableBlock table ? $"table {table.Cells[0].Span.Of(document.Text)}" : block.Span.Of(document.Text))];
        Assert.Equal([texts[0].Text, "table 渠", texts[1].Text, texts[2].Text, "table 河", texts[3].Text, texts[4].Text], blocks);
    }

    [Fact]
    public void Columns_of_other_lines_on_each_side_are_told()
    {
        var (one, two) = (Paragraph('甲', 14), Paragraph('丙', 17));
        var pdf = new PdfWriter();
        var page = pdf.AddPage();
        Write(page, Left, 100, one.Lines);
        // Smaller lines, which stand at heights of their own.
        for (int i = 0; i < two.Lines.Length; i++) page.Text(i == 0 ? Right + 18 : Right, 103 + 13.4 * i, two.Lines[i], 9);
        Assert.Equal([one.Text, two.Text], Paragraphs(Read(pdf)));
    }

    [Fact]
    public void Lists_side_by_side_are_read_one_after_the_other_with_a_note()
    {
        string[] left = ["云岭市发展和改革委员会", "青川县水务局", "云岭市财政局", "青川县人民政府办公室", "云岭市公安局", "青川县教育局", "云岭市民政局"];
        string[] right = ["云岭市司法局", "青川县自然资源局", "云岭市生态环境局", "青川县住房和城乡建设局", "云岭市商务局", "青川县审计局", "云岭市统计局"];
        var pdf = new PdfWriter();
        var page = pdf.AddPage();
        page.Lines(Left, 100, 24, 12, left).Lines(Right, 100, 24, 12, right);
        var document = Read(pdf);
        Assert.Equal(["columns-unsure"], document.Diagnostics.Select(note => note.Code));
        string text = string.Concat(Paragraphs(document));
        Assert.Equal(string.Concat(left) + string.Concat(right), text);
    }

    public static TheoryData<string, string[][]> NoColumns() => new()
    {
        { "a form", Repeat(8, i => [$"联系人{i}：", "张三李四王五赵六孙七", "联系电话：", "八八八八八八八八八八"]) },
        { "fields of a form", Repeat(8, i => [$"单位名称：云岭市第{i}水务有限公司", "", "法定代表人：张三李四王五", ""]) },
        { "signatures", [["甲方（盖章）：云岭市水务局", "", "乙方（盖章）：青川建设公司", ""], ["代表：张三", "", "代表：李四", ""], ["2024年3月1日", "", "2024年3月1日", ""]] },
        { "contents", Repeat(9, i => [$"第{"一二三四五六七八九"[i]}章 修渠的目标和任务", "", "", $"{i + 1}"]) },
        { "numbers", Repeat(9, i => [$"青川县第{i}号灌渠改造", "", $"{i},000", ""]) },
    };

    private static string[][] Repeat(int count, Func<int, string[]> row) => [.. Enumerable.Range(0, count).Select(row)];

    [Theory]
    [MemberData(nameof(NoColumns))]
    public void Other_pages_with_a_gap_in_their_middle_are_read_across(string name, string[][] rows)
    {
        double[] xs = [Left, 130, Right, 350];
        var pdf = new PdfWriter();
        var page = pdf.AddPage();
        for (int row = 0; row < rows.Length; row++)
            for (int column = 0; column < xs.Length; column++)
                if (rows[row][column].Length > 0) page.Text(xs[column], 120 + 24 * row, rows[row][column], Size);
        var document = Read(pdf);
        Assert.DoesNotContain(document.Diagnostics, note => note.Code == "columns-unsure");
        Assert.Equal((name, string.Concat(rows.SelectMany(row => row)).Replace(" ", "", StringComparison.Ordinal)),
            (name, string.Concat(document.Text.Where(c => !char.IsWhiteSpace(c)))));
    }
}
