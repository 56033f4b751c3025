using PolicyIngest.Tests.Support;
using Xunit;
using static PolicyIngest.Tests.Readers.Pdf.PdfReading;

namespace PolicyIngest.Tests.Readers.Pdf;

/// <summary>The head of a paper that several organs issue together, with 文件 beside their names.</summary>
public sealed class LetterheadTests
{
    private static string Text(double document, params string[] organs)
    {
        var pdf = new PdfWriter();
        var page = pdf.AddPage();
        for (int i = 0; i < organs.Length; i++) page.Text(100, 100 + (36 * i), organs[i], 26);
        page.Text(400, document, "文件", 28).Text(200, 260, "云水联发〔2025〕3号", 14).Text(80, 320, "各乡镇人民政府，县有关部门要按照职责分工抓好落实。", 14);
        return string.Concat(Paragraphs(Read(pdf)));
    }

    [Fact]
    public void What_stands_in_the_middle_of_two_names_is_read_behind_the_last() => Assert.StartsWith("云岭县水务局云岭县财政局文件云水联发", Text(118, "云岭县水务局", "云岭县财政局"));

    [Fact]
    public void So_is_what_stands_beside_the_second_of_three() => Assert.StartsWith("云岭县水务局云岭县财政局云岭县审计局文件云水联发", Text(136, "云岭县水务局", "云岭县财政局", "云岭县审计局"));

    [Fact]
    public void Beside_the_last_name_it_stays_there() => Assert.StartsWith("云岭县水务局云岭县财政局文件云水联发", Text(136, "云岭县水务局", "云岭县财政局"));

    [Fact]
    public void Beside_the_first_of_three_it_belongs_to_that_one() => Assert.StartsWith("云岭县水务局文件云岭县财政局云岭县审计局云水联发", Text(100, "云岭县水务局", "云岭县财政局", "云岭县审计局"));
}
