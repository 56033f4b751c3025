using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Readers.Recognition;
using PolicyIngest.Model;
using PolicyIngest.Tests.Support;
using Xunit;
using static PolicyIngest.Tests.Readers.Pdf.PdfReading;

namespace PolicyIngest.Tests.Readers.Pdf;

/// <summary>Small files that show what was misread once, each with the number of paragraphs and tables that it has.</summary>
public sealed class WildPdfTests
{
    [SharedTheory]
    [InlineData("h1", 11, 0)]
    [InlineData("h2", 11, 0)]
    [InlineData("h3", 11, 0)]
    [InlineData("h4", 11, 0)]
    [InlineData("hang", 11, 0)]
    [InlineData("hang_ok", 11, 0)]
    [InlineData("pitch", 17, 0)]
    [InlineData("pitch_ok", 3, 0)]
    [InlineData("two_diff", 13, 0)]
    [InlineData("two_same", 13, 0)]
    [InlineData("t_diff", 53, 0)]
    [InlineData("t_same", 53, 0)]
    [InlineData("form", 6, 0)]
    [InlineData("tl", 2, 1)]
    [InlineData("tl2", 4, 3)]
    public void Is_read_right(string name, int paragraphs, int tables)
    {
        var document = Read(File.ReadAllBytes(Path.Combine(Repository.Shared!, "wild", "min", name + ".pdf")));
        Assert.Equal((paragraphs, tables), (Paragraphs(document).Length, document.Blocks.OfType<TableBlock>().Count()));
    }

    [SharedFact]
    public void A_scan_with_the_mark_of_its_program_has_no_text() =>
        Assert.Equal("pdf-scanned", Assert.Throws<DocumentException>(() => Read(File.ReadAllBytes(Path.Combine(Repository.Shared!, "wild", "min", "scan.pdf")))).Code);

    /// <summary>Tables with three lines, several on a page, their numbers in columns that are hardly wider than they.</summary>
    [SharedFact]
    public void Course_tables_have_their_rows_and_columns()
    {
        var document = Read(File.ReadAllBytes(Assert.Single(Directory.GetFiles(Path.Combine(Repository.Shared!, "wild"), "134_*.pdf"))));
        string First(TableBlock table) => table.Cells.First(cell => cell is { Row: 0, Column: 0 }).Span.Of(document.Text);
        Assert.Equal([(14, 5), (14, 5)], Sizes("名称"));
        Assert.Equal([(18, 6), (11, 6), (8, 6), (8, 6), (7, 6), (20, 6), (9, 6), (7, 6)], Sizes("序号"));
        Assert.Equal(10, Paragraphs(document).Count(line => line.Contains("模块（共", StringComparison.Ordinal) && line.EndsWith("学分）", StringComparison.Ordinal)));

        List<(int, int)> Sizes(string first) => [.. document.Blocks.OfType<TableBlock>().Where(table => First(table) == first).Select(table => (table.RowCount, table.ColumnCount))];
    }

    /// <summary>Every character of a page is in a line or table, whatever stands on it.</summary>
    [SharedFact]
    public void No_text_of_any_page_is_lost()
    {
        var lost = new List<string>();
        foreach (string path in Directory.EnumerateFiles(Repository.Shared!, "*.*", SearchOption.AllDirectories).Where(path => Path.GetExtension(path) is ".pdf" or ".ofd"))
        {
            try
            {
                var document = ReaderRegistry.Read(new SourceFile(path, File.ReadAllBytes(path)), ReadOptions.Default with { Ocr = OcrMode.Off }, default);
                lost.AddRange(document.Diagnostics.Where(note => note.Code == "text-unplaced").Select(note => $"{path}: {note.Message}"));
            }
            catch (DocumentException)
            {
                // A scan, a damaged file: the test is about those that are read.
            }
        }
        Assert.Empty(lost);
    }

    /// <summary>Fonts whose letters have no characters, or wrong ones, are not read as if they had.</summary>
    [SharedFact]
    public void A_file_with_scrambled_fonts_is_refused()
    {
        byte[] file = File.ReadAllBytes(Assert.Single(Directory.GetFiles(Path.Combine(Repository.Shared!, "wild"), "171_*.pdf")));
        Assert.Equal("pdf-scrambled", Assert.Throws<DocumentException>(() => Read(file)).Code);
    }
}
